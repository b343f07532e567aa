"""The lineage of acts: a strip of time for each unit, a mark for each act."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import HALO, framed, some, tooltip
from dtia.charts.lean import Chart
from dtia.charts.named import marks_beside
from dtia.charts.theme import ACCENT, AMBER, GRID, NATION, PALE, PAPER, QUIET, SOFT
from dtia.i18n import Lang, text

# A unit has a row where so many of its acts are dated; the nation has one in any case.
LEAST = 2
# The width of the strip and the height of a row, in pixels; how many rows the nation takes.
WIDTH, ROW, NATION_ROWS = 590, 23, 1.8
# How high an arc bends, and where the names above the nation's row stand, in rows.
BEND, NAMES, NAME_ROW, LEVELS = 1.0, 1.15, 0.6, 3
# How many levels there are on a page, and on a narrow one; how far a name stands above its row.
PAGE_LEVELS, ABOVE = (4, 7), 18
ACT_TOOLTIP = ["unit_label", "title", "number", "issuer", "issued_on", "n_targets"]


BOLD: Any = {"fontWeight": "bold"}


class Look(NamedTuple):
    """How the mark of a type of plan looks: its shape, its colour and its border."""

    shape: str
    fill: str
    stroke: str


LOOKS = {
    "programme": Look("circle", ACCENT, PAPER),
    "annual_plan": Look("square", PALE, ACCENT),
    "congress_resolution": Look("diamond", AMBER, NATION),
    "unstated": Look("triangle-up", PAPER, SOFT),
}


def acts(
    frame: pl.DataFrame, takeovers: pl.DataFrame, merged_on: float, lang: Lang
) -> alt.ConcatChart:
    """Draw each act at its date, one row a unit, with arcs to the later acts that take it up.

    `frame`, `takeovers` and `merged_on` come from `dtia.acts`. Rows are the nation and the units
    with at least two dated acts. A pale bar is the span of an act of which only the year or the
    month is known; a thin line is the life of a unit.
    """
    dated = some(frame.drop_nulls("at"))
    nation = pl.col("level") == "nation"
    drawn = _in_rows(some(dated.filter(nation | (pl.len().over("unit_label") >= LEAST))))
    ends = drawn.select(pl.col("first").min().floor(), pl.col("last").max().ceil()).row(0)
    start, end = int(ends[0]), int(ends[1])
    top, bottom = -NAMES - (_levels() + 1) * NAME_ROW, float(drawn["row"].max() or 0) + 0.7  # type: ignore[arg-type]
    axis = alt.Axis(format="d", tickCount=end - start, ticks=False, domain=False, orient="top")
    x = alt.X("at:Q", title=None, axis=axis, scale=alt.Scale(domain=[start, end], nice=False))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[bottom, top], nice=False))
    lives = _lives(drawn, x, y, start, end, lang)
    chart = alt.layer(
        lives.mark_rule(color=GRID, strokeWidth=2).encode(x2="to:Q"),
        *_lines(drawn, merged_on, bottom, x, y, lang),
        *_arcs(drawn, takeovers, x, y, lang),
        *_unit_names(lives),
        *_marks(drawn, x, y, lang),
        width=marks_beside("unit_label", drawn, WIDTH),
        height=round(_row() * (bottom - top)),
    )
    title = text("lineage.title", lang)
    subtitle = text(
        "lineage.subtitle", lang, n=drawn.height, units=drawn["unit_label"].n_unique(),
        rest=dated.height - drawn.height, undated=frame.height - dated.height,
    )  # fmt: skip
    described = f"{title}. {subtitle} {alttext.acts(drawn)}"
    return framed(chart, drawn, subtitle, described, lang, title=title)


def _levels() -> int:
    """Return on how many levels the names of national programmes stand."""
    return PAGE_LEVELS[page.is_narrow()] if page.on_page() else LEVELS


def _row() -> int:
    """Return the height of a row: higher where its name stands above it."""
    return ROW + ABOVE if page.is_narrow() else ROW


def _in_rows(rows: pl.DataFrame) -> pl.DataFrame:
    units = rows["unit_label"].unique(maintain_order=True)
    numbers = {name: float(number) for number, name in enumerate(units)}
    below = pl.when(pl.col("level") == "nation").then(0.0).otherwise(NATION_ROWS - 1)
    return rows.with_columns(row=pl.col("unit_label").replace_strict(numbers) + below)


def _lives(
    drawn: pl.DataFrame, x: alt.X, y: alt.Y, start: int, end: int, lang: Lang
) -> alt.Chart:  # fmt: skip
    """Prepare a row for each unit: how long it lives."""
    lives = drawn.unique("unit_label", keep="first", maintain_order=True).select(
        "unit_label",
        "row",
        "level",
        at=pl.max_horizontal(pl.col("lives_from"), pl.lit(float(start))),
        to=pl.col("lives_to").fill_null(end),
    )
    lived: alt.Chart = Chart(lives).encode(
        x, y, tooltip=alt.Tooltip("unit_label:N", title=text("column.unit_label", lang))
    )
    return lived


def _unit_names(lives: alt.Chart) -> list[alt.Chart]:
    """Name the unit of each row: beside it, or above it, with a halo on the lines that cross it."""
    names = lives.encode(x=alt.value(0), text="unit_label:N")
    beside: Any = {"align": "right", "dx": -10}
    halo: Any = {}
    if page.is_narrow():
        beside = {"align": "left", "dy": -ABOVE}
        halo = {"stroke": PAPER, "strokeWidth": HALO, "strokeJoin": "round", "color": PAPER}
    nation = "datum.level === 'nation'"
    written = []
    for condition, weight in ((nation, BOLD), (f"!({nation})", {})):
        few = names.transform_filter(condition)
        if halo:
            written.append(few.mark_text(**beside, **halo, **weight))
        written.append(few.mark_text(**beside, **weight))
    return written


def _lines(
    drawn: pl.DataFrame, merged_on: float, bottom: float, x: alt.X, y: alt.Y, lang: Lang
) -> list[alt.Chart]:
    """Draw a line at each national programme that measures others, and at the merger, named."""
    yardsticks = drawn.filter("yardstick", plan_type="programme").sort("at").with_row_index("n")
    named = yardsticks.select(
        *ACT_TOOLTIP, "at",
        label="document_label",
        row=-(NAMES + NAME_ROW * (pl.col("n") % _levels()).cast(pl.Float64)),
        bottom=pl.lit(bottom),
    )  # fmt: skip
    merger = pl.DataFrame(
        {
            "at": merged_on, "label": text("lineage.merger", lang),
            "row": -NAMES - _levels() * NAME_ROW, "bottom": bottom,
        }
    )  # fmt: skip
    acts = Chart(named).encode(x, y, tooltip=tooltip(named, ACT_TOOLTIP, lang))
    day = Chart(merger).encode(x, y, tooltip=alt.Tooltip("label:N", title=""))
    # Right of the merger a name starts at its line, so that it stays clear of the merger's; where
    # a page is narrow it ends there, and has a level of its own.
    later: tuple[str, int] = ("right", 3) if page.is_narrow() else ("left", -3)
    return [
        acts.mark_rule(color=QUIET).encode(y2="bottom:Q"),
        day.mark_rule(color=NATION, strokeWidth=2).encode(y2="bottom:Q"),
        *_named(acts.transform_filter(f"datum.at < {merged_on}"), "center", 0),
        *_named(acts.transform_filter(f"datum.at >= {merged_on}"), *later),
        day.mark_text(dy=-7, fontSize=11, fontWeight="bold", color=NATION).encode(text="label:N"),
    ]


def _named(acts: alt.Chart, align: Any, dx: int) -> list[alt.Chart]:
    """Write the names of acts at the top of their lines, with a halo."""
    words: Any = {"align": align, "dx": dx, "dy": -7, "fontSize": 11}
    named = acts.encode(text="label:N")
    return [
        named.mark_text(**words, stroke=PAPER, strokeWidth=HALO, color=PAPER),
        named.mark_text(**words, color=SOFT),
    ]


def _arcs(
    drawn: pl.DataFrame, takeovers: pl.DataFrame, x: alt.X, y: alt.Y, lang: Lang
) -> list[alt.Chart]:
    """Draw an arc over the row, from an act to each later one that takes it up."""
    places = drawn.select("document_id", "at", "row", "document_label")
    ends = takeovers.join(places, on="document_id").join(
        places.select(earlier_id="document_id", start="at", earlier_label="document_label"),
        on="earlier_id",
    )
    middle = (pl.col("start") + pl.col("at")) / 2
    points = pl.concat(
        ends.select(
            "document_id", "earlier_id", "taken_label",
            arc=pl.format("{} › {}", "earlier_label", "document_label"),
            point=pl.lit(number), at=at, row=pl.col("row") - height,
        )
        for number, (at, height) in enumerate(
            [(pl.col("start"), 0.0), (middle, BEND), (pl.col("at"), 0.0)]
        )
    )  # fmt: skip
    told = [
        alt.Tooltip("arc:N", title=text("lineage.arc", lang)),
        alt.Tooltip("taken_label:N", title=text("lineage.figures", lang)),
    ]
    return [
        Chart(points)
        .mark_line(interpolate="basis", color=SOFT, strokeWidth=1.2)
        .encode(x, y, detail=["document_id:N", "earlier_id:N"], order="point:Q", tooltip=told)
    ]


def _marks(drawn: pl.DataFrame, x: alt.X, y: alt.Y, lang: Lang) -> list[alt.Chart]:
    """Draw acts by type of plan and size, and the span of those whose day is not known."""
    kinds = [kind for kind in LOOKS if kind in drawn["plan_type"]]
    names = [text(f"plan_type.{kind}", lang) for kind in kinds]

    def scale(part: str) -> alt.Scale:
        return alt.Scale(domain=names, range=[getattr(LOOKS[kind], part) for kind in kinds])

    key = alt.Legend(
        orient="bottom", title=None, columns=1 if page.is_narrow() else 2, symbolSize=110
    )
    base = Chart(
        drawn.select(*ACT_TOOLTIP, "plan_label", "first", "last", "at", "row", "exact")
    ).encode(y=y, tooltip=tooltip(drawn, ACT_TOOLTIP, lang))
    greatest = max(drawn["n_targets"].to_list())
    size = alt.Size(
        "n_targets:Q",
        scale=alt.Scale(domain=[1, greatest], range=[45, 330]),
        legend=alt.Legend(
            orient="bottom", title=text("column.n_targets", lang), titleOrient="left",
            values=[1, greatest // 2, greatest], direction="horizontal", symbolType="circle",
            symbolFillColor=QUIET, symbolStrokeColor=PAPER,
        ),
    )  # fmt: skip
    return [
        base.transform_filter("!datum.exact")
        .transform_calculate(at="datum.first")
        .mark_bar(height=7, color=PALE, cornerRadius=3)
        .encode(x=x, x2="last:Q"),
        base.mark_point(opacity=1, strokeWidth=1.2).encode(
            x=x,
            shape=alt.Shape("plan_label:N", scale=scale("shape"), legend=key),
            fill=alt.Fill("plan_label:N", scale=scale("fill"), legend=key),
            stroke=alt.Stroke("plan_label:N", scale=scale("stroke"), legend=key),
            size=size,
        ),
    ]
