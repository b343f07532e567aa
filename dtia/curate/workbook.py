"""Workbooks for curators: one to fill in, and one to judge proposals in; both come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from textwrap import shorten, wrap
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from dtia.charts.theme import AMBER, INK, SOFT, WASH
from dtia.curate.codelists import Codelist, codelists, shown
from dtia.curate.layout import (
    DECISION,
    EDIT,
    EXAMPLE,
    EXTRA,
    FIGURES,
    FIRST,
    HEADINGS,
    LEAVE,
    NAMES,
    NONE,
    PROPOSED,
    TAKE,
    TITLE,
    Layout,
    explained,
    heading,
    layouts,
    of_table,
)
from dtia.curate.passed import as_targets, parted
from dtia.curate.proposals import Proposals
from dtia.data import FILE, LINE, Raw, read_raw
from dtia.data.columns import polars_schema
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.folder import find_folder
from dtia.i18n import LANGS, Lang, text

OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
# The same rows give the same bytes.
MADE_ON = datetime(2020, 1, 1)
# So many rows take lists and checks; there may be more.
ROWS = 1_000
# The longest cell, and the longest words that Excel shows beside one.
LONGEST, BESIDE, TITLED = 32_767, 255, 32
WIDTHS = {
    DECISION: 12, EXAMPLE: 10, "unit_id": 30, "indicator_id": 40, "figure_text": 44, "title": 44,
    "sentence": 60, "title_vi": 44, "title_en": 44, "url": 44, "why": 34, "choices": 44,
    "note": 30,
}  # fmt: skip
WIDTH, NARROW = 20, 11
NUMBERS = ("value", "value_high", "horizon_year")
# Letters that a line of the guide holds, across its columns.
ACROSS = 165
# The height of a row in lines, and of a line in points.
MOST_LINES, LINE_HEIGHT = 8, 15
YEARS = (2000, 2100)
# What the sheet of sentences without a figure shows.
PASSED = ["source_id", "locator", "sentence", "reason"]
# Lists in which a new id may come to stand: a word that is not in them is only warned of.
OPEN = ("unit_id", "indicator_id", "document_id", "source_id", "supersedes", "base_id")


def template(lang: Lang, raw: Raw | None = None) -> bytes:
    """Return a workbook to fill in: lists to choose from, explanations, a real row as an example.

    `raw` are the raw tables; without them, those of the nearest data folder. The same tables give
    the same bytes.
    """
    raw = _tables(raw, lang)
    examples = {table: _example(raw[table]) for table in FIGURES}
    return _made(raw, examples, None, lang)


def to_judge(proposals: Proposals, lang: Lang, raw: Raw | None = None) -> bytes:
    """Return a workbook of proposals: a decision for each row, beside it what it was read from.

    Cells in doubt are coloured, and named in words in a column of their own. Sentences that hold a
    figure and were not proposed stand below the targets, to be filled in; others have a sheet.
    """
    raw = _tables(raw, lang)
    figures, others = parted(proposals.passed)
    rows = {
        "targets": pl.concat([proposals.targets, as_targets(figures, lang)]),
        "observations": proposals.observations,
        "documents": proposals.documents, "sources": proposals.sources,
    }  # fmt: skip
    return _made(raw, rows, others.select(PASSED), lang)


def _tables(raw: Raw | None, lang: Lang) -> Raw:
    return read_raw(find_folder(), lang)[0] if raw is None else raw


def _example(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row that stands in the tables: a promise of a province, with a base."""
    plain = rows.filter(
        pl.col("base_id").is_not_null(), pl.col("comparator") != "range",
        pl.col("unit_id") != "viet_nam", pl.col("note").is_null(),
    )  # fmt: skip
    return plain.head(1).drop(FILE, LINE)


def _made(
    raw: Raw, rows: Mapping[str, pl.DataFrame], passed: pl.DataFrame | None, lang: Lang
) -> bytes:
    made = BytesIO()
    with Workbook(made, OPTIONS) as opened:
        opened.set_properties({"title": text("book.title", lang), "created": MADE_ON})
        book = _Book(opened, codelists(raw, lang), lang, judging=passed is not None)
        book.guide()
        for layout in layouts(lang, book.judging):
            book.table(layout, rows.get(layout.table))
        if passed is not None:
            book.passed(passed)
        book.lists(raw)
    return made.getvalue()


