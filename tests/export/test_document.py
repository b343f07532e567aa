"""A document: as Decree 30/2020 has it, readable without seeing, and a template takes over."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

import dtia
from dtia.data import Data
from dtia.errors import WrongValue
from dtia.export.document import document
from support.taken import ECONOMY, HOSTILE, W, body, hostile, part, styled, tables, words

NAMES = ("profile.vi", "profile.en", "compared.en", "one.vi")
EACH = pytest.mark.parametrize("name", [f"{name}.docx" for name in NAMES])
LABELS = {"vi": ("Bảng", "Hình"), "en": ("Table", "Figure")}
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"


def small(data: Data, lang: str = "vi") -> Any:
    """A table of a province without a picture."""
    return dtia.ask(lang, data).province("quang_tri_63", "measured")


@EACH
def test_the_page_is_that_of_the_decree_and_is_numbered_above_but_not_on_the_first(
    taken: Path, name: str
) -> None:
    file = docx.Document(str(taken / name))
    [section] = file.sections
    sides = [section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin]  # fmt: skip
    assert [round(side / Mm(1)) for side in sides] == [210, 297, 20, 20, 30, 20]
    assert section.different_first_page_header_footer
    assert (
        "PAGE" in section.header._element.xml and not section.first_page_header.paragraphs[0].text
    )
    for style in ("Normal", "Body Text", "Heading 1", "Caption", "Table Text"):
        assert file.styles[style].font.name == "Times New Roman"
        assert "Theme" not in file.styles[style].element.rPr.rFonts.attrib
    assert file.styles["Body Text"].font.size in (Pt(13), Pt(14))
    assert file.styles["Normal"].paragraph_format.widow_control


@EACH
def test_headings_follow_each_other_without_a_gap(taken: Path, name: str) -> None:
    found = [style for style, _ in styled(taken / name)]
    assert found.count("Title") == 1 and found[0] == "Title"
    levels = [int(style[-1]) for style in found if style.casefold().startswith("heading")]
    assert levels and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@EACH
def test_every_table_says_what_it_is_and_repeats_its_heading_row(taken: Path, name: str) -> None:
    found = list(body(taken / name).iter(f"{W}tbl"))
    assert found
    for table in found:
        told = [
            table.find(f"{W}tblPr/{W}{part}").get(f"{W}val")
            for part in ("tblCaption", "tblDescription")
        ]
        assert all(told)
        first, *rows = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None and rows
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        width = sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))
        assert width <= 160 * 56.7 + 20


@EACH
def test_tables_and_figures_are_counted_by_fields_in_order(taken: Path, name: str) -> None:
    labels = LABELS[name.split(".")[1]]
    captions = [told for style, told in styled(taken / name) if style.casefold() == "caption"]
    counted = {label: [c for c in captions if c.startswith(label)] for label in labels}
    for label, told in counted.items():
        assert [int(re.match(rf"{label} (\d+)\. ", c)[1]) for c in told] == list(
            range(1, len(told) + 1)
        )
        assert all(re.fullmatch(rf"{label} \d+\. .+", caption) for caption in told)
    fields = [node.text for node in body(taken / name).iter(f"{W}instrText")]
    assert len(fields) == len(captions) == sum(map(len, counted.values()))
    assert all(re.fullmatch(r" SEQ \S+ \\\* ARABIC ", field) for field in fields)
    assert len(counted[labels[0]]) == len(list(tables(taken / name)))


@EACH
def test_every_picture_fits_the_page_and_is_told_in_words(taken: Path, name: str) -> None:
    pictures = list(body(taken / name).iter(PICTURE))
    assert pictures
    for picture in pictures:
        about = picture.find("{*}docPr")
        assert len(about.get("descr")) > 40 and about.get("title")
        size = picture.find("{*}extent")
        assert int(size.get("cx")) == Mm(160) and int(size.get("cy")) <= Mm(220) + 1


@EACH
def test_numbers_stand_on_the_right_and_sources_at_the_end_by_number(
    taken: Path, name: str
) -> None:
    file = docx.Document(str(taken / name))
    assert file.styles["Table Number"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    listed = [told for style, told in styled(taken / name) if style == "Source"]
    assert [int(re.match(r"\[(\d+)\]", told)[1]) for told in listed] == list(
        range(1, len(listed) + 1)
    )
    cited = {
        int(n)
        for rows in tables(taken / name)
        for row in rows
        for n in re.findall(r"\[(\d+)\]", row[-1])
    }
    assert cited and cited == set(range(1, len(listed) + 1))
    assert [style for style, _ in styled(taken / name)][-1] == "Source"


@EACH
def test_a_document_says_its_title_language_and_day(taken: Path, name: str, data: Data) -> None:
    lang = {"vi": "vi-VN", "en": "en-GB"}[name.split(".")[1]]
    core = docx.Document(str(taken / name)).core_properties
    assert core.title and core.language == lang and core.author
    assert core.created.date().isoformat() == data.as_of and data.version in core.comments
    spoken = part(taken / name, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert spoken.get(f"{W}val") == lang


@EACH
def test_no_word_of_a_program_stands_in_a_document(taken: Path, name: str) -> None:
    told = " ".join(said for _, said in styled(taken / name))
    assert not re.search(r"ask\.|era=|\.frame|None|nan\b|\*\*", told)


def test_a_profile_has_its_parts_and_says_who_was_before(taken: Path) -> None:
    told = styled(taken / "profile.vi.docx")
    heads = [said for style, said in told if style.casefold() == "heading 1"]
    assert heads[:2] == ["Tóm tắt", "Mục tiêu"] and heads[-2:] == ["Chú thích", "Nguồn"]
    assert {"So với cả nước", "Số liệu thực hiện", "Trước và sau sáp nhập"} <= {*heads}


def test_the_same_answer_is_the_same_bytes(taken: Path, data: Data) -> None:
    work = dtia.ask("vi", data).targets(ECONOMY, 2030).work()
    assert document(work) == (taken / "one.vi.docx").read_bytes()


def test_hostile_cells_stay_words(data: Data, tmp_path: Path) -> None:
    place = hostile(small(data)).save(tmp_path / "x.docx")
    told = " ".join(words(paragraph) for paragraph in body(place).iter(f"{W}p"))
    for lure in (HOSTILE[0], HOSTILE[1], HOSTILE[4], HOSTILE[5]):
        assert lure in told
    assert not {"script", "object"} & {node.tag for node in body(place).iter()}
    instructions = [node.text for node in body(place).iter(f"{W}instrText")]
    assert all(text.startswith(" SEQ ") for text in instructions)
    assert docx.Document(str(place)).core_properties.title.startswith("<script>")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template of an office: a face, a margin and a header of its own, and a sample text."""
    file = docx.Document()
    file.styles["Normal"].font.name = "Arial"
    file.styles["Heading 1"].font.size = Pt(20)
    file.sections[0].left_margin = Mm(35)
    file.sections[0].header.paragraphs[0].text = "BỘ MẪU"
    file.add_paragraph("Văn bản mẫu phải mất")
    file.add_table(2, 2)
    file.save(str(tmp_path / "mẫu.docx"))
    return tmp_path / "mẫu.docx"


