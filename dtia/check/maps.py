"""Check that a figure is of a unit of its time: the map of 63 provinces, or that of 34."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import place
from dtia.data import Raw, Row
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What a rank is one among, and how many these are.
AMONG = re.compile(r"provinces_(\d+)")
# The phrase says it too: "hạng 12/63".
OF_ALL = re.compile(r"\d\s*/\s*(63|34)\b")


def map_problems(typed: Raw, figures: Raw, lang: Lang) -> Iterator[Problem]:
    """Check ranks, then the days of figures, against the map of their unit: one problem a row."""
    units = {row["unit_id"]: row for row in typed["units"].iter_rows(named=True)}
    ranks = set(typed["indicators"].filter(unit="rank")["indicator_id"])
    published = dict(typed["sources"].select("source_id", "published_on").iter_rows())
    for table, rows in figures.items():
        for row in rows.iter_rows(named=True):
            unit = units.get(row["unit_id"])
            if unit is None or unit["era"] is None:
                continue
            problem = _rank(row, unit, row["indicator_id"] in ranks, lang)
            if table == "observations":
                problem = problem or _period(row, unit, lang)
            if table == "observations" or not row["document_id"]:
                problem = problem or _page(row, unit, published.get(row["source_id"]), table, lang)
            if problem:
                yield problem


def _rank(row: Row, unit: Row, is_rank: bool, lang: Lang) -> Problem | None:
    among = AMONG.fullmatch(row["base_id"] or "")
    if not among:
        return None
    written = set(OF_ALL.findall(row["figure_text"] or ""))
    if among[1] != unit["era"] or (written and among[1] not in written):
        column = "unit_id" if written == {among[1]} else "base_id"
        values = {"base": row["base_id"], "unit": row["unit_id"]}
        return _told(row, column, "other_map", lang, **values)
    for column in ("value", "value_high"):
        if is_rank and row[column] is not None and row[column] > int(among[1]):
            values = {"value": f"{row[column]:.15g}", "n": among[1]}
            return _told(row, column, "beyond", lang, **values)
    return None


def _period(row: Row, unit: Row, lang: Lang) -> Problem | None:
    """Find a period after the unit, or more than a year before it.

    The year before the merger was measured for the new map too.
    """
    first, last = unit["valid_from"], unit["valid_to"]
    if is_before(last, row["period"]):
        return _told(row, "unit_id", "after_unit", lang, unit=row["unit_id"],
                     day=i18n.date(row["period"], lang), last=i18n.date(last, lang))  # fmt: skip
    if first and int(row["period"][:4]) < int(first[:4]) - 1:
        return _told(row, "unit_id", "before_unit", lang, unit=row["unit_id"],
                     day=i18n.date(row["period"], lang), first=i18n.date(first, lang))  # fmt: skip
    return None


def _page(row: Row, unit: Row, day: str | None, table: str, lang: Lang) -> Problem | None:
    """Find a page that cannot know the unit, or sets a target for one that has ended."""
    first, last = unit["valid_from"], unit["valid_to"]
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
