"""What a share is a share of: the base of the most similar curated row that the words allow."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from dtia.curate.likeness import Floats, Likeness
from dtia.data.lists import entries

WORDS = re.compile(r"[^\W\d_]+")
# A word of a label that a text has not takes so much off how near its row is.
MISSING = 0.4


class Bases:
    """The bases of indicators, and the words that tell them apart."""

    def __init__(self, likeness: Likeness, indicators: pl.DataFrame, bases: pl.DataFrame) -> None:
        labels = {
            base: [_words(label) for label in both]
            for base, *both in bases.select("base_id", "label_vi", "label_en").iter_rows()
        }
        self.of = {
            indicator: [base for base in entries(found) if base in labels]
            for indicator, found in indicators.select("indicator_id", "bases").iter_rows()
        }
        self.telling = {
            (indicator, base): [
                _words_apart(labels[base][n], [labels[o][n] for o in found if o != base])
                for n in (0, 1)
            ]
            for indicator, found in self.of.items()
            for base in found
        }
        self.rows = likeness.rows.select("indicator_id", "base_id").rows()

    def nearest(
        self, indicator: str, words: str, near: Floats, usable: Iterable[int]
    ) -> tuple[str, float]:
        """Return the base of an indicator that words are of, and how near its row is.

        `near` says how near the words are to each curated row, `usable` which rows count.
        """
        found = self.of[indicator]
        if len(found) <= 1:
            return (found[0] if found else ""), float("inf")
        spoken = set(WORDS.findall(words.lower()))
        less = {base: self._missing(indicator, base, spoken) for base in found}
        best, chosen = -1.0, found[0]
        for n in usable:
            row, base = self.rows[n]
            if row != indicator or base not in less:
                continue
            measure = float(near[n]) - less[base]
            if measure > best:
                best, chosen = measure, base
        return chosen, best

    def _missing(self, indicator: str, base: str, spoken: set[str]) -> float:
        """Return how much of what tells a base from the others is not said, in one language."""
        parts = [
            len(words - spoken) / len(words) if words else 0.0
            for words in self.telling[indicator, base]
        ]
        return MISSING * min(parts)


def _words(label: str) -> set[str]:
    """Return the words of a label; what it says in brackets is not said by a text."""
    return set(WORDS.findall(re.sub(r"\([^)]*\)", " ", label.lower())))


def _words_apart(own: set[str], others: list[set[str]]) -> set[str]:
    """Return the words of a label that not every other one has."""
    return own - own.intersection(*others)


def of_curated(likeness: Likeness, bases: Bases) -> list[tuple[float, bool]]:
    """Say for each curated row how near the nearest of another act is, and if its base is."""
    rows = likeness.rows
    known = likeness.known[: rows.height]
    near = known @ known.T
    names = rows["indicator_id"].to_list()
    sources, acts = rows["source_id"].to_list(), rows["document_id"].to_list()
    places: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        places.setdefault(name, []).append(n)
    found = []
    for n, (base, phrase) in enumerate(rows.select("base_id", "figure_text").iter_rows()):
        if not base or len(bases.of[names[n]]) <= 1:
            continue
        usable = [
            k
            for k in places[names[n]]
            if sources[k] != sources[n] and not (acts[n] and acts[k] == acts[n])
        ]
        if usable:
            chosen, measure = bases.nearest(names[n], phrase, near[n], usable)
            found.append((measure, chosen == base))
    return found
