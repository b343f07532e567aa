"""Workbooks as curators send them back: a template or proposals, with cells filled in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from dtia.curate.layout import FIRST, NAMES
from dtia.curate.proposals import Proposals
from dtia.curate.workbook import template
from dtia.data import read_raw
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW

# A promise that is not on file yet, in the words of a person.
PROMISE: dict[str, Any] = {
    "unit_id": "Quảng Trị (cũ)", "indicator_id": "Tỷ trọng kinh tế số trong GRDP", "tier": "all",
    "horizon_year": 2028, "comparator": "eq – bằng", "value": 12.5, "base_id": "grdp",
    "method": "unstated", "document_id": "02-NQ_TU_quang_tri_2021",
    "source_id": "quangtri_mttq_lanh_dao_chuyen_doi_so",
    "figure_text": "chiếm 12,5% GRDP vào năm 2028", "status": "hiện hành",
}  # fmt: skip
ROW = (
    "quang_tri_63,econ.digital_share_grdp,all,2028,eq,12.5,,,grdp,unstated,"
    "02-NQ_TU_quang_tri_2021,quangtri_mttq_lanh_dao_chuyen_doi_so,,"
    '"chiếm 12,5% GRDP vào năm 2028",current,\n'
)


def frame(table: str, *rows: dict[str, str]) -> pl.DataFrame:
    """Rows of proposals of one table, blank where nothing is given."""
    extra = ("sentence", "doubt", "why", "choices")
    columns = [*polars_schema(RAW[table][1]), *extra]
    given = [[row.get(column) for column in columns] for row in rows]
    return pl.DataFrame(given, schema=dict.fromkeys(columns, pl.String), orient="row")


def proposals(*rows: dict[str, str]) -> Proposals:
    """Proposals of targets of a new act, read in a new source."""
    act = {
        "document_id": "99-NQ_TU_quang_tri_2022", "unit_id": "quang_tri_63", "kind": "resolution",
        "plan_type": "programme", "issuer": "Tỉnh ủy Quảng Trị", "number": "99-NQ/TU",
        "issued_on": "2022-01-05", "title_vi": "Nghị quyết 99", "title_en": "Resolution 99",
        "read": "part",
    }  # fmt: skip
    page = {
        "source_id": "quang_tri_99_nq_tu", "kind": "primary", "language": "vi",
        "title": "Nghị quyết 99-NQ/TU", "url": "https://quangtri.gov.vn/99.pdf",
        "accessed_on": "2026-11-28",
    }  # fmt: skip
    passed = pl.DataFrame(
        {"source_id": ["quang_tri_99_nq_tu"], "locator": ["tr. 1"], "sentence": ["Căn cứ Luật"],
         "reason": ["no_figure"]}
    )  # fmt: skip
    return Proposals(
        frame("targets", *rows), frame("observations"), frame("documents", act),
        frame("sources", page), passed,
    )  # fmt: skip


def sheet_of(book: Any, column: str) -> Any:
    """The first sheet that has a column of this name."""
    return next(s for s in book if column in [cell.value for cell in s[NAMES + 1]])


def put(sheet: Any, row: int, **cells: Any) -> None:
    """Write cells of a row; a pair is a value and its form of numbers."""
    names = [cell.value for cell in sheet[NAMES + 1]]
    for column, given in cells.items():
        cell = sheet.cell(row, names.index(column) + 1)
        cell.value, form = given if isinstance(given, tuple) else (given, cell.number_format)
        cell.number_format = form


def filled(project: Path, *rows: dict[str, Any], name: str = "bang.xlsx") -> Path:
    """A template, filled in below its example, in the folder of the project."""
    made = template("vi", read_raw(project / "data")[0])
    book = openpyxl.load_workbook(BytesIO(made))
    for line, row in enumerate(rows, FIRST + 2):
        put(sheet_of(book, "horizon_year"), line, **row)
    place = project / name
    book.save(place)
    return place
