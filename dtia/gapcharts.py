"""Charts of gaps: a labelled frame from `dtia.comparison` in, an Altair chart out.

Grade C is always dashed, grade D is never drawn.
"""

from __future__ import annotations

import json
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from dtia import alttext
from dtia.ambition import FIGURE
from dtia.charts import ROW
from dtia.frame import LABELS, bare, framed, lean, rows_of, shortened, some, tooltip
from dtia.i18n import Lang, sort_key, text
from dtia.theme import ACCENT, GRID, INK, MILD, PALE, PAPER, WIDTH

# How many letters a line of a column heading holds, and how high it is.
WRAP, LINE = 13, 14
# How far apart the ticks of an axis may be.
STEPS = [base * 10**power for power in range(-3, 9) for base in (1, 2, 5)]
# The verdicts of a scorecard in the order of reading: what lapsed comes first.
SCORE = [
    "lapsed", "met_early", "met", "near", "missed", "unsettled", "provisional",
    "no_observation", "not_comparable",
]  # fmt: skip
GAP_TOOLTIP = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "base_label", "gap_label",
    "verdict_label",
    "grade", "reasons_label", "document_label", "reference_label", "source_label",
]  # fmt: skip


def gaps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the gaps that are not zero as bars from zero; grade C is hollow and dashed.

    `frame` comes from `comparison.gaps`, in percentage points. The bar of a range spans its two
    ends. The subtitle says how many targets equal the national ones.
    """
    whole = some(frame.filter(pl.col("gap_low").is_not_null(), unit="points"))
    frame = some(whole.filter((pl.col("gap_low") != 0) | (pl.col("gap_high") != 0)))
    label = [pl.col("unit_label"), pl.col("tier_label").replace("", None), pl.col("horizon_year")]
    rows = frame.with_columns(row_label=pl.concat_str(*label, separator=" · ", ignore_nulls=True))
    repeated = pl.len().over("indicator_name", "row_label") > 1
    rows = rows.with_columns(
        row_label=pl.when(repeated)
        .then(
            pl.concat_str(
                "row_label", shortened("document_label"), separator=" · ", ignore_nulls=True
            )
        )
        .otherwise("row_label"),
        bar_end=pl.when(pl.col("gap_low") == pl.col("gap_high")).then(0.0).otherwise("gap_high"),
    )
    furthest = rows.select(pl.max_horizontal(pl.col("gap_low", "gap_high").abs()).max()).item()
    reach = max(10.0, float(furthest or 0)) * 1.5
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    extent = min(LABELS, 6 * max(len(label) for label in rows["row_label"]))
    parts = rows.partition_by("indicator_name", maintain_order=True)
    panels = [
        _gap_panel(part, scale, extent, number == len(parts), lang)
        for number, part in enumerate(parts, start=1)
    ]
    return framed(
        alt.vconcat(*panels, spacing=8),
        rows,
        text("chart.gaps_subtitle", lang, same=whole.height - rows.height, n=whole.height),
        alttext.gaps(rows, lang),
        lang,
        title=text(
            "chart.gaps_title" if len(parts) == 1 else "chart.gaps_title_all",
            lang,
            indicator=rows["indicator_name"][0],
        ),
    )


def _gap_panel(rows: pl.DataFrame, scale: alt.Scale, extent: int, last: bool, lang: Lang) -> Any:
    """Draw the gaps of one indicator; the last panel carries the axis for all."""
    axis = alt.Axis(labels=last, ticks=last, domain=last)
    title = text("chart.gap_axis", lang) if last else None
    indicative, behind = "datum.grade === 'C'", "datum.gap_low < 0"
    names = rows["row_label"].unique(maintain_order=True).to_list()
    base = alt.Chart(lean(rows)).encode(
        x=alt.X("gap_low:Q", title=title, scale=scale, axis=axis),
        y=alt.Y("row_label:N", title=None, sort=names, axis=bare(minExtent=extent)),
        tooltip=tooltip(rows, GAP_TOOLTIP, lang),
    )
    return alt.layer(
        base.transform_filter(f"!({indicative})")
        .mark_bar(height=12, color=ACCENT)
        .encode(x2="bar_end"),
        base.transform_filter(indicative)
        .mark_bar(height=12, fill=PAPER, stroke=ACCENT, strokeDash=[4, 3])
        .encode(x2="bar_end"),
        base.transform_filter(f"!({indicative})").mark_point(
            size=60, filled=True, color=ACCENT, opacity=1
        ),
        base.transform_filter(indicative).mark_point(
            size=60, filled=False, fill=PAPER, color=ACCENT, opacity=1
        ),
        base.transform_filter(behind).mark_text(align="right", dx=-8).encode(text="gap_label:N"),
        base.transform_filter(f"!({behind})")
        .mark_text(align="left", dx=8)
        .encode(x="gap_high:Q", text="gap_label:N"),
        alt.Chart(lean(rows)).mark_rule(color=INK).encode(x=alt.datum(0)),
    ).properties(
        width=WIDTH,
        height=alt.Step(ROW),
        title=alt.TitleParams(rows["indicator_name"][0], fontSize=13, frame="group", offset=4),
    )


def measured(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw each target beside what was measured: hollow the target, full the measured value.

    `frame` comes from `comparison.gaps` of kind `observed` or from `comparison.scorecard`, of one
    indicator and year. Grade C is dashed; targets without a comparable value are counted below.
    """
    rows = some(frame.filter(pl.col("gap_low").is_not_null())).with_columns(
        row_label=pl.concat_str(
            "unit_label", pl.col("tier_label").replace("", None), "reference_label",
            separator=" · ", ignore_nulls=True,
        ),
        start="value_low", start_high="value_high", start_label="value_label",
        end="reference_low", end_high="reference_high", end_label="reference_value_label",
    )  # fmt: skip
    about = {"indicator": frame["indicator_name"][0], "year": frame["horizon_year"][0]}
    title = text("chart.measured_title", lang, **about)
    stated, found = (part.select(FIGURE).n_unique() for part in (frame, rows))
    subtitle = text("chart.measured_subtitle", lang, n=found, silent=stated - found)
    return _dumbbells(rows, "alt.measured", title, subtitle, lang)


