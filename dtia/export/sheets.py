"""The sheets of a workbook: each has a title, and a table or lines that a reader can print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from dtia.charts.theme import INK, WASH
from dtia.export.cells import Field, Value, address, fields, inert, values
from dtia.export.references import Reference
from dtia.i18n import Lang, text
from dtia.tables import Table

# What the name of a sheet cannot hold, and how long it may be.
UNNAMED, NAME_LENGTH = re.compile(r"[\[\]:*?/\\]|^'|'$"), 31
# What a link and the links of a sheet may be at most.
LINK_LENGTH, LINKS = 2079, 65_530
# Widths of columns, in digits; the sheets of words, and the width beyond which paper is A3.
NARROWEST, WIDEST, WORDS, PAPER = 8, 46, 100, 240
# The row of the headings of a table: below the title, a line and the way back.
HEAD = 3
A4, A3 = 9, 8
STYLE = "Table Style Light 1"


class Book:
    """An open workbook: its sheets have names of their own, its cells a few forms."""

    def __init__(self, opened: Workbook, lang: Lang) -> None:
        self.opened, self.lang = opened, lang
        self.taken: set[str] = set()
        self.forms: dict[tuple[tuple[str, Any], ...], Any] = {}

    def form(self, **how: Any) -> Any:
        """Return a format, the same one for the same wish."""
        wish = {"font_color": INK, "valign": "top", **how}
        key = tuple(sorted(wish.items()))
        if key not in self.forms:
            self.forms[key] = self.opened.add_format(wish)
        return self.forms[key]

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
        self.page.write_string(0, 0, self.title, book.form(bold=True, font_size=14))
        self.page.hide_gridlines(2)
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P/&N")
        self.next, self.links = 2, 0

    def fact(self, heading: str, words: str) -> None:
        """Write a heading and, beside it, what it is the heading of."""
        self.page.set_column(0, 0, 24)
        self.page.set_column(1, 1, WORDS - 24)
        self.page.write_string(self.next, 0, inert(heading), self.book.form(bold=True))
        self.page.write_string(self.next, 1, inert(words), self.book.form(text_wrap=True))
        self.next += 1

    def lines(self, words: Sequence[str]) -> None:
        """Write lines of words below each other."""
        self.page.set_column(0, 0, WORDS)
        for line in words:
            self.page.write_string(self.next, 0, inert(line), self.book.form(text_wrap=True))
            self.next += 1

    def contents(self, sheets: Sequence[tuple[Sheet, str]]) -> None:
        """Write links to other sheets, each with what is there."""
        self.page.set_column(0, 0, 36)
        self.page.set_column(1, 1, WORDS - 24)
        linked = self.book.form(underline=1, font_color="#0563C1")
        for sheet, words in sheets:
            self.page.write_url(self.next, 0, _within(sheet.name), linked, sheet.name)
            self.page.write_string(self.next, 1, inert(words), self.book.form(text_wrap=True))
            self.next += 1

    def sources(self, found: Sequence[Reference], back: str) -> None:
        """Write sources as a table, each with a link that leads to it."""
        heads = [text(f"export.source_{name}", self.lang) for name in Reference._fields]
        columns: list[list[Value]] = [list(column) for column in zip(*found, strict=True)]
        kinds = ["year", "word", "word", "word", "link"]
        self._rows("sources", heads, kinds, columns, back, "")

    def table(self, table: Table, back: str) -> None:
        """Write a described table as a table of Excel, numbers and days as such."""
        shown = _headed(fields(table))
        columns = [values(table, field) for field in shown]
        heads, kinds = [f.heading for f in shown], [f.kind for f in shown]
        self._rows(table.id, heads, kinds, columns, back, table.note)

    def _rows(
        self, name: str, heads: list[str], kinds: Sequence[str], columns: list[list[Value]],
        back: str, note: str,
    ) -> None:  # fmt: skip
        n = len(columns[0])
        self.page.write_string(1, 0, inert(note), self.book.form())
        linked = self.book.form(underline=1, font_color="#0563C1")
        self.page.write_url(2, 0, _within(back), linked, text("export.back", self.lang))
        head = self.book.form(
            bold=True, text_wrap=True, bg_color=WASH, bottom=1, valign="vcenter"
        )  # fmt: skip
        options = {
            "name": re.sub(r"\W", "_", f"t{len(self.book.taken)}_{name}"),
            "style": STYLE,
            "columns": [{"header": inert(h), "header_format": head} for h in heads],
        }
        self.page.add_table(HEAD, 0, HEAD + n, len(heads) - 1, options)
        widths = []
        for place, (kind, cells) in enumerate(zip(kinds, columns, strict=True)):
            widths.append(_width(heads[place], cells, kind))
            self.page.set_column(place, place, widths[-1])
            for row, value in enumerate(cells, HEAD + 1):
                self._cell(row, place, kind, value)
        self.page.freeze_panes(HEAD + 1, 1)
        self.page.repeat_rows(HEAD)
        self.page.set_landscape()
        self.page.set_paper(A3 if sum(widths) > PAPER else A4)
        self.page.ignore_errors({"number_stored_as_text": f"A1:XFD{HEAD + n + 1}"})

    def _cell(self, row: int, place: int, kind: str, value: Value) -> None:
        """Write one cell as what it is."""
        if value is None or value == "":
            return
        if isinstance(value, date):
            self.page.write_datetime(row, place, value, self.book.form(num_format=14, align="left"))
        elif isinstance(value, bool) or isinstance(value, str):
            self._words(row, place, kind, str(value))
        else:
            self.page.write_number(row, place, value, self.book.form(num_format=_form(value, kind)))

    def _words(self, row: int, place: int, kind: str, value: str) -> None:
        """Write words; a link where they are an address that Excel can follow."""
        link = address(value) if kind == "link" else ""
        if link and len(link) <= LINK_LENGTH and self.links < LINKS:
            self.links += 1
            form = self.book.form(underline=1, font_color="#0563C1")
            self.page.write_url(row, place, link, form, inert(link)[:255])
        else:
            self.page.write_string(row, place, inert(value), self.book.form(text_wrap=True))


def _form(value: float, kind: str) -> str:
    """Return how a number is written: in the signs of the reader's system, whole or not."""
    if kind == "year":
        return "0"
    if kind == "share":
        return "0.0%"
    return "#,##0" if float(value).is_integer() else "#,##0.0###"


def _width(heading: str, cells: Sequence[Value], kind: str) -> float:
    """Return a width that holds nine of ten cells on a line, and the words of the heading."""
    lengths = sorted(len(str(value)) for value in cells if value is not None) or [0]
    most = lengths[int(0.9 * (len(lengths) - 1))]
    if kind == "link":
        most = min(most, 40)
    word = max(map(len, heading.split()), default=0)
    return min(max(most, word, len(heading) / 2, NARROWEST), WIDEST) + 2


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
