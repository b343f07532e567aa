"""Agreement between two independent readings of the same figures."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

import polars as pl

from dtia.data.curation import READING
from dtia.data.vocabulary import READ_FIELDS
from dtia.late import bare, left_out

ITEM = ["table", *READING, "first_base_id"]
SCHEMA = {
    "field": pl.String,
    "protocol": pl.String,
    "metric": pl.String,
    "n": pl.Int64,
    "agree": pl.Int64,
    "alpha": pl.Float64,
}


def pairs(readings: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each figure and field that both readers read.

    Columns: the key of the reading, protocol, field, first, second (both as text, ranges as
    `low–high`). What one reader left blank is not a pair.
    """
    read = readings.filter(status="read")
    frames = [
        read.select(
            *ITEM,
            "protocol",
            field=pl.lit(field),
            first=_written("first", field),
            second=_written("second", field),
        )
        for field in READ_FIELDS
    ]
    return pl.concat(frames).drop_nulls(["first", "second"])


def _written(reader: str, field: str) -> pl.Expr:
    if reader == "first" and field in READING:
        return pl.col(field)
    if field != "value":
        return pl.col(f"{reader}_{field}")
    high = pl.col(f"{reader}_value_high")
    return pl.concat_str(
        pl.col(f"{reader}_value"), pl.when(high.is_not_null()).then(high), separator="–"
    ).fill_null(pl.col(f"{reader}_value").cast(pl.String))


def disagreements(readings: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs in which the two readers differ."""
    return pairs(readings).filter(pl.col("first") != pl.col("second"))


def agreement(readings: pl.DataFrame) -> pl.DataFrame:
    """Compute Krippendorff's alpha of each field that both readers of a protocol wrote.

    Returns field, protocol, metric, n (pairs), agree (equal pairs) and alpha; alpha is null
    where it is not defined, with fewer than two pairs or no variation at all. The metric is
    nominal: two values agree or they do not. Method: Krippendorff, Content Analysis (2019),
    chapter 12; computed by NLTK.
    """
    known = pairs(readings)
    rows = [
        {
            "field": field,
            "protocol": protocol,
            "metric": "nominal",
            "n": chosen.height,
            "agree": chosen.filter(pl.col("first") == pl.col("second")).height,
            "alpha": alpha(chosen),
        }
        for protocol in sorted(known["protocol"].unique())
        for field in READ_FIELDS
        for chosen in [known.filter(field=field, protocol=protocol)]
        if chosen.height
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def alpha(chosen: pl.DataFrame) -> float | None:
    """Compute Krippendorff's alpha of the columns `first` and `second`, nominal metric."""
    labels = set(chosen["first"]) | set(chosen["second"])
    if chosen.height < 2 or len(labels) < 2:
        return None
    triples = (
        (("first", str(item), first), ("second", str(item), second))
        for item, (first, second) in enumerate(chosen.select("first", "second").iter_rows())
    )
    return float(_task()(data=list(chain.from_iterable(triples))).alpha())


@cache
def _task() -> Any:
    # Of a large package a few lines are wanted, and by builds only.
    with bare("nltk"), left_out("numpy"):
        from nltk.metrics.agreement import AnnotationTask
    return AnnotationTask
