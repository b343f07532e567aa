"""Where one province's core targets stand among those of all others and the nation's."""

from __future__ import annotations

import copy
from functools import cache
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from dtia.charts.layout import bare
from dtia.charts.lean import Chart
from dtia.charts.theme import ACCENT, GRID, INK, NATION
from dtia.i18n import Lang, number, text

LANE = 21
STRIP_WIDTH = 520
# What the rows of the chart are called in its specification.
ROWS = "strips"


def among(frame: pl.DataFrame, title: str, lang: Lang) -> dict[str, Any]:
    """Draw `strips`: grey dots for others, with how many; the nation an arrow, the province a ring.

    A dashed ring is indicative only (grade C). Returns a Vega-Lite specification: it is the same
    for every province but for its rows and words.
    """
    drawn = copy.deepcopy(_blank(lang))
    drawn["concat"][0]["title"]["text"] = title
    rows = frame.select("strip", "place", "part", "value", "n", "grade").to_dicts()
    return {**drawn, "description": words(frame, title, lang), "datasets": {ROWS: rows}}


@cache
def _blank(lang: Lang) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, 100], nice=False)
    order = alt.EncodingSortField(field="place", op="min")
    base = Chart(alt.NamedData(name=ROWS)).encode(
        x=alt.X("value:Q", title=None, scale=scale, axis=alt.Axis(grid=True, tickCount=10)),
        y=alt.Y("strip:N", title=None, sort=order, axis=bare()),
    )
    own, others, nation = (
        base.transform_filter(alt.datum.part == part) for part in ("own", "others", "nation")
    )
    dashed = alt.condition("datum.grade === 'C'", alt.value([3, 2]), alt.value([1, 0]))
    size = alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[1, 40], range=[120, 220]))
    legend = wrap(text("strips.legend", lang), 150)
    layers = alt.layer(
        others.mark_point(filled=True, opacity=1, color=GRID).encode(size=size),
        others.mark_text(fontSize=9.5, color=INK).encode(text="n:Q"),
        own.mark_point(filled=False, size=290, color=ACCENT, strokeWidth=2.5, opacity=1).encode(
            strokeDash=dashed
        ),
        nation.mark_point(
            shape="triangle-down", filled=True, size=70, color=NATION, opacity=1, yOffset=-9
        ),
        width=STRIP_WIDTH,
        height=alt.Step(LANE),
        title=alt.TitleParams("", fontSize=14, offset=8, subtitle=legend, subtitleFontSize=11),
    )
    whole = alt.concat(layers).configure_mark(aria=False).configure_axis(labelFontSize=11)
    spec: dict[str, Any] = whole.to_dict()
    return spec


def words(frame: pl.DataFrame, title: str, lang: Lang) -> str:
    """Say of each strip what the province promises, the nation, and how the others lie."""
    said = [title + "."]
    for _, rows in frame.group_by("place", maintain_order=True):
        at = {part: rows.filter(part=part) for part in ("own", "nation", "others")}
        others = at["others"]
        said.append(
            text(
                "strips.words" if others.height else "strips.alone", lang,
                strip=rows["strip"][0],
                own=_listed(at["own"], lang), nation=_listed(at["nation"], lang),
                n=others["n"].sum(), low=_end(others, "min", lang), high=_end(others, "max", lang),
            )
        )  # fmt: skip
    return " ".join(said)


def _listed(rows: pl.DataFrame, lang: Lang) -> str:
    return ", ".join(f"{number(value, lang)}%" for value in rows["value"].unique().sort())


def _end(rows: pl.DataFrame, end: str, lang: Lang) -> str:
    return "" if rows.is_empty() else number(getattr(rows["value"], end)(), lang)
