"""A person decides of proposals: what was in doubt is seen, and nothing of it goes unsaid."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from dtia.check.audit import audit
from dtia.curate.acts import text_of, words_of
from dtia.curate.incoming import read_incoming
from dtia.curate.layout import FIRST, NAMES
from dtia.curate.proposals import Proposals, together
from dtia.curate.reading import Reader, propose, reader
from dtia.curate.workbook import to_judge
from dtia.data import Raw, read_raw
from support.acts import word
from support.filled import PROMISE, judged, put, sheet_of
from support.pdf import made as pdf
from support.project import ROOT, Run

GOAL = "Đến năm 2025, tỉnh Cà Mau phấn đấu kinh tế số chiếm trên 20% GRDP."
PAGE = f"Tin tức >> Kinh tế số\n\nChuyển đổi số ở Cà Mau tăng tốc\n\n{GOAL}\n"
FILES = {
    "bai.txt": PAGE.encode(),
    "bai.html": f"<h1>Chuyển đổi số ở Cà Mau tăng tốc</h1><p>{GOAL}</p>".encode(),
    "bai.docx": word("Chuyển đổi số ở Cà Mau tăng tốc", GOAL),
    "bai.pdf": pdf(
        "The plan of Ca Mau for digital transformation",
        "By 2025, the digital economy makes up 20% of GRDP.",
    ),
}
LIFTED = {
    "source_id": "quang_tri_99_nq_tu", "document_id": "99-NQ_TU_quang_tri_2022", "locator": "¶ 9",
    "sentence": "Kinh tế số tăng lên, chiếm 15% GRDP vào năm 2029.", "reason": "change",
    "unit_id": "quang_tri_63", "horizon_year": "2029", "comparator": "eq", "value": "15",
    "figure_text": "chiếm 15% GRDP vào năm 2029",
}  # fmt: skip


@pytest.fixture(scope="module")
def raw() -> Raw:
    return read_raw(ROOT / "data")[0]


@pytest.fixture(scope="module")
def tools(raw: Raw) -> Reader:
    return reader(raw, "vi", "2026-11-29")


def of_file(folder: Path, name: str, tools: Reader, content: bytes = b"") -> Proposals:
    (folder / name).write_bytes(content or FILES[name])
    return propose(text_of(folder / name), tools)


@pytest.mark.parametrize("name", FILES)
def test_an_untouched_proposal_of_each_kind_of_file_comes_back_without_a_fault(
    name: str, tools: Reader, raw: Raw, tmp_path: Path
) -> None:
    place = tmp_path / "xet.xlsx"
    proposed = of_file(tmp_path, name, tools)
    place.write_bytes(to_judge(proposed, "vi", raw))
    assert place.read_bytes() == to_judge(proposed, "vi", raw)
    book = openpyxl.load_workbook(place)
    put(sheet_of(book, "horizon_year"), FIRST + 1, decision="lấy")
    book.save(place)
    found = read_incoming(place, raw, "vi")
    assert found.problems == []
    [row] = [row for row in found.rows if row.table == "targets"]
    assert row.cells["locator"].startswith("p. " if name.endswith("pdf") else "¶ ")
    assert row.cells["value"] == "20"


@pytest.mark.parametrize("name", FILES)
def test_the_phrase_of_a_proposal_is_found_again_in_its_archived_file(
    name: str, tools: Reader, raw: Raw, tmp_path: Path
) -> None:
    found = of_file(tmp_path, name, tools)
    seal = found.sources["archive_sha256"][0]
    for phrase, wrong in ((found.targets["figure_text"][0], 0), ("no such words", 1)):
        kept = {
            "sources": raw["sources"].head(1).with_columns(archive_sha256=pl.lit(seal)),
            "targets": raw["targets"]
            .head(1)
            .with_columns(
                source_id=pl.lit(raw["sources"]["source_id"][0]), figure_text=pl.lit(phrase)
            ),
        }
        empty = {table: raw[table].clear() for table in ("observations", "left_out")}
        audited = audit({**raw, **kept, **empty}, tmp_path, words_of, "en")
        assert (audited.sources, audited.phrases, len(audited.problems)) == (1, 1, wrong)


def test_the_source_of_a_page_has_an_id_a_title_and_the_day_of_reading(
    tools: Reader, tmp_path: Path
) -> None:
    [source] = of_file(tmp_path, "bai.txt", tools).sources.rows(named=True)
    assert source["source_id"] == "chuyen_doi_so_o_ca_mau"
    assert source["title"] == "Chuyển đổi số ở Cà Mau tăng tốc"
    assert source["accessed_on"] == "2026-11-29"
    assert source["doubt"] == "publisher;url;title" and "địa chỉ" in source["why"]
    linked = f"{PAGE}https://www.camau.gov.vn/tin/7\n".encode()
    [source] = of_file(tmp_path, "bai.txt", tools, linked).sources.rows(named=True)
    assert source["source_id"] == "camau_gov_chuyen_doi_so_o_ca_mau"


def test_a_long_first_line_is_cut_between_words(tools: Reader, tmp_path: Path) -> None:
    words = "Tỉnh Cà Mau đẩy mạnh chuyển đổi số trong mọi lĩnh vực của đời sống " * 9
    [source] = of_file(tmp_path, "dai.txt", tools, words.encode()).sources.rows(named=True)
    assert len(source["title"]) <= 150 and source["title"].endswith(" …")
    assert words.startswith(source["title"].removesuffix("…"))


def test_files_that_would_share_the_id_of_a_source_are_numbered(
    tools: Reader, tmp_path: Path
) -> None:
    pages = [of_file(tmp_path, f"{n}.txt", tools, f"{PAGE}Trang {n}\n".encode()) for n in (1, 2)]
    found = together([*pages, pages[0]])
    ids = ["chuyen_doi_so_o_ca_mau", "chuyen_doi_so_o_ca_mau_2"]
    assert found.sources["source_id"].to_list() == ids
    assert found.targets["source_id"].unique(maintain_order=True).to_list() == ids


def test_a_row_taken_with_doubtful_cells_that_nobody_edited_is_told(
    dtia: Run, project: Path
) -> None:
    judged(project, "lấy")
    code, output = dtia("import", "xet.xlsx")
    assert code == 0 and "lấy mà ô còn ngờ chưa ai sửa 1" in output
    assert "ô còn ngờ, lấy như máy đề xuất: base_id (P4), method (Q4)" in output


@pytest.mark.parametrize(
    ("cells", "typed"),
    [({}, {"doubt": ""}), ({"doubt": "note", "note": "x"}, {"note": "đã xem"})],
    ids=["the doubt is emptied", "the cell is edited"],
)
def test_a_doubtful_cell_that_was_looked_at_is_not_told(
    dtia: Run, project: Path, cells: dict[str, str], typed: dict[str, str]
) -> None:
    judged(project, "lấy", typed=typed, **cells)
    code, output = dtia("import", "xet.xlsx")
    assert code == 0 and "còn ngờ" not in output, output


def test_a_row_that_is_left_brings_no_cell_in_doubt_with_it(dtia: Run, project: Path) -> None:
    judged(project, "bỏ", "Câu nói về cả nước", doubt="indicator_id;unit_id;horizon_year")
    code, output = dtia("import", "xet.xlsx")
    assert code == 1 and "xet.xlsx!Mục tiêu!H4: unit_id: ô này do máy đề xuất" in output, output
    judged(project, "bỏ", "Câu nói về cả nước", doubt="indicator_id;unit_id;horizon_year",
           typed={"unit_id": "quang_tri_34"})  # fmt: skip
    code, output = dtia("import", "xet.xlsx", "--write")
    assert code == 0, output
    last = read_raw(project / "data")[0]["left_out"].row(-1, named=True)
    assert (last["unit_id"], last["indicator_id"], last["horizon_year"]) == (
        "quang_tri_34", None, None,
    )  # fmt: skip


def test_a_figure_of_no_indicator_is_left_with_that_reason(dtia: Run, project: Path) -> None:
    judged(project, "không có chỉ tiêu")
    code, output = dtia("import", "xet.xlsx", "--write")
    assert code == 0, output
    last = read_raw(project / "data")[0]["left_out"].row(-1, named=True)
    assert last["indicator_id"] is None
    assert last["reason"] == "Không có chỉ tiêu phù hợp trong danh mục"


def test_a_sentence_with_a_figure_that_was_not_proposed_can_be_taken(
    dtia: Run, project: Path
) -> None:
    other = {**LIFTED, "locator": "¶ 10", "sentence": "Giảm xuống 14%.", "figure_text": "14%"}
    place = judged(project, "", passed=[LIFTED, other])
    book = openpyxl.load_workbook(place)
    sheet = sheet_of(book, "decision")
    row = dict(zip((c.value for c in sheet[NAMES + 1]), sheet[FIRST + 2], strict=True))
    assert row["figure_text"].value == LIFTED["figure_text"] and row["value"].value == 15
    assert "máy không đề xuất: con số là mức tăng" in row["why"].value
    assert LIFTED["sentence"] not in [line[2].value for line in book["Không lấy"].iter_rows()]
    put(sheet, FIRST + 2, decision="lấy")
    put(sheet, FIRST + 3, decision="lấy")
    book.save(place)
    code, output = dtia("import", "xet.xlsx")
    assert code == 1 and "!I5: indicator_id: " in output and "!J5: tier: " in output, output
    assert "!I6: indicator_id: " in output and "trùng khóa" not in output
    filled = {c: PROMISE[c] for c in ("indicator_id", "tier", "base_id", "method")}
    put(sheet, FIRST + 2, **filled, doubt="")
    put(sheet, FIRST + 3, decision="")
    book.save(place)
    code, output = dtia("import", "xet.xlsx", "--write")
    assert code == 0 and "thêm 3; chưa quyết định 2" in output, output


def test_the_command_says_what_stands_in_the_workbook_and_what_comes_next(
    dtia: Run, tmp_path: Path
) -> None:
    (tmp_path / "bai.txt").write_text(f"{PAGE}Đường dài 12 km.\n", encoding="utf-8")
    code, output = dtia("read", str(tmp_path), "--out", str(tmp_path / "xet.xlsx"))
    assert code == 0
    assert "Đọc chữ của bai.txt" in output
    assert (
        "Đề xuất 1 mục tiêu, 0 kết quả, trong đó 1 dòng có ô chưa chắc; 1 câu có con số" in output
    )
    assert "trang Mục tiêu" in output and "xet.xlsx\n" in output and "dtia import " in output
    # What a person decided in it is not lost to a second run.
    made = (tmp_path / "xet.xlsx").read_bytes()
    for again in (("read", str(tmp_path), "--out"), ("template",)):
        code, output = dtia(*again, str(tmp_path / "xet.xlsx"))
        assert code == 2 and "xet.xlsx đã có" in output, output
    assert (tmp_path / "xet.xlsx").read_bytes() == made
    code, output = dtia("read", str(tmp_path / "bai.txt"))
    assert code == 0 and "¶ 6 “Đường dài 12 km.”" in output, output
