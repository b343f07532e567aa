"""Provinces and their territories: follow one through the merger of July 2025."""

from __future__ import annotations

import polars as pl

from dtia.data.reading import Row


def territory(units: pl.DataFrame, unit_id: str) -> list[str]:
    """Return the ids of a unit and of the same territory under its other id, if it has one."""
    now = units.filter(unit_id=unit_id)["successor_id"].item() or unit_id
    former = units.filter(successor_id=now, level="province")["unit_id"].to_list()
    return [*former, now] if len(former) == 1 else [unit_id]


def same_territory(units: pl.DataFrame) -> pl.DataFrame:
    """Return the provinces whose borders did not change: unit_id, successor_id (11 rows)."""
    old = units.filter(pl.col("successor_id").is_not_null(), era="63", level="province")
    return old.filter(pl.len().over("successor_id") == 1).select("unit_id", "successor_id")


def lands(units: pl.DataFrame) -> dict[str, str]:
    """Map the former id of each territory that the merger left alone to its id of today."""
    return dict(same_territory(units).iter_rows())


def land(units: pl.DataFrame, unit_id: str) -> str:
    """Return the id of today of a unit's territory; its own where the territory ended."""
    return territory(units, unit_id)[-1]


def ancestors(unit_id: str | None, units: dict[str, Row]) -> list[str]:
    """Return the unit and the units above it."""
    line: list[str] = []
    while unit_id in units and unit_id not in line:
        line.append(unit_id)
        unit_id = units[unit_id]["parent_id"]
    return line


def predecessors(units: pl.DataFrame) -> pl.DataFrame:
    """Return the provinces that merged: unit_id, successor_id, and of how many (52 rows)."""
    old = units.filter(pl.col("successor_id").is_not_null(), era="63", level="province")
    return old.select("unit_id", "successor_id", n=pl.len().over("successor_id")).filter(
        pl.col("n") > 1
    )
