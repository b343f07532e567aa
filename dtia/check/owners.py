"""Registers that all their rows contradict: the slip is in the register, and is told there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import Found, place
from dtia.data import FILE, Raw
from dtia.data.lists import split
from dtia.data.units import ancestors
from dtia.data.vocabulary import BLOCKS
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What figures can contradict of an indicator, in the order in which it is told.
CONTRADICTED = ("topic", "tiered", "bases", "methods")
# So many rows that agree with each other outweigh a register.
SEVERAL = 2


def find_contradicted(typed: Raw, found: Found, lang: Lang) -> None:
    """Find indicators and acts that all their figures contradict, in the same way."""
    targets, observations = (found.sound(typed[name]) for name in ("targets", "observations"))
    said = _said([targets, observations], typed, found)
    found.add(_indicators(typed, said, found, lang), "targets", "observations")
    found.add(_acts(typed, targets, found, lang), "targets", "units")


def _said(figures: list[pl.DataFrame], typed: Raw, found: Found) -> dict[str, dict[str, str]]:
    """Return what all figures of an indicator say against the register, by id and column.

    `n` is how many they are. Where they do not agree with each other, or with the register, the
    column is blank.
    """
    nation = typed["units"].filter(level="nation")["unit_id"].implode()
    here = pl.col(FILE).str.extract(r"([^/]*?)(?:\.csv)?$")
    tiered = pl.col("tier") != "all"
    against = {
        "topic": pl.when(here != pl.col("topic")).then(here),
        "tiered": pl.when(tiered != pl.col("tiered")).then(tiered.cast(pl.String)),
        "bases": _lacking("base_id", "bases"),
        "methods": _lacking("method", "methods"),
    }
    indicators = found.sound(typed["indicators"])
    rows = pl.concat(
        frame.select(FILE, "unit_id", "indicator_id", "tier", "base_id", "method")
        for frame in figures
    ).join(indicators.select("indicator_id", *against), on="indicator_id")
    # What the nation says of its ministries or provinces stands beside figures without tiers.
    own = rows.filter(~(pl.col("unit_id").is_in(nation) & pl.col("tier").is_in(BLOCKS)))
    agreed = own.group_by("indicator_id").agg(
        n=pl.len(),
        **{
            column: pl.when(word.fill_null("").n_unique() == 1).then(word.first()).fill_null("")
            for column, word in against.items()
        },
    )
    return {row["indicator_id"]: row for row in agreed.iter_rows(named=True)}


def _lacking(column: str, register: str) -> pl.Expr:
    """Return the cells of a column that a list of the register does not have."""
    cell = pl.col(column)
    return pl.when(cell != "", ~split(register).list.contains(cell).fill_null(False)).then(cell)


def _indicators(
    typed: Raw, said: dict[str, dict[str, str]], found: Found, lang: Lang
) -> Iterator[Problem]:
    for indicator in found.sound(typed["indicators"]).iter_rows(named=True):
        of_rows = said.get(indicator["indicator_id"], {})
        column = next((c for c, word in of_rows.items() if c in CONTRADICTED and word), None)
        if column and int(of_rows["n"]) >= SEVERAL:
            values = {"n": i18n.number(int(of_rows["n"]), lang), "meant": repr(of_rows[column])}
            message = text("owner.indicator", lang, **values)
            hint = text("owner.mend_indicator", lang, **values)
            yield Problem(*place(indicator), column, message, hint)


def _acts(typed: Raw, targets: pl.DataFrame, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find acts of a unit that none of their targets is of, or that it could not have issued."""
    units = {row["unit_id"]: row for row in found.sound(typed["units"]).iter_rows(named=True)}
    counted = targets.group_by("document_id").agg(pl.col("unit_id").unique(), n=pl.len())
    of_act = {act: (set(of), n) for act, of, n in counted.iter_rows()}
    for act in found.sound(typed["documents"]).iter_rows(named=True):
        owner = units.get(act["unit_id"])
        mine, n = of_act.get(act["document_id"], (set(), 0))
        foreign = mine and not any(act["unit_id"] in ancestors(unit, units) for unit in mine)
        if owner is None:
            continue
        issued, first, last = act["issued_on"], owner["valid_from"], owner["valid_to"]
        if foreign and len(mine) == 1 and n >= SEVERAL:
            values = {"unit": act["unit_id"], "n": i18n.number(n, lang), "meant": repr(*mine)}
            message = text("owner.act", lang, **values)
            yield Problem(*place(act), "unit_id", message, text("owner.mend_act", lang, **values))
        elif issued and ((first and issued[:4] < first[:4]) or (last and is_before(last, issued))):
            day = i18n.date(issued, lang)
            message = text("owner.other_time", lang, unit=act["unit_id"], day=day)
            yield Problem(*place(act), "unit_id", message, text("owner.mend_other_time", lang))
