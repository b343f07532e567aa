"""A table: numbers kept as numbers beside the words that show them.

JupyterLab shows it as a great table, a terminal as lines of text, a page of the report sets it
itself. great-tables escapes text cells; the cells that hold markup, links and ids, are made here.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from html import escape
from io import StringIO

import polars as pl
from great_tables import GT
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape as escape_markup
from rich.table import Table as Lines

from dtia.charts.fonts import FONT
from dtia.charts.theme import INK, SOFT, WASH
from dtia.i18n import Lang, text
from dtia.shown import Column, described, leave_first
from dtia.views.labels import link

# How many rows a terminal shows, and how wide a column may be.
MOST_ROWS, WIDEST, NARROWEST = 40, 26, 16


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """A view as a table: all its columns in `frame`, of which `columns` are shown, in order."""

    id: str
    title: str
    frame: pl.DataFrame
    columns: dict[str, Column]
    note: str
    lang: Lang

    def great(self) -> GT:
        """Return the table as great-tables sets it."""
        right = [name for name, column in self.columns.items() if column.align == "right"]
        table = (
            GT(self.frame.select(list(self.columns)), id=self.id)
            .tab_header(self.title)
            .cols_label({n: column.heading(self.lang) for n, column in self.columns.items()})
            .cols_align("left")
            .cols_align("right", columns=right)
            .sub_missing(missing_text="–")
            .tab_source_note(self.note)
            .opt_table_font(font=FONT)
            .tab_options(
                table_width="100%",
                table_font_size="13px",
                table_font_color=INK,
                heading_align="left",
                heading_title_font_size="15px",
                heading_title_font_weight="bold",
                column_labels_font_weight="bold",
                column_labels_background_color=WASH,
                source_notes_font_size="11px",
                data_row_padding="5px",
            )
            # JupyterLab makes all columns of a table equally wide, so that words run into others.
            .opt_css(f"#{self.id} .gt_table {{ table-layout: auto; overflow-wrap: break-word; }}")
        )
        for name, column in self.columns.items():
            if column.kind in MARKUP:
                table = table.fmt(MARKUP[column.kind], columns=name)
        return table

    def _repr_html_(self) -> str:
        return self.great().as_raw_html()

    def __repr__(self) -> str:
        """Set the table for a terminal: what all rows share is said once, then what fits."""
        width = max(shutil.get_terminal_size((110, 24)).columns, 60)
        cells = self.frame.select(pl.col(list(self.columns)).cast(pl.String)).fill_null("–")
        shared = [
            name for name in cells.columns if cells.height > 1 and cells[name].n_unique() == 1
        ]
        shown, widest = self._that_fit(cells.drop(shared), width)
        lines = Lines(box=None, pad_edge=False)
        for name in shown:
            column = self.columns[name]
            lines.add_column(column.heading(self.lang), justify=column.align, max_width=widest)
        for row in cells.select(shown).head(MOST_ROWS).iter_rows():
            lines.add_row(*(escape_markup(cell) for cell in row))
        written = StringIO()
        Console(file=written, width=width, color_system=None, force_jupyter=False).print(lines)
        ruled = [line.rstrip() for line in written.getvalue().splitlines()]
        said = [f"{self.columns[name].heading(self.lang)}: {cells[name][0]}" for name in shared]
        return "\n".join([self.title, *said, "", *ruled, "", *self._rest(shown, shared), self.note])

    def _that_fit(self, cells: pl.DataFrame, width: int) -> tuple[list[str], int]:
        """Return the columns that a width holds, and how wide each may be."""
        shown = list(cells.columns)
        for left in [None, *leave_first(shown)]:
            if left:
                shown.remove(left)
            for widest in (WIDEST, NARROWEST):
                wide = [
                    min(widest, max(map(cell_len, [self.columns[n].heading(self.lang), *cells[n]])))
                    for n in shown
                ]
                if sum(wide) + 2 * len(shown) <= width:
                    return shown, widest
        return shown, WIDEST

    def _rest(self, shown: list[str], shared: list[str]) -> list[str]:
        """Say what a terminal had no room for."""
        more = self.frame.height - MOST_ROWS
        names = [
            column.heading(self.lang)
            for name, column in self.columns.items()
            if name not in (*shown, *shared)
        ]
        return [
            *([text("terminal.more", self.lang, n=more)] if more > 0 else []),
            *([text("terminal.left", self.lang, names=", ".join(names))] if names else []),
        ]


def table_of(frame: pl.DataFrame, columns: list[str], name: str, title: str, lang: Lang) -> Table:
    """Describe a table of those of some columns that have anything to say."""
    frame = frame.with_columns(pl.col(pl.String).replace("", None))
    return Table(
        id=id_of(name),
        title=title,
        frame=frame,
        columns={
            c: described(c)
            for c in columns
            if c in frame.columns and (frame[c].count() or frame.is_empty())
        },
        note="; ".join(frame["edition"].unique()),
        lang=lang,
    )


def id_of(name: str) -> str:
    """Return the id that a table has on a page, by its name."""
    return f"table-{name}".replace(".", "-")


def _to_copy(identifier: str) -> str:
    return f'<code style="user-select:all">{escape(identifier)}</code>'


def _link(url: str | None) -> str:
    """Link to a page by its host; anything but http(s) stays text."""
    if not url:
        return "–"
    host = link(url)
    if not host:
        return escape(url)
    style = f"color:{SOFT};overflow-wrap:break-word"
    return f'<a href="{escape(url)}" rel="noreferrer" style="{style}">{escape(host)}</a>'


# How great-tables sets the kinds of cells that hold markup.
MARKUP = {"link": _link, "code": _to_copy}
