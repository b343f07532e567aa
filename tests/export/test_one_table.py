"""The page, the workbook, the document, CSV and Parquet show the same table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from lxml import html

import dtia
from dtia.data import Data
from dtia.door import Answer, Ask
from dtia.export.cells import fields
from dtia.tables import Table
from support.taken import ACCOUNTS, ECONOMY, numbers, tables

# Answers with numbers of several kinds: targets and ranges, gaps, values, counts, shares.
QUESTIONS: dict[str, Callable[[Ask], Answer]] = {
    "targets": lambda ask: ask.targets(ECONOMY, 2030),
    "gaps": lambda ask: ask.gaps("national", ACCOUNTS),
    "values": lambda ask: ask.observations("rank.dti", 2022),
    "counts": lambda ask: ask.bearing(2025),
    "shares": lambda ask: ask.reliability("agreement"),
    "sums": lambda ask: ask.gaps("collective"),
}


def html_rows(table: Table) -> list[list[str]]:
    page = html.fromstring(table._repr_html_())
    body = page.xpath("//tbody//tr[td]")
    return [[cell.text_content().strip() for cell in row.xpath("./td")] for row in body]


def sheet_rows(path: Path) -> dict[str, list[object]]:
    """The columns of the first sheet of a workbook that holds a table, by heading."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.tables)
    [named] = sheet.tables.values()
    head, *rows = sheet[named.ref]
    return {str(top.value): [row[n].value for row in rows] for n, top in enumerate(head)}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_numbers_are_equal_wherever_a_table_is_read(
    name: str, lang: str, data: Data, tmp_path: Path
) -> None:
    answer = QUESTIONS[name](dtia.ask(lang, data)).without_picture(True)
    table = answer.table()
    read = {
        ending: answer.save(tmp_path / f"x{ending}")
        for ending in (".xlsx", ".docx", ".csv", ".parquet")
    }
    csv = pl.read_csv(read[".csv"], infer_schema_length=None)
    parquet, sheet = pl.read_parquet(read[".parquet"]), sheet_rows(read[".xlsx"])
    assert csv.columns == parquet.columns
    compared = 0
    for field in fields(table):
        held = table.frame[field.name].to_list()
        assert parquet[field.name].to_list() == held
        if field.kind in ("number", "share", "year"):
            assert csv[field.name].cast(pl.Float64).to_list() == pytest.approx(held, nan_ok=True)
            assert sheet[field.heading] == pytest.approx(held)
            compared += 1
    assert compared
    page = [sorted(sum(map(numbers, row), ())) for row in html_rows(table)]
    for heading, shown in zip(table.columns, zip(*html_rows(table), strict=True), strict=True):
        kind = table.columns[heading].kind
        if kind not in ("link", "date", "code"):
            labels = [None if word == "–" else word.replace("\xa0", " ") for word in shown]
            own = table.columns[heading].heading(answer.lang)
            cells = [None if v is None else str(v).replace("\xa0", " ") for v in sheet[own]]
            assert cells == labels
    # A document leaves columns out, and says below the table what all rows share.
    for row, whole in zip(document_rows(read[".docx"]), page, strict=True):
        assert row and set(row) <= {*whole, *shared(table)}


def document_rows(path: Path) -> list[list[float]]:
    rows = []
    for head, *cells in tables(path):
        kept = [n for n, top in enumerate(head) if top not in ("Nguồn", "Sources")]
        rows += [[number for n in kept for number in numbers(row[n])] for row in cells]
    return rows


def shared(table: Table) -> set[float]:
    names = [n for n in ("base_label", "tier_label") if n in table.frame.columns]
    words = {word for name in names for word in table.frame[name].drop_nulls()}
    return {number for word in words for number in numbers(word)}


def test_rows_of_a_table_that_has_numbers_say_them(data: Data, tmp_path: Path) -> None:
    answer = dtia.ask("vi", data).targets(ECONOMY, 2030)
    sheet = sheet_rows(answer.save(tmp_path / "x.xlsx"))
    said = list(
        zip(sheet["Mục tiêu"], sheet["Mục tiêu: số"], sheet["Mục tiêu: đầu cao"],
            sheet["Mục tiêu: quan hệ"], sheet["Mục tiêu: đơn vị tính"], strict=True)
    )  # fmt: skip
    assert ("> 30%", 30, None, "trên", "%") in said
    assert ("20–25%", 20, 25, "từ … đến …", "%") in said
