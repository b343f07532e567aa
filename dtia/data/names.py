"""Names of places as people write them: one way to read a name, one table of names and aliases."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, combining, normalize

import polars as pl

from dtia.data.lists import entries
from dtia.data.vocabulary import ERAS
from dtia.errors import UnknownName, WrongValue
from dtia.i18n import LANGS, text

# D with a stroke, of whatever alphabet, in small letters: Vietnamese, Icelandic, Ewe, Gaulish.
STROKES = str.maketrans("đð\u0256\ua7c8", "dddd")
# Tones by their marks; hỏi and ngã, which one half of the country speaks alike, are one.
TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "3", "\u0323": "4"}
# What people put before and after a name, in this order from without. The script of the page takes
# it away as well, so these mean the same in Python and in JavaScript.
NATION = r" viet ?nam$"
CITY = r"^(?:t p |tp ?|thanh ?pho ?|city ?of ?)(?=.)| ?city$| (?:tp|thanh ?pho)$"
PROVINCE = r"^(?:tinh ?|t |province ?of ?)(?=.)| ?province$"
KINDS = (NATION, CITY, PROVINCE)
OLD_OR_NEW = re.compile(r"(?:(old|new|former) )?(.+?)(?: (cu|moi|old|new|63|34))?")
ERA_OF = {word: era for era, words in ERAS.items() for word in words}
CITIES = ("city", "provincial_city")
# How alike a slip and the name that was meant have to be, and how many names are proposed.
ALIKE, NEAREST = 0.6, 3
LONGEST = 60


class Spelling(NamedTuple):
    """A name run together without accents, and the tones that it was written with."""

    key: str
    tones: str


class Reading(NamedTuple):
    """What a written name may be: with and without the kind of place, a city or not, its era."""

    spellings: tuple[Spelling, ...]
    city: bool
    era: str | None


class Bearer(NamedTuple):
    """A unit that has a spelling, the tones of it, and whether it is a city."""

    unit_id: str
    tones: str
    city: bool


Table = dict[str, list[Bearer]]


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """Strip accents and case: `Đắk Lắk` -> `dak lak`."""
    spread = normalize("NFD", name.casefold().translate(STROKES))
    return " ".join("".join(c for c in spread if not combining(c)).split())


@lru_cache(maxsize=10_000)
def readings(name: str) -> tuple[Reading, ...]:
    """Return what a written name may be: as it stands, then without the era that it says.

    `TP. Huế (mới)` is `tphuemoi`, or `tphue` or `hue` of era 34, a city.
    """
    letters, tones = _letters(name)
    found = [_reading(letters, tones, None)] if letters else []
    told = OLD_OR_NEW.fullmatch(letters)
    if told and (era := ERA_OF.get(told[1] or told[3] or "")):
        start, end = told.span(2)
        found.append(_reading(letters[start:end], tones[start:end], era))
    return tuple(found)


def _letters(name: str) -> tuple[str, str]:
    """Return the letters and digits of a name, one blank between words, and the tone of each."""
    letters, tones = [" "], [" "]
    for char in normalize("NFKD", name.casefold()).casefold().translate(STROKES):
        if char in TONES:
            tones[-1] = TONES[char]
        elif char.isalnum():
            letters.append(char)
            tones.append(" ")
        elif letters[-1] != " " and category(char) not in ("Mn", "Me", "Cf"):
            letters.append(" ")
            tones.append(" ")
    whole = "".join(letters)
    kept = slice(1, len(whole.rstrip()))
    return whole[kept], "".join(tones)[kept]


def _reading(letters: str, tones: str, era: str | None) -> Reading:
    start, end, city = 0, len(letters), False
    for pattern in KINDS:
        whole = start
        for told in re.finditer(pattern, letters[start:end]):
            city = city or pattern == CITY
            if told.start():
                end = whole + told.start()
            else:
                start = whole + told.end()
    spans = dict.fromkeys([(0, len(letters)), (start, end)])
    spellings = (
        Spelling(letters[a:b].replace(" ", ""), tones[a:b].replace(" ", ""))
        for a, b in spans
        if a < b
    )
    return Reading(tuple(spellings), city, era)


def key(name: str) -> str:
    """Write a name as one word without accents and kind of place: `TP. Huế` -> `hue`."""
    return readings(name)[0].spellings[-1].key if readings(name) else ""


def spelled(units: pl.DataFrame) -> Table:
    """Return every spelling of every unit: its id, its names in both languages, its aliases."""
    table: Table = {}
    columns = ["unit_id", "type", "name_vi", "name_en", "aliases"]
    for unit_id, kind, *names, aliases in units.select(columns).iter_rows():
        for name in filter(None, [unit_id, *names, *entries(aliases)]):
            for reading in readings(name)[:1]:
                for spelling, tones in reading.spellings:
                    bearer = Bearer(unit_id, tones, reading.city or kind in CITIES)
                    known = table.setdefault(spelling, [])
                    if bearer not in known:
                        known.append(bearer)
    return table


def called(table: Table, name: str) -> tuple[list[str], str | None]:
    """Return the units of a table that a written name may stand for, and the era that it says.

    Case, accents, blanks, dashes and what kind of place it is do not matter; but a city is meant
    where one is named, and a tone that a name has not makes it another name.
    """
    for reading in readings(name):
        found = [
            bearer.unit_id
            for n, (spelling, tones) in enumerate(reading.spellings)
            for bearer in table.get(spelling, ())
            if _is_part(tones, bearer.tones) and (bearer.city or not (n and reading.city))
        ]
        if found:
            return list(dict.fromkeys(found)), reading.era
    return [], None


def _is_part(some: str, whole: str) -> bool:
    """Tell whether tones stand in this order among others."""
    rest = iter(whole)
    return all(tone in rest for tone in some)


def bearers(units: pl.DataFrame, name: str, era: str | None = None) -> list[str]:
    """Return every unit_id that a name, alias, label or id stands for, old territories first.

    A name that survived the merger denotes two territories, unless it says which
    (`Quảng Trị (cũ)`) or `era` does. Raises WrongValue for an era that is none.
    """
    if era is not None and era not in ERAS:
        wanted = {lang: text("wanted.era", lang) for lang in LANGS}
        raise WrongValue("wanted", value=repr(era), wanted=wanted)
    found, said = called(spelled(units), name)
    eras = {e for e in (era, said) if e}
    of = dict(units.select("unit_id", "era").iter_rows())
    order = list(of)
    return sorted((u for u in found if not of[u] or eras <= {of[u]}), key=order.index)


def resolve(units: pl.DataFrame, name: str, era: str | None = None) -> str:
    """Return the unit_id of a name, alias, label or id.

    `era` is "63" or "34". Raises UnknownName, with the nearest names, for a name that no unit
    has, and for one that two eras or levels share while `era` leaves it open.
    """
    found = bearers(units, name, era)
    if not found:
        of_era = units if era is None else units.filter(pl.col("era").fill_null(era) == era)
        near = ", ".join(nearest(of_era, name))
        raise UnknownName("no_unit", name=repr(name), nearest=near or "–")
    if len(found) > 1:
        raise UnknownName("which_era", name=repr(name), units=" / ".join(found))
    return found[0]


def nearest(units: pl.DataFrame, name: str) -> list[str]:
    """Return the unit_ids of up to three spellings that come near to a name, nearest first."""
    table = spelled(units)
    asked = [reading.spellings[-1].key[:LONGEST] for reading in readings(name)]
    near = [spelling for spelling in asked if spelling in table]
    if asked and not near:
        near = get_close_matches(asked[-1], table, n=NEAREST, cutoff=ALIKE)
    return list(dict.fromkeys(bearer.unit_id for one in near for bearer in table[one]))
