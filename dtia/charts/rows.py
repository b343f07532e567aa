"""Lines of a chart: rows that say the same share one, so that sameness shows at a glance."""

from __future__ import annotations

from math import ceil, pi, sqrt
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import page
from dtia.charts.layout import HALO, LABELS, commonest
from dtia.charts.lean import Chart
from dtia.charts.theme import INK, PAPER
from dtia.i18n import NO_BREAK_SPACE, Lang, sort_key, text

# The height of a line of names in pixels, and how many letters it holds.
LINE, LETTERS = 15, 46
# How far rows stand apart, in lines; and how much more where names stand above their marks, so that
# they are not taken for those of the row above, and their halo leaves values whole.
ROW_SPACE, ABOVE = 0.7, 0.5
# The area of a dot grows with the units it stands for, in square pixels.
AREA = 70
# How far the words of a dot stand from it, and from what is next to them.
BESIDE = 8


def folded(rows: pl.DataFrame, key: list[str], lang: Lang) -> pl.DataFrame:
    """Put rows that agree in `key` on one line, in the order in which they come.

    Adds y (the middle of the line, from the top, in lines of text), names (of all its units,
    with the base where it is not the commonest, and acts where they tell lines apart) and
    first_line (where they begin), alike (the units that say the same, blank for one), n (how
    many), area (of the dot), counted (the value with n), first (one row of each line) and bottom
    (of all lines). Where a page is narrow, names stand above the dots. On a page, `wide` is how
    long the value with n is, in pixels.
    """
    local = pl.col("level") != "nation"
    usual = commonest(rows.filter(local))
    act = pl.coalesce("document_label", pl.lit(text("chart.no_act", lang)))
    whole = pl.col("unit_label").str.replace_all(" ", NO_BREAK_SPACE)
    line = pl.concat_str(pl.col(key).cast(pl.String).fill_null(""), separator="|")
    rows = rows.with_columns(_line=line).with_columns(
        _name=pl.when(pl.col("_line").n_unique().over("unit_label", "base_id") > 1)
        .then(pl.format("{} ({})", whole, act))
        .otherwise(whole)
    )
    placed, top = [], 0.0
    for (number,), same in rows.group_by("_line", maintain_order=True):
        names = ", ".join(sorted(same["_name"].unique(), key=sort_key))
        base = same["base_label"][0]
        if same["level"][0] == "nation":
            names = " · ".join([names, *held(same)])
        elif base and base != usual:
            names = f"{names} · {base}"
        words = [line.replace(NO_BREAK_SPACE, " ") for line in page.name_lines(names, LETTERS)]
        n = same["unit_label"].n_unique()
        dot = 2 * sqrt(AREA * n / pi) / LINE
        above = len(words) if page.is_narrow() else 0
        apart = ROW_SPACE + (ABOVE if above else 0)
        height = max(len(words) - above, ceil(dot * 10) / 10, 1) + above + apart
        middle = top + (height + above) / 2
        begin = top + 0.8 if above else middle - (len(words) - 1) / 2
        alike = ", ".join(same["unit_label"].unique(maintain_order=True)) if n > 1 else ""
        placed.append((number, "\n".join(words), alike, n, middle, begin))
        top += height
    schema = ["_line", "names", "alike", "n", "y", "first_line"]
    lines = pl.DataFrame(placed, schema=schema, orient="row")
    first = pl.int_range(pl.len()).over("_line", "tier", "horizon_year") == 0
    return rows.join(lines, on="_line", maintain_order="left").with_columns(
        first=first,
        area=AREA * pl.col("n"),
        bottom=pl.lit(top),
        counted=pl.when(pl.col("n") > 1)
        .then(pl.format(text("chart.units", lang), "value_label", "n"))
        .otherwise("value_label"),
    ).with_columns(measured()).drop("_line", "_name")  # fmt: skip


def measured() -> list[pl.Expr]:
    """Measure the words of a dot, where it depends on them on which side they stand."""
    if not page.on_page():
        return []
    words = pl.col("counted").map_elements(
        lambda words: page.long(words, bold=True) + BESIDE, return_dtype=pl.Float64
    )
    return [(words + (pl.col("area") / pi).sqrt()).alias("wide")]


def held(nation: pl.DataFrame) -> list[str]:
    """Name the documents of a national line, each with the days on which it is the yardstick."""
    if "yardstick_label" not in nation.columns:
        return []
    # A yardstick that ended for one tier alone is of the same document.
    told = nation.drop_nulls("yardstick_label").unique("document_id", keep="first",
                                                       maintain_order=True)  # fmt: skip
    return ["; ".join(told["yardstick_label"])] if told.height else []


def y_of(rows: pl.DataFrame, column: str = "y") -> alt.Y:
    """Return the vertical place of a row, from the top."""
    scale = alt.Scale(domain=[0, float(rows["bottom"][0])], reverse=True, nice=False, zero=False)
    return alt.Y(f"{column}:Q", scale=scale, axis=None)


def height_of(rows: pl.DataFrame) -> int:
    return round(float(rows["bottom"][0]) * LINE)


def names(rows: pl.DataFrame, start: float = 0) -> list[alt.Chart]:
    """Write the units of each line on its left; where a page is narrow above it, from `start`."""
    narrow = page.is_narrow()
    words: Any = {
        "align": "left" if narrow else "right", "baseline": "middle",
        "lineBreak": "\n", "lineHeight": LINE,
    }  # fmt: skip
    if not page.on_page():
        words["limit"] = LABELS
    base = Chart(
        rows.unique("y", keep="first", maintain_order=True).select("first_line", "names")
    ).encode(
        x=alt.value(start if narrow else -page.SPACE), y=y_of(rows, "first_line"), text="names:N"
    )
    halo = base.mark_text(**words, color=PAPER, stroke=PAPER, strokeWidth=HALO)
    return [*([halo] if narrow else []), base.mark_text(**words, color=INK)]
