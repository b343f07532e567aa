"""Every letter of figures and pages is in the packaged font, whatever fonts a machine has."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dtia import charts, views
from dtia.charts.fonts import FACES, FALLBACK, FEW_LETTERS, FONT, LETTERS, PACKAGED, face
from dtia.data import Data
from dtia.drawings import draw, rendered
from dtia.report.pages import REPORT, SOURCES
from support.browser import opened
from support.letters import outside, readable
from support.project import ROOT

FIGURES = sorted((ROOT / "figures").glob("*.svg"))
WRITTEN = [
    *(path for path in (ROOT / "dtia").rglob("*") if path.suffix in (".py", ".toml", ".j2", ".js")),
    *(ROOT / "notebooks").glob("*.ipynb"),
]
# Sources in this language are quoted in its own script. No page shows such a phrase: the figure
# stands in Vietnamese sources too, which `build` prefers.
HINDI = "hi"


def test_pages_carry_only_letters_that_the_packaged_font_has() -> None:
    assert outside("".join(map(chr, (*LETTERS, *FEW_LETTERS)))) == set()


def test_whatever_charts_and_pages_are_made_from_is_written_in_the_packaged_font() -> None:
    assert len(WRITTEN) > 80
    texts = {path: path.read_text(encoding="utf-8") for path in WRITTEN}
    for path, text in texts.items():
        if path.suffix == ".ipynb":
            texts[path] = json.dumps(json.loads(text), ensure_ascii=False)
    found = {path.name: outside(text) for path, text in texts.items()}
    assert {name: letters for name, letters in found.items() if letters} == {}


def test_of_the_data_only_phrases_of_sources_in_another_script_are_not(data: Data) -> None:
    hindi = set(data.sources.filter(language=HINDI)["source_id"])
    found = []
    for path in (ROOT / "data" / "raw").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                if outside("".join(row.values())):
                    found.append((path.name, row.get("source_id")))
    assert found
    assert [place for place in found if place[1] not in hindi] == []


def test_every_letter_of_every_figure_is_in_the_packaged_font() -> None:
    assert len(FIGURES) > 40
    found = {path.name: outside(readable(path.read_text(encoding="utf-8"))) for path in FIGURES}
    assert {name: letters for name, letters in found.items() if letters} == {}


@pytest.mark.parametrize("name", [*REPORT.values(), *SOURCES.values()])
def test_every_element_of_a_page_asks_for_the_packaged_font_first(
    browser: Any, report: Path, name: str
) -> None:
    with opened(browser, report / "report" / name) as (page, _):
        asked = page.evaluate("""() => [...new Set([...document.querySelectorAll("body, body *")]
          .map((element) => getComputedStyle(element).fontFamily))]""")
    assert asked == [FALLBACK]


def faces(resources: Any) -> Iterator[str]:
    """Name the fonts in the resources of a PDF page, in those of its forms and patterns too."""
    resources = resources.get_object() if resources else {}
    for entry in resources.get("/Font", {}).values():
        font = entry.get_object()
        yield str(font.get("/BaseFont", font["/Subtype"])).split("+")[-1]
    for kind in ("/XObject", "/Pattern"):
        for entry in resources.get(kind, {}).values():
            yield from faces(entry.get_object().get("/Resources"))


def printed_in(drawing: str, folder: Path) -> set[str]:
    """The faces of the PDF file of a figure."""
    (folder / "figure.pdf").write_bytes(rendered(drawing, "pdf"))
    pages = PdfReader(folder / "figure.pdf").pages
    return {name for page in pages for name in faces(page["/Resources"])}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_figure_as_pdf_holds_the_packaged_font_alone(tmp_path: Path, figure: Path) -> None:
    found = printed_in(figure.read_text(encoding="utf-8"), tmp_path)
    assert "Roboto-Regular" in found
    assert found <= {f"Roboto-{name}" for name in FACES}


def test_a_letter_that_the_packaged_font_lacks_brings_another_into_a_pdf(tmp_path: Path) -> None:
    drawing = (ROOT / "figures" / "mergers_economy.vi.svg").read_text(encoding="utf-8")
    spoilt = drawing.replace("›", "→")
    assert outside(spoilt) == {"→"}
    assert any("Roboto" not in name for name in printed_in(spoilt, tmp_path))


DRAW = """
import json
import sys
from pathlib import Path
# Nothing that is drawn needs this grammar, which takes seconds to load.
sys.modules["rfc3987_syntax"] = None
from dtia.drawings import draw, rendered
for path in Path().glob("*.json"):
    spec = json.loads(path.read_text(encoding="utf-8"))
    for format in ("svg", "png"):
        path.with_suffix(f".{format}").write_bytes(rendered(draw(spec, "chart").file, format))
"""
WIDE = re.compile(r'<svg [^>]*\bwidth="(\d+)"')


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig says here which fonts there are")
@pytest.mark.parametrize("fonts", ["none", "another Roboto"])
def test_the_fonts_of_a_machine_change_no_figure(data: Data, tmp_path: Path, fonts: str) -> None:
    machine = tmp_path / "fonts"
    machine.mkdir()
    if fonts == "another Roboto":
        for name in FACES:
            wide = face(name)
            metrics = wide["hmtx"].metrics
            metrics.update({glyph: (2 * width, left) for glyph, (width, left) in metrics.items()})
            wide.save(machine / f"Roboto-{name}.ttf")
    setting = tmp_path / "fonts.conf"
    setting.write_text(f"<fontconfig><dir>{machine}</dir></fontconfig>", encoding="utf-8")

    spec = charts.targets(views.targets(data, "soc.payment_account", "vi", 2030), "vi").to_dict()
    here = tmp_path / "here"
    here.mkdir()
    for format in ("svg", "png"):
        (here / f"packaged.{format}").write_bytes(rendered(draw(spec, "chart").file, format))
    written = json.dumps(spec)
    (tmp_path / "packaged.json").write_text(written, encoding="utf-8")
    (tmp_path / "own.json").write_text(written.replace(PACKAGED, FONT), encoding="utf-8")
    places = {"FONTCONFIG_FILE": str(setting), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", DRAW], cwd=tmp_path, env={**os.environ, **places}, check=True
    )
    for name in ("packaged.svg", "packaged.png"):
        assert (tmp_path / name).read_bytes() == (here / name).read_bytes()
    # Under its common name the font would be looked for among those of the machine.
    own, packaged = (
        WIDE.search((tmp_path / f"{name}.svg").read_text(encoding="utf-8"))
        for name in ("own", "packaged")
    )
    assert own and packaged and own[1] != packaged[1]
