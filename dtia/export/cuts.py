"""A drawing that is too high for a page, cut into parts: each with the heading, foot and axis."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree import ElementTree

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path.parser import parse_path

from dtia.charts.theme import PAPER

SVG = "http://www.w3.org/2000/svg"
Element = ElementTree.Element
MOVED = re.compile(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)")
TURNED = re.compile(r"rotate\(([-\d.e]+)")
# What holds nothing that can be seen.
SILENT = {f"{{{SVG}}}{name}" for name in ("title", "desc", "defs", "clipPath", "style")}
# Lines and areas that may be cut: they say the same all the way.
LONG = 60
# Marks the title of the whole, while it is cut.
TITLE = "data-title"
# How near, in pixels, a name stands to its marks.
NEAR = 16
# How far apart header, body and footer of a part stand, in pixels.
SPACE = 6


@dataclass(frozen=True)
class Shape:
    """What is drawn, from where to where it reaches downwards, and the roles of its groups."""

    element: Element
    top: float
    bottom: float
    roles: str

    def bound(self) -> tuple[float, float]:
        """Return the ends together with what the shape must not be cut off from: a name from the
        marks below it, a heading from its panel, the labels of an axis from what stands above."""
        # Names of rows end at their marks.
        if (
            "role-axis" in self.roles
            and self.is_word()
            and self.element.get("text-anchor") != "end"
        ):
            return self.top - NEAR, self.bottom
        if "role-title" in self.roles:
            return self.top, self.bottom + 2 * NEAR
        moved = MOVED.search(self.element.get("transform", ""))
        begins = moved is not None and float(moved[1]) <= 0
        named = begins and "role-mark" in self.roles and self.element.get("text-anchor") == "start"
        return self.top, self.bottom + (NEAR if named and self.is_word() else 0)

    def is_word(self) -> bool:
        """Say whether it is text."""
        return self.element.tag.endswith("text")

    def is_long(self) -> bool:
        """Say whether a line or an area may be cut: it is no word, and long."""
        return not self.is_word() and self.bottom - self.top > LONG


@dataclass(frozen=True)
class Plan:
    """Where a drawing is cut: the end of its header, the beginning of its footer, places to cut."""

    start: float
    end: float
    places: list[float]
    # Those that cut no panel.
    between: list[float]


def parts(drawing: str, most: float) -> list[str]:
    """Cut an SVG whose height is beyond `most` pixels into parts that are not.

    Each part repeats what stands above the marks and below them. A drawing without a place to cut
    stays whole.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawing)
    height = _number(root.get("viewBox", "0 0 0 0").split()[3])
    if height <= most:
        return [drawing]
    shapes = list(_shapes(root, 0, ""))
    plan = _plan(shapes, height)
    if plan is None:
        return [drawing]
    ends = _ends(plan, most - plan.start - (height - plan.end) - 2 * SPACE)
    pieces = list(pairwise([plan.start, *ends]))
    titles = [shape for shape in shapes if "role-title-text" in shape.roles]
    min(titles, key=lambda shape: shape.top).element.set(TITLE, "")
    return [
        _part(root, plan, height, piece, f"{number}/{len(pieces)}")
        for number, piece in enumerate(pieces, 1)
    ]


def _number(text: str | None) -> float:
    found = re.match(r"-?[\d.]+", text or "")
    return float(found[0]) if found else 0.0


def _shapes(node: Element, down: float, roles: str) -> Iterator[Shape]:
    """Yield what is drawn within an element that is moved `down`."""
    if node.tag in SILENT:
        return
    moved = MOVED.search(node.get("transform", ""))
    down += float(moved[2]) if moved else 0.0
    if node.tag == f"{{{SVG}}}g" or node.tag == f"{{{SVG}}}svg":
        for child in node:
            yield from _shapes(child, down, f"{roles} {node.get('class', '')}")
        return
    ends = _reach(node)
    if ends is not None:
        yield Shape(node, down + ends[0], down + ends[1], f"{roles} {node.get('class', '')}")


def _reach(node: Element) -> tuple[float, float] | None:
    """Return from where to where something drawn reaches, from its own place."""
    kind = node.tag.removeprefix(f"{{{SVG}}}")
    if kind == "text":
        size = _number(node.get("font-size"))
        if TURNED.search(node.get("transform", "")):
            return -size * 3, size * 3
        lines = [line for line in node if line.tag.endswith("tspan")]
        # Up to the letters that are high, down to those that hang.
        return -size * 0.8, size * 0.22 + sum(_number(line.get("dy")) for line in lines)
    if kind == "line":
        return tuple(sorted((_number(node.get("y1")), _number(node.get("y2")))))  # type: ignore[return-value]
    if kind == "rect":
        top = _number(node.get("y"))
        return top, top + _number(node.get("height"))
    if kind == "path" and node.get("d"):
        pen = ControlBoundsPen(None)
        parse_path(node.get("d"), pen)
        return (pen.bounds[1], pen.bounds[3]) if pen.bounds else None
    return None


