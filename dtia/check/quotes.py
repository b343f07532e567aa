"""Compare each figure with the phrase it was read in; what cannot agree is listed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from dtia.check import phrases
from dtia.check.claims import Claim, claimed_twice
from dtia.check.found import (
    NO_FAULT,
    Faulty,
    doubtful,
    may_be,
    open_key,
    open_keys,
    place,
    without,
)
from dtia.data import FILE, LINE, Raw, Row
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
# What a figure is compared with its phrase by, and what of it the phrase itself has to say.
QUOTING = [
    FILE, LINE, *READING, "comparator", "value", "value_high", "locator", "figure_text"
]  # fmt: skip
STATEMENT = ["figure_text", "comparator", "value", "value_high", "_unit"]
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
    needed, unread, quoting = set(), [], []
    for table, when in (("targets", "horizon_year"), ("observations", "period")):
        dated = typed[table].with_columns(year=pl.col(when).cast(pl.String))
        read, lost = _readable(dated, indicators, list(names), faulty)
        unread += open_keys(lost, ["unit_id", "source_id"], faulty)
        quoting.append(_quoting(read, table).select(QUOTING))
    figures = _judged(pl.concat(quoting), indicators, lang)
    # A phrase with one number has none left for a second row.
    twice = claimed_twice(figures.filter(pl.col("_numbers") > 1))
    claimed = pl.DataFrame(list(twice), {FILE: pl.String, LINE: pl.Int64}, orient="row")
    doubted = figures.join(claimed.with_columns(_claimed=True), on=[FILE, LINE], how="left",
                           maintain_order="left")  # fmt: skip
    for row in doubted.filter(pl.col("_wrong") | pl.col("_claimed")).iter_rows(named=True):
        unit, own = indicators[row["indicator_id"]], names.get(row["unit_id"], set())
        for field, message, hint in _faults(row, unit, own, twice.get(place(row)), lang):
            read_as = {**row, "field": field}
            words = tuple(read_as[column] for column in key)
            needed.add(words)
            if words not in excused and not may_be(read_as, open_exceptions):
                column = "value" if field == "unit" else field
                yield Problem(*place(row), column, message, hint)
    for words, row in excused.items():
        if words not in needed and place(row) not in faulty and not may_be(row, unread):
            message, hint = text("check.idle_exception", lang), text("hint.idle_exception", lang)
            yield Problem(*place(row), "field", message, hint)


def _judged(figures: pl.DataFrame, units: dict[str, str], lang: Lang) -> pl.DataFrame:
    """Add how many numbers each phrase holds, and whether it may say something else than the row.

    Each statement of a phrase is judged once, however many rows make it, and by itself: neither
    the place of a name in a list nor other rows are looked at.
    """
    figures = figures.with_columns(
        _unit=pl.col("indicator_id").replace_strict(units, return_dtype=pl.String)
    )
    # In the order of the phrases each is parsed once.
    statements = figures.select(STATEMENT).unique().sort("figure_text")
    judged = statements.with_columns(
        pl.DataFrame(
            [_statement(*statement, lang) for statement in statements.iter_rows()],
            {"_wrong": pl.Boolean, "_numbers": pl.Int64},
            orient="row",
        )
    )
    return figures.join(judged, on=STATEMENT, how="left", nulls_equal=True, maintain_order="left")


@lru_cache(10_000)
def _statement(
    phrase: str, comparator: str, value: float, high: float | None, unit: str, lang: Lang
) -> tuple[bool, int]:
    """Tell whether a phrase says something else than a row, and how many numbers it holds."""
    row = dict(zip(STATEMENT, (phrase, comparator, value, high, unit), strict=True))
    wrong = any(_faults({**row, "locator": None}, unit, set(), None, lang))
    return wrong, len(phrases.readings(phrase))


def _readable(
    figures: pl.DataFrame, indicators: dict[str, str], units: list[str], faulty: Faulty
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part the figures of which is known what they count, and whose they are, from the others."""
    ranks = [indicator for indicator, unit in indicators.items() if unit == "rank"]
    # Only ranks are read from lists of names.
    known = pl.col("indicator_id").is_in(list(indicators)) & (
        pl.col("unit_id").is_in(units) | ~pl.col("indicator_id").is_in(ranks)
    )
    judged = without(figures, faulty)
    lost = judged.filter(~known.fill_null(False))
    return judged.filter(known), pl.concat([doubtful(figures, faulty), lost])


def _quoting(figures: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return the figures that have a value and a phrase of their own."""
    own = pl.col("flag").ne_missing("derived") if table == "observations" else pl.lit(True)
    return figures.filter(
        own,
        pl.col("value").is_not_null(),
        pl.col("figure_text").is_not_null(),
    )


def other_problems(typed: Raw, lang: Lang, faulty: Faulty = NO_FAULT) -> Iterator[Problem]:
    """Compare the other numbers that were read in a phrase with it; rows with a problem are left.

    A phrase without a number of the kind, or with a list of names, states its number elsewhere.
    """
    names = _names(typed)
    units = dict(typed["indicators"].select("indicator_id", "unit").iter_rows())
    for table, (columns, phrase) in PHRASED.items():
        for row in typed[table].iter_rows(named=True):
            quoted = row[phrase] or ""
            unit = str(units.get(row.get("indicator_id")))
            stated = phrases.readings(quoted)
            if unit.startswith("percent"):
                stated = tuple(reading for reading in stated if reading.percent)
            if place(row) in faulty or not stated:
                continue
            numbers = {column: row[column] for column in columns if row[column] is not None}
            missing = [c for c, value in numbers.items() if not phrases.holds(quoted, value)]
            own = names.get(str(row.get("unit_id")), set())
            if missing and not phrases.place(quoted, own):
                for column in missing:
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


def _faults(
    row: Row, unit: str, names: set[str], taken: Claim | None, lang: Lang
) -> Iterator[Fault]:
    """Return what the phrase does not say as the row does: field, message, hint."""
    value, figure_text = row["value"], row["figure_text"]
    if row["comparator"] not in NUMERIC:
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
