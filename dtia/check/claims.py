"""Numbers of one phrase that two rows take, while another number of it is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from dtia.check import phrases
from dtia.check.found import place
from dtia.data import FILE, LINE, Row

# What tells two figures apart.
FIGURE = ["unit_id", "indicator_id", "tier", "year"]


class Claim(NamedTuple):
    """A number that another row takes from the same phrase: where that is, and what is left."""

    value: float
    file: str
    line: int
    left: tuple[float, ...]


def claimed_twice(figures: pl.DataFrame) -> Mapping[tuple[str, int], Claim]:
    """Return the rows that take a number which an earlier row of the same phrase takes, by place.

    Only where the phrase holds the number less often than rows take it, and another number of the
    same kind that none takes: "90% cấp tỉnh, 80% cấp huyện" with 80 for both. `figures` have a
    value, and each its `year`.
    """
    several = figures.filter(pl.len().over("source_id", "figure_text") > 1)
    by_phrase: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in several.iter_rows(named=True):
        by_phrase[row["source_id"], row["figure_text"]].append(row)
    return {
        place(row): claim
        for (_, figure_text), takers in by_phrase.items()
        for row, claim in _of_phrase(figure_text, takers)
    }


def _of_phrase(figure_text: str, takers: list[Row]) -> Iterator[tuple[Row, Claim]]:
    read = phrases.readings(figure_text)
    taken = {row[end] for row in takers for end in ("value", "value_high")} - {None}
    by_value: defaultdict[float, dict[tuple[object, ...], Row]] = defaultdict(dict)
    for row in takers:
        by_value[row["value"]].setdefault(tuple(row[column] for column in FIGURE), row)
    for value, figures in by_value.items():
        holding = [reading for reading in read if value in reading.values]
        left = [
            reading
            for reading in read
            if not reading.values & taken and holding and _alike(reading, holding[0])
        ]
        first, *others = figures.values()
        if left and 0 < len(holding) < len(figures):
            numbers = tuple(max(reading.values) for reading in left)
            for row in others[len(holding) - 1 :]:
                yield row, Claim(value, first[FILE], first[LINE], numbers)


def _alike(reading: phrases.Reading, other: phrases.Reading) -> bool:
    """Say whether two numbers of a phrase are of one kind: in percent, or led by the same word."""
    return (reading.percent and other.percent) or (
        reading.percent == other.percent and reading.lead == other.lead
    )
