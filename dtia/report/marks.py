"""The marks of the charts, each with one meaning, as the page explains them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dtia.charts.theme import ACCENT, AMBER, INK, MEASURED, NATION, PALE, PAPER, QUIET

TILE = "M2 1H22V15H2Z"


def _shape(tag: str, **given: Any) -> Markup:
    attributes = (f'{name.replace("_", "-")}="{value}"' for name, value in given.items())
    return Markup(f"<{tag} {' '.join(attributes)}/>")


def _dot(**given: Any) -> Markup:
    return _shape("circle", **{"cx": 12, "cy": 8, "r": 5, **given})


def _path(d: str, **given: Any) -> Markup:
    return _shape("path", d=d, **given)


# What stands for what in every chart; they draw the same shapes in the same colours.
MARKS = [
    ("figure", _dot(fill=ACCENT)),
    ("several", _dot(cx=5, r=3.5, fill=ACCENT) + _dot(cx=16, r=7, fill=ACCENT)),
    ("open", _dot(fill=PAPER, stroke=ACCENT, stroke_width=2.5)),
    ("range", _path("M2 5.5H22V10.5H2Z", fill=PALE) + _dot(cx=3, r=2.5, fill=ACCENT)),
    ("indicative", _dot(fill=PAPER, stroke=ACCENT, stroke_width=1.5, stroke_dasharray="3 2")),
    ("disputed", _dot(fill=QUIET)),
    ("before", _path("M12 2V14", stroke=ACCENT, stroke_width=3)),
    ("measured", _path(MEASURED, fill=INK, transform="translate(12 8) scale(6)")),
    ("median", _path("M12 2L18 8L12 14L6 8Z", fill=INK)),
    ("nation", _path("M12 0V16", stroke=NATION, stroke_width=2, stroke_dasharray="6 3")),
    ("was_nation", _path("M12 0V16", stroke=NATION, stroke_width=1.5, stroke_dasharray="2 3")),
    ("above", _path(TILE, fill=ACCENT) + _path("M12 5L15 11H9Z", fill=PAPER)),
    ("same", _path(TILE, fill=PALE) + _path("M9 6H15M9 10H15", stroke=INK, stroke_width=2)),
    ("below", _path(TILE, fill=AMBER) + _path("M12 11L9 5H15Z", fill=INK)),
]
