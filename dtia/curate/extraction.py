"""The text of an act: paragraphs of a PDF, a Word document, a page or a plain text.

Run as a program on one file it prints them as JSON; `acts.py` runs it so, with limits of time and
memory, since a file from elsewhere may be made to do harm. A plain text can do none.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

# What else of dtia is needed is imported where it is used: this starts in a tenth of a second.
KINDS = (".pdf", ".docx", ".html", ".htm", ".txt")
# Why an act cannot be read: names of texts of the section `error`.
UNREADABLE = (
    "act_big", "act_long", "act_empty", "act_locked", "act_broken", "act_pages", "act_scan",
    "act_packed", "act_letters", "act_memory", "act_slow",
)  # fmt: skip
# What an act may be at most: its file, what is packed in it, its pages and letters.
MOST_BYTES, MOST_UNPACKED = 50_000_000, 200_000_000
MOST_PAGES, MOST_LETTERS = 500, 3_000_000
# Memory that reading one file may take, in bytes.
MOST_MEMORY = 2_000_000_000
# A line so much shorter than the longest of its page, or than most of its text, ends a paragraph,
# and a text of which so many lines, and so large a share, go on in small letters is cut at a width.
SHORT, FEWEST_LINES, WRAPPED = 0.7, 3, 0.3
# A scan has a stamp or a page number in letters, seldom more.
FEWEST_LETTERS = 25
# What a browser does not show, and what begins a paragraph of its own.
HIDDEN = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object"}
BLOCKS = {
    "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol",
    "section", "article", "header", "footer", "blockquote", "dd", "dt", "figcaption", "pre",
}  # fmt: skip
# How a line begins that does not go on with the one above it, and how one ends that is whole.
OPENING = re.compile(
    r"(?:[-–•+*|\u25cf\u25aa\u2713]|\(?(?:[a-zđ]|[ivx]{1,4}|\d{1,3}(?:\.\d{1,2})*)[.)](?!\d)|"
    r"\d{1,2}(?:\.\d{1,2})+\s+[^\W\da-z]|[IVX]+[.)]|(?:Điều|Chương|Mục|Phần)\s+(?:[IVX\d]|thứ\s))"
)
ENDED = re.compile(r"[.;:!?…|]\s*$")
# Words after which no line of a page ends by itself, and those after which a number goes on.
UNFINISHED = re.compile(
    r"(?:,|\b(?:của|và|các|những|với|cho|tại|trong|theo|về|đạt|là|trên|"
    r"dưới|hơn|khoảng|tối thiểu|ít nhất|từ|đến|được|the|an?|of|and|or|to|in|for|by|at|with|from|"
    r"than|least|over|about|is|are))\s*$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\b(?:ngày|tháng|năm|mức|mức độ|cấp độ|levels?)\s*$", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\s*(?:trang\s*|page\s*)?\d{1,4}\s*(?:/\s*\d{1,4})?\s*", re.IGNORECASE)


class Paragraph(NamedTuple):
    """One paragraph, and where it stands: `p. 3` of a PDF, `¶ 12` of any other text."""

    locator: str
    text: str


class Refused(Exception):
    """An act that cannot be read; `code` is a text of the section `error`."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def _refused(error: Exception, code: str) -> Refused:
    """Say why a file is not read: too large where memory ran out, whatever a library calls it."""
    causes = [error, *filter(None, (error.__cause__, error.__context__))]
    memory = any(isinstance(e, MemoryError) or "memory" in str(e).lower() for e in causes)
    return Refused("act_memory", most=MOST_MEMORY // 10**6) if memory else Refused(code)


def paragraphs(content: bytes, kind: str) -> list[Paragraph]:
    """Return the paragraphs of a file of one of KINDS; raise Refused where it holds no text."""
    if len(content) > MOST_BYTES:
        raise Refused("act_big", most=MOST_BYTES // 10**6)
    readers = {".pdf": _of_pdf, ".docx": _of_docx, ".html": _of_html, ".htm": _of_html}
    reader = readers.get(kind, _of_text)
    found, letters = [], 0
    for place, written in reader(content):
        letters += len(written)
        if letters > MOST_LETTERS:
            raise Refused("act_long", most=MOST_LETTERS)
        if clean := _clean(written):
            found.append(Paragraph(place, clean))
    if not found:
        raise Refused("act_empty")
    return found


def _clean(written: str) -> str:
    return " ".join(
        re.sub("[\u00ad\u200b-\u200f\ufeff\ufffe]", "", normalize("NFC", written)).split()
    )


def _of_pdf(content: bytes) -> Iterator[tuple[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise _refused(error, "act_locked" if locked else "act_broken") from error
    if len(document) > MOST_PAGES:
        raise Refused("act_pages", pages=len(document), most=MOST_PAGES)
    pages = []
    for number in range(len(document)):
        try:
            pages.append(document[number].get_textpage().get_text_range())
        except pypdfium2.PdfiumError as error:
            raise _refused(error, "act_broken") from error
    if sum(sum(map(str.isalpha, page)) for page in pages) < FEWEST_LETTERS * max(1, len(pages)):
        raise Refused("act_scan")
    lines: list[tuple[str, str, float]] = []
    for number, page in enumerate(pages, 1):
        own = [line.strip() for line in page.splitlines() if not PAGE_NUMBER.fullmatch(line)]
        whole = SHORT * max(map(len, own), default=0)
        lines += [(f"p. {number}", line, whole) for line in own if line]
    yield from _joined(lines)


def _joined(lines: Iterable[tuple[str, str, float]]) -> Iterator[tuple[str, str]]:
    """Join lines to paragraphs, each at the place of its first line.

    A line comes with its place and with the letters from which on it is a full one, which the
    next goes on; one without letters ends a paragraph.
    """
    place, held, full = "", "", False
    for where, line, whole in lines:
        if held and line and _goes_on(held, line, full):
            # A number of an act is parted at its dash: "02-" and "NQ/TU".
            held = held.rstrip() + ("" if held.rstrip().endswith("-") else " ") + line
        else:
            if held:
                yield place, held
            place, held = where, line
        full = len(line) >= whole
    if held:
        yield place, held


def _goes_on(held: str, line: str, full: bool) -> bool:
    """Say whether a line goes on with what stands above it, rather than begins anew."""
    heading = held.isupper() and not line.isupper()
    if heading or ENDED.search(held) or OPENING.match(line):
        return False
    if full or line[0].islower() or line[0] in "%),":
        return True
    return bool(UNFINISHED.search(held) or (line[0].isdigit() and NUMBERED.search(held)))


def _unwrapped(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join the lines of a text that only wrap; most lines of other texts are paragraphs."""
    written = [(place, line.strip()) for place, line in lines]
    below = [
        line[0].islower()
        for (_, above), (_, line) in pairwise(written)
        if above and line and not ENDED.search(above) and not OPENING.match(line)
    ]
    lengths = sorted(len(line) for _, line in written if line)
    cut = len(below) >= FEWEST_LINES and sum(below) >= WRAPPED * len(below)
    whole = SHORT * lengths[int(0.9 * len(lengths))] if cut else float("inf")
    yield from _joined((place, line, whole) for place, line in written)


def _of_docx(content: bytes) -> Iterator[tuple[str, str]]:
    from docx import Document
    from docx.table import Table

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Refused("act_packed", most=MOST_UNPACKED // 10**6)
        document = Document(BytesIO(content))
    except Refused:
        raise
    except Exception as error:  # of zip, XML or the parts: whatever is wrong, it is no document
        locked = content.startswith(b"\xd0\xcf\x11\xe0")
        raise _refused(error, "act_locked" if locked else "act_broken") from error
    number = 0
    for part in document.iter_inner_content():
        rows = (
            [" | ".join(_cells(row)) for row in part.rows]
            if isinstance(part, Table)
            else [part.text]
        )
        for written in rows:
            for line in written.splitlines() or [""]:
                number += 1
                yield f"¶ {number}", line


def _cells(row: object) -> list[str]:
    """Return the texts of a row; a cell that spans several columns counts once."""
    found = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}  # type: ignore[attr-defined]
    return list(found.values())


def _of_html(content: bytes) -> Iterator[tuple[str, str]]:
    from lxml import etree, html

    # What is no UTF-8 says in its head how it is written.
    encoding: str | None = "utf-8"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = None
    try:
        # No network, no entities of its own, and no more depth than a parser bears.
        parser = html.HTMLParser(no_network=True, huge_tree=False, encoding=encoding)
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _refused(error, "act_empty") from error
    held: list[str] = []
    lines: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hidden = any(parent.tag in HIDDEN for parent in (node, *node.iterancestors()))
        if tag in BLOCKS and held:
            lines += [*" ".join(held).split("\n"), ""]
            held = []
        if event == "start" and tag == "br":
            held.append("\n")
        if event == "start" and tag and not hidden and node.text:
            held.append(_on_one_line(node.text))
        if event == "end" and node.tail and node is not root:
            parent = node.getparent()
            if not any(p.tag in HIDDEN for p in (parent, *parent.iterancestors())):
                held.append(_on_one_line(node.tail))
        if event == "end" and tag in ("td", "th") and held:
            held.append("|")
    lines += " ".join(held).split("\n")
    yield from _unwrapped([(f"¶ {number}", line) for number, line in enumerate(lines, 1)])


def _on_one_line(written: str) -> str:
    return re.sub(r"\s+", " ", written)


def _of_text(content: bytes) -> Iterator[tuple[str, str]]:
    from dtia.data.letters import FONTS, mended
    from dtia.data.sniffing import sniff

    sniffed = sniff(content)
    written = sniffed.text
    if sniffed.saved_as in FONTS:
        written = mended(written, sniffed.saved_as)
    elif sniffed.saved_as not in ("utf-8", "utf-16", "utf-32", "cp1258"):
        raise Refused("act_letters")
    if "\x00" in written:
        raise Refused("act_letters")
    lines = enumerate(written.splitlines(), 1)
    yield from _unwrapped([(f"¶ {number}", line) for number, line in lines])


def _within_memory() -> None:
    """Hold this process to MOST_MEMORY, where the system knows how."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main(place: str) -> None:
    """Print the paragraphs of a file, or why there are none, as JSON."""
    _within_memory()
    path = Path(place)
    try:
        told: object = paragraphs(path.read_bytes(), path.suffix.lower())
    except Refused as refused:
        told = {"code": refused.code, **refused.values}
    except (MemoryError, RecursionError):
        told = {"code": "act_memory", "most": MOST_MEMORY // 10**6}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
