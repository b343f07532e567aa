"""Figures as files: SVG, PNG and PDF of every chart in the notebooks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from dtia.marks import Table, light, numbered, tied, unnumbered
from dtia.theme import FALLBACK, PACKAGED

PPI = 300
FORMATS = ("svg", "png", "pdf")
# What an SVG file asks for, and what it is drawn with here.
ASKED, DRAWN = (f'font-family="{FALLBACK}"', f'font-family="{PACKAGED}, {FALLBACK}"')


@dataclass(frozen=True)
class Drawing:
    """A chart as SVG: for a file, for a page (marks name their rows), and the table of its rows."""

    title: str
    file: str
    page: str
    table: Table


def draw(spec: dict[str, Any], identifier: str) -> Drawing:
    """Draw a Vega-Lite specification as SVG with a title and a text alternative.

    Ids are named after `identifier`, so that the same chart is the same bytes in any run and
    several charts can stand in one page.
    """
    whole, table = tied(spec)
    drawn = vl_convert.vegalite_to_svg(whole)
    local: dict[str, str] = {}
    for name in re.findall(r'\bid="([^"]+)"', drawn):
        local.setdefault(name, f"{identifier}-{len(local)}")
    drawn = re.sub(r'\bid="([^"]+)"', lambda m: f'id="{local[m[1]]}"', drawn)
    drawn = re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{local.get(m[1], m[1])})", drawn)
    labelled = f'aria-labelledby="{identifier}-title {identifier}-desc"'
    words = (
        f'<title id="{identifier}-title">{escape(heading(spec))}</title>'
        f'<desc id="{identifier}-desc">{escape(spec["description"])}</desc>'
    )
    drawn = re.sub(
        r"<svg\b([^>]*)>", lambda m: f'<svg role="img" {labelled}{m[1]}>{words}', drawn, count=1
    )
    return Drawing(
        title=heading(spec),
        file=unnumbered(drawn).replace(DRAWN, ASKED),
        page=light(numbered(drawn).replace(f" {DRAWN}", "")),
        table=table,
    )


def heading(spec: dict[str, Any]) -> str:
    """Return the title that a chart shows."""
    text = spec["concat"][0]["title"]["text"]
    return " ".join(text) if isinstance(text, list) else str(text)


def write_figure(drawn: str, stem: str, folder: Path, formats: Sequence[str]) -> None:
    """Write one SVG text in the formats wanted.

    PDF bytes differ from run to run, so a PDF or PNG that is younger than an unchanged SVG stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inked = drawn.replace(ASKED, DRAWN)
    vector = folder / f"{stem}.svg"
    same = vector.exists() and vector.read_text(encoding="utf-8") == drawn
    for format in sorted(formats, key=FORMATS.index):
        path = folder / f"{stem}.{format}"
        if same and path.exists() and path.stat().st_mtime_ns >= vector.stat().st_mtime_ns:
            continue
        if format == "svg":
            path.write_text(drawn, encoding="utf-8", newline="\n")
        elif format == "png":
            path.write_bytes(vl_convert.svg_to_png(inked, ppi=PPI))
        else:
            path.write_bytes(vl_convert.svg_to_pdf(inked))
