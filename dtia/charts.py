"""Charts: a labelled frame from `dtia.views` in, an Altair chart out.

Every chart has a title, a subtitle that says unit, base and year, a foot with its sources and
the data version, and a text alternative made from its data.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from dtia import alttext
from dtia.errors import NothingToDraw
from dtia.i18n import VEGA_NUMBERS, Lang, text
from dtia.theme import ACCENT, FILLS, INK, NATION, QUIET, SOFT, WIDTH

ROW = 26
TARGET_TOOLTIP = [
    "unit_label", "value_label", "tier_label", "horizon_year", "base_label", "document_label",
    "status_label", "figure_text", "source_label", "url",
]  # fmt: skip
GAP_TOOLTIP = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "gap_label", "verdict_label",
    "grade", "reasons_label", "document_label", "reference_label", "source_label",
]  # fmt: skip


def targets(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the targets of one indicator and year as dots, with the nation's line.

    `frame` comes from `views.targets` with one `horizon_year`. The dot is the value, the pale
    band the stated interval (from the value up for "at least"), a hollow dot an open end.
    Units that were searched without success stand in their row, in words.
    """
    drawn = _compared(frame)
    nation, local = drawn.filter("yardstick"), drawn.filter(~pl.col("yardstick"))
    several = drawn["base_id"].drop_nulls().n_unique() > 1
    if several:
        labelled = pl.concat_str("unit_label", "base_label", separator=" · ", ignore_nulls=True)
        local = local.with_columns(row_label=labelled)
    else:
        local = local.with_columns(row_label="unit_label")
    scale = _scale(drawn)
    base = alt.Chart(local).encode(
        y=_rows("row_label", local), tooltip=_tooltip(local, TARGET_TOOLTIP, lang)
    )
    chart = alt.layer(
        *_intervals(base, drawn, scale, lang, alt.value(ACCENT)),
        *_nation_line(nation, scale, several, lang),
    ).properties(width=WIDTH, height=alt.Step(ROW))
    return framed(chart, drawn, _subtitle(drawn, lang), alttext.targets(drawn, lang), lang)


