"""The notebooks as people who know Excel find them: first how to use them, then little code."""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path

import pytest

import dtia
from dtia import charts, views
from dtia.data import Data
from dtia.i18n import LANGS, Lang, text
from support.kernel import DRAWN, module_called
from support.project import NOTEBOOKS, ROOT, cells, source

BOOKS = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
# What fits on two screens, and in one cell that is read at a glance.
LINES, LINES_OF_A_CELL = 60, 9


def how_to(notebook: Path) -> dict[str, str]:
    return dict(zip(LANGS, map(source, cells(notebook)[:2]), strict=True))


def code(notebook: Path) -> list[str]:
    return [source(cell) for cell in cells(notebook) if cell["cell_type"] == "code"]


@BOOKS
def test_the_first_cells_explain_how_to_use_the_notebook_in_both_languages(notebook: Path) -> None:
    first = cells(notebook)[:2]
    assert [cell["metadata"]["tags"] for cell in first] == [[lang, "lab"] for lang in LANGS]
    assert source(cells(notebook)[2]).startswith("# ")
    told = how_to(notebook)
    assert told == how_to(NOTEBOOKS[0])
    for lang in LANGS:
        for word in ("Excel", "Run › Run All Cells", "Kernel › Restart Kernel", "Ctrl+Z",
                     "`lang`", "`figures`", "›", text("column.url", lang)):  # fmt: skip
            assert word in told[lang]
        assert len(told[lang].splitlines()) <= 10


def test_what_the_explanation_names_works(data: Data, tmp_path: Path, monkeypatch) -> None:
    spans = set(re.findall(r"`([^`]+\))`", how_to(NOTEBOOKS[0])["vi"]))
    assert spans == {'dtia.find(data, "tài khoản")', '.save("hinh.png")'}
    assert "soc.payment_account" in dtia.find(data, "tài khoản")._repr_html_()
    monkeypatch.chdir(tmp_path)
    drawn = charts.targets(views.targets(data, "soc.payment_account", "vi", 2030), "vi")
    drawn.save("hinh.png")
    assert Path("hinh.png").read_bytes().startswith(b"\x89PNG")


def test_the_menus_of_the_explanation_are_those_of_jupyterlab() -> None:
    places = Path(sysconfig.get_path("data"), "share", "jupyter", "lab", "static")
    scripts = "".join(path.read_text(encoding="utf-8") for path in places.glob("*.js"))
    for words in ("Run All Cells", "Restart Kernel and Run All Cells…"):
        assert words in scripts and words in how_to(NOTEBOOKS[0])["vi"]


@BOOKS
def test_a_notebook_holds_no_more_code_than_two_screens(notebook: Path) -> None:
    lines = [[line for line in cell.splitlines() if line.strip()] for cell in code(notebook)]
    assert sum(map(len, lines)) <= LINES
    assert max(map(len, lines)) <= LINES_OF_A_CELL


@BOOKS
def test_the_code_of_a_notebook_calls_the_library_and_does_nothing_else(notebook: Path) -> None:
    for cell in code(notebook):
        assert not re.search(
            r"^\s*(def|class|for|while|if|with|try)\b|open\(|[\"'][./]", cell, re.M
        )


@BOOKS
def test_a_reader_of_the_report_is_told_nothing_about_the_notebook(notebook: Path) -> None:
    for cell in cells(notebook):
        if cell["cell_type"] == "markdown" and "lab" not in cell["metadata"]["tags"]:
            assert not re.search(r"Shift\+Enter|Run All|Kernel|JupyterLab|Ctrl", source(cell))


@BOOKS
def test_a_chart_cell_is_named_as_its_figure(notebook: Path) -> None:
    drawn = [
        cell["id"]
        for cell in cells(notebook)
        if cell["cell_type"] == "code" and module_called(source(cell)) == DRAWN
    ]
    for name in drawn:
        for lang in LANGS:
            assert (ROOT / "figures" / f"{name}.{lang}.svg").exists()


@pytest.mark.parametrize("lang", LANGS)
def test_the_province_of_a_profile_is_changed_where_the_text_says(lang: Lang) -> None:
    profile = next(path for path in NOTEBOOKS if path.stem == "province_profile")
    own = cells(profile)
    [place] = [n for n, cell in enumerate(own) if "parameters" in cell["metadata"].get("tags", [])]
    assert all(f"{name} = " in source(own[place]) for name in ("lang", "province", "era"))
    told = [source(cell) for cell in own[place - 2 : place] if lang in cell["metadata"]["tags"]]
    assert len(told) == 1 and "`province`" in told[0] and "`era`" in told[0]
