"""Charts of ranks: measured ones on a line, and the intervals of an index."""

from __future__ import annotations

import altair as alt
import polars as pl

from dtia.charts.layout import (
    bases_of,
    framed,
    require_one,
    rows_of,
    some,
    tooltip,
    unit_of,
)  # fmt: skip
from dtia.charts.targets import (
    ROW,
    TARGET_TOOLTIP,
)
from dtia.charts.theme import ACCENT, NATION, QUIET, WIDTH
from dtia.i18n import Lang, sort_key, text


def ranks(frame: pl.DataFrame, highlight: list[str], lang: Lang) -> alt.ConcatChart:
    """Draw every province's rank on one line, the `highlight`ed unit_ids with their names.

    `frame` comes from `views.observations` of a rank; rank 1 stands left.
    """
    require_one(some(frame), "indicator_id", "period", "base_id")
    rows = frame.with_columns(chosen=pl.col("unit_id").is_in(highlight), foot=0, head=1)
    named = (
        rows.filter("chosen")
        .sort("value", "unit_label")
        .with_columns(
            head=pl.int_range(pl.len()) + 2,
            name=pl.format("{} {}", "unit_label", pl.col("value").cast(pl.Int64)),
        )
    )
    x = alt.X(
        "value:Q",
        title=unit_of(rows, lang),
        scale=alt.Scale(domain=[0, float(rows["value"].max()) + 1], nice=False),  # type: ignore[arg-type]
        axis=alt.Axis(grid=False),
    )
    y = alt.Y("foot:Q", axis=None, scale=alt.Scale(domain=[0, named.height + 2], nice=False))
    told = tooltip(rows, TARGET_TOOLTIP, lang)
    chart = alt.layer(
        alt.Chart(rows).mark_rule(strokeWidth=3, color=QUIET).encode(x, y, y2="head", tooltip=told),
        alt.Chart(named)
        .mark_rule(strokeWidth=2.5, color=NATION)
        .encode(x, y, y2="head", tooltip=told),
        alt.Chart(named)
        .mark_text(align="right", dx=-6, baseline="top")
        .encode(x, alt.Y("head:Q"), text="name:N", tooltip=told),
        width=WIDTH,
        height=22 * (named.height + 2),
    )
    title = f"{rows['indicator_name'][0]}, {rows['period'][0]}"
    subtitle = text(
        "chart.rank_subtitle", lang, n=rows["unit_id"].n_unique(), base=bases_of(rows, lang)
    )
    described = f"{title}. {subtitle} {', '.join(named['name'])}."
    return framed(chart, rows, subtitle, described, lang, title=title)


def rank_intervals(frame: pl.DataFrame, printable: bool, lang: Lang) -> alt.ConcatChart:
    """Draw the 5-95 % interval of each unit's rank in an ambition index.

    `frame` comes from `comparison.ambition_ranks`. Units stand by their median where the order
    may be printed, else by name and without a median: overlap is then all that it shows.
    """
    names = pl.Enum(sorted(some(frame)["unit_label"], key=sort_key))
    rows = frame if printable else frame.sort(pl.col("unit_label").cast(names))
    x = alt.X("low:Q", title=text("chart.rank_axis", lang),
              scale=alt.Scale(domain=[0.5, rows.height + 0.5], nice=False))  # fmt: skip
    base = alt.Chart(rows).encode(
        y=rows_of("unit_label", rows),
        tooltip=tooltip(rows, ["unit_label", "interval_label"], lang),
    )
    layers = [base.mark_bar(height=8, color=ACCENT, opacity=0.55).encode(x, x2="high")]
    if printable:
        layers.append(base.mark_point(size=110, filled=True, color=ACCENT).encode(x="median:Q"))
    chart = alt.layer(*layers, width=WIDTH, height=alt.Step(ROW))
    title = text("chart.ambition_title", lang)
    subtitle = text(
        "chart.ambition_ordered" if printable else "chart.ambition_unordered", lang, n=rows.height
    )
    listed = "; ".join(rows.select(pl.format("{} {}", "unit_label", "interval_label")).to_series())
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)
