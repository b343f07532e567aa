"""The packaged font: its faces, its letters, and how JupyterLab gets it."""

from __future__ import annotations

import base64
import json
import sys
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import altair as alt
import vl_convert
from fontTools.ttLib import TTFont, reorderFontTables

from dtia.files import explained, private_folder

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
# What words are measured by stands together, before their outlines: vl-convert opens the font anew
# for each text that it measures, thousands of times a chart, and so touches half as much of it.
ORDER = [
    "head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "GDEF", "GSUB", "GPOS", "name", "post", "loca",
]  # fmt: skip


def face(name: str) -> TTFont:
    """Open one face of the packaged font."""
    return TTFont(FONT_FOLDER / f"{FONT}-{name}.ttf", recalcTimestamp=False)


def packaged() -> TemporaryDirectory[str]:
    """Give vl-convert the packaged font, and return the folder it is read from while drawing."""
    folder = private_folder()
    for name in FACES:
        renamed = face(name)
        for record in renamed["name"].names:
            if record.nameID == FAMILY_NAME:
                record.string = PACKAGED
        written, ordered = BytesIO(), BytesIO()
        renamed.save(written)
        reorderFontTables(written, ordered, ORDER)
        with explained(Path(folder.name)):
            (Path(folder.name) / f"{name}.ttf").write_bytes(ordered.getvalue())
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
def font(name: str, letters: tuple[int, ...]) -> str:
    """Return the letters that pages need of one face of the packaged font, base64."""
    # Only pages and JupyterLab need it; charts on their own do without its import.
    from fontTools.subset import Options, Subsetter

    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "liga"])
    few = face(name)
    if set(letters) < set(LETTERS):
        # That is quicker than out of the whole face.
        many = BytesIO(base64.b64decode(font(name, LETTERS)))
        few = TTFont(many, recalcTimestamp=False)
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
    faces = [[font(name, LETTERS), weight] for name, weight in FACES.items()]
    alt.JupyterChart.enable_offline()
    alt.JupyterChart._esm = (
        f"const [FONT, FACES] = {json.dumps([FONT, faces])};{LOADER}{alt.JupyterChart._esm}"
    )
    options = {"renderer": "svg", "actions": False}
    alt.renderers.enable("jupyter", offline=True, embed_options=options)


if "ipykernel" in sys.modules:
    jupyter()
