"""What a check has found: one problem a cell, and nothing that only follows from another one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import polars as pl

from dtia.data import FILE, LINE, Row
from dtia.data.forms import EACH, broken
from dtia.errors import Problem
from dtia.i18n import Lang, number, text

# More cells of one column with one fault are told once.
SEVERAL = 3
# The columns of each row, by file and line, that have a problem.
Faulty = Mapping[tuple[str, int], set[str]]
NO_FAULT: Faulty = {}
# A year stands under another name in the tables of figures.
YEARS = {"horizon_year": "year", "period": "year"}


class Found:
    """The problems of a check, step by step; a later step is not told what an earlier one found.

    `lost` names the tables that lost rows, each with its file: what cannot be found in them is
    counted, and no problem.
    """

    def __init__(self, form: Iterable[Problem], lost: Mapping[str, str]) -> None:
        self.form = sorted(set(form))
        self.lost = dict(lost)
        self.problems: list[Problem] = []
        self.cells: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        self._unread: Counter[str] = Counter()

    def add(self, problems: Iterable[Problem], *needs: str) -> None:
        """Add problems of cells that have none yet; `needs` are the tables that they look into."""
        unread = next((table for table in needs if table in self.lost), None)
        for problem in problems:
            where = problem.file, problem.line
            if problem.line and problem.column in self.cells.get(where, ()):
                continue
            if unread:
                self._unread[unread] += 1
            else:
                self.problems.append(problem)
            if problem.line:
                self.cells[where].add(problem.column)

    def lose(self, problem: Problem, table: str) -> None:
        """Add a fault for which no row of a file can be used."""
        self.form = sorted({*self.form, problem})
        self.lost.setdefault(table, problem.file)

    def sound(self, frame: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
        """Return the rows that have no problem so far, in some columns or in any."""
        return without(frame, self.cells, columns)

    def told(self, lang: Lang, each: bool = False) -> list[Problem]:
        """Return the faults of form, how much waits for them, then all other problems.

        One that many cells share is told once, or `each` time.
        """
        counts = Counter(problem.file for problem in self.form)
        waiting: Counter[str] = Counter()
        for table, n in self._unread.items():
            waiting[self.lost[table]] += n
        unread = [
            broken(file, 0, "unread", lang, n=number(n, lang), file=file.rpartition("/")[2])
            for file, n in sorted(waiting.items())
            if counts[file] <= EACH
        ]
        found = sorted(set(self.problems)) if each else _gathered(self.problems, lang)
        return [*self.form, *unread, *found]


def _gathered(problems: Iterable[Problem], lang: Lang) -> list[Problem]:
    """Tell a problem that many cells of one column of one file share once."""
    alike: defaultdict[Problem, list[Problem]] = defaultdict(list)
    for problem in sorted(set(problems)):
        alike[replace(problem, line=min(problem.line, 1))].append(problem)
    return sorted(problem for cells in alike.values() for problem in once(cells, lang))


def once(cells: Sequence[Problem], lang: Lang) -> Sequence[Problem]:
    """Return one problem for several that say the same, with the places of the others."""
    first, *others = cells
    if not first.line or len(others) < SEVERAL:
        return cells
    places = ", ".join(f"{other.file}:{other.line}" for other in others[:SEVERAL])
    more = text("check.more", lang, n=number(len(others), lang), places=places)
    return [replace(first, message=f"{first.message} ({more})")]


def without(frame: pl.DataFrame, faulty: Faulty, columns: Sequence[str] = ()) -> pl.DataFrame:
    """Return the rows that have no problem, in some columns or in any."""
    return _by_fault(frame, faulty, columns, "anti")


def doubtful(frame: pl.DataFrame, faulty: Faulty) -> pl.DataFrame:
    """Return the rows that have a problem."""
    return _by_fault(frame, faulty, (), "semi")


def _by_fault(
    frame: pl.DataFrame, faulty: Faulty, columns: Sequence[str], how: Literal["anti", "semi"]
) -> pl.DataFrame:
    chosen = set(columns or frame.columns)
    places = [place for place, cells in faulty.items() if cells & chosen]
    if not places:
        return frame if how == "anti" else frame.clear()
    found = pl.DataFrame(places, schema={FILE: pl.String, LINE: pl.Int64}, orient="row")
    return frame.join(found, on=[FILE, LINE], how=how, maintain_order="left")


def place(row: Row) -> tuple[str, int]:
    """Return where a row stands: its file and line."""
    return row[FILE], row[LINE]


def open_key(row: Row, key: Sequence[str], faulty: Faulty) -> Row:
    """Return the cells of a key that have no problem: the others may mean anything."""
    cells = faulty.get(place(row), set())
    unknown = cells | {YEARS[column] for column in cells if column in YEARS}
    return {column: row[column] for column in key if column not in unknown}


def open_keys(frame: pl.DataFrame, key: Sequence[str], faulty: Faulty) -> list[Row]:
    """Return the keys of rows as `open_key` does, each once."""
    rows = frame.select(FILE, LINE, *key).iter_rows(named=True)
    keys = {tuple(open_key(row, key, faulty).items()) for row in rows}
    return [dict(items) for items in keys]


def may_be(row: Row, keys: Iterable[Row]) -> bool:
    """Tell whether one of the open keys may be that of a row."""
    return any(all(row[column] == cell for column, cell in key.items()) for key in keys)
