"""Words of a drawing as outlines: a program that has not the font shows them all the same."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

from fontTools.pens.svgPathPen import SVGPathPen

from dtia.charts.fonts import face

SVG = "http://www.w3.org/2000/svg"
TEXT, LINE, PATH = (f"{{{SVG}}}{name}" for name in ("text", "tspan", "path"))
Element = ElementTree.Element
# What words hand on to their outlines.
KEPT = ("fill", "stroke", "stroke-width", "stroke-linejoin", "opacity")
SIDES = {"middle": 0.5, "end": 1.0}


def outlined(drawing: str) -> str:
    """Put outlines for the words of an SVG, which keeps its title and its description."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawing)
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == TEXT:
                parent[place] = _outline(child)
    return ElementTree.tostring(root, encoding="unicode")


def _outline(words: Element) -> Element:
    """Return a group of outlines, one of each line of some words."""
    group = Element(f"{{{SVG}}}g", {"transform": words.get("transform", "")})
    size = float(re.sub(r"[^\d.]", "", words.get("font-size", "")) or 12)
    weight = "Bold" if words.get("font-weight") == "bold" else "Regular"
    down = 0.0
    for line in [part for part in words if part.tag == LINE] or [words]:
        down += float(line.get("dy", 0)) if line is not words else 0.0
        outline, long = _line(line.text or "", weight)
        scale = size / _em(weight)
        start = -long * scale * SIDES.get(words.get("text-anchor", ""), 0.0)
        if not outline:
            continue
        kept = {name: words.attrib[name] for name in KEPT if name in words.attrib}
        if "stroke-width" in kept:
            kept["stroke-width"] = f"{float(kept['stroke-width']) / scale:.0f}"
        moved = f"translate({start:.2f},{down:.2f}) scale({scale:.6f},{-scale:.6f})"
        ElementTree.SubElement(group, PATH, {"d": outline, "transform": moved, **kept})
    return group


def _line(said: str, weight: str) -> tuple[str, float]:
    """Return the outline of a line of words, and how long it is, in units of the face."""
    drawn, across = [], 0.0
    for letter in said:
        outline, wide = _letter(letter, weight, round(across))
        drawn.append(outline)
        across += wide
    return "".join(drawn), across


@cache
def _em(weight: str) -> float:
    return float(face(weight)["head"].unitsPerEm)  # type: ignore[attr-defined]


@cache
def _face(weight: str) -> tuple[dict[int, str], object, object]:
    opened = face(weight)
    return opened.getBestCmap() or {}, opened.getGlyphSet(), opened["hmtx"].metrics


def _letter(letter: str, weight: str, across: int) -> tuple[str, float]:
    from fontTools.pens.transformPen import TransformPen

    known, glyphs, metrics = _face(weight)
    name = known.get(ord(letter), known.get(ord(" "), ""))
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
    glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, across, 0)))  # type: ignore[index]
    return pen.getCommands(), metrics[name][0]  # type: ignore[index]
