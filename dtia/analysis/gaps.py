"""Gaps between promises: nation, most ambitious province, tiers, years and later acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from difflib import get_close_matches
from functools import partial

import polars as pl

from dtia.analysis.against_others import leader, national
from dtia.analysis.codes import coded, spelled
from dtia.analysis.collective import collective
from dtia.analysis.mergers import merger
from dtia.analysis.observed import observed
from dtia.analysis.pairs import NONE, Known, promises
from dtia.analysis.within_unit import revision, step, tier
from dtia.data import Data
from dtia.data.vocabulary import GRADES
from dtia.errors import UnknownName, WrongValue

# Targets that are set beside others at once, and kinds of gap that are found at once: more of
# either is sooner done and takes more memory.
AT_ONCE, KINDS_AT_ONCE = 130_000, 3
# The order of the gaps of one kind.
ORDER = [
    "indicator_id", "unit_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "reference", "reference_document_id", "reference_indicator_id", "reference_base_id",
    "reference_method", "gap_low", "gap_high", "source_ids",
]  # fmt: skip
# The registers that figures are joined to, and what of figures no gap asks for.
REGISTERS = [
    "categories", "documents", "indicators", "national_references", "units", "weights",
]  # fmt: skip
TOLD = ["unit_name", "document_number", "figure_text", "note"]


def gaps(targets: pl.DataFrame, observations: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return every gap of the current targets, in the columns of `gaps.csv`.

    `targets` and `observations` are clean, `known` holds the registers by name. A positive gap
    is ahead of the reference, in percentage points, places, steps or the indicator's own unit.
    `gap_low` and `gap_high` differ only where one side is a range; both are null where there is
    nothing to measure against, and for grade D.
    """
    known = {**known, **{name: coded(known[name]) for name in REGISTERS}}
    targets, observations = (
        coded(figures.drop(TOLD, strict=False)) for figures in (targets, observations)
    )
    finders = _finders(promises(targets, known), targets, observations, known)
    with ThreadPoolExecutor(KINDS_AT_ONCE) as pool:
        found = [some for parts in pool.map(_by_kind, finders) for some in parts]
    return pl.concat([NONE, *sorted(found, key=lambda some: some["kind"][0])])


def _by_kind(find: Callable[[], pl.DataFrame]) -> list[pl.DataFrame]:
    """Find gaps, and return those of each kind in their order, as they are written."""
    found = find()
    parts = found.partition_by("kind") if found["kind"].n_unique() > 1 else [found]
    return [spelled(some.sort(ORDER)) for some in parts if some.height]


def _finders(
    promised: pl.DataFrame, targets: pl.DataFrame, observations: pl.DataFrame, known: Known
) -> Iterator[Callable[[], pl.DataFrame]]:
    """Yield what finds gaps in parts; the parts of a kind follow each other by indicator."""
    units, documents, rules = (known[name] for name in ("units", "documents", "comparability"))
    # What a later act leaves out is told by what else it states, of other indicators.
    lands = _parts(promised, "territory")
    yield lambda: pl.concat(
        [coded(NONE), *(revision(land, targets, documents, rules) for land in lands)],
        how="vertical_relaxed",
    )
    for part in _parts(promised, "indicator_id"):
        yield partial(national, part, known)
        yield partial(leader, part, units, rules)
        yield partial(observed, part, observations, known)
        yield partial(tier, part, rules)
        yield partial(step, part, rules)
        yield partial(merger, part, known)
        yield partial(collective, part, known)


def _parts(promised: pl.DataFrame, by: str) -> Iterator[pl.DataFrame]:
    """Part promises by a column, in its order: the pairs of all at once would be too many."""
    sizes = promised.group_by(by).len().sort(by)
    parts = sizes.select(by, _part=pl.col("len").cum_sum() // AT_ONCE)
    for _, part in parts.group_by("_part", maintain_order=True):
        yield promised.join(part, on=by, how="semi", maintain_order="left")


def loosen(data: Data, rule_id: str, grade: str, why: str) -> Data:
    """Return the data with another grade for one comparability rule, and all gaps anew.

    For an analyst who means it: the change and its reason stand in the edition line of every
    chart and table made from what is returned; nothing is written. Raises UnknownName for a rule
    that `comparability.csv` does not have, and WrongValue for a grade other than A to D or a
    change without a reason.
    """
    rules = data.comparability
    if rule_id not in rules["rule_id"]:
        near = get_close_matches(rule_id, rules["rule_id"].to_list(), n=3, cutoff=0.3)
        raise UnknownName("no_rule", name=repr(rule_id), nearest=", ".join(near) or "–")
    if grade not in GRADES or not why.strip():
        raise WrongValue("rule_needs", grades=", ".join(GRADES))
    before = rules.filter(rule_id=rule_id)["grade"].item()
    changed = rules.with_columns(
        grade=pl.when(rule_id=rule_id).then(pl.lit(grade)).otherwise("grade")
    )
    known = {**vars(data), "comparability": changed}
    return replace(
        data,
        comparability=changed,
        gaps=gaps(data.targets, data.observations, known),
        loosened=(*data.loosened, (rule_id, before, grade, why)),
    )
