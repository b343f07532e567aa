"""One province: what it is, what it promises, what was measured, and what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dtia.analysis import missing
from dtia.analysis.intervals import ambition
from dtia.data import Data
from dtia.data.units import territory
from dtia.data.vocabulary import HORIZONS, PROMISE
from dtia.i18n import Lang, quantity, text
from dtia.views.gaps import gaps as every_gap
from dtia.views.labels import citations, each, edition, gap_label, in_order, labelled, worded


def promises(data: Data, unit_id: str, lang: Lang) -> pl.DataFrame:
    """Return every target of a province, labelled, with gap_label against the nation's."""
    return promises_of(data, territory(data.units, unit_id), lang)


def promises_of(data: Data, ids: Sequence[str], lang: Lang) -> pl.DataFrame:
    """Return what `promises` does, of several units at once."""
    rows = data.targets.filter(pl.col("unit_id").is_in(ids))
    national = data.gaps.filter(kind="national").select(
        *PROMISE, "gap_low", "gap_high", gap_unit="unit", grade="grade"
    )
    return (
        labelled(rows.with_columns(found=pl.lit(True)), data, lang)
        .join(
            national.unique(PROMISE, keep="first", maintain_order=True),
            on=PROMISE, how="left", nulls_equal=True, maintain_order="left",
        )
        .with_columns(
            gap_label=each(
                ["gap_low", "gap_high", "gap_unit"],
                lambda row: gap_label({**row, "unit": row["gap_unit"]}, lang),
            )
        )
        .pipe(in_order)
        .sort("topic", "indicator_name", maintain_order=True)
    )  # fmt: skip


def gaps(data: Data, unit_id: str, kind: str, lang: Lang) -> pl.DataFrame:
    """Return the gaps of one kind of a province, with the labels of `views.gaps`."""
    rows = every_gap(data, kind, lang)
    return rows.filter(pl.col("unit_id").is_in(territory(data.units, unit_id)))


def measured(data: Data, unit_id: str, lang: Lang) -> pl.DataFrame:
    """Return every value measured for a province, labelled, the latest of each series first."""
    return measured_of(data, territory(data.units, unit_id), lang)


def measured_of(data: Data, ids: Sequence[str], lang: Lang) -> pl.DataFrame:
    """Return what `measured` does, of several units at once."""
    rows = data.observations.filter(pl.col("unit_id").is_in(ids)).with_row_index("_at")
    found = rows.with_columns(found=pl.lit(True), status=pl.lit("current"))
    return labelled(found, data, lang).sort(
        "topic", "indicator_name", "tier", "period", "unit_id", "_at",
        descending=[False, False, False, True, True, False],
    ).drop("_at")  # fmt: skip


def region(data: Data, unit_id: str, lang: Lang) -> pl.DataFrame:
    """Return what the region of a province promises: a row an indicator and year.

    Columns: indicator_name, tier_label, horizon_year, units (provinces of the same map and
    region with a number; of several acts the most ambitious counts), lowest_label and
    highest_label of their numbers, bases (how many different ones), median_label (blank where
    there are several) and edition.
    """
    names = data.indicators.select("indicator_id", indicator_name=f"name_{lang}")
    summary = (
        _best_of_region(data, unit_id)
        .sort("value", "unit_id")
        .group_by("indicator_id", "tier", "horizon_year", "unit", maintain_order=True)
        .agg(
            units=pl.col("unit_id").n_unique(),
            bases=pl.struct("base_id", "method").n_unique(),
            median=pl.col("value").median(),
            lowest=pl.col("value").min(),
            highest=pl.col("value").max(),
        )
    )
    return (
        summary.join(names, on="indicator_id")
        .with_columns(
            *(
                each([end, "unit"], lambda row, end=end: quantity(row[end], row["unit"], lang))
                .alias(f"{end}_label")
                for end in ("median", "lowest", "highest")
            ),
            tier_label=worded("tier", "tier", lang),
            edition=pl.lit(edition(data, lang)),
        )
        .with_columns(median_label=pl.when(pl.col("bases") == 1).then("median_label"))
        .sort(-pl.col("units").cast(pl.Int64), "indicator_name", "horizon_year", "tier")
    )  # fmt: skip


def _best_of_region(data: Data, unit_id: str) -> pl.DataFrame:
    """Return the most ambitious target in force of each province of a region, by quantity."""
    own = data.units.filter(unit_id=unit_id).row(0, named=True)
    same = data.units.filter(region=own["region"], era=own["era"], level="province")
    # What was promised since the merger is no promise of the old map.
    lands = {
        i: land
        for land in same["unit_id"]
        for i in ([land] if own["era"] == "63" else territory(data.units, land))
    }
    better = data.indicators.select("indicator_id", "higher_is_better")
    return (
        data.targets.filter(
            pl.col("unit_id").is_in(list(lands)),
            pl.col("value").is_not_null(),
            pl.col("horizon_year").is_in(HORIZONS),
            status="current",
        )
        .with_columns(unit_id=pl.col("unit_id").replace(lands))
        .join(better, on="indicator_id")
        .sort(ambition(pl.col("value")), descending=True, maintain_order=True)
        .unique(["unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method"],
                keep="first", maintain_order=True)
    )  # fmt: skip


def searched(data: Data, unit_id: str, lang: Lang, table: str = "targets") -> pl.DataFrame:
    """Return what was looked for without success: indicator_name, missing_label, source_label.

    `table` is "targets", or "observations" for measured values. missing_label names the years,
    with their tiers where others are on file; an indicator that is on file for all of them is
    not here. Further columns: searched_on and url.
    """
    names = data.indicators.select("indicator_id", indicator_name=f"name_{lang}")
    absent = missing(data, unit_id, table)
    years = dict[str, list[str]]()
    for row in absent.iter_rows(named=True):
        years.setdefault(row["indicator_id"], []).append(_absent(row, lang))
    rows = data.searched.filter(
        pl.col("unit_id").is_in(territory(data.units, unit_id)),
        pl.col("indicator_id").is_in(list(years)),
        table=table,
    ).with_columns(
        source_ids="source_id",
        missing_label=pl.col("indicator_id").replace_strict(
            {indicator: ", ".join(said) for indicator, said in years.items()},
            return_dtype=pl.String,
        ),
    )
    return (
        rows.join(names, on="indicator_id")
        .join(citations(rows, data, lang), on="source_ids", how="left")
        .with_columns(edition=pl.lit(edition(data, lang)))
        .sort("indicator_name", "source_label")
    )


def _absent(row: dict[str, Any], lang: Lang) -> str:
    """Name a year, with the tiers that are missing where others are on file."""
    year = str(row["year"] or text("missing.any_year", lang))
    tiers = ", ".join(text(f"tier.{tier}", lang) for tier in row["tiers"])
    return f"{year} ({tiers})" if tiers else year


def kin(data: Data, unit_id: str, lang: Lang) -> pl.DataFrame:
    """Return the targets of what a province became part of, or of those it came from."""
    unit = data.units.filter(unit_id=unit_id).row(0, named=True)
    former = data.units.filter(successor_id=unit_id)["unit_id"].to_list()
    related = [unit["successor_id"]] if unit["successor_id"] else former
    others = [other for other in related if other not in territory(data.units, unit_id)]
    frames = [promises(data, other, lang) for other in others]
    return pl.concat(frames) if frames else promises(data, unit_id, lang).clear()
