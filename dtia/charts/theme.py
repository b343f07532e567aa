"""How charts look: one palette, one type scale."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt

from dtia.charts.fonts import FALLBACK, PACKAGED
from dtia.charts.page import PADDING, on_page, sized

# One palette: Okabe and Ito's blue, a vermilion dark enough to be told from it on grey paper, and
# greys. No colour carries meaning alone.
INK = "#1b1f24"
SOFT = "#5b6470"
QUIET = "#7f8995"
GRID = "#e3e6ea"
WASH = "#f4f5f7"
PAPER = "#ffffff"
ACCENT = "#0072b2"
PALE = "#9fc9e3"
MILD = "#dcebf4"
NATION = "#7d3400"
AMBER = "#f6d9a6"
# What each becomes on a dark screen.
DARK = {
    INK: "#e8eaed", SOFT: "#a4adb8", QUIET: "#707b88", GRID: "#2c333b", WASH: "#1d2329",
    PAPER: "#14181d", ACCENT: "#4ba6dc", PALE: "#2b5d80", MILD: "#1f3d52", NATION: "#ffb380",
    AMBER: "#6b5320",
}  # fmt: skip


# Each by its name on pages: light and dark.
COLOURS = {
    name: (light, DARK[light])
    for name, light in {
        "ink": INK, "soft": SOFT, "quiet": QUIET, "grid": GRID, "wash": WASH, "paper": PAPER,
        "accent": ACCENT, "pale": PALE, "mild": MILD, "nation": NATION, "amber": AMBER,
    }.items()
}  # fmt: skip


class Look(NamedTuple):
    """How a cell of the coverage chart looks: its colour, the sign in it, the sign's colour."""

    cell: str
    sign: str
    ink: str


FILLS = {
    "stated": Look(ACCENT, "circle", PAPER),
    "qualitative": Look(PALE, "diamond", INK),
    "disputed": Look(AMBER, "square", INK),
    "not_found": Look(WASH, "stroke", SOFT),
    "not_searched": Look(PAPER, "cross", QUIET),
}
WIDTH = 560


# The mark of what stood before, or stands elsewhere: a tick.
BEFORE: Any = {"orient": "vertical", "thickness": 3, "size": 14, "opacity": 1}
# The mark of what was measured.
MEASURED = "M-1,-0.6L-0.6,-1L0,-0.4L0.6,-1L1,-0.6L0.4,0L1,0.6L0.6,1L0,0.4L-0.6,1L-1,0.6L-0.4,0Z"


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart."""
    font = f"{PACKAGED}, {FALLBACK}"
    label = {"labelFont": font, "titleFont": font, "labelColor": INK, "titleColor": SOFT}
    return {
        "font": font,
        "background": PAPER,
        "padding": PADDING,
        "view": {"stroke": None},
        "axis": {
            **label, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "gridColor": GRID, "domainColor": GRID, "tickColor": GRID, "labelLimit": 320,
            # Where numbers would touch, every other one is left out.
            **({"labelSeparation": 5} if on_page() else {}),
        },
        "header": {**label, "labelFontSize": 13, "labelFontWeight": "bold"},
        "legend": {
            **label, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320,
            # One below the other.
            **({"layout": {"bottom": {"direction": "vertical"}}} if on_page() else {}),
        },
        "title": {
            "font": font, "fontSize": sized(16), "fontWeight": "bold", "color": INK,
            "anchor": "start",
            "frame": "bounds", "offset": 14,
            "subtitleFont": font, "subtitleFontSize": 12, "subtitleColor": SOFT,
            "subtitlePadding": 6,
        },
        "text": {"font": font, "fontSize": 12, "color": INK},
    }  # fmt: skip


@alt.theme.register("dtia", enable=True)
def theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig(config=config())  # type: ignore[typeddict-item]
