"""Check the tables of doubt: corrections, and how two readings were settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from dtia.check.agreement import disagreements
from dtia.check.found import NO_FAULT, Faulty, doubtful, may_be, open_key, place, without
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
        typed[table].with_columns(year=pl.col(when).cast(pl.String), table=pl.lit(table))
        for table, when in (("targets", "horizon_year"), ("observations", "period"))
    ]
    left_out = typed["left_out"]
    doubts = [doubtful(frame, faulty) for frame in (*figures, left_out)]
    there = [open_key(row, ORIGIN, faulty) for row in _rows(*doubts)]
    corrections = without(typed["corrections"], faulty)
    read = _rows(*(_of(frame, corrections, ORIGIN) for frame in figures))
    unread = _rows(_of(left_out, corrections, ORIGIN))
    for row in _rows(corrections):
        if not may_be(row, there):
            yield from _correction(row, read, unread, lang)
    readings = without(typed["double_readings"], faulty)
    for keys, key in ((figures[0], READ), (figures[1], READ), (left_out, ORIGIN)):
        readings = readings.join(keys, on=key, how="anti", nulls_equal=True, maintain_order="left")
    for row in _rows(readings):
        if not may_be(row, there):
            yield _problem(row, "unit_id", "no_such_figure", lang)
    yield from _decisions(typed, lang, faulty)


def _rows(*frames: pl.DataFrame) -> list[Row]:
    return [row for frame in frames for row in frame.iter_rows(named=True)]


def _of(frame: pl.DataFrame, others: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return the rows that share a key with one of the others."""
    return frame.join(others, on=key, how="semi", nulls_equal=True, maintain_order="left")


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
    readings, decisions = typed["double_readings"], typed["adjudication"]
    settled = set(decisions.select(key).iter_rows())
    questions = set(disagreements(readings).select(key).iter_rows())
    read = [open_key(row, READ, faulty) for row in _rows(doubtful(readings, faulty))]
    decided = [open_key(row, key, faulty) for row in _rows(doubtful(decisions, faulty))]
    for row in _rows(without(decisions, faulty)):
        if tuple(row[c] for c in key) not in questions and not may_be(row, read):
            yield _problem(row, "field", "idle_decision", lang)
    open_fields: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for *reading, field in sorted(questions - settled, key=lambda question: question[-1]):
        open_fields[tuple(reading)].append(field)
    for row in _rows(without(readings, faulty)):
        for field in open_fields.get(tuple(row[c] for c in READ), ()):
            if not may_be({**row, "field": field}, decided):
                yield _problem(row, f"second_{field}", "undecided_reading", lang)


def _problem(row: Row, column: str, name: str, lang: Lang) -> Problem:
    message, hint = text(f"check.{name}", lang), text(f"hint.{name}", lang)
    return Problem(*place(row), column, message, hint)
