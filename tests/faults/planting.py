"""What a slip is, and how one of a kind is planted at a random place of the raw tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import NamedTuple

from dtia.data.raw import RAW
from support.project import ROOT

Cells = dict[str, str]
# Where a problem may be told: the line, and the column; blank for a whole line or file.
Place = tuple[int, str]
# Any line: of two rows that do not go together, either may be the wrong one.
ANY = -1


class Sheet(NamedTuple):
    """One file of a raw table: its header and its rows, the first on line 2."""

    table: str
    file: str
    header: list[str]
    rows: list[list[str]]

    def cells(self, at: int) -> Cells:
        return dict(zip(self.header, self.rows[at], strict=True))

    def changed(self, at: int, **cells: str) -> Sheet:
        """Return a copy in which some cells of one row are others."""
        row = list((self.cells(at) | cells).values())
        return self._replace(rows=[*self.rows[:at], row, *self.rows[at + 1 :]])

    def text(self) -> str:
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="\n").writerows([self.header, *self.rows])
        return written.getvalue()


class Slip(NamedTuple):
    """A file as the slip leaves it, and the places at which one may be told of it."""

    file: str
    content: bytes
    places: frozenset[Place]


class Spot(NamedTuple):
    """A cell that a slip may change: its row, what else is on file, and a source of chance."""

    sheet: Sheet
    at: int
    column: str
    random: Random

    @property
    def row(self) -> Cells:
        return self.sheet.cells(self.at)

    @property
    def cell(self) -> str:
        return self.row[self.column]


# The text that a cell becomes, or None where the slip cannot be made.
Change = Callable[[Spot], str | None]


@dataclass(frozen=True)
class Kind:
    """A kind of slip: its name, the table, and what it does there."""

    name: str
    table: str
    spoil: Callable[[Sheet, Random], Slip | None]

    def plant(self, random: Random) -> Slip | None:
        """Return one slip of the kind at a random place; None where no row can have it."""
        files = [sheet for sheet in sheets() if sheet.table == self.table]
        # Long files have more places.
        random.shuffle(files)
        weighed = sorted(files, key=lambda sheet: random.random() ** (1 / len(sheet.rows)))
        tried = (self.spoil(sheet, random) for sheet in reversed(weighed))
        return next((slip for slip in tried if slip), None)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return every file of the raw tables."""
    return tuple(_read())


def _read() -> Iterator[Sheet]:
    for table, (name, _, _) in RAW.items():
        place = ROOT / "data" / "raw" / name
        for path in [place] if place.suffix else sorted(place.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as handle:
                header, *rows = csv.reader(handle)
            yield Sheet(table, str(path.relative_to(ROOT / "data" / "raw")), header, rows)


def rows_of(table: str) -> list[Cells]:
    """Return every row of a table."""
    return [s.cells(at) for s in sheets() if s.table == table for at in range(len(s.rows))]


@cache
def column_of(table: str, column: str) -> tuple[str, ...]:
    """Return the different texts of a column, in order."""
    return tuple(dict.fromkeys(row[column] for row in rows_of(table)))


def order(sheet: Sheet, random: Random) -> list[int]:
    """Return the rows of a sheet in a random order."""
    return random.sample(range(len(sheet.rows)), len(sheet.rows))


def place(at: int, column: str) -> Place:
    """Return the place of a column in a row; `*column` is that of any row."""
    return (ANY, column[1:]) if column.startswith("*") else (at + 2, column)


def in_cell(table: str, column: str, name: str, change: Change, *told: str) -> Kind:
    """Return a kind that changes one cell, told there or in other columns."""

    def spoil(sheet: Sheet, random: Random) -> Slip | None:
        for at in order(sheet, random):
            text = change(Spot(sheet, at, column, random))
            if text is not None and text != sheet.cells(at)[column]:
                content = sheet.changed(at, **{column: text}).text().encode()
                places = frozenset(place(at, where) for where in (told or (column,)))
                return Slip(sheet.file, content, places)
        return None

    return Kind(f"{table}.{column}: {name}", table, spoil)


def in_cells(table: str, name: str, change: Callable[[Spot], Cells | None], *told: str) -> Kind:
    """Return a kind that changes several cells of one row, told in one of the columns."""

    def spoil(sheet: Sheet, random: Random) -> Slip | None:
        for at in order(sheet, random):
            cells = change(Spot(sheet, at, sheet.header[0], random))
            if cells is not None and cells.items() - sheet.cells(at).items():
                content = sheet.changed(at, **cells).text().encode()
                return Slip(sheet.file, content, frozenset(place(at, where) for where in told))
        return None

    return Kind(f"{table}: {name}", table, spoil)


def kinds(*groups: Iterable[Kind]) -> list[Kind]:
    """Put groups of kinds together; no two have one name."""
    found = [kind for group in groups for kind in group]
    assert len({kind.name for kind in found}) == len(found)
    return found
