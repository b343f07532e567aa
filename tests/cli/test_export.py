"""`dtia export` writes one file by its ending, and refuses in words what it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import polars as pl
import pytest

from dtia.i18n import LANGS
from support.project import Run, snapshot


def test_names_are_found_as_everywhere_and_the_file_is_named(dtia: Run, project: Path) -> None:
    code, output = dtia("export", "a.csv", "--province", "quang tri", "--era", "63")
    assert code == 0 and "Xong: a.csv" in output
    assert set(pl.read_csv("a.csv")["unit_id"]) == {"quang_tri_63"}
    code, output = dtia("export", "b.parquet", "--indicator", "ty trong kinh te so trong grdp")
    assert code == 0 and set(pl.read_parquet("b.parquet")["indicator_id"]) == {
        "econ.digital_share_grdp"
    }


def test_a_comparison_takes_commas_a_year_and_a_language(dtia: Run, project: Path) -> None:
    asked = ("--compare", "Dak Lak; Quảng Trị,Gia Lai", "--year", "2030", "--lang", "en")
    code, output = dtia("export", "c.xlsx", *asked)
    assert code == 0, output
    book = openpyxl.load_workbook("c.xlsx")
    sheets = [sheet for sheet in book if sheet.tables and sheet.title != "Sources"]
    assert len(sheets) == 5 and "Dak Lak" in book["About"]["A1"].value
    for sheet in sheets:
        heads = [cell.value for cell in sheet[4]]
        place = heads.index("Target year")
        assert {row[place].value for row in sheet.iter_rows(min_row=5)} <= {2030, None}


@pytest.mark.report
def test_a_profile_of_one_year_has_the_targets_of_that_year(dtia: Run, project: Path) -> None:
    code, output = dtia("export", "d.docx", "--province", "phu_yen_63", "--year", "2024")
    assert code == 0, output
    told = [paragraph.text for paragraph in docx.Document("d.docx").paragraphs]
    assert any("Năm mục tiêu: 2024" in said for said in told), told


@pytest.mark.report
def test_a_picture_for_a_page_is_as_wide_as_it_and_in_parts_where_it_is_too_high(
    dtia: Run, project: Path
) -> None:
    asked = ("--indicator", "econ.digital_share_grdp", "--year", "2030", "--width", "80")
    code, output = dtia("export", "e.svg", *asked)
    names = sorted(path.name for path in project.glob("e*.svg"))
    assert code == 0 and len(names) > 1 and all(name in output for name in names), output
    for name in names:
        drawing = (project / name).read_text(encoding="utf-8")
        found = re.search(r' width="80mm" height="([\d.]+)mm"', drawing)
        assert found and float(found[1]) <= 220


WRONG = {
    "a width of a table": (["x.csv", "--width", "155"], (".svg, .png, .pdf", "x.csv")),
    "a width": (["x.svg", "--indicator", "soc.payment_account", "--width", "7"], ("--width 7",)),
    "an ending": (["x.odt"], (".svg, .png, .pdf, .xlsx, .docx, .csv, .parquet, .zip", "x.odt")),
    "no ending": (["so-lieu"], (".xlsx", "so-lieu")),
    "a document about nothing": (["x.docx"], ("--province, --compare", "x.docx")),
    "a picture of everything": (["x.svg"], ("--indicator", "--province")),
    "two things": (["x.csv", "--province", "Huế", "--compare", "Huế, Hà Nội"], ("--compare",)),
    "one to compare": (["x.csv", "--compare", "Huế,"], ("2", "6", "1")),
    "seven to compare": (["x.csv", "--compare", "a,b,c,d,e,f,g"], ("2", "6", "7")),
    "a name": (["x.csv", "--province", "Quang Trj"], ("Quang Trj", "Qu")),
    "an indicator": (["x.csv", "--indicator", "tai khoan thanh tuan"], ("soc.payment_account",)),
    "all data of one": (["x.zip", "--province", "Huế"], ("x.zip", "--province")),
    "a folder": (["no/x.csv"], ("no/x.csv",)),
    "a template of a table": (["x.csv", "--template", "y.docx"], (".docx",)),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_a_sentence_and_nothing_is_written(
    dtia: Run, project: Path, name: str
) -> None:
    before, lang = snapshot(project), LANGS[len(name) % 2]
    given, said = WRONG[name]
    code, output = dtia("export", *given, "--lang", lang)
    assert code == 2 and all(word in output for word in said), output
    assert "Traceback" not in output and snapshot(project) == before


def test_a_place_that_cannot_be_written_is_named_before_the_work(dtia: Run, project: Path) -> None:
    (project / "so.csv").mkdir()
    code, output = dtia("export", "so.csv", "--lang", "en")
    assert code == 2 and "so.csv" in output and "Load" not in output
