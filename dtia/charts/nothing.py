"""A chart of nothing found: who was searched without success, which is an answer too."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import framed, tooltip
from dtia.charts.lean import Chart
from dtia.charts.theme import FILLS, SOFT, WIDTH
from dtia.i18n import Lang, text

COLUMNS, ROW, TOP = 3, 20, 26


def silence(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the units of `views.targets` that have no number: each with the sign of its state.

    A unit was searched without success, or states its target in words. Rows without any unit are
    drawn as a panel that says so.
    """
    local = frame.filter(pl.col("level") != "nation").unique(
        ["unit_label", "value_label"], keep="first", maintain_order=True
    )
    found = text("chart.silence_subtitle", lang, n=local["unit_label"].n_unique())
    subtitle = " ".join([found, *alttext.nation(frame, lang)])
    words = f"{alttext.title(frame)}. {subtitle} {', '.join(local['unit_label'])}."
    return framed(_grid(local, lang), frame, subtitle, words, lang)


def nothing(title: str, words: str, edition: str, lang: Lang) -> alt.ConcatChart:
    """Draw a panel that says in words why there is nothing to draw."""
    frame = pl.DataFrame({"said": [words], "edition": [edition]})
    chart = (
        Chart(frame)
        .mark_text(align="left", baseline="middle", color=SOFT)
        .encode(x=alt.value(0), text=alt.value(text("chart.nothing", lang)))
        .properties(width=page.marks_width(WIDTH, 0), height=2 * ROW)
    )
    return framed(chart, frame, words, f"{title}. {words}", lang, title)


def _grid(local: pl.DataFrame, lang: Lang) -> Any:
    columns = 1 if page.is_narrow() else COLUMNS
    rows = max(1, -(-local.height // columns))
    place = pl.int_range(pl.len())
    placed = local.with_columns(across=place // rows, down=place % rows)
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False))
    y = alt.Y(
        "down:Q", axis=None, scale=alt.Scale(domain=[-0.5, rows - 0.5], reverse=True, nice=False)
    )
    told = tooltip(placed, ["unit_label", "value_label", "horizon_year", "source_label"], lang)
    base = Chart(placed).encode(x=x, y=y, tooltip=told)
    look = FILLS["not_found"]
    return alt.layer(
        base.mark_point(
            shape=look.sign, size=70, strokeWidth=2, color=look.ink, opacity=1, xOffset=5
        ),
        base.mark_text(align="left", dx=18, color=SOFT).encode(text="unit_label:N"),
        width=page.marks_width(WIDTH, 0),
        height=ROW * rows + TOP,
    )