def tiers(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the ladder of tiers: what each unit promises for province, district and commune.

    `frame` comes from `views.targets` of a tiered indicator with one `horizon_year`.
    """
    ladder = [text(f"tier.{tier}", lang) for tier in ("province", "district", "commune")]
    drawn = (
        _compared(frame)
        .with_columns(tier_label=pl.col("tier_label").replace("", ladder[0]))
        .filter(pl.col("tier_label").is_in(ladder))
    )
    colour = alt.Color(
        "yardstick:N",
        legend=None,
        scale=alt.Scale(domain=[True, False], range=[NATION, ACCENT]),
    )
    base = alt.Chart(drawn).encode(
        y=_rows("unit_label", drawn), tooltip=_tooltip(drawn, TARGET_TOOLTIP, lang)
    )
    chart = (
        alt.layer(*_intervals(base, drawn, _scale(drawn), lang, colour))
        .properties(width=WIDTH // 3 - 12, height=alt.Step(ROW))
        .facet(column=alt.Column("tier_label:N", title=None, sort=ladder))
    )
    return framed(chart, drawn, _subtitle(drawn, lang), alttext.targets(drawn, lang), lang)


def steps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the way from the first to the last year, the nation's yardstick and each unit.

    `frame` comes from `views.targets` of one indicator without a `horizon_year`.
    """
    drawn = _some(_compared(frame).filter(pl.col("value").is_not_null()))
    base = alt.Chart(drawn).encode(
        x=alt.X("horizon_year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=_unit(drawn, lang), scale=_scale(drawn)),
        color=alt.Color(
            "yardstick:N",
            legend=None,
            scale=alt.Scale(domain=[True, False], range=[NATION, ACCENT]),
        ),
        detail=["unit_label:N", "document_id:N", "base_id:N", "method:N", "tier:N"],
        tooltip=_tooltip(drawn, TARGET_TOOLTIP, lang),
    )
    last = "datum.horizon_year === datum.last_year"
    named = base.transform_joinaggregate(last_year="max(horizon_year)", groupby=["unit_label"])
    chart = alt.layer(
        base.mark_line(strokeWidth=2.5),
        base.mark_point(size=110, filled=True, opacity=1),
        base.mark_text(dy=-14, fontWeight="bold").encode(text="value_label:N"),
        named.transform_filter(last).mark_text(align="left", dx=14).encode(text="unit_label:N"),
    ).properties(width=WIDTH, height=260)
    subtitle = text("chart.steps_subtitle", lang, unit=_unit(drawn, lang), base=_bases(drawn))
    return framed(chart, drawn, subtitle, alttext.targets(drawn, lang), lang)


def gaps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw gaps in percentage points as bars from zero; grade C is hollow and dashed.

    `frame` comes from `views.gaps`. The bar of a range spans its two ends.
    """
    frame = _some(frame.filter(unit="points"))
    label = [pl.col("unit_label"), pl.col("tier_label").replace("", None), pl.col("horizon_year")]
    rows = frame.with_columns(row_label=pl.concat_str(*label, separator=" · ", ignore_nulls=True))
    repeated = pl.len().over("indicator_name", "row_label") > 1
    rows = rows.with_columns(
        row_label=pl.when(repeated)
        .then(pl.concat_str("row_label", "document_label", separator=" · ", ignore_nulls=True))
        .otherwise("row_label"),
        bar_end=pl.when(pl.col("gap_low") == pl.col("gap_high")).then(0.0).otherwise("gap_high"),
    )
    furthest = rows.select(pl.max_horizontal(pl.col("gap_low", "gap_high").abs()).max()).item()
    reach = max(10.0, float(furthest or 0)) * 1.5
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    extent = 6 * max(len(label) for label in rows["row_label"])
    parts = rows.partition_by("indicator_name", maintain_order=True)
    panels = [
        _gap_panel(part, scale, extent, number == len(parts), lang)
        for number, part in enumerate(parts, start=1)
    ]
    return framed(
        alt.vconcat(*panels, spacing=8),
        rows,
        text("chart.gaps_subtitle", lang),
        alttext.gaps(rows, lang),
        lang,
        title=text("chart.gaps_title", lang),
    )


def _gap_panel(rows: pl.DataFrame, scale: alt.Scale, extent: int, last: bool, lang: Lang) -> Any:
    """Draw the gaps of one indicator; the last panel carries the axis for all."""
    axis = alt.Axis(labels=last, ticks=last, domain=last)
    title = text("chart.gap_axis", lang) if last else None
    indicative, behind = "datum.grade === 'C'", "datum.gap_low < 0"
    names = rows["row_label"].unique(maintain_order=True).to_list()
    base = alt.Chart(rows).encode(
        x=alt.X("gap_low:Q", title=title, scale=scale, axis=axis),
        y=alt.Y("row_label:N", title=None, sort=names, axis=_bare(minExtent=extent)),
        tooltip=_tooltip(rows, GAP_TOOLTIP, lang),
    )
    return alt.layer(
        base.transform_filter(f"!({indicative})")
        .mark_bar(height=12, color=ACCENT)
        .encode(x2="bar_end"),
        base.transform_filter(indicative)
        .mark_bar(height=12, fill="white", stroke=ACCENT, strokeDash=[4, 3])
        .encode(x2="bar_end"),
        base.transform_filter(f"!({indicative})").mark_point(
            size=60, filled=True, color=ACCENT, opacity=1
        ),
        base.transform_filter(indicative).mark_point(
            size=60, filled=False, fill="white", color=ACCENT, opacity=1
        ),
        base.transform_filter(behind).mark_text(align="right", dx=-8).encode(text="gap_label:N"),
        base.transform_filter(f"!({behind})")
        .mark_text(align="left", dx=8)
        .encode(x="gap_high:Q", text="gap_label:N"),
        alt.Chart(rows).mark_rule(color=INK).encode(x=alt.datum(0)),
    ).properties(
        width=WIDTH,
        height=alt.Step(ROW),
        title=alt.TitleParams(rows["indicator_name"][0], fontSize=13, frame="group", offset=4),
    )


def coverage(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw what is known: a cell for each unit, indicator and year, by colour and by sign.

    `frame` comes from `views.coverage`.
    """
    looks = {kind: FILLS[kind] for kind in FILLS if kind in _some(frame)["coverage"]}
    signs = alt.Scale(
        domain=[text(f"coverage.{kind}", lang) for kind in looks],
        range=[look.sign for look in looks.values()],
    )
    rows = frame.with_columns(
        indicator_name=pl.col("indicator_name").map_elements(
            lambda name: "\n".join(wrap(name, 20)), return_dtype=pl.String
        ),
        cell=pl.col("coverage").replace_strict({k: look.cell for k, look in looks.items()}),
        ink=pl.col("coverage").replace_strict({k: look.ink for k, look in looks.items()}),
    )
    base = alt.Chart(rows).encode(
        x=alt.X("horizon_year:O", title=None, axis=_bare(labelAngle=0)),
        y=_rows("unit_label", rows),
        tooltip=_tooltip(
            rows, ["unit_label", "indicator_name", "horizon_year", "coverage_label"], lang
        ),
    )
    legend = alt.Legend(
        orient="bottom", title=None, symbolStrokeColor=SOFT, symbolStrokeWidth=2,
        symbolFillColor=SOFT,
    )  # fmt: skip
    chart = (
        alt.layer(
            base.mark_rect(stroke=QUIET).encode(color=alt.Color("cell:N", scale=None)),
            base.mark_point(filled=True, size=70, opacity=1, strokeWidth=2).encode(
                shape=alt.Shape("coverage_label:N", scale=signs, legend=legend),
                fill=alt.Fill("ink:N", scale=None),
                stroke=alt.Stroke("ink:N", scale=None),
            ),
        )
        .properties(width=120, height=alt.Step(ROW))
        .facet(
            column=alt.Column(
                "indicator_name:N",
                title=None,
                header=alt.Header(labelFontSize=11, labelExpr="split(datum.value, '\\n')"),
            ),
            spacing=10,
        )
    )
    shown, total = rows["unit_id"].n_unique(), int(rows["n_units"][0])
    return framed(
        chart,
        rows,
        text("chart.coverage_subtitle", lang, shown=shown, total=total, rest=total - shown),
        alttext.coverage(rows, lang),
        lang,
        title=text("chart.coverage_title", lang),
    )


def ranks(frame: pl.DataFrame, highlight: list[str], lang: Lang) -> alt.ConcatChart:
    """Draw every province's rank on one line, the `highlight`ed unit_ids with their names.

    `frame` comes from `views.observations` of a rank; rank 1 stands left.
    """
    rows = _some(frame).with_columns(chosen=pl.col("unit_id").is_in(highlight), foot=0, head=1)
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
        title=_unit(rows, lang),
        scale=alt.Scale(domain=[0, float(rows["value"].max()) + 1], nice=False),  # type: ignore[arg-type]
        axis=alt.Axis(grid=False),
    )
    y = alt.Y("foot:Q", axis=None, scale=alt.Scale(domain=[0, named.height + 2], nice=False))
    tooltip = _tooltip(rows, TARGET_TOOLTIP, lang)
    chart = alt.layer(
        alt.Chart(rows)
        .mark_rule(strokeWidth=3, color=QUIET)
        .encode(x, y, y2="head", tooltip=tooltip),
        alt.Chart(named)
        .mark_rule(strokeWidth=2.5, color=NATION)
        .encode(x, y, y2="head", tooltip=tooltip),
        alt.Chart(named)
        .mark_text(align="right", dx=-6, baseline="top")
        .encode(x, alt.Y("head:Q"), text="name:N", tooltip=tooltip),
    ).properties(width=WIDTH, height=22 * (named.height + 2))
    title = f"{rows['indicator_name'][0]}, {rows['period'][0]}"
    subtitle = text("chart.rank_subtitle", lang, n=rows["unit_id"].n_unique(), base=_bases(rows))
    described = f"{title}. {subtitle} {', '.join(named['name'])}."
    return framed(chart, rows, subtitle, described, lang, title=title)


def framed(
    chart: Any,
    frame: pl.DataFrame,
    subtitle: str,
    description: str,
    lang: Lang,
    title: str | None = None,
) -> alt.ConcatChart:
    """Put title, subtitle, foot and text alternative around a chart."""
    heading = wrap(title or alttext.title(frame), 66)
    chart.title = alt.TitleParams(heading, subtitle=wrap(subtitle, 92))
    labels = frame["source_label"].drop_nulls().to_list() if "source_label" in frame else []
    cited = "; ".join(dict.fromkeys(part for label in labels for part in label.split("; ")))
    foot = wrap(text("foot.sources", lang, sources=cited), 108) if cited else []
    whole: alt.ConcatChart = (
        alt.concat(chart, title=_foot([*foot, *frame["edition"].unique()]))
        .properties(description=description)
        .configure(locale=alt.Locale(number=alt.NumberLocale(**VEGA_NUMBERS[lang])))
    )
    return whole


def _foot(lines: list[str]) -> alt.TitleParams:
    return alt.TitleParams(
        lines, orient="bottom", fontSize=10.5, fontWeight="normal", color=SOFT, offset=8
    )


def _some(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.is_empty():
        raise NothingToDraw("no rows: nothing was found, and nothing searched")
    return frame


def _compared(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the national yardsticks and what units below the nation have in force or in dispute."""
    local = (pl.col("level") != "nation") & (pl.col("status").fill_null("") != "superseded")
    return _some(frame.filter(pl.col("yardstick") | local))


def _intervals(
    base: alt.Chart, drawn: pl.DataFrame, scale: alt.Scale, lang: Lang, colour: Any
) -> list[alt.Chart]:
    """Draw stated intervals: band, dot (hollow where the end is open), value, or `not found`."""
    x = alt.X("value:Q", title=_unit(drawn, lang), scale=scale)
    band = alt.X("low:Q", title=_unit(drawn, lang), scale=scale)
    words = {"text": "value_label:N"}
    right_half = f"datum.value >= {scale.to_dict()['domain'][1] / 5}"
    return [
        base.mark_bar(height=5, opacity=0.25).encode(x=band, x2="high", color=colour),
        base.transform_filter("datum.found && !datum.open")
        .mark_point(size=120, filled=True, opacity=1)
        .encode(x=x, color=colour),
        base.transform_filter("datum.found && datum.open")
        .mark_point(size=110, filled=False, fill="white", strokeWidth=2.5, opacity=1)
        .encode(x=x, color=colour),
        base.transform_filter(f"datum.found && {right_half}")
        .mark_text(align="right", dx=-10, fontWeight="bold")
        .encode(x=x, **words),
        base.transform_filter(f"datum.found && !({right_half})")
        .mark_text(align="left", dx=10, fontWeight="bold")
        .encode(x=x, **words),
        base.transform_filter("!datum.found")
        .mark_text(align="left", dx=6, color=SOFT)
        .encode(x=alt.datum(0), **words),
    ]


def _nation_line(
    nation: pl.DataFrame, scale: alt.Scale, other_bases: bool, lang: Lang
) -> list[alt.Chart]:
    if nation.is_empty():
        return []
    label = text("chart.nation", lang)
    named = pl.format("{} {}", pl.lit(label), "value_label")
    if other_bases:
        named = pl.format("{} ({})", named, "base_label")
    rows = nation.with_columns(nation_label=named)
    base = alt.Chart(rows).encode(
        x=alt.X("value:Q", scale=scale), tooltip=_tooltip(rows, TARGET_TOOLTIP, lang)
    )
    return [
        base.mark_rule(color=NATION, strokeWidth=2, strokeDash=[6, 3]),
        base.mark_text(color=NATION, y=-6, baseline="bottom").encode(text="nation_label:N"),
    ]


def _rows(column: str, frame: pl.DataFrame) -> alt.Y:
    names = frame[column].unique(maintain_order=True).to_list()
    return alt.Y(f"{column}:N", title=None, sort=names, axis=_bare())


def _bare(**axis: Any) -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, **axis)


def _scale(frame: pl.DataFrame) -> alt.Scale:
    greatest = float(frame.select(pl.max_horizontal("value", "high").max()).item() or 0)
    if (frame["unit"] == "percent").all() and greatest <= 100:
        return alt.Scale(domain=[0, 100 if greatest > 50 else 50])
    return alt.Scale(domain=[0, greatest * 1.1 or 1])


def _tooltip(frame: pl.DataFrame, columns: list[str], lang: Lang) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=text(f"column.{name}", lang))
        for name in columns
        if name in frame.columns
    ]


def _unit(frame: pl.DataFrame, lang: Lang) -> str:
    return text(f"axis.{frame['unit'][0]}", lang)


def _bases(frame: pl.DataFrame) -> str:
    return "; ".join(frame["base_label"].drop_nulls().unique(maintain_order=True)) or "–"


def _subtitle(frame: pl.DataFrame, lang: Lang) -> str:
    return text("chart.targets_subtitle", lang, unit=_unit(frame, lang), base=_bases(frame))
