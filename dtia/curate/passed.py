"""Sentences that were taken for no target: what is known of their figure, for a person to judge."""

from __future__ import annotations

import polars as pl

from dtia.curate.heads import Head
from dtia.curate.mentions import Mention
from dtia.curate.proposals import HELD, columns_of
from dtia.curate.sentences import Sentence
from dtia.data import Row
from dtia.i18n import Lang, text


def row_of_passed(sentence: Sentence, reason: str, held: Mention | None, told: Head) -> Row:
    """Make the row of a sentence; `held` is its first figure, where it holds one."""
    row = {"locator": sentence.locator, "sentence": sentence.text, "reason": reason}
    if held is None:
        return row
    return row | {
        "unit_id": told.unit_id, "horizon_year": (held.year or sentence.year)[:4],
        "comparator": held.comparator, "value": f"{held.value:.15g}",
        "value_high": None if held.high is None else f"{held.high:.15g}",
        "figure_text": sentence.text[held.start : held.end],
    }  # fmt: skip


def parted(passed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part the sentences that hold a figure from those that hold none."""
    holds = pl.col("figure_text").is_not_null()
    return passed.filter(holds), passed.filter(~holds)


def as_targets(passed: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Return sentences that hold a figure as proposals of targets, each cell in doubt.

    The indicator, and what depends on it, is for a person to fill in.
    """
    doubtful = [column for column in HELD if column != "figure_text"]
    why = {
        reason: text("read.not_proposed", lang, reason=text(f"read.passed.{reason}", lang))
        for reason in passed["reason"].unique()
    }
    filled = [pl.when(pl.col(c).is_not_null()).then(pl.lit(c)) for c in doubtful]
    rows = passed.with_columns(
        status=pl.lit("current"),
        why=pl.col("reason").replace_strict(why, return_dtype=pl.String),
        doubt=pl.concat_str([pl.lit("indicator_id"), *filled], separator=";", ignore_nulls=True),
    )
    missing = [column for column in columns_of("targets") if column not in rows.columns]
    blank = [pl.lit(None, pl.String).alias(column) for column in missing]
    return rows.with_columns(blank).select(columns_of("targets"))
