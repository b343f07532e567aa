"""Charts of counts: how many targets have which verdict, a cell for each pair."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import page
from dtia.charts.layout import bare, framed, some
from dtia.charts.lean import Chart
from dtia.charts.named import marks_beside, named_rows, rows_of, step_of
from dtia.charts.targets import ROW
from dtia.charts.theme import GRID, MILD, PALE, PAPER
from dtia.i18n import Lang, sort_key, text

# How many letters a line of a column heading holds, and how high it is.
WRAP, LINE = 13, 14
# How wide a column is, and what stays free between two headings.
COLUMN, SPACE = 84, 4
# How long a line of a heading is that stands upright.
UPRIGHT = 110


# The verdicts of a scorecard in the order of reading: what lapsed comes first.
SCORE = [
    "lapsed", "met_early", "met", "near", "missed", "unsettled", "provisional",
    "no_observation", "not_comparable",
]  # fmt: skip
# The verdicts for which nothing comparable was measured, and how many units a scorecard shows.
UNMEASURED, MOST = ["lapsed", "no_observation", "not_comparable"], 25


def counts(
    cells: pl.DataFrame, rows: str, columns: str, title: str, subtitle: str, lang: Lang,
    names: list[str],
) -> alt.ConcatChart:  # fmt: skip
    """Draw how many there are of each: a cell for each pair, its number `n` written in it.

    `rows` and `columns` name the label columns of `cells`; rows keep its order, columns that of
    `names`. The shade repeats the number and carries nothing of its own.
    """
    most = int(cells["n"].max())  # type: ignore[arg-type]
    width = _column_width(cells, rows, len(names))
    upright = page.on_page() and _longest_word(names) > width - SPACE
    room = UPRIGHT if upright else width - SPACE
    broken = {name: page.lines(name, WRAP, width=room) for name in names}
    base = Chart(cells).encode(
        x=alt.X(
            f"{columns}:N", title=None, sort=names,
            axis=bare(orient="top", labelExpr=_wrapped(broken), **_angle(upright, broken)),
        ),
        y=rows_of(rows, cells),
        tooltip=[alt.Tooltip(f"{rows}:N", title=""), alt.Tooltip(f"{columns}:N", title=""),
                 alt.Tooltip("n:Q", title=text("column.n_targets", lang))],
    )  # fmt: skip
    chart = alt.layer(
        base.mark_rect(stroke=GRID, **_high()).encode(
            color=alt.Color(
                "n:Q",
                legend=None,
                scale=alt.Scale(type="quantize", range=[PAPER, MILD, PALE], domain=[0, most]),
            )
        ),
        base.mark_text(fontWeight="bold").encode(text="n:Q"),
        *named_rows(rows, cells),
        width=alt.Step(width),
        height=step_of(rows, cells, ROW + 6),
    )
    listed = "; ".join(
        f"{row}, {column}: {n}" for row, column, n in cells.select(rows, columns, "n").iter_rows()
    )
    return framed(chart, cells, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)


def _longest_word(names: list[str]) -> float:
    return max(page.long(word) for name in names for word in name.split())


def _angle(upright: bool, lines: dict[str, list[str]]) -> dict[str, Any]:
    """Let the headings of columns stand upright where a word is longer than a column is wide."""
    if upright:
        above = ROW if page.is_narrow() else LINE // 2
        return {"labelAngle": -90, "labelAlign": "left", "labelBaseline": "middle",
                "labelPadding": above}  # fmt: skip
    return {"labelAngle": 0, "labelPadding": 4 + LINE * (max(map(len, lines.values())) - 1)}


def _column_width(cells: pl.DataFrame, rows: str, columns: int) -> int:
    """Return how wide a column is: on a page, as wide as there is room, at most."""
    return min(COLUMN, marks_beside(rows, cells, COLUMN * columns) // columns)


def _high() -> dict[str, Any]:
    """Return how high a cell is: its row, less the name above where a page is narrow."""
    return {"height": ROW - LINE // 2} if page.is_narrow() else {}


def _wrapped(lines: dict[str, list[str]]) -> str:
    """Return a Vega expression that breaks the labels of an axis into lines."""
    return f"({json.dumps(lines, ensure_ascii=False)})[datum.value]"


def scorecard(frame: pl.DataFrame, lang: Lang, rows: str = "topic_label") -> alt.ConcatChart:
    """Draw how many targets of each topic, or of each unit, have which verdict.

    `frame` comes from `views.scorecard`; `rows` is "topic_label" or "unit_label". Of units those
    are drawn of which something was measured, if any was: most verdicts first, at most `MOST`.
    """
    shown = some(frame) if rows == "topic_label" else _most_measured(some(frame))
    order = pl.Enum(SCORE)
    columns = shown.sort(pl.col("verdict").cast(order))["verdict_label"].unique(maintain_order=True)
    names = shown[rows].unique(maintain_order=True)
    if rows == "topic_label":
        names = pl.Series(sorted(names, key=sort_key))
    cells = (
        shown.sort(pl.col(rows).cast(pl.Enum(names)), maintain_order=True)
        .group_by(rows, "verdict_label", "edition", maintain_order=True)
        .agg(n=pl.len())
    )
    units, drawn = (part["unit_label"].n_unique() for part in (frame, shown))
    said = {"n": shown.height, "units": units, "drawn": drawn}
    return counts(
        cells, rows, "verdict_label",
        text(f"chart.scorecard_title_{rows}", lang, year=frame["horizon_year"][0]),
        text(f"chart.scorecard_{rows}", lang, **said), lang, columns.to_list(),
    )  # fmt: skip


def _most_measured(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the units of which something was measured, those with most verdicts first."""
    measured = (~pl.col("verdict").is_in(UNMEASURED)).sum()
    units = (
        frame.group_by("unit_label", maintain_order=True)
        .agg(n=pl.len(), measured=measured)
        .sort("measured", "n", descending=True, maintain_order=True)
    )
    some_measured = units.filter(pl.col("measured") > 0)
    chosen = (some_measured if some_measured.height else units).head(MOST).select("unit_label")
    return chosen.join(frame, on="unit_label", maintain_order="left")


def bearing(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw how many targets stay under, state or exceed the nation's, by indicator.

    `frame` comes from `comparison.bearing`.
    """
    words = {v: text(f"verdict.{v}", lang) for v in ("below", "same", "above", "spans")}
    named = some(frame).with_columns(
        row_label=pl.concat_str(
            "indicator_name",
            pl.col("tier_label").replace("", None),
            separator=" · ",
            ignore_nulls=True,
        )
    )
    cells = (
        named.select("row_label", "edition", **{word: verdict for verdict, word in words.items()})
        .unpivot(list(words.values()), index=["row_label", "edition"],
                 variable_name="verdict_label", value_name="n")
        .filter(pl.col("n") > 0)
        .sort(pl.col("row_label").cast(pl.Enum(named["row_label"])), maintain_order=True)
    )  # fmt: skip
    return counts(
        cells, "row_label", "verdict_label",
        text("chart.bearing_title", lang, year=frame["year"][0]),
        text("chart.bearing_subtitle", lang), lang, list(words.values()),
    )  # fmt: skip
