"""Workbooks as curators send them back: a template or proposals, with cells filled in."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from dtia.curate.layout import FIRST, NAMES
from dtia.curate.proposals import Proposals, framed
from dtia.curate.workbook import template, to_judge
from dtia.data import read_raw

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


def proposals(*rows: dict[str, str], passed: Sequence[dict[str, str]] = ()) -> Proposals:
    """Proposals of targets of a new act, read in a new source, and sentences passed by."""
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
    plain = {"source_id": "quang_tri_99_nq_tu", "locator": "¶ 1", "sentence": "Căn cứ Luật",
             "reason": "no_figure"}  # fmt: skip
    given = {"targets": rows, "observations": [], "documents": [act], "sources": [page],
             "passed": [plain, *passed]}  # fmt: skip
    return framed(given)


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


def judged(
    project: Path,
    decision: str,
    reason: str = "",
    passed: Sequence[dict[str, str]] = (),
    typed: dict[str, str] | None = None,
    **cells: str,
) -> Path:
    """A workbook of one proposal, with a decision and what a person typed into its row."""
    row = {
        **{n: str(v) for n, v in PROMISE.items()}, "unit_id": "quang_tri_63",
        "indicator_id": "econ.digital_share_grdp", "comparator": "eq", "status": "current",
        "document_id": "99-NQ_TU_quang_tri_2022", "source_id": "quang_tri_99_nq_tu",
        "sentence": "Kinh tế số chiếm 12,5% GRDP vào năm 2028 và tăng dần.",
        "doubt": "base_id;method", "why": "câu không nói",
        "choices": "econ.digital_share_grdp;econ.digital_share_sector", **cells,
    }  # fmt: skip
    raw = read_raw(project / "data")[0]
    made = to_judge(proposals(row, passed=passed), "vi", raw)
    place = project / "xet.xlsx"
    place.write_bytes(made)
    book = openpyxl.load_workbook(place)
    put(sheet_of(book, "decision"), FIRST + 1, decision=decision, reason=reason, **(typed or {}))
    book.save(place)
    return place
