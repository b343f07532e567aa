"""Charts of ranks: measured ones on a line, and the intervals of an index."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import page
from dtia.charts.layout import bases_of, framed, require_one, some, tooltip, unit_of
from dtia.charts.lean import Chart
from dtia.charts.named import LINE, marks_beside, named_rows, rows_of, step_of
from dtia.charts.targets import (
    ROW,
    TARGET_TOOLTIP,
)
from dtia.charts.theme import ACCENT, PAPER, SOFT, WASH, WIDTH
from dtia.i18n import Lang, sort_key, text

# How far the name above the first row of a narrow page reaches above the marks.
NAME = 10


def ranks(frame: pl.DataFrame, highlight: list[str], lang: Lang) -> alt.ConcatChart:
    """Draw the ranks of the `highlight`ed unit_ids as dots, best first, on the quarters of all.

    `frame` comes from `views.observations` of a rank, of all units; rank 1 stands left. Without
    `highlight` all units are drawn.
    """
    require_one(some(frame), "indicator_id", "period", "base_id")
    places, whole = int(frame["value"].max()), frame["unit_id"].n_unique()  # type: ignore[arg-type]
    wanted = frame.filter(pl.col("unit_id").is_in(highlight)) if highlight else frame
    rows = some(wanted).sort("value", "unit_label").with_columns(
        rank_label=pl.col("value").cast(pl.Int64).cast(pl.String)
    )  # fmt: skip
    width = marks_beside("unit_label", rows, WIDTH)
    scale = alt.Scale(domain=[0.5, places + 0.5], nice=False)
    base = Chart(rows).encode(
        x=alt.X("value:Q", title=unit_of(rows, lang), scale=scale, axis=alt.Axis(grid=False)),
        y=rows_of("unit_label", rows),
        tooltip=tooltip(rows, TARGET_TOOLTIP, lang),
    )
    chart = alt.layer(
        *_quarters(places, scale, width, lang),
        base.mark_point(size=110, filled=True, color=ACCENT, opacity=1),
        base.transform_filter(f"datum.value > {places / 2}")
        .mark_text(align="right", dx=-9, fontWeight="bold")
        .encode(text="rank_label:N"),
        base.transform_filter(f"datum.value <= {places / 2}")
        .mark_text(align="left", dx=9, fontWeight="bold")
        .encode(text="rank_label:N"),
        *named_rows("unit_label", rows),
        width=width,
        height=step_of("unit_label", rows, ROW),
    )
    title = f"{rows['indicator_name'][0]}, {rows['period'][0]}"
    said = {"n": whole, "base": bases_of(rows, lang), "drawn": rows.height}
    behind = rows.filter(pl.col("value") > places / 2).height
    subtitle = text("chart.rank_subtitle", lang, **said, behind=behind)
    named = ", ".join(
        f"{name} {rank}" for name, rank in rows.select("unit_label", "rank_label").rows()
    )
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {named}.", lang, title=title)


def _quarters(places: int, scale: alt.Scale, width: int, lang: Lang) -> list[alt.Chart]:
    """Shade every other quarter of the ranks, and name each above the rows."""
    ends = [0.5 + places * n / 4 for n in range(5)]
    names = [
        page.lines(text(f"chart.quarter_{n}", lang), 100, width=width / 4 - page.SPACE)
        for n in (1, 2, 3, 4)
    ]
    frame = pl.DataFrame(
        {
            "start": ends[:-1],
            "end": ends[1:],
            "middle": [(low + high) / 2 for low, high in pairwise(ends)],
            "shade": [WASH, PAPER] * 2,
            "quarter": ["\n".join(words) for words in names],
        }
    )
    above = LINE * (max(map(len, names)) - 1) + (NAME if page.is_narrow() else 0)
    base = Chart(frame)
    broken: Any = {"lineBreak": "\n", "lineHeight": LINE} if page.on_page() else {}
    return [
        base.mark_rect().encode(
            x=alt.X("start:Q", scale=scale), x2="end", color=alt.Color("shade:N", scale=None)
        ),
        base.mark_text(y=-6 - above, baseline="bottom", color=SOFT, **broken).encode(
            x=alt.X("middle:Q", scale=scale), text="quarter:N"
        ),
    ]


def rank_intervals(frame: pl.DataFrame, printable: bool, lang: Lang) -> alt.ConcatChart:
    """Draw the 5-95 % interval of each unit's rank in an ambition index.

    `frame` comes from `comparison.ambition_ranks`. Units stand by their median where the order
    may be printed, else by name and without a median: overlap is then all that it shows.
    """
    names = pl.Enum(sorted(some(frame)["unit_label"], key=sort_key))
    rows = frame if printable else frame.sort(pl.col("unit_label").cast(names))
    x = alt.X("low:Q", title=text("chart.rank_axis", lang),
              scale=alt.Scale(domain=[0.5, rows.height + 0.5], nice=False))  # fmt: skip
    base = Chart(rows).encode(
        y=rows_of("unit_label", rows),
        tooltip=tooltip(rows, ["unit_label", "interval_label"], lang),
    )
    layers = [base.mark_bar(height=8, color=ACCENT, opacity=0.55).encode(x, x2="high")]
    if printable:
        layers.append(base.mark_point(size=110, filled=True, color=ACCENT).encode(x="median:Q"))
    layers += named_rows("unit_label", rows)
    height = step_of("unit_label", rows, ROW)
    chart = alt.layer(*layers, width=marks_beside("unit_label", rows, WIDTH), height=height)
    title = text("chart.ambition_title", lang)
    subtitle = text(
        "chart.ambition_ordered" if printable else "chart.ambition_unordered", lang, n=rows.height
    )
    listed = "; ".join(rows.select(pl.format("{} {}", "unit_label", "interval_label")).to_series())
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)
