"""Units of one map that answer to one name: a question about them would have no answer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import polars as pl

from dtia.check.found import Found, place
from dtia.data import Row
from dtia.data.lists import entries
from dtia.data.names import Table, called, key, spelled
from dtia.errors import Problem
from dtia.i18n import Lang, text

NAMES = ["name_vi", "name_en"]
# Units that are asked for by their name alone; those below are asked for with the unit above.
ALONE = ("nation", "province")


def namesakes(units: pl.DataFrame, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find the names and aliases of a unit that are those of another one of its era.

    Either may have the slip: it is the one that has the name as an alias only, else the one that
    has it on this map only, else the one whose id the name is less like, else the later one.
    """
    sound = found.sound(units, ["unit_id", "era", "level", "parent_id", *NAMES, "aliases"])
    rows = {row["unit_id"]: row for row in sound.iter_rows(named=True)}
    table = spelled(sound)
    official = spelled(sound.with_columns(aliases=pl.lit(None, pl.String)))
    for unit, row in rows.items():
        for column in (*NAMES, "aliases"):
            for name in entries(row[column]) if column == "aliases" else [row[column]]:
                others = _others(row, column, name, table, rows)
                if not others:
                    continue
                owner = max(
                    [unit, *others], key=lambda one: _claim(rows[one], name, table, official)
                )
                if owner != unit:
                    other = f"{owner} ({':'.join(map(str, place(rows[owner])))})"
                    message = text("check.namesake", lang, name=repr(name), other=other)
                    yield Problem(*place(row), column, message, text("hint.namesake", lang))


def _others(row: Row, column: str, name: str, table: Table, rows: dict[str, Row]) -> list[str]:
    """Return the other units that a name of a unit may stand for."""
    alike = [rows[unit] for unit in called(table, name)[0] if unit != row["unit_id"]]
    return [
        other["unit_id"]
        for other in alike
        if (other["era"] == row["era"] or None in (other["era"], row["era"]))
        and (
            (other["level"], other["parent_id"]) == (row["level"], row["parent_id"])
            or (column == "aliases" and {other["level"], row["level"]} & {*ALONE})
        )
    ]


def _claim(row: Row, name: str, table: Table, official: Table) -> tuple[bool, bool, float]:
    """Return how good the claim of a unit to a name is, by what tells whose slip it is."""
    unit, found = row["unit_id"], called(table, name)[0]
    lasting = row["level"] == "nation" or row["successor_id"] in found
    alike = SequenceMatcher(None, key(name), key(unit)).ratio()
    return unit in called(official, name)[0], lasting, alike