def mergers(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw each merged province's target beside those of the provinces that it came from.

    `frame` comes from `comparison.gaps` of kind `merger`, of one indicator and year. Hollow is
    what a predecessor had promised, full what the merged province promises.
    """
    one_by_one = frame.filter(~pl.col("reference").str.contains(";"))
    rows = some(one_by_one.filter(pl.col("gap_low").is_not_null())).with_columns(
        row_label=pl.format("{} › {}", "reference_label", "unit_label"),
        start="reference_low", start_high="reference_high", start_label="reference_value_label",
        end="value_low", end_high="value_high", end_label="value_label",
    )  # fmt: skip
    about = {"indicator": frame["indicator_name"][0], "year": frame["horizon_year"][0]}
    title = text("chart.mergers_title", lang, **about)
    subtitle = text(
        "chart.mergers_subtitle", lang, n=rows["unit_id"].n_unique(),
        silent=frame["unit_id"].n_unique() - rows["unit_id"].n_unique(),
    )  # fmt: skip
    return _dumbbells(rows, "alt.mergers", title, subtitle, lang)


def _dumbbells(
    rows: pl.DataFrame, spoken: str, title: str, subtitle: str, lang: Lang
) -> alt.ConcatChart:
    act = pl.coalesce(shortened("document_label"), pl.lit(text("chart.no_act", lang)))
    for words in (act, pl.col("end_label"), pl.col("start_label")):
        repeated = pl.len().over("row_label") > 1
        several = pl.concat_str("row_label", words, separator=" · ", ignore_nulls=True)
        rows = rows.with_columns(row_label=pl.when(repeated).then(several).otherwise("row_label"))
    rows = rows.unique("row_label", keep="first", maintain_order=True)
    greatest = float(rows.select(pl.max_horizontal("start_high", "end_high").max()).item() or 1)
    # Left of zero there is room for the words of a small value, but no axis.
    scale = alt.Scale(domain=[-0.14 * greatest, greatest * 1.15], nice=False)
    step = next(step for step in STEPS if greatest / step <= 10)
    axis = alt.Axis(values=[step * n for n in range(int(greatest * 1.15 / step) + 1)])
    unit = text(f"axis.{rows['measure'][0]}", lang)
    base = alt.Chart(lean(rows)).encode(
        y=rows_of("row_label", rows), tooltip=tooltip(rows, GAP_TOOLTIP, lang)
    )
    start, end = (
        alt.X(f"{side}:Q", title=unit, scale=scale, axis=axis) for side in ("start", "end")
    )
    left = "datum.start <= datum.end"
    indicative = "datum.grade === 'C'"
    rule: Any = {"strokeWidth": 2.5, "opacity": 0.6, "color": ACCENT}
    band = base.mark_bar(height=5, opacity=0.25, color=ACCENT)
    chart = alt.layer(
        band.encode(start, x2="start_high"),
        band.encode(end, x2="end_high"),
        base.transform_filter(f"!({indicative})").mark_rule(**rule).encode(start, x2="end"),
        base.transform_filter(indicative)
        .mark_rule(**rule, strokeDash=[4, 3])
        .encode(start, x2="end"),
        base.mark_point(size=90, filled=False, fill=PAPER, strokeWidth=2, color=ACCENT,
                        opacity=1).encode(start),
        base.mark_point(size=110, filled=True, color=ACCENT, opacity=1).encode(end),
        *_said(base, "start", left),
        *_said(base, "end", f"!({left})"),
    ).properties(width=WIDTH, height=alt.Step(ROW))  # fmt: skip
    listed = "; ".join(
        text(spoken, lang, label=label, start=start, end=end)
        for label, start, end in rows.select("row_label", "start_label", "end_label").iter_rows()
    )
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)


def _said(base: alt.Chart, side: str, to_the_left: str) -> list[alt.Chart]:
    """Write a value outside of its dumbbell, beyond the end of a range."""
    sides: Any = (
        (to_the_left, "right", -10, side),
        (f"!({to_the_left})", "left", 10, f"{side}_high"),
    )
    return [
        base.transform_filter(condition)
        .mark_text(align=align, dx=dx, color=INK)
        .encode(x=f"{x}:Q", text=f"{side}_label:N")
        for condition, align, dx, x in sides
    ]


def counts(
    cells: pl.DataFrame, rows: str, columns: str, title: str, subtitle: str, lang: Lang,
    names: list[str],
) -> alt.ConcatChart:  # fmt: skip
    """Draw how many there are of each: a cell for each pair, its number `n` written in it.

    `rows` and `columns` name the label columns of `cells`; rows keep its order, columns that of
    `names`. The shade repeats the number and carries nothing of its own.
    """
    most = int(cells["n"].max())  # type: ignore[arg-type]
    base = alt.Chart(lean(cells)).encode(
        x=alt.X(
            f"{columns}:N", title=None, sort=names,
            axis=bare(orient="top", labelAngle=0, labelExpr=_wrapped(names),
                      labelPadding=4 + LINE * (max(len(wrap(name, WRAP)) for name in names) - 1)),
        ),
        y=rows_of(rows, cells),
        tooltip=[alt.Tooltip(f"{rows}:N", title=""), alt.Tooltip(f"{columns}:N", title=""),
                 alt.Tooltip("n:Q", title=text("column.n_targets", lang))],
    )  # fmt: skip
    chart = alt.layer(
        base.mark_rect(stroke=GRID).encode(
            color=alt.Color(
                "n:Q",
                legend=None,
                scale=alt.Scale(type="quantize", range=[PAPER, MILD, PALE], domain=[0, most]),
            )
        ),
        base.mark_text(fontWeight="bold").encode(text="n:Q"),
    ).properties(width=alt.Step(84), height=alt.Step(ROW + 6))
    listed = "; ".join(
        f"{row}, {column}: {n}" for row, column, n in cells.select(rows, columns, "n").iter_rows()
    )
    return framed(chart, cells, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)


def _wrapped(names: list[str]) -> str:
    """Return a Vega expression that breaks the labels of an axis into lines."""
    lines = {name: wrap(name, WRAP) for name in names}
    return f"({json.dumps(lines, ensure_ascii=False)})[datum.value]"


def scorecard(frame: pl.DataFrame, lang: Lang, rows: str = "topic_label") -> alt.ConcatChart:
    """Draw how many targets of each topic, or of each unit, have which verdict.

    `frame` comes from `comparison.scorecard`; `rows` is "topic_label" or "unit_label".
    """
    order = pl.Enum(SCORE)
    columns = (
        some(frame).sort(pl.col("verdict").cast(order))["verdict_label"].unique(maintain_order=True)
    )
    names = sorted(frame[rows].unique(), key=sort_key)
    cells = (
        frame.sort(pl.col(rows).cast(pl.Enum(names)), maintain_order=True)
        .group_by(rows, "verdict_label", "edition", maintain_order=True)
        .agg(n=pl.len())
    )
    return counts(
        cells, rows, "verdict_label",
        text(f"chart.scorecard_title_{rows}", lang, year=frame["horizon_year"][0]),
        text(f"chart.scorecard_{rows}", lang, n=frame.height, units=frame["unit_id"].n_unique()),
        lang, columns.to_list(),
    )  # fmt: skip


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


def intervals(frame: pl.DataFrame, printable: bool, lang: Lang) -> alt.ConcatChart:
    """Draw the 5-95 % interval of each unit's rank in an ambition index.

    `frame` comes from `comparison.ambition_ranks`. Units stand by their median where the order
    may be printed, else by name and without a median: overlap is then all that it shows.
    """
    names = pl.Enum(sorted(some(frame)["unit_label"], key=sort_key))
    rows = frame if printable else frame.sort(pl.col("unit_label").cast(names))
    x = alt.X("low:Q", title=text("chart.rank_axis", lang),
              scale=alt.Scale(domain=[0.5, rows.height + 0.5], nice=False))  # fmt: skip
    base = alt.Chart(lean(rows)).encode(
        y=rows_of("unit_label", rows),
        tooltip=tooltip(rows, ["unit_label", "interval_label"], lang),
    )
    layers = [base.mark_bar(height=8, color=ACCENT, opacity=0.55).encode(x, x2="high")]
    if printable:
        layers.append(base.mark_point(size=110, filled=True, color=ACCENT).encode(x="median:Q"))
    chart = alt.layer(*layers).properties(width=WIDTH, height=alt.Step(ROW))
    title = text("chart.ambition_title", lang)
    subtitle = text(
        "chart.ambition_ordered" if printable else "chart.ambition_unordered", lang, n=rows.height
    )
    listed = "; ".join(rows.select(pl.format("{} {}", "unit_label", "interval_label")).to_series())
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)
