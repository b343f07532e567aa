"""The places that a text names, the one that it is of, and the map that was in force."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import polars as pl

from dtia.check.orders import MAPS
from dtia.curate.akin import in_one_way
from dtia.data import Row
from dtia.data.names import Table, called, spelled
from dtia.data.units import ancestors

# How the numbers of acts of the nation end.
NATION = ("TTg", "TW", "CP", "QH")
# The day since which there are 34 provinces.
MERGED = MAPS["34"][1]
# What says, where no day does, which map was in force: no districts since there are 34 provinces.
OF_ERA = {
    "34": re.compile(
        r"(?:chính quyền|địa phương|mô hình)[^.;]{0,30}(?:hai|2) cấp|two-(?:level|tier)|"
        r"(?:sau|từ khi) (?:khi )?(?:hợp nhất|sáp nhập)|after the merger|newly merged"
    ),
    "63": re.compile(r"cấp huyện|\bhuyện\b|thị xã|\bdistricts?\b|\btownships?\b"),
}
# Where an agency wrote from: "Hà Nội (TTXVN) –".
DATELINE = re.compile(r"^[^.()]{2,30}\([^()]{2,30}\)\s*[-–—]")
# The title of a page and what leads it in tell of what it is; a name there counts so often.
LEADING, OFTEN = 3, 3
# A place below the province, and the nation, whose figure it may be; to lead the nation is none.
LOCAL = re.compile(
    r"\b(?:[Hh]uyện|[Tt]hị xã|[Qq]uận|[Pp]hường|[Xx]ã|[Tt]hị trấn|TP\.?|[Tt]hành phố)\s+(\w)|"
    r"\b([A-Z])\w+ (?:[Dd]istrict|[Cc]ommune|[Ww]ard|[Tt]own)\b"
)
ABOVE = re.compile(
    r"(?<!đầu )(?<!trong )(?<!nhất )(?<!hạng )(?<!\d )(?<!của )(?<!of )(?<!in )"
    r"\b(?:cả nước|toàn quốc|quốc gia|thủ tướng|chính phủ(?! số| điện tử)|việt nam|viet ?nam|"
    r"the (?:country|nation)|national|prime minister)\b"
)


# A sentence of which the nation is the subject, whatever act it stands in.
OF_NATION = re.compile(
    r"\W*(?:cả nước|toàn quốc|việt nam|viet ?nam|the (?:whole )?(?:country|nation))\b"
)


class Places(NamedTuple):
    """Names of places: a pattern of all of them, which units each is of, and their rows."""

    pattern: re.Pattern[str]
    table: Table
    units: dict[str, Row]


def places_of(units: pl.DataFrame, pattern: re.Pattern[str]) -> Places:
    """Make ready the names of units for reading them in a text."""
    return Places(pattern, spelled(units), {r["unit_id"]: r for r in units.iter_rows(named=True)})


def units_named(words: str, places: Places, era: str) -> list[str]:
    """Return the units of an era that words name, in order, each as often as it is named.

    The name of a place is written with a capital; "hòa bình" is peace.
    """
    found = []
    words = in_one_way(words, "place")
    for match in places.pattern.finditer(words.lower()):
        if words[match.start() : match.end()] != match[0]:
            ids = called(places.table, match[0])[0]
            found += [u for u in ids if places.units[u]["era"] == era][:1]
    return found


def era_of(lines: list[str], day: str) -> str:
    """Return the map that was in force on a day; where none is known, that of the years named."""
    if day:
        return "63" if day < MERGED else "34"
    if said := _said(lines):
        return said[0]
    years = [int(y) for line in lines for y in re.findall(r"(?<!\d)20[12]\d(?!\d)", line)]
    named = Counter(year for year in years if year < 2030)
    # 2025 alone is the horizon that the plans of the former provinces were set for.
    return "63" if named and str(named.most_common(1)[0][0]) < MERGED else "34"


def _said(lines: list[str]) -> list[str]:
    """Return the maps of which words tell without a day, the map of today first."""
    told = "\n".join(lines).lower()
    return [era for era, words in OF_ERA.items() if words.search(told)]


def leading(lines: list[str]) -> list[str]:
    """Return the lines of a page, those that lead it in as often as they count."""
    told = [DATELINE.sub("", line) for line in lines]
    return [*told[:LEADING] * (OFTEN - 1), *told]


def unit_of(
    lines: list[str], places: Places, number: str, era: str, dated: bool
) -> tuple[str, bool, str]:
    """Return the province that is named most, whether it is sure, and the map that it is of.

    It is sure where it leads the text or is named again, where no other place is named, and where
    a day, the name alone, or nothing but districts say of which map it is. Of an act of the nation,
    a province that is named in passing says nothing.
    """
    counts = {e: _counted("\n".join(lines), places, e) for e in MAPS}
    if not dated and len(counts) > 1:
        era = max(counts, key=lambda e: (max(counts[e][0].values(), default=0), e == era))
    own, named = counts[era]
    if not own:
        era = next((e for e in counts if counts[e][0]), era)
        own, named = counts[era]
    unit, times = own.most_common(1)[0] if own else ("", 0)
    if times < OFTEN and national(number):
        return "viet_nam", not own, era
    elsewhere = {re.sub(r"_(?:63|34)$", "", u) for e in counts if e != era for u in counts[e][0]}
    certain = dated or re.sub(r"_(?:63|34)$", "", unit) not in elsewhere
    certain = certain or _said(lines) == [era] == ["63"]
    return unit, certain and times >= OFTEN and len(named) == 1, era


def national(number: str) -> bool:
    """Say whether an act with a number is one of the nation."""
    return re.split("[-/]", re.sub(r"\s+", "", number))[-1] in NATION


def _counted(told: str, places: Places, era: str) -> tuple[Counter[str], set[str]]:
    """Count how often each province of an era is named; also return all that is named."""
    counts: Counter[str] = Counter()
    named = units_named(told, places, era)
    for unit in named:
        above = ancestors(unit, places.units)
        provinces = [u for u in above if places.units[u]["level"] == "province"]
        counts.update(provinces[:1])
    return counts, set(named)


def unit_in(until: str, places: Places, unit: str, sole: bool, era: str) -> tuple[str, bool]:
    """Return the unit of a figure of a page, and whether it is sure.

    It is the last one that its sentence names up to it, else that of the page, `unit`, which is
    sure where it is the `sole` one, and where it may not be that of a town or of the nation.
    """
    named = units_named(until, places, era)
    if set(named) - {unit}:
        return named[-1], False
    without = re.sub(places.pattern.pattern, " ", until, flags=re.IGNORECASE)
    local = any((m[1] or m[2]).isupper() for m in LOCAL.finditer(without))
    return unit, sole and bool(unit) and not local and not ABOVE.search(until.lower())
