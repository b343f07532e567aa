"""Figures for documents: they fit the page, are legible, and read the same without the font."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from pypdf import PdfReader

import dtia
import dtia.charts.theme
from dtia.charts.page import laid_out_for
from dtia.data import Data
from dtia.drawings import Drawing, Rows, draw
from dtia.export import paper
from dtia.export.cuts import parts
from dtia.export.outlines import outlined
from dtia.i18n import LANGS, Lang
from support.project import NOTEBOOKS, cells, invoke, source

pytestmark = pytest.mark.report

WIDTH = 155
# Points of a pixel, and the least size of type.
POINT, LEAST = 0.75, 7
SVG = "{http://www.w3.org/2000/svg}"
Drawn = Mapping[Lang, Mapping[str, Drawing]]


@pytest.fixture(scope="module")
def drawn(data: Data) -> Drawn:
    """Every chart of the report, laid out for a document, by language and id."""
    found: dict[Lang, dict[str, Drawing]] = {}
    for lang in LANGS:
        found[lang] = {}
        names: dict[str, object] = {"ask": dtia.ask(lang, data)}
        for notebook in NOTEBOOKS:
            if not re.match(r"\d\d_", notebook.name):
                continue
            for cell in cells(notebook):
                if cell["cell_type"] == "code" and ".chart()" in source(cell):
                    *before, last = source(cell).strip().splitlines()
                    exec("\n".join(before), names)
                    with laid_out_for(int(paper.pixels(WIDTH)), alone=True):
                        spec = eval(last, names).to_dict()
                        found[lang][cell["id"]] = draw(spec, cell["id"])
    assert len(found["vi"]) > 20
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_fits_the_page_and_is_legible(drawn: Drawn, lang: Lang) -> None:
    wrong = {}
    for name, drawing in drawn[lang].items():
        wide = float(re.search(r'width="([\d.]+)"', drawing.file)[1])  # type: ignore[index]
        # What stands around a chart may be cut by a little.
        if wide > paper.pixels(WIDTH) + 4:
            wrong[name] = f"{wide} pixels wide"
        for part in paper.on_paper(drawing, WIDTH):
            high = float(re.search(r'height="([\d.]+)mm"', part.file)[1])  # type: ignore[index]
            sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', part.file)]
            if high > 220 or min(sizes) * POINT < LEAST:
                wrong[name] = f"{high} mm high, type of {min(sizes) * POINT:.1f} points"
    assert wrong == {}


def test_most_type_is_of_eight_to_ten_points(drawn: Drawn) -> None:
    sizes = [
        float(size) * POINT
        for drawing in drawn["vi"].values()
        for size in re.findall(r'font-size="([\d.]+)px"', drawing.file)
    ]
    usual = [size for size in sizes if 8 <= round(size, 1) <= 10]
    assert len(usual) > 0.97 * len(sizes)


@pytest.mark.parametrize("lang", LANGS)
def test_the_foot_names_acts_and_how_to_cite(data: Data, drawn: Drawn, lang: Lang) -> None:
    said = "".join(ElementTree.fromstring(drawn[lang]["gaps_accounts"].file).itertext())
    assert f"dtia {data.version}" in said or data.version in said
    assert "dtia contributors, CC BY 4.0" in said
    assert ("Văn bản: " if lang == "vi" else "Documents: ") in said


def test_a_figure_that_is_too_high_is_cut_between_its_rows(drawn: Drawn) -> None:
    whole = drawn["vi"]["coverage_63"].file
    cut = parts(whole, paper.pixels(220))
    assert len(cut) == 2
    rows = r">([^<>]+ \((?:cũ)\))<"
    of_parts = [re.findall(rows, part) for part in cut]
    assert sorted(row for part in of_parts for row in part) == sorted(re.findall(rows, whole))
    for number, part in enumerate(cut, 1):
        assert f"({number}/2)</" in part
        assert ">2025<" in part and ">2030<" in part
        assert "dtia contributors" in part
        assert "<title" in part and "<desc" in part


def test_words_are_outlines_and_the_text_alternative_stays(drawn: Drawn) -> None:
    drawing = drawn["vi"]["gaps_accounts"]
    made = ElementTree.fromstring(outlined(drawing.file))
    assert not list(made.iter(f"{SVG}text"))
    assert made.findtext(f"{SVG}title") == drawing.title
    assert made.findtext(f"{SVG}desc")
    assert made.get("role") == "img"


def test_pictures_are_in_true_size(drawn: Drawn) -> None:
    [part] = paper.on_paper(drawn["vi"]["level4_2030"], WIDTH)
    assert 'width="155mm"' in paper.rendered(part.file, "svg").decode()
    png = paper.rendered(part.file, "png")
    place = png.index(b"pHYs") + 4
    across, _, unit = struct.unpack(">IIB", png[place : place + 9])
    assert (round(across * 0.0254), unit) == (300, 1)
    assert abs(struct.unpack(">I", png[16:20])[0] / 300 * 25.4 - WIDTH) < 0.1
    page = PdfReader(BytesIO(paper.rendered(part.file, "pdf"))).pages[0]
    assert abs(float(page.mediabox.width) / 72 * 25.4 - WIDTH) < 0.1
    assert "CC BY 4.0" in page.extract_text()


def test_the_same_drawing_is_the_same_bytes(drawn: Drawn) -> None:
    [part] = paper.on_paper(drawn["en"]["level4_2030"], WIDTH)
    for kind in ("svg", "png"):
        assert paper.rendered(part.file, kind) == paper.rendered(part.file, kind)


def test_the_rows_of_a_figure_are_a_table(drawn: Drawn) -> None:
    drawing = drawn["en"]["gaps_accounts"]
    frame = pl.read_csv(BytesIO(paper.rows_of(drawing)), infer_schema=False)
    assert frame.columns == list(drawing.said.columns.values())
    assert frame.height == len(drawing.said.rows)


def test_a_citation_names_title_version_acts_and_sources(data: Data, drawn: Drawn) -> None:
    said = paper.citation(drawn["en"]["gaps_accounts"], data, "en")
    first, _, cited = said.split("\n")[:3]
    assert first == drawn["en"]["gaps_accounts"].title
    assert f"data version {data.version}" in cited and cited.endswith("CC BY 4.0.")
    assert "- Hai Phong (old): " in said


def test_rows_and_citation_stand_beside_each_figure(data: Data, drawn: Drawn) -> None:
    drawing = drawn["en"]["level4_2030"]
    assert paper.beside({"level4_2030": drawing}, data, "en") == {
        "level4_2030.en.csv": paper.rows_of(drawing),
        "level4_2030.en.txt": paper.citation(drawing, data, "en").encode(),
    }


def test_a_drawing_without_a_place_to_cut_stays_whole() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="2000" '
        'viewBox="0 0 100 2000"><rect width="100" height="2000"/></svg>'
    )
    whole = Drawing("x", svg, "", Rows({}, []))
    assert len(paper.on_paper(replace(whole, file=svg), WIDTH)) == 1


@pytest.mark.parametrize("width", ["79", "300"])
def test_a_width_that_no_page_has_is_refused_in_words(project: Path, width: str) -> None:
    code, said = invoke("figures", "--width", width, "--lang", "en")
    assert code == 2
    assert f"--width {width}" in said and "155" in said
    assert not (project / "figures").exists()


def test_wide_pages_lie_on_their_side() -> None:
    assert [paper.highest(width) for width in (80, 155, 247)] == [220, 220, 150]
