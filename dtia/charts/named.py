"""Rows of a chart that have names: on an axis, or on a page beside or above their marks."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dtia.charts import page
from dtia.charts.layout import HALO, bare
from dtia.charts.lean import Chart
from dtia.charts.theme import INK, PAPER

# The height of a line of names, and how far above a mark its name ends, in pixels.
LINE, ABOVE = 14, 10


def rows_of(column: str, frame: pl.DataFrame) -> alt.Y:
    axis = None if page.on_page() else bare()
    return alt.Y(f"{column}:N", title=None, sort=names_of(column, frame), axis=axis)


def names_of(column: str, frame: pl.DataFrame) -> list[str]:
    return [str(name) for name in frame[column].unique(maintain_order=True)]


def named_rows(column: str, frame: pl.DataFrame) -> list[alt.Chart]:
    """Write the names of rows on a page: left of their marks, or above them where it is narrow.

    Elsewhere the axis of `rows_of` does.
    """
    if not page.on_page():
        return []
    names = names_of(column, frame)
    broken = [page.name_lines(name) for name in names]
    narrow = page.is_narrow()
    rows = pl.DataFrame(
        {
            "row_name": names,
            "name": ["\n".join(lines) for lines in broken],
            # Lines grow downwards from the first one.
            "rise": [
                -(ABOVE + LINE * (len(lines) - 0.5)) if narrow else -LINE * (len(lines) - 1) / 2
                for lines in broken
            ],
        }
    )
    words: Any = {"align": "left" if narrow else "right", "lineBreak": "\n", "lineHeight": LINE}
    base = Chart(rows).encode(
        x=alt.value(0 if narrow else -page.SPACE),
        text="name:N",
        # By a field of its own: these rows tell nothing that a mark does not.
        y=alt.Y("row_name:N", title=None, sort=names, axis=None),
    )
    words |= {"baseline": "middle", "dy": alt.ExprRef("datum.rise")}
    halo: Any = {"stroke": PAPER, "strokeWidth": HALO, "strokeJoin": "round", "color": PAPER}
    return [
        *([base.mark_text(**words, **halo)] if narrow else []),
        base.mark_text(**words, color=INK),
    ]


def marks_beside(column: str, frame: pl.DataFrame, usual: int) -> int:
    """Return the width of marks beside the names of their rows; the `usual` one without a page."""
    if not page.on_page():
        return usual
    return page.marks_width(usual, page.names_width(names_of(column, frame)))


def step_of(column: str, frame: pl.DataFrame, usual: int) -> alt.Step:
    """Return the height of rows: on a page, such that the longest name has room."""
    if not page.on_page():
        return alt.Step(usual)
    most = max(len(page.name_lines(name)) for name in names_of(column, frame))
    high = usual + LINE * most - LINE // 2 if page.is_narrow() else LINE * most + LINE // 2
    return alt.Step(max(usual, high))
