"""A workbook made for people: a cover, contents, one table a sheet, notes and sources."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from dtia.export.cells import inert
from dtia.export.facts import AUTHOR, TONGUES, citation, facts, made_on, notes
from dtia.export.packed import packed
from dtia.export.references import references
from dtia.export.sheets import Book, Sheet
from dtia.export.work import Work
from dtia.i18n import text
from dtia.markdown import unmarked

# Data stay data: no cell becomes a formula, a link or a number by what it looks like.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(work: Work) -> bytes:
    """Return a work as an .xlsx file: the same work gives the same bytes."""
    made = BytesIO()
    with Workbook(made, OPTIONS) as opened:
        opened.set_properties(_properties(work))
        _fill(Book(opened, work.lang), work)
    return packed(made.getvalue(), TONGUES[work.lang])


def _properties(work: Work) -> dict[str, Any]:
    return {
        "title": inert(work.title),
        "subject": text("export.subject", work.lang),
        "author": AUTHOR,
        "comments": citation(work),
        "created": made_on(work),
    }


def _fill(book: Book, work: Work) -> None:
    """Write the sheets; the contents, which name the others, are filled last."""
    lang = work.lang
    cover = book.sheet(text("export.cover", lang), work.title)
    listed = book.sheet(text("export.contents", lang), text("export.contents", lang))
    _cover(cover, work)
    told: list[tuple[Sheet, str]] = []
    if words := _said(work):
        said = book.sheet(text("export.said", lang), text("export.said", lang))
        said.lines(words)
        told.append((said, said.title))
    for piece in work.pieces:
        if piece.table and piece.table.frame.height:
            sheet = book.sheet(piece.name, piece.table.title)
            sheet.table(piece.table, listed.name)
            told.append((sheet, piece.table.title))
    told.append((_notes(book, work), text("export.notes", lang)))
    if sources := references(work):
        sheet = book.sheet(text("export.sources", lang), text("export.sources", lang))
        sheet.sources(sources, listed.name)
        told.append((sheet, text("export.sources_of", lang, n=len(sources))))
    listed.contents(told)


def _cover(sheet: Sheet, work: Work) -> None:
    for heading, words in facts(work):
        sheet.fact(heading, words)


def _said(work: Work) -> list[str]:
    """Return the sentences of a work, each under the heading of its piece."""
    return [
        line
        for piece in work.pieces
        if piece.lead
        for line in (piece.title, *filter(None, unmarked(piece.lead).splitlines()))
    ]


def _notes(book: Book, work: Work) -> Sheet:
    title = text("export.notes", work.lang)
    sheet = book.sheet(title, title)
    sheet.lines(notes(work))
    return sheet