class _Book:
    """An open workbook with its forms and its lists."""

    def __init__(
        self, opened: Workbook, lists: dict[str, Codelist], lang: Lang, judging: bool
    ) -> None:
        self.opened, self.known, self.lang, self.judging = opened, lists, lang, judging
        base: dict[str, Any] = {"font_color": INK, "valign": "top"}
        words: dict[str, Any] = {**base, "text_wrap": True, "num_format": "@"}
        self.forms = {
            name: opened.add_format(form)
            for name, form in {
                "title": {**base, "bold": True, "font_size": 13},
                "head": {**base, "bold": True, "text_wrap": True, "bg_color": WASH, "bottom": 1},
                "name": {**base, "font_color": SOFT, "font_size": 9, "bottom": 1},
                "word": words,
                "line": {**base, "num_format": "@"},
                "number": {**base, "align": "left"},
                "doubt": {**words, "bg_color": AMBER, "bold": True},
                "doubt_number": {**base, "align": "left", "bg_color": AMBER, "bold": True},
            }.items()
        }
        # Two columns with one codelist share a list.
        unique: dict[tuple[str, ...], str] = {}
        self.columns: dict[str, int] = {}
        self.listed: list[tuple[str, list[str]]] = []
        for place, codelist in lists.items():
            cells = tuple(shown(name, codelist)[:LONGEST] for name in codelist)
            if cells not in unique:
                unique[cells] = place
                self.listed.append((place, list(cells)))
            self.columns[place] = [p for p, _ in self.listed].index(unique[cells])

    def guide(self) -> None:
        """Write what the workbook is for, and what each column means, in both languages."""
        page = self.opened.add_worksheet(text("book.guide", self.lang))
        page.set_column(0, 1, 18)
        page.set_column(2, 3, 70)
        page.hide_gridlines(2)
        page.write_string(0, 0, text("book.title", self.lang), self.forms["title"])
        steps = "book.steps_judging" if self.judging else "book.steps"
        row = 2
        for lang in (self.lang, *(tongue for tongue in LANGS if tongue != self.lang)):
            for line in text(steps, lang).splitlines():
                for part in wrap(line, ACROSS):
                    page.write_string(row, 0, part, self.forms["line"])
                    row += 1
            row += 1
        heads = [text(f"book.head_{name}", self.lang) for name in ("sheet", "column")]
        for place, words in enumerate([*heads, "Tiếng Việt", "English"]):
            page.write_string(row, place, words, self.forms["head"])
        for layout in layouts(self.lang, self.judging):
            for column in layout.columns:
                row += 1
                told = [explained(layout.table, column, lang) for lang in LANGS]
                for place, words in enumerate([layout.name, column, *told]):
                    page.write_string(row, place, words, self.forms["word"])
                page.set_row(row, LINE_HEIGHT * (1 + max(map(len, told)) // 72))
        _printable(page)

    def table(self, layout: Layout, rows: pl.DataFrame | None) -> None:
        """Write one table: headings, lists and checks for its cells, and its rows."""
        page = self.opened.add_worksheet(layout.name)
        page.write_string(TITLE, 0, self._purpose(layout), self.forms["title"])
        for place, column in enumerate(layout.columns):
            form = self.forms["number" if column in NUMBERS else "word"]
            page.set_column(place, place, _width(column), form, {"hidden": column == PROPOSED})
            head = heading(layout.table, column, self.lang)
            page.write_string(HEADINGS, place, head, self.forms["head"])
            page.write_string(NAMES, place, column, self.forms["name"])
            if rule := self._rule(layout, column):
                told = explained(layout.table, column, self.lang)
                told = shorten(told, BESIDE, placeholder=" …")
                says = {"input_title": column[:TITLED], "input_message": told}
                page.data_validation(FIRST, place, FIRST + ROWS, place, {**rule, **says})
        page.set_row(HEADINGS, 3 * LINE_HEIGHT)
        kept = (
            layout.columns.index("figure_text") + 1 if self.judging and _is_figures(layout) else 1
        )
        page.freeze_panes(FIRST, kept)
        _printable(page)
        for number, row in enumerate(() if rows is None else rows.iter_rows(named=True), FIRST):
            self._row(page, number, layout, row)

    def passed(self, passed: pl.DataFrame) -> None:
        """Write what was read and holds no figure: to look through, it does not come back."""
        page = self.opened.add_worksheet(text("book.passed", self.lang))
        page.write_string(TITLE, 0, text("book.for_passed", self.lang), self.forms["title"])
        widths = {"sentence": 90, "reason": 44}
        for place, column in enumerate(passed.columns):
            page.set_column(place, place, widths.get(column, WIDTH))
            words = text(f"book.passed_{column}", self.lang)
            page.write_string(HEADINGS, place, words, self.forms["head"])
        for number, row in enumerate(passed.iter_rows(named=True), NAMES):
            reason = text(f"read.passed.{row['reason']}", self.lang)
            for place, words in enumerate({**row, "reason": reason}.values()):
                page.write_string(number, place, _fit(words), self.forms["word"])
        page.freeze_panes(NAMES, 0)
        _printable(page)

    def lists(self, raw: Raw) -> None:
        """Write the lists to choose from, and what each indicator means."""
        page = self.opened.add_worksheet(text("book.lists", self.lang))
        page.write_string(TITLE, 0, text("book.for_lists", self.lang), self.forms["title"])
        for place, (name, cells) in enumerate(self.listed):
            page.set_column(place, place, 36)
            page.write_string(HEADINGS, place, name, self.forms["head"])
            for number, cell in enumerate(cells, NAMES):
                page.write_string(number, place, cell, self.forms["word"])
        page.freeze_panes(NAMES, 0)
        page = self.opened.add_worksheet(text("book.indicators", self.lang))
        page.write_string(TITLE, 0, text("book.for_indicators", self.lang), self.forms["title"])
        columns = ["indicator_id", f"name_{self.lang}", "unit", f"definition_{self.lang}", "bases"]
        for place, column in enumerate(columns):
            page.set_column(place, place, [30, 40, 10, 90, 40][place])
            words = heading("indicators", column, self.lang)
            page.write_string(HEADINGS, place, words, self.forms["head"])
        for number, row in enumerate(raw["indicators"].select(columns).iter_rows(), NAMES):
            for place, cell in enumerate(row):
                page.write_string(number, place, _fit(cell), self.forms["word"])
        page.freeze_panes(NAMES, 1)
        _printable(page)

    def _purpose(self, layout: Layout) -> str:
        key = "judging" if self.judging and _is_figures(layout) else layout.table
        return text(f"book.for_{key}", self.lang)

    def _rule(self, layout: Layout, column: str) -> dict[str, Any]:
        """Return what Excel lets into a column."""
        if column == DECISION:
            words = [text(f"book.{what}", self.lang) for what in (TAKE, EDIT, LEAVE, NONE)]
            return {"validate": "list", "source": words}
        if column == EXAMPLE:
            return {"validate": "list", "source": [text("book.example_word", self.lang)]}
        place = f"{layout.table}.{column}"
        if place in self.columns:
            letters = xl_col_to_name(self.columns[place], col_abs=True)
            last = NAMES + len(self.listed[self.columns[place]][1])
            source = f"='{text('book.lists', self.lang)}'!{letters}${NAMES + 1}:{letters}${last}"
            kind = "warning" if column in OPEN else "stop"
            says = {"error_title": column[:TITLED], "error_message": text("book.listed", self.lang)}
            return {"validate": "list", "source": source, "error_type": kind, **says}
        dtype = {} if column in EXTRA else polars_schema(RAW[layout.table][1])
        numeric = column in dtype and dtype[column].is_numeric()
        if column == "horizon_year":
            says = {"error_message": text("book.year", self.lang)}
            low, high = YEARS
            return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high,
                    **says}  # fmt: skip
        if numeric:
            says = {"error_message": text("book.number", self.lang)}
            limit = 10**12
            return {"validate": "decimal", "criteria": "between", "minimum": -limit,
                    "maximum": limit, **says}  # fmt: skip
        return {"validate": "any"} if column not in EXTRA else {}

    def _row(self, page: Any, number: int, layout: Layout, row: dict[str, Any]) -> None:
        doubtful = entries(row.get("doubt"))
        own = of_table(layout.table)
        lines = 1
        for place, column in enumerate(layout.columns):
            cell = self._cell(layout, column, row)
            mark = "doubt" if column in doubtful or (column == "doubt" and doubtful) else ""
            if column in own and column in NUMBERS and _is_number(cell):
                form = self.forms["doubt_number" if mark else "number"]
                page.write_number(number, place, float(cell), form)
            elif cell or mark:
                page.write_string(number, place, cell, self.forms[mark or "word"])
            lines = max(lines, 1 + int(len(cell) / _width(column)))
        page.set_row(number, LINE_HEIGHT * min(lines, MOST_LINES))

    def _cell(self, layout: Layout, column: str, row: dict[str, Any]) -> str:
        if column == EXAMPLE:
            return text("book.example_word", self.lang)
        if column == PROPOSED:
            return ";".join(f"{name}={row[name] or ''}" for name in entries(row.get("doubt")))
        cell = _fit(row.get(column))
        if column == "doubt":
            names = [heading(layout.table, name, self.lang) for name in entries(cell)]
            return "; ".join(f"{text('book.unsure', self.lang)} {name}" for name in names)
        if column == "choices":
            known = self.known.get("targets.indicator_id")
            return "\n".join(shown(name, known) for name in entries(cell))
        return _fit(shown(cell, self.known.get(f"{layout.table}.{column}")))


def _is_figures(layout: Layout) -> bool:
    return layout.table in FIGURES


def _width(column: str) -> int:
    return WIDTHS.get(column, NARROW if column in NUMBERS else WIDTH)


def _fit(cell: object) -> str:
    return "" if cell is None else str(cell)[:LONGEST]


def _is_number(cell: str) -> bool:
    """Say whether a text is a number that a workbook gives back as it is written."""
    try:
        return f"{float(cell):.15g}" == cell
    except ValueError:
        return False


def _printable(page: Any) -> None:
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P/&N")
