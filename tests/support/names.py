"""How people write names of provinces, and what they write that is none: `data/names.csv`."""

from __future__ import annotations

import csv
from typing import NamedTuple

from support.project import ROOT


class Name(NamedTuple):
    """A name as written, the era asked for, what is meant, or why it is no province's.

    `meant` holds one id a territory, the old one first.
    """

    written: str
    era: str | None
    meant: list[str]
    why_not: str


def names() -> list[Name]:
    with (ROOT / "tests" / "data" / "names.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [
        Name(row["written"], row["era"] or None, row["meant"].split(";") if row["meant"] else [],
             row["why_not"])
        for row in rows
    ]  # fmt: skip


FOUND = [name for name in names() if name.meant]
NOT_FOUND = [name for name in names() if not name.meant]
