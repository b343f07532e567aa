"""Why two figures compare or do not, in words."""

from __future__ import annotations

import polars as pl

from dtia.analysis.comparability import (
    Figure,
    pair,
)
from dtia.data.dataset import Data
from dtia.i18n import Lang, text


def explain(data: Data, a: Figure, b: Figure, lang: Lang = "vi") -> str:
    """Say in words how far two figures can be compared, why, and by which act.

    Each figure is one row of `data.targets` or `data.observations`.
    """
    found = pair(data, a, b).row(0, named=True)
    words = reasons_in_words(data, lang)
    lines = [text(f"grade.{found['grade']}", lang)]
    lines += [words[rule] for rule in (found["reasons"] or "").split(";") if rule]
    return "\n".join(lines)


def reasons_in_words(data: Data, lang: Lang) -> dict[str, str]:
    """Return the reason of each rule with the act it rests on, keyed by rule_id."""
    acts = data.documents.select("document_id", _act=pl.coalesce("number", f"title_{lang}"))
    rules = data.comparability.join(acts, on="document_id", how="left", maintain_order="left")
    return {
        rule: f"{reason} ({act})" if act else reason
        for rule, reason, act in rules.select("rule_id", f"reason_{lang}", "_act").iter_rows()
    }
