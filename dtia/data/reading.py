"""Raw tables read as text, each row with its file and line, and given their types."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from dtia.data import forms
from dtia.data.columns import Table, polars_schema
from dtia.data.raw import RAW
from dtia.data.sniffing import sniff
from dtia.data.vocabulary import TOPICS
from dtia.errors import Problem
from dtia.folder import display
from dtia.i18n import Lang, text

# A raw table: text cells as typed, and two columns that say where each row stands.
FILE, LINE = "_file", "_line"


Raw = dict[str, pl.DataFrame]
Line = tuple[int, list[str]]
# No cell has more letters than this.
LONGEST = 131_072
# Below so many letters row by row is as quick.
LARGE = 1_000_000
# So many files of less than that are read once in a process, however often they are asked for.
MANY = 100
TOPIC_FILES = [f"{topic}.csv" for topic in TOPICS]


@dataclass
class Reading:
    """What was read of one table, and the first file whose rows are not all there."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: str = ""

    def fault(self, *problems: Problem) -> None:
        """Add faults for which rows are lost."""
        self.problems += problems
        if problems:
            self.lost = self.lost or problems[0].file


def files_of(folder: Path, table: str) -> list[Path]:
    """Return the files of one raw table: its CSV, or everything in its folder."""
    place = folder / "raw" / RAW[table][0]
    if place.suffix == ".csv":
        return [place]
    return sorted(path for path in place.glob("*") if not path.name.startswith("."))


def read_raw(folder: Path, lang: Lang = "vi") -> tuple[Raw, list[Problem]]:
    """Read every raw table as text, blank cells as null.

    Returns the tables, each with `_file` and `_line`, and the problems of form (a missing
    file, a wrong header, a row of the wrong length, text that is not UTF-8), at most three a
    file. A file with such a problem adds only the rows that could be read.
    """
    tables, problems, _ = read_tables(folder, lang)
    return tables, problems


def read_tables(folder: Path, lang: Lang = "vi") -> tuple[Raw, list[Problem], dict[str, str]]:
    """Read as `read_raw`, and name the tables that lost rows, each with the file they were in."""
    tables: Raw = {}
    problems: list[Problem] = []
    lost: dict[str, str] = {}
    for table, (_, model, _) in RAW.items():
        columns = list(polars_schema(model))
        read = _read_table(folder, table, columns, lang)
        tables[table] = pl.concat(read.frames or [pl.DataFrame(schema=_schema(columns))])
        problems += read.problems
        if read.lost:
            lost[table] = read.lost
    return tables, problems, lost


def _schema(columns: Sequence[str]) -> dict[str, type[pl.DataType]]:
    return {**dict.fromkeys(columns, pl.String), FILE: pl.String, LINE: pl.Int64}


def _read_table(folder: Path, table: str, columns: Sequence[str], lang: Lang) -> Reading:
    read = Reading()
    place = folder / "raw" / RAW[table][0]
    if not place.suffix and place.exists() and not place.is_dir():
        read.fault(forms.broken(display(place), 0, "no_folder", lang))
        return read
    for path in files_of(folder, table) or [place]:
        if path.parent.name == table and path.name not in TOPIC_FILES:
            message, hint = text("check.no_topic", lang), ", ".join(TOPIC_FILES)
            read.fault(Problem(display(path), 0, "", message, hint))
            continue
        found = _read_file(path, display(path), columns, lang)
        read.frames += found.frames
        read.problems += found.problems[:3]
        read.lost = read.lost or found.lost
    return read


def _read_file(path: Path, name: str, columns: Sequence[str], lang: Lang) -> Reading:
    read = Reading()
    if path.is_dir():
        read.fault(forms.broken(name, 0, "folder", lang))
        return read
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        read.fault(Problem(name, 0, "", text("check.file_missing", lang)))
        return read
    except OSError as error:
        read.fault(Problem(name, 0, "", text("check.unreadable", lang, error=error.strerror)))
        return read
    understood = _understood if len(written) > LARGE else _understood_once
    return understood(written, name, tuple(columns), lang)


def _understood(written: bytes, name: str, columns: Sequence[str], lang: Lang) -> Reading:
    read = Reading()
    sniffed = sniff(written)
    fault = forms.fault_of_bytes(sniffed, name, lang) or forms.fault_of_text(
        sniffed.text, name, lang
    )
    if fault:
        read.fault(fault)
        return read
    content, read.problems = forms.before_header(sniffed.text, name, lang)
    start = 1 + sniffed.text.count("\n", 0, len(sniffed.text) - len(content))
    fault = forms.fault_of_separator(content, start, columns, name, lang)
    if fault:
        read.fault(fault)
        return read
    plain = _plain(content, start, columns, name) if len(content) > LARGE else None
    if plain is not None:
        read.frames.append(plain)
        return read
    rows, stopped = parsed(content, start)
    if rows:
        _sort_out(read, rows, columns, name, lang)
    if stopped:
        line, reason = stopped
        spoilt = content.split("\n", line - start + 1)[line - start]
        read.fault(forms.fault_of_csv(reason, spoilt, name, line, lang))
    if not read.frames and not read.lost:
        read.fault(forms.broken(name, start, "no_rows", lang))
    return read


