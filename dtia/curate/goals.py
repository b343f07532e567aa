"""Goals in words: the steps of scales that a sentence promises without a figure."""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from dtia.curate.akin import akin
from dtia.curate.clauses import content, cuts_of
from dtia.curate.sentences import dated
from dtia.data.lists import entries

LONGEST = 130


class Goal(NamedTuple):
    """One goal: its phrase, the step of each scale that its words name, and its year."""

    start: int
    end: int
    clause: str
    steps: dict[str, str]
    year: str
    way: str


def triggers(categories: pl.DataFrame) -> list[tuple[re.Pattern[str], str, str]]:
    """Return what names each step of each scale, the longest words first."""
    found = []
    columns = ["scale_id", "category_id", "label_vi", "label_en"]
    for scale, step, *labels in categories.select(columns).iter_rows():
        words = [w.strip() for label in labels for w in label.split(",")]
        words += [more for more, meant in akin("step").items() if meant in (*words, labels[0])]
        for word in dict.fromkeys(words):
            if len(word) > 3 and not word.startswith(("nêu", "không nói", "named", "without")):
                found.append((word, scale, step))
    found.sort(key=lambda each: -len(each[0]))
    return [(re.compile(rf"(?<!\w){re.escape(w.lower())}(?!\w)"), s, t) for w, s, t in found]


def goals(spoken: str, known: list[tuple[re.Pattern[str], str, str]]) -> list[Goal]:
    """Return the goals that a sentence names in words, clause by clause."""
    cuts = [m for m in cuts_of(spoken) if m[0] not in ("và", "and")]
    edges = [0, *(e for m in cuts for e in m.span()), len(spoken)]
    years = dated(spoken)
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        clause = spoken[start:end]
        if re.search(r"\d+(?:[.,]\d+)?\s*%", clause) or len(content(clause)) < 2:
            continue
        steps: dict[str, str] = {}
        for pattern, scale, step in known:
            if scale not in steps and pattern.search(clause):
                steps[scale] = step
        if not steps:
            continue
        own = [y for y in years if start <= y[0] and y[1] <= end]
        before = [y for y in years if y[1] <= start]
        year = own[-1][2] if own else before[-1][2] if before else ""
        begin = start + len(clause) - len(clause.lstrip(" -–•+*"))
        stop = min(start + len(clause.rstrip(" .…")), begin + LONGEST)
        found.append(Goal(begin, stop, clause, steps, year, "own" if own else "before"))
    return found


def step_for(scale: str, steps: dict[str, str], scales: list[str]) -> str:
    """Return the step that a goal names on the scale of an indicator; blank for none."""
    return next((steps[s] for s in [*entries(scale), *scales] if s in steps), "")
