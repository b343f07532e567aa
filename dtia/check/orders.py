"""Check what has to stand in an order: acts that replace others, versions of the DTI, units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import Found, place
from dtia.data import Raw, Row
from dtia.errors import Problem
from dtia.i18n import Lang, text

# The map of 63 provinces ended on a day, and the map of 34 began on the next.
MAPS = {"63": ("valid_to", "2025-06-30"), "34": ("valid_from", "2025-07-01")}
# What a unit of each level can be.
TYPES = {
    "nation": ["nation"],
    "province": ["province", "city"],
    "district": ["provincial_city", "town"],
    "commune": ["ward"],
    "neighbourhood": ["neighbourhood"],
}


def find_order_problems(typed: Raw, found: Found, lang: Lang) -> None:
    """Check the order of acts, of the versions of the DTI, and of units."""
    found.add(_of_acts(typed, found, lang), "documents")
    found.add(_of_versions(typed, found, lang))
    found.add(_of_units(typed, found, lang))
    found.add(_without_past(typed, found, lang), "units")


def _of_acts(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find acts that replace themselves, each other, a later one, or one of another unit."""
    sound = found.sound(typed["documents"])
    acts = {row["document_id"]: row for row in sound.iter_rows(named=True)}
    for row in acts.values():
        replaced = acts.get(row["supersedes"] or "")
        if replaced is None:
            continue
        line = [row["document_id"]]
        while replaced and replaced["document_id"] not in line:
            line.append(replaced["document_id"])
            replaced = acts.get(replaced["supersedes"] or "")
        old = acts[row["supersedes"]]
        if len(line) == 1:
            yield _told(row, "supersedes", "itself", lang)
        elif replaced and replaced is row:
            # Of acts that replace each other, the earliest is told.
            first = min(line, key=lambda act: (acts[act]["issued_on"] or "", act))
            if first == row["document_id"]:
                yield _told(row, "supersedes", "circle", lang, acts=" – ".join([*line, line[0]]))
        elif is_before(row["issued_on"], old["issued_on"]):
            days = {
                "own": i18n.date(row["issued_on"], lang), "other": i18n.date(old["issued_on"], lang)
            }  # fmt: skip
            yield _told(row, "supersedes", "later", lang, document=old["document_id"], **days)


def _of_versions(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find versions of the DTI that end before they begin, or share a year."""
    rows = sorted(
        found.sound(typed["dti_versions"]).iter_rows(named=True), key=lambda r: r["first_year"]
    )
    for row, following in zip_longest(rows, rows[1:]):
        last = row["last_year"]
        if last is not None and last < row["first_year"]:
            yield _told(row, "last_year", "ends_first", lang)
        elif following and last is None:
            other = following["document_id"]
            yield _told(row, "last_year", "open_version", lang, document=other)
        elif following and last >= following["first_year"]:
            other = {"year": following["first_year"], "document": row["document_id"]}
            yield _told(following, "first_year", "shared_year", lang, **other)


def _of_units(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Check types, days and what is above: one problem a unit."""
    units = {row["unit_id"]: row for row in typed["units"].iter_rows(named=True)}
    nation = next((row for row in units.values() if row["level"] == "nation"), None)
    for row in found.sound(typed["units"]).iter_rows(named=True):
        above = units.get(row["parent_id"] or "")
        column, day = MAPS.get(row["era"] or "", ("", ""))
        if row["level"] == "nation" and nation and row["unit_id"] != nation["unit_id"]:
            yield _told(row, "level", "second_nation", lang, unit=nation["unit_id"])
        elif row["level"] == "nation" and row["parent_id"]:
            yield _told(row, "parent_id", "above_nation", lang)
        elif above and above["era"] and above["era"] != row["era"]:
            eras = {"own": row["era"], "other": above["era"]}
            yield _told(row, "parent_id", "other_era", lang, **eras)
        elif above and row["level"] == "province" and above["level"] != "nation":
            yield _told(row, "parent_id", "no_nation", lang)
        elif row["type"] not in TYPES[row["level"]]:
            kinds = ", ".join(TYPES[row["level"]])
            yield _told(row, "type", "other_type", lang, level=row["level"], types=kinds)
        elif column and (row["level"] == "province" or row[column]) and row[column] != day:
            on = {"era": row["era"], "day": i18n.date(day, lang)}
            yield _told(row, column, f"era_{column}", lang, **on)


def _without_past(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find provinces of today that no former one became."""
    units = typed["units"]
    became = set(units["successor_id"].drop_nulls())
    if found.sound(units).height < units.height:
        return
    for row in units.filter(era="34", level="province").iter_rows(named=True):
        if row["unit_id"] not in became:
            yield _told(row, "unit_id", "no_past", lang)


def _told(row: Row, column: str, name: str, lang: Lang, **values: object) -> Problem:
    message = text(f"order.{name}", lang, **values)
    return Problem(*place(row), column, message, text(f"order.mend_{name}", lang, **values))
