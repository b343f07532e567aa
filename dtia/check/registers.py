"""Check the registers: days, codes, how units hang together, rules that name what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

import polars as pl

from dtia.check.agreed import find_agreement_problems
from dtia.check.cells import find_doubles
from dtia.check.dates import find_date_problems
from dtia.check.found import Found, doubtful, place
from dtia.check.namesakes import namesakes
from dtia.check.orders import find_order_problems
from dtia.check.owners import find_contradicted
from dtia.data import FILE, LINE, Raw, Row
from dtia.data.addresses import web_host
from dtia.data.columns import ADDRESS
from dtia.data.raw import RAW
from dtia.data.units import ancestors
from dtia.data.vocabulary import COMPARED, RULED
from dtia.errors import Problem
from dtia.i18n import Lang, text

# The levels of units, from the top down.
LEVELS = ["nation", "province", "district", "commune", "neighbourhood"]


def find_register_problems(typed: Raw, found: Found, lang: Lang) -> None:
    """Check days, addresses, codes, how units hang together, rules and tiles."""
    find_date_problems(typed, found, lang, date.today())
    for file, line, url in typed["sources"].select(FILE, LINE, "url").iter_rows():
        if url and re.match(ADDRESS, url) and not web_host(url):
            message = text("check.no_such_address", lang, value=repr(url))
            found.add([Problem(file, line, "url", message, text("hint.no_such_address", lang))])
    known = {row["unit_id"]: row for row in typed["units"].iter_rows(named=True)}
    for row in found.sound(typed["units"]).iter_rows(named=True):
        found.add(islice(_unit_problems(row, lang), 1))
    # A row that stands twice has its message at its id.
    codes = found.sound(typed["units"], ["unit_id"]).filter(pl.col("nso_code").is_not_null())
    find_doubles(codes, ["era", "nso_code"], found, lang)
    rules = found.sound(typed["comparability"], ["value_a", "value_b", "against"])
    find_doubles(rules, ["rule_id"], found, lang)
    find_doubles(typed["categories"], ["scale_id", "order"], found, lang)
    found.add(_kinship_problems(known, found, lang), "units")
    found.add(namesakes(typed["units"], found, lang))
    find_order_problems(typed, found, lang)
    find_agreement_problems(typed, found, lang)
    find_contradicted(typed, found, lang)
    found.add(_rule_problems(typed, found, lang))
    low, high = pl.min_horizontal("value_a", "value_b"), pl.max_horizontal("value_a", "value_b")
    either_way = typed["comparability"].with_columns(value_a=low, value_b=high)
    find_doubles(either_way, ["field", "value_a", "value_b", "against"], found, lang)
    found.add(_general_rules(typed, found, lang), "comparability")
    found.add(_tile_problems(found.sound(typed["tiles"]), lang))
    found.add(_misplaced_tiles(typed, found, lang), "units", "tiles")


def _unit_problems(row: Row, lang: Lang) -> Iterator[Problem]:
    """Check what one row says of its unit: era, successor, region, days."""
    era, province = row["era"], row["level"] == "province"
    if (era is None) != (row["level"] == "nation") or (
        era and not str(row["unit_id"]).endswith(f"_{era}")
    ):
        yield Problem(*place(row), "era", text("check.wrong_era", lang, era=era))
    if province and (era == "63") != bool(row["successor_id"]):
        yield Problem(*place(row), "successor_id", text("check.successor_needed", lang))
    if province and not row["region"]:
        yield Problem(*place(row), "region", text("check.region_needed", lang))
    first, last = row["valid_from"] or "", row["valid_to"] or ""
    shared = min(len(first), len(last))
    if first[:shared] > last[:shared]:
        yield Problem(*place(row), "valid_to", text("check.ends_before", lang))


def _kinship_problems(known: dict[str, Row], found: Found, lang: Lang) -> Iterator[Problem]:
    """Check how units hang together: each is told where its own row breaks the line."""
    for row in known.values():
        if place(row) in found.cells:
            continue
        above = [known[unit] for unit in ancestors(row["unit_id"], known)]
        last = above[-1]
        circle = (
            above[[unit["unit_id"] for unit in above].index(last["parent_id"]) :]
            if any(unit["unit_id"] == last["parent_id"] for unit in above)
            else []
        )
        broken_here = min(circle, key=_height) is row if circle else last is row
        if last["level"] != "nation" and (not last["parent_id"] or circle) and broken_here:
            yield Problem(*place(row), "parent_id", text("check.no_way_up", lang))
        successor = known.get(row["successor_id"] or "")
        if successor and successor["era"] != "34" and place(successor) not in found.cells:
            yield Problem(*place(row), "successor_id", text("check.successor_era", lang))


def _height(unit: Row) -> int:
    return LEVELS.index(unit["level"])


def _rule_problems(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Check that each rule names words of its field, or two stars."""
    for row in found.sound(typed["comparability"]).iter_rows(named=True):
        # Any two years differ alike.
        allowed = ["*"] if row["field"] == "year" else RULED.get(row["field"], [])
        for column in ("value_a", "value_b"):
            if allowed and row[column] not in (*allowed, "*"):
                hint = text("hint.one_of", lang, values=", ".join(allowed))
                message = text("check.not_in", lang, value=repr(row[column]))
                yield Problem(*place(row), column, message, hint)
                break
        else:
            one, other = row["value_a"], row["value_b"]
            if (one == "*") != (other == "*"):
                column = "value_a" if one == "*" else "value_b"
                message, hint = text("check.one_star", lang), text("hint.one_star", lang)
                yield Problem(*place(row), column, message, hint)


