"""Charts of gaps: a labelled frame from `dtia.comparison` in, an Altair chart out.

Grade C is always dashed, grade D is never drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import LABELS, bare, framed, require_one, some, tooltip
from dtia.charts.lean import Chart
from dtia.charts.named import marks_beside, named_rows, rows_of, step_of
from dtia.charts.targets import ROW
from dtia.charts.theme import ACCENT, BEFORE, INK, MEASURED, PAPER, WIDTH
from dtia.data.vocabulary import SAME, TIERS
from dtia.i18n import Lang, sort_key, text

# How far apart the ticks of an axis may be.
STEPS = [base * 10**power for power in range(-3, 9) for base in (1, 2, 5)]
# How wide a letter is at most, in pixels, of the words beside a bar.
LETTER = 6.5
# How far words stand from the ends of the picture, and how many steps an axis has at most.
EDGE, TICKS = 14, 8
# What stands at the ends of a line: a target, one that stood before, a measured value.
DOT: Any = {
    "type": "point", "drawn": {"size": 110, "filled": True, "color": ACCENT, "opacity": 1},
}  # fmt: skip
TICK: Any = {"type": "tick", "drawn": {**BEFORE, "color": ACCENT}}
TIMES: Any = {"type": "point", "drawn": {**DOT["drawn"], "color": INK, "shape": MEASURED}}
GAP_TOOLTIP = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "base_label", "gap_label",
    "verdict_label",
    "grade", "reasons_label", "document_label", "others_label", "reference_label", "source_label",
]  # fmt: skip


def gaps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw gaps to the nation as bars from zero, greatest first; grade C is hollow and dashed.

    `frame` comes from `views.gaps_on_one_map`, in percentage points: a bar a province, a panel an
    indicator, tier and year; of a single province a bar an indicator and tier, a panel a year. The
    bar of a range spans its two ends. Gaps of zero are counted, not drawn.
    """
    whole = _named(some(frame.filter(pl.col("gap_low").is_not_null(), unit="points")), lang)
    by_name = whole["unit_label"].n_unique() > 1
    panels = whole.sort(
        *(["indicator_name"] if by_name else []), "horizon_year",
        pl.col("tier").cast(pl.Enum(TIERS)), *_by_gap(whole), maintain_order=True,
    ).partition_by("panel_label", maintain_order=True)  # fmt: skip
    unlike = (pl.col("gap_low") != 0) | (pl.col("gap_high") != 0)
    drawn = [(part.filter(unlike), part) for part in panels if part.filter(unlike).height]
    equal = [
        f"{part['panel_label'][0]} ({part.height})"
        for part in panels
        if part.filter(unlike).is_empty()
    ]
    rows = some(pl.concat([part.filter(unlike) for part in panels]))
    subtitle = [text("chart.gaps_subtitle", lang)]
    if equal:
        subtitle.append(text("chart.gaps_equal", lang, panels="; ".join(equal)))
    width = marks_beside("row_label", rows, WIDTH)
    scale, ticks = _around_zero(rows, width)
    extent = min(LABELS, 6 * max(len(label) for label in rows["row_label"]))
    charts = [
        _gap_panel(shown, part, scale, extent, ticks, width, number == len(drawn), lang)
        for number, (shown, part) in enumerate(drawn, start=1)
    ]
    several = by_name and whole["indicator_id"].n_unique() > 1
    about = rows["indicator_name" if by_name else "unit_label"][0]
    return framed(
        alt.vconcat(*charts, spacing=12),
        rows,
        " ".join(subtitle),
        alttext.gaps(rows, whole, lang),
        lang,
        title=text("chart.gaps_title_all" if several else "chart.gaps_title", lang, about=about),
    )


def _by_gap(rows: pl.DataFrame) -> list[pl.Expr]:
    """Return what sorts gaps, greatest first, equal ones by the names of their provinces."""
    names = pl.Enum(sorted(rows["unit_label"].unique(), key=sort_key))
    return [pl.col("gap_low") * -1, pl.col("gap_high") * -1, pl.col("unit_label").cast(names)]


