"""Where the core targets of one province stand among those of all others: frames to draw."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.units import lands
from dtia.data.vocabulary import CORE, HORIZONS, SOUND, TIERS

CELL = ["indicator_id", "tier", "horizon_year"]


def among(data: Data, national: pl.DataFrame) -> pl.DataFrame:
    """Return what every province promises on the core indicators, as far as it can be drawn.

    `national` comes from `comparison.gaps` of kind "national"; figures of grade D are left out.
    Adds strip (the name of an indicator, tier and year), place (its order) and land (the id of
    the territory today).
    """
    provinces = data.units.filter(level="province")["unit_id"].to_list()
    core = [indicator for indicators in CORE.values() for indicator in indicators]
    strip = pl.concat_str(
        "indicator_name",
        pl.col("tier_label").replace("", None),
        pl.col("horizon_year").cast(pl.String),
        separator=" · ",
        ignore_nulls=True,
    )
    return (
        national.filter(
            pl.col("unit_id").is_in(provinces),
            pl.col("indicator_id").is_in(core),
            pl.col("horizon_year").is_in(HORIZONS),
            pl.col("grade") != "D",
            pl.col("value_low").is_not_null(),
        )
        .with_columns(strip=strip, land=pl.col("unit_id").replace(lands(data.units)))
        .sort(
            pl.col("indicator_id").replace_strict({name: n for n, name in enumerate(core)}),
            "horizon_year",
            pl.col("tier").cast(pl.Enum(TIERS)),
            maintain_order=True,
        )
        .with_columns(place=pl.struct(CELL).rle_id())
    )


def strips(stated: pl.DataFrame, land: str) -> pl.DataFrame:
    """Return one province's figures of `among`, and those of the others on the same.

    A row is a value of an indicator, tier and year, with the columns strip, place, part ("own",
    "others" or "nation"), value, n (how many other provinces promise it) and grade (of the own
    figure). Of several acts of another province the most ambitious counts; figures of grade C
    count only as the province's own.
    """
    own = stated.filter(land=land)
    same = stated.join(own, on="place", how="semi", maintain_order="left")
    others = (
        same.filter(pl.col("land") != land, pl.col("grade").is_in(SOUND))
        .sort("value_low", descending=True, maintain_order=True)
        .unique(["place", "land"], keep="first", maintain_order=True)
        .group_by("strip", "place", "value_low", maintain_order=True)
        .agg(n=pl.len().cast(pl.Int64))
    )
    nation = same.select("strip", "place", value_low="reference_low")
    parts = {"own": own.select("strip", "place", "value_low", "grade"), "others": others,
             "nation": nation}  # fmt: skip
    return (
        pl.concat(
            [
                frame.unique(maintain_order=True).with_columns(part=pl.lit(part))
                for part, frame in parts.items()
            ],
            how="diagonal",
        )
        .rename({"value_low": "value"})
        .sort("place", "part", "value", maintain_order=True)
    )
