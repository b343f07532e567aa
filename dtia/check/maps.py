"""Check that a figure is of a unit of its time: the map of 63 provinces, or that of 34."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import place
from dtia.data import Raw, Row
from dtia.data.periods import earlier
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What a rank is one among, and how many these are.
AMONG = re.compile(r"provinces_(\d+)")
# The phrase says it too: "hạng 12/63".
OF_ALL = re.compile(r"\d\s*/\s*(63|34)\b")


def map_problems(typed: Raw, figures: Raw, lang: Lang) -> Iterator[Problem]:
    """Check ranks, then the days of figures, against the map of their unit: one problem a row."""
    ranks = set(typed["indicators"].filter(unit="rank")["indicator_id"])
    for table, rows in figures.items():
        for row in _doubtful(rows, typed).iter_rows(named=True):
            problem = _rank(row, row["indicator_id"] in ranks, lang)
            if table == "observations":
                problem = problem or _period(row, lang)
            if table == "observations" or not row["document_id"]:
                problem = problem or _page(row, table, lang)
            if problem:
                yield problem


def _doubtful(figures: pl.DataFrame, typed: Raw) -> pl.DataFrame:
    """Join `era`, `first` and `last` day of the unit, and the day of the page, to some figures.

    They are those of units of a map that are one among a map, or of another time than their unit.
    """
    units = typed["units"].select("unit_id", "era", first="valid_from", last="valid_to")
    pages = typed["sources"].select("source_id", day="published_on")
    units, pages = units.unique("unit_id", keep="last"), pages.unique("source_id", keep="last")
    described = figures.join(units, on="unit_id", maintain_order="left").join(
        pages, on="source_id", how="left", maintain_order="left"
    )
    untimely = [earlier("last", "day"), pl.col("day").str.head(4) < pl.col("first").str.head(4)]
    if "period" in figures.columns:
        untimely += [earlier("last", "period"), pl.col("period").str.head(4) < pl.col("first")]
    return described.filter(
        pl.col("era").is_not_null(),
        pl.any_horizontal(pl.col("base_id").str.contains(AMONG.pattern), *untimely),
    )


def _rank(row: Row, is_rank: bool, lang: Lang) -> Problem | None:
    among = AMONG.fullmatch(row["base_id"] or "")
    if not among:
        return None
    written = set(OF_ALL.findall(row["figure_text"] or ""))
    if among[1] != row["era"] or (written and among[1] not in written):
        column = "unit_id" if written == {among[1]} else "base_id"
        values = {"base": row["base_id"], "unit": row["unit_id"]}
        return _told(row, column, "other_map", lang, **values)
    for column in ("value", "value_high"):
        if is_rank and row[column] is not None and row[column] > int(among[1]):
            values = {"value": f"{row[column]:.15g}", "n": among[1]}
            return _told(row, column, "beyond", lang, **values)
    return None


def _period(row: Row, lang: Lang) -> Problem | None:
    """Find a period after the unit, or more than a year before it.

    The year before the merger was measured for the new map too.
    """
    first, last = row["first"], row["last"]
    if is_before(last, row["period"]):
        return _told(row, "unit_id", "after_unit", lang, unit=row["unit_id"],
                     day=i18n.date(row["period"], lang), last=i18n.date(last, lang))  # fmt: skip
    if first and int(row["period"][:4]) < int(first[:4]) - 1:
        return _told(row, "unit_id", "before_unit", lang, unit=row["unit_id"],
                     day=i18n.date(row["period"], lang), first=i18n.date(first, lang))  # fmt: skip
    return None


def _page(row: Row, table: str, lang: Lang) -> Problem | None:
    """Find a page that cannot know the unit, or sets a target for one that has ended."""
    first, last, day = row["first"], row["last"], row["day"]
    if day and first and day[:4] < first[:4]:
        return _told(row, "unit_id", "before_unit", lang, unit=row["unit_id"],
                     day=i18n.date(day, lang), first=i18n.date(first, lang))  # fmt: skip
    if table == "targets" and day and last and is_before(last, day):
        return _told(row, "unit_id", "after_unit", lang, unit=row["unit_id"],
                     day=i18n.date(day, lang), last=i18n.date(last, lang))  # fmt: skip
    return None


def _told(row: Row, column: str, name: str, lang: Lang, **values: object) -> Problem:
    message = text(f"on_map.{name}", lang, **values)
    return Problem(*place(row), column, message, text(f"on_map.mend_{name}", lang, **values))
