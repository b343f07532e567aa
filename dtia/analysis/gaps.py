"""Gaps between promises: nation, most ambitious province, tiers, years and later acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

import polars as pl

from dtia.analysis.against_others import (
    leader,
    national,
)
from dtia.analysis.collective import collective
from dtia.analysis.mergers import merger
from dtia.analysis.observed import observed
from dtia.analysis.pairs import (
    Known,
    promises,
)
from dtia.analysis.within_unit import revision, step, tier
from dtia.data import Data
from dtia.data.clean import CLEAN
from dtia.data.columns import polars_schema
from dtia.data.vocabulary import GRADES
from dtia.errors import UnknownName, WrongValue

# Targets that are set beside others at once.
AT_ONCE = 100_000
# The order of the gaps of one kind.
ORDER = [
    "indicator_id", "unit_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "reference", "reference_document_id", "reference_indicator_id", "reference_base_id",
    "reference_method", "gap_low", "gap_high", "source_ids",
]  # fmt: skip
NONE = pl.DataFrame(schema=polars_schema(CLEAN["gaps"]))


def gaps(targets: pl.DataFrame, observations: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return every gap of the current targets, in the columns of `gaps.csv`.

    `targets` and `observations` are clean, `known` holds the registers by name. A positive gap
    is ahead of the reference, in percentage points, places, steps or the indicator's own unit.
    `gap_low` and `gap_high` differ only where one side is a range; both are null where there is
    nothing to measure against, and for grade D.
    """
    found = [
        some.sort(ORDER)
        for some in _found(promises(targets, known), targets, observations, known)
        if some.height
    ]
    by_kind = sorted(found, key=lambda some: some["kind"][0])
    return pl.concat([NONE, *by_kind])


def _found(
    promised: pl.DataFrame, targets: pl.DataFrame, observations: pl.DataFrame, known: Known
) -> Iterator[pl.DataFrame]:
    """Yield gaps in parts of one kind, which follow each other by indicator."""
    documents, rules = known["documents"], known["comparability"]
    # What a later act leaves out is told by what else it states, of other indicators.
    lands = _parts(promised, "territory")
    yield pl.concat([NONE, *(revision(land, targets, documents, rules) for land in lands)])
    for part in _parts(promised, "indicator_id"):
        yield from national(part, known).partition_by("kind")
        yield leader(part, known["units"], rules)
        yield observed(part, observations, known)
        yield tier(part, rules)
        yield step(part, rules)
        yield merger(part, known)
        yield collective(part, known)


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
