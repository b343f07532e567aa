"""Provinces and their names: find one, follow it through the merger of July 2025."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import combining, normalize

import polars as pl

from dtia.data.lists import entries
from dtia.data.reading import Row
from dtia.errors import UnknownName


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """Strip accents and case: `Đắk Lắk` -> `dak lak`."""
    spread = normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in spread if not combining(c)).split())


def run_together(name: str) -> str:
    """Write a name as one word, without what people put before it: `TP. Huế` -> `hue`."""
    words = re.findall(r"[^\W_]+", plain(name.replace("ð", "đ").replace("Ð", "Đ")))
    return "".join(words).removeprefix("thanhpho").removeprefix("tinh").removeprefix("tp")


def resolve(units: pl.DataFrame, name: str, era: str | None = None) -> str:
    """Return the unit_id of a name, alias or id; accents and case do not matter.

    `era` is "63" or "34". Raises UnknownName, with the nearest names, for a name that no unit
    has, and for one that two eras or levels share while `era` leaves it open.
    """
    found = bearers(units, name, era)
    if len(found) > 1:
        raise UnknownName("which_era", name=repr(name), units=" / ".join(found))
    return found[0]


def bearers(units: pl.DataFrame, name: str, era: str | None = None) -> list[str]:
    """Return every unit_id that a name, alias or id stands for, old territories first.

    A name that survived the merger denotes two territories. Raises UnknownName, with the nearest
    names, for a name that no unit has.
    """
    candidates = units if era is None else units.filter(pl.col("era").fill_null(era) == era)
    names = _spellings(candidates)
    found = names.get(plain(name)) or names.get(name) or _run_together(names, name)
    if found:
        return found
    near = ", ".join(nearest(candidates, name))
    raise UnknownName("no_unit", name=repr(name), nearest=near or "–")


def nearest(units: pl.DataFrame, name: str) -> list[str]:
    """Return up to three unit_ids whose names, aliases or ids come near to a name."""
    names = _spellings(units)
    near = get_close_matches(plain(name), names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[spelling][0] for spelling in near))


def _spellings(units: pl.DataFrame) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for unit_id, *spellings, aliases in units.select(
        "unit_id", "name_vi", "name_en", "aliases"
    ).iter_rows():
        for spelling in {unit_id, *map(plain, [*spellings, *entries(aliases)])} - {""}:
            names.setdefault(spelling, []).append(unit_id)
    return names


def _run_together(names: dict[str, list[str]], name: str) -> list[str]:
    """Return the units whose names differ from one only in blanks, dashes and what is before it."""
    wanted = run_together(name)
    found = [unit for n, ids in names.items() if wanted == run_together(n) for unit in ids]
    return list(dict.fromkeys(found)) if wanted else []


def territory(units: pl.DataFrame, unit_id: str) -> list[str]:
    """Return the ids of a unit and of the same territory under its other id, if it has one."""
    now = units.filter(unit_id=unit_id)["successor_id"].item() or unit_id
    former = units.filter(successor_id=now, level="province")["unit_id"].to_list()
    return [*former, now] if len(former) == 1 else [unit_id]


def same_territory(units: pl.DataFrame) -> pl.DataFrame:
    """Return the provinces whose borders did not change: unit_id, successor_id (11 rows)."""
    old = units.filter(pl.col("successor_id").is_not_null(), era="63", level="province")
    return old.filter(pl.len().over("successor_id") == 1).select("unit_id", "successor_id")


def lands(units: pl.DataFrame) -> dict[str, str]:
    """Map the former id of each territory that the merger left alone to its id of today."""
    return dict(same_territory(units).iter_rows())


def land(units: pl.DataFrame, unit_id: str) -> str:
    """Return the id of today of a unit's territory; its own where the territory ended."""
    return territory(units, unit_id)[-1]


def ancestors(unit_id: str | None, units: dict[str, Row]) -> list[str]:
    """Return the unit and the units above it."""
    line: list[str] = []
    while unit_id in units and unit_id not in line:
        line.append(unit_id)
        unit_id = units[unit_id]["parent_id"]
    return line


def predecessors(units: pl.DataFrame) -> pl.DataFrame:
    """Return the provinces that merged: unit_id, successor_id, and of how many (52 rows)."""
    old = units.filter(pl.col("successor_id").is_not_null(), era="63", level="province")
    return old.select("unit_id", "successor_id", n=pl.len().over("successor_id")).filter(
        pl.col("n") > 1
    )


def find_province(units: pl.DataFrame, name: str, era: str | None = None) -> str:
    """Return the unit_id of a province; a name of both maps needs its era, unless it is one land.

    Raises UnknownName, with what the name may mean, where it is not one territory.
    """
    if era is None:
        ids = {unit: territory(units, unit) for unit in bearers(units, name)}
        lands = {tuple(ids[unit]) for unit in ids}
        if len(lands) == 1:
            return next(iter(lands))[-1]
    return resolve(units, name, era)


def meant(units: pl.DataFrame, name: str, era: str | None = None) -> list[str]:
    """Return the provinces that a name may stand for, one id a territory, old ones first.

    Raises UnknownName, with the nearest names, for a name that no province of the era has.
    """
    provinces = units.filter(level="province")
    found = bearers(provinces, name, era)
    return list(dict.fromkeys(land(provinces, unit) for unit in found))
