"""The answer to a question: a frame, and the chart, table and sentences that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from dtia.data import Data
from dtia.door.refusals import spoken
from dtia.errors import WrongQuestion
from dtia.i18n import LANGS, Lang, text
from dtia.markdown import Marked, joined, unmarked

if TYPE_CHECKING:
    from dtia.export import Piece, Work
    from dtia.tables import Table


class Words(str):
    """Sentences as plain text, to be read in a terminal and pasted anywhere; JupyterLab sets their
    `markdown`."""

    markdown: str

    def __new__(cls, markdown: str) -> Self:
        made = super().__new__(cls, unmarked(markdown))
        made.markdown = markdown
        return made

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return self.markdown


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """What a question found.

    `frame` holds the rows, numbers as numbers; `.chart()` draws them, `.table()` sets them,
    `.text()` says them, `.save("name.docx")` writes them by the ending: a picture, a document, a
    workbook, rows. An answer on its own shows its table. What it has not, it says.
    """

    title: str
    frame: pl.DataFrame
    data: Data
    lang: Lang
    tabled: Callable[[], Table] | None = None
    drawn: Callable[[], Any] | None = None
    said: Callable[[], str] | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Answer, ...] = ()
    # For a file: its heading, what it says above the table, and the answers it sets one by one.
    heading: str = ""
    lead: Callable[[], str] | None = None
    apart: Callable[[], tuple[Answer, ...]] | None = None

    def chart(self) -> Any:
        """Draw the answer: an Altair chart.

        >>> ask.targets("econ.digital_share_grdp", 2030).chart()
        """
        return self._made(self.drawn, "chart")

    def table(self) -> Table:
        """Set the answer as a table: bases, acts, phrases of the sources and links.

        >>> ask.targets("econ.digital_share_grdp", 2030).table()
        """
        table: Table = self._made(self.tabled, "table")
        return replace(table, note=" ".join([*self.notes, table.note]))

    def text(self) -> Words:
        """Say the answer in sentences whose numbers are computed.

        >>> print(ask.gaps("national", "soc.payment_account").text())
        """
        return Words(joined("\n\n", [*self.notes, Marked(self._made(self.said, "text"))]))

    def save(
        self, path: str | Path, template: str | Path | None = None, width: int | None = None
    ) -> Path:
        """Write the answer by the ending of its name, and return where it is.

        .svg, .png (300 dpi) and .pdf hold the chart, .xlsx and .docx all there is, .csv (for Excel
        as well) and .parquet the rows of the table. `template` is a .docx whose styles take over;
        `width` lays a picture out for a page of so many mm, in several files where it is too high.
        Raises WrongValue for another ending, and CannotWrite for a place that cannot be written.

        >>> ask.targets("econ.digital_share_grdp", 2030).save("bang.docx")
        """
        from dtia.export import place_of, save

        with spoken(self.lang):
            place = place_of(path, template)
            styles = None if template is None else Path(template)
            return save(self.work(), place, styles, width)[0]

    def work(self) -> Work:
        """Return the answer as what a file holds: pieces, each with words, picture and table."""
        from dtia.export import Work

        with spoken(self.lang):
            pieces = tuple(part._piece() for part in (self.apart() if self.apart else (self,)))
        title = self.heading or (pieces[0].title if len(pieces) == 1 else self.title)
        return Work(title, pieces, self.frame, self.chart, self.data, self.lang)

    def without_picture(self, wanted: bool) -> Self:
        """Return the answer without its chart, where that is wanted."""
        return replace(self, drawn=None) if wanted else self

    def _piece(self) -> Piece:
        from dtia.export import Piece

        table = self.tabled() if self.tabled and self.frame.height else None
        lead = self.lead if self.lead is not None else self.said
        return Piece(
            self.title,
            self.heading or (table.title if table else self.title[0].upper() + self.title[1:]),
            lead() if lead else "",
            table,
            self.drawn,
        )

    def _made(self, make: Callable[[], Any] | None, form: str) -> Any:
        with spoken(self.lang):
            if make is None:
                raise WrongQuestion("no_form", answer=self.title, **self._forms(form))
            return make()

    def _forms(self, missing: str) -> dict[str, object]:
        """Name the form that is missing and those that there are, in each language."""
        made = {"chart": self.drawn, "table": self.tabled, "text": self.said}
        there = [f".{name}()" for name, make in made.items() if make] + [".frame"]
        named = {lang: text(f"form.{missing}", lang) for lang in LANGS}
        return {"form": named, "forms": ", ".join(there)}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._html()}

    def _html(self) -> str:
        from markdown_it import MarkdownIt

        said = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        with spoken(self.lang):
            if self.said is not None and (self.tabled is None or self.parts or self._empty()):
                said += MarkdownIt("commonmark", {"html": False}).render(self.said())
            if self.tabled is not None and not self.parts:
                said += self.tabled()._repr_html_()
        return said + "".join(part._html() for part in self.parts)

    def _empty(self) -> bool:
        """Say whether nothing was found: the sentences then stand above the table."""
        found = self.frame
        return found.is_empty() or ("found" in found.columns and not found["found"].any())

    def __repr__(self) -> str:
        lines = list(self.notes)
        with spoken(self.lang):
            if self.said is not None and (self.tabled is None or self.parts or self._empty()):
                lines.append(str(Words(self.said())))
            if self.tabled is not None and not self.parts:
                lines.append(str(self.tabled()))
        return "\n\n".join([*lines, *map(repr, self.parts)])