def _named(frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Name the panel and the row of each gap: with how many acts where several state it."""
    year, tier = pl.col("horizon_year").cast(pl.String), pl.col("tier_label").replace("", None)
    indicator, unit = pl.col("indicator_name"), pl.col("unit_label")
    one = frame["unit_label"].n_unique() == 1
    panel, row = (
        pl.concat_str(part, separator=" · ", ignore_nulls=True)
        for part in (([year], [indicator, tier]) if one else ([indicator, tier, year], [unit]))
    )
    return frame.with_columns(
        panel_label=panel,
        row_label=_counting(row, lang),
        bar_end=pl.when(pl.col("gap_low") == pl.col("gap_high")).then(0.0).otherwise("gap_high"),
    )


def _counting(name: pl.Expr, lang: Lang) -> pl.Expr:
    """Say with a name how many acts of the province state the figure, where several do."""
    counted = pl.format(text("chart.acts_of", lang), name, "n_acts")
    return pl.when(pl.col("n_acts") > 1).then(counted).otherwise(name)


def _around_zero(rows: pl.DataFrame, width: int) -> tuple[alt.Scale, list[float]]:
    """Reach to the furthest gaps, with room for their words beyond: the scale and its ticks."""
    low = min(0.0, float(rows["gap_low"].min()))  # type: ignore[arg-type]
    high = max(0.0, float(rows["gap_high"].max()))  # type: ignore[arg-type]
    behind = pl.col("gap_low") < 0
    left, right = (
        EDGE + LETTER * max((len(label) for label in rows.filter(side)["gap_label"]), default=0)
        for side in (behind, ~behind)
    )
    ends = [left, width - right]
    if page.on_page():
        ends = page.ends_of(_words_of(rows, low, high), width)
    step = next(step for step in STEPS if (high - low) / step <= TICKS)
    ticks = [step * n for n in range(ceil(low / step), floor(high / step) + 1)]
    return alt.Scale(domain=[low, high], nice=False, range=ends), ticks


def _words_of(rows: pl.DataFrame, low: float, high: float) -> Iterator[tuple[float, float, float]]:
    """Yield where on an axis the words of gaps stand, and what they take left and right of it."""
    for start, end, said in rows.select("gap_low", "gap_high", "gap_label").iter_rows():
        taken = page.long(said) + EDGE
        place = ((start if start < 0 else end) - low) / (high - low)
        yield (place, taken, 0.0) if start < 0 else (place, 0.0, taken)


def _counted(whole: pl.DataFrame, lang: Lang) -> str:
    """Say of how many provinces of which map a panel tells, and how they stand to the nation."""
    signs = whole["verdict"].replace(dict.fromkeys(SAME, "same"))
    found = {
        "above": signs == "above", "same": signs == "same",
        "beginning": (signs == "same") & (whole["gap_high"] > 0),
        "below": signs == "below", "spans": signs == "spans",
    }  # fmt: skip
    stand = [text(f"gap_sign.{s}", lang, n=are.sum()) for s, are in found.items() if are.any()]
    said = {"n": whole.height, "signs": ", ".join(stand).replace(", (", " (")}
    if whole["unit_label"].n_unique() < whole.height:
        return text("chart.gaps_own", lang, **said)
    row = whole.row(0, named=True)
    return text("chart.gaps_panel", lang, **said, of=row["n_of"], map=row["map_label"])


def _gap_panel(
    rows: pl.DataFrame, whole: pl.DataFrame, scale: alt.Scale, extent: int, ticks: list[float],
    width: int, last: bool, lang: Lang,
) -> Any:  # fmt: skip
    """Draw the gaps of one panel; the last one carries the axis for all."""
    axis = alt.Axis(values=ticks, labels=last, ticks=last, domain=last)
    title = text("chart.gap_axis", lang) if last else None
    indicative, behind = "datum.grade === 'C'", "datum.gap_low < 0"
    base = Chart(rows).encode(
        x=alt.X("gap_low:Q", title=title, scale=scale, axis=axis),
        y=alt.Y("row_label:N", title=None, sort=rows["row_label"].to_list(),
                axis=None if page.on_page() else bare(minExtent=extent)),
        tooltip=tooltip(rows, GAP_TOOLTIP, lang),
    )  # fmt: skip
    return alt.layer(
        base.transform_filter(f"!({indicative})")
        .mark_bar(height=12, color=ACCENT)
        .encode(x2="bar_end"),
        base.transform_filter(indicative)
        .mark_bar(height=12, fill=PAPER, stroke=ACCENT, strokeDash=[4, 3])
        .encode(x2="bar_end"),
        base.transform_filter(behind).mark_text(align="right", dx=-6).encode(text="gap_label:N"),
        base.transform_filter(f"!({behind})")
        .mark_text(align="left", dx=6)
        .encode(x="gap_high:Q", text="gap_label:N"),
        Chart(rows).mark_rule(color=INK).encode(x=alt.datum(0)),
        *named_rows("row_label", rows),
        width=width,
        height=step_of("row_label", rows, ROW),
        title=alt.TitleParams(
            page.heading(rows["panel_label"][0], 1000, width),
            subtitle=page.lines(_counted(whole, lang), 100, width=width), fontSize=13,
            frame="group", offset=6,
        ),
    )  # fmt: skip


def measured(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw each target, a dot, beside what was measured, a saltire.

    `frame` comes from `views.gaps_on_one_map` of kind `observed`, of one indicator and year: a row
    a province and tier. Grade C is dashed; targets without a comparable value are counted below.
    """
    require_one(frame, "indicator_id", "horizon_year")
    about = ["unit_label", pl.col("tier_label").replace("", None), "reference_label"]
    name = pl.concat_str(about, separator=" · ", ignore_nulls=True)
    rows = some(frame.filter(pl.col("gap_low").is_not_null())).with_columns(
        row_label=_counting(name, lang),
        start="value_low", start_high="value_high", start_label="value_label",
        end="reference_low", end_high="reference_high", end_label="reference_value_label",
    )  # fmt: skip
    said = {"indicator": frame["indicator_name"][0], "year": frame["horizon_year"][0]}
    title = text("chart.measured_title", lang, **said)
    subtitle = text(
        "chart.measured_subtitle", lang, n=rows.height, silent=frame.height - rows.height,
        map=frame["map_label"][0],
    )  # fmt: skip
    return _dumbbells(rows, (DOT, TIMES), "alt.measured", title, subtitle, lang)


def mergers(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw each merged province's target beside those of the provinces that it came from.

    `frame` comes from `views.gaps_on_one_map` of kind `merger`, of one indicator and year: a row a
    province that merged. A tick is what a former province had promised, a dot what the merged one
    promises.
    """
    require_one(frame, "indicator_id", "horizon_year")
    one_by_one = frame.filter(~pl.col("reference").str.contains(";"))
    name = pl.format("{} › {}", "reference_label", "unit_label")
    rows = some(one_by_one.filter(pl.col("gap_low").is_not_null())).with_columns(
        row_label=_counting(name, lang),
        start="reference_low", start_high="reference_high", start_label="reference_value_label",
        end="value_low", end_high="value_high", end_label="value_label",
    )  # fmt: skip
    about = {"indicator": frame["indicator_name"][0], "year": frame["horizon_year"][0]}
    title = text("chart.mergers_title", lang, **about)
    subtitle = text(
        "chart.mergers_subtitle", lang, n=rows["unit_id"].n_unique(),
        silent=frame["unit_id"].n_unique() - rows["unit_id"].n_unique(),
    )  # fmt: skip
    return _dumbbells(rows, (TICK, DOT), "alt.mergers", title, subtitle, lang)


def _dumbbells(
    rows: pl.DataFrame, ends: tuple[Any, Any], spoken: str, title: str, subtitle: str, lang: Lang
) -> alt.ConcatChart:
    """Draw a line from start to end for each row, with the marks of its two `ends`."""
    rows = rows.sort(*_by_gap(rows), maintain_order=True)
    greatest = float(rows.select(pl.max_horizontal("start_high", "end_high").max()).item() or 1)
    width = marks_beside("row_label", rows, WIDTH)
    scale = _for_dumbbells(rows, greatest, width)
    step = next(step for step in STEPS if greatest / step <= 10)
    axis = alt.Axis(values=[step * n for n in range(int(greatest * 1.15 / step) + 1)])
    unit = text(f"axis.{rows['measure'][0]}", lang)
    base = Chart(rows).encode(
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
        *(
            getattr(base, f"mark_{mark['type']}")(**mark["drawn"]).encode(x)
            for mark, x in zip(ends, (start, end), strict=True)
        ),
        *_said(base, "start", left),
        *_said(base, "end", f"!({left})"),
        *named_rows("row_label", rows),
        width=width,
        height=step_of("row_label", rows, ROW),
    )  # fmt: skip
    listed = "; ".join(
        text(spoken, lang, label=label, start=start, end=end)
        for label, start, end in rows.select("row_label", "start_label", "end_label").iter_rows()
    )
    return framed(chart, rows, subtitle, f"{title}. {subtitle} {listed}.", lang, title=title)


def _for_dumbbells(rows: pl.DataFrame, greatest: float, width: int) -> alt.Scale:
    """Reach from zero to the `greatest` value, with room for the words on both sides."""
    if not page.on_page():
        # Left of zero there is room for the words of a small value, but no axis.
        return alt.Scale(domain=[-0.14 * greatest, greatest * 1.15], nice=False)
    words = []
    for row in rows.iter_rows(named=True):
        first, last = ("start", "end") if row["start"] <= row["end"] else ("end", "start")
        words += [
            (row[first] / greatest, page.long(row[f"{first}_label"]) + EDGE, 0.0),
            (row[f"{last}_high"] / greatest, 0.0, page.long(row[f"{last}_label"]) + EDGE),
        ]
    return alt.Scale(domain=[0, greatest], nice=False, range=page.ends_of(words, width))


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
