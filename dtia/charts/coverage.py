"""The chart of what is known: a cell for each unit, indicator and year."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import bare, framed, some, tooltip
from dtia.charts.lean import Chart
from dtia.charts.named import names_of
from dtia.charts.targets import (
    ROW,
)
from dtia.charts.theme import FILLS, GRID, SOFT, Look
from dtia.i18n import Lang, text

# How wide a panel is, how far panels stand apart, and how many letters a line of its name holds.
PANEL, SPACING, LETTERS = 92, 10, 15
# The size of the names of panels.
SMALL = 11


def coverage(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw what is known: a cell for each unit, indicator and year, by colour and by sign.

    `frame` comes from `views.coverage`, of one map or of both.
    """
    looks = {kind: FILLS[kind] for kind in FILLS if kind in some(frame)["coverage"]}
    width = _panel_width(frame)
    numbered, said = _numbered(frame)
    rows = numbered.with_columns(
        panel=pl.col("panel").map_elements(
            lambda name: "\n".join(_broken(name, width)), return_dtype=pl.String
        ),
        cell=pl.col("coverage").replace_strict({k: look.cell for k, look in looks.items()}),
        ink=pl.col("coverage").replace_strict({k: look.ink for k, look in looks.items()}),
    )
    shown, total = rows["unit_label"].n_unique(), int(rows.unique("era")["n_units"].sum())
    eras = rows["era"].unique().to_list()
    title = f"coverage_title_{eras[0]}" if len(eras) == 1 else "coverage_title"
    return framed(
        _cells(rows, looks, width, lang),
        rows,
        " ".join([text("chart.coverage_subtitle", lang, shown=shown, total=total), *said]),
        alttext.coverage(rows, lang),
        lang,
        title=text(f"chart.{title}", lang),
    )


def _panel_width(frame: pl.DataFrame) -> int:
    """Return how wide the panel of an indicator is: on a page, beside the names of units."""
    if not page.on_page():
        return PANEL
    names, panels = map(page.long, frame["unit_label"].unique()), frame["indicator_name"].n_unique()
    return min(PANEL, int((page.inner() - max(names) - page.SPACE) / panels) - SPACING)


def _broken(name: str, width: int) -> list[str]:
    return page.lines(name, LETTERS, size=SMALL, bold=True, width=width)


def _numbered(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Put numbers for the names of panels that are too narrow for them, and say what they mean."""
    frame = frame.with_columns(panel="indicator_name")
    if not page.is_narrow():
        return frame, []
    names = names_of("indicator_name", frame)
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    said = [f"{number}: {name}" for name, number in numbers.items()]
    return frame.with_columns(pl.col("panel").replace(numbers)), ["; ".join(said) + "."]


def _cells(rows: pl.DataFrame, looks: dict[str, Look], width: int, lang: Lang) -> alt.FacetChart:
    signs = alt.Scale(
        domain=[text(f"coverage.{kind}", lang) for kind in looks],
        range=[look.sign for look in looks.values()],
    )
    # Where a page is narrow, years stand upright.
    upright = -90 if page.is_narrow() else 0
    base = Chart(rows).encode(
        x=alt.X("horizon_year:O", title=None, axis=bare(labelAngle=upright)),
        y=alt.Y("unit_label:N", title=None, sort=names_of("unit_label", rows), axis=bare()),
        tooltip=tooltip(
            rows, ["unit_label", "indicator_name", "horizon_year", "coverage_label"], lang
        ),
    )
    below: Any = {"columns": 1} if page.is_narrow() else {}
    legend = alt.Legend(
        orient="bottom", title=None, symbolStrokeColor=SOFT, symbolStrokeWidth=2,
        symbolFillColor=SOFT, **below,
    )  # fmt: skip
    return (
        alt.layer(
            base.mark_rect(stroke=GRID).encode(color=alt.Color("cell:N", scale=None)),
            base.mark_point(filled=True, size=70, opacity=1, strokeWidth=2).encode(
                shape=alt.Shape("coverage_label:N", scale=signs, legend=legend),
                fill=alt.Fill("ink:N", scale=None),
                stroke=alt.Stroke("ink:N", scale=None),
            ),
        )
        .properties(width=width, height=alt.Step(ROW - 6))
        .facet(
            column=alt.Column(
                "panel:N",
                title=None,
                header=alt.Header(
                    labelFontSize=page.sized(SMALL),
                    labelExpr="split(datum.value, '\\n')",
                ),
            ),
            spacing=SPACING,
        )
    )
