"""What promises add up to and how far they bear an index: labelled frames."""

from __future__ import annotations

import polars as pl

from dtia.analysis import ambition, collective
from dtia.analysis.pairs import promises
from dtia.data import Data
from dtia.i18n import Lang, number, quantity
from dtia.views.gaps import gaps
from dtia.views.labels import (
    each,
    edition,
    unit_labels,
    worded,
)


def collective_sum(data: Data, lang: Lang) -> pl.DataFrame:
    """Return what the promises of all provinces add up to, beside each national target.

    Labels: indicator_name, value_label (the nation's), stating_label (n of N provinces),
    covered_label, mean_label, bounds_label (percent of the base) and verdict_label.
    """
    sums = collective.summed(promises(data.targets, vars(data)), vars(data))
    verdicts = gaps(data, "collective", lang).select(
        "indicator_id", "tier", "base_id", "horizon_year", "verdict", "verdict_label",
        "source_label", "edition", "indicator_name", "tier_label", "reference_value_label",
    )  # fmt: skip
    share = {
        f"{name}_label": each([name], lambda row, name=name: _share(row[name], lang))
        for name in ("covered", "mean")
    }
    return (
        sums.join(verdicts, on=collective.SUMMED, nulls_equal=True)
        .with_columns(
            **share,
            value_label="reference_value_label",
            stating_label=pl.format("{}/{}", "n", "of"),
            bounds_label=each(["low", "high"], lambda row: _bounds(row["low"], row["high"], lang)),
        )
        .sort(-pl.col("n").cast(pl.Int64), "indicator_name", "horizon_year", maintain_order=True)
    )


def _share(value: float | None, lang: Lang) -> str:
    return "" if value is None else quantity(value, "percent", lang, 1)


def _bounds(low: float | None, high: float | None, lang: Lang) -> str:
    return "" if low is None else f"{number(low, lang, 1)}–{_share(high, lang)}"


def bearing(data: Data, lang: Lang, year: int) -> pl.DataFrame:
    """Return `ambition.bearing` with indicator_name, tier_label, modal_label and edition."""
    names = data.indicators.select("indicator_id", indicator_name=f"name_{lang}")
    return (
        ambition.bearing(data, year)
        .join(names, on="indicator_id", maintain_order="left")
        .with_columns(
            tier_label=worded("tier", "tier", lang),
            n_targets="n",
            modal_label=each(["modal_share"], lambda row: _share(100 * row["modal_share"], lang)),
            year=pl.lit(year),
            edition=pl.lit(edition(data, lang)),
        )
    )


def ambition_ranks(data: Data, found: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Return the units of an ambition index with unit_label, median_label, interval_label."""
    return found.join(unit_labels(data, lang), on="unit_id", maintain_order="left").with_columns(
        median_label=each(["median"], lambda row: number(row["median"], lang, 1)),
        interval_label=each(
            ["low", "high"],
            lambda row: f"{number(row['low'], lang, 1)}–{number(row['high'], lang, 1)}",
        ),
        edition=pl.lit(edition(data, lang)),
    )


def influence(data: Data, found: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Return the influence of an ambition index with choice_label, share_label and edition."""
    return found.with_columns(
        choice_label=worded("choice", "choice", lang),
        share_label=each(["share"], lambda row: _share(100 * row["share"], lang)),
        edition=pl.lit(edition(data, lang)),
    )
