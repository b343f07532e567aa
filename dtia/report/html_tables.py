"""Tables for the template of a page: cells as they are read, with the numbers that sort them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from dtia.drawings import Rows
from dtia.i18n import Lang, text
from dtia.shown import NUMERIC, Column, described, leave_first
from dtia.tables import Table
from dtia.views.labels import link

# Letters that stand in Vietnamese and not in English.
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
Told = Callable[[Mapping[str, str]], str]
# Beyond so many digits after the point a number is what computing left behind.
DIGITS = 6
# How many columns a page shows before a reader asks for more.
MAIN = 6
# What is linked is said with its address in one cell.
LINKED = {"source_label": "url"}
# What is said after a dot in the cell of another column, where there are both.
TOGETHER = {"indicator_name": "tier_label"}


class Head(NamedTuple):
    """The head of a column.

    `number` heads the numbers of a column whose cells only word them, `link` the addresses of one
    whose cells lead somewhere else than they say.
    """

    field: str
    title: str
    side: str
    number: str
    link: str


class Cell(NamedTuple):
    """What a cell says; `value` sorts it where its text is no number, `href` is where it leads."""

    text: str
    value: str
    href: str


class Plain(NamedTuple):
    """A table as the template sets it, what a reader needs first on the left.

    `reports` name the figure of each row.
    """

    title: str
    heads: list[Head]
    rows: list[list[Cell]]
    id: str = ""
    note: str = ""
    reports: Sequence[str] = ()


def of_view(table: Table) -> Plain:
    """Set a described table."""
    headings = {column: column.heading(table.lang) for column in table.columns.values()}
    heads, rows = _set(headings, table.frame.to_dicts(), table.lang)
    return Plain(table.title, heads, rows, id=table.id, note=table.note)


def of_chart(title: str, said: Rows, lang: Lang, told: Told) -> Plain:
    """Set what the marks of a chart say; `told` names the figure of a row by its ids."""
    headings = {described(name): heading for name, heading in said.columns.items()}
    heads, rows = _set(headings, said.rows, lang)
    keyed = {"document_label", "figure_text"} & set(said.columns)
    return Plain(title, heads, rows, reports=[told(row["_ids"]) for row in said.rows if keyed])


def _set(
    headings: dict[Column, str], rows: list[dict[str, Any]], lang: Lang
) -> tuple[list[Head], list[list[Cell]]]:
    """Set heads and cells; a column is sorted by the numbers that the rows hold for it."""
    known = {name for row in rows for name in row}
    by_name = {column.name: column for column in headings}
    links = {name: url for name, url in LINKED.items() if name in by_name and url in by_name}
    joined = {name: more for name, more in TOGETHER.items() if {name, more} <= by_name.keys()}
    names = [name for name in by_name if name not in (*links.values(), *joined.values())]
    aside = leave_first(names)[: max(0, len(names) - MAIN)]
    ordered = [by_name[name] for name in sorted(names, key=lambda name: name in aside)]
    numbers = {column: column.number(known) for column in ordered}
    heads = [
        Head(
            field=column.name,
            title=headings[column] or text("page.column", lang),
            side=column.align,
            number=text("page.number", lang, title=headings[column])
            if column.kind in NUMERIC and numbers[column] not in (None, column.name)
            else "",
            link=headings[by_name[links[column.name]]] if column.name in links else "",
        )
        for column in ordered
    ]
    cells = [
        [_cell(row, column, numbers[column], links.get(column.name)) for column in ordered]
        for row in (_together(row, joined) for row in rows)
    ]
    return heads, cells


def _together(row: dict[str, Any], joined: dict[str, str]) -> dict[str, Any]:
    return row | {
        name: " · ".join(str(row[part]) for part in (name, more) if row.get(part))
        for name, more in joined.items()
    }


def _cell(row: dict[str, Any], column: Column, number: str | None, linked: str | None) -> Cell:
    said = row.get(column.name)
    url = str(row.get(linked) or "") if linked else str(said or "") if column.kind == "link" else ""
    host = link(url)
    if said is None or said == "":
        return Cell(host or "–", "", url if host else "")
    value = row.get(number) if number else None
    digits = "" if value is None else _digits(value)
    return Cell(
        text=host if host and column.kind == "link" else str(said),
        value="" if digits == str(said) else digits,
        href=url if host else "",
    )


def _digits(value: float) -> str:
    """Write a number for scripts, without what computing left behind."""
    rounded = round(float(value), DIGITS)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)


def foreign(value: str, lang: Lang) -> Markup:
    """Return the attribute that marks Vietnamese words on an English page."""
    return Markup(' lang="vi"' if lang == "en" and VIETNAMESE.search(value) else "")
