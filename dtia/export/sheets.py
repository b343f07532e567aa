"""The sheets of a workbook: each has a title, and a table or lines that a reader can print."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook

from dtia.charts.theme import ACCENT, INK, WASH
from dtia.export.cells import Field, Value, address, fields, inert, values
from dtia.export.references import Reference
from dtia.i18n import Lang, text
from dtia.tables import Table
from dtia.views.labels import link

# What the name of a sheet cannot hold, and how long it may be.
UNNAMED, NAME_LENGTH = re.compile(r"[\[\]:*?/\\]|^'|'$"), 31
# What a link and the links of a sheet may be at most.
LINK_LENGTH, LINKS = 2079, 65_530
# Widths of columns, in digits; the sheets of words, and the width beyond which paper is A3.
NARROWEST, WIDEST, WORDS, PAPER = 8, 46, 84, 240
# A column alone is not made smaller by all programs where a page is too narrow for it.
LINES = 66
# The height of a line in points, and that of the highest row that Excel has.
LINE, HIGHEST = 15, 405
# The row of the headings of a table: below the title, a line and the way back.
HEAD = 3
A4, A3 = 9, 8
STYLE = "Table Style Light 1"


# Numbers keep clear of the words to their right.
NUMBER = {"align": "right", "indent": 1}
# How cells look, by what they are. The forms of numbers take the signs of the reader's system.
FORMS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "plain": {},
    "bold": {"bold": True},
    "word": {"text_wrap": True},
    "link": {"text_wrap": True, "underline": 1, "font_color": ACCENT},
    "head": {"bold": True, "text_wrap": True, "bg_color": WASH, "bottom": 1, "valign": "vcenter"},
    "date": {"num_format": 14, "align": "left"},
    "year": {"num_format": "0", **NUMBER},
    "share": {"num_format": "0.0%", **NUMBER},
    "whole": {"num_format": "#,##0", **NUMBER},
    "broken": {"num_format": "#,##0.0###", **NUMBER},
}


class Book:
    """An open workbook: its sheets have names of their own, its cells a few forms."""

    def __init__(self, opened: Workbook, lang: Lang) -> None:
        self.opened, self.lang = opened, lang
        self.taken: set[str] = set()
        self.forms = {
            name: opened.add_format({"font_color": INK, "valign": "top", **form})
            for name, form in FORMS.items()
        }

    def sheet(self, name: str, title: str) -> Sheet:
        """Add a sheet under a name that is allowed and that no other has."""
        return Sheet(self, self._own(name), title)

    def _own(self, name: str) -> str:
        fit = " ".join(UNNAMED.sub(" ", inert(name)).split()).strip("'") or "–"
        fit = fit[0].upper() + fit[1:]
        tried, number = _cut(fit, NAME_LENGTH), 1
        while tried.casefold() in self.taken or tried.casefold() == "history":
            number += 1
            tried = f"{_cut(fit, NAME_LENGTH - 4)} {number}"
        self.taken.add(tried.casefold())
        return tried


def _cut(words: str, length: int) -> str:
    """Cut words at a blank; one word that is too long is cut within."""
    if len(words) <= length:
        return words
    return words[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:-–")


class Sheet:
    """One sheet: a title in its first cell, and what is written below it."""

    def __init__(self, book: Book, name: str, title: str) -> None:
        self.book, self.name, self.title, self.lang = book, name, inert(title), book.lang
        self.page = book.opened.add_worksheet(name)
        self.page.write_string(0, 0, self.title, book.forms["title"])
        self.page.hide_gridlines(2)
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P/&N")
        self.next, self.links = 2, 0

    def fact(self, heading: str, words: str) -> None:
        """Write a heading and, beside it, what it is the heading of."""
        self._columns([24, WORDS - 24])
        self.page.write_string(self.next, 0, inert(heading), self.book.forms["bold"])
        self._line(1, words, WORDS - 24)

    def lines(self, words: Sequence[str]) -> None:
        """Write lines of words below each other."""
        self._columns([LINES])
        for line in words:
            self._line(0, line, LINES)

    def contents(self, sheets: Sequence[tuple[Sheet, str]]) -> None:
        """Write links to other sheets, each with what is there."""
        self._columns([36, WORDS - 36])
        for sheet, words in sheets:
            form = self.book.forms["link"]
            self.page.write_url(self.next, 0, _within(sheet.name), form, sheet.name)
            self._line(1, words, WORDS - 36)

    def sources(self, found: Sequence[Reference], back: str) -> None:
        """Write sources as a table, each with its whole address, which leads to it."""
        heads = [text(f"export.source_{name}", self.lang) for name in Reference._fields]
        columns: list[list[Value]] = [list(column) for column in zip(*found, strict=True)]
        kinds = ["year", "word", "word", "word", "address"]
        self._rows("sources", heads, kinds, columns, back, "")

    def table(self, table: Table, back: str) -> None:
        """Write a described table as a table of Excel, numbers and days as such."""
        shown = _headed(fields(table))
        columns = [values(table, field) for field in shown]
        heads, kinds = [f.heading for f in shown], [f.kind for f in shown]
        self._rows(table.id, heads, kinds, columns, back, table.note)

    def _columns(self, widths: Sequence[float]) -> None:
        for place, width in enumerate(widths):
            self.page.set_column(place, place, width)

    def _line(self, place: int, words: str, width: float) -> None:
        """Write words into the next row, which is as high as they need."""
        self.page.write_string(self.next, place, inert(words), self.book.forms["word"])
        self.page.set_row(self.next, _height([(words, width)]))
        self.next += 1

    def _rows(
        self, name: str, heads: list[str], kinds: Sequence[str], columns: list[list[Value]],
        back: str, note: str,
    ) -> None:  # fmt: skip
        forms, n = self.book.forms, len(columns[0])
        self.page.write_string(1, 0, inert(note), forms["plain"])
        self.page.write_url(2, 0, _within(back), forms["link"], text("export.back", self.lang))
        options = {
            "name": re.sub(r"\W", "_", f"t{len(self.book.taken)}_{name}"),
            "style": STYLE,
            "columns": [{"header": inert(h), "header_format": forms["head"]} for h in heads],
        }
        self.page.add_table(HEAD, 0, HEAD + n, len(heads) - 1, options)
        widths = [_width(*column) for column in zip(heads, columns, kinds, strict=True)]
        self._columns(widths)
        self.page.set_row(HEAD, _height(list(zip(heads, widths, strict=True))))
        for row, cells in enumerate(zip(*columns, strict=True), HEAD + 1):
            for place, (kind, value) in enumerate(zip(kinds, cells, strict=True)):
                self._cell(row, place, kind, value)
            wrapped = zip(map(_shown, cells, kinds), widths, strict=True)
            self.page.set_row(row, _height(list(wrapped)))
        self._printed(n, sum(widths))

    def _printed(self, n: int, width: float) -> None:
        """Freeze the headings of a table of n rows, and repeat them on every printed page."""
        self.page.freeze_panes(HEAD + 1, 1)
        self.page.repeat_rows(HEAD)
        self.page.set_landscape()
        self.page.set_paper(A3 if width > PAPER else A4)
        self.page.ignore_errors({"number_stored_as_text": f"A1:XFD{HEAD + n + 1}"})

    def _cell(self, row: int, place: int, kind: str, value: Value) -> None:
        """Write one cell as what it is."""
        forms = self.book.forms
        if value is None or value == "":
            return
        if isinstance(value, date):
            day = datetime(value.year, value.month, value.day)
            self.page.write_datetime(row, place, day, forms["date"])
        elif isinstance(value, bool | str):
            self._words(row, place, kind, str(value))
        else:
            self.page.write_number(row, place, value, forms[_form(value, kind)])

    def _words(self, row: int, place: int, kind: str, value: str) -> None:
        """Write words; a link where they are an address that Excel can follow."""
        url = address(value) if kind in ("link", "address") else ""
        if url and len(url) <= LINK_LENGTH and self.links < LINKS:
            self.links += 1
            shown = _shown(url, kind)
            self.page.write_url(row, place, url, self.book.forms["link"], shown)
        else:
            self.page.write_string(row, place, inert(value), self.book.forms["word"])


def _shown(value: Value, kind: str) -> str:
    """Return what a cell shows, about; of a link the host."""
    words = "" if value is None else str(value)
    return (link(words) or words) if kind == "link" else words


def _height(cells: Sequence[tuple[str, float]]) -> int:
    """Return how high a row is that holds some words in columns of some widths."""
    lines = 1
    for words, width in cells:
        if len(words) > width or "\n" in words:
            wrapped = (max(1, math.ceil(len(line) / width)) for line in words.split("\n"))
            lines = max(lines, sum(wrapped))
    return min(LINE * lines, HIGHEST)


def _form(value: float, kind: str) -> str:
    """Return how a number is written: a year, a share, a whole number or another."""
    if kind in ("year", "share"):
        return kind
    return "whole" if float(value).is_integer() else "broken"


def _width(heading: str, cells: Sequence[Value], kind: str) -> float:
    """Return a width that holds nine of ten cells on a line, and the words of the heading."""
    lengths = sorted(len(_shown(value, kind)) for value in cells if value is not None) or [0]
    most = lengths[int(0.9 * (len(lengths) - 1))]
    # The button of the filter stands beside the heading.
    word = max(map(len, heading.split()), default=0) + 3
    widest = WORDS if kind == "address" else WIDEST
    return min(max(most, word, len(heading) / 2, NARROWEST), widest) + 2


def _headed(found: list[Field]) -> list[Field]:
    """Tell columns of one heading apart, as Excel wants it."""
    seen: set[str] = set()
    told = []
    for field in found:
        heading, number = field.heading, 1
        while heading.casefold() in seen:
            number += 1
            heading = f"{field.heading} ({number})"
        seen.add(heading.casefold())
        told.append(field._replace(heading=heading))
    return told


def _within(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"
