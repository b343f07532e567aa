"""Faults planted in a copy of the tables: one a row, so that each is told for itself."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from support.project import line_of

# A file under data/raw, words of one of its rows, a column, the text to put there, and what the
# check has to say of it.
Fault = tuple[str, tuple[str, ...], str, str, str]
# The fixture of that name.
Spoiled = Callable[[str], tuple[Path, str]]


def set_cell(project: Path, file: str, line: int, column: str, value: str) -> None:
    """Change one cell of a raw table of a copy."""
    path = project / "data" / "raw" / file
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def batches(faults: Mapping[str, Fault]) -> list[list[str]]:
    """Put together what can be planted in one copy: no two faults of one row."""
    found: list[dict[tuple[str, int], str]] = []
    for name, (file, words, *_) in faults.items():
        row = file, line_of(file, *words)
        free = next((batch for batch in found if row not in batch), None)
        if free is None:
            found.append(free := {})
        free[row] = name
    return [list(batch.values()) for batch in found]


def plant(project: Path, faults: Mapping[str, Fault], batch: list[str]) -> None:
    for name in batch:
        file, words, column, value, _ = faults[name]
        set_cell(project, file, line_of(file, *words), column, value)
