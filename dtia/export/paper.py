"""Figures for documents: as wide as their page, no higher, in true size, with data and citation."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl
import vl_convert

from dtia.charts.theme import PAPER
from dtia.data import Data
from dtia.data.dataset import to_csv
from dtia.drawings import ASKED, DRAWN, PPI, Drawing
from dtia.errors import WrongValue
from dtia.export.cuts import parts
from dtia.export.outlines import outlined
from dtia.i18n import LANGS, Lang, date, text
from dtia.version import ADDRESS

# What a page may be wide, in millimetres; wider than this it lies on its side.
LEAST, MOST, UPRIGHT = 80, 257, 180
# How high a figure may be on an upright page and on one that lies on its side, in millimetres.
HEIGHTS = {True: 220, False: 150}
INCH, PIXELS, POINTS = 25.4, 96, 72
LENGTH = re.compile(r'(width|height)="([\d.]+)mm"')
# What stands before all that is drawn.
AHEAD = re.compile(r"<svg\b[^>]*>(<title.*?</title><desc.*?</desc>)?", re.DOTALL)
SIZE = re.compile(r' width="[\d.]+" height="[\d.]+" viewBox="0 0 [\d.]+ ([\d.]+)"')


def pixels(length: float) -> float:
    """Return a length in millimetres as pixels, of which an inch has 96."""
    return length / INCH * PIXELS


def allowed(width: int) -> int:
    """Return a width that a page may have. Raises WrongValue for another."""
    if not LEAST <= width <= MOST:
        said = {lang: text("wanted.width", lang, least=LEAST, most=MOST) for lang in LANGS}
        raise WrongValue("wanted", value=f"--width {width}", wanted=said)
    return width


def highest(width: int) -> int:
    """Return how high a figure of a width may be, in millimetres."""
    return HEIGHTS[width <= UPRIGHT]


def on_paper(drawing: Drawing, width: int) -> list[Drawing]:
    """Return the parts of a drawing, each exactly as wide as a page, of which it says so in mm."""
    return [
        replace(drawing, file=_sized(part, width))
        for part in parts(drawing.file, pixels(highest(width)))
    ]


def _sized(drawing: str, width: int) -> str:
    found = SIZE.search(drawing)
    assert found, drawing[:200]
    high = float(found[1])
    # A page is a part of a pixel wider than its drawing: without ground it would show as a line.
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    drawing = AHEAD.sub(lambda head: head[0] + ground, drawing, count=1)
    return SIZE.sub(
        f' width="{width}mm" height="{high / PIXELS * INCH:.2f}mm"'
        f' viewBox="0 0 {pixels(width):.2f} {high:g}"',
        drawing,
        count=1,
    )


def rendered(drawing: str, format: str) -> bytes:
    """Return a figure on paper as a file: SVG with outlined words, PNG of 300 dpi, PDF."""
    if format == "svg":
        return outlined(drawing).encode()
    # A pixel of a drawing is a point to vl-convert, of which an inch has 72.
    inked = LENGTH.sub(
        lambda found: f'{found[1]}="{float(found[2]) / INCH * POINTS:.2f}"',
        drawing.replace(ASKED, DRAWN),
        count=2,
    )
    if format == "png":
        return bytes(vl_convert.svg_to_png(inked, ppi=PPI))
    return bytes(vl_convert.svg_to_pdf(inked))


def rows_of(drawing: Drawing) -> bytes:
    """Return the rows of a figure as CSV, headings in its language; Excel reads it as UTF-8."""
    said = drawing.said
    frame = pl.DataFrame(
        [{head: _cell(row.get(field)) for field, head in said.columns.items()} for row in said.rows]
    )
    return BOM_UTF8 + to_csv(frame)


def _cell(value: object) -> str | None:
    return None if value is None else str(value)


def citation(drawing: Drawing, data: Data, lang: Lang) -> str:
    """Return how a figure is cited, and the acts and the sources that it rests on."""
    return text(
        "citation.figure", lang, title=drawing.title, year=data.as_of[:4], version=data.version,
        as_of=date(data.as_of, lang), address=f", {ADDRESS}" if ADDRESS else "",
        acts=_listed(_acts(drawing)), sources=_listed(_sources(drawing)),
    ) + "\n"  # fmt: skip


def beside(drawings: Mapping[str, Drawing], data: Data, lang: Lang) -> dict[str, bytes]:
    """Return what stands beside the pictures of each figure: its rows, and how it is cited."""
    return {
        f"{name}.{lang}.{ending}": content
        for name, drawing in drawings.items()
        for ending, content in (
            ("csv", rows_of(drawing)),
            ("txt", citation(drawing, data, lang).encode()),
        )
    }


def _acts(drawing: Drawing) -> Iterable[str]:
    for row in drawing.said.rows:
        act = row.get("document_label") or row.get("title")
        if act and row.get("unit_label"):
            yield f"{row['unit_label']}: {act}"
        if row.get("reference_label") and row.get("reference_document_label"):
            yield f"{row['reference_label']}: {row['reference_document_label']}"


def _sources(drawing: Drawing) -> Iterable[str]:
    for row in drawing.said.rows:
        yield from (row.get("source_label") or "").split("; ")


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines) if line) or "–"
