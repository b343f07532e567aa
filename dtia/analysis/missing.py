"""What was looked for in a province without success: which indicator, for which years and tiers."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.units import territory
from dtia.data.vocabulary import HORIZONS, TIERS

CELL = ["indicator_id", "year"]


def missing(data: Data, unit_id: str, table: str = "targets") -> pl.DataFrame:
    """Return indicator_id, year and tiers of what was looked for in a province and not found.

    A search names no year. Targets are missing for 2025 and 2030, measured values for the years
    that other provinces of the same map have; a year is null where none has any. `tiers` lists
    the tiers that others state and the province does not; it is empty where nothing at all is on
    file for the year. What the province states, under either id of its territory, is not here.
    """
    ids = territory(data.units, unit_id)
    looked = data.searched.filter(pl.col("unit_id").is_in(ids), table=table)
    eras = data.units.filter(pl.col("unit_id").is_in(ids))["era"]
    peers = data.units.filter(pl.col("era").is_in(eras.implode()), level="province")
    figures = _figures(data, table)
    own = figures.filter(pl.col("unit_id").is_in(ids))
    theirs = figures.join(peers, on="unit_id", how="semi")
    told = own.select(*CELL, _told=True).unique()
    return (
        looked.select("indicator_id")
        .unique(maintain_order=True)
        .pipe(_with_years, theirs, table)
        .join(theirs.select(*CELL, "tier").unique(), on=CELL, how="left")
        .join(own, on=[*CELL, "tier"], how="anti", nulls_equal=True)
        .join(told, on=CELL, how="left")
        .filter(
            pl.col("_told").is_null() | pl.col("tier").is_not_null(),
            pl.col("year").is_not_null()
            | ~pl.col("indicator_id").is_in(own["indicator_id"].implode()),
        )
        .sort(*CELL, pl.col("tier").cast(pl.Enum(TIERS)))
        .group_by(CELL, maintain_order=True)
        .agg(tiers=pl.col("tier").filter("_told"))
    )


def _figures(data: Data, table: str) -> pl.DataFrame:
    """Return unit_id, indicator_id, tier and year of the figures on file."""
    if table == "targets":
        return data.targets.select("unit_id", "indicator_id", "tier", year="horizon_year")
    year = pl.col("period").str.slice(0, 4).cast(pl.Int64)
    return data.observations.select("unit_id", "indicator_id", "tier", year=year)


def _with_years(looked: pl.DataFrame, theirs: pl.DataFrame, table: str) -> pl.DataFrame:
    if table == "targets":
        return looked.join(pl.DataFrame({"year": HORIZONS}), how="cross")
    return looked.join(theirs.select(CELL).unique(), on="indicator_id", how="left")
