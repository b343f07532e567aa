"""Slips in numbers: how they are written, how large they are, and what their phrase says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtia.check import phrases
from faults.planting import Cells, Change, Kind, Spot, in_cell, in_cells, rows_of

NUMBERS = {
    "targets": ["value", "horizon_year"],
    "observations": ["value"],
    "indicators": ["upper", "lower"],
    "weights": ["value"],
    "dti_weights": ["max_points"],
    "dti_versions": ["first_year", "last_year"],
    "tiles": ["across", "down"],
    "categories": ["order"],
    "national_references": ["horizon_year"],
    "double_readings": ["first_value", "second_value"],
    "left_out": ["horizon_year"],
}
# How a number is written that is none here.
WRITTEN: dict[str, Change] = {
    "a decimal comma": lambda spot: f"{spot.cell},5".replace(".", ","),
    "a comma and a zero": lambda spot: f"{spot.cell.partition('.')[0]},0",
    "a percent sign": lambda spot: f"{spot.cell}%",
    "a unit": lambda spot: f"{spot.cell} người",
    "a blank inside": lambda spot: f"1 {spot.cell}",
    "NaN": lambda spot: spot.random.choice(["nan", "NaN", "inf", "-inf", "N/A", "#N/A"]),
    "a letter O": lambda spot: f"{spot.cell}O",
    "a long minus": lambda spot: f"−{spot.cell}",
    "an exponent": lambda spot: f"{spot.cell}e1",
    "a plus": lambda spot: f"+{spot.cell}",
    "full-width digits": lambda spot: spot.cell.translate({48 + n: 0xFF10 + n for n in range(10)}),
    "two points": lambda spot: f"1.{spot.cell}.5",
    "words": lambda spot: "năm mươi",
    "an apostrophe": lambda spot: f"'{spot.cell}",
}
UNITS = {row["indicator_id"]: row["unit"] for row in rows_of("indicators")}


def number_kinds() -> Iterator[Kind]:
    for table, columns in NUMBERS.items():
        for column in columns:
            for name, change in WRITTEN.items():
                yield in_cell(table, column, name, _where_there(change))
    for table in ("targets", "observations"):
        yield in_cell(table, "value", "one more", _shifted(lambda v: v + 1))
        yield in_cell(table, "value", "ten times", _shifted(lambda v: v * 10))
        yield in_cell(table, "value", "a tenth", _shifted(lambda v: v / 10))
        yield in_cell(table, "value", "digits turned", _turned, "value", "value_high")
        yield in_cell(table, "value", "beyond the bounds", _beyond)
        yield in_cell(table, "value", "negative", _where_there(lambda spot: f"-{spot.cell}"))
        yield in_cell(table, "value", "a part of a rank", _part)
        yield in_cell(table, "value", "three zeros after the point", _grouped)
        yield in_cell(table, "value_high", "no high end", _no_high)
        yield in_cell(table, "value_high", "a high end without a range", _high)
        yield in_cells(table, "the ends of a range swapped", _swapped_ends, "value_high")
        yield in_cell(table, "category", "a category beside a number", _category)
        yield in_cell(table, "category", "a step of no scale", _step)
        yield in_cell(table, "comparator", "the other way", _other_way)
        yield in_cell(table, "comparator", "words for a number", _words, "value")
        yield in_cell(table, "value", "a rank beyond all", _last_rank)
    yield in_cell("weights", "value", "another size", _where_there(lambda spot: f"{spot.cell}7"))
    yield in_cell("weights", "value", "a point for thousands", _thousands)
    yield in_cell("weights", "value", "none", lambda spot: "0")
    yield in_cell("dti_weights", "max_points", "other points", lambda spot: "170")
    yield in_cell("double_readings", "second_value", "not in its phrase", _second)
    yield in_cell("categories", "order", "the order of another step", _same_order, "*order")
    yield in_cell("tiles", "across", "on another tile", _on_another, "*across")
    yield in_cell("tiles", "down", "above the map", lambda spot: "-1")
    yield in_cell("indicators", "upper", "below the least", _below)


def _where_there(change: Change) -> Change:
    return lambda spot: change(spot) if spot.cell else None


def _shown(value: float) -> str:
    return f"{value:.10g}"


def _unsaid(spot: Spot, value: float) -> str | None:
    """Return a value that the phrase of the row does not hold, nor a list of names give."""
    row = spot.row
    if row.get("flag") == "derived" or row["locator"].startswith("hạng"):
        return None
    said = phrases.readings(row["figure_text"])
    if not said or phrases.holds(row["figure_text"], value, UNITS[row["indicator_id"]]):
        return None
    # An exception stands for whatever its row says.
    excused = {tuple(r[c] for c in ("unit_id", "indicator_id", "source_id"))
               for r in rows_of("phrase_exceptions")}  # fmt: skip
    if (row["unit_id"], row["indicator_id"], row["source_id"]) in excused:
        return None
    return _shown(value)


def _shifted(to: object) -> Change:
    def change(spot: Spot) -> str | None:
        return _unsaid(spot, to(float(spot.cell))) if spot.cell else None  # type: ignore[operator]

    return change


def _turned(spot: Spot) -> str | None:
    digits = spot.cell
    if len(digits) < 2 or digits[-1] in "0." or digits[-2:] == digits[-2:][::-1] or "." in digits:
        return None
    return _unsaid(spot, float(digits[:-2] + digits[-1] + digits[-2]))


def _beyond(spot: Spot) -> str | None:
    return "100.5" if spot.cell and UNITS[spot.row["indicator_id"]] == "percent" else None


def _part(spot: Spot) -> str | None:
    whole = spot.cell and UNITS[spot.row["indicator_id"]] in ("rank", "count")
    return f"{spot.cell}.5" if whole else None


def _grouped(spot: Spot) -> str | None:
    return f"{spot.cell}.000" if re.fullmatch(r"[1-9]\d{0,2}", spot.cell) else None


def _no_high(spot: Spot) -> str | None:
    return "" if spot.row["comparator"] == "range" else None


def _high(spot: Spot) -> str | None:
    row = spot.row
    one = row["value"] and row["comparator"] != "range"
    return _shown(float(row["value"]) + 5) if one and float(row["value"]) < 60 else None


def _swapped_ends(spot: Spot) -> Cells | None:
    row = spot.row
    return {"value": row["value_high"], "value_high": row["value"]} if row["value_high"] else None


def _category(spot: Spot) -> str | None:
    return "good" if spot.row["value"] else None


def _step(spot: Spot) -> str | None:
    return "excellent" if spot.row["category"] else None


def _other_way(spot: Spot) -> str | None:
    row = spot.row
    allowed = phrases.comparators(
        row["figure_text"], float(row["value"] or -1), UNITS[row["indicator_id"]]
    )
    wrong = {"eq": "lt", "ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "approx": "lt"}
    other = wrong.get(spot.cell, "")
    return other if row["value"] and other and other not in allowed and _free(spot) else None


def _free(spot: Spot) -> bool:
    value = spot.row["value"]
    return _unsaid(spot, float(value) + 1234567) is not None


def _words(spot: Spot) -> str | None:
    return "direction" if spot.row["value"] else None


def _last_rank(spot: Spot) -> str | None:
    ranked = spot.row["base_id"].startswith("provinces") and spot.cell
    return spot.random.choice(["64", "100"]) if ranked else None


def _thousands(spot: Spot) -> str | None:
    return f"{spot.cell[:-3]}.{spot.cell[-3:]}" if 4 <= len(spot.cell) <= 6 else None


def _second(spot: Spot) -> str | None:
    phrase = spot.row["second_phrase"]
    known = spot.cell and phrases.readings(phrase) and spot.row["first_value"] == spot.cell
    wrong = float(spot.cell or 0) + 7
    return _shown(wrong) if known and not phrases.holds(phrase, wrong) else None


def _same_order(spot: Spot) -> str | None:
    scale = [r["order"] for r in rows_of("categories") if r["scale_id"] == spot.row["scale_id"]]
    others = [other for other in scale if other != spot.cell]
    return spot.random.choice(others) if others else None


def _on_another(spot: Spot) -> str | None:
    row = spot.row
    beside = [r["across"] for r in rows_of("tiles") if r["down"] == row["down"] and r != row]
    return spot.random.choice(beside) if beside else None


def _below(spot: Spot) -> str | None:
    return "-5" if spot.row["lower"] else None
