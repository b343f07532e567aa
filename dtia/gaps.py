"""Gaps between targets: against the nation, between tiers, from 2025 to 2030."""

from __future__ import annotations

import polars as pl

from dtia.comparability import grade
from dtia.contract import CLEAN
from dtia.fields import NUMERIC, TIERS, polars_schema

# The unit of a difference between two values of a unit.
UNIT_OF_GAP = {"percent": "points", "percent_per_year": "points", "rank": "places"}
QUANTITY = ["unit_id", "indicator_id", "tier", "base_id", "method"]
SIDE = [
    "unit_id", "tier", "horizon_year", "indicator_id", "base_id", "method", "plan_type",
    "comparator", "value", "value_high", "document_id", "issued_on", "source_ids",
]  # fmt: skip


def gaps(
    targets: pl.DataFrame,
    indicators: pl.DataFrame,
    documents: pl.DataFrame,
    national_references: pl.DataFrame,
    rules: pl.DataFrame,
) -> pl.DataFrame:
    """Return every gap between current numeric targets, in the columns of `gaps.csv`.

    `targets` are clean targets. A positive gap is ahead of the reference, in percentage points
    or in the indicator's own unit; for ranks and other lower-is-better figures the sign turns.
    `gap_low` and `gap_high` differ only where one side is a range.
    """
    stated = _stated(targets, indicators, documents)
    found = pl.concat(
        [
            national(stated, national_references, rules),
            tier(stated, rules),
            step(stated, rules),
        ]
    )
    columns = polars_schema(CLEAN["gaps"])
    return found.select(
        pl.col(name).cast(dtype) if name in found.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in columns.items()
    ).sort(
        "kind", "indicator_id", "unit_id", "tier", "horizon_year", "document_id", "reference",
        "reference_document_id", "gap_low", "gap_high", "source_ids",
    )  # fmt: skip


def _stated(
    targets: pl.DataFrame, indicators: pl.DataFrame, documents: pl.DataFrame
) -> pl.DataFrame:
    """Return the current numeric targets with direction and plan type."""
    return (
        targets.filter(pl.col("comparator").is_in(NUMERIC), status="current")
        .join(indicators.select("indicator_id", "higher_is_better"), on="indicator_id")
        .join(documents.select("document_id", "plan_type"), on="document_id", how="left")
    )


