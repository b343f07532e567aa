"""Charts of the map since July 2025: a tile for each province, a panel for each region.

Both take the frame of `dtia.standings`: one figure of each province, chosen by a stated rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.layout import (
    bases_of,
    framed,
    some,
    tooltip,
    unit_of,
)  # fmt: skip
from dtia.charts.lean import Chart
from dtia.charts.targets import TARGET_TOOLTIP
from dtia.charts.theme import ACCENT, AMBER, INK, MILD, NATION, PALE, PAPER, QUIET, SOFT, WASH
from dtia.i18n import Lang, text

# What a letter of 12 pixels takes, in pixels; the gap between two tiles, in tiles.
LETTER, GAP = 6.0, 0.045
# How many times as wide as high a tile is on a page, at least.
FLAT = 2
# The size of names, and of words that are broken; how far lines of a name stand apart.
NAME, LINE = 11.5, 11.5
# Where the key stands, in the sea east of the north, and how high its rows are, in tiles.
KEY_ACROSS, PAGE_KEY, KEY_DOWN, KEY_ROW = 5.35, 5.05, 0.0, 0.62
EQUALS = "M-0.9,-0.6H0.9V-0.2H-0.9ZM-0.9,0.2H0.9V0.6H-0.9Z"
# A triangle on a bar, and under one: from the nation's figure on, and up to it.
FROM = "M0,-1L0.9,0.2H-0.9ZM-0.9,0.55H0.9V0.95H-0.9Z"
UP_TO = "M0,1L0.9,-0.2H-0.9ZM-0.9,-0.95H0.9V-0.55H-0.9Z"
# Unlike; and both sides of the nation's figure.
UNLIKE = EQUALS + "M0.45,-1L0.75,-0.85L-0.45,1L-0.75,0.85Z"
BOTH = "M-1,0L-0.35,-0.6V0.6ZM1,0L0.35,-0.6V0.6Z"
EDGES = {"solid": [1, 0], "dashed": [4, 3], "dotted": [1, 3]}
STANDING_TOOLTIP = ["verdict_label", *TARGET_TOOLTIP]


class Tile(NamedTuple):
    """How wide and high a tile is, and how large its name and its words are, in pixels."""

    wide: float
    high: float
    name: float
    words: float


USUAL = Tile(86, 46, NAME, page.TEXT)


class Look(NamedTuple):
    """How a tile looks: its colour, its border, the colour of its words, and its sign."""

    fill: str
    border: str
    edge: str
    ink: str
    sign: str | None


LOOKS = {
    "above": Look(ACCENT, ACCENT, "solid", PAPER, "triangle-up"),
    "from": Look(PALE, PALE, "solid", INK, FROM),
    "same": Look(PALE, PALE, "solid", INK, EQUALS),
    "up_to": Look(PALE, PALE, "solid", INK, UP_TO),
    "below": Look(AMBER, AMBER, "solid", INK, "triangle-down"),
    "spans": Look(MILD, MILD, "solid", INK, BOTH),
    "not_comparable": Look(WASH, QUIET, "solid", INK, UNLIKE),
    "qualitative": Look(WASH, QUIET, "solid", INK, "diamond"),
    "disputed": Look(PAPER, NATION, "solid", INK, "square"),
    "not_found": Look(PAPER, QUIET, "dashed", SOFT, None),
    "not_searched": Look(PAPER, QUIET, "dotted", SOFT, None),
    "indicative": Look(PAPER, INK, "dashed", INK, None),
}


def tiles(frame: pl.DataFrame, lang: Lang) -> alt.ConcatChart:
    """Draw each province as a tile about where it lies, coloured by how it stands to the nation.

    `frame` comes from `standings.standings`. The figure stands in the tile; a dashed border is
    grade C; a white tile has no figure. Hoàng Sa and Trường Sa have tiles in the sea, with the
    figure and the colour of their provinces.
    """
    shown = _for_page(some(frame.filter(pl.col("standing") != "nation")))
    tile = _tile(shown)
    rows = _laid_out(shown, tile)
    key = _key(rows, tile, lang)
    right, bottom = (
        float(max(rows[end].max(), key[end].max()))  # type: ignore[type-var, arg-type]
        for end in ("right", "bottom")
    )
    provinces = Chart(rows).encode(tooltip=told(rows, lang))
    entries = Chart(key)
    x = alt.Scale(domain=[0, right], nice=False)
    y = alt.Scale(domain=[bottom, 0], nice=False)
    chart = alt.layer(
        *_boxes(provinces, x, y),
        *_boxes(entries, x, y),
        provinces.mark_text(fontWeight="bold", **_lettered(tile.name)).encode(
            _at("X", "centre", x), _at("Y", "name_at", y), _as_is("Color", "name_ink"),
            text="name:N",
        ),
        provinces.mark_text(**({} if tile.words == page.TEXT else _lettered(tile.words))).encode(
            _at("X", "words_at", x), _at("Y", "middle", y), _as_is("Color", "ink"),
            text="tile_label:N",
        ),
        entries.mark_text(align="left").encode(
            _at("X", "words_at", x), _at("Y", "middle", y), text="label:N"
        ),
        width=round(right * tile.wide),
        height=round(bottom * tile.high),
    )  # fmt: skip
    several = rows.filter(~pl.col("archipelago")).filter(pl.col("others") > 0).height
    subtitle = [measured_in("map.tiles_subtitle", frame, lang), text("map.chosen", lang, n=several)]
    title = text("map.tiles_title", lang, title=alttext.title(frame))
    described = alttext.standings(frame, lang)
    return framed(chart, frame, " ".join(subtitle), described, lang, title=title)


def _for_page(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark what is indicative. On a narrow page tiles say only figures, the borders say the rest,
    and the sea is no wider than the land."""
    indicative = pl.col("indicative").fill_null(False)
    if not page.is_narrow():
        label = pl.when(indicative).then(pl.format("{} (C)", "tile_label")).otherwise("tile_label")
        return rows.with_columns(tile_label=label)
    land = rows.filter(~pl.col("archipelago"))["across"].max()
    figure = pl.col("value").is_not_null()
    return rows.with_columns(
        across=pl.min_horizontal("across", pl.lit(land)),
        name=pl.when("archipelago")
        .then(pl.col("name").str.replace(r" \(.*", ""))
        .otherwise("name"),
        tile_label=pl.when(figure)
        .then(pl.col("tile_label").str.replace_all("[ %]", ""))
        .otherwise(pl.lit("")),
    )


