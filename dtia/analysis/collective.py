"""What the promises of all provinces add up to, beside the promise of the nation."""

from __future__ import annotations

import polars as pl

from dtia.analysis.intervals import DIGITS, ambition, gap, least, verdict_of_spread
from dtia.analysis.pairs import ONE_TARGET, Known, first_each, one_quantity, paired, rows, with_gap
from dtia.analysis.yardsticks import held_on, judged_on, yardsticks
from dtia.data.lists import joined, together

# The provinces that answer for what is due from a year on.
ERA, FIRST_YEAR = "34", 2025
# Bounds further apart than this, in percentage points, inform nobody.
WIDEST = 20
# The nation's base and the weight of a province in it, where they differ in name.
WEIGHT_OF = {"gdp": "grdp"}
SUMMED = ["indicator_id", "tier", "base_id", "horizon_year"]


def collective(promises: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Measure the weighted sum of the provinces' promises against the nation's.

    One row for each national yardstick that is a share: the gap is that of the bounds of
    `summed`. Verdicts: those of two promises, `not_informative` where the bounds are more than
    20 points apart, `no_weights` where the size of the base in each province is not on file.
    """
    bounds = summed(promises, known).with_columns(
        value="low", value_high="high", comparator=pl.lit("eq"),
        value_b="value", value_high_b="value_high", comparator_b="comparator",
    )  # fmt: skip
    low, high = gap()
    return (
        bounds.with_columns(gap_low=low, gap_high=high)
        .with_columns(
            verdict=pl.when(pl.col("covered").is_null())
            .then(pl.lit("no_weights"))
            .when((pl.col("high") - pl.col("low") > WIDEST) | pl.col("low").is_null())
            .then(pl.lit("not_informative"))
            .otherwise(verdict_of_spread(pl.col("gap_low"), pl.col("gap_high")))
        )
        .pipe(rows, "collective", joined(pl.col("stating")))
    )


def summed(promises: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Sum what the provinces in force promise, weighted, for each national yardstick.

    A province counts with its latest target of one quantity (`pairs.one_quantity`) and horizon;
    one set since the merger is later than any from before.
    Returns the yardstick (indicator_id, tier, base_id, horizon_year, document_id, unit_id,
    value, comparator), stating (the territories that count, separated by `;`), n, of (provinces
    in force), and in percent of the base: covered (by the provinces that count), mean (of their
    floors, weighted), low and high (for the country, where the silent promise nothing, and
    everything); null where the weights of one province are missing. Source: `weights.csv`.
    """
    provinces = known["units"].filter(era=ERA, level="province").select(territory="unit_id")
    yardsticks = _in_force(promises, known)
    local = promises.filter(level="province").join(provinces, on="territory", how="semi")
    counted = _counted(yardsticks, local, known["comparability"])
    cells = _weighed(yardsticks, provinces, known["weights"]).join(
        counted, on=[*SUMMED, "territory"], how="left", nulls_equal=True
    )
    counts = pl.col("floor").is_not_null()
    weights_known = pl.col("weight").null_count() == 0
    return (
        cells.sort(*SUMMED, "territory")
        .group_by([*SUMMED, "document_id", "unit_id"], maintain_order=True)
        .agg(
            pl.col("value", "value_high", "comparator", "unit", "higher_is_better", "year",
                   "method", "source_ids").first(),
            pl.col("grade").max(),
            together(pl.col("reasons", "document_id_b", "source_ids_b")).replace("", None),
            stating=pl.col("territory").filter(counts).str.join(";"),
            _weighed=together(pl.col("_weighed")),
            n=counts.sum(),
            of=pl.len(),
            **{
                name: pl.when(weights_known).then(part.round(DIGITS))
                for name, part in _sums(counts).items()
            },
        )
        .with_columns(
            reasons=joined(pl.col("reasons")),
            source_ids_b=joined(pl.col("source_ids_b"), pl.col("_weighed")),
        )
    )  # fmt: skip


def _in_force(promises: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the national yardsticks that are shares and hold for the provinces of today."""
    measures = yardsticks(promises, known["national_references"])
    in_time = pl.col("horizon_year") >= FIRST_YEAR
    return measures.filter(held_on(judged_on(known)), in_time, unit="percent")


def _counted(yardsticks: pl.DataFrame, local: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Choose the one promise of each territory that counts towards each yardstick."""
    same = paired(yardsticks, local, ["indicator_id", "tier", "horizon_year"])
    own = pl.col("unit_id_b") == pl.col("territory_b")
    latest = [own, pl.col("issued_on_b"), ambition(pl.col("value_b"))]
    else_first = [pl.col(f"{name}_b") for name in ONE_TARGET]
    return (
        with_gap(one_quantity(same, rules), rules)
        .pipe(first_each, [*SUMMED, "territory_b"], [*latest, *else_first],
              descending=[*(True for _ in latest), *(False for _ in else_first)],
              nulls_last=True, where=least("_b").is_not_null())
        .sort("territory_b")
        .select(
            *SUMMED, "grade", "reasons", "source_ids_b", "document_id_b",
            territory="territory_b", floor=least("_b"),
        )
    )  # fmt: skip


def _weighed(
    yardsticks: pl.DataFrame, provinces: pl.DataFrame, weights: pl.DataFrame
) -> pl.DataFrame:
    """Set every province beside each yardstick, with its share of the base that is weighed."""
    sizes = weights.select(
        pl.col("unit_id").alias("territory"),
        _weight_of="base_id",
        weight="value",
        _weighed="source_id",
    )
    return (
        yardsticks.drop("territory")
        .join(provinces, how="cross")
        .with_columns(_weight_of=pl.col("base_id").replace(WEIGHT_OF))
        .join(sizes, on=["_weight_of", "territory"], how="left")
        .with_columns(share=pl.col("weight") / pl.col("weight").sum().over(SUMMED))
    )


def _sums(counts: pl.Expr) -> dict[str, pl.Expr]:
    """Return what the provinces of a yardstick add up to, in percent of the base."""
    share, promised = pl.col("share"), pl.col("share") * pl.col("floor")
    bounded = pl.col("lower").is_not_null().all() & pl.col("upper").is_not_null().all()
    return {
        "covered": 100 * share.filter(counts).sum(),
        "mean": pl.when(counts.any()).then(promised.sum() / share.filter(counts).sum()),
        **{
            end: pl.when(bounded).then(promised.sum() + silent_share.sum())
            for end, silent_share in (
                ("low", (share * pl.col("lower")).filter(~counts)),
                ("high", (share * pl.col("upper")).filter(~counts)),
            )
        },
    }
