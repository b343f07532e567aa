"""Slips that only another table shows: the wrong map, owner, topic, base, order or rule."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from faults.planting import ANY, Cells, Kind, Sheet, Slip, Spot, in_cell, in_cells, order, rows_of

UNITS = {row["unit_id"]: row for row in rows_of("units")}
INDICATORS = {row["indicator_id"]: row for row in rows_of("indicators")}
ACTS = {row["document_id"]: row for row in rows_of("documents")}
PAGES = {row["source_id"]: row for row in rows_of("sources")}
FIGURES = ("targets", "observations")


def meaning_kinds() -> Iterator[Kind]:
    yield from _of_figures()
    yield from _of_units()
    yield from _of_acts()
    yield from _of_rules()


def _of_figures() -> Iterator[Kind]:
    for table in FIGURES:
        yield in_cell(table, "base_id", "a base of another indicator", _other_base)
        yield in_cell(table, "method", "a method of another indicator", _other_method)
        yield in_cell(table, "base_id", "the other map", _other_map, "base_id", "unit_id")
        yield in_cell(table, "indicator_id", "of another topic", _other_topic)
        yield in_cell(table, "tier", "a tier where there are none", _tier)
        yield in_cell(table, "tier", "none where there are tiers", _no_tier)
        yield in_cell(table, "tier", "ministry for a province", _ministry)
        yield in_cells(table, "base and method swapped", _swapped("base_id", "method"), "base_id",
                       "method")  # fmt: skip
        yield in_cells(table, "unit and indicator swapped", _swapped("unit_id", "indicator_id"),
                       "unit_id", "indicator_id")  # fmt: skip
        yield in_cells(table, "source and phrase swapped", _swapped("source_id", "figure_text"),
                       "source_id", "figure_text")  # fmt: skip
        yield in_cells(table, "value and base swapped", _swapped("value", "base_id"), "value",
                       "base_id")  # fmt: skip
        yield in_cells(table, "tier and comparator swapped", _swapped("tier", "comparator"),
                       "tier", "comparator")  # fmt: skip
    yield in_cells("targets", "document and source swapped", _swapped("document_id", "source_id"),
                   "document_id", "source_id")  # fmt: skip
    yield in_cells("targets", "value and year swapped", _swapped("value", "horizon_year"),
                   "value", "horizon_year")  # fmt: skip
    yield in_cells("targets", "status and note swapped", _swapped("status", "note"), "status")
    yield in_cells("observations", "value and period swapped", _swapped("value", "period"),
                   "value", "period")  # fmt: skip
    yield in_cells("observations", "flag and note swapped", _swapped("flag", "note"), "flag")
    yield in_cell("targets", "document_id", "an act of another province", _foreign_act)
    yield in_cell("targets", "unit_id", "another province with this act", _foreign_unit,
                  "unit_id", "document_id")  # fmt: skip
    yield in_cell("targets", "unit_id", "the other map, without an act", _other_era_target)
    yield in_cell("observations", "unit_id", "the other map", _other_era, "unit_id", "base_id")
    yield in_cell("targets", "status", "disputed without a reason", _unreasoned, "note")
    yield in_cell("targets", "status", "superseded without a reason", _superseded, "note")
    yield in_cell("targets", "tier", "district after the districts ended", _district)
    yield Kind("targets: two values of one act", "targets", _two_values)
    yield Kind("observations: two sources that conflict", "observations", _two_sources)


def _of_units() -> Iterator[Kind]:
    yield in_cell("units", "parent_id", "of another era", _parent_of_other_era)
    yield in_cell("units", "parent_id", "itself", lambda spot: spot.row["unit_id"])
    yield in_cell("units", "level", "a second nation", _second_nation, "level", "era")
    yield in_cell("units", "era", "the other map", _turned_era)
    yield in_cell("units", "successor_id", "of the old map", _old_successor)
    yield in_cell("units", "successor_id", "none", _no_successor)
    yield in_cell("units", "successor_id", "for a province of today", _needless_successor)
    yield in_cell("units", "successor_id", "another one, so that one is left", _orphan,
                  "successor_id", "*unit_id")  # fmt: skip
    yield in_cell("units", "nso_code", "the code of another one", _same_code, "*nso_code")
    yield in_cell("units", "type", "of another level", _other_type)
    yield in_cells("units", "name and code swapped", _swapped("name_vi", "nso_code"), "nso_code",
                   "name_vi")  # fmt: skip
    yield in_cells("units", "parent and successor swapped", _swapped("parent_id", "successor_id"),
                   "successor_id", "parent_id")  # fmt: skip
    yield in_cells("units", "names swapped", _swapped("name_vi", "name_en"), "name_vi", "name_en")
    yield in_cell("tiles", "unit_id", "of the old map", _old_tile)


def _of_acts() -> Iterator[Kind]:
    yield in_cell("documents", "supersedes", "itself", lambda spot: spot.row["document_id"])
    yield in_cell("documents", "supersedes", "a later act", _later_act)
    yield Kind("documents: acts that replace each other", "documents", _circle)
    yield in_cell("documents", "unit_id", "another province", _other_owner)
    yield in_cell("documents", "number", "another number than its id", _other_number)
    yield in_cells("documents", "titles swapped", _swapped("title_vi", "title_en"), "title_vi",
                   "title_en")  # fmt: skip
    yield in_cells("documents", "issuer and number swapped", _swapped("issuer", "number"),
                   "issuer", "number")  # fmt: skip
    yield in_cells("documents", "date and number swapped", _swapped("issued_on", "number"),
                   "issued_on", "number")  # fmt: skip
    yield in_cells("sources", "address and title swapped", _swapped("url", "title"), "url")
    yield in_cells("sources", "kind and language swapped", _swapped("kind", "language"), "kind",
                   "language")  # fmt: skip
    yield in_cell("sources", "url", "the address of another page", _same_address, "*url")


def _of_rules() -> Iterator[Kind]:
    yield in_cell("comparability", "value_a", "a value of no field", _no_value)
    yield in_cell("comparability", "value_b", "a value of no field", _no_value)
    yield in_cell("comparability", "value_a", "a label of a base", _base_label)
    yield in_cell("comparability", "field", "another field", _other_field, "value_a", "value_b",
                  "field")  # fmt: skip
    yield in_cell("comparability", "value_a", "one star alone", _one_star, "value_a", "value_b")
    yield in_cell("comparability", "rule_id", "the id of another rule", _same_rule, "*rule_id")
    yield in_cells("comparability", "reasons swapped", _swapped("reason_vi", "reason_en"),
                   "reason_vi", "reason_en")  # fmt: skip
    yield in_cell("national_references", "horizon_year", "a year of no target", lambda _: "2041",
                  "horizon_year", "document_id")  # fmt: skip
    yield in_cell("national_references", "document_id", "an act of a province", _provincial,
                  "document_id")  # fmt: skip
    yield in_cell("indicators", "topic", "another topic", _moved_topic)
    yield in_cell("indicators", "tiered", "turned", _turned_flag("tiered"))
    yield in_cell("indicators", "bases", "a base of its rows left out", _base_left_out)
    yield in_cell("indicators", "bases", "a base that does not exist", lambda s: f"{s.cell};dan_so")
    yield in_cell("indicators", "methods", "a method that does not exist", lambda s: "khao_sat")
    yield in_cell("indicators", "bases", "commas for semicolons", _commas)
    yield in_cells("indicators", "bounds swapped", _swapped("lower", "upper"), "lower", "upper")
    yield in_cell("phrase_exceptions", "field", "an exception that no row needs", _idle)
    yield in_cell("phrase_exceptions", "year", "another year", lambda s: str(int(s.cell[:4]) + 9),
                  "year", "field")  # fmt: skip
    yield in_cell("corrections", "expects", "words of no phrase", lambda spot: f"{spot.cell} 99")
    yield in_cell("corrections", "corrected", "another outcome",
                  lambda spot: "99" if spot.row["action"] == "read_as" else None)  # fmt: skip
    yield in_cell("corrections", "year", "another year", lambda spot: "2041", "year", "expects")
    yield in_cell("double_readings", "year", "another year", _other_reading, "year", "unit_id")
    yield in_cell("adjudication", "year", "another year", lambda spot: "2041", "year", "field")
    yield in_cell("weights", "measure", "persons for money", _other_measure)
    yield in_cells("weights", "unit and base swapped", _swapped("unit_id", "base_id"), "unit_id",
                   "base_id")  # fmt: skip
    yield in_cells("glossary", "languages swapped", _swapped("meaning_vi", "meaning_en"),
                   "meaning_vi", "meaning_en")  # fmt: skip
    yield in_cells("bases", "labels swapped", _swapped("label_vi", "label_en"), "label_vi",
                   "label_en")  # fmt: skip


def _swapped(one: str, other: str):  # type: ignore[no-untyped-def]
    def change(spot: Spot) -> Cells | None:
        row = spot.row
        both = row[one] and row[other] and row[one] != row[other]
        return {one: row[other], other: row[one]} if both else None

    return change


def _other_base(spot: Spot) -> str | None:
    bases = INDICATORS[spot.row["indicator_id"]]["bases"].split(";")
    others = [row["base_id"] for row in rows_of("bases") if row["base_id"] not in bases]
    return spot.random.choice(others) if spot.cell else None


def _other_method(spot: Spot) -> str | None:
    methods = INDICATORS[spot.row["indicator_id"]]["methods"].split(";")
    others = [row["method_id"] for row in rows_of("methods") if row["method_id"] not in methods]
    return spot.random.choice(others) if others else None


def _other_map(spot: Spot) -> str | None:
    other = {"provinces_63": "provinces_34", "provinces_34": "provinces_63"}.get(spot.cell, "")
    return other or None


def _other_topic(spot: Spot) -> str | None:
    topic = INDICATORS[spot.cell]["topic"]
    return spot.random.choice([i for i, row in INDICATORS.items() if row["topic"] != topic])


def _tier(spot: Spot) -> str | None:
    """Choose a tier; of the nation, provinces and ministries may be told apart."""
    if spot.cell != "all":
        return None
    own = ["commune"] if spot.row["unit_id"] == "viet_nam" else ["province", "commune"]
    return spot.random.choice(own)


def _no_tier(spot: Spot) -> str | None:
    tiered = INDICATORS[spot.row["indicator_id"]]["tiered"] == "true"
    return "all" if tiered and spot.cell != "all" else None


def _ministry(spot: Spot) -> str | None:
    row = spot.row
    return "ministry" if row["unit_id"] != "viet_nam" and row["tier"] != "all" else None


def _foreign_act(spot: Spot) -> str | None:
    mine = spot.row["unit_id"]
    others = [act for act, row in ACTS.items() if row["unit_id"] not in (mine, "viet_nam")]
    return spot.random.choice(others) if spot.cell and mine != "viet_nam" else None


def _foreign_unit(spot: Spot) -> str | None:
    owner = ACTS.get(spot.row["document_id"], {}).get("unit_id", "viet_nam")
    others = [unit for unit, row in UNITS.items() if unit != owner and row["level"] == "province"]
    return None if owner == "viet_nam" else spot.random.choice(others)


def _flipped(unit: str) -> str | None:
    other = unit[:-2] + {"63": "34", "34": "63"}.get(unit[-2:], "")
    return other if other in UNITS else None


def _other_era_target(spot: Spot) -> str | None:
    """Choose the other map where the page cannot know it."""
    published = PAGES[spot.row["source_id"]]["published_on"]
    past, late = published[:4] < "2025" and published, published > "2025-07-01"
    sure = late if spot.cell.endswith("34") else past
    return _flipped(spot.cell) if sure and not spot.row["document_id"] else None


def _other_era(spot: Spot) -> str | None:
    """Choose the other map where the period or the ranks show it."""
    row = spot.row
    to_old = spot.cell.endswith("34")
    sure = row["period"] > "2025-06" if to_old else row["period"] < "2024"
    return _flipped(spot.cell) if sure or row["base_id"].startswith("provinces") else None


def _unreasoned(spot: Spot) -> str | None:
    return None if spot.row["note"] else "disputed"


def _superseded(spot: Spot) -> str | None:
    return None if spot.row["note"] else "superseded"


def _district(spot: Spot) -> str | None:
    tiered = spot.cell != "all" and spot.row["unit_id"].endswith("_34")
    return "district" if tiered else None


def _two_values(sheet: Sheet, random: Random) -> Slip | None:
    """Add a row from another page that reads another value for the same act."""
    for at in order(sheet, random):
        row = sheet.cells(at)
        if row["comparator"] != "eq" or row["status"] != "current" or not row["document_id"]:
            continue
        used = {
            r["source_id"] for r in rows_of("targets") if r["document_id"] == row["document_id"]
        }
        others = used - {row["source_id"]}
        key = [row[c] for c in ("unit_id", "indicator_id", "tier", "horizon_year", "base_id")]
        taken = {r["source_id"] for r in rows_of("targets")
                 if [r[c] for c in ("unit_id", "indicator_id", "tier", "horizon_year", "base_id")]
                 == key}  # fmt: skip
        free = sorted(others - taken)
        value = f"{float(row['value']) / 2:.10g}"
        if free and "." not in value and value != "0":
            other = row | {"value": value, "source_id": free[0], "figure_text": f"đạt {value}%"}
            if INDICATORS[row["indicator_id"]]["unit"] != "percent":
                continue
            rows = [*sheet.rows, list(other.values())]
            places = frozenset({(ANY, "status"), (ANY, "value")})
            return Slip(sheet.file, sheet._replace(rows=rows).text().encode(), places)
    return None


def _two_sources(sheet: Sheet, random: Random) -> Slip | None:
    """Add an observation of another page that disagrees, without a word about it."""
    for at in order(sheet, random):
        row = sheet.cells(at)
        percent = INDICATORS[row["indicator_id"]]["unit"] == "percent"
        if not percent or row["comparator"] != "eq" or row["note"]:
            continue
        pages = [s for s, page in PAGES.items() if page["kind"] == "press" and s != row["source_id"]
                 and not page["published_on"]]  # fmt: skip
        value = f"{float(row['value']) * 0.7:.1f}"
        other = row | {
            "value": value, "source_id": random.choice(pages),
            "figure_text": f"đạt {value.replace('.', ',')}%",
        }  # fmt: skip
        rows = [*sheet.rows, list(other.values())]
        places = frozenset({(ANY, "value")})
        return Slip(sheet.file, sheet._replace(rows=rows).text().encode(), places)
    return None


def _parent_of_other_era(spot: Spot) -> str | None:
    return _flipped(spot.cell)


def _second_nation(spot: Spot) -> str | None:
    return "nation" if spot.row["level"] == "province" else None


def _turned_era(spot: Spot) -> str | None:
    return {"63": "34", "34": "63"}.get(spot.cell)


def _old_successor(spot: Spot) -> str | None:
    return spot.row["unit_id"] if spot.cell else None


def _no_successor(spot: Spot) -> str | None:
    return "" if spot.cell and spot.row["level"] == "province" else None


def _needless_successor(spot: Spot) -> str | None:
    return "ha_noi_34" if spot.row["era"] == "34" else None


def _orphan(spot: Spot) -> str | None:
    became = [row["successor_id"] for row in UNITS.values()]
    alone = spot.cell and became.count(spot.cell) == 1
    others = sorted({unit for unit in became if unit not in ("", spot.cell)})
    return spot.random.choice(others) if alone else None


def _same_code(spot: Spot) -> str | None:
    codes = [r["nso_code"] for r in UNITS.values() if r["era"] == spot.row["era"] and r["nso_code"]]
    return spot.random.choice(codes) if spot.cell else None


def _other_type(spot: Spot) -> str | None:
    return "ward" if spot.row["level"] == "province" else "province"


def _old_tile(spot: Spot) -> str | None:
    return _flipped(spot.cell) if spot.row["archipelago"] == "false" else None


def _later_act(spot: Spot) -> str | None:
    row = spot.row
    later = [act for act, r in ACTS.items() if r["unit_id"] == row["unit_id"]
             and r["issued_on"][:4] > row["issued_on"][:4] and not r["supersedes"]]  # fmt: skip
    return spot.random.choice(later) if later and row["issued_on"] else None


def _circle(sheet: Sheet, random: Random) -> Slip | None:
    for at in order(sheet, random):
        row = sheet.cells(at)
        others = [i for i in range(len(sheet.rows)) if i != at
                  and sheet.cells(i)["unit_id"] == row["unit_id"]]  # fmt: skip
        if not others:
            continue
        other = random.choice(others)
        turned = sheet.changed(at, supersedes=sheet.cells(other)["document_id"])
        turned = turned.changed(other, supersedes=row["document_id"])
        places = frozenset((line + 2, "supersedes") for line in (at, other))
        return Slip(sheet.file, turned.text().encode(), places)
    return None


def _other_owner(spot: Spot) -> str | None:
    targets = sum(r["document_id"] == spot.row["document_id"] for r in rows_of("targets"))
    others = [unit for unit, row in UNITS.items() if row["level"] == "province" and
              row["era"] == UNITS[spot.cell]["era"] and unit != spot.cell]  # fmt: skip
    return spot.random.choice(others) if targets and others else None


def _other_number(spot: Spot) -> str | None:
    return f"9{spot.cell}" if spot.cell[:1].isdigit() else None


def _same_address(spot: Spot) -> str | None:
    return spot.random.choice([r["url"] for r in PAGES.values() if r["url"]]) if spot.cell else None


def _no_value(spot: Spot) -> str | None:
    return "khac" if spot.cell != "*" else None


def _base_label(spot: Spot) -> str | None:
    return "dân số" if spot.row["field"] == "base_id" and spot.cell != "*" else None


def _other_field(spot: Spot) -> str | None:
    other = {"base_id": "method", "indicator_id": "base_id", "plan_type": "tier", "form": "year",
             "method": "year", "tier": "form", "dated": "form"}.get(spot.cell)  # fmt: skip
    return other if spot.row["value_a"] != "*" else None


def _one_star(spot: Spot) -> str | None:
    return None if spot.cell == "*" else "*"


def _same_rule(spot: Spot) -> str | None:
    return spot.random.choice([row["rule_id"] for row in rows_of("comparability")])


def _provincial(spot: Spot) -> str | None:
    return spot.random.choice([a for a, row in ACTS.items() if row["unit_id"] != "viet_nam"])


def _uses(indicator: str) -> list[Cells]:
    return [r for t in FIGURES for r in rows_of(t) if r["indicator_id"] == indicator]


def _moved_topic(spot: Spot) -> str | None:
    topics = sorted({row["topic"] for row in INDICATORS.values()} - {spot.cell})
    return spot.random.choice(topics) if len(_uses(spot.row["indicator_id"])) > 1 else None


def _turned_flag(column: str):  # type: ignore[no-untyped-def]
    def change(spot: Spot) -> str | None:
        used = len(_uses(spot.row["indicator_id"])) > 1
        return {"true": "false", "false": "true"}[spot.cell] if used else None

    return change


def _base_left_out(spot: Spot) -> str | None:
    used = {row["base_id"] for row in _uses(spot.row["indicator_id"])} - {""}
    bases = spot.cell.split(";")
    if len(used) != 1 or len(bases) < 2 or len(_uses(spot.row["indicator_id"])) < 2:
        return None
    return ";".join(base for base in bases if base not in used)


def _commas(spot: Spot) -> str | None:
    return spot.cell.replace(";", ", ") if ";" in spot.cell else None


def _idle(spot: Spot) -> str | None:
    return "unit" if spot.cell == "value" else None


def _other_reading(spot: Spot) -> str | None:
    dropped = {(r["unit_id"], r["source_id"]) for r in rows_of("left_out")}
    return None if (spot.row["unit_id"], spot.row["source_id"]) in dropped else "2041"


def _other_measure(spot: Spot) -> str | None:
    return {"persons": "billion_vnd", "billion_vnd": "persons"}[spot.cell]
