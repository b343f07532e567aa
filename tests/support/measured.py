"""Made-up promises against made-up measured values."""

from __future__ import annotations

import polars as pl

from dtia.analysis import pairs
from dtia.analysis.observed import observed
from support.made_up import (
    Row,
    apart,
    observations,
    only,
    parted,
    registers,
    targets,
    units_apart,
)

KNOWN = registers()
# The territory that the merger left alone; what is due there does not lapse.
STAYS = {"unit_id": "same_63"}
DUE_2023 = {**STAYS, "horizon_year": 2023}
RANK = {"indicator_id": "rank.dti", "base_id": "provinces_63"}


def measure(
    promises: list[Row], seen: list[Row], known: dict[str, pl.DataFrame] = KNOWN
) -> pl.DataFrame:
    return observed(pairs.promises(targets(*promises), known), observations(*seen), known)


def one(promise: Row, *seen: Row, **changed: pl.DataFrame) -> Row:
    return only(measure([promise], list(seen), KNOWN | changed))


def measure_apart(promises: list[Row], seen: list[list[Row]]) -> list[Row]:
    """Measure each target against the values of its own case, all in one frame."""
    n = len(promises)
    due = apart([[promise] for promise in promises])
    found = measure(due, apart(seen), KNOWN | {"units": units_apart(n)})
    return [only(rows) for rows in parted(found, n)]
