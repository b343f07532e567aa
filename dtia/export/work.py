"""What goes into a file: pieces of reading, each with its words, its picture and its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

import polars as pl

from dtia.data import Data
from dtia.i18n import Lang
from dtia.tables import Table

# What makes an Altair chart, and what makes Markdown.
Drawn = Callable[[], Any]


@dataclass(frozen=True, eq=False)
class Piece:
    """One thing that a file tells: a name for a sheet, a heading, and what there is of it.

    `lead` is Markdown that stands above the rest. What a piece has not is None or blank.
    """

    name: str
    title: str
    lead: str = ""
    table: Table | None = None
    drawn: Drawn | None = None


@dataclass(frozen=True, eq=False)
class Work:
    """Everything that one file holds, of one state of the data and in one language.

    `frame` is what is kept of a work without a table; `drawn` makes its one picture.
    """

    title: str
    pieces: tuple[Piece, ...]
    frame: pl.DataFrame
    drawn: Drawn
    data: Data
    lang: Lang

    @property
    def tables(self) -> list[Table]:
        """The tables with rows, in order."""
        return [piece.table for piece in self.pieces if piece.table and piece.table.frame.height]

    def of_year(self, year: int | None) -> Self:
        """Keep of the tables that have a horizon the rows of one year, and of the others all."""
        if year is None:
            return self
        kept = (replace(piece, table=_of_year(piece.table, year)) for piece in self.pieces)
        return replace(self, pieces=tuple(kept))


def _of_year(table: Table | None, year: int) -> Table | None:
    if table is None or "horizon_year" not in table.frame.columns:
        return table
    return replace(table, frame=table.frame.filter(horizon_year=year))
