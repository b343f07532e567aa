"""A workbook: numbers are numbers, links lead somewhere, no cell runs, and it prints."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

import dtia
from dtia.data import Data
from dtia.export import Piece, Work, everything, save
from dtia.export.workbook import workbook
from dtia.i18n import LANGS
from support.taken import ECONOMY, HOSTILE, hostile, part, thin

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
MOST = 32_767


@pytest.fixture(scope="module", params=LANGS)
def written(request: pytest.FixtureRequest, data: Data, tmp_path_factory: Any) -> tuple[str, Path]:
    """Everything on file, thinned, as a workbook in each language."""
    lang = request.param
    place = tmp_path_factory.mktemp("book") / f"all.{lang}.xlsx"
    return lang, save(everything(thin(data), lang), place)[0]


@pytest.fixture(scope="module")
def book(written: tuple[str, Path]) -> Any:
    return openpyxl.load_workbook(written[1])


def test_a_cover_contents_tables_notes_and_sources_stand_in_that_order(book: Any) -> None:
    names = book.sheetnames
    assert names[:3] in (["Giới thiệu", "Mục lục", "Mục tiêu"], ["About", "Contents", "Targets"])
    assert names[-2:] in (["Chú thích", "Nguồn"], ["Notes", "Sources"])
    assert len(names) > 20
    cover = " ".join(str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)
    assert "CC BY 4.0" in cover and re.search("28/11/2026|2026-11-28", cover)


def test_every_sheet_has_a_title_and_at_most_one_table_with_a_frozen_heading(book: Any) -> None:
    tables = 0
    for sheet in book:
        assert sheet["A1"].value and len(sheet.title) <= 31
        assert not sheet.merged_cells.ranges and len(sheet.tables) <= 1
        for table in sheet.tables.values():
            tables += 1
            first, last = table.ref.split(":")
            assert first == "A4" and sheet.freeze_panes == "B5"
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert all(heads) and len({head.casefold() for head in heads}) == len(heads)
            assert last.startswith(openpyxl.utils.get_column_letter(len(heads)))
            assert table.tableStyleInfo.showRowStripes
            assert sheet.print_title_rows == "$4:$4" and sheet.page_setup.orientation == "landscape"
            assert (
                sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
            )
    names = [name.casefold() for name in book.sheetnames]
    assert tables > 15 and len(set(names)) == len(names)


def test_contents_lead_to_every_sheet_behind_them_and_each_leads_back(book: Any) -> None:
    contents = book.worksheets[1]
    led = [cell.hyperlink.location for row in contents for cell in row if cell.hyperlink]
    assert [re.sub(r"^'(.*)'!A1$", r"\1", place) for place in led] == book.sheetnames[2:]
    for sheet in book.worksheets[2:]:
        back = [c.hyperlink.location for row in sheet["A1:A3"] for c in row if c.hyperlink]
        assert back == [f"'{contents.title}'!A1"] * bool(sheet.tables)


def test_links_that_leave_the_workbook_are_addresses_of_the_web(book: Any) -> None:
    targets = [
        cell.hyperlink.target
        for sheet in book
        for row in sheet
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    ]
    assert len(targets) > 200 and all(re.match(r"https?://\w", target) for target in targets)


def test_numbers_and_days_are_what_they_are_and_no_cell_is_a_formula(book: Any) -> None:
    kinds = {"n": 0, "s": 0, "d": 0}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    kinds[cell.data_type] += 1
                if cell.data_type == "n" and cell.value is not None:
                    assert cell.number_format in ("0", "0.0%", "#,##0", "#,##0.0###")
                if cell.data_type == "d":
                    assert cell.number_format == "mm-dd-yy"  # the one that follows the system
    assert all(kinds.values())


def test_a_workbook_says_its_title_language_and_day(
    book: Any, written: tuple[str, Path], data: Data
) -> None:
    assert book.properties.title and book.properties.language == LANGUAGES[written[0]]
    assert book.properties.created.date().isoformat() == data.as_of
    assert data.version in book.properties.description


def test_the_same_data_are_the_same_bytes(data: Data) -> None:
    work = dtia.ask("vi", data).targets(ECONOMY, 2030).work()
    assert workbook(work) == workbook(work)


def test_every_file_within_has_the_same_time(written: tuple[str, Path]) -> None:
    with ZipFile(written[1]) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_cells_stay_words(data: Data, tmp_path: Path) -> None:
    answer = hostile(dtia.ask("vi", data).targets(ECONOMY, 2030))
    place = answer.save(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(place)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    words = {cell.value for cell in cells}
    assert set(HOSTILE[:6]) <= words
    assert any(len(str(word)) == MOST for word in words)
    assert any("a�b�c�d�e" in str(word) for word in words)
    links = {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}
    assert links and all(re.match(r"https?://", link) for link in links)
    with ZipFile(place) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                content = file.read(name)
                assert part(place, name) is not None
                assert b"<f>" not in content and b"window.hacked=1</script" not in content


def test_names_of_sheets_are_allowed_and_their_own_whatever_a_piece_is_called(data: Data) -> None:
    names = ["a/b", "A b", "'x'", "history", "[:*?]", "", "y" * 40, "y" * 50, "\ud800"]
    table = dtia.ask("en", data).glossary().table()
    pieces = tuple(Piece(name, name, table=table) for name in names)
    work = Work("x", pieces, pl.DataFrame(), object, data, "en")
    sheets = openpyxl.load_workbook(BytesIO(workbook(work))).sheetnames
    assert len({name.casefold() for name in sheets}) == len(names) + 3
    assert "history" not in {name.casefold() for name in sheets}
    assert all(1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in sheets)
