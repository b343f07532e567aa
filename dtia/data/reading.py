"""Raw tables read as text, each row with its file and line, and given their types."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from dtia.data.columns import Table, polars_schema
from dtia.data.raw import RAW
from dtia.data.vocabulary import TOPICS
from dtia.errors import Problem
from dtia.folder import display
from dtia.i18n import Lang, text

# A raw table: text cells as typed, and two columns that say where each row stands.
FILE, LINE = "_file", "_line"


Raw = dict[str, pl.DataFrame]
TOPIC_FILES = [f"{topic}.csv" for topic in TOPICS]


def files_of(folder: Path, table: str) -> list[Path]:
    """Return the files of one raw table: its CSV, or everything in its folder."""
    place = folder / "raw" / RAW[table][0]
    if place.suffix == ".csv":
        return [place]
    return sorted(path for path in place.glob("*") if not path.name.startswith("."))


def read_raw(folder: Path, lang: Lang = "vi") -> tuple[Raw, list[Problem]]:
    """Read every raw table as text, blank cells as null.

    Returns the tables, each with `_file` and `_line`, and the problems of form (a missing
    file, a wrong header, a row of the wrong length, text that is not UTF-8). A file with such
    a problem adds only the rows that could be read.
    """
    tables: Raw = {}
    problems: list[Problem] = []
    for table, (_, model, _) in RAW.items():
        columns = list(polars_schema(model))
        rows: list[list[str | int | None]] = []
        for path in files_of(folder, table) or [folder / "raw" / RAW[table][0]]:
            if path.parent.name == table and path.name not in TOPIC_FILES:
                message, hint = text("check.no_topic", lang), ", ".join(TOPIC_FILES)
                problems.append(Problem(display(path), 0, "", message, hint))
                continue
            found, faults = _read_file(path, display(path), columns, lang)
            rows += found
            problems += faults
        schema = {**dict.fromkeys(columns, pl.String), FILE: pl.String, LINE: pl.Int64}
        tables[table] = pl.DataFrame(rows, schema=schema, orient="row")
    return tables, problems


def _read_file(
    path: Path, name: str, columns: list[str], lang: Lang
) -> tuple[list[list[str | int | None]], list[Problem]]:
    if not path.exists():
        return [], [Problem(name, 0, "", text("check.file_missing", lang))]
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(name, 0, "", text("check.unreadable", lang, error=error.strerror))]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [Problem(name, line, "", text("check.not_utf8", lang), text("hint.utf8", lang))]
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[list[str | int | None]] = []
    problems: list[Problem] = []
    start = 1
    try:
        header = next(reader, [])
        faults = _header_problems(header, columns, name, lang)
        if faults:
            return [], faults
        start = reader.line_num + 1
        for row in reader:
            if len(row) == len(header):
                cells = dict(zip(header, row, strict=True))
                rows.append([*(cells[c] or None for c in columns), name, start])
            elif row:
                message = text("check.row_length", lang, n=len(row), expected=len(header))
                problems.append(Problem(name, start, "", message, text("hint.row_length", lang)))
            start = reader.line_num + 1
    except csv.Error as error:
        message = text("check.bad_csv", lang, error=error)
        problems.append(Problem(name, start, "", message, text("hint.bad_csv", lang)))
    return rows, problems


def _header_problems(header: list[str], columns: list[str], name: str, lang: Lang) -> list[Problem]:
    if len(header) == 1 and len(columns) > 1 and ";" in header[0]:
        return [Problem(name, 1, "", text("check.semicolons", lang), text("hint.commas", lang))]
    problems = [
        Problem(name, 1, column, text("check.column_missing", lang))
        for column in columns
        if column not in header
    ]
    known = text("hint.columns", lang, columns=", ".join(columns))
    problems += [
        Problem(name, 1, column, text("check.column_unknown", lang), known)
        for column in header
        if column not in columns
    ]
    doubled = {a for a, b in pairwise(sorted(header)) if a == b}
    problems += [Problem(name, 1, c, text("check.column_twice", lang)) for c in sorted(doubled)]
    return problems


def cast(frame: pl.DataFrame, model: type[Table]) -> pl.DataFrame:
    """Give text columns the types of the schema; a cell that does not convert becomes null."""
    return frame.with_columns(
        _cast_column(name, dtype) for name, dtype in polars_schema(model).items()
    )


def _cast_column(name: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Boolean:
        return pl.col(name).replace_strict(
            {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
        )
    number = pl.col(name).cast(dtype, strict=False)
    # `nan` and `inf` are no figures.
    return pl.when(number.is_finite()).then(number) if dtype == pl.Float64 else number


Row = dict[str, Any]
