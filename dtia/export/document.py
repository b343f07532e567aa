"""A document as an office hands it in: headings, captions, tables, pictures, numbered sources."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.shared import Mm

from dtia.export.cells import inert
from dtia.export.facts import AUTHOR, TONGUES, citation, made_on
from dtia.export.grids import fitted
from dtia.export.marks import field, link, paragraph, run, table
from dtia.export.packed import packed
from dtia.export.paper import LEAST, UPRIGHT
from dtia.export.pictures import pictures
from dtia.export.prose import paragraphs
from dtia.export.references import Reference, marks, numbers, references
from dtia.export.styles import LINK, STYLES, TABLE, prepared
from dtia.export.work import Drawn, Piece, Work
from dtia.i18n import date, text
from dtia.tables import Table

# What the reader of a document has to know: texts of the section `export`.
NOTES = ("nation", "grades", "silence", "disputed")
# How many letters of an address are printed; the link leads to all of it.
LONGEST = 100


def document(work: Work, template: Path | None = None) -> bytes:
    """Return a work as a .docx file: the same work gives the same bytes.

    The styles, page and headers of a template take over. Raises WrongValue for a wrong one.
    """
    paper = Paper(work, template)
    paper.words("Title", work.title)
    paper.words("Subtitle", text("foot.edition", work.lang, **paper.edition))
    for piece in work.pieces:
        if piece.title != work.title:
            paper.words("Heading 1", piece.title)
        paper.piece(piece)
    paper.end()
    return packed(paper.content(), TONGUES[work.lang])


class Paper:
    """A document that is being written, from its first line to its last."""

    def __init__(self, work: Work, template: Path | None) -> None:
        self.work, self.lang = work, work.lang
        self.file = prepared(template, work.lang)
        named = (*STYLES, TABLE, LINK)
        self.ids = {name: self.file.styles[name].style_id for name in named}
        section = self.file.sections[-1]
        sides = section.left_margin + section.right_margin
        self.width = (section.page_width - sides) / Mm(1)
        self.numbered = numbers(work)
        self.edition = {"version": work.data.version, "as_of": date(work.data.as_of, work.lang)}
        self.cited = text("export.sources", work.lang)
        self.captions = {"table": 0, "figure": 0}
        self.end_of_body = self.file.element.body.sectPr

    def put(self, *elements: Any) -> None:
        """Write elements below what there is."""
        for made in elements:
            self.end_of_body.addprevious(made)

    def words(self, style: str, words: str) -> None:
        """Write a paragraph in a style."""
        self.put(paragraph(self.ids[style], run(words)))

    def piece(self, piece: Piece) -> None:
        """Write what a piece says, its picture and its table."""
        for said in paragraphs(piece.lead):
            style = "List Bullet" if said.point else "Body Text"
            self.put(paragraph(self.ids[style], *(run(*words) for words in said.runs)))
        if piece.drawn:
            self.picture(piece.drawn, piece.table)
        if piece.table and piece.table.frame.height:
            self.table(piece.table)

    def caption(self, kind: str, title: str) -> None:
        """Write the caption of a table or a figure, with a number that Word counts."""
        self.captions[kind] += 1
        label = text(f"export.{kind}", self.lang)
        counted = field(f"SEQ {label} \\* ARABIC", str(self.captions[kind]))
        self.put(paragraph(self.ids["Caption"], run(f"{label} "), *counted, run(f". {title}")))

    def picture(self, drawn: Drawn, source: Table | None) -> None:
        """Write a chart with its caption and its words for those who do not see it."""
        width = int(min(max(self.width, LEAST), UPRIGHT))
        for made in pictures(drawn, width):
            shown = self.file.add_paragraph(style=self.file.styles["Picture"]).add_run()
            inline = shown.add_picture(BytesIO(made.content), width=Mm(width))._inline
            inline.docPr.set("descr", inert(made.words))
            inline.docPr.set("title", inert(made.title))
            self.caption("figure", made.title)
            self.source(marks(_listed(source), self.numbered))

    def table(self, described: Table) -> None:
        """Write a described table, part by part, each with its caption and its sources below."""
        parts = fitted(described, self.numbered, self.width)
        for topic, grid, shared in parts:
            if topic:
                self.words("Heading 2", topic)
            title = f"{described.title}: {topic}" if topic else described.title
            self.caption("table", title)
            columns = ", ".join(grid.heads)
            about = text("export.described", self.lang, n=len(grid.rows), columns=columns)
            self.put(table(grid, self.ids, title, about))
            cited = next(
                (
                    [row[n] for row in grid.rows]
                    for n, head in enumerate(grid.heads)
                    if head == self.cited
                ),
                [],
            )
            self.source(", ".join(cited), shared)

    def source(self, cited: str, shared: str = "") -> None:
        """Write the line of sources below a figure or a table."""
        edition = text("export.source_edition", self.lang, **self.edition)
        told = [part for part in (_together(cited), edition) if part]
        line = text("export.source_line", self.lang, sources="; ".join(told))
        self.words("Table Note", f"{shared}. {line}" if shared else line)

    def end(self) -> None:
        """Write what the reader has to know, and the sources by their numbers."""
        self.words("Heading 1", text("export.notes", self.lang))
        merged = any("relation_label" in table.columns for table in self.work.tables)
        for name in (*NOTES, *(["merged"] * merged)):
            self.words("Body Text", text(f"export.note_{name}", self.lang))
        cite = text("export.cite", self.lang)
        self.words("Body Text", f"{cite}: {citation(self.work)}.")
        if found := references(self.work):
            self.words("Heading 1", text("export.sources", self.lang))
            for reference in found:
                self.put(self._reference(reference))

    def _reference(self, reference: Reference) -> Any:
        runs = [run(f"[{reference.number}] {reference.words()} ")]
        if reference.url:
            shown = (
                reference.url if len(reference.url) <= LONGEST else f"{reference.url[:LONGEST]}…"
            )
            runs.append(link(self.file.part, reference.url, shown, self.ids[LINK]))
        return paragraph(self.ids["Source"], *runs)

    def content(self) -> bytes:
        """Return the file, with what it says of itself."""
        core, day = self.file.core_properties, made_on(self.work)
        core.title, core.author = inert(self.work.title)[:255], AUTHOR
        core.subject = text("export.subject", self.lang)
        core.comments, core.keywords, core.last_modified_by = citation(self.work), "", AUTHOR
        core.created = core.modified = day
        core.revision = 1
        made = BytesIO()
        self.file.save(made)
        return made.getvalue()


def _listed(table: Table | None) -> str:
    """Return the ids of the sources of a table."""
    known = table is not None and "source_ids" in table.frame.columns
    return ";".join(table.frame["source_ids"].drop_nulls()) if table and known else ""


def _together(cited: str) -> str:
    """Write numbers that follow each other as a span: `[1]–[4], [7]`."""
    spans: list[list[int]] = []
    for number in sorted({int(mark) for mark in re.findall(r"\[(\d+)\]", cited)}):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(
        f"[{span[0]}]" if len(span) == 1 else f"[{span[0]}]–[{span[-1]}]" for span in spans
    )
