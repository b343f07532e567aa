"""How charts look: the packaged font, one palette, one type scale."""

from __future__ import annotations

import base64
import json
import sys
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from fontTools.ttLib import TTFont

FONT = "Roboto"
# The packaged font under a name that no machine has: beside a Roboto of the machine, which may have
# other widths and letters, vl-convert would not take the one that it is given.
PACKAGED = "dtia Roboto"
# For who opens a drawing without the packaged font.
FALLBACK = f"{FONT}, Arial, sans-serif"
# The faces that charts and pages use, and their weights.
FACES = {"Regular": "400", "Bold": "700"}
FONT_FOLDER = Path(str(files("font_roboto"))) / "files"
FAMILY_NAME = 1

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


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart."""
    font = f"{PACKAGED}, {FALLBACK}"
    label = {"labelFont": font, "titleFont": font, "labelColor": INK, "titleColor": SOFT}
    return {
        "font": font,
        "background": PAPER,
        "padding": 8,
        "view": {"stroke": None},
        "axis": {
            **label, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "gridColor": GRID, "domainColor": GRID, "tickColor": GRID, "labelLimit": 320,
        },
        "header": {**label, "labelFontSize": 13, "labelFontWeight": "bold"},
        "legend": {**label, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320},
        "title": {
            "font": font, "fontSize": 16, "fontWeight": "bold", "color": INK, "anchor": "start",
            "frame": "bounds", "offset": 14,
            "subtitleFont": font, "subtitleFontSize": 12, "subtitleColor": SOFT,
            "subtitlePadding": 6,
        },
        "text": {"font": font, "fontSize": 12, "color": INK},
    }  # fmt: skip


@alt.theme.register("dtia", enable=True)
def theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig(config=config())  # type: ignore[typeddict-item]


def face(name: str) -> TTFont:
    """Open one face of the packaged font."""
    return TTFont(FONT_FOLDER / f"{FONT}-{name}.ttf", recalcTimestamp=False)


def packaged() -> TemporaryDirectory[str]:
    """Give vl-convert the packaged font, and return the folder it is read from while drawing."""
    folder = TemporaryDirectory(prefix="dtia-", ignore_cleanup_errors=True)
    for name in FACES:
        renamed = face(name)
        for record in renamed["name"].names:
            if record.nameID == FAMILY_NAME:
                record.string = PACKAGED
        renamed.save(Path(folder.name) / f"{name}.ttf")
    vl_convert.register_font_directory(folder.name)
    return folder


# Removed with this process.
DRAWN_FROM = packaged()

LOADER = """
if (![...document.fonts].some((face) => face.family.replaceAll('"', "") === FONT)) {
  const load = ([data, weight]) =>
    new FontFace(FONT, `url(data:font/ttf;base64,${data})`, {weight}).load();
  for (const face of await Promise.all(FACES.map(load))) document.fonts.add(face);
}
"""


# What pages are written in: Latin with every Vietnamese letter, marks, punctuation, signs; each of
# them is in the packaged font.
LETTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0,
    *range(0x300, 0x304), 0x306, 0x309, 0x31B, 0x323, *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2028), *range(0x202F, 0x2040), 0x20AB, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
)  # fmt: skip


# What a page of one province is written in: Latin-1, Vietnamese, punctuation and few signs.
FEW_LETTERS = (
    *range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, *range(0xC0, 0x100), 0x102, 0x103, 0x110, 0x111,
    0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2015), 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AB, 0x2212, 0x2248, 0x2264,
    0x2265,
)  # fmt: skip


@cache
def font(name: str, letters: tuple[int, ...] = LETTERS) -> str:
    """Return the letters that pages need of one face of the packaged font, base64."""
    # Only pages and JupyterLab need it; charts on their own do without its import.
    from fontTools.subset import Options, Subsetter

    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "liga"])
    few = face(name)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(few)
    written = BytesIO()
    few.save(written)
    return base64.b64encode(written.getvalue()).decode()


def jupyter() -> None:
    """Let JupyterLab draw charts without a network and in the packaged font.

    JupyterLab has no renderer for Vega-Lite 6, and Altair's default one loads scripts from a
    CDN. The font must be there before Vega measures the first letter.
    """
    faces = [[font(name), weight] for name, weight in FACES.items()]
    alt.JupyterChart.enable_offline()
    alt.JupyterChart._esm = (
        f"const [FONT, FACES] = {json.dumps([FONT, faces])};{LOADER}{alt.JupyterChart._esm}"
    )
    options = {"renderer": "svg", "actions": False}
    alt.renderers.enable("jupyter", offline=True, embed_options=options)


if "ipykernel" in sys.modules:
    jupyter()
