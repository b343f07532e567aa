"""Compare each figure with the phrase it was read in; what cannot agree is listed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtia.check import phrases
from dtia.check.claims import Claim, claimed_twice
from dtia.check.found import NO_FAULT, Faulty, may_be, open_key, place
from dtia.data import Raw, Row
from dtia.data.curation import READING
from dtia.data.lists import entries
from dtia.data.vocabulary import NUMERIC
from dtia.errors import Problem
from dtia.i18n import Lang, text

# Where a phrase is a list of names, `locator` says at which place the list begins.
LIST_START = re.compile(r"hạng (\d+)")
# Numbers of other tables, and the column with the phrase that they were read in.
PHRASED = {
    "weights": (["value"], "figure_text"),
    "dti_weights": (["max_points"], "figure_text"),
    "double_readings": (["second_value", "second_value_high"], "second_phrase"),
}
Fault = tuple[str, str, str]


def quote_problems(typed: Raw, lang: Lang, faulty: Faulty = NO_FAULT) -> Iterator[Problem]:
    """Compare value, comparator and unit of each figure with its phrase.

    A derived observation has no phrase of its own and is skipped, as is a row with a problem.
    `phrase_exceptions.csv` lists the rows that stand all the same; an exception that no row needs
    is a problem too.
    """
    indicators = dict(typed["indicators"].select("indicator_id", "unit").iter_rows())
    names = _names(typed)
    key = [*READING, "field"]
    exceptions = list(typed["phrase_exceptions"].iter_rows(named=True))
    excused = {tuple(row[c] for c in key): row for row in exceptions}
    open_exceptions = [open_key(row, key, faulty) for row in exceptions if place(row) in faulty]
    needed, unread, figures = set(), [], []
    for row in _with_year(typed):
        unit = indicators.get(row["indicator_id"])
        # Only ranks are read from lists of names.
        known = row["indicator_id"] in indicators and (row["unit_id"] in names or unit != "rank")
        if place(row) in faulty or not known:
            unread.append(open_key(row, ["unit_id", "source_id"], faulty))
        elif unit and row["figure_text"] and row.get("flag") != "derived":
            figures.append((row, unit))
    twice = claimed_twice(row for row, _ in figures if row["value"] is not None)
    for row, unit in figures:
        own = names.get(row["unit_id"], set())
        for field, message, hint in _faults(row, unit, own, twice.get(place(row)), lang):
            read = {**row, "field": field}
            needed.add(tuple(read[column] for column in key))
            if tuple(read[c] for c in key) not in excused and not may_be(read, open_exceptions):
                column = "value" if field == "unit" else field
                yield Problem(*place(row), column, message, hint)
    for words, row in excused.items():
        if words not in needed and place(row) not in faulty and not may_be(row, unread):
            message, hint = text("check.idle_exception", lang), text("hint.idle_exception", lang)
            yield Problem(*place(row), "field", message, hint)


def other_problems(typed: Raw, lang: Lang, faulty: Faulty = NO_FAULT) -> Iterator[Problem]:
    """Compare the other numbers that were read in a phrase with it; rows with a problem are left.

    A phrase without a number of the kind, or with a list of names, states its number elsewhere.
    """
    names = _names(typed)
    units = dict(typed["indicators"].select("indicator_id", "unit").iter_rows())
    for table, (columns, phrase) in PHRASED.items():
        for row in typed[table].iter_rows(named=True):
            quoted = row[phrase] or ""
            listed = phrases.place(quoted, names.get(str(row.get("unit_id")), set()))
            unit = str(units.get(row.get("indicator_id")))
            stated = phrases.readings(quoted)
            if unit.startswith("percent"):
                stated = tuple(reading for reading in stated if reading.percent)
            if place(row) in faulty or listed or not stated:
                continue
            for column in columns:
                if row[column] is not None and not phrases.holds(quoted, row[column]):
                    yield Problem(*place(row), column, *_missing(row[column], quoted, lang))


def _names(typed: Raw) -> dict[str, set[str]]:
    """Return every name of each unit."""
    columns = ("unit_id", "name_vi", "name_en", "aliases")
    return {
        unit_id: {name for name in (vi, en, *entries(aliases)) if name}
        for unit_id, vi, en, aliases in typed["units"].select(columns).iter_rows()
    }


def _missing(number: float, figure_text: str, lang: Lang) -> tuple[str, str]:
    """Say that a phrase has not a number, and which it has."""
    found = sorted(n for reading in phrases.readings(figure_text) for n in reading.values)
    hint = text("hint.in_phrase", lang, found=", ".join(f"{n:.15g}" for n in found) or "–")
    return text("check.not_in_phrase", lang, value=f"{number:.15g}"), hint


def _with_year(typed: Raw) -> Iterator[Row]:
    """Return every figure, with the year or period that it is for as text."""
    for table, when in (("targets", "horizon_year"), ("observations", "period")):
        for row in typed[table].iter_rows(named=True):
            yield {**row, "year": None if row[when] is None else str(row[when])}


def _faults(
    row: Row, unit: str, names: set[str], taken: Claim | None, lang: Lang
) -> Iterator[Fault]:
    """Return what the phrase does not say as the row does: field, message, hint."""
    value, figure_text = row["value"], row["figure_text"]
    if row["comparator"] not in NUMERIC or value is None:
        return
    missing = [
        v
        for v in (value, row["value_high"])
        if v is not None and not phrases.holds(figure_text, v, unit)
    ]
    if missing and unit == "rank" and _listed_at(row, names) == value:
        return
    for number in missing:
        yield "value", *_missing(number, figure_text, lang)
    if missing:
        return
    if taken:
        message = text(
            "check.taken_twice", lang, value=f"{taken.value:.15g}", file=taken.file, line=taken.line
        )
        left = ", ".join(f"{n:.15g}" for n in taken.left)
        yield "value", message, text("hint.taken_twice", lang, left=left)
    allowed = phrases.comparators(figure_text, value, unit)
    if row["comparator"] == "range" and (value, row["value_high"]) not in phrases.spans(
        figure_text
    ):
        allowed -= {"range"}
    if row["comparator"] not in allowed:
        message = text("check.not_so_stated", lang, comparator=row["comparator"])
        hint = text("hint.so_stated", lang, allowed=", ".join(sorted(allowed)))
        yield "comparator", message, hint
    percent = phrases.in_percent(figure_text, value, unit)
    if percent is not None and percent != unit.startswith("percent"):
        key = "percent" if percent else "no_percent"
        message = text(f"check.{key}", lang, value=f"{value:.15g}", unit=unit)
        yield "unit", message, text("hint.unit_in_phrase", lang)


def _listed_at(row: Row, names: set[str]) -> int | None:
    """Return the rank that the place of a unit in a list of names gives."""
    start = LIST_START.search(row["locator"] or "")
    listed = phrases.place(row["figure_text"], names)
    return None if listed is None else listed + (int(start[1]) if start else 1) - 1
