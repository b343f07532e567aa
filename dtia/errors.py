"""What can go wrong: problems in the data, and the exceptions that carry them."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dtia.i18n import LANGS, Lang, text


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


def _own(values: Mapping[str, object], lang: Lang) -> dict[str, object]:
    """Return values in one language: of a dict, its word."""
    return {n: value[lang] if isinstance(value, dict) else value for n, value in values.items()}


LONGEST = 60


def shown(asked: object) -> str:
    """Show a value as it was typed, cut to what a sentence holds."""
    if isinstance(asked, str | int | float | bool | list | tuple | None):
        written = repr(asked) if not isinstance(asked, str) else f"“{asked}”"
        return written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"
    return type(asked).__name__


class DtiaError(Exception):
    """Base of every error that dtia raises on purpose, worded in both languages.

    `key` names a text of the section `error`, whose placeholders take the values; a value that
    is a dict holds a word for each language. A notebook shows the words and what to do next.
    """

    # What to do about it: a text of the section `error`.
    NEXT = ""
    # The language of whoever asked, where it is known.
    lang: Lang | None = None

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.said("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        # It can go from one process to another, though it is not made of what Python keeps of it.
        return copyreg.__newobj__, (type(self), *self.args), vars(self)  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return self.said(self.lang or "en")

    def said(self, lang: Lang) -> str:
        """Return the words of the error in one language."""
        return text(f"error.{self.key}", lang, **_own(self.values, lang))

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback, in both languages if none is known."""
        langs = (self.lang,) if self.lang else LANGS
        lines = []
        for lang in langs:
            lines += [self.said(lang), *([f"› {text(self.NEXT, lang)}"] if self.NEXT else []), ""]
        where = " / ".join(text("error.traceback", lang) for lang in langs)
        return [*lines, f"{type(self).__name__}. {where}: import traceback; traceback.print_last()"]


class InvalidData(DtiaError):
    """The tables have problems; all of them are in `problems`."""

    NEXT = "error.next_invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("invalid", n=len(self.problems))

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), super().__str__()])

    def _render_traceback_(self) -> list[str]:
        return [*map(str, self.problems), "", *super()._render_traceback_()]


class MissingData(DtiaError):
    """A folder, file or figure that a command needs is not there."""


@dataclass(frozen=True)
class NotebookFault:
    """One fault of a notebook: its file, the cell (blank where it is the file), what to do.

    `key` names a text of the section `notebook`, which takes the values as those of an error.
    """

    file: str
    cell: str
    key: str
    values: dict[str, object]

    def said(self, lang: Lang) -> str:
        cell = [text("notebook.cell", lang, cell=self.cell)] if self.cell else []
        what = text(f"notebook.{self.key}", lang, **_own(self.values, lang))
        return ": ".join([self.file, *cell, what])


class NotebookError(DtiaError):
    """Notebooks that cannot be read, run or set as they are; all that is known is in `faults`."""

    def __init__(self, faults: Sequence[NotebookFault]) -> None:
        self.faults = list(faults)
        super().__init__("notebooks", n=len(self.faults))

    def said(self, lang: Lang) -> str:
        return "\n".join(fault.said(lang) for fault in self.faults)


class UnreadableAct(DtiaError):
    """An act whose text cannot be read: which, and why."""


class CannotWrite(DtiaError):
    """A place where a file cannot be written: which, and why."""


class NotComparable(DtiaError):
    """Figures that cannot stand on one axis: which, where they differ, and why that matters."""

    NEXT = "error.next_comparable"


class NotEnough(DtiaError):
    """Too few comparable figures for what was asked; says how many there are."""

    NEXT = "error.next_enough"

    def __init__(self, found: int, needed: int, topics: int) -> None:
        self.found, self.needed, self.topics = found, needed, topics
        super().__init__("not_enough", found=found, needed=needed, topics=topics)


class NothingToDraw(DtiaError):
    """A chart or table was asked for of a frame without rows."""

    NEXT = "error.next_nothing"


class UnknownName(DtiaError):
    """A name that nobody has heard of, with the nearest names."""

    NEXT = "error.next_name"


class WrongValue(DtiaError, ValueError):
    """A value that a question cannot take."""

    NEXT = "error.next_value"


class WrongQuestion(DtiaError, AttributeError):
    """A question that nobody answers, or one in a form that it has not."""

    NEXT = "error.next_question"
