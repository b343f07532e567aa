"""The chart of what is known: a cell for each unit, indicator and year."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import polars as pl

from dtia.charts import alttext
from dtia.charts.layout import (
    bare,
    framed,
    rows_of,
    some,
    tooltip,
)  # fmt: skip
from dtia.charts.targets import (
    ROW,
)
from dtia.charts.theme import FILLS, GRID, SOFT, Look
from dtia.i18n import Lang, text


def coverage(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw what is known: a cell for each unit, indicator and year, by colour and by sign.

    `frame` comes from `views.coverage`, of one map or of both.
    """
    looks = {kind: FILLS[kind] for kind in FILLS if kind in some(frame)["coverage"]}
    rows = frame.with_columns(
        indicator_name=pl.col("indicator_name").map_elements(
            lambda name: "\n".join(wrap(name, 15)), return_dtype=pl.String
        ),
        cell=pl.col("coverage").replace_strict({k: look.cell for k, look in looks.items()}),
        ink=pl.col("coverage").replace_strict({k: look.ink for k, look in looks.items()}),
    )
    shown, total = rows["unit_label"].n_unique(), int(rows.unique("era")["n_units"].sum())
    eras = rows["era"].unique().to_list()
    title = f"coverage_title_{eras[0]}" if len(eras) == 1 else "coverage_title"
    return framed(
        _cells(rows, looks, lang),
        rows,
        text("chart.coverage_subtitle", lang, shown=shown, total=total),
        alttext.coverage(rows, lang),
        lang,
        title=text(f"chart.{title}", lang),
    )


def _cells(rows: pl.DataFrame, looks: dict[str, Look], lang: Lang) -> alt.FacetChart:
    signs = alt.Scale(
        domain=[text(f"coverage.{kind}", lang) for kind in looks],
        range=[look.sign for look in looks.values()],
    )
    base = alt.Chart(rows).encode(
        x=alt.X("horizon_year:O", title=None, axis=bare(labelAngle=0)),
        y=rows_of("unit_label", rows),
        tooltip=tooltip(
            rows, ["unit_label", "indicator_name", "horizon_year", "coverage_label"], lang
        ),
    )
    legend = alt.Legend(
        orient="bottom", title=None, symbolStrokeColor=SOFT, symbolStrokeWidth=2,
        symbolFillColor=SOFT,
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
        .properties(width=92, height=alt.Step(ROW - 6))
        .facet(
            column=alt.Column(
                "indicator_name:N",
                title=None,
                header=alt.Header(labelFontSize=11, labelExpr="split(datum.value, '\\n')"),
            ),
            spacing=10,
        )
    )
