"""Check the meaning of each target and observation against the registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from dtia import i18n
from dtia.check.cells import did_you_mean
from dtia.data import FILE, LINE, Raw, Row
from dtia.data.columns import DATE
from dtia.data.lists import entries
from dtia.data.units import ancestors
from dtia.data.vocabulary import BLOCKS, FROM_ABOVE, FROM_BELOW, NUMERIC
from dtia.errors import Problem
from dtia.i18n import Lang, text

FIGURES = ("targets", "observations")


def value_problems(
    typed: Raw, figures: Raw, names: dict[str, dict[str, str]], lang: Lang
) -> Iterator[Problem]:
    """Check the meaning of `figures` against the registers: in each row, the first that is wrong.

    What else does not fit in such a row follows from it as a rule.
    """
    indicators = {row["indicator_id"]: row for row in typed["indicators"].iter_rows(named=True)}
    units = {row["unit_id"]: row for row in typed["units"].iter_rows(named=True)}
    documents = {
        document: (owner, issued)
        for document, owner, issued in typed["documents"]
        .select("document_id", "unit_id", "issued_on")
        .iter_rows()
    }
    scales: dict[str, set[str]] = {}
    for scale, step in (
        typed["categories"].select("scale_id", "category_id").drop_nulls().iter_rows()
    ):
        scales.setdefault(scale, set()).add(step)
    for table in FIGURES:
        for row in figures[table].iter_rows(named=True):
            indicator, unit = indicators.get(row["indicator_id"]), units.get(row["unit_id"])
            if indicator is None:
                continue
            faults: Iterator[tuple[str, str, str]] = chain(
                _placement(row, indicator, unit, lang),
                _value(row, indicator, scales, lang),
                _share(row, indicator, names, lang),
                _direction(row, indicator, lang) if table == "targets" else (),
                _standing(row, units, documents, lang) if table == "targets" else (),
            )
            for column, message, hint in islice(faults, 1):
                yield Problem(row[FILE], row[LINE], column, message, hint)


def _placement(
    row: Row, indicator: Row, unit: Row | None, lang: Lang
) -> Iterator[tuple[str, str, str]]:
    topic, here = indicator["topic"], row[FILE].rpartition("/")[2].removesuffix(".csv")
    if topic != here:
        message = text("check.wrong_file", lang, indicator=row["indicator_id"], topic=topic)
        yield "indicator_id", message, text("hint.move_row", lang, file=f"{topic}.csv")
    if indicator["tiered"] and row["tier"] == "all":
        yield "tier", text("check.tier_needed", lang), text("hint.tier_needed", lang)
    national = unit is not None and unit["level"] == "nation"
    if not indicator["tiered"] and row["tier"] not in ("all", *(BLOCKS if national else ())):
        yield (
            "tier",
            text("check.tier_unused", lang, tier=repr(row["tier"])),
            text("hint.tier_all", lang),
        )
    if unit and row["tier"] == "district" and unit["era"] == "34":
        yield "tier", text("check.no_district", lang), text("hint.no_district", lang)
    if unit and row["tier"] == "ministry" and unit["level"] != "nation":
        yield "tier", text("check.ministry_tier", lang), text("hint.ministry_tier", lang)


def _value(
    row: Row, indicator: Row, scales: dict[str, set[str]], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    comparator, value, high = row["comparator"], row["value"], row["value_high"]
    if comparator in NUMERIC:
        if indicator["unit"] == "category":
            yield "comparator", text("check.words_only", lang), text("hint.words_only", lang)
        if value is None:
            yield "value", text("check.value_needed", lang, comparator=comparator), ""
        if row["category"]:
            yield "category", text("check.category_unused", lang, comparator=comparator), ""
        if comparator == "range" and (high is None or (value is not None and high <= value)):
            yield "value_high", text("check.range_needs_high", lang), text("hint.range", lang)
        if comparator != "range" and high is not None:
            yield (
                "value_high",
                text("check.high_unused", lang, comparator=comparator),
                text("hint.high_unused", lang),
            )
        yield from _bounds(row, indicator, lang)
    elif comparator is not None:
        scale = "direction" if comparator == "direction" else indicator["scale_id"]
        if value is not None or high is not None:
            yield "value", text("check.value_unused", lang, comparator=comparator), ""
        if row["category"] not in scales.get(scale or "", set()):
            message = text("check.not_on_scale", lang, value=repr(row["category"]), scale=scale)
            steps = ", ".join(sorted(scales.get(scale or "", set())))
            yield "category", message, text("hint.one_of", lang, values=steps)


def _bounds(row: Row, indicator: Row, lang: Lang) -> Iterator[tuple[str, str, str]]:
    for column in ("value", "value_high"):
        value = row[column]
        if value is None:
            continue
        low, high = indicator["lower"], indicator["upper"]
        if (low is not None and value < low) or (high is not None and value > high):
            limits = " … ".join("" if end is None else f"{end:.15g}" for end in (low, high))
            yield (
                column,
                text("check.out_of_bounds", lang, value=f"{value:.15g}"),
                text("hint.bounds", lang, indicator=row["indicator_id"], limits=limits),
            )
        if indicator["unit"] in ("rank", "count") and value != int(value):
            yield column, text("check.not_whole", lang, value=f"{value:.15g}"), ""


def _direction(row: Row, indicator: Row, lang: Lang) -> Iterator[tuple[str, str, str]]:
    wrong = FROM_ABOVE if indicator["higher_is_better"] else FROM_BELOW
    if row["comparator"] in wrong:
        message = text("check.wrong_way", lang, comparator=row["comparator"])
        yield "comparator", message, text("hint.wrong_way", lang)


def _share(
    row: Row, indicator: Row, names: dict[str, dict[str, str]], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    numeric = row["comparator"] in NUMERIC
    for column, register in (("base_id", "bases"), ("method", "methods")):
        allowed = entries(indicator[register])
        value, values = row[column], ", ".join(allowed)
        if value is not None and value not in allowed:
            known = {n: i for n, i in names[register].items() if i in allowed}
            message = text(
                f"check.wrong_{column}", lang, value=repr(value), indicator=row["indicator_id"]
            )
            hint = did_you_mean(value, known, lang) or text(
                "hint.one_of", lang, values=values or "–"
            )
            yield column, message, hint
        if value is None and allowed and numeric:
            message = text(f"check.no_{column}", lang, indicator=row["indicator_id"])
            yield column, message, text("hint.one_of", lang, values=values)


def _standing(
    row: Row, units: dict[str, Row], documents: dict[str, tuple[str, str | None]], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    if row["status"] in ("superseded", "disputed") and not row["note"]:
        yield (
            "note",
            text("check.note_needed", lang, status=row["status"]),
            text("hint.note_needed", lang),
        )
    if row["horizon_year"] is None and row["comparator"] in NUMERIC:
        yield "horizon_year", text("check.horizon_needed", lang), ""
    owner, issued = documents.get(row["document_id"] or "", (None, None))
    dated = issued is not None and re.match(DATE, issued) is not None
    if issued and dated and row["horizon_year"] and int(issued[:4]) > row["horizon_year"]:
        message = text(
            "check.late_document", lang, document=row["document_id"], issued=i18n.date(issued, lang)
        )
        yield "horizon_year", message, ""
    above = ancestors(row["unit_id"], units)
    if owner and above and owner not in above and not units[above[-1]]["parent_id"]:
        message = text("check.foreign_document", lang, document=row["document_id"], owner=owner)
        yield "document_id", message, text("hint.foreign_document", lang)
