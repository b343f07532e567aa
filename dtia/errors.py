"""What can go wrong: problems in the data, and the exceptions that carry them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one cell: where it is, what is wrong, what would be right."""

    file: str
    line: int
    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        column = f"{self.column}: " if self.column else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {column}{self.message}{hint}"


class DtiaError(Exception):
    """Base of every error that dtia raises on purpose."""


class InvalidData(DtiaError):
    """The tables have problems; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MissingData(DtiaError):
    """A folder or file that a command needs is not there."""


class NotComparable(DtiaError):
    """Figures that cannot stand on one axis."""


class NotEnough(DtiaError):
    """Too few comparable figures for what was asked; says how many there are."""

    def __init__(self, found: int, needed: int, topics: int) -> None:
        self.found, self.needed, self.topics = found, needed, topics
        super().__init__(
            f"{found} units have {topics} comparable topics; an index needs {needed} such units"
        )


class NothingToDraw(DtiaError):
    """A chart was asked for of a frame without rows."""


class UnknownName(DtiaError):
    """A province or indicator that nobody has heard of, with the nearest names."""
