"""Check the tables of doubt: corrections, and how two readings were settled."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtia.check.agreement import disagreements
from dtia.check.found import NO_FAULT, Faulty, may_be, open_key, place
from dtia.data import Raw, Row
from dtia.data.curation import READING
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What a double reading is of, and where a phrase comes from.
READ = ["table", *READING]
ORIGIN = ["unit_id", "source_id"]


def curation_problems(typed: Raw, lang: Lang, faulty: Faulty = NO_FAULT) -> Iterator[Problem]:
    """Check that each record of doubt still speaks of something that is there.

    A correction expects words in a phrase of its source, and the outcome it names; a mended
    source makes it fail. Each double reading is one of a row or of a phrase that was left out.
    Every disagreement has one decision, and every decision a disagreement. A row with a problem
    is not judged, and may be the one that another row speaks of.
    """
    figures = [
        row
        for table, when in (("targets", "horizon_year"), ("observations", "period"))
        for row in typed[table]
        .with_columns(pl.col(when).cast(pl.String).alias("year"), table=pl.lit(table))
        .iter_rows(named=True)
    ]
    left_out = list(typed["left_out"].iter_rows(named=True))
    doubtful = [row for row in [*figures, *left_out] if place(row) in faulty]
    there = [open_key(row, ORIGIN, faulty) for row in doubtful]
    for row in _sound(typed["corrections"], faulty):
        if not may_be(row, there):
            yield from _correction(row, figures, left_out, lang)
    known = {tuple(row[c] for c in READ) for row in figures}
    dropped = {tuple(row[c] for c in ORIGIN) for row in left_out}
    for row in _sound(typed["double_readings"], faulty):
        named = tuple(row[c] for c in READ) in known or tuple(row[c] for c in ORIGIN) in dropped
        if not named and not may_be(row, there):
            yield _problem(row, "unit_id", "no_such_figure", lang)
    yield from _decisions(typed, lang, faulty)


def _sound(frame: pl.DataFrame, faulty: Faulty) -> list[Row]:
    return [row for row in frame.iter_rows(named=True) if place(row) not in faulty]


def _correction(row: Row, figures: list[Row], left_out: list[Row], lang: Lang) -> Iterator[Problem]:
    if row["action"] == "left_out":
        mine = [r for r in left_out if _same(r, row, ["source_id", "unit_id"])]
    else:
        key = ["source_id", "unit_id", "indicator_id", "year"]
        mine = [r for r in figures if _same(r, row, key)]
    holding = [r for r in mine if row["expects"] and row["expects"] in (r["figure_text"] or "")]
    if not holding:
        yield _problem(row, "expects", "correction_idle", lang)
    elif row["action"] == "disputed" and all(r.get("status") != "disputed" for r in holding):
        yield _problem(row, "action", "correction_undone", lang)
    elif row["action"] == "read_as" and not any(_reads_as(r, row) for r in holding):
        yield _problem(row, "corrected", "correction_undone", lang)


def _same(row: Row, other: Row, key: list[str]) -> bool:
    return all(row[column] == other[column] for column in key)


def _reads_as(row: Row, correction: Row) -> bool:
    held = row.get(correction["field"] or "")
    held = f"{held:.15g}" if isinstance(held, float) else held
    return held is not None and str(held) == correction["corrected"]


def _decisions(typed: Raw, lang: Lang, faulty: Faulty) -> Iterator[Problem]:
    key = [*READ, "field"]
    readings = list(typed["double_readings"].iter_rows(named=True))
    decisions = list(typed["adjudication"].iter_rows(named=True))
    settled = {tuple(row[c] for c in key) for row in decisions}
    questions = set(disagreements(typed["double_readings"]).select(key).iter_rows())
    read = [open_key(row, READ, faulty) for row in readings if place(row) in faulty]
    decided = [open_key(row, key, faulty) for row in decisions if place(row) in faulty]
    for row in _sound(typed["adjudication"], faulty):
        if tuple(row[c] for c in key) not in questions and not may_be(row, read):
            yield _problem(row, "field", "idle_decision", lang)
    for row in _sound(typed["double_readings"], faulty):
        mine = {k for k in questions - settled if k[:-1] == tuple(row[c] for c in READ)}
        for *_, field in sorted(mine):
            if not may_be({**row, "field": field}, decided):
                yield _problem(row, f"second_{field}", "undecided_reading", lang)


def _problem(row: Row, column: str, name: str, lang: Lang) -> Problem:
    message, hint = text(f"check.{name}", lang), text(f"hint.{name}", lang)
    return Problem(*place(row), column, message, hint)
