"""Values that two pages give for one thing, and that cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import polars as pl

from dtia.check.found import place
from dtia.data import Row
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What an observation is of.
OBSERVED = ["unit_id", "indicator_id", "tier", "period", "base_id", "method"]
# "About" allows so much of the value on both sides.
ABOUT = 0.05
END = float("inf")


def observation_conflicts(observations: pl.DataFrame, lang: Lang) -> Iterator[Problem]:
    """Find observations of one thing that exclude each other, without a word about it in `note`.

    The problem is told at the first of them that has no note.
    """
    groups: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    measured = observations.drop_nulls("value")
    twice = measured.group_by(OBSERVED).len().filter(pl.col("len") > 1)
    several = measured.join(twice, on=OBSERVED, how="semi", nulls_equal=True, maintain_order="left")
    for row in several.iter_rows(named=True):
        groups[tuple(row[column] for column in OBSERVED)].append(row)
    for rows in groups.values():
        apart = [pair for pair in combinations(rows, 2) if _exclude(*pair)]
        silent = [row for pair in apart for row in pair if not row["note"]]
        if silent:
            first = min(silent, key=place)
            others = [row for row in rows if any(row in p and first in p for p in apart)]
            said = "; ".join(_said(row) for row in others if row is not first)
            message = text("check.observed_twice", lang, values=said)
            yield Problem(*place(first), "value", message, text("hint.observed_twice", lang))


def _exclude(one: Row, other: Row) -> bool:
    """Tell whether no value is what both rows say; rounding makes no difference."""
    step = max(_step(row["value"]) for row in (one, other)) / 2
    (low, high), (least, most) = _interval(one), _interval(other)
    return high + step < least - 1e-9 or most + step < low - 1e-9


def _step(value: float) -> float:
    """Return the last place of a number as it is written."""
    return 10.0 ** -len(f"{value:.15g}".partition(".")[2])


def _interval(row: Row) -> tuple[float, float]:
    value: float = row["value"]
    return {
        "ge": (value, END), "gt": (value, END), "le": (-END, value), "lt": (-END, value),
        "approx": (value * (1 - ABOUT), value * (1 + ABOUT)),
        "range": (value, row["value_high"] or value),
    }.get(row["comparator"], (value, value))  # fmt: skip


def _said(row: Row) -> str:
    file, line = place(row)
    return f"{row['comparator']} {row['value']:.15g} ({file}:{line})"
