"""Charts as pictures of a document: how large they stand on its page, and what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from dtia.charts.page import laid_out_for
from dtia.drawings import PPI, draw, heading, rendered
from dtia.export.work import Drawn

# What a page under Decree 30/2020/NĐ-CP leaves, in mm.
WIDEST, HIGHEST = 155.0, 220.0
# What a page leaves below a title or a heading; words of 8 points may become 7 to fit it.
ROOM, LEAST = 190.0, 7 / 8
# A drawing is laid out in pixels, of which an inch has 96; a PNG reckons them as points.
INCH, PIXELS, POINTS = 25.4, 96, 72
# The size that a drawing states, in pixels.
SIZE = re.compile(r'<svg\b[^>]*? width="([\d.]+)" height="([\d.]+)"')


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, its bytes as PNG, and its size in mm."""

    title: str
    words: str
    content: bytes
    width: float
    height: float


def picture(drawn: Drawn) -> Picture:
    """Draw a chart laid out for a page, in true size; one that is too high is made smaller."""
    with laid_out_for(round(WIDEST / INCH * PIXELS)):
        chart = drawn()
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    drawing = draw(spec, "picture").file
    stated = SIZE.search(drawing)
    assert stated, "a drawing states its size"
    width, height = (float(pixels) / PIXELS * INCH for pixels in stated.groups())
    scale = min(1.0, WIDEST / width, HIGHEST / height)
    if LEAST <= ROOM / (height * scale) < 1:
        scale *= ROOM / (height * scale)
    content = rendered(drawing, "png", ppi=PPI * scale * POINTS / PIXELS)
    words = str(spec.get("description") or heading(spec))
    return Picture(heading(spec), words, content, width * scale, height * scale)