_understood_once = lru_cache(MANY)(_understood)


def _plain(content: str, start: int, columns: Sequence[str], name: str) -> pl.DataFrame | None:
    """Read a text that polars writes back letter for letter: one row a line, none with a fault.

    Returns null for every other text, which is then read row by row.
    """
    if "\r" in content or not content.endswith("\n"):
        return None
    written = content.encode()
    try:
        cells = pl.read_csv(written, has_header=False, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    header = list(cells.row(0)) if cells.height else []
    longest = cells.select(pl.all().str.len_bytes().max()).max_horizontal().item()
    rows = cells.slice(1)
    if (
        rows.is_empty()
        or sorted(map(str, header)) != sorted(columns)
        or longest > LONGEST
        or content.count("\n") != cells.height
        or rows.select(pl.all_horizontal(pl.all().fill_null("") == "").any()).item()
        or not _writes(cells, written)
    ):
        return None
    first = start + 1
    return rows.rename(dict(zip(cells.columns, header, strict=True))).select(
        *(pl.when(pl.col(column) != "").then(column).alias(column) for column in columns),
        pl.lit(name).alias(FILE),
        pl.int_range(first, first + rows.height, dtype=pl.Int64).alias(LINE),
    )


class _Compared:
    """A file of which only is kept whether it begins as some bytes do, and how long it is."""

    def __init__(self, whole: bytes) -> None:
        self.whole, self.length, self.alike = whole, 0, True

    def write(self, part: bytes) -> int:
        self.alike = self.alike and self.whole.startswith(part, self.length)
        self.length += len(part)
        return len(part)


def _writes(cells: pl.DataFrame, written: bytes) -> bool:
    """Say whether polars writes cells as some bytes, letter for letter."""
    file: Any = _Compared(written)
    cells.lazy().sink_csv(file, include_header=False)
    return bool(file.alike and file.length == len(written))


def parsed(
    content: str, start: int, separator: str = ","
) -> tuple[list[Line], tuple[int, csv.Error] | None]:
    """Return every row with its line, and where and why the reader stopped, if it did."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    rows: list[Line] = []
    line = start
    # The limit is one for the whole process, and others change it.
    limit = csv.field_size_limit(LONGEST)
    try:
        for row in reader:
            rows.append((line, row))
            line = start + reader.line_num
    except csv.Error as error:
        return rows, (line, error)
    finally:
        csv.field_size_limit(limit)
    return rows, None


def _sort_out(
    read: Reading, lines: list[Line], columns: Sequence[str], name: str, lang: Lang
) -> None:
    """Take the rows that fit the header; what holds nothing is no row."""
    (start, header), *rest = lines
    width = next((n for n in range(len(header), 0, -1) if header[n - 1]), 0)
    faults = forms.faults_of_header(header[:width], columns, name, start, lang)
    read.fault(*faults)
    if faults:
        return
    places = [header.index(column) for column in columns]
    rows: list[list[str | int | None]] = []
    tails: list[Line] = []
    wrong: list[Line] = []
    commas: list[int] = []
    blank: list[int] = []
    for line, row in rest:
        if len(row) == width and any(row):
            rows.append([*(row[place] or None for place in places), name, line])
        elif not any(cell.strip() for cell in row):
            (commas if len(row) > 1 else blank).append(line)
        elif len(row) > width and not any(row[width:]):
            tails.append((line, row))
        else:
            wrong.append((line, row))
    if len(header) > width or len(tails) > forms.EACH:
        rows += [[*(row[p] or None for p in places), name, line] for line, row in tails]
        first = start if len(header) > width else tails[0][0]
        read.problems.append(forms.broken(name, first, "trailing_commas", lang))
        tails = []
    if rows:
        read.frames.append(pl.DataFrame(rows, schema=_schema(columns), orient="row"))
    read.fault(*forms.faults_of_rows(sorted(wrong + tails), width, name, lang))
    if commas:
        n = len(commas)
        read.problems.append(forms.broken(name, commas[0], "comma_lines", lang, n=n))
    if len(blank) > forms.BLANK_LINES:
        n = len(blank)
        read.problems.append(forms.broken(name, blank[0], "blank_lines", lang, n=n))


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
