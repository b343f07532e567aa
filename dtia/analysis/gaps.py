"""Gaps between promises: nation, most ambitious province, tiers, years and later acts."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtia.analysis.collective import collective
from dtia.analysis.intervals import ambition, gap, is_open, least, verdict
from dtia.analysis.mergers import merger
from dtia.analysis.observed import observed
from dtia.analysis.pairs import (
    QUANTITY,
    TARGET,
    Known,
    also,
    earlier,
    joined,
    measured,
    one_quantity,
    paired,
    rows,
    stated,
)
from dtia.data.dataset import Data
from dtia.data.vocabulary import GRADES, TIERS
from dtia.errors import UnknownName, WrongValue

# A region whose median is taken has at least so many units with a comparable target.
LEAST_OF_REGION = 5
REVISED = {
    "above": "raised", "stricter": "kept", "same": "kept", "looser": "kept", "below": "lowered",
}  # fmt: skip


def gaps(targets: pl.DataFrame, observations: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return every gap of the current targets, in the columns of `gaps.csv`.

    `targets` and `observations` are clean, `known` holds the registers by name. A positive gap
    is ahead of the reference, in percentage points, places, steps or the indicator's own unit.
    `gap_low` and `gap_high` differ only where one side is a range; both are null where there is
    nothing to measure against, and for grade D.
    """
    promises, rules = stated(targets, known), known["comparability"]
    found = [
        national(promises, known["national_references"], rules),
        leader(promises, known["units"], rules),
        observed(promises, observations, known),
        tier(promises, rules),
        step(promises, rules),
        revision(promises, targets, known["documents"], rules),
        merger(promises, known),
        collective(promises, known),
    ]
    return pl.concat(found).sort(
        "kind", "indicator_id", "unit_id", "tier", "horizon_year", "document_id", "base_id",
        "method", "reference", "reference_document_id", "reference_indicator_id",
        "reference_base_id", "reference_method", "gap_low", "gap_high", "source_ids",
    )  # fmt: skip


def loosen(data: Data, rule_id: str, grade: str, why: str) -> Data:
    """Return the data with another grade for one comparability rule, and all gaps anew.

    For an analyst who means it: the change and its reason stand in the edition line of every
    chart and table made from what is returned; nothing is written. Raises UnknownName for a rule
    that `comparability.csv` does not have, and WrongValue for a grade other than A to D or a
    change without a reason.
    """
    rules = data.comparability
    if rule_id not in rules["rule_id"]:
        raise UnknownName("no_rule", name=repr(rule_id))
    if grade not in GRADES or not why.strip():
        raise WrongValue("rule_needs", grades=", ".join(GRADES))
    before = rules.filter(rule_id=rule_id)["grade"].item()
    changed = rules.with_columns(
        grade=pl.when(rule_id=rule_id).then(pl.lit(grade)).otherwise("grade")
    )
    known = {**vars(data), "comparability": changed}
    return replace(
        data,
        comparability=changed,
        gaps=gaps(data.targets, data.observations, known),
        loosened=(*data.loosened, (rule_id, before, grade, why)),
    )


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
    pairs = measured(paired(local, yardstick, ["indicator_id", "tier", "horizon_year"]), rules)
    return (
        pairs.sort("grade", "document_id_b", "base_id_b", maintain_order=True)
        .unique(TARGET, keep="first", maintain_order=True)
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
    alike = measured(one_quantity(same, rules), rules)
    contested = alike.filter(pl.col("territory_b").n_unique().over(TARGET) > 1).with_columns(
        _height=ambition(least("_b")),
        value_b=least("_b"),
        value_high_b=pl.lit(None, pl.Float64),
    )
    return pl.concat([_against_best(contested), _against_region(contested)])


def _against_best(pairs: pl.DataFrame) -> pl.DataFrame:
    highest = pairs.filter(pl.col("_height") == pl.col("_height").max().over(TARGET))
    strictest = highest.filter(is_open("_b") == is_open("_b").max().over(TARGET))
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
        .unique([*TARGET, "territory_b"], keep="first", maintain_order=True)
        .filter(pl.len().over(TARGET) >= LEAST_OF_REGION)
        .with_columns(
            value_b=ambition(pl.col("_height").median().over(TARGET)),
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
        pairs.group_by(TARGET, maintain_order=True)
        .agg(
            pl.col(kept).first(),
            pl.col(listed).drop_nulls().unique(maintain_order=True).str.join(";"),
            pl.col("grade").max(),
            pl.col("gap_low", "gap_high").first(),
        )
        .with_columns(
            verdict=verdict(pl.col("gap_low"), pl.col("gap_high")),
            reasons=joined(pl.col("reasons")),
            document_id_b=joined(pl.col("document_id_b")),
        )
    )


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
    return measured(pairs, rules, across=["tier"]).pipe(rows, "tier", pl.col("tier_b"))


def step(promises: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure a unit's 2030 target against its own 2025 target of the same quantity.

    The pair comes from one document where there is one; otherwise the latest 2025 target that
    was issued counts.
    """
    own = ["unit_id", *QUANTITY]
    pairs = paired(promises.filter(horizon_year=2030), promises.filter(horizon_year=2025), own)
    nearest = (
        pairs.with_columns(_other=pl.col("act") != pl.col("act_b"))
        .sort("_other", "issued_on_b", descending=[False, True], nulls_last=True)
        .unique(TARGET, keep="first", maintain_order=True)
    )
    return measured(nearest, rules).pipe(rows, "step", pl.col("year_b"))


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
    later_than = paired(dated, dated, [*line, "indicator_id", "tier"]).filter(
        earlier("issued_on_b", "issued_on")
    )
    last = (
        measured(later_than, rules)
        .sort("grade", maintain_order=True)
        .sort("issued_on_b", descending=True, maintain_order=True)
        .sort(pl.col("grade") == "D", maintain_order=True)
        .unique(TARGET, keep="first", maintain_order=True)
        .with_columns(verdict=pl.col("verdict").replace(REVISED))
    )
    return pl.concat(
        [
            rows(last, "revision", pl.col("document_id_b")),
            _not_found_later(dated, targets, documents),
        ]
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
        targets.join(types, on="document_id")
        .join(lands, on="unit_id")
        .select(*line, "unit_id", "document_id", "issued_on")
        .unique(maintain_order=True)
        .sort("document_id", "unit_id")
    )
    pairs = paired(acts, dated, line).filter(earlier("issued_on_b", "issued_on"))
    target = [f"{name}_b" for name in TARGET]
    repeated = pairs.join(
        targets,
        left_on=["document_id", "indicator_id_b", "tier_b", "horizon_year"],
        right_on=["document_id", "indicator_id", "tier", "horizon_year"],
        how="semi",
    )
    read = documents.filter("read_in_full")["document_id"].implode()
    return (
        pairs.join(repeated, on=target, how="anti", nulls_equal=True)
        .sort("issued_on", "document_id", descending=[True, False])
        .unique(target, keep="first", maintain_order=True)
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
