"""The notebooks as people who know Excel find them: a manual one click away, then little code."""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path

import pytest

import dtia
from dtia.data import Data
from dtia.i18n import LANGS, Lang, text
from support.kernel import form_shown
from support.project import MANUALS, NOTEBOOKS, ROOT, cells, source

BOOKS = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
# What fits on two screens, and in one cell that is read at a glance.
LINES, LINES_OF_A_CELL = 60, 9


def code(notebook: Path) -> list[str]:
    return [source(cell) for cell in cells(notebook) if cell["cell_type"] == "code"]


def manual(lang: Lang) -> str:
    return "\n".join(source(cell) for cell in cells(MANUALS[lang]))


@BOOKS
def test_a_click_leads_from_the_first_cells_to_the_manual_of_each_language(notebook: Path) -> None:
    for lang, cell in zip(LANGS, cells(notebook)[:2], strict=True):
        assert cell["metadata"]["tags"] == [lang, "lab"]
        assert re.fullmatch(rf"\[[^\]]+\]\({MANUALS[lang].name}\)", source(cell))
    assert source(cells(notebook)[2]).startswith("# ")


@BOOKS
def test_the_prose_of_the_other_language_is_folded(notebook: Path) -> None:
    for cell in cells(notebook)[2:]:
        folded = "".join(cell["source"]).startswith("<details><summary>English</summary>\n\n")
        assert folded == ("en" in cell["metadata"].get("tags", []))


@BOOKS
def test_a_notebook_imports_dtia_alone_and_says_its_language_once(notebook: Path) -> None:
    lines = "\n".join(code(notebook)).splitlines()
    assert [line for line in lines if re.search(r"\bimport\b", line)] == ["import dtia"]
    assert [line for line in lines if "dtia." in line] == ["ask = dtia.ask(lang)"]
    assert sum("lang" in line for line in lines) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_manual_explains_what_a_reader_of_excel_asks(lang: Lang) -> None:
    told = manual(lang)
    for word in (
        "Excel", "Run › Run All Cells", "Kernel › Restart Kernel", "Ctrl+Z", "Tab", "`lang`",
        "`figures`", "›", text("column.url", lang), f'dtia.ask("{lang}")',
    ):  # fmt: skip
        assert word in told


def test_both_manuals_hold_the_same_code_and_name_the_same_calls() -> None:
    vi, en = (code(MANUALS[lang]) for lang in LANGS)
    assert [cell.replace('"vi"', '"en"') for cell in vi] == en
    calls = [re.findall(r"`([^`]+)`", manual(lang)) for lang in LANGS]
    assert calls[0] == calls[1]


def test_what_the_manual_names_works(data: Data, tmp_path: Path, monkeypatch) -> None:
    [line] = re.findall(r"`(ask\.[^`]+save[^`]+)`", manual("vi"))
    monkeypatch.chdir(tmp_path)
    eval(line, {"ask": dtia.ask("vi", data)})
    assert Path("hinh.png").read_bytes().startswith(b"\x89PNG")


def test_the_menus_of_the_manual_are_those_of_jupyterlab() -> None:
    places = Path(sysconfig.get_path("data"), "share", "jupyter", "lab", "static")
    scripts = "".join(path.read_text(encoding="utf-8") for path in places.glob("*.js"))
    for words in ("Run All Cells", "Restart Kernel and Run All Cells…"):
        assert words in scripts and words in manual("vi")


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
        if cell["cell_type"] == "code" and form_shown(source(cell)) == "chart"
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
