"""A raw table as the lines of its file: rows are replaced or added, others keep their bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence


def split(content: str) -> list[str]:
    """Return the rows of a CSV file as they are written, each with its line end, header first.

    A row goes on over the line ends that stand between double quotes.
    """
    rows: list[str] = []
    whole = True
    for line in io.StringIO(content, newline=""):
        if whole:
            rows.append(line)
        else:
            rows[-1] += line
        whole = rows[-1].count('"') % 2 == 0
    return rows


def cells(row: str) -> list[str]:
    """Return the cells of one row as it is written; raises csv.Error where it is none."""
    return next(csv.reader(io.StringIO(row, newline=""), strict=True), [])


def written(values: Sequence[str], end: str = "\n") -> str:
    """Write cells as one row."""
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator=end).writerow(values)
    return made.getvalue()


def edited(content: str, replaced: Mapping[int, str], added: Sequence[str]) -> str:
    """Return a file in which rows, by the line on which they begin, are replaced, and some added.

    All other rows keep their bytes; new ones stand at the end, as the files keep them.
    """
    made, line = [], 1
    for row in split(content):
        made.append(replaced.get(line, row))
        line += row.count("\n")
    if added and made and not made[-1].endswith("\n"):
        made[-1] += "\n"
    return "".join([*made, *added])