def measured(pairs: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Add gap_low, gap_high, unit, verdict, grade and reasons to pairs of targets.

    The columns of the reference carry the suffix `_b`.
    """
    low, high = pl.col("value"), pl.coalesce("value_high", "value")
    low_b, high_b = pl.col("value_b"), pl.coalesce("value_high_b", "value_b")
    better = pl.col("higher_is_better")
    gap_low = pl.when(better).then(low - high_b).otherwise(low_b - high)
    gap_high = pl.when(better).then(high - low_b).otherwise(high_b - low)
    return grade(
        pairs.with_columns(
            gap_low=gap_low.round(6),
            gap_high=gap_high.round(6),
            unit=pl.col("unit").replace(UNIT_OF_GAP),
        ).with_columns(verdict=verdict()),
        rules,
    )


def verdict() -> pl.Expr:
    """Word a gap: above, same, below, or spans where its two ends have different signs."""
    low, high = pl.col("gap_low"), pl.col("gap_high")
    return (
        pl.when((low == 0) & (high == 0))
        .then(pl.lit("same"))
        .when(low >= 0)
        .then(pl.lit("above"))
        .when(high <= 0)
        .then(pl.lit("below"))
        .otherwise(pl.lit("spans"))
    )


def _suffixed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).alias(f"{name}_b") for name in SIDE)


def national(
    stated: pl.DataFrame, national_references: pl.DataFrame, rules: pl.DataFrame
) -> pl.DataFrame:
    """Measure each unit's target against the nation's for the same quantity, tier and horizon.

    Where the yardstick of the same base is missing, the most comparable base is taken; a pair
    of grade D is dropped. A target issued before the national act says so in `reasons`.
    """
    yardstick = (
        stated.filter(level="nation")
        .join(
            national_references.drop("reason"),
            on=["indicator_id", "tier", "base_id", "horizon_year", "document_id"],
            nulls_equal=True,
        )
        .pipe(_suffixed)
    )
    pairs = stated.filter(pl.col("level") != "nation").join(
        yardstick,
        left_on=["indicator_id", "tier", "horizon_year"],
        right_on=["indicator_id_b", "tier_b", "horizon_year_b"],
        coalesce=False,
    )
    # A date may be a year alone: only what both sides state is compared.
    known = pl.min_horizontal(pl.col("issued_on", "issued_on_b").str.len_chars())
    earlier = pl.col("issued_on").str.head(known) < pl.col("issued_on_b").str.head(known)
    return (
        measured(pairs, rules)
        .filter(pl.col("grade") != "D")
        .sort("grade", "document_id_b", "base_id_b", maintain_order=True)
        .unique(
            [*QUANTITY, "horizon_year", "document_id", "source_ids"],
            keep="first",
            maintain_order=True,
        )
        .with_columns(
            reasons=pl.concat_str(
                "reasons",
                pl.when(earlier).then(pl.lit("before_national_act")),
                separator=";",
                ignore_nulls=True,
            ).replace("", None)
        )
        .pipe(_named, "national", pl.col("unit_id_b"))
    )


def tier(stated: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure the highest tier a document states for a unit against its commune tier."""
    levels = [t for t in TIERS if t not in ("all", "ministry", "commune")]
    top = (
        stated.filter(pl.col("tier").is_in(levels))
        .with_columns(_rank=pl.col("tier").cast(pl.Enum(TIERS)))
        .sort("_rank")
        .unique(
            ["unit_id", "indicator_id", "horizon_year", "document_id", "base_id", "method"],
            keep="first",
            maintain_order=True,
        )
        .drop("_rank")
    )
    pairs = top.join(
        stated.filter(tier="commune").pipe(_suffixed),
        left_on=["unit_id", "indicator_id", "horizon_year", "document_id", "base_id"],
        right_on=[
            f"{c}_b" for c in ("unit_id", "indicator_id", "horizon_year", "document_id", "base_id")
        ],
        nulls_equal=True,
        coalesce=False,
    )
    return measured(pairs, rules).pipe(_named, "tier", pl.col("tier_b"))


def step(stated: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure a unit's 2030 target against its own 2025 target of the same quantity.

    The pair comes from one document where there is one; otherwise the latest 2025 target that
    was issued counts.
    """
    pairs = stated.filter(horizon_year=2030).join(
        stated.filter(horizon_year=2025).pipe(_suffixed),
        left_on=QUANTITY,
        right_on=[f"{c}_b" for c in QUANTITY],
        nulls_equal=True,
        coalesce=False,
    )
    other_document = ~pl.col("document_id").eq_missing(pl.col("document_id_b"))
    nearest = (
        pairs.with_columns(_other=other_document)
        .sort("_other", "issued_on_b", descending=[False, True], nulls_last=True)
        .unique([*QUANTITY, "document_id", "source_ids"], keep="first", maintain_order=True)
        .drop("_other")
    )
    return measured(nearest, rules).pipe(_named, "step", pl.col("horizon_year_b").cast(pl.String))


def _named(pairs: pl.DataFrame, kind: str, reference: pl.Expr) -> pl.DataFrame:
    both = pl.concat_str("source_ids", "source_ids_b", separator=";").str.split(";")
    return pairs.select(
        "unit_id", "indicator_id", "tier", "horizon_year", "document_id",
        pl.lit(kind).alias("kind"),
        reference.alias("reference"),
        pl.col("document_id_b").alias("reference_document_id"),
        "gap_low", "gap_high", "unit", "verdict", "grade", "reasons",
        both.list.unique(maintain_order=True).list.join(";").alias("source_ids"),
    )  # fmt: skip
