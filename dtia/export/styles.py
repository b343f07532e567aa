"""The styles of a document, as Decree 30/2020/NĐ-CP has them; those of a template come first."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dtia.errors import WrongValue
from dtia.export.facts import TONGUES
from dtia.export.marks import borders, element, field
from dtia.folder import display
from dtia.i18n import Lang

FACE = "Times New Roman"
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
# Article 8 and annex I of the decree: A4; 20 to 25 mm above and below, 30 to 35 mm on the left,
# 15 to 20 mm on the right.
PAGE = {
    "page_width": 210, "page_height": 297, "top_margin": 20, "bottom_margin": 20,
    "left_margin": 30, "right_margin": 20, "header_distance": 10, "footer_distance": 10,
}  # fmt: skip
TABLE, LINK = "Table Grid", "Hyperlink"


class Style(NamedTuple):
    """A style of paragraphs; sizes in points, indents in millimetres."""

    size: float
    align: Any = LEFT
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    first: float = 0
    next: bool = False
    line: float = 1.0


STYLES = {
    "Normal": Style(13),
    "Title": Style(16, CENTRE, bold=True, before=6, after=6, next=True),
    "Subtitle": Style(13, CENTRE, italic=True, after=12),
    "Heading 1": Style(14, bold=True, before=12, next=True),
    "Heading 2": Style(13, bold=True, before=9, next=True),
    "Body Text": Style(13, BOTH, first=10, line=1.15),
    "List Bullet": Style(13, BOTH, left=10, first=-5, line=1.15),
    "Caption": Style(12, CENTRE, bold=True, before=6, after=3, next=True),
    "Picture": Style(12, CENTRE, before=6, after=0, next=True),
    "Table Heading": Style(10, CENTRE, bold=True, after=0, next=True),
    "Table Text": Style(11, after=0),
    "Table Number": Style(11, RIGHT, after=0),
    "Table Note": Style(11, italic=True, before=3, after=9),
    "Source": Style(12, left=10, first=-10, after=3),
    "Header": Style(13, CENTRE, after=0),
}


def prepared(template: Path | None, lang: Lang) -> Any:
    """Return an empty document with every style of `STYLES`, in one language.

    A template keeps its page, its headers and the styles that it has. Raises WrongValue for a
    file that is no template.
    """
    document = docx.Document() if template is None else _opened(template)
    for name, style in STYLES.items():
        known = name in document.styles
        if not known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=False)
        if template is None or not known:
            _set(document.styles[name], style, document.styles)
    _add_others(document)
    if template is None:
        _set_page(document)
    _speak(document, TONGUES[lang])
    _drop(document.part.rels)
    _drop(document.part.package.rels)
    return document


def _opened(template: Path) -> Any:
    """Open a template and empty it; its last section, with page and headers, stays."""
    try:
        document = docx.Document(str(template))
    except Exception as error:
        # A zip, an XML or a part of it that is not as it should be: python-docx words none of them.
        raise WrongValue("bad_template", place=display(template)) from error
    for part in list(document.element.body):
        if part.tag != qn("w:sectPr"):
            document.element.body.remove(part)
    # Where its words led, and what they showed, goes with them.
    left = document.element.xml
    for name, relation in list(document.part.rels.items()):
        body = relation.reltype.rsplit("/", 1)[-1] in ("hyperlink", "image", "chart")
        if body and f'"{name}"' not in left:
            del document.part.rels[name]
    return document


def _set(style: Any, wanted: Style, styles: Any) -> None:
    font, form = style.font, style.paragraph_format
    _face(style)
    font.size, font.bold, font.italic = Pt(wanted.size), wanted.bold, wanted.italic
    font.color.rgb = RGBColor(0, 0, 0)
    form.alignment, form.keep_with_next = wanted.align, wanted.next
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.left_indent, form.first_line_indent = Mm(wanted.left), Mm(wanted.first)
    form.line_spacing, form.widow_control = wanted.line, True
    if style.name not in ("Normal", "Body Text", "List Bullet"):
        style.base_style = styles["Normal"]
    # The default template rules a line below a title.
    for line in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(line)
    for kept in ("w:spacing", "w:kern", "w:caps"):
        for found in style.element.rPr.findall(qn(kept)):
            style.element.rPr.remove(found)


def _face(style: Any) -> None:
    """Set the face of letters of every script, in place of those of a theme."""
    style.font.name = FACE
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)


def _add_others(document: Any) -> None:
    """Add the style of tables and that of links where they are missing."""
    if LINK not in document.styles:
        link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True
    if TABLE not in document.styles:
        grid = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE, builtin=True)
        grid.element.append(element("tblPr", borders()))


def _set_page(document: Any) -> None:
    """Set the page, with its number in the middle of the upper margin, but not on the first."""
    [section] = document.sections
    for name, wide in PAGE.items():
        setattr(section, name, Mm(wide))
    section.different_first_page_header_footer = True
    [header] = section.header.paragraphs
    header.style = document.styles["Header"]
    for part in field("PAGE", "2"):
        header._p.append(part)


def _drop(relations: Any) -> None:
    """Leave out parts that repeat others: a second copy of the styles, a picture of the page."""
    for name, relation in list(relations.items()):
        if relation.reltype.rsplit("/", 1)[-1] in ("stylesWithEffects", "thumbnail"):
            del relations[name]


def _speak(document: Any, language: str) -> None:
    """Name the language of all words, for those who read, spell or speak them."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    inner = None if defaults is None else defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if inner is None:
        return
    for old in inner.findall(qn("w:lang")):
        inner.remove(old)
    inner.append(element("lang", val=language, eastAsia=language, bidi=language))
