"""How sure what was read is: measured on the curated rows, each as if its act were new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import polars as pl

from dtia.curate.bases import Bases, of_curated
from dtia.curate.goals import goals, triggers
from dtia.curate.likeness import Floats, Likeness
from dtia.curate.mentions import Mention, mentions
from dtia.curate.sentences import without_titles
from dtia.data import Raw, Row
from dtia.data.curation import READING
from dtia.data.lists import entries
from dtia.i18n import Lang, text

# What is shown as sure is right so often, and was seen so often.
SURE, SEEN = 0.99, 25
# From a lead that is right a little oftener still, new acts keep to it.
LED = 0.992
# How much likelier an indicator that has tiers is where a tier is named.
TIERED = 0.1
# The kinds of figures that an indicator of a unit of measure may have.
KINDS = {
    "percent": {"percent"}, "percent_per_year": {"percent"}, "rank": {"rank"}, "count": {"count"},
    "times": {"times", "count"}, "index_0_1": {"index"}, "category": set(),
}  # fmt: skip


class Sureness(NamedTuple):
    """The ways that are sure, by field, and how far the best indicator, or base, must lead."""

    ways: dict[str, set[str]]
    lead: float
    near: float


class Scored(NamedTuple):
    """One curated row as it was read: whose phrase, which figure of it, and what was right."""

    row: Row
    mention: Mention
    order: list[int]
    lead: float
    right: dict[str, bool]


def fitting(indicators: pl.DataFrame, kind: str, tiers: bool) -> Floats:
    """Return what to add to how like each indicator is: -9 where a figure of a kind cannot be its.

    A figure whose words name `tiers` is rather of an indicator that has some.
    """
    columns = ["unit", "bases", "tiered"]
    fits = []
    for unit, bases, tiered in indicators.select(columns).iter_rows():
        points = kind == "points" and "full_marks" in entries(bases)
        more = TIERED if tiers and tiered == "true" else 0.0
        fits.append(more if points or kind in KINDS[unit] else -9.0)
    return np.array(fits)


def figure_of(row: Row) -> Mention | None:
    """Return the figure of a phrase that its row takes; None where the parser finds none."""
    text = " ".join(row["figure_text"].split())
    found = mentions(text, without_titles(text))
    same = [m for m in found if m.value == row["value"] and m.high == row["value_high"]]
    same = same or [m for m in found if m.value == row["value"]]
    tiered = [m for m in same if row["tier"] in m.tiers]
    dated = [m for m in tiered or same if m.year and str(row["year"]).startswith(m.year[:4])]
    return next(iter(dated or tiered or same), None)


def scored(likeness: Likeness, raw: Raw) -> list[Scored]:
    """Read every curated row with a value as if its act were new, and say what was right.

    `right` has a field only where the phrase holds it.
    """
    tiered = set(raw["indicators"].filter(tiered="true")["indicator_id"])
    excused = {
        tuple(row[c] for c in [*READING, "field"])
        for row in raw["phrase_exceptions"].iter_rows(named=True)
    }
    fits = {
        (kind, tiers): fitting(raw["indicators"], kind, tiers)
        for kind in ("percent", "points", "rank", "index", "times", "count")
        for tiers in (False, True)
    }
    found = []
    for n, row in enumerate(likeness.rows.iter_rows(named=True)):
        if row["value"] is None:
            continue
        key = tuple(row[c] for c in READING)
        mention = figure_of(row)
        if mention is None:
            continue
        scores = likeness.unseen[n] + fits[mention.kind, mention.names_tiers]
        order = [int(i) for i in np.argsort(-scores, kind="stable")[:3]]
        right = {
            "indicator": likeness.indicators[order[0]] == row["indicator_id"],
            "value": mention.high == row["value_high"],
            "comparator": mention.comparator == row["comparator"],
        }
        if row["indicator_id"] in tiered and mention.tiers:
            right["tier"] = row["tier"] in mention.tiers
        if mention.year:
            right["year"] = str(row["year"]) == mention.year
        right = {f: ok for f, ok in right.items() if (*key, f) not in excused}
        found.append(Scored(row, mention, order, float(scores[order[0]] - scores[order[1]]), right))
    return found


def in_words(likeness: Likeness, raw: Raw) -> list[bool]:
    """Say of each curated goal in words whether the step that its words name is its row's."""
    known = triggers(raw["categories"])
    scales = dict(raw["indicators"].select("indicator_id", "scale_id").iter_rows())
    found = []
    worded = likeness.rows.filter(likeness.rows["category"].is_not_null())
    for row in worded.iter_rows(named=True):
        scale = scales[row["indicator_id"]]
        steps = [
            goal.steps[scale]
            for goal in goals(without_titles(row["figure_text"]), known)
            if scale in goal.steps
        ]
        found += [row["category"] in steps] if steps else []
    return found


def way_of(field: str, mention: Mention, table: str) -> str:
    """Name how a field was found; years of promises and of results are told in other ways."""
    way = mention.ways[field]
    return f"{table} {way}" if field == "year" else way


def sureness(likeness: Likeness, raw: Raw, bases: Bases) -> Sureness:
    """Measure which ways are sure, and from which lead the best indicator is."""
    read = scored(likeness, raw)
    counts: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in read:
        for field, ok in one.right.items():
            if field != "indicator":
                counts[field, way_of(field, one.mention, one.row["table"])].append(ok)
    for ok in in_words(likeness, raw):
        counts["category", "words"].append(ok)
        counts["comparator", "words"].append(ok)
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for (field, way), outcomes in counts.items():
        if len(outcomes) >= SEEN and sum(outcomes) >= SURE * len(outcomes):
            ways[field].add(way)
    lead = threshold(leads(read), LED)
    return Sureness(dict(ways), lead, threshold(of_curated(likeness, bases)))


def leads(read: Iterable[Scored]) -> list[tuple[float, bool]]:
    """Return how far the best indicator of each row led, and whether it was right."""
    return [(one.lead, one.right["indicator"]) for one in read if "indicator" in one.right]


def threshold(outcomes: Iterable[tuple[float, bool]], asked: float = SURE) -> float:
    """Return the least measure from which on outcomes are right as often as is asked."""
    best, wrong = float("inf"), 0
    for n, (measure, ok) in enumerate(sorted(outcomes, reverse=True), 1):
        wrong += not ok
        if n >= SEEN and wrong <= (1 - asked) * n:
            best = measure
    return best


def doubts_told(fields: Iterable[str], over: str, lang: Lang) -> str:
    """Say of each doubtful field why it is; `over` are the words elsewhere that set the year."""
    years = ("horizon_year", "period")
    told = ("over" if over and field in years else field for field in fields)
    return "; ".join(text(f"read.doubt.{key}", lang, over=over) for key in told)
