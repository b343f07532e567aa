"""Charts: a labelled frame from `dtia.views` in, an Altair chart out.

Every chart has a title, a subtitle that says unit, base and year, a foot with its sources and
the data version, and a text alternative made from its data.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import (
    AREA_OF,
    bases_of,
    compared,
    fitted,
    framed,
    require_one,
    said,
    scale_of,
    some,
    standing_colour,
    stated_intervals,
    tooltip,
    unit_of,
)  # fmt: skip
from dtia.charts.lean import Chart
from dtia.charts.nothing import silence
from dtia.charts.rows import folded, height_of, measured, names, y_of
from dtia.charts.theme import ACCENT, BEFORE, NATION, WIDTH
from dtia.data.vocabulary import HORIZONS
from dtia.i18n import Lang, text

ROW = 24
# How far apart the names of national lines stand.
LINE = 14
# How far the panels of tiers stand apart.
BETWEEN = 16
# Nearer to an end of the axis than this part of it, a name stands on the other side of its line.
EDGE = 0.3
# What stands on an axis of its own.
PANEL = ["indicator_id", "tier", "horizon_year"]
# Figures that agree in these say the same.
SAYS = ["value_label", "base_id", "method", "standing", "indicative"]
TARGET_TOOLTIP = [
    "unit_label", "value_label", "tier_label", "horizon_year", "base_label", "document_label",
    "status_label", "grade", "figure_text", "alike", "others_label", "source_label", "url",
]  # fmt: skip


def targets(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw targets as dots, highest first, with the nation's line.

    Units that say the same share a line and a dot, as large as they are many.
    `frame` comes from `views.targets`, best by way of `views.on_one_map`. The dot is the value,
    the pale band a range that an act states, a hollow dot an open end, a grey one a disputed
    figure, a tick what another act of the unit states. Units that were searched without success
    are named at the foot. Several indicators, tiers or years stand in panels of their own, each
    with its axis; where no unit has a figure to draw, the units that were searched are drawn.
    """
    drawn = compared(frame, others=True)
    stated = drawn.filter("found", pl.col("value").is_not_null())
    panels = stated.partition_by(*PANEL, maintain_order=True)
    if stated.filter(pl.col("level") != "nation").is_empty():
        return silence(drawn, lang)
    words = alttext.targets(drawn, lang)
    if len(panels) == 1:
        subtitle = " ".join([_subtitle(drawn, lang), *_apart(frame, lang)])
        return framed(_panel(drawn, lang), drawn, subtitle, words, lang)
    parts = [_panel(panel, lang, _about(panel, lang)) for panel in panels]
    chart = alt.vconcat(*parts, spacing=18, resolve=alt.Resolve(scale={"x": "independent"}))
    title = "; ".join(drawn["indicator_name"].unique(maintain_order=True))
    return framed(chart, drawn, text("chart.panels_subtitle", lang), words, lang, title)


def _apart(frame: pl.DataFrame, lang: Lang) -> list[str]:
    """Name the units whose figures are not drawn, since they cannot be compared."""
    apart = frame.filter(pl.col("level") != "nation", pl.col("value").is_not_null(), grade="D")
    names = ", ".join(apart["unit_label"].unique(maintain_order=True))
    return [text("chart.not_drawn", lang, names=names)] if names else []


def _panel(drawn: pl.DataFrame, lang: Lang, head: alt.TitleParams | None = None) -> Any:
    """Draw the targets of one indicator, tier and year on one axis."""
    nation, local = drawn.filter(level="nation"), drawn.filter(pl.col("level") != "nation", "found")
    scale, several = scale_of(drawn), drawn["base_id"].drop_nulls().n_unique() > 1
    width = page.marks_width(WIDTH)
    line = nation_line(nation, scale, several, lang, width)
    if local.is_empty():
        chart = alt.layer(*line, width=width, height=ROW)
    else:
        highest_first = local.sort("value", descending=True, maintain_order=True)
        rows = folded(_counting(highest_first, lang), [*SAYS, "others_label"], lang)
        fitted(scale, rows, width)
        base = Chart(rows).encode(y=y_of(rows), tooltip=tooltip(rows, TARGET_TOOLTIP, lang))
        dots = stated_intervals(base, unit_of(drawn, lang), scale, nation=nation["value"].to_list())
        layers = [*line, *_ticks(rows, scale, lang), *dots, *names(rows)]
        chart = alt.layer(*layers, width=width, height=height_of(rows))
    return chart if head is None else chart.properties(title=head)


