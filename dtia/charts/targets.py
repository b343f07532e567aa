"""Charts: a labelled frame from `dtia.views` in, an Altair chart out.

Every chart has a title, a subtitle that says unit, base and year, a foot with its sources and
the data version, and a text alternative made from its data.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext
from dtia.charts.layout import (
    AREA_OF,
    bare,
    bases_of,
    compared,
    framed,
    lean,
    rows_of,
    said,
    scale_of,
    some,
    standing_colour,
    stated_intervals,
    tooltip,
    unit_of,
)  # fmt: skip
from dtia.charts.rows import folded, height_of, names, y_of
from dtia.charts.theme import FILLS, GRID, NATION, PAPER, QUIET, SOFT, WIDTH
from dtia.data.vocabulary import HORIZONS
from dtia.i18n import Lang, text

ROW = 24
# The years that plans of the time set targets for.
# Figures that agree in these say the same.
SAYS = ["value_label", "base_id", "method", "standing", "indicative"]
TARGET_TOOLTIP = [
    "unit_label", "value_label", "tier_label", "horizon_year", "base_label", "document_label",
    "status_label", "grade", "figure_text", "alike", "source_label", "url",
]  # fmt: skip


def targets(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the targets of one indicator and year as dots, highest first, with the nation's line.

    Units that say the same share a line and a dot, as large as they are many.
    `frame` comes from `views.targets` with one `horizon_year`. The dot is the value, the pale
    band the stated interval (from the value up for "at least"), a hollow dot an open end, a grey
    one a disputed figure. Units that were searched without success are named at the foot.
    """
    drawn = compared(frame)
    nation, local = drawn.filter("yardstick"), drawn.filter(~pl.col("yardstick"), "found")
    highest_first = local.sort("value", descending=True, maintain_order=True)
    rows = folded(highest_first, SAYS, lang)
    scale, several = scale_of(drawn), drawn["base_id"].drop_nulls().n_unique() > 1
    base = alt.Chart(lean(rows)).encode(y=y_of(rows), tooltip=tooltip(rows, TARGET_TOOLTIP, lang))
    chart = alt.layer(
        *nation_line(nation, scale, several, lang),
        *stated_intervals(base, unit_of(drawn, lang), scale),
        names(rows),
    ).properties(width=WIDTH, height=height_of(rows))
    return framed(chart, drawn, _subtitle(drawn, lang), alttext.targets(drawn, lang), lang)


