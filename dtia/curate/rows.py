"""Rows on their way into the raw tables: each with its place, and what is wrong at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dtia.errors import Problem


class Place(NamedTuple):
    """Where a row stands: its file, its sheet (blank for CSV), its line, a letter a column."""

    file: str
    sheet: str
    line: int
    letters: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.line}" if self.sheet else f"{self.file}:{self.line}"

    def cell(self, column: str) -> str:
        """Name a cell of the row by letter and line."""
        return f"{self.letters.get(column, '')}{self.line}"

    def problem(self, column: str, message: str, hint: str = "") -> Problem:
        """Put a fault to a cell of the row; the letter of its column is part of the place."""
        if not self.sheet:
            return Problem(self.file, self.line, column, message, hint)
        return Problem(f"{self.file}!{self.sheet}!{self.cell(column)}", 0, column, message, hint)


class Row(NamedTuple):
    """One row that comes in: its table, its place, its cells by column ("" is blank).

    `unseen` are the columns that were in doubt and are taken as they were proposed.
    """

    table: str
    place: Place
    cells: dict[str, str]
    unseen: tuple[str, ...] = ()


@dataclass
class Incoming:
    """What a file brings: rows, those that were left, problems, rows without a decision."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undecided: int = 0
    examples: int = 0
    judged: bool = False
