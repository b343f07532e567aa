"""Gaps of a promise to those of others: the nation, the most ambitious province, the region."""

from __future__ import annotations

import polars as pl

from dtia.analysis.intervals import ambition, gap, is_open, least, verdict
from dtia.analysis.pairs import (
    ONE_TARGET,
    also,
    one_quantity,
    paired,
    rows,
    with_gap,
)
from dtia.data.lists import joined, together
from dtia.data.periods import earlier

# A region whose median is taken has at least so many units with a comparable target.
LEAST_OF_REGION = 5


def national(
    promises: pl.DataFrame, national_references: pl.DataFrame, rules: pl.DataFrame
) -> pl.DataFrame:
    """Measure each unit's target against the nation's for the same quantity, tier and horizon.

    Where the yardstick of the same base is missing, the most comparable one is taken. A target
    issued before the national act says so in `reasons`.
    """
    yardstick = promises.filter(level="nation").join(
        national_references.drop("reason"),
        on=["indicator_id", "tier", "base_id", "horizon_year", "document_id"],
        nulls_equal=True,
        how="semi",
    )
    local = promises.filter(pl.col("level") != "nation")
    pairs = with_gap(paired(local, yardstick, ["indicator_id", "tier", "horizon_year"]), rules)
    return (
        pairs.sort("grade", "document_id_b", "base_id_b", maintain_order=True)
        .unique(ONE_TARGET, keep="first", maintain_order=True)
        .with_columns(
            reasons=also(
                pl.col("reasons"), earlier("issued_on", "issued_on_b"), "before_national_act"
            )
        )
        .pipe(rows, "national", pl.col("unit_id_b"))
    )


def leader(promises: pl.DataFrame, units: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure each province's target against the most ambitious one, and against its region.

    Compared are targets of one quantity (`pairs.one_quantity`) for the same horizon, of the
    provinces of one map; what a territory that the merger left alone promised before it stands
    on both. The most
    ambitious floor leads (at a tie "over" outdoes "at least"; ties are all named in
    `reference`). Where five or more units of the region have such a target, a second row
    measures against the median of their floors, for each unit the most ambitious; its
    `reference` is the region.
    """
    regions = units.select("unit_id", "region")
    local = promises.filter(level="province", form="number").join(regions, on="unit_id")
    unmoved = local.filter(pl.col("territory") != pl.col("unit_id"), era="63").drop("region")
    on_new_map = unmoved.with_columns(era=pl.lit("34")).join(
        regions.rename({"unit_id": "territory"}), on="territory"
    )
    rivals = pl.concat([local, on_new_map], how="diagonal")
    same = paired(local, rivals, ["indicator_id", "tier", "horizon_year", "era"]).filter(
        least().is_not_null(), least("_b").is_not_null()
    )
    alike = with_gap(one_quantity(same, rules), rules)
    contested = alike.filter(pl.col("territory_b").n_unique().over(ONE_TARGET) > 1).with_columns(
        _height=ambition(least("_b")),
        value_b=least("_b"),
        value_high_b=pl.lit(None, pl.Float64),
    )
    return pl.concat([_against_best(contested), _against_region(contested)])


def _against_best(pairs: pl.DataFrame) -> pl.DataFrame:
    highest = pairs.filter(pl.col("_height") == pl.col("_height").max().over(ONE_TARGET))
    strictest = highest.filter(is_open("_b") == is_open("_b").max().over(ONE_TARGET))
    named = strictest.sort("unit_id_b", "document_id_b", "source_ids_b", nulls_last=True)
    low, high = gap()
    return _merged(named.with_columns(gap_low=low, gap_high=high)).pipe(
        rows, "leader", pl.col("unit_id_b")
    )


def _against_region(pairs: pl.DataFrame) -> pl.DataFrame:
    region = (
        pairs.filter(pl.col("region") == pl.col("region_b"))
        .sort(
            "_height",
            "unit_id_b",
            "grade",
            "source_ids_b",
            descending=[True, False, False, False],
            maintain_order=True,
        )
        .unique([*ONE_TARGET, "territory_b"], keep="first", maintain_order=True)
        .filter(pl.len().over(ONE_TARGET) >= LEAST_OF_REGION)
        .with_columns(
            value_b=ambition(pl.col("_height").median().over(ONE_TARGET)),
            value_high_b=pl.lit(None, pl.Float64),
            comparator_b=pl.lit("eq"),
        )
    )
    low, high = gap()
    return _merged(region.with_columns(gap_low=low, gap_high=high)).pipe(
        rows, "leader", pl.col("region")
    )


def _merged(pairs: pl.DataFrame) -> pl.DataFrame:
    """Make one row of all the pairs of a target, which name the units they measure against."""
    listed = ["unit_id_b", "document_id_b", "source_ids_b", "reasons"]
    kept = [
        "unit", "region", "higher_is_better", "comparator", "comparator_b", "value", "value_high",
        "value_b", "value_high_b",
    ]  # fmt: skip
    return (
        pairs.group_by(ONE_TARGET, maintain_order=True)
        .agg(
            pl.col(kept).first(),
            together(pl.col(listed)),
            pl.col("grade").max(),
            pl.col("gap_low", "gap_high").first(),
        )
        .with_columns(
            verdict=verdict(pl.col("gap_low"), pl.col("gap_high")),
            reasons=joined(pl.col("reasons")),
            document_id_b=joined(pl.col("document_id_b")),
        )
    )
