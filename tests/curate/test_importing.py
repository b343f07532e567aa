"""Rows come back from a workbook or CSV: what is certain is taken, what is wrong is named."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dtia.curate.incoming import read_incoming
from dtia.curate.layout import FIRST, NAMES
from dtia.data import read_raw
from dtia.errors import InvalidData
from support.filled import PROMISE, ROW, filled, judged, put, sheet_of
from support.project import ROOT, Run, snapshot

FILE = "data/raw/targets/digital_economy.csv"
HEADER = (ROOT / FILE).read_text(encoding="utf-8").partition("\n")[0]


def test_a_row_goes_through_excel_and_comes_back_as_exact_text(dtia: Run, project: Path) -> None:
    before = snapshot(project / "data")
    filled(project, PROMISE)
    code, output = dtia("import", "bang.xlsx")
    assert code == 0 and "thêm 1; dòng ví dụ 2" in output
    assert snapshot(project / "data") == before
    code, output = dtia("import", "bang.xlsx", "--write")
    assert code == 0, output
    after = snapshot(project / "data")
    changed = [path for path in after if after[path] != before.get(path)]
    assert changed == [project / FILE]
    # All other bytes of the file stay as they were.
    assert after[project / FILE] == before[project / FILE] + ROW.encode()
    code, output = dtia("import", "bang.xlsx", "--write")
    assert code == 0 and "đã có sẵn 1" in output and snapshot(project / "data") == after


def test_a_result_goes_through_excel_too(dtia: Run, project: Path) -> None:
    file = project / "data/raw/observations/digital_economy.csv"
    before = file.read_bytes()
    book = openpyxl.load_workbook(filled(project))
    sheet = next(s for s in book if "period" in [cell.value for cell in s[NAMES + 1]])
    result = {c: PROMISE[c] for c in PROMISE if c not in ("horizon_year", "document_id", "status")}
    phrase = "chiếm 9,75% GRDP năm 2021"
    put(sheet, FIRST + 2, **{**result, "period": 2021, "value": 9.75, "figure_text": phrase})
    book.save(project / "bang.xlsx")
    code, output = dtia("import", "bang.xlsx", "--write")
    assert code == 0 and "thêm 1" in output, output
    assert file.read_bytes().startswith(before)
    added = next(csv.reader([file.read_bytes().removeprefix(before).decode()]))
    assert added[0] == "quang_tri_63" and "2021" in added and "9.75" in added and phrase in added


def test_a_changed_cell_is_told_with_what_it_held(dtia: Run, project: Path) -> None:
    filled(project, PROMISE)
    dtia("import", "bang.xlsx", "--write")
    filled(project, {**PROMISE, "note": "xem lại"})
    code, output = dtia("import", "bang.xlsx", "--write", "--lang", "en")
    assert code == 0 and "note: – › xem lại" in output and "to change: 1" in output
    assert (project / FILE).read_text(encoding="utf-8").endswith("current,xem lại\n")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"value": "=5+7.5"}, "!G5: value: this cell is a formula or an object"),
    ({"value": (0.125, "0%")}, "!G6: value: this cell shows a rounded percentage"),
    ({"value": (datetime(2026, 5, 12), "d-mmm")}, "!G7: value: Excel turned the number in this"),
    ({"value": "#N/A"}, "!G8: value: this cell is an error of Excel"),
    ({"value": 13}, "!G9: value: 13 is not in figure_text"),
    ({"unit_id": "Quảng Trị"}, "!B10: unit_id: 'Quảng Trị' is the name of several"),
    ({"source_id": "nowhere"}, "!M11: source_id: 'nowhere' is not in data/raw/sources.csv"),
    ({"comparator": "về"}, "!F12: comparator: 'về' is not one of the values"),
    ({"figure_text": "®¹t 12,5% vµo n¨m"}, "!O13: figure_text: '®¹t 12,5% vµo n¨m' is written "
     "for a TCVN3 (ABC) font"),
    ({"figure_text": "ñaït 12,5% vaøo naêm"}, "!O14: figure_text: 'ñaït 12,5% vaøo naêm' is "
     "written for a VNI font"),
    ({"indicator_id": "chi.tieu"}, "!C15: indicator_id: 'chi.tieu' is not in indicators.csv"),
    ({"horizon_year": 1999}, "!E16: horizon_year: "),
]  # fmt: skip


def test_a_name_that_nobody_bears_gets_the_nearest_ones_and_other_faults_of_its_row_too(
    dtia: Run, project: Path
) -> None:
    given = {"indicator_id": "Chữ ký số", "horizon_year": "năm 2025", "base_id": "hộ dân cư"}
    filled(project, {**PROMISE, **given})
    code, output = dtia("import", "bang.xlsx")
    assert code == 1
    assert "!C5: indicator_id: 'Chữ ký số' không phải tên nào trong danh mục; ý bạn là " in output
    assert "soc.digital_signature" in output
    assert "!E5: horizon_year: " in output, output
    assert output.count("!C5:") == 1
    filled(project, {**PROMISE, "indicator_id": "no.such", "status": "xong"}, name="hai.xlsx")
    code, output = dtia("import", "hai.xlsx")
    assert code == 1 and "!C5: indicator_id: 'no.such'" in output and "!P5: status: " in output


def dated(number: int, cells: dict[str, Any]) -> dict[str, Any]:
    """A promise of a year of its own, with some cells in place of its own."""
    year = 2026 + number
    phrase = f"chiếm 12,5% GRDP vào năm {year}"
    return {**PROMISE, "horizon_year": year, "figure_text": phrase, **cells}


def test_every_wrong_cell_is_named_by_sheet_and_cell_and_nothing_is_written(
    dtia: Run, project: Path
) -> None:
    before = snapshot(project / "data")
    filled(project, *(dated(n, cells) for n, (cells, _) in enumerate(WRONG)), dated(40, {}))
    code, output = dtia("import", "bang.xlsx", "--write", "--lang", "en")
    assert code == 1 and f"to add: 1; refused: {len(WRONG)}" in output, output
    assert [said for _, said in WRONG if f"bang.xlsx!Mục tiêu{said}" not in output] == [], output
    assert f"{len(WRONG)} problems." in output
    assert snapshot(project / "data") == before


def test_a_number_comes_back_as_it_is_shown(project: Path) -> None:
    given = [(0.125, "0.0%"), "12,5", "12,5%", 12.5, 12.500000000000002]
    place = filled(project, *(dated(n, {"value": value}) for n, value in enumerate(given)))
    rows = read_incoming(place, read_raw(project / "data")[0], "vi").rows
    assert [row.cells["value"] for row in rows] == ["12.5"] * len(given)
    assert [row.cells["horizon_year"] for row in rows] == ["2026", "2027", "2028", "2029", "2030"]


def _csv(separator: str, comma: bool) -> str:
    given = next(csv.reader([ROW.strip()]))
    given[5] = "12,5" if comma else given[5]
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows([HEADER.split(","), given])
    return made.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        lambda: _csv(",", False).encode("utf-8-sig"),
        lambda: _csv(";", True).encode(),
        lambda: _csv("\t", True).encode("utf-16"),
        lambda: ("sep=;\n" + _csv(";", True)).encode("utf-8-sig"),
        # Windows writes some tones as marks of their own.
        lambda: _csv(";", True).replace("ế", "ê\u0301").encode("cp1258"),
    ],
    ids=["mark", "semicolons", "utf-16", "sep", "cp1258"],
)
def test_a_csv_file_is_read_however_excel_saved_it(
    tmp_path: Path, written: Callable[[], bytes]
) -> None:
    (tmp_path / "bang.csv").write_bytes(written())
    [row] = read_incoming(tmp_path / "bang.csv", read_raw(ROOT / "data")[0], "vi").rows
    assert [*row.cells.values()] == next(csv.reader([ROW.strip()]))


def test_a_cell_of_a_csv_file_is_named_by_line_and_column(dtia: Run, project: Path) -> None:
    wrong = _csv(";", True).replace("unstated", "guess")
    (project / "bang.csv").write_text(wrong, encoding="utf-8")
    code, output = dtia("import", "bang.csv", "--lang", "en")
    assert code == 1 and "bang.csv:2: method: 'guess'" in output


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_a_csv_file_of_an_old_font_is_refused_in_words(tmp_path: Path, font: str) -> None:
    words = {"tcvn3": "®¹t 15% GRDP vµo n¨m 2028", "vni": "ñaït 15% vaøo naêm 2028"}
    row = _csv(",", False).replace("chiếm 12,5% GRDP vào năm 2028", words[font])
    (tmp_path / "bang.csv").write_bytes(row.encode("cp1252"))
    with pytest.raises(InvalidData, match=f"{font.upper()}.*UniKey"):
        read_incoming(tmp_path / "bang.csv", read_raw(ROOT / "data")[0], "en")


def test_what_was_wrong_before_is_not_put_to_the_workbook(
    dtia: Run, project: Path, set_cell: Callable[..., None]
) -> None:
    set_cell("targets/payment_accounts.csv", 2, "status", "nowhere")
    filled(project, PROMISE)
    code, output = dtia("import", "bang.xlsx", "--lang", "en")
    assert code == 0 and "to add: 1" in output


@pytest.mark.parametrize("decision", ["lấy", "edit"])
def test_a_row_that_is_taken_brings_its_act_and_its_source(
    dtia: Run, project: Path, decision: str
) -> None:
    judged(project, decision)
    code, output = dtia("import", "xet.xlsx", "--write")
    assert code == 0 and "thêm 3" in output, output
    raw = read_raw(project / "data")[0]
    assert raw["documents"]["document_id"][-1] == "99-NQ_TU_quang_tri_2022"
    assert raw["sources"]["source_id"][-1] == "quang_tri_99_nq_tu"
    assert raw["targets"].filter(document_id="99-NQ_TU_quang_tri_2022")["value"].to_list() == [
        "12.5"
    ]
    assert dtia("check")[0] == 0


def test_a_row_without_a_decision_stays_where_it_is_with_its_act(dtia: Run, project: Path) -> None:
    judged(project, "")
    code, output = dtia("import", "xet.xlsx")
    assert code == 0 and "chưa quyết định 1" in output and "Không có gì để ghi" in output


def test_a_row_that_is_left_goes_where_such_rows_are_with_its_reason(
    dtia: Run, project: Path
) -> None:
    judged(project, "bỏ")
    code, output = dtia("import", "xet.xlsx", "--write", "--lang", "en")
    assert code == 1 and "xet.xlsx!Mục tiêu!B4: reason: a row that is left needs a reason" in output
    judged(project, "bỏ", "Câu nói về cả nước")
    code, output = dtia("import", "xet.xlsx", "--write")
    assert code == 0, output
    last = read_raw(project / "data")[0]["left_out"].row(-1, named=True)
    assert last["reason"] == "Câu nói về cả nước" and last["horizon_year"] == "2028"
    assert last["figure_text"] == PROMISE["figure_text"]


def test_a_cell_in_doubt_is_named_in_words_and_coloured(project: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(judged(project, "")), "decision")
    names = [cell.value for cell in sheet[FIRST]]
    row = dict(zip(names, sheet[FIRST + 1], strict=True))
    assert row["doubt"].value == "nghi ngờ: Mẫu số; nghi ngờ: Cách đo"
    assert row["base_id"].fill.fgColor.rgb == row["method"].fill.fgColor.rgb == "FFF6D9A6"
    assert row["tier"].fill.fgColor.rgb != "FFF6D9A6"
    assert names[:4] == ["decision", "reason", "figure_text", "sentence"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_again_reads_the_same(
    dtia: Run, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home, saved = (tmp_path_factory.mktemp(name) for name in ("home", "saved"))
    place = filled(project, {**PROMISE, "value": (0.125, "0.0%")})
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(saved), str(place)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    code, output = dtia("import", str(saved / "bang.xlsx"), "--write")
    assert code == 0 and "thêm 1; dòng ví dụ 2" in output, output
    assert (project / FILE).read_text(encoding="utf-8").endswith(ROW)
