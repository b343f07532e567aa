"""Registers that all their rows contradict: the slip is in the register, and is told there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import Found, place
from dtia.data import FILE, Raw, Row
from dtia.data.lists import entries
from dtia.data.units import ancestors
from dtia.data.vocabulary import BLOCKS
from dtia.errors import Problem
from dtia.i18n import Lang, text

# So many rows that agree with each other outweigh a register.
SEVERAL = 2
# What is wrong with a figure by the register of indicators: the column there, what it would be.
Contradiction = Callable[[Row, Row], str]


def find_contradicted(typed: Raw, found: Found, lang: Lang) -> None:
    """Find indicators and acts that all their figures contradict, in the same way."""
    figures = [
        row
        for table in ("targets", "observations")
        for row in found.sound(typed[table]).iter_rows(named=True)
    ]
    of_indicator: defaultdict[str, list[Row]] = defaultdict(list)
    of_act: defaultdict[str, list[Row]] = defaultdict(list)
    for row in figures:
        of_indicator[row["indicator_id"]].append(row)
        of_act[row.get("document_id") or ""].append(row)
    found.add(_indicators(typed, of_indicator, found, lang), "targets", "observations")
    found.add(_acts(typed, of_act, found, lang), "targets", "units")


def _indicators(
    typed: Raw, rows: dict[str, list[Row]], found: Found, lang: Lang
) -> Iterator[Problem]:
    nation = set(typed["units"].filter(level="nation")["unit_id"])
    for indicator in found.sound(typed["indicators"]).iter_rows(named=True):
        # What the nation says of its ministries or provinces stands beside figures without tiers.
        mine = [
            row
            for row in rows.get(indicator["indicator_id"], [])
            if row["unit_id"] not in nation or row["tier"] not in BLOCKS
        ]
        for column, contradiction in CONTRADICTIONS.items():
            said = {contradiction(row, indicator) for row in mine}
            if len(mine) >= SEVERAL and len(said) == 1 and "" not in said:
                values = {"n": i18n.number(len(mine), lang), "meant": repr(*said)}
                message = text("owner.indicator", lang, **values)
                hint = text("owner.mend_indicator", lang, **values)
                yield Problem(*place(indicator), column, message, hint)
                break


def _topic(row: Row, indicator: Row) -> str:
    here: str = row[FILE].rpartition("/")[2].removesuffix(".csv")
    return here if here != indicator["topic"] else ""


def _tiered(row: Row, indicator: Row) -> str:
    tiered = row["tier"] != "all"
    return str(tiered).lower() if tiered != indicator["tiered"] else ""


def _lacks(column: str, register: str) -> Contradiction:
    def lacking(row: Row, indicator: Row) -> str:
        known = entries(indicator[register])
        return row[column] if row[column] and row[column] not in known else ""

    return lacking


CONTRADICTIONS: dict[str, Contradiction] = {
    "topic": _topic,
    "tiered": _tiered,
    "bases": _lacks("base_id", "bases"),
    "methods": _lacks("method", "methods"),
}


def _acts(typed: Raw, rows: dict[str, list[Row]], found: Found, lang: Lang) -> Iterator[Problem]:
    """Find acts of a unit that none of their targets is of, or that it could not have issued."""
    units = {row["unit_id"]: row for row in found.sound(typed["units"]).iter_rows(named=True)}
    for act in found.sound(typed["documents"]).iter_rows(named=True):
        owner = units.get(act["unit_id"])
        mine = {row["unit_id"] for row in rows.get(act["document_id"], [])}
        n = len(rows.get(act["document_id"], []))
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
