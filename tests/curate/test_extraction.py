"""The text of an act comes out whole, and a hostile file ends in one sentence."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from dtia.cli.reading import ACT
from dtia.curate import acts, extraction
from dtia.curate.acts import files_at, text_of
from dtia.curate.extraction import (
    MOST_BYTES,
    MOST_LETTERS,
    MOST_MEMORY,
    MOST_PAGES,
    Paragraph,
    Refused,
    paragraphs,
)
from dtia.data.letters import TCVN3
from dtia.errors import UnreadableAct
from dtia.i18n import LANGS
from support.acts import word
from support.pdf import made as pdf

GOAL = "Phấn đấu đến năm 2025, 90% hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng."


def bomb() -> bytes:
    """Return a Word document of which one part unpacks to more than is read."""
    held = BytesIO(word(GOAL))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/zero.bin", bytes(extraction.MOST_UNPACKED + 1))
    return held.getvalue()


def test_a_pdf_gives_its_lines_with_their_pages() -> None:
    found = paragraphs(
        pdf(
            "The plan of the province for digital transformation.",
            "By 2025, 90% of work records are online.",
        ),
        ".pdf",
    )
    assert found == [
        Paragraph("p. 1", "The plan of the province for digital transformation."),
        Paragraph("p. 2", "By 2025, 90% of work records are online."),
    ]


def joined(written: str, kind: str = ".txt") -> list[str]:
    return [paragraph.text for paragraph in paragraphs(written.encode(), kind)]


WRAPPED = """II. MỤC TIÊU
- 80% dịch vụ công trực tuyến mức độ
4, được cung cấp trên nhiều phương tiện truy cập khác nhau;
- 90% hồ sơ công việc tại cấp thành
phố, 80% hồ sơ công việc tại cấp huyện do Ủy ban nhân dân các
Sở, ngành và địa phương xử lý
b) Kinh tế số chiếm khoảng 8
% GRDP.
Chương trình được thực hiện từ năm 2022.
"""


def test_lines_that_only_wrap_are_joined_and_items_and_headings_are_not() -> None:
    expected = [
        "II. MỤC TIÊU",
        "- 80% dịch vụ công trực tuyến mức độ 4, được cung cấp trên nhiều phương tiện truy cập "
        "khác nhau;",
        "- 90% hồ sơ công việc tại cấp thành phố, 80% hồ sơ công việc tại cấp huyện do Ủy ban "
        "nhân dân các Sở, ngành và địa phương xử lý",
        "b) Kinh tế số chiếm khoảng 8 % GRDP.",
        "Chương trình được thực hiện từ năm 2022.",
    ]
    assert joined(WRAPPED) == expected
    assert joined(WRAPPED.replace("\n", "<br>\n"), ".html") == expected


def test_a_paragraph_stands_at_the_line_that_it_begins_on() -> None:
    found = paragraphs(WRAPPED.encode(), ".txt")
    assert [p.locator for p in found] == ["¶ 1", "¶ 2", "¶ 4", "¶ 7", "¶ 9"]


def test_a_text_of_whole_paragraphs_stays_as_it_is() -> None:
    lines = [
        "Cà Mau đẩy mạnh chuyển đổi số",
        "Sau hợp nhất, tỉnh có 64 xã, phường.",
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2025",
        "|",
        "Số: 12/KH-UBND",
    ]
    assert joined("\n".join(lines)) == lines


def test_the_lines_of_a_page_of_a_pdf_are_joined_where_they_are_full() -> None:
    page = (
        "Hồ sơ công việc tại cấp tỉnh được xử lý trên\nmôi trường mạng đạt 90%;\n"
        "- Nghị quyết số 02-\nNQ/TU"
    )
    lines = [("p. 1", line, 30.0) for line in page.splitlines()]
    assert [text for _, text in extraction._joined(lines)] == [
        "Hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng đạt 90%;",
        "- Nghị quyết số 02-",
        "NQ/TU",
    ]


def test_a_word_document_gives_paragraphs_and_rows_of_tables_in_order() -> None:
    document = Document()
    document.add_paragraph(GOAL)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cấp huyện", "80%"
    document.add_paragraph("Hết.")
    held = BytesIO()
    document.save(held)
    found = paragraphs(held.getvalue(), ".docx")
    assert [p.text for p in found] == [GOAL, "Cấp huyện | 80%", "Hết."]
    assert [p.locator for p in found] == ["¶ 1", "¶ 2", "¶ 3"]


def test_a_page_gives_what_a_reader_sees_and_no_script() -> None:
    page = (
        "<html><head><title>x</title></head><body><script>alert(1)</script>"
        f"<p>{GOAL}</p><style>p{{}}</style><div>A <b>b</b> c</div></body></html>"
    )
    assert [p.text for p in paragraphs(page.encode(), ".html")] == [GOAL, "A b c"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encoding_it_was_saved_in(encoding: str) -> None:
    assert paragraphs(GOAL.encode(encoding), ".txt") == [Paragraph("¶ 1", GOAL)]


HOSTILE = {
    "a scan": ("scan.pdf", lambda: pdf("", ""), "act_scan"),
    "a locked file": ("locked.pdf", lambda: pdf("Plan of 2025", password="secret"), "act_locked"),
    "too many pages": ("long.pdf", lambda: pdf(*[""] * (MOST_PAGES + 1)), "act_pages"),
    "a broken file": ("broken.pdf", lambda: b"%PDF-1.7 nothing", "act_broken"),
    "half a file": ("half.docx", lambda: word(GOAL)[:2000], "act_broken"),
    "a bomb": ("bomb.docx", bomb, "act_packed"),
    "no letters": ("empty.txt", lambda: b"\n\n", "act_empty"),
    "a program": ("program.txt", lambda: bytes(range(256)) * 9, "act_letters"),
    "scripts alone": ("scripts.html", lambda: b"<script>alert('100%')</script>", "act_empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence_that_names_it(name: str, tmp_path: Path) -> None:
    file, content, code = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(content())
    with pytest.raises(UnreadableAct) as raised:
        text_of(path)
    assert raised.value.key == code
    for lang in LANGS:
        assert file in raised.value.said(lang)
        assert "\n" not in raised.value.said(lang)


def test_a_file_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf("Plan of 2025"))
    monkeypatch.setattr(acts, "MOST_SECONDS", 0.001)
    with pytest.raises(UnreadableAct) as raised:
        text_of(path)
    assert raised.value.key == "act_slow"


def test_a_file_that_memory_ends_on_is_too_large_and_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("docx.Document", full)
    with pytest.raises(Refused, match="act_memory"):
        paragraphs(word(GOAL), ".docx")
    path = tmp_path / "act.pdf"
    path.write_bytes(pdf("Plan of 2025"))
    ended = subprocess.CompletedProcess([], -6, b"", b"")
    monkeypatch.setattr(acts.subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(UnreadableAct) as raised:
        text_of(path)
    assert raised.value.key == "act_memory"


def test_a_file_above_the_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="act_big"):
        paragraphs(GOAL.encode(), ".txt")


def test_the_limits_that_the_help_states_are_those_that_hold() -> None:
    stated = [int(n) for n in re.findall(r"\d+", ACT)]
    assert stated == [
        MOST_BYTES // 10**6, MOST_PAGES, MOST_LETTERS // 10**6, acts.MOST_SECONDS,
        MOST_MEMORY // 10**9,
    ]  # fmt: skip


IN_TCVN3 = GOAL.translate({ord(letter): written for written, letter in TCVN3.items()})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (IN_TCVN3, GOAL),
        (
            "Phaán ñaáu ñeán naêm 2025 ñaït 90% hoà sô coâng vieäc",
            "Phấn đấu đến năm 2025 đạt 90% hồ sơ công việc",
        ),
    ],
    ids=["TCVN3", "VNI"],
)
def test_a_text_of_an_old_font_is_read_in_letters_of_today(written: str, meant: str) -> None:
    [found] = paragraphs(written.encode("latin-1"), ".txt")
    assert found.text == meant


def test_a_folder_gives_its_acts_by_name_and_other_kinds_are_refused(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "picture.png"):
        (tmp_path / name).write_text(GOAL, encoding="utf-8")
    assert [path.name for path in files_at(tmp_path)] == ["a.txt", "b.txt"]
    for place, key in ((tmp_path / "picture.png", "act_kind"), (tmp_path / "none", "act_missing")):
        with pytest.raises(UnreadableAct) as raised:
            files_at(place)
        assert raised.value.key == key
