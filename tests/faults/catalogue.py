"""The whole catalogue, and what a check says of one slip."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from dtia.errors import Problem
from faults.of_dates import date_kinds
from faults.of_letters import letter_kinds
from faults.of_meaning import meaning_kinds
from faults.of_numbers import number_kinds
from faults.of_rows import form_kinds, row_kinds
from faults.of_words import word_kinds
from faults.planting import ANY, Kind, Slip, kinds

KINDS = kinds(
    word_kinds(), number_kinds(), date_kinds(), letter_kinds(), row_kinds(), form_kinds(),
    meaning_kinds(),
)  # fmt: skip


class Planted(NamedTuple):
    """A kind and one slip of it."""

    kind: Kind
    slip: Slip


def planted(kind: Kind, seed: int) -> Planted | None:
    """Return a slip of the kind at the place that a seed gives."""
    slip = kind.plant(Random(f"{seed} {kind.name}"))
    return Planted(kind, slip) if slip else None


def at_its_cell(problem: Problem, slip: Slip) -> bool:
    """Tell whether a problem is told where the slip is."""
    if problem.file != f"data/raw/{slip.file}":
        return False
    places = {(problem.line, problem.column), (ANY, problem.column)}
    # What a file is instead of a table is told of its file or of a line.
    return bool(places & slip.places) or ((problem.column, 0) == ("", problem.line)
                                          and (ANY, "") in slip.places)  # fmt: skip


def judged(problems: Iterable[Problem], slip: Slip) -> str:
    """Say how a slip was told: found, elsewhere (not first, or not there), twice, or missed."""
    told = list(problems)
    if not told:
        return "missed"
    if not at_its_cell(told[0], slip):
        return "elsewhere"
    # What waits for a file that cannot be read is counted, and no message of its own.
    others = [problem for problem in told[1:] if problem.line or problem.column]
    return "twice" if others else "found"
