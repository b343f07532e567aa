"""Charts as pictures of a page: in true size, and in parts where a page does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dtia.charts.page import laid_out_for
from dtia.drawings import Drawing, draw, heading
from dtia.export import cuts
from dtia.export.paper import INCH, PIXELS, highest, on_paper, pixels, rendered
from dtia.export.work import Drawn

# The size that a drawing states which is laid out for no page, in pixels.
SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"(?= viewBox)')


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, and its bytes as PNG."""

    title: str
    words: str
    content: bytes


def pictures(drawn: Drawn, width: int) -> Iterator[Picture]:
    """Yield a chart as pictures of a width in mm that a page holds, most often one."""
    chart, drawings = on_page(drawn, width, "picture")
    title, words = heading(chart), str(chart.get("description") or heading(chart))
    for number, drawing in enumerate(drawings, 1):
        named = f"{title} ({number}/{len(drawings)})" if len(drawings) > 1 else title
        yield Picture(named, words, rendered(drawing, "png"))


def on_page(drawn: Drawn, width: int, name: str) -> tuple[dict[str, object], list[str]]:
    """Return a chart's specification, and its drawings: as wide as a page in mm, and no higher."""
    with laid_out_for(round(pixels(width))):
        chart = drawn()
        # The sizes of type are those of the page while a chart becomes its specification.
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
