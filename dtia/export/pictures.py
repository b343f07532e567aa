"""Charts as pictures of a document: how large they stand on its page, and what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from dtia.drawings import PPI, draw, heading, rendered
from dtia.export.work import Drawn

# What a page under Decree 30/2020/NĐ-CP leaves, in mm.
WIDEST, HIGHEST = 155.0, 220.0
INCH, DOTS = 25.4, 72
# The size that a drawing states, in dots.
SIZE = re.compile(r'<svg\b[^>]*? width="([\d.]+)" height="([\d.]+)"')


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, its bytes as PNG, and its size in mm."""

    title: str
    words: str
    content: bytes
    width: float
    height: float


def picture(drawn: Drawn) -> Picture:
    """Draw a chart as large as a page allows, and no larger than it is."""
    chart = drawn()
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    drawing = draw(spec, "picture").file
    stated = SIZE.search(drawing)
    assert stated, "a drawing states its size"
    width, height = (float(dots) / DOTS * INCH for dots in stated.groups())
    scale = min(1.0, WIDEST / width, HIGHEST / height)
    content = rendered(drawing, "png", ppi=PPI * scale)
    words = str(spec.get("description") or heading(spec))
    return Picture(heading(spec), words, content, width * scale, height * scale)
