"""Numbers as they are written in cells: plain digits, and nothing that is read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtia.check import phrases
from dtia.check.found import place
from dtia.data import Raw, Row
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.errors import Problem
from dtia.i18n import Lang, text

PLAIN = {"float": r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$", "int": r"^-?(?:0|[1-9][0-9]*)$"}
# Three digits after a point are a fraction here, and thousands in Vietnamese.
GROUPED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
# Where the phrase of a number stands; others have none.
PHRASES = {
    **dict.fromkeys(["targets", "observations", "weights", "dti_weights"], "figure_text"),
    "double_readings": "second_phrase",
}


def number_problems(raw: Raw, typed: Raw, lang: Lang) -> Iterator[Problem]:
    """Find numbers in other forms than plain digits, and those that may mean thousands.

    A fraction of three digits stands where the phrase or the bounds of the indicator leave no
    other reading of it.
    """
    bounds = {
        row["indicator_id"]: (row["lower"], row["upper"])
        for row in typed["indicators"].iter_rows(named=True)
    }
    for table, (_, model, _) in RAW.items():
        for column, dtype in polars_schema(model).items():
            if not dtype.is_numeric():
                continue
            kind = "float" if dtype == pl.Float64 else "int"
            read = typed[table][column].is_not_null()
            odd = read & ~raw[table][column].str.contains(PLAIN[kind])
            for row in raw[table].filter(odd).iter_rows(named=True):
                message = text(f"check.not_{kind}", lang, value=repr(row[column]))
                yield Problem(*place(row), column, message, text(f"hint.{kind}", lang))
            if kind == "float":
                grouped = raw[table].filter(read & raw[table][column].str.contains(GROUPED))
                for row in grouped.iter_rows(named=True):
                    limits = bounds.get(row.get("indicator_id", ""), (None, None))
                    yield from _two_ways(row, column, row.get(PHRASES.get(table, "")), limits, lang)


def _two_ways(
    row: Row, column: str, phrase: str | None, limits: tuple[float | None, float | None], lang: Lang
) -> Iterator[Problem]:
    written: str = row[column]
    decimal, thousands = (f"{float(w):.15g}" for w in (written, written.replace(".", "")))
    low, high = limits
    left, by = [decimal, thousands], ""
    inside = [
        n for n in left if (low is None or float(n) >= low) and (high is None or float(n) <= high)
    ]
    if len(inside) == 1:
        left, by = inside, "by_bounds"
    elif phrase:
        held = [n for n in left if phrases.holds(phrase, float(n))]
        left, by = (held, "by_phrase") if len(held) == 1 else (left, by)
    if left == [decimal] and not written.endswith("0"):
        return
    readings = {"decimal": decimal, "thousands": thousands}
    message = text("number.either", lang, written=repr(written), **readings)
    mend = text("number.mend_either", lang, **readings)
    if by:
        mend = text("number.mend_only", lang, by=text(f"number.{by}", lang), value=left[0])
    yield Problem(*place(row), column, message, mend)
