"""Workbooks from elsewhere: opened within limits, or refused in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from dtia.errors import WrongValue
from dtia.files import MEGABYTE
from dtia.i18n import LANGS, number

# What a workbook may take, packed and unpacked, and how far a sheet may reach.
PACKED, UNPACKED, PARTS = 20 * MEGABYTE, 60 * MEGABYTE, 500
LINES, COLUMNS = 20_000, 60
WORKBOOK = "xl/workbook.xml"
# Parts that run, or that fetch from elsewhere.
MACROS = re.compile(r"vbaProject|/macrosheets/|/activeX/|/embeddings/", re.IGNORECASE)
ELSEWHERE = re.compile(r"/externalLinks/|/connections\.xml|/queryTables/", re.IGNORECASE)
XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
# XML that defines words of its own can grow without end.
DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
Line = tuple[int, list[Any]]


def sheets_of(content: bytes, name: str) -> Iterator[tuple[str, Iterator[Line]]]:
    """Yield the sheets of an .xlsx workbook by name, each with the cells of its lines.

    A cell is as openpyxl gives it: `value`, `data_type`, `number_format`. Raises WrongValue, in
    one sentence, for what is no such workbook, is too large, runs, or is broken.
    """
    from openpyxl.reader.excel import load_workbook

    try:
        _look_through(content, name)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield sheet.title, _lines(sheet, name)
    except WrongValue:
        raise
    except Exception as error:
        # Whatever zip, XML or their readers stumble on, the workbook is what is broken.
        raise WrongValue("book_broken", place=name) from error


def _lines(sheet: Any, name: str) -> Iterator[Line]:
    # What a sheet says of its own size may be anything.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), 1):
        if line > LINES:
            said = {lang: number(LINES, lang) for lang in LANGS}
            raise WrongValue("book_lines", place=name, sheet=sheet.title, most=said)
        yield line, list(cells)


def _look_through(content: bytes, name: str) -> None:
    """Look at the parts of a workbook before anything is made of them."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise WrongValue("book_old", place=name)
    if len(content) > PACKED:
        raise WrongValue("book_large", place=name)
    with ZipFile(BytesIO(content)) as parts:
        listed = parts.infolist()
        if len(listed) > PARTS or sum(part.file_size for part in listed) > UNPACKED:
            raise WrongValue("book_large", place=name)
        names = [part.filename for part in listed]
        if WORKBOOK not in names or len(names) != len(set(names)):
            raise WrongValue("book_none", place=name)
        if any(MACROS.search(f"/{part}") for part in names):
            raise WrongValue("book_macros", place=name)
        if any(ELSEWHERE.search(f"/{part}") for part in names):
            raise WrongValue("book_elsewhere", place=name)
        for part in names:
            # A part gives no more bytes than the directory says.
            if XML.search(part) and _may_grow(parts.read(part)):
                raise WrongValue("book_broken", place=name)


def _may_grow(part: bytes) -> bool:
    return part.startswith(WIDE) or DEFINES.search(part) is not None
