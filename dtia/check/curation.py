"""Check the tables of doubt: corrections, and how two readings were settled."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtia.check.agreement import disagreements
from dtia.data import FILE, LINE, Raw, Row
from dtia.data.curation import READING
from dtia.errors import Problem
from dtia.i18n import Lang, text


def curation_problems(typed: Raw, lang: Lang) -> Iterator[Problem]:
    """Check that each record of doubt still speaks of something that is there.

    A correction expects words in a phrase of its source, and the outcome it names; a mended
    source makes it fail. Each double reading is one of a row or of a phrase that was left out.
    Every disagreement has one decision, and every decision a disagreement.
    """
    figures = [
        row
        for table, when in (("targets", "horizon_year"), ("observations", "period"))
        for row in typed[table]
        .with_columns(pl.col(when).cast(pl.String).alias("year"), table=pl.lit(table))
        .iter_rows(named=True)
    ]
    left_out = list(typed["left_out"].iter_rows(named=True))
    for correction in typed["corrections"].iter_rows(named=True):
        yield from _correction(correction, figures, left_out, lang)
    key = ["table", *READING]
    known = {tuple(row[c] for c in key) for row in figures}
    dropped = {(row["unit_id"], row["source_id"]) for row in left_out}
    for row in typed["double_readings"].iter_rows(named=True):
        place = (row["unit_id"], row["source_id"])
        if tuple(row[c] for c in key) not in known and place not in dropped:
            yield _problem(row, "unit_id", "no_such_figure", lang)
    yield from _decisions(typed, lang)


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
    held = f"{held:g}" if isinstance(held, float) else held
    return held is not None and str(held) == correction["corrected"]


def _decisions(typed: Raw, lang: Lang) -> Iterator[Problem]:
    key = ["table", *READING, "field"]
    settled = {tuple(row[c] for c in key) for row in typed["adjudication"].iter_rows(named=True)}
    open_questions = set(disagreements(typed["double_readings"]).select(key).iter_rows())
    for row in typed["adjudication"].iter_rows(named=True):
        if tuple(row[c] for c in key) not in open_questions:
            yield _problem(row, "field", "idle_decision", lang)
    for row in typed["double_readings"].iter_rows(named=True):
        mine = {k for k in open_questions - settled if k[:-1] == tuple(row[c] for c in key[:-1])}
        for *_, field in sorted(mine):
            yield _problem(row, f"second_{field}", "undecided_reading", lang)


def _problem(row: Row, column: str, name: str, lang: Lang) -> Problem:
    message, hint = text(f"check.{name}", lang), text(f"hint.{name}", lang)
    return Problem(row[FILE], row[LINE], column, message, hint)
