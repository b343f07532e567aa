"""What a chart is laid out for: as wide as it needs by itself, or a page of so many pixels.

A page holds the whole figure, title and foot included. Where it is narrow, the names of rows stand
above their marks, so that the marks have its whole width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from textwrap import wrap
from typing import Any

from dtia.charts.fonts import face

# Pages narrower than this have the names of rows above their marks.
NARROW = 450
# What stands around a chart, and between names and the marks on their right.
PADDING, SPACE = 8, 8
# What is left free for the rounding of lengths.
SLACK = 4
# The part of a page that names of rows take on the left, at most.
NAMES = 0.34
# The least and the greatest size of type on a page, in pixels: 8 and 10 points.
SMALLEST, LARGEST = 10.67, 13.33
# The least size where there is no other way: 7 points.
LEAST = 9.4
# The size of words that have none of their own.
TEXT = 12
# An axis that makes room for words is shorter, so that others need more: how often to ask.
ROUNDS = 5
_WIDTH: ContextVar[int | None] = ContextVar("width", default=None)
_ALONE: ContextVar[bool] = ContextVar("alone", default=False)


@contextmanager
def laid_out_for(width: int | None, alone: bool = False) -> Iterator[None]:
    """Lay out the charts that are made within for a page of a width in pixels.

    None is no page: each chart is as wide as it needs. What stands `alone`, in a document of its
    reader, names its acts and says how it is cited.
    """
    before = _WIDTH.set(width), _ALONE.set(alone)
    try:
        yield
    finally:
        _WIDTH.reset(before[0])
        _ALONE.reset(before[1])


def stands_alone() -> bool:
    """Say whether a figure has to name its acts and how it is cited."""
    return _ALONE.get()


def on_page() -> bool:
    """Say whether charts are laid out for a page."""
    return _WIDTH.get() is not None


def width() -> int | None:
    """Return the width of the page that charts are laid out for, in pixels; None for no page."""
    return _WIDTH.get()


def is_narrow() -> bool:
    """Say whether the names of rows stand above their marks."""
    return (_WIDTH.get() or NARROW) < NARROW


def inner() -> int:
    """Return the width of a page between its edges. A page must be laid out for."""
    width = _WIDTH.get()
    assert width is not None
    return width - 2 * PADDING - SLACK


def sized(size: float) -> float:
    """Return a size of type, within what a page allows."""
    return min(max(size, SMALLEST), LARGEST) if on_page() else size


def names_width(names: Sequence[str] = ()) -> int:
    """Return the width that names of rows take beside their marks: none where they stand above.

    Without `names` it is the most that they may take.
    """
    if is_narrow():
        return 0
    most = round(NAMES * inner())
    return min(most, round(max(map(long, names)) + 1)) if names else most


def marks_width(usual: int, names: int | None = None) -> int:
    """Return the width of marks beside `names` of some width: the `usual` one where there is no
    page."""
    if not on_page():
        return usual
    taken = names_width() if names is None else names
    return inner() - (taken + SPACE if taken else 0)


def from_edge() -> dict[str, Any]:
    """Return what moves the heading of marks to the left edge of a page, below the names of rows:
    as wide as a page, it would reach beyond the right edge."""
    names = names_width() if on_page() else 0
    return {"dx": -(names + SPACE)} if names else {}


def lines(
    words: str, letters: int, size: float = TEXT, bold: bool = False, width: float | None = None
) -> list[str]:
    """Break words into lines of so many `letters`; on a page, of a `width` in pixels.

    Without `width` a line is as wide as the page.
    """
    if not on_page():
        return wrap(words, letters)
    room = inner() if width is None else width
    broken: list[str] = []
    for word in filter(None, words.split(" ")):
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and long(longer, sized(size), bold) <= room:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def ends_of(words: Iterable[tuple[float, float, float]], width: float) -> list[float]:
    """Return from where to where an axis of a `width` may reach, so that words have room.

    Each of the `words` stands at a part of the axis, and takes pixels left and right of it.
    """
    told, left, right = list(words), 0.0, 0.0
    for _ in range(ROUNDS):
        axis = width - left - right
        left = max([0.0, *(before - place * axis for place, before, _ in told)])
        right = max([0.0, *(after - (1 - place) * axis for place, _, after in told)])
    return [left, width - right]


def heading(words: str, letters: int, width: float | None = None) -> str | list[str]:
    """Break the heading of a panel, as `lines` does; one line is a text."""
    broken = lines(words, letters, size=13, bold=True, width=width)
    return broken[0] if len(broken) == 1 else broken


def name_lines(name: str, letters: int = 0) -> list[str]:
    """Break the name of a row into lines of so many `letters`; on a page, into those that fit."""
    width = (names_width() or inner()) if on_page() else None
    return lines(name, letters, width=width)


def long(words: str, size: float = TEXT, bold: bool = False) -> float:
    """Return how long words are in the packaged font, in pixels."""
    widths, em = _letters("Bold" if bold else "Regular")
    return sum(widths.get(ord(letter), em / 2) for letter in words) * size / em


@cache
def _letters(name: str) -> tuple[dict[int, float], float]:
    """Return the widths of the letters of a face, and of its em, in units of the face."""
    opened = face(name)
    widths = opened["hmtx"].metrics
    found = {letter: widths[glyph][0] for letter, glyph in (opened.getBestCmap() or {}).items()}
    return found, float(opened["head"].unitsPerEm)  # type: ignore[attr-defined]
