"""What a phrase is said not to hold, where the slip is in an exception or another row of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dtia.check.found import Found, doubtful, place
from dtia.data import FILE, Raw, Row
from dtia.data.curation import READING
from dtia.errors import Problem
from dtia.i18n import Lang, text

# The column in which an exception that no row needs is told.
IDLE = "field"


def told_once(problems: Iterable[Problem], typed: Raw, found: Found, lang: Lang) -> list[Problem]:
    """Leave out the problems of rows that follow from a slip elsewhere.

    An idle exception was meant for a row where all but one of its cells say so: unit, indicator,
    tier, year, source, and field. A phrase that a row with a problem shares is not counted out.
    """
    every = list(problems)
    if not every:
        return []
    at_fault = {
        at: {FILE} for at in (*found.cells, *((problem.file, problem.line) for problem in every))
    }
    rows = {
        place(row): row
        for table in ("targets", "observations", "phrase_exceptions")
        for row in doubtful(typed[table], at_fault).iter_rows(named=True)
    }
    shared = {_phrase(row) for at, row in rows.items() if found.cells.get(at)}
    idle = [problem for problem in every if problem.column == IDLE]
    others = [
        problem
        for problem in every
        if problem.column != IDLE and _phrase(rows[problem.file, problem.line]) not in shared
    ]
    told: list[Problem] = []
    for problem in idle:
        exception = rows.get((problem.file, problem.line), {})
        meant = [other for other in others if _is_meant(exception, other, rows)]
        if len(meant) == 1:
            others.remove(meant[0])
            at = {"file": meant[0].file, "line": meant[0].line}
            problem = replace(problem, hint=text("hint.exception_for", lang, **at))
        told.append(problem)
    return [*told, *others]


def _phrase(row: Row) -> tuple[str | None, str | None]:
    return row["source_id"], row.get("figure_text")


def _is_meant(exception: Row, problem: Problem, rows: dict[tuple[str, int], Row]) -> bool:
    row = rows.get((problem.file, problem.line))
    if not exception or row is None:
        return False
    year = row.get("horizon_year") or row.get("period")
    own = {**row, "year": str(year), "field": problem.column}
    same = [exception[column] == own[column] for column in READING]
    # The unit of a figure is told at its value.
    same.append(exception["field"] in (own["field"], "unit" if own["field"] == "value" else ""))
    return same.count(True) >= len(same) - 1
