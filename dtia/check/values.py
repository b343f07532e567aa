"""Check the meaning of each target and observation against the registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from dtia import i18n
from dtia.check.cells import did_you_mean
from dtia.check.found import place
from dtia.data import FILE, Raw, Row
from dtia.data.columns import DATE
from dtia.data.lists import entries, split
from dtia.data.units import ancestors
from dtia.data.vocabulary import BLOCKS, FROM_ABOVE, FROM_BELOW, NUMERIC
from dtia.errors import Problem
from dtia.i18n import Lang, text

FIGURES = ("targets", "observations")
# What is asked of the indicator of a figure, and under which name where a figure has it too.
OF_INDICATOR = {
    "topic": "topic", "unit": "unit", "scale_id": "_scale", "lower": "lower", "upper": "upper",
    "higher_is_better": "higher_is_better", "tiered": "tiered", "bases": "bases",
    "methods": "methods",
}  # fmt: skip
COMPARATOR, TIER = pl.col("comparator"), pl.col("tier")
VALUE, HIGH, HORIZON = pl.col("value"), pl.col("value_high"), pl.col("horizon_year")
NUMBER = COMPARATOR.is_in(NUMERIC)
IN_WORDS = COMPARATOR.is_not_null() & ~NUMBER

# A message and its remedy, for one row.
Told = Callable[[Row, Lang], tuple[str, str]]


class Fault(NamedTuple):
    """What cannot be: the column it is told at, the rows that have it, and the words for one."""

    column: str
    when: pl.Expr
    told: Told


def value_problems(
    typed: Raw, figures: Raw, names: dict[str, dict[str, str]], lang: Lang
) -> Iterator[Problem]:
    """Check the meaning of `figures` against the registers: in each row, the first that is wrong.

    What else does not fit in such a row follows from it as a rule.
    """
    for table in FIGURES:
        faults = [*_of_place(), *_of_value(), *_of_share(names)]
        if table == "targets":
            faults += [*_of_direction(), *_of_standing()]
        first = pl.coalesce(pl.when(fault.when).then(n) for n, fault in enumerate(faults))
        described = _described(figures[table], typed)
        wrong = described.with_columns(_fault=first).filter(pl.col("_fault").is_not_null())
        for row in wrong.iter_rows(named=True):
            fault = faults[row["_fault"]]
            yield Problem(*place(row), fault.column, *fault.told(row, lang))


def _described(figures: pl.DataFrame, typed: Raw) -> pl.DataFrame:
    """Join what the registers say of each figure whose indicator is known.

    Adds the columns of OF_INDICATOR, `_steps` of its scale, level and era of the unit; for targets
    also issued_on and owner of the act, and the units above the unit (`_above`, null where they
    do not reach the top).
    """
    indicators = typed["indicators"].select(
        "indicator_id", **{name: pl.col(column) for column, name in OF_INDICATOR.items()}
    )
    steps = typed["categories"].select("scale_id", "category_id").drop_nulls()
    of_scale = steps.group_by(_scale="scale_id").agg(_steps=pl.col("category_id").unique().sort())
    units = typed["units"].select("unit_id", "level", "era").unique("unit_id", keep="last")
    described = (
        figures.join(
            indicators.unique("indicator_id", keep="last"), on="indicator_id", maintain_order="left"
        )
        .with_columns(
            _scale=pl.when(COMPARATOR == "direction").then(pl.lit("direction")).otherwise("_scale")
        )
        .join(of_scale, on="_scale", how="left", maintain_order="left")
        .join(units, on="unit_id", how="left", maintain_order="left")
    )
    if "document_id" not in figures.columns:
        return described
    acts = typed["documents"].select("document_id", "issued_on", owner="unit_id")
    return described.join(
        acts.unique("document_id", keep="last"), on="document_id", how="left", maintain_order="left"
    ).join(_lines(typed["units"]), on="unit_id", how="left", maintain_order="left")


def _lines(units: pl.DataFrame) -> pl.DataFrame:
    """Return each unit with itself and the units above it, where these reach the top."""
    known = {row["unit_id"]: row for row in units.iter_rows(named=True)}
    above = {unit: ancestors(unit, known) for unit in known if unit}
    lines = [(unit, line) for unit, line in above.items() if not known[line[-1]]["parent_id"]]
    return pl.DataFrame(lines, {"unit_id": pl.String, "_above": pl.List(pl.String)}, orient="row")


def _of_place() -> Iterator[Fault]:
    here = pl.col(FILE).str.extract(r"([^/]*?)(?:\.csv)?$")
    yield Fault("indicator_id", pl.col("topic") != here, _wrong_file)
    yield Fault(
        "tier", pl.col("tiered") & (TIER == "all"), _said("check.tier_needed", "hint.tier_needed")
    )
    national = pl.col("level").eq_missing("nation")
    usable = (TIER == "all") | (national & TIER.is_in(BLOCKS))
    yield Fault("tier", ~pl.col("tiered") & ~usable, _tier_unused)
    yield Fault(
        "tier",
        (TIER == "district") & (pl.col("era") == "34"),
        _said("check.no_district", "hint.no_district"),
    )
    below = pl.col("level") != "nation"
    yield Fault(
        "tier", (TIER == "ministry") & below, _said("check.ministry_tier", "hint.ministry_tier")
    )


def _wrong_file(row: Row, lang: Lang) -> tuple[str, str]:
    topic = row["topic"]
    message = text("check.wrong_file", lang, indicator=row["indicator_id"], topic=topic)
    return message, text("hint.move_row", lang, file=f"{topic}.csv")


def _tier_unused(row: Row, lang: Lang) -> tuple[str, str]:
    message = text("check.tier_unused", lang, tier=repr(row["tier"]))
    return message, text("hint.tier_all", lang)


def _of_value() -> Iterator[Fault]:
    by_comparator = ["comparator"]
    yield Fault(
        "comparator",
        NUMBER & (pl.col("unit") == "category"),
        _said("check.words_only", "hint.words_only"),
    )
    yield Fault("value", NUMBER & VALUE.is_null(), _said("check.value_needed", "", by_comparator))
    unused = NUMBER & pl.col("category").is_not_null()
    yield Fault("category", unused, _said("check.category_unused", "", by_comparator))
    is_range = COMPARATOR == "range"
    no_high = is_range & (HIGH.is_null() | (HIGH <= VALUE).fill_null(False))
    yield Fault("value_high", no_high, _said("check.range_needs_high", "hint.range"))
    high_unused = NUMBER & ~is_range & HIGH.is_not_null()
    yield Fault(
        "value_high", high_unused, _said("check.high_unused", "hint.high_unused", by_comparator)
    )
    for column in ("value", "value_high"):
        number = pl.col(column)
        beyond = (number < pl.col("lower")).fill_null(False) | (number > pl.col("upper"))
        yield Fault(column, NUMBER & beyond, _out_of_bounds(column))
        broken = pl.col("unit").is_in(["rank", "count"]) & (number != number.floor())
        yield Fault(column, NUMBER & broken, _not_whole(column))
    stated = VALUE.is_not_null() | HIGH.is_not_null()
    yield Fault("value", IN_WORDS & stated, _said("check.value_unused", "", by_comparator))
    on_scale = pl.col("_steps").list.contains(pl.col("category")).fill_null(False)
    known = on_scale & pl.col("category").is_not_null()
    yield Fault("category", IN_WORDS & ~known, _not_on_scale)


def _out_of_bounds(column: str) -> Told:
    def told(row: Row, lang: Lang) -> tuple[str, str]:
        ends = (row["lower"], row["upper"])
        limits = " … ".join("" if end is None else f"{end:.15g}" for end in ends)
        return (
            text("check.out_of_bounds", lang, value=f"{row[column]:.15g}"),
            text("hint.bounds", lang, indicator=row["indicator_id"], limits=limits),
        )

    return told


def _not_whole(column: str) -> Told:
    return lambda row, lang: (text("check.not_whole", lang, value=f"{row[column]:.15g}"), "")


def _not_on_scale(row: Row, lang: Lang) -> tuple[str, str]:
    scale, steps = row["_scale"], ", ".join(row["_steps"] or [])
    message = text("check.not_on_scale", lang, value=repr(row["category"]), scale=scale)
    return message, text("hint.one_of", lang, values=steps)


def _of_share(names: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    for column, register in (("base_id", "bases"), ("method", "methods")):
        cell, allowed = pl.col(column), split(register)
        strange = cell.is_not_null() & ~allowed.list.contains(cell).fill_null(False)
        yield Fault(column, strange, _wrong_share(column, register, names[register]))
        missing = cell.is_null() & allowed.is_not_null() & NUMBER
        yield Fault(column, missing, _no_share(column, register))


def _wrong_share(column: str, register: str, names: Mapping[str, str]) -> Told:
    def told(row: Row, lang: Lang) -> tuple[str, str]:
        allowed, value = entries(row[register]), row[column]
        known = {name: i for name, i in names.items() if i in allowed}
        told_of = {"value": repr(value), "indicator": row["indicator_id"]}
        hint = did_you_mean(value, known, lang) or text(
            "hint.one_of", lang, values=", ".join(allowed) or "–"
        )
        return text(f"check.wrong_{column}", lang, **told_of), hint

    return told


def _no_share(column: str, register: str) -> Told:
    return lambda row, lang: (
        text(f"check.no_{column}", lang, indicator=row["indicator_id"]),
        text("hint.one_of", lang, values=", ".join(entries(row[register]))),
    )


def _of_direction() -> Iterator[Fault]:
    better = pl.col("higher_is_better")
    wrong = (better & COMPARATOR.is_in(FROM_ABOVE)) | (~better & COMPARATOR.is_in(FROM_BELOW))
    yield Fault("comparator", wrong, _said("check.wrong_way", "hint.wrong_way", ["comparator"]))


def _of_standing() -> Iterator[Fault]:
    doubted = pl.col("status").is_in(["superseded", "disputed"])
    yield Fault(
        "note",
        doubted & pl.col("note").is_null(),
        _said("check.note_needed", "hint.note_needed", ["status"]),
    )
    yield Fault("horizon_year", HORIZON.is_null() & NUMBER, _said("check.horizon_needed", ""))
    issued = pl.col("issued_on")
    year = pl.when(issued.str.contains(DATE)).then(issued.str.head(4).cast(pl.Int64, strict=False))
    yield Fault("horizon_year", year > HORIZON, _late_document)
    foreign = ~pl.col("_above").list.contains(pl.col("owner"))
    yield Fault("document_id", pl.col("owner").is_not_null() & foreign, _foreign_document)


def _late_document(row: Row, lang: Lang) -> tuple[str, str]:
    issued = i18n.date(row["issued_on"], lang)
    return text("check.late_document", lang, document=row["document_id"], issued=issued), ""


def _foreign_document(row: Row, lang: Lang) -> tuple[str, str]:
    told_of = {"document": row["document_id"], "owner": row["owner"]}
    return text("check.foreign_document", lang, **told_of), text("hint.foreign_document", lang)


def _said(message: str, hint: str, of: Sequence[str] = ()) -> Told:
    """Word a fault by its texts and some cells of the row; blank where there is no remedy."""

    def told(row: Row, lang: Lang) -> tuple[str, str]:
        cells = {column: row[column] for column in of}
        return text(message, lang, **cells), text(hint, lang) if hint else ""

    return told
