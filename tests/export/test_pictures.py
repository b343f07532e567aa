"""Pictures of documents: as wide as the text of their page, and of a type that can be read."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt

import dtia
from dtia.charts.page import laid_out_for
from dtia.data import Data
from dtia.drawings import draw
from dtia.export.document import document
from dtia.export.paper import pixels, rendered
from dtia.export.pictures import on_page
from dtia.export.work import Work
from support.taken import ACCOUNTS, BESIDE, ECONOMY, PROFILE, body

pytestmark = pytest.mark.report

RECORDS = "gov.records_online"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
# What a page of Decree 30/2020/NĐ-CP leaves, in mm, and the sizes of type that are legible.
TEXT, LEAST = 160, 7.0


def drawings(work: Work, width: int) -> list[str]:
    """Return the drawings of all pieces of a work, part by part."""
    return [part for p in work.pieces if p.drawn for part in on_page(p.drawn, width, "x")[1]]


def of_pictures(file: Path) -> list[tuple[int, int, int, int]]:
    """Return of every picture its width and height in EMU, and in dots."""
    parts = docx.Document(str(file)).part.related_parts
    found = []
    for picture in body(file).iter(INLINE):
        extent, [blip] = picture.find("{*}extent"), picture.iter(BLIP)
        dots = struct.unpack(">II", parts[blip.get(EMBED)].blob[16:24])
        found.append((int(extent.get("cx")), int(extent.get("cy")), *dots))
    return found


def works(data: Data) -> dict[str, Work]:
    """The works of the documents that are taken, by their names: strips, panels of several tiers
    and years, one indicator."""
    vi, en = dtia.ask("vi", data), dtia.ask("en", data)
    return {
        "profile.vi": vi.province(PROFILE).work(),
        "profile.en": en.province(PROFILE).work(),
        "compared.en": en.compare(BESIDE, [ECONOMY, ACCOUNTS], 2030).work(),
        "one.vi": vi.targets(ECONOMY, 2030).work(),
    }


@pytest.mark.parametrize("name", ["profile.vi", "profile.en", "compared.en", "one.vi"])
def test_every_picture_is_as_wide_as_the_text_and_no_type_is_under_seven_points(
    data: Data, taken: Path, name: str
) -> None:
    found = of_pictures(taken / f"{name}.docx")
    drawn = drawings(works(data)[name], TEXT)
    assert len(found) == len(drawn) > 0
    for (wide, high, across, down), drawing in zip(found, drawn, strict=True):
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
        assert box and wide == Mm(TEXT) and high <= Mm(220)
        # The picture is that drawing, neither stretched nor cut.
        assert across / down == pytest.approx(float(box[1]) / float(box[2]), rel=0.01)
        assert across / (wide / Mm(25.4)) == pytest.approx(300, abs=1)
        point = wide / Pt(1) / float(box[1])
        sizes = [float(size) * point for size in re.findall(r'font-size="([\d.]+)px"', drawing)]
        assert sizes and min(sizes) >= LEAST
        assert sum(8 <= round(size, 1) <= 10 for size in sizes) > 0.9 * len(sizes)


def test_a_drawing_for_a_page_is_no_wider_than_it(data: Data) -> None:
    vi = dtia.ask("vi", data)
    strips = next(p.drawn for p in vi.province(PROFILE).work().pieces if p.drawn)
    ways: list[tuple[int, Any]] = [
        (80, strips), (155, strips), (80, vi.targets(RECORDS, 2030).chart),
        (155, vi.compare(BESIDE[1:], [ECONOMY, ACCOUNTS], 2030).chart),
    ]  # fmt: skip
    for width, chart in ways:
        with laid_out_for(round(pixels(width))):
            made = chart()
            spec = made if isinstance(made, dict) else made.to_dict()
        drawing = draw(spec, "x").file
        stated = re.search(r' width="([\d.]+)"', drawing)
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawing)]
        assert stated and float(stated[1]) <= pixels(width) + 4
        assert min(sizes) * 0.75 >= LEAST


def test_a_picture_is_as_wide_as_the_text_of_a_narrow_template(data: Data, tmp_path: Path) -> None:
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(148), Mm(20), Mm(20)
    file.save(str(tmp_path / "a5.docx"))
    work = dtia.ask("vi", data).province(PROFILE).work()
    place = tmp_path / "x.docx"
    place.write_bytes(document(work, tmp_path / "a5.docx"))
    assert {wide for wide, *_ in of_pictures(place)} == {Mm(108)}


def test_a_picture_is_white_up_to_its_edges_and_the_same_bytes_twice(data: Data) -> None:
    drawn = next(p.drawn for p in dtia.ask("vi", data).province(PROFILE).work().pieces if p.drawn)
    first, again = (rendered(on_page(drawn, 155, "x")[1][0], "png") for _ in range(2))
    assert first == again
    assert set(top_row(first)) == {255}


def top_row(png: bytes) -> list[int]:
    """Return the bytes of the dots of the first row of a PNG, four bytes a dot."""
    wide, _, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    found, at = b"", 8
    while at < len(png):
        long = int.from_bytes(png[at : at + 4], "big")
        found += png[at + 8 : at + 8 + long] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += long + 12
    way, *row = zlib.decompress(found)[: 1 + wide * 4]
    assert way in (0, 1, 2, 4)
    # The first row is written as it is, or each dot as what it differs by from the one before.
    for n in range(4, len(row)) if way in (1, 4) else ():
        row[n] = (row[n] + row[n - 4]) % 256
    return row