def _general_rules(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    rules = typed["comparability"]
    general = set(rules.filter(value_a="*", value_b="*")["field"])
    # A rule with a problem may be the general one of any field.
    in_doubt = rules.height - found.sound(rules, ["field", "value_a", "value_b"]).height
    missing = [field for field in COMPARED if field not in general]
    for field in missing if len(missing) > in_doubt else []:
        message = text("check.no_general_rule", lang, field=field)
        yield Problem(f"data/raw/{RAW['comparability'][0]}", 0, "field", message)


def _tile_problems(tiles: pl.DataFrame, lang: Lang) -> Iterator[Problem]:
    """Check that tiles have their names, and none lies on another."""
    placed: dict[int, list[float]] = {}
    for row in tiles.iter_rows(named=True):
        if row["archipelago"] and not (row["label_vi"] and row["label_en"]):
            yield Problem(*place(row), "label_vi", text("tile.unnamed", lang))
        if any(abs(row["across"] - other) < 1 for other in placed.setdefault(row["down"], [])):
            yield Problem(*place(row), "across", text("tile.overlap", lang))
        placed[row["down"]].append(row["across"])


def _misplaced_tiles(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Check that the map has one tile for each province since July 2025, none of another unit."""
    tiles, units = typed["tiles"], typed["units"]
    provinces = found.sound(units).filter(era="34", level="province")
    own = tiles.filter(~pl.col("archipelago"))
    missing = provinces.join(own, on="unit_id", how="anti")["unit_id"].to_list()
    known = {*provinces["unit_id"], *doubtful(units, found.cells)["unit_id"]}
    misplaced = [
        row for row in found.sound(tiles).iter_rows(named=True) if row["unit_id"] not in known
    ]
    for row in misplaced:
        hint = text("tile.needs_one", lang, unit=missing[0]) if missing else ""
        yield Problem(*place(row), "unit_id", text("tile.no_province", lang), hint)
    in_doubt = tiles.height - found.sound(tiles, ["unit_id", "archipelago"]).height
    for unit in missing if len(missing) > in_doubt + len(misplaced) else []:
        file = f"data/raw/{RAW['tiles'][0]}"
        yield Problem(file, 0, "unit_id", text("tile.missing", lang, unit=unit))
