"""Check the registers: days, codes, how units hang together, rules that name what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl

from dtia.check.cells import did_you_mean, key_problems
from dtia.data import FILE, LINE, Raw, Row
from dtia.data.addresses import web_host
from dtia.data.columns import ADDRESS, DATE
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.data.units import ancestors
from dtia.data.vocabulary import COMPARED, RULED
from dtia.errors import Problem
from dtia.i18n import Lang, text


def _real_date(value: str) -> bool:
    parts = [int(part) for part in value.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True


def register_problems(
    typed: Raw, names: dict[str, dict[str, str]], lang: Lang
) -> Iterator[Problem]:
    """Check dates, addresses, spans, codes, lists of bases and scales in the registers."""
    for table, column in (
        ("units", "valid_from"), ("units", "valid_to"), ("documents", "issued_on"),
        ("sources", "published_on"), ("sources", "accessed_on"), ("searched", "searched_on"),
        ("observations", "period"),
    ):  # fmt: skip
        for file, line, value in typed[table].select(FILE, LINE, column).iter_rows():
            if value and re.match(DATE, value) and not _real_date(value):
                yield Problem(
                    file, line, column, text("check.no_such_date", lang, value=repr(value))
                )
    for file, line, url in typed["sources"].select(FILE, LINE, "url").iter_rows():
        if url and re.match(ADDRESS, url) and not web_host(url):
            message = text("check.no_such_address", lang, value=repr(url))
            yield Problem(file, line, "url", message, text("hint.no_such_address", lang))
    codes = typed["units"].filter(pl.col("nso_code").is_not_null())
    yield from key_problems(codes, ["era", "nso_code"], lang)
    yield from key_problems(typed["comparability"], ["rule_id"], lang)
    yield from key_problems(typed["categories"], ["scale_id", "order"], lang)
    yield from _unit_problems(typed["units"], lang)
    scales = {scale: scale for scale in typed["categories"]["scale_id"].drop_nulls()}
    for row in typed["indicators"].iter_rows(named=True):
        for register in ("bases", "methods"):
            for value in entries(row[register]):
                yield from _unknown(row, register, value, names[register], register, lang)
        if row["scale_id"]:
            yield from _unknown(row, "scale_id", row["scale_id"], scales, "categories", lang)
    yield from _rule_problems(typed, names, lang)
    yield from _tile_problems(typed, lang)


def _unknown(
    row: Row, column: str, value: str, names: dict[str, str], register: str, lang: Lang
) -> Iterator[Problem]:
    if value not in names.values():
        file = f"data/raw/{RAW[register][0]}"
        message = text("check.unknown_id", lang, value=repr(value), file=file)
        yield Problem(row[FILE], row[LINE], column, message, did_you_mean(value, names, lang))


def _unit_problems(units: pl.DataFrame, lang: Lang) -> Iterator[Problem]:
    """Check how units hang together: eras, parents, successors, days."""
    known = {row["unit_id"]: row for row in units.iter_rows(named=True)}
    for row in known.values():
        place, era = (row[FILE], row[LINE]), row["era"]
        nation = row["level"] == "nation"
        if (era is None) != nation or (era and not str(row["unit_id"]).endswith(f"_{era}")):
            yield Problem(*place, "era", text("check.wrong_era", lang, era=era))
        if not nation and known[ancestors(row["unit_id"], known)[-1]]["level"] != "nation":
            yield Problem(*place, "parent_id", text("check.no_way_up", lang))
        successor = known.get(row["successor_id"] or "")
        if row["level"] == "province" and (era == "63") != bool(row["successor_id"]):
            yield Problem(*place, "successor_id", text("check.successor_needed", lang))
        if successor and successor["era"] != "34":
            yield Problem(*place, "successor_id", text("check.successor_era", lang))
        if row["level"] == "province" and not row["region"]:
            yield Problem(*place, "region", text("check.region_needed", lang))
        first, last = row["valid_from"] or "", row["valid_to"] or ""
        shared = min(len(first), len(last))
        if first[:shared] > last[:shared]:
            yield Problem(*place, "valid_to", text("check.ends_before", lang))


def _rule_problems(typed: Raw, names: dict[str, dict[str, str]], lang: Lang) -> Iterator[Problem]:
    """Check that each rule and each national reference names things that exist."""
    registers = {
        "indicator_id": "indicators", "base_id": "bases", "method": "methods",
        "rank_version": "dti_versions", "score_version": "dti_versions",
    }  # fmt: skip
    for row in typed["comparability"].iter_rows(named=True):
        field = row["field"] or ""
        for column in ("value_a", "value_b"):
            value = row[column]
            if value in (None, "*"):
                continue
            if field in registers:
                register = registers[field]
                yield from _unknown(row, column, value, names[register], register, lang)
            elif value not in RULED.get(field, [value]):
                hint = text("hint.one_of", lang, values=", ".join(RULED[field]))
                message = text("check.not_in", lang, value=repr(value))
                yield Problem(row[FILE], row[LINE], column, message, hint)
    low, high = pl.min_horizontal("value_a", "value_b"), pl.max_horizontal("value_a", "value_b")
    either_way = typed["comparability"].with_columns(value_a=low, value_b=high)
    yield from key_problems(either_way, ["field", "value_a", "value_b", "against"], lang)
    general = set(typed["comparability"].filter(value_a="*", value_b="*")["field"])
    for field in [field for field in COMPARED if field not in general]:
        message = text("check.no_general_rule", lang, field=field)
        yield Problem(f"data/raw/{RAW['comparability'][0]}", 0, "field", message)
    key = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]
    national = typed["targets"].join(
        typed["units"].filter(level="nation"), on="unit_id", how="semi"
    )
    stated = set(national.filter(status="current").select(key).iter_rows())
    for row in typed["national_references"].iter_rows(named=True):
        if tuple(row[column] for column in key) not in stated:
            message, hint = text("check.no_such_target", lang), text("hint.no_such_target", lang)
            yield Problem(row[FILE], row[LINE], "document_id", message, hint)


def _tile_problems(typed: Raw, lang: Lang) -> Iterator[Problem]:
    """Check that the map has one tile for each province since July 2025, none on another."""
    tiles, provinces = typed["tiles"], typed["units"].filter(era="34", level="province")
    file = f"data/raw/{RAW['tiles'][0]}"
    for unit in provinces.join(tiles.filter(~pl.col("archipelago")), on="unit_id", how="anti")[
        "unit_id"
    ]:
        yield Problem(file, 0, "unit_id", text("tile.missing", lang, unit=unit))
    known = set(provinces["unit_id"])
    placed: dict[int, list[float]] = {}
    for row in tiles.drop_nulls(["across", "down"]).iter_rows(named=True):
        place = (row[FILE], row[LINE])
        if row["unit_id"] not in known:
            yield Problem(*place, "unit_id", text("tile.no_province", lang))
        if row["archipelago"] and not (row["label_vi"] and row["label_en"]):
            yield Problem(*place, "label_vi", text("tile.unnamed", lang))
        if any(abs(row["across"] - other) < 1 for other in placed.setdefault(row["down"], [])):
            yield Problem(*place, "across", text("tile.overlap", lang))
        placed[row["down"]].append(row["across"])
