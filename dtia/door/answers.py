"""The answer to a question: a frame, and the chart, table and sentences that are made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from dtia.door.refusals import spoken
from dtia.errors import WrongQuestion, WrongValue
from dtia.files import Together
from dtia.i18n import LANGS, Lang, text
from dtia.markdown import Marked, joined

if TYPE_CHECKING:
    from dtia.tables import Table

PICTURES = (".svg", ".png", ".pdf")
ENDINGS = (*PICTURES, ".csv")
# What Markdown adds to words: emphasis, code, and the backslash before a sign that is meant.
MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|`|^#+ ", re.MULTILINE)


class Words(str):
    """Sentences as plain text, to be read in a terminal and pasted anywhere; JupyterLab sets their
    `markdown`."""

    markdown: str

    def __new__(cls, markdown: str) -> Self:
        made = super().__new__(cls, MARKS.sub(lambda found: found[1] or "", markdown))
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
    `.text()` says them, `.save("name.svg")` writes them: .svg, .png and .pdf the chart, .csv the
    rows. An answer on its own shows its table. What it has not, it says.
    """

    title: str
    frame: pl.DataFrame
    lang: Lang
    tabled: Callable[[], Table] | None = None
    drawn: Callable[[], Any] | None = None
    said: Callable[[], str] | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Answer, ...] = ()

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

    def save(self, path: str | Path) -> Path:
        """Write the answer by the ending of its name, and return where it is.

        .svg, .png (300 dpi) and .pdf hold the chart, .csv the rows, for Excel as well. Raises
        WrongValue for another ending, and CannotWrite for a place that cannot be written.

        >>> ask.targets("econ.digital_share_grdp", 2030).save("hinh.svg")
        """
        with spoken(self.lang):
            place = _place(path)
            is_csv = place.suffix.lower() == ".csv"
            content = _rows(self.frame) if is_csv else _picture(self.chart(), place)
            with Together() as files:
                files.write(place, content)
            return place

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


def _place(path: object) -> Path:
    """Return where to write, once it is a name with an ending that is known, in a folder."""
    if not isinstance(path, str | Path):
        raise WrongValue("wanted", value=type(path).__name__, wanted=_wanted("file"))
    place = Path(path).expanduser()
    if place.suffix.lower() not in ENDINGS:
        raise WrongValue("wanted", value=f"“{path}”", wanted=_wanted("file"))
    if not place.resolve().parent.is_dir():
        raise WrongValue("no_folder", place=place, folder=place.resolve().parent)
    return place


def _wanted(what: str) -> dict[str, str]:
    return {lang: text(f"wanted.{what}", lang, endings=", ".join(ENDINGS)) for lang in LANGS}


def _rows(frame: pl.DataFrame) -> bytes:
    """Return rows as CSV; the mark at its start tells Excel that it is UTF-8."""
    from dtia.data.dataset import to_csv

    return to_csv(frame).encode("utf-8-sig")


def _picture(chart: Any, place: Path) -> bytes:
    from dtia.drawings import draw, rendered

    drawing = draw(chart.to_dict(), re.sub(r"\W+", "-", place.stem) or "dtia")
    return rendered(drawing.file, place.suffix.lower().removeprefix("."))
