"""Why two figures compare or do not, in words."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dtia.analysis import pair
from dtia.analysis.comparability import Figure
from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.vocabulary import REASONS
from dtia.i18n import Lang, text
from dtia.views.labels import act_names, each


def explain(data: Data, a: Figure, b: Figure, lang: Lang = "vi") -> str:
    """Say in words how far two figures can be compared, why, and by which act.

    Each figure is one row of `data.targets` or `data.observations`.
    """
    found = pair(data, a, b).row(0, named=True)
    words = reasons_in_words(data, lang)
    grade = text(f"grade.{found['grade']}", lang)
    return "\n".join([grade, *(words[rule] for rule in entries(found["reasons"]))])


def reasons_in_words(data: Data, lang: Lang) -> dict[str, str]:
    """Return the reason of each rule with the act it rests on, and of each other reason, by id."""
    acts = act_names(data, lang)
    rules = data.comparability.select("rule_id", f"reason_{lang}", "document_id").iter_rows()
    return {
        **{reason: text(f"reason.{reason}", lang) for reason in REASONS},
        **{rule: f"{why} ({acts[act]})" if act else why for rule, why, act in rules},
    }


def reasons_label(words: Mapping[str, str]) -> pl.Expr:
    """Word the column `reasons` by `reasons_in_words`; blank where there are none."""
    return each(["reasons"], lambda row: "; ".join(words[id] for id in entries(row["reasons"])))