def tiers(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the ladder of tiers: what each unit promises for province, district and commune.

    `frame` comes from `views.targets` of a tiered indicator with one `horizon_year`; the
    nation stands first.
    """
    ladder = [text(f"tier.{tier}", lang) for tier in ("province", "district", "commune")]
    drawn = compared(frame)
    stated = drawn.filter("found", pl.col("tier_label").is_in(ladder)).with_columns(
        ladder=pl.concat_str("tier_label", *SAYS, separator=" ", ignore_nulls=True)
        .sort()
        .str.join("; ")
        .over("unit_id", "document_id")
    )
    commonest_first = stated.sort(
        ~pl.col("yardstick"), -pl.len().over("ladder").cast(pl.Int64), maintain_order=True
    )
    rows = folded(commonest_first, ["ladder"], lang)
    scale = scale_of(drawn)
    panels: list[Any] = []
    for tier in ladder:
        base = alt.Chart(lean(rows.filter(tier_label=tier))).encode(
            y=y_of(rows), tooltip=tooltip(rows, TARGET_TOOLTIP, lang)
        )
        layers = [
            *stated_intervals(base, unit_of(drawn, lang), scale),
            *([] if panels else [names(rows)]),
        ]
        title = alt.TitleParams(tier, fontSize=13, frame="group", anchor="middle", offset=4)
        panel = alt.layer(*layers).properties(
            width=WIDTH // 3 - 12, height=height_of(rows), title=title
        )
        panels.append(panel)
    chart = alt.hconcat(*panels, spacing=16)
    return framed(chart, drawn, _subtitle(drawn, lang), alttext.targets(drawn, lang), lang)


def steps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the way from 2025 to 2030 of each unit that states both, one row each.

    `frame` comes from `views.targets` of one indicator without a `horizon_year`. Only figures in
    force are drawn; a hollow dot is 2025, a full one 2030.
    """
    drawn = compared(frame).filter(
        pl.col("horizon_year").is_in(HORIZONS), pl.col("value").is_not_null(), status="current"
    )
    way = ["unit_id", "base_id", "method", "tier", "document_id"]
    both = drawn.filter(pl.col("horizon_year").n_unique().over(way) == len(HORIZONS))
    spoken = pl.format("{} {}", "horizon_year", "value_label").sort_by("horizon_year")
    ends = some(both).with_columns(
        way=spoken.str.join(" ").over(way),
        start=pl.col("value").sort_by("horizon_year").first().over(way),
    )
    highest_first = ends.sort(
        ~pl.col("yardstick"), -pl.col("value").max().over(way), maintain_order=True
    )
    rows = folded(highest_first, ["way", "base_id", "method", "standing"], lang)
    scale, unit = scale_of(rows), unit_of(rows, lang)
    x = alt.X("value:Q", title=unit, scale=scale)
    base = alt.Chart(lean(rows)).encode(
        y=y_of(rows), color=standing_colour(), tooltip=tooltip(rows, TARGET_TOOLTIP, lang)
    )
    first, last = (f"datum.horizon_year === {year}" for year in HORIZONS)
    chart = alt.layer(
        base.transform_filter(last)
        .mark_rule(strokeWidth=2.5, opacity=0.5)
        .encode(x=alt.X("start:Q", title=unit, scale=scale), x2="value:Q"),
        base.transform_filter(first)
        .mark_point(filled=False, fill=PAPER, strokeWidth=2, opacity=1)
        .encode(x=x, size=AREA_OF),
        base.transform_filter(last).mark_point(filled=True, opacity=1).encode(x=x, size=AREA_OF),
        *said(base.transform_filter(f"{first} && datum.first"), x, "value_label", "true"),
        *said(base.transform_filter(f"{last} && datum.first"), x, "counted", "false"),
        names(rows),
    ).properties(width=WIDTH, height=height_of(rows))
    subtitle = _subtitle(rows, lang, "steps")
    return framed(chart, rows, subtitle, alttext.targets(rows, lang), lang)


def coverage(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw what is known: a cell for each unit, indicator and year, by colour and by sign.

    `frame` comes from `views.coverage`, of one map or of both.
    """
    looks = {kind: FILLS[kind] for kind in FILLS if kind in some(frame)["coverage"]}
    signs = alt.Scale(
        domain=[text(f"coverage.{kind}", lang) for kind in looks],
        range=[look.sign for look in looks.values()],
    )
    rows = frame.with_columns(
        indicator_name=pl.col("indicator_name").map_elements(
            lambda name: "\n".join(wrap(name, 15)), return_dtype=pl.String
        ),
        cell=pl.col("coverage").replace_strict({k: look.cell for k, look in looks.items()}),
        ink=pl.col("coverage").replace_strict({k: look.ink for k, look in looks.items()}),
    )
    base = alt.Chart(lean(rows)).encode(
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
    chart = (
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
    shown, total = rows["unit_label"].n_unique(), int(rows.unique("era")["n_units"].sum())
    eras = rows["era"].unique().to_list()
    title = f"coverage_title_{eras[0]}" if len(eras) == 1 else "coverage_title"
    return framed(
        chart,
        rows,
        text("chart.coverage_subtitle", lang, shown=shown, total=total, rest=total - shown),
        alttext.coverage(rows, lang),
        lang,
        title=text(f"chart.{title}", lang),
    )


def ranks(frame: pl.DataFrame, highlight: list[str], lang: Lang) -> alt.ConcatChart:
    """Draw every province's rank on one line, the `highlight`ed unit_ids with their names.

    `frame` comes from `views.observations` of a rank; rank 1 stands left.
    """
    rows = some(frame).with_columns(chosen=pl.col("unit_id").is_in(highlight), foot=0, head=1)
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
        alt.Chart(lean(rows))
        .mark_rule(strokeWidth=3, color=QUIET)
        .encode(x, y, y2="head", tooltip=told),
        alt.Chart(lean(named))
        .mark_rule(strokeWidth=2.5, color=NATION)
        .encode(x, y, y2="head", tooltip=told),
        alt.Chart(lean(named))
        .mark_text(align="right", dx=-6, baseline="top")
        .encode(x, alt.Y("head:Q"), text="name:N", tooltip=told),
    ).properties(width=WIDTH, height=22 * (named.height + 2))
    title = f"{rows['indicator_name'][0]}, {rows['period'][0]}"
    subtitle = text(
        "chart.rank_subtitle", lang, n=rows["unit_id"].n_unique(), base=bases_of(rows, lang)
    )
    described = f"{title}. {subtitle} {', '.join(named['name'])}."
    return framed(chart, rows, subtitle, described, lang, title=title)


def nation_line(
    nation: pl.DataFrame, scale: alt.Scale, other_bases: bool, lang: Lang
) -> list[alt.Chart]:
    """Draw the nation's target as a dashed line with its name and value above."""
    if nation.is_empty():
        return []
    label = text("chart.nation", lang)
    named = pl.format("{} {}", pl.lit(label), "value_label")
    if other_bases:
        named = pl.format("{} · {}", named, "base_label")
    rows = nation.with_columns(nation_label=named)
    base = alt.Chart(lean(rows)).encode(
        x=alt.X("value:Q", scale=scale), tooltip=tooltip(rows, TARGET_TOOLTIP, lang)
    )
    return [
        base.mark_rule(color=NATION, strokeWidth=2, strokeDash=[6, 3]),
        base.mark_text(color=NATION, y=-6, baseline="bottom").encode(text="nation_label:N"),
    ]


def _subtitle(frame: pl.DataFrame, lang: Lang, kind: str = "targets") -> str:
    words = text(
        f"chart.{kind}_subtitle", lang, unit=unit_of(frame, lang), base=bases_of(frame, lang)
    )
    return f"{words} {text('chart.indicative', lang)}" if frame["indicative"].any() else words
