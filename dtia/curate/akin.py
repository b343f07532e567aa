"""Words that mean the same as others: abbreviations, spellings, other names of one thing."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("akin.csv")


@cache
def akin(kind: str) -> dict[str, str]:
    """Return the words of a kind, in lower case, each with the words that they stand for.

    A `step` stands for words of the label of a step of a scale, a `place` for the name of a unit, a
    `phrase` for other words of a text.
    """
    with WORDS.open(encoding="utf-8", newline="") as lines:
        return {row["words"]: row["meant"] for row in csv.DictReader(lines) if row["kind"] == kind}


def in_one_way(words: str, kind: str) -> str:
    """Return words with one name for what has several: `TTHC` in full."""
    return _pattern(kind).sub(lambda match: akin(kind)[match[0].lower()], words)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    longest = sorted(akin(kind), key=lambda words: (-len(words), words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