def _tile(rows: pl.DataFrame) -> Tile:
    """Return the tile: of the usual size, or such that all have room on a page."""
    if not page.on_page():
        return USUAL
    wide = page.inner() / (float(rows["across"].max()) + 1)  # type: ignore[arg-type]
    inside, narrow = wide * (1 - GAP), page.is_narrow()
    names = [word for name in rows["name"] for word in name.split()]
    return Tile(
        wide,
        42 if narrow else min(46, wide / FLAT),
        _sized(names, inside - 2, True),
        _sized(rows["tile_label"].drop_nulls(), inside - 12, False),
    )


def _sized(words: Iterable[str], room: float, bold: bool) -> float:
    """Return the size of type in which each of some words has room, as far as a page allows."""
    longest = max(page.long(word, 1, bold) for word in words)
    return max(page.LEAST, min(page.SMALLEST, room / longest))


def _lettered(size: float) -> dict[str, Any]:
    """Return the size of words, and on a page how their lines are broken."""
    broken = {"lineBreak": "\n", "lineHeight": LINE} if page.on_page() else {}
    return {"fontSize": size, **broken}


def _names(rows: pl.DataFrame, tile: Tile) -> pl.DataFrame:
    """Break the names of tiles into lines where a page has to, and place the first line."""
    sea, top = pl.col("archipelago"), pl.col("top")
    if not page.on_page():
        return rows.with_columns(name_at=top + pl.when(sea).then(-0.2).otherwise(0.29))
    inside = tile.wide * (1 - GAP) - 2
    broken = [
        [line for part in name.replace(" (", "\n(").split("\n")
         for line in page.lines(part, 0, tile.name, bold=True, width=inside)]
        for name in rows["name"]
    ]  # fmt: skip
    high, lines = LINE / tile.high, pl.Series([len(lines) for lines in broken])
    middle = 0.29 if not page.is_narrow() else 0.5 - 0.5 * high
    return rows.with_columns(
        name=pl.Series(["\n".join(lines) for lines in broken]),
        name_at=top
        + pl.when(sea).then(-0.2 - (lines - 1) * high).otherwise(middle - (lines - 1) * high / 2),
    )


