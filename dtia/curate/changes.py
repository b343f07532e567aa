"""What moved between two states of the data: figures, what follows from them, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dtia.data import Data, Row
from dtia.data.lists import entries
from dtia.data.raw import RAW

# What names a figure; rows that agree in less of it are still one figure that changed.
FIGURE = ["unit_id", "indicator_id", "tier", "year", "base_id", "method", "document_id"]
FIGURE_KEYS = [FIGURE, FIGURE[:6], FIGURE[:4]]
# What is told of a figure.
STATED = ["comparator", "value", "value_high", "category", "status", "flag", "base_id", "method",
          "document_id", "figure_text", "note"]  # fmt: skip
# What names a gap.
GAP = [
    "kind", "unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "reference_indicator_id", "reference_year", "reference", "reference_document_id",
    "reference_base_id", "reference_method",
]  # fmt: skip
GAP_KEYS = [GAP, GAP[:10], GAP[:5]]
JUDGED = ["gap_low", "gap_high", "verdict", "grade", "reasons", "required_pace", "actual_pace",
          "reference", "comparator", "value_low", "value_high", "reference_comparator",
          "reference_low", "reference_high"]  # fmt: skip
REGISTERS = [name for name in RAW if name not in ("targets", "observations")]


@dataclass(frozen=True)
class Change:
    """One row that was added, removed or changed: as it was, as it is, and which cells differ."""

    table: str
    old: Row | None
    new: Row | None
    columns: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def row(self) -> Row:
        """The row as it is; as it was where it is gone."""
        return self.new or self.old or {}


@dataclass(frozen=True)
class Changes:
    """Everything that moved: figures, registers, gaps each with the figures that moved it, grades
    and verdicts among them, and what is known of units (coverage)."""

    figures: list[Change]
    registers: list[Change]
    gaps: list[tuple[Change, list[Change]]]
    coverage: list[Change]

    def __bool__(self) -> bool:
        return bool(self.figures or self.registers or self.gaps or self.coverage)


def changes(old: Data, new: Data) -> Changes:
    """Compare two states of the data.

    A gap is put down to the figures of its indicator that it is made of: those of its unit, of the
    units, the nation or the act that it is measured against, before or after; where none of them
    changed, a register did.
    """
    figures = []
    for table, year in (("targets", "horizon_year"), ("observations", "period")):
        was, now = (_figures(getattr(data, table), year) for data in (old, new))
        figures += _moved(table, was, now, FIGURE_KEYS, STATED)
    registers = [
        change
        for table in REGISTERS
        for change in _moved(
            table, getattr(old, table), getattr(new, table), [RAW[table][2]],
            [c for c in getattr(new, table).columns if c not in RAW[table][2]],
        )
    ]  # fmt: skip
    gaps = _moved("gaps", old.gaps, new.gaps, GAP_KEYS, JUDGED)
    coverage = _moved(
        "coverage", old.coverage, new.coverage, [["unit_id", "indicator_id", "horizon_year"]],
        ["coverage"],
    )  # fmt: skip
    return Changes(figures, registers, [(gap, _because(gap, figures)) for gap in gaps], coverage)


def _figures(frame: pl.DataFrame, year: str) -> pl.DataFrame:
    """Give targets and observations the columns that name a figure."""
    missing = [
        pl.lit(None, pl.String).alias(c) for c in FIGURE if c not in (*frame.columns, "year")
    ]
    return frame.with_columns(pl.col(year).cast(pl.String).alias("year"), *missing)


def _moved(
    table: str,
    old: pl.DataFrame,
    new: pl.DataFrame,
    keys: Sequence[Sequence[str]],
    told: Sequence[str],
) -> list[Change]:
    """Match the rows of two frames, by ever shorter keys, and return those that are not equal."""
    columns = [c for c in new.columns if c in old.columns]
    was, now = (
        frame.select(columns).join(other.select(columns), on=columns, how="anti", nulls_equal=True)
        for frame, other in ((old, new), (new, old))
    )
    before, after = was.to_dicts(), now.to_dicts()
    found = []
    for key in keys:
        waiting: dict[tuple[Any, ...], list[Row]] = {}
        for row in before:
            waiting.setdefault(tuple(row[c] for c in key), []).append(row)
        left = []
        for row in after:
            same = waiting.get(tuple(row[c] for c in key))
            if not same:
                left.append(row)
                continue
            first = same.pop(0)
            before.remove(first)
            differ = tuple(c for c in told if c in columns and first[c] != row[c])
            if differ:
                found.append(Change(table, first, row, differ))
        after = left
    found += [Change(table, row, None) for row in before]
    found += [Change(table, None, row) for row in after]
    return sorted(found, key=lambda change: [str(change.row.get(c) or "") for c in keys[0]])


def _because(gap: Change, figures: Sequence[Change]) -> list[Change]:
    """Return the changed figures that a gap is made of."""
    units: set[str] = {"viet_nam"}
    indicators: set[str] = set()
    for row in filter(None, (gap.old, gap.new)):
        units |= {row["unit_id"], *entries(row["reference"])}
        indicators |= {row["indicator_id"], row["reference_indicator_id"] or row["indicator_id"]}
    alike = [figure for figure in figures if figure.row["indicator_id"] in indicators]
    return [figure for figure in alike if figure.row["unit_id"] in units] or alike
