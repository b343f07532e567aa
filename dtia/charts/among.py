"""Where one province's core targets stand among those of all others and the nation's."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import polars as pl

from dtia.charts import page
from dtia.charts.layout import HALO, bare
from dtia.charts.lean import Chart
from dtia.charts.theme import ACCENT, GRID, INK, NATION, PAPER
from dtia.i18n import Lang, number, text

LANE = 21
STRIP_WIDTH = 520
# How far lines of a name stand apart, and how far above a narrow lane the last one stands.
LINE, ABOVE = 14, 21
# What a ring at the end of an axis reaches beyond it, on a page.
RING = 12
# What the rows of the chart are called in its specification.
ROWS = "strips"


class Lanes(NamedTuple):
    """How lanes are laid out: width of the marks, height of a lane, and where in it they stand.

    `wide` and `high` are pixels, `down` those from the middle of a lane to its marks.
    """

    wide: int = STRIP_WIDTH
    high: int = LANE
    down: float = 0.0


def among(frame: pl.DataFrame, title: str, lang: Lang) -> dict[str, Any]:
    """Draw `strips`: grey dots for others, with how many; the nation an arrow, the province a ring.

    A dashed ring is indicative only (grade C). Returns a Vega-Lite specification: it is the same
    for every province but for its rows and words.
    """
    rows = frame.select("strip", "place", "part", "value", "n", "grade").to_dicts()
    head: str | list[str] = title
    if page.on_page():
        broken = {row["strip"]: page.name_lines(row["strip"]) for row in rows}
        lanes, head = _lanes(broken), page.lines(title, 1000, size=14, bold=True)
        rows += [
            {"strip": strip, "place": n, "part": "name", "name": lines, "lines": len(lines)}
            for n, (strip, lines) in enumerate(broken.items())
        ]
    else:
        lanes = Lanes()
    drawn = copy.deepcopy(_blank(lang, lanes, page.width()))
    drawn["concat"][0]["title"]["text"] = head
    return {**drawn, "description": words(frame, title, lang), "datasets": {ROWS: rows}}


def _lanes(names: dict[str, list[str]]) -> Lanes:
    """Return the lanes of a page: as high as their names, which stand above on a narrow one."""
    lines = max(map(len, names.values()))
    wide = page.marks_width(STRIP_WIDTH, page.names_width(list(names))) - RING
    if page.is_narrow():
        return Lanes(wide, LANE + ABOVE + LINE * lines, (ABOVE + LINE * (lines - 1)) / 2)
    return Lanes(wide, max(LANE, LINE * lines + 6))


@cache
def _blank(lang: Lang, lanes: Lanes, _page: int | None) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, 100], nice=False)
    order = alt.EncodingSortField(field="place", op="min")
    axis = None if page.on_page() else bare()
    base = Chart(alt.NamedData(name=ROWS)).encode(
        x=alt.X("value:Q", title=None, scale=scale, axis=alt.Axis(grid=True, tickCount=10)),
        y=alt.Y("strip:N", title=None, sort=order, axis=axis),
    )
    own, others, nation, named = (
        base.transform_filter(alt.datum.part == part)
        for part in ("own", "others", "nation", "name")
    )
    dashed = alt.condition("datum.grade === 'C'", alt.value([3, 2]), alt.value([1, 0]))
    size = alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[1, 40], range=[120, 220]))
    legend = page.lines(text("strips.legend", lang), 150, size=11)
    down: Any = {"yOffset": lanes.down} if lanes.down else {}
    layers = alt.layer(
        others.mark_point(filled=True, opacity=1, color=GRID, **down).encode(size=size),
        others.mark_text(fontSize=page.sized(9.5), color=INK, **down).encode(text="n:Q"),
        own.mark_point(
            filled=False, size=290, color=ACCENT, strokeWidth=2.5, opacity=1, **down
        ).encode(strokeDash=dashed),
        nation.mark_point(
            shape="triangle-down", filled=True, size=70, color=NATION, opacity=1,
            yOffset=-9 + lanes.down,
        ),
        *(_names(named, lanes) if page.on_page() else []),
        width=lanes.wide,
        height=alt.Step(lanes.high),
        title=alt.TitleParams(
            "", fontSize=page.sized(14), offset=8, subtitle=legend, subtitleFontSize=11
        ),
    )  # fmt: skip
    whole = alt.concat(layers).configure_mark(aria=False).configure_axis(labelFontSize=11)
    spec: dict[str, Any] = whole.to_dict()
    return spec


def _names(named: alt.Chart, lanes: Lanes) -> list[alt.Chart]:
    """Write the names of lanes on their left; on a narrow page above their marks, with a halo."""
    narrow = page.is_narrow()
    middle = f"-{LINE} * (datum.lines - 1)" + (f" - {ABOVE - lanes.down}" if narrow else " / 2")
    looks: Any = {
        "align": "left" if narrow else "right", "baseline": "middle", "lineHeight": LINE,
        "dy": alt.ExprRef(middle),
    }  # fmt: skip
    base = named.encode(x=alt.value(0 if narrow else -page.SPACE), text="name:N")
    halo = base.mark_text(**looks, color=PAPER, stroke=PAPER, strokeWidth=HALO)
    return [*([halo] if narrow else []), base.mark_text(**looks, color=INK)]


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
