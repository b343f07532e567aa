"""The choice among measured values: one verdict for each target that was due."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.periods import last_day
from dtia.data.vocabulary import FIGURE

# What was seen at the end of the horizon is final.
FINAL = ["met", "near", "missed"]


def scorecard(data: Data, year: int) -> pl.DataFrame:
    """Return every target below the nation that was due in a year, with one verdict each.

    Of several measured values those from the end of the horizon count first, then the latest,
    then the most comparable; where these disagree the verdict is `unsettled`, and gap_low and
    gap_high span them. Columns of `gaps.csv`.
    """
    own = [*FIGURE, "document_id"]
    nation = data.units.filter(level="nation")["unit_id"].implode()
    due = data.gaps.filter(~pl.col("unit_id").is_in(nation), kind="observed", horizon_year=year)
    chosen = due.with_columns(
        _late=~pl.col("verdict").is_in(FINAL),
        _grade=pl.col("grade").fill_null("D"),
        _day=last_day("reference"),
    )
    for best in (
        pl.col("_late") == pl.col("_late").min().over(own),
        pl.col("_day").eq_missing(pl.col("_day").max().over(own)),
        pl.col("_grade") == pl.col("_grade").min().over(own),
    ):
        chosen = chosen.filter(best)
    one = chosen.with_columns(
        verdict=pl.when(pl.col("verdict").n_unique().over(own) > 1)
        .then(pl.lit("unsettled"))
        .otherwise("verdict"),
        gap_low=pl.col("gap_low").min().over(own),
        gap_high=pl.col("gap_high").max().over(own),
    ).unique(own, keep="first", maintain_order=True)
    return one.select(data.gaps.columns)
