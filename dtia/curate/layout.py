"""The sheets of a workbook that goes out and comes back: their names, columns and headings."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dtia.curate.codelists import TABLES
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.i18n import LANGS, Lang, text

# Columns of the workbook alone: what to do with a row, and what it is judged by.
DECISION, REASON, EXAMPLE = "decision", "reason", "example"
EVIDENCE = ("sentence", "doubt", "why", "choices")
# What stood in the doubtful cells of a row, so that a cell which nobody touched is known; hidden.
PROPOSED = "proposed"
EXTRA = (DECISION, REASON, EXAMPLE, *EVIDENCE, PROPOSED)
FIGURES = ("targets", "observations")
# What can be decided of a row that was proposed: the last leaves it, for no indicator fits.
TAKE, LEAVE, EDIT, NONE = "take", "leave", "edit", "none_fits"
# The rows of a sheet: what it is for, headings in words, the names of columns, then the data.
TITLE, HEADINGS, NAMES, FIRST = 0, 1, 2, 3


class Layout(NamedTuple):
    """One sheet: the table it is of, its name, its columns in order."""

    table: str
    name: str
    columns: tuple[str, ...]


def layouts(lang: Lang, judging: bool) -> list[Layout]:
    """Return the sheets for a language: to fill in, or to judge what was proposed."""
    return [Layout(table, sheet(table, lang), _columns(table, judging)) for table in TABLES]


def sheet(table: str, lang: Lang) -> str:
    """Return the name of the sheet of a table."""
    return text(f"book.{table}", lang)


@cache
def sheets() -> dict[str, str]:
    """Return the table of each sheet by its name, in both languages and small letters."""
    return {sheet(table, lang).casefold(): table for table in TABLES for lang in LANGS}


def of_table(table: str) -> list[str]:
    """Return the columns of a raw table in order."""
    return list(polars_schema(RAW[table][1]))


def heading(table: str, column: str, lang: Lang) -> str:
    """Name a column in a few words."""
    # What follows explains the values of the column.
    return re.split("[;:]", explained(table, column, lang))[0]


def explained(table: str, column: str, lang: Lang) -> str:
    """Say what a column means."""
    if column in EXTRA:
        return text(f"book.{column}", lang)
    told = RAW[table][1].to_schema().columns[column]
    return str(told.title if lang == "vi" else told.description)


def decisions() -> dict[str, str]:
    """Return what each word of a decision means, in both languages and small letters."""
    every = (TAKE, EDIT, LEAVE, NONE)
    return {text(f"book.{what}", lang): what for what in every for lang in LANGS}


def _columns(table: str, judging: bool) -> tuple[str, ...]:
    own = of_table(table)
    if not judging:
        return (EXAMPLE, *own) if table in FIGURES else tuple(own)
    if table not in FIGURES:
        return (*own, "doubt", "why")
    # The evidence stands where the row is judged: beside the decision, in front of its cells.
    rest = (column for column in own if column != "figure_text")
    return (DECISION, REASON, "figure_text", *EVIDENCE, *rest, PROPOSED)
