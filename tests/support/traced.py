"""The gaps on file, and the two ends of what each of them compares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dtia.data import Data
from support.made_up import Row

Ends = tuple[float, float]
Key = tuple[Any, ...]


def ids(cell: str | None) -> set[str]:
    return set(cell.split(";")) if cell else set()


def ends(figure: Row) -> Ends:
    high = figure["value_high"]
    return figure["value"], figure["value"] if high is None else high


def own_ends(row: Row) -> Ends:
    return row["value_low"], row["value_high"]


def reference_ends(row: Row) -> Ends:
    return row["reference_low"], row["reference_high"]


def of_kind(data: Data, kind: str) -> Iterator[Row]:
    return data.gaps.filter(kind=kind).iter_rows(named=True)
