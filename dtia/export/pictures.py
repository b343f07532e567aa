"""Charts as pictures of a document: in true size, and in parts where a page does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dtia.charts.page import laid_out_for
from dtia.drawings import PPI, Drawing, draw, heading
from dtia.drawings import rendered as rendered_whole
from dtia.export import cuts
from dtia.export.paper import INCH, LENGTH, PIXELS, POINTS, highest, on_paper, pixels, rendered
from dtia.export.work import Drawn

# What a page under Decree 30/2020/NĐ-CP leaves, in mm.
WIDTH = 155
# What it leaves below a heading; words of 8 points may become 7 to fit it.
ROOM, LEAST = 190.0, 7 / 8
# The size that a drawing states which is laid out for no page, in pixels.
SIZE = re.compile(r'<svg\b[^>]*? width="([\d.]+)" height="([\d.]+)"')


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, its bytes as PNG, and its width in mm."""

    title: str
    words: str
    content: bytes
    width: float


def pictures(drawn: Drawn) -> Iterator[Picture]:
    """Yield a chart as pictures that a page holds, most often one."""
    with laid_out_for(round(pixels(WIDTH))):
        chart = drawn()
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    drawing = draw(spec, "picture")
    title, words = heading(spec), str(spec.get("description") or heading(spec))
    parts = list(_parts(drawing))
    for number, (content, width) in enumerate(parts, 1):
        named = f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title
        yield Picture(named, words, content, width)


def _parts(drawing: Drawing) -> Iterator[tuple[bytes, float]]:
    """Yield the parts of a drawing that a page holds: a PNG, and its width on the page in mm."""
    width, _ = _size(drawing.file)
    scale = min(1.0, WIDTH / width)
    if round(width) == WIDTH:
        for part in on_paper(drawing, WIDTH):
            high = next(float(high) for side, high in LENGTH.findall(part.file) if side == "height")
            yield rendered(part.file, "png"), WIDTH * _fitted(high)
        return
    # A drawing that is laid out for no page, or has more words than a page is wide.
    for cut in cuts.parts(drawing.file, pixels(highest(WIDTH) / scale)):
        _, high = _size(cut)
        size = scale * _fitted(high * scale)
        yield rendered_whole(cut, "png", ppi=PPI * size * POINTS / PIXELS), width * size


def _fitted(high: float) -> float:
    """Return how much smaller a picture is made, so that a page holds it below a heading."""
    return ROOM / high if LEAST <= ROOM / high < 1 else min(1.0, highest(WIDTH) / high)


def _size(drawing: str) -> tuple[float, float]:
    """Return width and height of a drawing in mm."""
    stated = SIZE.search(drawing)
    assert stated, "a drawing states its size"
    width, height = (float(length) / PIXELS * INCH for length in stated.groups())
    return width, height
