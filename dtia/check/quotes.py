"""Compare each figure with the phrase it was read in; what cannot agree is listed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtia.check import phrases
from dtia.check.found import NO_FAULT, Faulty, may_be, open_key, place
from dtia.data import Raw, Row
from dtia.data.curation import READING
from dtia.data.lists import entries
from dtia.data.vocabulary import NUMERIC
from dtia.errors import Problem
from dtia.i18n import Lang, text

# Where a phrase is a list of names, `locator` says at which place the list begins.
LIST_START = re.compile(r"hạng (\d+)")
Fault = tuple[str, str, str]


def quote_problems(typed: Raw, lang: Lang, faulty: Faulty = NO_FAULT) -> Iterator[Problem]:
    """Compare value, comparator and unit of each figure with its phrase.

    A derived observation has no phrase of its own and is skipped, as is a row with a problem.
    `phrase_exceptions.csv` lists the rows that stand all the same; an exception that no row needs
    is a problem too.
    """
    indicators = dict(typed["indicators"].select("indicator_id", "unit").iter_rows())
    names = {
        unit_id: {name for name in (vi, en, *entries(aliases)) if name}
        for unit_id, vi, en, aliases in typed["units"]
        .select("unit_id", "name_vi", "name_en", "aliases")
        .iter_rows()
    }
    key = [*READING, "field"]
    exceptions = list(typed["phrase_exceptions"].iter_rows(named=True))
    excused = {tuple(row[c] for c in key): row for row in exceptions}
    open_exceptions = [open_key(row, key, faulty) for row in exceptions if place(row) in faulty]
    needed, unread = set(), []
    for table, when in (("targets", "horizon_year"), ("observations", "period")):
        for row in typed[table].iter_rows(named=True):
            unit, figure_text = indicators.get(row["indicator_id"]), row["figure_text"]
            read = {**row, "year": None if row[when] is None else str(row[when])}
            # Only ranks are read from lists of names.
            known = row["indicator_id"] in indicators and (
                row["unit_id"] in names or unit != "rank"
            )
            if place(row) in faulty or not known:
                unread.append(open_key(row, ["unit_id", "source_id"], faulty))
                continue
            if not unit or not figure_text or row.get("flag") == "derived":
                continue
            for field, message, hint in _faults(row, unit, names.get(row["unit_id"], set()), lang):
                read["field"] = field
                needed.add(tuple(read[column] for column in key))
                if tuple(read[c] for c in key) not in excused and not may_be(read, open_exceptions):
                    column = "value" if field == "unit" else field
                    yield Problem(*place(row), column, message, hint)
    for words, row in excused.items():
        if words not in needed and place(row) not in faulty and not may_be(row, unread):
            message, hint = text("check.idle_exception", lang), text("hint.idle_exception", lang)
            yield Problem(*place(row), "field", message, hint)


def _faults(row: Row, unit: str, names: set[str], lang: Lang) -> Iterator[Fault]:
    """Return what the phrase does not say as the row does: field, message, hint."""
    value, figure_text = row["value"], row["figure_text"]
    if row["comparator"] not in NUMERIC or value is None:
        return
    missing = [
        v for v in (value, row["value_high"]) if v is not None and not phrases.holds(figure_text, v)
    ]
    if missing and unit == "rank" and _listed_at(row, names) == value:
        return
    for number in missing:
        found = sorted(n for reading in phrases.readings(figure_text) for n in reading.values)
        hint = text("hint.in_phrase", lang, found=", ".join(f"{n:g}" for n in found) or "–")
        yield "value", text("check.not_in_phrase", lang, value=f"{number:g}"), hint
    if missing:
        return
    allowed = phrases.comparators(figure_text, value, unit)
    if row["comparator"] == "range" and (value, row["value_high"]) not in phrases.spans(
        figure_text
    ):
        allowed -= {"range"}
    if row["comparator"] not in allowed:
        message = text("check.not_so_stated", lang, comparator=row["comparator"])
        hint = text("hint.so_stated", lang, allowed=", ".join(sorted(allowed)))
        yield "comparator", message, hint
    percent = phrases.in_percent(figure_text, value)
    if percent is not None and percent != unit.startswith("percent"):
        key = "percent" if percent else "no_percent"
        message = text(f"check.{key}", lang, value=f"{value:g}", unit=unit)
        yield "unit", message, text("hint.unit_in_phrase", lang)


def _listed_at(row: Row, names: set[str]) -> int | None:
    """Return the rank that the place of a unit in a list of names gives."""
    start = LIST_START.search(row["locator"] or "")
    listed = phrases.place(row["figure_text"], names)
    return None if listed is None else listed + (int(start[1]) if start else 1) - 1
