"""What the cells of a described table hold in a file: numbers and days as such, words inert.

A column that words numbers is followed by those numbers, each in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import polars as pl

from dtia.data.addresses import web_host
from dtia.data.vocabulary import COMPARATORS, UNITS
from dtia.i18n import Lang, of_unit, text
from dtia.shown import KEY, NUMERIC, Column
from dtia.tables import Table

Kind = Literal["word", "link", "date", "year", "number", "share"]
Value = str | float | int | date | None
# What XML 1.0 cannot hold: control characters, halves of letters, and two that are none.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Codes that a table words, for those who filter by them.
CODES = ("era", "level", "topic", "status", "verdict", "coverage")
# How many letters a cell of a workbook holds.
LONGEST = 32_767
# The parts of a label that are words, by the end of their name.
COMPARATOR, MEASURE = "comparator", ("unit", "measure")
# What numbers are counted in that have a sign or a word; steps of a scale have names instead.
MEASURED = ({*UNITS} - {"category"}) | {"points", "places", "steps"}


class Field(NamedTuple):
    """One column of a file: the column of the frame that it shows, its heading, its kind."""

    name: str
    heading: str
    kind: Kind


def fields(table: Table) -> list[Field]:
    """Return the columns of a described table as a file of data holds them, in order."""
    found: dict[str, Field] = {}
    for name, column in table.columns.items():
        heading = column.heading(table.lang)
        for field in (Field(name, heading, _kind(column)), *_numbers(table, column, heading)):
            found.setdefault(field.name, field)
    return list(found.values())


def _kind(column: Column) -> Kind:
    if column.kind in ("link", "date", "year"):
        return column.kind
    own = column.kind in NUMERIC and not column.made_of
    return "number" if own else "word"


def _numbers(table: Table, column: Column, heading: str) -> Iterator[Field]:
    """Yield the columns of what a label words; those that say nothing are left out."""
    if column.kind == "date":
        return
    for name in column.parts(table.frame.columns):
        if table.frame[name].count():
            share = column.kind == "share" and name == column.number(table.frame.columns)
            yield Field(
                name,
                text(f"export.part_{_part(name)}", table.lang, column=heading),
                "word" if _part(name) in ("comparator", "unit") else "share" if share else "number",
            )


def _part(name: str) -> str:
    """Name what a column of numbers is to its label: a text of the section `export`."""
    if name.endswith(COMPARATOR):
        return "comparator"
    if name.endswith(MEASURE):
        return "unit"
    return {"high": "high", "of": "of"}.get(name.rsplit("_", 1)[-1], "number")


def values(table: Table, field: Field) -> list[Value]:
    """Return the cells of one column of a file; None for a blank one."""
    given = table.frame[field.name].to_list()
    if field.kind == "date":
        return [day(value, table.lang) for value in given]
    if field.kind in ("number", "year", "share"):
        return [None if value is None or value != value else value for value in given]
    word = _comparator if _part(field.name) == "comparator" else _measure
    if _part(field.name) in ("comparator", "unit"):
        return [value and word(str(value), table.lang) for value in given]
    return [None if value is None else inert(str(value)) for value in given]


def _comparator(value: str, lang: Lang) -> str:
    return text(f"relation.{value}", lang) if value in COMPARATORS else value


def _measure(value: str, lang: Lang) -> str | None:
    return of_unit("", value, lang).strip() or None if value in MEASURED else None


def day(written: object, lang: Lang) -> Value:
    """Return a day that is known whole as one; a month, a year or a blank as it is written."""
    parts = re.findall(r"\d+", str(written or ""))
    if [len(part) for part in parts] in ([4, 2, 2], [2, 2, 4]):
        year, month, of_month = map(int, parts if len(parts[0]) == 4 else reversed(parts))
        try:
            return date(year, month, of_month)
        except ValueError:
            pass
    return inert(str(written)) if written else None


def inert(words: str) -> str:
    """Return words as a file of Office can hold them and shows them: as words, and no longer."""
    fit = UNFIT.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))
    return fit if len(fit) <= LONGEST else f"{fit[: LONGEST - 1]}…"


def address(url: object) -> str:
    """Return an address of the web as a link may lead to it; blank for anything else."""
    words = str(url or "")
    return words if web_host(words) and not re.search(r"[\s<>\"\x00-\x1f]", words) else ""


def rows(table: Table) -> pl.DataFrame:
    """Return a described table as data: what identifies each figure, then the columns of `fields`.

    Names of columns are those of the codebook; labels stay words, numbers numbers.
    """
    known = table.frame.columns
    named = [
        *(name for name in (*KEY, *CODES) if name in known),
        *(field.name for field in fields(table)),
    ]
    if "source_ids" in known:
        named.append("source_ids")
    return flat(table.frame.select(list(dict.fromkeys(named))))


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return those columns of a frame that hold one value a cell."""
    return frame.select(
        pl.col(name).cast(pl.String) if isinstance(dtype, pl.Enum | pl.Categorical) else name
        for name, dtype in frame.schema.items()
        if not dtype.is_nested()
    )
