"""Charts as pictures of a page: in true size, and in parts where a page does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dtia.charts.page import laid_out_for
from dtia.drawings import Drawing, draw, heading
from dtia.export import cuts
from dtia.export.paper import INCH, LENGTH, PIXELS, highest, on_paper, pixels, rendered
from dtia.export.work import Drawn

# What a page under Decree 30/2020/NĐ-CP leaves, in mm.
WIDTH = 155
# What it leaves below a heading; words of 8 points may become 7 to fit it.
ROOM, LEAST = 190.0, 7 / 8
# The size that a drawing states which is laid out for no page, in pixels.
SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"(?= viewBox)')


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, its bytes as PNG, and its width in mm."""

    title: str
    words: str
    content: bytes
    width: float


def pictures(drawn: Drawn) -> Iterator[Picture]:
    """Yield a chart as pictures that a page holds, most often one."""
    chart, drawings = on_page(drawn, WIDTH, "picture")
    title, words = heading(chart), str(chart.get("description") or heading(chart))
    for number, drawing in enumerate(drawings, 1):
        named = f"{title} ({number}/{len(drawings)})" if len(drawings) > 1 else title
        high = next(float(high) for side, high in LENGTH.findall(drawing) if side == "height")
        scale = ROOM / high if LEAST <= ROOM / high < 1 else 1.0
        yield Picture(named, words, rendered(drawing, "png"), WIDTH * scale)


def on_page(drawn: Drawn, width: int, name: str) -> tuple[dict[str, object], list[str]]:
    """Return a chart's specification, and its drawings: as wide as a page in mm, and no higher."""
    with laid_out_for(round(pixels(width))):
        chart = drawn()
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    drawing = draw(spec, name)
    stated = SIZE.search(drawing.file)
    assert stated, "a drawing states its size"
    wide = float(stated[1]) / PIXELS * INCH
    if round(wide) <= width:
        return spec, [part.file for part in on_paper(drawing, width)]
    return spec, list(_shrunk(drawing, width, width / wide))


def _shrunk(drawing: Drawing, width: int, scale: float) -> Iterator[str]:
    """Yield the parts of a drawing that is wider than a page, each as wide as one."""
    for cut in cuts.parts(drawing.file, pixels(highest(width) / scale)):
        stated = SIZE.search(cut)
        assert stated, "a part states its size"
        high = float(stated[2]) / PIXELS * INCH * scale
        yield SIZE.sub(f' width="{width}mm" height="{high:.2f}mm"', cut, count=1)