def _plan(shapes: list[Shape], height: float) -> Plan | None:
    """Find the marks, and where between their rows nothing would be cut in two."""
    grounds = [
        shape
        for shape in shapes
        if "role-scope" in shape.roles and shape.roles.endswith(" background")
        and "role-legend" not in shape.roles and shape.bottom - shape.top > 1
    ]  # fmt: skip
    if not grounds:
        return None
    start, end = min(g.top for g in grounds), max(g.bottom for g in grounds)
    one_row = len({round(ground.top) for ground in grounds}) == 1
    if not one_row:
        start = _below_title(shapes)
        labelled = {round(s.top) for s in shapes if "role-axis-label" in s.roles}
        if len(labelled) > 1:
            feet = [s.top for s in shapes if s.top > end and "role-scope" not in s.roles]
            end = min([top for top in feet if top > end] or [height]) - SPACE
    whole = sorted(
        s.bound()
        for s in shapes
        if s.bottom > start and s.top < end and not s.is_long() and s.bottom - s.top < height / 2
    )
    places, reached = [], start
    for top, bottom in whole:
        # Cells may touch.
        if top > reached - 1 and top > start + 1:
            places.append((reached + top) / 2)
        reached = max(reached, bottom)
    between = [at for at in places if not any(g.top < at < g.bottom for g in grounds)]
    return Plan(start, end, [*places, end], [*between, end])


def _below_title(shapes: list[Shape]) -> float:
    """Return where the title of the whole ends, its subtitle included."""
    heads = [
        min((s for s in shapes if role in s.roles), key=lambda shape: shape.top).bottom
        for role in ("role-title-text", "role-title-subtitle")
    ]
    below = min(s.top for s in shapes if s.top >= max(heads) - 1 and not s.is_long())
    return (max(heads) + below) / 2


def _ends(plan: Plan, room: float) -> list[float]:
    """Choose where parts end, so that they are few and about equally high."""
    if max(last - first for first, last in pairwise([plan.start, *plan.between])) <= room:
        plan = replace(plan, places=plan.between)
    for number in range(2, 40):
        height = max((plan.end - plan.start) / number, 1)
        for share in (height * 1.02, height * 1.1, height * 1.25, room):
            ends = _filled(plan, min(share, room))
            if len(ends) <= number and all(
                end - start <= room + 1 for start, end in pairwise([plan.start, *ends])
            ):
                return ends
    return [plan.end]


def _filled(plan: Plan, room: float) -> list[float]:
    ends, start = [], plan.start
    for place, after in pairwise([*plan.places, plan.end + room + 1]):
        if after - start > room:
            ends.append(place)
            start = place
    if not ends or ends[-1] < plan.end:
        ends.append(plan.end)
    return ends


def _part(root: Element, plan: Plan, height: float, piece: tuple[float, float], number: str) -> str:
    """Set one part: the header, a piece of the body, the footer."""
    width = root.get("viewBox", "").split()[2]
    first, last = piece
    up, body = plan.start + SPACE - first, last - first
    foot = plan.start + body + 2 * SPACE - plan.end
    whole = plan.start + body + 2 * SPACE + (height - plan.end)
    made = Element(root.tag, dict(root.attrib))
    made.set("viewBox", f"0 0 {width} {_short(whole)}")
    made.set("height", _short(whole))
    name = re.sub(r"\W", "-", number)
    for child in root:
        if child.tag in SILENT:
            made.append(child)
    clip = ElementTree.SubElement(made, f"{{{SVG}}}clipPath", {"id": f"part-{name}"})
    ElementTree.SubElement(
        clip, f"{{{SVG}}}rect",
        {"x": "0", "y": _short(plan.start + SPACE), "width": width, "height": _short(body)},
    )  # fmt: skip
    ElementTree.SubElement(
        made, f"{{{SVG}}}rect", {"width": width, "height": _short(whole), "fill": PAPER}
    )
    for start, end, moved, cut in (
        (-height, plan.start, 0.0, False),
        (first, last, up, True),
        (plan.end, 2 * height, foot, False),
    ):
        kept = _kept(root, start, end, cut)
        group = ElementTree.SubElement(made, f"{{{SVG}}}g")
        if cut:
            group.set("clip-path", f"url(#part-{name})")
        inner = ElementTree.SubElement(
            group, f"{{{SVG}}}g", {"transform": f"translate(0,{_short(moved)})"}
        )
        inner.extend(kept)
    _numbered(made, number)
    return ElementTree.tostring(made, encoding="unicode")


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _kept(root: Element, start: float, end: float, cut: bool) -> list[Element]:
    """Copy what of a drawing stands between two heights; where it is `cut`, what reaches in."""
    copied = copy.deepcopy(root)
    wanted = set()
    for shape in _shapes(copied, 0, ""):
        inside = shape.bottom > start and shape.top < end
        if not cut or not shape.is_long():
            middle = (shape.top + shape.bottom) / 2
            inside = start <= middle < end
        if inside:
            wanted.add(shape.element)
    return [child for child in copied if child.tag not in SILENT and _pruned(child, wanted)]


def _pruned(node: Element, wanted: set[Element]) -> bool:
    """Drop what is not wanted within an element; say whether anything is left."""
    if node.tag in SILENT or node in wanted:
        return True
    if node.tag != f"{{{SVG}}}g":
        return False
    for child in list(node):
        if not _pruned(child, wanted):
            node.remove(child)
    return any(child.tag not in SILENT for child in node)


def _numbered(root: Element, number: str) -> None:
    """Say in the title which of the parts this is."""
    for node in root.iter():
        if node.attrib.pop(TITLE, None) is not None:
            line = [part for part in node.iter() if (part.text or "").strip()][-1]
            line.text = f"{line.text} ({number})"
