"""Gaps between promises of one unit: its tiers, its years, its later acts."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dtia.analysis.comparability import suffixed
from dtia.analysis.pairs import QUANTITY, first_each, paired, rows, with_gap
from dtia.data.periods import earlier
from dtia.data.vocabulary import TIERS

REVISED = {
    "above": "raised", "stricter": "kept", "same": "kept", "looser": "kept", "below": "lowered",
}  # fmt: skip


def tier(promises: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure the highest tier a document states for a unit against its commune tier."""
    levels = [t for t in TIERS if t not in ("all", "ministry", "commune")]
    same = ["unit_id", "indicator_id", "horizon_year", "act", "base_id"]
    top = (
        promises.filter(pl.col("tier").is_in(levels))
        .sort(pl.col("tier").cast(pl.Enum(TIERS)))
        .unique([*same, "method"], keep="first", maintain_order=True)
    )
    pairs = paired(top, promises.filter(tier="commune"), same)
    return with_gap(pairs, rules, across=["tier"]).pipe(rows, "tier", pl.col("tier_b"))


def step(promises: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure a unit's 2030 target against its own 2025 target of the same quantity.

    The pair comes from one document where there is one; otherwise the latest 2025 target that
    was issued counts.
    """
    own = ["unit_id", *QUANTITY]
    pairs = paired(promises.filter(horizon_year=2030), promises.filter(horizon_year=2025), own)
    nearest = first_each(
        pairs, ["_target"], [pl.col("act") != pl.col("act_b"), "issued_on_b"],
        descending=[False, True], nulls_last=True,
    )  # fmt: skip
    return with_gap(nearest, rules).pipe(rows, "step", pl.col("year_b"))


def revision(
    promises: pl.DataFrame, targets: pl.DataFrame, documents: pl.DataFrame, rules: pl.DataFrame
) -> pl.DataFrame:
    """Measure a later act of a unit against the last earlier one of the same type of plan.

    Verdicts: `raised`, `kept`, `lowered`, `spans`; and for a target of an earlier act for whose
    horizon a later act sets targets, but not this one: `not_found_later`, or `dropped` where the
    later act was read in full; `targets` holds the rows of any status that count as found. Acts
    whose order or type is not known are not compared.
    """
    dated = promises.filter(
        pl.col("plan_type") != "unstated",
        pl.col("issued_on").is_not_null(),
        pl.col("horizon_year").is_not_null(),
    )
    line = ["territory", "plan_type", "horizon_year"]
    later_than = _after(dated, dated, line, ["indicator_id", "tier"])
    last = first_each(
        with_gap(later_than, rules), ["_target"],
        [pl.col("grade") == "D", "issued_on_b", "grade"],
        descending=[False, True, False],
    ).with_columns(verdict=pl.col("verdict").replace(REVISED))  # fmt: skip
    return pl.concat(
        [
            rows(last, "revision", pl.col("document_id_b")),
            _not_found_later(dated, targets, documents),
        ],
        how="vertical_relaxed",
    )


def _after(
    later: pl.DataFrame, before: pl.DataFrame, line: list[str], same: Sequence[str] = ()
) -> pl.DataFrame:
    """Set rows of an act beside those of acts issued before it, in one line of acts."""
    dated = [*line, "issued_on"]
    # Acts are few and targets many, so the days of acts are compared.
    days = (
        paired(later.select(dated).unique(), before.select(dated).unique(), line)
        .filter(earlier("issued_on_b", "issued_on"))
        .select(*dated, _before="issued_on_b")
    )
    return (
        later.join(days, on=dated, nulls_equal=True, maintain_order="left")
        .join(
            suffixed(before),
            left_on=[*line, *same, "_before"],
            right_on=[f"{name}_b" for name in (*line, *same, "issued_on")],
            nulls_equal=True,
            coalesce=False,
            maintain_order="left_right",
        )
        .drop("_before")
    )


def _not_found_later(
    dated: pl.DataFrame, targets: pl.DataFrame, documents: pl.DataFrame
) -> pl.DataFrame:
    """Find targets of earlier acts that no later act of the same kind repeats.

    A later act counts where it sets targets of the same topic and horizon. The row stands under
    the latest of those later acts.
    """
    line = ["territory", "plan_type", "horizon_year", "topic"]
    types = documents.select("document_id", "plan_type")
    lands = dated.select("unit_id", "territory").unique(maintain_order=True)
    acts = (
        targets.select("unit_id", "document_id", "issued_on", "horizon_year", "topic")
        .join(lands, on="unit_id")
        .unique(maintain_order=True)
        .join(types, on="document_id")
        .sort("document_id", "unit_id")
    )
    pairs = _after(acts, dated, line)
    repeated = pairs.join(
        targets.join(pairs, on="document_id", how="semi"),
        left_on=["document_id", "indicator_id_b", "tier_b", "horizon_year"],
        right_on=["document_id", "indicator_id", "tier", "horizon_year"],
        how="semi",
    )
    read = documents.filter(read="full")["document_id"].implode()
    missing = pairs.join(repeated, on="_target_b", how="anti")
    latest = ["issued_on", "document_id"]
    return (
        first_each(missing, ["_target_b"], latest, descending=[True, False])
        .with_columns(
            indicator_id="indicator_id_b",
            tier="tier_b",
            unit="unit_b",
            source_ids=pl.lit(None, pl.String),
            verdict=pl.when(pl.col("document_id").is_in(read))
            .then(pl.lit("dropped"))
            .otherwise(pl.lit("not_found_later")),
        )
        .pipe(rows, "revision", pl.col("document_id_b"))
    )