def _laid_out(rows: pl.DataFrame, tile: Tile) -> pl.DataFrame:
    """Place tiles, signs and words; an archipelago has its name above its tile."""
    sea, indicative = pl.col("archipelago"), pl.col("indicative").fill_null(False)
    low = 0.8 if page.is_narrow() else 0.67
    placed = rows.with_columns(
        left="across",
        right=pl.col("across") + 1 - GAP,
        top=pl.col("down").cast(pl.Float64),
        bottom=pl.col("down") + 1 - GAP * tile.wide / tile.high,
    ).with_columns(
        centre=(pl.col("left") + pl.col("right")) / 2,
        middle=pl.col("top") + pl.when(sea).then(0.46).otherwise(low),
        **_looks(pl.col("standing")),
    )
    letters = pl.col("tile_label").fill_null("").str.len_chars()
    wide = LETTER * tile.words / page.TEXT / tile.wide * letters
    signed = pl.when(pl.col("sign").is_not_null()).then(7 / tile.wide).otherwise(0.0)
    return _names(placed, tile).with_columns(
        edge=pl.when(indicative).then(pl.lit("dashed")).otherwise("edge"),
        border=pl.when(indicative).then(pl.lit(INK)).otherwise("border"),
        name_ink=pl.when(sea).then(pl.lit(INK)).otherwise("ink"),
        words_at=pl.col("centre") + signed,
        sign_at=pl.col("centre") - wide / 2 - 3 / tile.wide,
    )


def _key(rows: pl.DataFrame, tile: Tile, lang: Lang) -> pl.DataFrame:
    """Return the entries of the key: each look that the map has, its name, and how often."""
    provinces = rows.filter(~pl.col("archipelago"))
    counts = dict(provinces["standing"].value_counts().iter_rows())
    counts["indicative"] = provinces["indicative"].sum()
    entries = [
        (kind, text("map.entry", lang, label=text(f"standing.{kind}", lang), n=counts[kind]))
        for kind in LOOKS
        if counts.get(kind)
    ]
    n = pl.int_range(pl.len())
    left, top = pl.lit(PAGE_KEY if page.on_page() else KEY_ACROSS), KEY_DOWN + KEY_ROW * n
    if page.is_narrow():
        # Below the map.
        left, top = pl.lit(0.0), float(rows["bottom"].max()) + 0.4 + KEY_ROW * n  # type: ignore[arg-type]
    # In tiles of the usual size.
    across = USUAL.wide / tile.wide
    return pl.DataFrame(entries, schema=["standing", "label"], orient="row").with_columns(
        left=left,
        right=left + 0.36 * across,
        top=top,
        bottom=top + 0.5,
        middle=top + 0.25,
        sign_at=left + 0.18 * across,
        words_at=left + (0.4 if page.on_page() else 0.46) * across,
        **_looks(pl.col("standing")),
    )


def _looks(standing: pl.Expr) -> dict[str, pl.Expr]:
    return {
        part: standing.replace_strict(
            {kind: getattr(look, part) for kind, look in LOOKS.items()}, return_dtype=pl.String
        )
        for part in Look._fields
    }


def _boxes(base: alt.Chart, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw tiles and the signs in them."""
    boxes = base.encode(
        _at("X", "left", x), _at("Y", "top", y), alt.X2("right"), alt.Y2("bottom"),
        _as_is("Fill", "fill"), _as_is("Stroke", "border"),
    )  # fmt: skip
    signs = base.transform_filter("datum.sign").encode(
        _at("X", "sign_at", x), _at("Y", "middle", y), _as_is("Color", "ink"),
        _as_is("Shape", "sign"),
    )  # fmt: skip
    return [
        *(
            boxes.transform_filter(f"datum.edge === '{edge}'").mark_rect(
                cornerRadius=2, strokeWidth=1.4, strokeDash=dash
            )
            for edge, dash in EDGES.items()
        ),
        signs.mark_point(size=50, filled=True, opacity=1),
    ]


def _at(channel: str, column: str, scale: alt.Scale) -> Any:
    return getattr(alt, channel)(f"{column}:Q", scale=scale, axis=None)


def _as_is(channel: str, column: str) -> Any:
    return getattr(alt, channel)(f"{column}:N", scale=None)


def told(rows: pl.DataFrame, lang: Lang) -> list[alt.Tooltip]:
    others = alt.Tooltip("others_label:N", title=text("map.others", lang))
    return [*tooltip(rows, STANDING_TOOLTIP, lang), others]


def measured_in(key: str, frame: pl.DataFrame, lang: Lang) -> str:
    """Word unit, base and the nation's figure, with its document and its days."""
    told = pl.concat_str("value_label", "yardstick_label", separator=", ", ignore_nulls=True)
    figures = frame.filter(standing="nation").select(told=told)["told"]
    return text(
        key, lang, unit=unit_of(frame.drop_nulls("unit"), lang), base=bases_of(frame, lang),
        nation="; ".join(figures) or "–",
    )  # fmt: skip
