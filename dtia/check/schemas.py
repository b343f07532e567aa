"""Faults against the schema of a raw table: types, blanks, forms, allowed values, bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pandera.errors
import polars as pl

from dtia.check.cells import did_you_mean
from dtia.data import FILE, LINE, Row
from dtia.data.columns import (
    ADDRESS,
    CODE,
    DATE,
    DOCUMENT_ID,
    DOTTED_ID,
    ID,
    SHA256,
    Table,
    polars_schema,
)
from dtia.errors import Problem
from dtia.i18n import Lang, text

# How a value of each form is written.
HINTS = {
    ADDRESS: "hint.form_address",
    CODE: "hint.form_code",
    DATE: "hint.date",
    DOCUMENT_ID: "hint.form_document_id",
    DOTTED_ID: "hint.form_dotted_id",
    ID: "hint.form_id",
    SHA256: "hint.form_sha256",
}
# What a check of a column wants, for all columns of a table at once. pandera, which takes a
# column at a time, is asked for its verdict only where one of these, or none, says no.
WANTS: dict[str, Callable[..., pl.Expr]] = {
    "isin": lambda cells, allowed_values: cells.is_in(allowed_values),
    "str_matches": lambda cells, pattern: cells.str.contains(pattern),
    "greater_than": lambda cells, min_value: cells > min_value,
    "greater_than_or_equal_to": lambda cells, min_value: cells >= min_value,
    "less_than_or_equal_to": lambda cells, max_value: cells <= max_value,
}


def type_problems(
    frame: pl.DataFrame, typed: pl.DataFrame, model: type[Table], lang: Lang
) -> Iterator[Problem]:
    """Find the cells that hold something which their type cannot be."""
    types = {name: d for name, d in polars_schema(model).items() if d != pl.String}
    unread = frame.select(pl.col(c).is_not_null() & typed[c].is_null() for c in types)
    for column, dtype in types.items():
        if unread[column].any():
            kind = "bool" if dtype == pl.Boolean else "int" if dtype == pl.Int64 else "float"
            for written, file, line in (
                frame.filter(unread[column]).select(column, FILE, LINE).rows()
            ):
                message = text(f"check.not_{kind}", lang, value=repr(written))
                yield Problem(file, line, column, message, text(f"hint.{kind}", lang))


def schema_problems(
    frame: pl.DataFrame, typed: pl.DataFrame, model: type[Table], lang: Lang
) -> Iterator[Problem]:
    """Word pandera's failures; it escapes Vietnamese letters and knows no file or line.

    `typed` has the columns and types of the model; what is in doubt are the values.
    """
    suspects = typed.select(**_suspicions(model)).row(0, named=True)
    columns = [name for name, suspect in suspects.items() if suspect]
    if not columns:
        return
    schema = model.to_schema().select_columns(columns)
    files, lines = typed[FILE], typed[LINE]
    try:
        schema.validate(typed.select(columns), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.to_dicts():
            column, index = failure["column"], failure["index"]
            if index is None or (typed[column][index] is None and frame[column][index]):
                continue  # a cell that did not convert has its own message
            message, hint = _worded(failure, schema.columns[column], typed[column][index], lang)
            yield Problem(files[index], lines[index], column, message, hint)


@cache
def _suspicions(model: type[Table]) -> dict[str, pl.Expr]:
    """Ask of each column that has a check whether any of its cells may fail it."""
    asked: dict[str, pl.Expr] = {}
    for name, column in model.to_schema().columns.items():
        cells = pl.col(name)
        doubts = [] if column.nullable else [cells.is_null()]
        doubts += [
            ~WANTS[check.name](cells, **check.statistics) if check.name in WANTS else pl.lit(True)
            for check in column.checks
        ]
        if doubts:
            asked[name] = pl.any_horizontal(doubts).any()
    return asked


def _worded(failure: Row, column: Any, value: object, lang: Lang) -> tuple[str, str]:
    check = str(failure["check"])
    if check == "not_nullable":
        return text("check.empty", lang), column.title if lang == "vi" else column.description
    statistics = column.checks[failure["check_number"]].statistics
    if check.startswith("isin"):
        allowed = statistics["allowed_values"]
        hint = did_you_mean(str(value), dict.fromkeys(allowed), lang)
        return text("check.not_in", lang, value=repr(value)), hint or text(
            "hint.one_of", lang, values=", ".join(allowed)
        )
    if check.startswith("str_matches"):
        pattern = getattr(statistics["pattern"], "pattern", statistics["pattern"])
        message = "check.bad_date" if pattern == DATE else "check.bad_form"
        return text(message, lang, value=repr(value)), text(HINTS[pattern], lang)
    limit = next(iter(statistics.values()))
    return text("check.out_of_bounds", lang, value=repr(value)), text(
        "hint.limit", lang, limit=limit
    )
