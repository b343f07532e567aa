"""Pairs of figures: set side by side, measured and graded, in the columns of `gaps.csv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import polars.selectors as cs

from dtia.analysis.codes import once_each
from dtia.analysis.comparability import described, graded, suffixed
from dtia.analysis.intervals import gap, verdict
from dtia.data.clean import CLEAN
from dtia.data.columns import polars_schema
from dtia.data.lists import joined
from dtia.data.vocabulary import COMPARED, SOUND

Known = Mapping[str, pl.DataFrame]
# The unit of a difference between two values of a unit.
UNIT_OF_GAP = {
    "percent": "points", "percent_per_year": "points", "rank": "places", "category": "steps",
}  # fmt: skip
QUANTITY: list[str] = ["indicator_id", "tier", "base_id", "method"]
# What tells one target from another; sorting by it makes every choice below reproducible.
ONE_TARGET: list[str] = [
    "indicator_id", "unit_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "source_ids",
]  # fmt: skip
# What is asked of a promise. Names, phrases and notes are not: they would be borne by every pair.
ASKED = [
    *ONE_TARGET, *(field for field in COMPARED if field not in ONE_TARGET), "act",
    "territory", "observed", "era", "level", "topic", "issued_on", "unit", "higher_is_better",
    "lower", "upper", "comparator", "value", "value_high",
]  # fmt: skip
# What gaps show of their first figure, and are measured by.
SHOWN = [*ONE_TARGET, "comparator", "value", "value_high", "unit", "higher_is_better"]
# What is told of the first figure of a pair only.
OF_FIRST = {"topic", "level", "era", "lower", "upper", "higher_is_better"}
# No gaps, in the columns of `gaps.csv`.
NONE = pl.DataFrame(schema=polars_schema(CLEAN["gaps"]))
# Columns that can hold lists, which stay text: nearly every list is another one.
LISTS = ["reference", "reference_document_id", "reasons", "source_ids"]
# Where columns of gaps stand in a pair under other names; the first one that is filled counts.
FROM = {
    "value_low": ["value"],
    "value_high": ["value_high", "value"],
    "reference_comparator": ["comparator_b"],
    "reference_low": ["value_b"],
    "reference_high": ["value_high_b", "value_b"],
    "reference_document_id": ["document_id_b"],
    "reference_indicator_id": ["indicator_id_b"],
    "reference_year": ["year_b"],
    "reference_base_id": ["base_id_b"],
    "reference_method": ["method_b"],
}


def promises(targets: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the current targets that have a number or a step of a scale, described.

    Columns: `ASKED`, and `_target`, which numbers the targets in the order of `ONE_TARGET`.
    """
    return (
        described(targets.filter(status="current"), known)
        .filter(pl.col("form") != "direction", pl.col("value").is_not_null())
        .select(ASKED)
        .sort(*ONE_TARGET, "value", "value_high", "comparator", nulls_last=True)
        .with_columns(_target=pl.struct(ONE_TARGET).rle_id())
    )


def paired(first: pl.DataFrame, second: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Set figures side by side that agree in some columns; nulls agree.

    What is in `OF_FIRST` is left out of the second one, but for columns to agree in.
    """
    return first.join(
        suffixed(second.drop(OF_FIRST - {*on}, strict=False)),
        left_on=on,
        right_on=[f"{name}_b" for name in on],
        nulls_equal=True,
        coalesce=False,
        maintain_order="left_right",
    )


def with_gap(pairs: pl.DataFrame, rules: pl.DataFrame, across: Sequence[str] = ()) -> pl.DataFrame:
    """Grade pairs and add gap_low, gap_high and verdict; grade D has no gap."""
    low, high = gap()
    refused = pl.col("grade") == "D"
    return (
        graded(pairs, rules, across)
        .with_columns(
            gap_low=pl.when(~refused).then(low), gap_high=pl.when(~refused).then(high)
        )
        .with_columns(
            verdict=pl.when(refused)
            .then(pl.lit("not_comparable"))
            .otherwise(verdict(pl.col("gap_low"), pl.col("gap_high")))
        )
    )  # fmt: skip


def one_quantity(pairs: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs of grade A or B but for the type of plan: promises of one quantity.

    Whoever adds promises up, or looks for the greatest, asks what was promised and not in which
    kind of act; the grade of the pair still says so.
    """
    quantity = graded(pairs, rules, across=["plan_type"])["grade"]
    return pairs.filter(quantity.is_in(SOUND))


def rows(pairs: pl.DataFrame, kind: str, reference: pl.Expr) -> pl.DataFrame:
    """Return measured pairs in the columns of `gaps.csv`; what a kind does not say is null.

    Words are coded where those of the pairs are, but for lists.
    """
    both = ["source_ids", "source_ids_b"]
    pairs = once_each(pairs, both, source_ids=joined(*map(pl.col, both)))
    told = {
        "kind": pl.lit(kind), "reference": reference, "unit": pl.col("unit").replace(UNIT_OF_GAP)
    }  # fmt: skip
    for name in NONE.columns:
        own = [column for column in FROM.get(name, [name]) if column in pairs.columns]
        told.setdefault(name, pl.coalesce(own) if own else pl.lit(None, NONE.schema[name]))
    words = pairs.schema["indicator_id"]
    gaps = pairs.select(told[name].alias(name) for name in NONE.columns)
    return gaps.cast({cs.string().exclude(LISTS): words})


def first_each(
    pairs: pl.DataFrame,
    of: Sequence[str],
    by: Sequence[pl.Expr | str],
    descending: Sequence[bool] | bool = False,
    nulls_last: bool = False,
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """Keep one row each of whatever is named: the first, in the order of some columns.

    Rows that are alike in them stand in their own order; `where` says which may be kept.
    """
    order = {f"_by{n}": key for n, key in enumerate(by)}
    asked = pl.lit(True) if where is None else where
    # What is sorted is narrow: pairs are wide, and most of them fall away.
    kept = (
        pairs.select(*of, _asked=asked, **order)
        .with_row_index("_row")
        .filter("_asked")
        .sort(*order, descending=descending, nulls_last=nulls_last, maintain_order=True)
        .unique(of, keep="first", maintain_order=True)
    )
    return pairs[kept["_row"].sort()]


def also(reasons: pl.Expr, condition: pl.Expr, reason: str) -> pl.Expr:
    """Add a reason to the reasons of a pair where a condition holds."""
    return joined(reasons, pl.when(condition).then(pl.lit(reason)))
