"""What to do next: what is missing or weak, and how many figures and comparisons wait for it."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.lists import split
from dtia.data.units import lands, territory
from dtia.data.vocabulary import CORE, HORIZONS

COLUMNS = ["kind", "weight", "unit_id", "topic", "horizon_year", "document_id", "source_id"]
# The cells that name one promise in the table of gaps.
PROMISE = ["unit_id", "indicator_id", "tier", "horizon_year", "document_id"]


def todo(data: Data, unit_id: str | None = None) -> pl.DataFrame:
    """Return what there is to do, what weighs most first.

    kind: `missing` (no figure of a core topic for a horizon that is not over), `unread` (an act
    is known and none of it was read), `expired` (a yardstick that ended and measures still),
    `single` (a figure with one source that nobody read again), `address` (a source without an
    address of its own). weight: how many rows wait for it: of `missing`, the provinces whose
    figure it could stand beside; of `unread`, those of all that its province misses; of
    `expired` and `single`, the comparisons that rest on it; of `address`, the figures that have
    no other source. With a unit, only what is its own, under either id of its territory.
    """
    missing = _missing(data)
    found = pl.concat(
        [missing, _unread(data, missing), _expired(data), _single(data), _addresses(data)],
        how="diagonal_relaxed",
    )
    if unit_id is not None:
        found = found.filter(pl.col("unit_id").is_in(territory(data.units, unit_id)))
    return (
        found.filter(pl.col("weight") > 0)
        .select(COLUMNS)
        .sort("weight", *COLUMNS[:1], *COLUMNS[2:], descending=[True] + [False] * 6)
    )


def _missing(data: Data) -> pl.DataFrame:
    """Find the provinces of today without a figure of a core topic, by a horizon to come."""
    year = int(data.as_of[:4])
    topics = pl.DataFrame(
        [(topic, name) for topic, names in CORE.items() for name in names],
        schema=["topic", "indicator_id"], orient="row",
    )  # fmt: skip
    stated = (
        data.targets.filter(level="province")
        # What a province promised within borders that did not change is its own still.
        .with_columns(pl.col("unit_id").replace(lands(data.units)))
        .filter(pl.col("unit_id").str.ends_with("_34"))
        .drop("topic")
        .join(topics, on="indicator_id")
        .select("unit_id", "topic", "horizon_year")
        .unique()
    )
    others = stated.group_by("topic", "horizon_year").agg(weight=pl.len())
    return (
        data.units.filter(level="province", era="34")
        .select("unit_id")
        .join(topics.select("topic").unique(maintain_order=True), how="cross")
        .join(pl.DataFrame({"horizon_year": [h for h in HORIZONS if h >= year]}), how="cross")
        .join(stated, on=["unit_id", "topic", "horizon_year"], how="anti")
        .join(others, on=["topic", "horizon_year"], how="left")
        .with_columns(pl.col("weight").fill_null(0), kind=pl.lit("missing"))
    )


def _unread(data: Data, missing: pl.DataFrame) -> pl.DataFrame:
    """Find acts of which nothing was read; one may fill all that its province misses."""
    waiting = missing.group_by("unit_id").agg(weight=pl.col("weight").sum())
    today = data.units.select("unit_id", land=pl.coalesce("successor_id", "unit_id"))
    return (
        data.documents.filter(read="none")
        .select("document_id", "unit_id")
        .join(today, on="unit_id")
        .join(waiting, left_on="land", right_on="unit_id")
        .select("document_id", "unit_id", "weight", kind=pl.lit("unread"))
    )


def _expired(data: Data) -> pl.DataFrame:
    """Find yardsticks that ended before their year, by the gaps that they still measure."""
    year = int(data.as_of[:4])
    ended = data.national_references.filter(
        pl.col("state") == "expired", pl.col("horizon_year") >= year
    )
    gaps = data.gaps.filter(pl.col("kind").is_in(["national", "at_issue"]))
    measured = gaps.group_by("horizon_year", "reference_document_id", "indicator_id").agg(
        weight=pl.len()
    )
    return (
        ended.select("indicator_id", "horizon_year", "document_id")
        .unique()
        .join(
            measured,
            left_on=["horizon_year", "document_id", "indicator_id"],
            right_on=["horizon_year", "reference_document_id", "indicator_id"],
        )
        .join(data.indicators.select("indicator_id", "topic"), on="indicator_id")
        .group_by("topic", "horizon_year", "document_id")
        .agg(pl.col("weight").sum())
        .with_columns(kind=pl.lit("expired"), unit_id=pl.lit("viet_nam"))
    )


def _single(data: Data) -> pl.DataFrame:
    """Find targets with one source that were read once, by the gaps that they are part of."""
    twice = data.double_readings.filter(table="targets").select(
        "unit_id", "indicator_id", "tier", pl.col("year").cast(pl.Int64, strict=False),
        "source_id",
    )  # fmt: skip
    resting = data.gaps.group_by(PROMISE).agg(weight=pl.len())
    once = data.targets.filter(~pl.col("source_ids").str.contains(";")).join(
        twice,
        left_on=["unit_id", "indicator_id", "tier", "horizon_year", "source_ids"],
        right_on=["unit_id", "indicator_id", "tier", "year", "source_id"],
        how="anti",
    )
    return (
        once.join(resting, on=PROMISE, nulls_equal=True)
        .group_by("unit_id", "topic", "document_id", source_id="source_ids")
        .agg(pl.col("weight").sum())
        .with_columns(kind=pl.lit("single"))
    )


def _addresses(data: Data) -> pl.DataFrame:
    """Find sources with no address or that of a home page, by the figures that have no other."""
    homes = data.sources.filter(
        pl.col("url").is_null() | pl.col("url").str.contains(r"^https?://[^/]+/?$")
    )
    figures = pl.concat(
        [frame.select("unit_id", "source_ids") for frame in (data.targets, data.observations)]
    )
    alone = figures.with_columns(source_id=split("source_ids")).filter(
        pl.col("source_id").list.len() == 1
    )
    return (
        alone.explode("source_id")
        .join(homes.select("source_id"), on="source_id")
        .group_by("source_id", "unit_id")
        .agg(weight=pl.len())
        .with_columns(kind=pl.lit("address"))
    )