def test_the_styles_of_a_template_take_over_and_its_words_go(
    data: Data, template: Path, tmp_path: Path
) -> None:
    place = small(data).save(tmp_path / "x.docx", template)
    file = docx.Document(str(place))
    assert file.styles["Normal"].font.name == "Arial"
    assert file.styles["Heading 1"].font.size == Pt(20)
    assert file.styles["Table Text"].font.name == "Times New Roman"  # it had none
    assert round(file.sections[0].left_margin / Mm(1)) == 35
    assert file.sections[0].header.paragraphs[0].text == "BỘ MẪU"
    assert "mẫu phải mất" not in " ".join(said for _, said in styled(place))
    assert len(file.tables) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", "chữ".encode()])
def test_a_wrong_template_is_a_sentence_and_nothing_is_written(
    data: Data, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / "mau.docx"
    wrong.write_bytes(content)
    for given in (wrong, tmp_path / "gone.docx"):
        with pytest.raises(WrongValue, match=r"\.docx: không phải một tệp \.docx"):
            small(data).save(tmp_path / "x.docx", given)
    assert list(tmp_path.iterdir()) == [wrong]


def test_only_a_document_takes_a_template(data: Data, template: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongValue, match=r"only a \.docx file takes a template"):
        small(data, "en").save(tmp_path / "x.xlsx", template)
