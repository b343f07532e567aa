"""The chart of regions: a panel for each, with the figures of its provinces on one scale."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import (
    fitted,
    framed,
    said,
    scale_of,
    some,
    stated_intervals,
)
from dtia.charts.lean import Chart
from dtia.charts.rows import AREA, measured
from dtia.charts.standings import measured_in, told
from dtia.charts.targets import nation_line
from dtia.charts.theme import INK
from dtia.i18n import Lang, text

# A panel of a region: its width, the height of a row, from which share of the scale on a name
# stands to the left of its dot, and how far panels stand apart.
PANEL, ROW, LEFT, BETWEEN = 330, 20, 0.45, 26


def regions(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw a panel for each region, north first: the figures of its provinces on one scale.

    `frame` comes from `standings.standings`. The dashed line is the nation's target, a diamond
    the median of a region that has one. Figures in dispute and of grade D are not drawn; the
    heading of a panel says how many of its provinces state a number in force.
    """
    nation = frame.filter(standing="nation")
    provinces = some(frame.filter(~pl.col("archipelago"))).with_columns(
        stated=pl.col("value").is_not_null() & (pl.col("standing") != "disputed"),
        value_label=pl.concat_str(
            "name", "value_label", pl.when("indicative").then(pl.lit("(C)")),
            separator=" ", ignore_nulls=True,
        ),
    )  # fmt: skip
    scale = scale_of(pl.concat([nation, provinces.filter("stated")], how="diagonal"))
    columns = 1 if page.is_narrow() else 2
    width = (page.marks_width(2 * PANEL + BETWEEN, 0) - BETWEEN * (columns - 1)) // columns
    fitted(scale, provinces.filter("stated").with_columns(area=AREA, wide=pl.lit(0.0)), width)
    north_first = provinces.sort(pl.col("down").mean().over("region"), "region")
    panels = [
        _panel(part, nation, scale, width, lang)
        for part in north_first.partition_by("region", maintain_order=True)
    ]
    chart = alt.concat(*panels, columns=columns, spacing={"row": 16, "column": BETWEEN})
    several = provinces.filter(pl.col("others") > 0).height
    subtitle = [
        measured_in("map.regions_subtitle", frame, lang),
        text("map.chosen", lang, n=several),
    ]
    title = text("map.regions_title", lang, title=alttext.title(frame))
    described = alttext.regions(frame, lang)
    return framed(chart, frame, " ".join(subtitle), described, lang, title=title)


def _panel(
    rows: pl.DataFrame, nation: pl.DataFrame, scale: alt.Scale, width: int, lang: Lang
) -> Any:
    """Draw the provinces of one region, highest first, with the nation's line and the median."""
    stated = rows.filter("stated")
    drawn = (
        stated.filter(pl.col("grade").fill_null("A") != "D")
        .with_columns(standing=pl.lit("current"), area=AREA, first=True, counted="value_label")
        .with_columns(measured())
        .sort("value", "name", descending=[True, False], maintain_order=True)
    )
    median = rows.drop_nulls("region_median").head(1)
    median = median.with_columns(province_id=pl.lit("median"), area=AREA)
    order = [*drawn["province_id"], *median["province_id"]]
    x, y = alt.X("value:Q", title=None, scale=scale), alt.Y("province_id:N", axis=None, sort=order)
    dots = Chart(drawn).encode(y=y, tooltip=told(drawn, lang))
    middle = Chart(
        median.select("province_id", "area", value="region_median", value_label="median_label")
    ).encode(x, y, tooltip=alt.Tooltip("value_label:N", title=text("map.region", lang)))
    right = f"datum.value >= {scale.to_dict()['domain'][1] * LEFT}"
    several = nation["base_id"].n_unique() > 1
    layers = [
        *nation_line(nation, scale, several, lang, width),
        *stated_intervals(dots, None, scale, LEFT),
        middle.mark_point(shape="diamond", size=90, filled=True, color=INK, opacity=1),
        *said(middle, x, "value_label", right),
    ]
    heading = text(
        "map.panel", lang, region=rows["region_label"][0], n=stated.height, of=rows.height
    )
    return alt.layer(
        *layers,
        width=width,
        height=ROW * max(1, len(order)),
        title=alt.TitleParams(
            page.heading(heading, 100, width),
            fontSize=13,
            frame="group",
            offset=4,
        ),
    )
