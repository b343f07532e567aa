"""What provinces had promised before they merged, beside what the merged province promises."""

from __future__ import annotations

import polars as pl

from dtia.analysis.comparability import graded
from dtia.analysis.intervals import floor, gap, is_open, verdict_of_spread
from dtia.analysis.pairs import ONE_TARGET, Known, also, paired, rows, with_gap
from dtia.data.lists import joined
from dtia.data.units import predecessors
from dtia.data.vocabulary import COMPARED, SOUND

# A merged province answers for what was due after its first day.
FIRST_HORIZON = 2025
CELL = ["successor_id", "indicator_id", "tier", "horizon_year"]


def merger(promises: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Measure what merged provinces promise against what their predecessors had promised.

    One row for each target of the merged province and each predecessor's for the same
    indicator, tier and horizon; and one for all predecessors together, whose `reference` lists
    them: against the range of their floors where every one states a target and all of these are
    of grade A or B among themselves, else `not_combinable` with the reason. `not_found` is a
    range that the merged province has not set a target of its own for.
    """
    former = promises.filter(
        pl.col("horizon_year") >= FIRST_HORIZON, pl.col("tier") != "district", form="number"
    ).join(predecessors(known["units"]), on="unit_id", maintain_order="left")
    own = promises.filter(form="number").with_columns(successor_id="unit_id")
    combined = _combined(former, known)
    one_by_one = with_gap(paired(own, former, CELL), known["comparability"])
    return pl.concat(
        [
            rows(one_by_one, "merger", pl.col("unit_id_b")),
            _together(own, combined, one_by_one),
        ],
        how="vertical_relaxed",
    )


def _combined(former: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return one row a merged province and quantity: the range of floors, and if it may stand.

    Columns besides CELL: value and value_high (the range), members (all predecessors), grade and
    reasons (of their targets among themselves), combinable, document_id, source_ids, unit, year.
    """
    graded_on = {*CELL, *COMPARED, "territory", "act", "observed"}
    figures = former.select(graded_on).with_row_index("_n")
    # Two figures are graded alike, whichever of them is the first.
    each_two = paired(figures, figures, CELL).filter(pl.col("_n") <= pl.col("_n_b"))
    mutual = (
        graded(each_two, known["comparability"])
        .group_by(CELL)
        .agg(pl.col("grade").max(), pl.col("reasons").drop_nulls().unique().sort().str.join(";"))
    )
    members = (
        predecessors(known["units"])
        .group_by("successor_id")
        .agg(members=pl.col("unit_id").sort().str.join(";"))
    )
    low, high = floor()
    silent = pl.col("stating") < pl.col("n")
    return (
        former.with_columns(value=low, value_high=high)
        .sort("unit_id", "document_id", *ONE_TARGET, nulls_last=True, maintain_order=True)
        .group_by(CELL, maintain_order=True)
        .agg(
            pl.col("unit", "higher_is_better", "year", "n").first(),
            pl.col("value").min(),
            pl.col("value_high").max(),
            pl.col("document_id", "source_ids").drop_nulls().unique(maintain_order=True)
            .str.join(";").replace("", None),
            stating=pl.col("unit_id").n_unique(),
            open=is_open().all(),
        )
        .join(mutual, on=CELL)
        .join(members, on="successor_id")
        .with_columns(
            reasons=also(joined(pl.col("reasons")), silent, "predecessor_silent"),
            combinable=~silent & pl.col("grade").is_in(SOUND),
        )
    )  # fmt: skip


def _together(own: pl.DataFrame, combined: pl.DataFrame, one_by_one: pl.DataFrame) -> pl.DataFrame:
    """Measure each target of a merged province against the range of all its predecessors."""
    with_own = one_by_one.group_by("_target").agg(
        own_grade=pl.col("grade").max(),
        own_reasons=pl.col("reasons").drop_nulls().unique().sort().str.join(";"),
    )
    given = own.drop("unit", "higher_is_better", "year").join(with_own, on="_target")
    second = {name: f"{name}_b" for name in ("value", "value_high", "document_id", "source_ids")}
    pairs = (
        combined.rename(second)
        .join(given, on=CELL, how="left")
        .with_columns(
            comparator_b=pl.when(~pl.col("open"))
            .then(pl.lit("eq"))
            .when("higher_is_better")
            .then(pl.lit("gt"))
            .otherwise(pl.lit("lt")),
            year_b="year",
            unit_id="successor_id",
        )
    )
    low, high = gap()
    usable = pl.col("combinable") & (pl.col("own_grade") != "D")
    return (
        pairs.with_columns(
            grade=pl.max_horizontal("grade", "own_grade"),
            reasons=joined(pl.col("reasons"), pl.col("own_reasons")),
            gap_low=pl.when(usable).then(low),
            gap_high=pl.when(usable).then(high),
        )
        .with_columns(
            verdict=pl.when(~pl.col("combinable"))
            .then(pl.lit("not_combinable"))
            .when(pl.col("value").is_null())
            .then(pl.lit("not_found"))
            .when(pl.col("own_grade") == "D")
            .then(pl.lit("not_comparable"))
            .otherwise(verdict_of_spread(pl.col("gap_low"), pl.col("gap_high")))
        )
        .pipe(rows, "merger", pl.col("members"))
    )
