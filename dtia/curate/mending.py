"""Mend what is certain in the raw tables: letters, outer blanks, decimal commas, names for ids."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from dtia.curate import certain, lines
from dtia.curate.codelists import Reader, codelists
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import files_of, read_tables
from dtia.folder import display
from dtia.i18n import LANGS, Lang

# Columns that name a unit; that of the register itself gives the ids.
NAMES = ("unit_id", "parent_id", "successor_id")


class Mended(NamedTuple):
    """One cell: its file, the line of its row, its column, what it held, what it should hold."""

    file: str
    line: int
    column: str
    old: str
    new: str


@dataclass
class Mending:
    """What is certain to mend: cell by cell, and the files that would hold it, whole."""

    cells: list[Mended] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    # Files that are not read, as they are no UTF-8 or have not the columns of their table.
    passed: list[str] = field(default_factory=list)


def mending(folder: Path, lang: Lang) -> Mending:
    """Find what is certain to mend in the raw tables of a `data` folder; changes nothing.

    A line that cannot be read as a row of its table is left alone, and so are all other lines.
    """
    raw, *_ = read_tables(folder, lang)
    reader = Reader(raw, {tongue: codelists(raw, tongue) for tongue in LANGS})
    found = Mending()
    for table, (_, model, key) in RAW.items():
        schema = polars_schema(model)
        decimals = {name for name, dtype in schema.items() if dtype == pl.Float64}
        named = {name for name in NAMES if name in schema and key != [name]}
        for path in files_of(folder, table):
            try:
                content = path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                found.passed.append(display(path))
                continue
            _mend(found, path, content, {*schema}, decimals, named, reader)
    return found


def _mend(
    found: Mending, path: Path, content: str, columns: set[str], decimals: set[str],
    named: set[str], reader: Reader,
) -> None:  # fmt: skip
    rows = lines.split(content)
    header = _cells(rows[0].removeprefix("\ufeff")) if rows else []
    if {*header} != columns:
        found.passed.append(display(path))
        return
    made, line = rows[:1], 1 + rows[0].count("\n")
    for row in rows[1:]:
        cells = _cells(row)
        if len(cells) == len(header):
            held = dict(zip(header, cells, strict=True))
            changed = dict(_certain(held, decimals, named, reader))
            for column, new in changed.items():
                found.cells.append(Mended(display(path), line, column, held[column], new))
            if changed:
                end = row[len(row.rstrip("\r\n")) :]
                made.append(lines.written([*{**held, **changed}.values()], end))
            else:
                made.append(row)
        else:
            made.append(row)
        line += row.count("\n")
    if (whole := "".join(made)) != content:
        found.files[path] = whole.encode()


def _certain(
    held: Mapping[str, str], decimals: set[str], named: set[str], reader: Reader
) -> Iterator[tuple[str, str]]:
    """Yield the cells that certainly mean something else than they hold, each as it should be."""
    for column, cell in held.items():
        new = certain.cleaned(cell)
        if column in decimals:
            new = certain.number(new)
        elif column in named and new:
            new = reader.unit(new)
        if new != cell:
            yield column, new


def _cells(row: str) -> list[str]:
    try:
        return lines.cells(row)
    except csv.Error:
        return []