def _counting(rows: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Say with the name of a unit how many of its acts state the figure, where several do."""
    if "n_acts" not in rows.columns:
        return rows.with_columns(others_label=pl.lit(None, pl.String))
    counted = pl.format(text("chart.acts_of", lang), "unit_label", "n_acts")
    return rows.with_columns(
        unit_label=pl.when(pl.col("n_acts").is_not_null()).then(counted).otherwise("unit_label")
    )


def _ticks(rows: pl.DataFrame, scale: alt.Scale, lang: Lang) -> list[alt.Chart]:
    """Mark what the other acts of a unit state."""
    if "other_values" not in rows.columns:
        return []
    others = rows.explode("other_values").rename({"other_values": "other_value"})
    others = others.filter(pl.col("other_value").is_not_null())
    if others.is_empty():
        return []
    tick = Chart(others).mark_tick(**BEFORE, color=ACCENT)
    return [
        tick.encode(
            x=alt.X("other_value:Q", scale=scale), y=y_of(rows),
            tooltip=tooltip(others, TARGET_TOOLTIP, lang),
        )
    ]  # fmt: skip


def _about(panel: pl.DataFrame, lang: Lang) -> alt.TitleParams:
    """Say above a panel what it shows, in which unit, and of which base."""
    row = panel.row(0, named=True)
    words = [row[c] for c in ("indicator_name", "tier_label", "horizon_year") if row[c]]
    said = {"unit": unit_of(panel, lang), "base": bases_of(panel, lang)}
    about = " ".join([text("chart.panel_subtitle", lang, **said), *_map_of(panel, lang)])
    return alt.TitleParams(
        page.heading(" · ".join(map(str, words)), 1000),
        subtitle=page.lines(about, 1000),
        fontSize=13, frame="group", offset=22, **page.from_edge(),
    )  # fmt: skip


def tiers(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the ladder of tiers: what each unit promises for province, district and commune.

    `frame` comes from `views.targets` of a tiered indicator with one `horizon_year`; the
    nation stands first.
    """
    ladder = [text(f"tier.{tier}", lang) for tier in ("province", "district", "commune")]
    require_one(frame, "indicator_id", "horizon_year")
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
    width = page.marks_width(WIDTH) // 3 - 12
    rows = _briefly(rows)
    scale = fitted(scale_of(drawn), rows.drop_nulls("value"), width)
    # The panel that is drawn last has the names where they stand above marks.
    named = len(ladder) - 1 if page.is_narrow() else 0
    panels: list[Any] = []
    for tier in ladder:
        base = Chart(rows.filter(tier_label=tier)).encode(
            y=y_of(rows), tooltip=tooltip(rows, TARGET_TOOLTIP, lang)
        )
        layers = stated_intervals(base, unit_of(drawn, lang), scale)
        if len(panels) == named:
            layers += names(rows, -named * (width + BETWEEN))
        title = alt.TitleParams(tier, fontSize=13, frame="group", anchor="middle", offset=4)
        panel = alt.layer(*layers, width=width, height=height_of(rows), title=title)
        panels.append(panel)
    # Names above marks reach over all panels, which keep their places.
    chart = alt.hconcat(*panels, spacing=BETWEEN, **({"bounds": "flush"} if named else {}))
    return framed(chart, drawn, _subtitle(drawn, lang), alttext.targets(drawn, lang), lang)


def _briefly(rows: pl.DataFrame) -> pl.DataFrame:
    """Say on a page the value alone beside a dot: the names say who states it, its colour whether
    it is in dispute."""
    if not page.on_page():
        return rows
    value = pl.col("value_label").str.replace(r" \([^C].*\)$", "")
    return rows.with_columns(counted=value).with_columns(measured())


def _wide(*conditions: pl.Expr) -> list[pl.Expr]:
    """Return how long the words of a dot are, where a condition holds."""
    return [pl.when(condition).then("wide").otherwise(0.0) for condition in conditions]


def steps(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw the way from 2025 to 2030 of each unit that states both, one row each.

    `frame` comes from `views.targets` of one indicator without a `horizon_year`. Only figures in
    force are drawn; a tick is 2025, a dot 2030.
    """
    require_one(frame, "indicator_id")
    drawn = compared(frame).filter(
        pl.col("horizon_year").is_in(HORIZONS), pl.col("value").is_not_null(), status="current"
    )
    # The nation's way leads from one document to the next that took its place.
    act = pl.when(pl.col("level") != "nation").then("document_id")
    way = ["unit_id", "base_id", "method", "tier", "_act"]
    drawn = drawn.with_columns(_act=act)
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
    width, unit = page.marks_width(WIDTH), unit_of(rows, lang)
    early = pl.col("horizon_year") == min(HORIZONS)
    scale = fitted(scale_of(rows), rows, width, *_wide(early, ~early))
    x = alt.X("value:Q", title=unit, scale=scale)
    base = Chart(rows).encode(
        y=y_of(rows), color=standing_colour(), tooltip=tooltip(rows, TARGET_TOOLTIP, lang)
    )
    first, last = (f"datum.horizon_year === {year}" for year in HORIZONS)
    chart = alt.layer(
        base.transform_filter(last)
        .mark_rule(strokeWidth=2.5, opacity=0.5)
        .encode(x=alt.X("start:Q", title=unit, scale=scale), x2="value:Q"),
        base.transform_filter(first).mark_tick(**BEFORE).encode(x=x),
        base.transform_filter(last).mark_point(filled=True, opacity=1).encode(x=x, size=AREA_OF),
        *said(base.transform_filter(f"{first} && datum.first"), x, "value_label", "true"),
        *said(base.transform_filter(f"{last} && datum.first"), x, "counted", "false"),
        *names(rows),
        width=width,
        height=height_of(rows),
    )
    subtitle = _subtitle(rows, lang, "steps")
    return framed(chart, rows, subtitle, alttext.targets(rows, lang), lang)


def nation_line(
    nation: pl.DataFrame, scale: alt.Scale, other_bases: bool, lang: Lang, width: int
) -> list[alt.Chart]:
    """Draw each national target as a line with its value, its act and its days above.

    The one that measures is dashed; one that held before it, or is announced, is dotted. On a page
    its words begin at the left end of the marks, which are of a `width`.
    """
    if nation.is_empty():
        return []
    named = [pl.lit(text("chart.nation", lang)) + pl.format(" {}", "value_label")]
    if other_bases:
        named.append(pl.col("base_label"))
    rows = (
        nation.unique([*SAYS, "yardstick_label"], keep="first", maintain_order=True)
        .sort("yardstick", maintain_order=True)
        .with_columns(
            nation_label=pl.concat_str(
                *named, "yardstick_label", separator=" · ", ignore_nulls=True
            )
        )
    )
    layers, above = [], 0
    # The one that measures stands next to its line.
    for row in reversed(rows.partition_by("nation_label", maintain_order=True)):
        base = Chart(row).encode(
            x=alt.X("value:Q", scale=scale), tooltip=tooltip(row, TARGET_TOOLTIP, lang)
        )
        measures = row["yardstick"].any()
        place = row["value"][0] / scale["domain"][1]
        words = page.lines(row["nation_label"][0], 1000, bold=measures, width=width)
        above += len(words)
        layers += [
            base.mark_rule(
                color=NATION, strokeWidth=2 if measures else 1.5,
                strokeDash=[6, 3] if measures else [2, 3],
            ),
            base.mark_text(
                color=NATION, y=-6 - LINE * (above - 1), baseline="bottom",
                fontWeight="bold" if measures else "normal", **_anchored(place),
            ).encode(**_words(words)),
        ]  # fmt: skip
    return layers


def _anchored(place: float) -> dict[str, Any]:
    """Return on which side of a national line its words stand, so that they stay in the picture."""
    if page.on_page():
        return {"align": "left", "x": 0, "lineHeight": LINE}
    return {"align": "right" if place > 1 - EDGE else "left" if place < EDGE else "center"}


def _words(lines: list[str]) -> dict[str, Any]:
    """Return the words of a national line, broken into lines where a page has to."""
    if page.on_page():
        return {"x": alt.value(0), "text": alt.value(lines)}
    return {"text": "nation_label:N"}


def _subtitle(frame: pl.DataFrame, lang: Lang, kind: str = "targets") -> str:
    words = text(
        f"chart.{kind}_subtitle", lang, unit=unit_of(frame, lang), base=bases_of(frame, lang)
    )
    indicative = [text("chart.indicative", lang)] if frame["indicative"].any() else []
    one_map = _map_of(frame, lang) if kind == "targets" else []
    return " ".join([*one_map, words, *indicative])


def _map_of(frame: pl.DataFrame, lang: Lang) -> list[str]:
    """Say which map is drawn, and how many of its provinces state a number."""
    if "map_label" not in frame.columns or frame["map_label"].is_null().all():
        return []
    row = frame.drop_nulls("map_label").row(0, named=True)
    said = {"map": row["map_label"], "n": row["n_stated"], "of": row["n_of"]}
    key = "chart.one_map_disputed" if row["n_disputed"] else "chart.one_map"
    return [text(key, lang, **said, disputed=row["n_disputed"])]
