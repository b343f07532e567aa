"""What merged provinces had promised, beside what the new province promises."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dtia.analysis.mergers import merger
from dtia.analysis.pairs import promises
from dtia.data.units import predecessors
from support.made_up import Row, only, registers, target, targets

KNOWN = registers()
ALL = "east_63;west_63"
LATER = {"unit_id": "both_34", "document_id": "read_2024"}
RANK = {"indicator_id": "rank.dti", "comparator": "le"}
OVER = {"comparator": "gt"}


def compare(*rows: Row) -> pl.DataFrame:
    return merger(promises(targets(*rows), KNOWN), KNOWN)


def together(*rows: Row) -> Row:
    """The row that measures against all predecessors at once."""
    return only(compare(*rows).filter(pl.col("reference").str.contains(";")))


def east(value: float | None = 50, **cells: Any) -> Row:
    return target(value, **{"unit_id": "east_63", **cells})


def west(value: float | None = 50, **cells: Any) -> Row:
    return target(value, **{"unit_id": "west_63", **cells})


def test_predecessors_are_those_that_merged() -> None:
    assert predecessors(KNOWN["units"]).sort("unit_id").rows() == [
        ("east_63", "both_34", 2), ("west_63", "both_34", 2),
    ]  # fmt: skip


MERGERS: dict[str, tuple[list[Row], str, str | None, tuple[Any, Any], str | None]] = {
    # targets; verdict, grade, gap and reasons against all predecessors together
    "above both": (
        [east(40), west(50), target(55, **LATER)], "above", "A", (5, 15), None,
    ),
    "below both": (
        [east(40), west(50), target(35, **LATER)], "below", "A", (-15, -5), None,
    ),
    "at the higher of both": (
        [east(40), west(50), target(50, **LATER)], "above", "A", (0, 10), None,
    ),
    "at the lower of both": (
        [east(40), west(50), target(40, **LATER)], "below", "A", (-10, 0), None,
    ),
    "over what both say": (
        [east(), west(), target(50, **LATER, **OVER)], "stricter", "A", (0, 0), None,
    ),
    "over, as both say": (
        [east(**OVER), west(**OVER), target(50, **LATER, **OVER)], "same", "A", (0, 0), None,
    ),
    "at least what both exceed": (
        [east(**OVER), west(**OVER), target(50, **LATER)], "looser", "A", (0, 0), None,
    ),
    "between both": ([east(40), west(50), target(45, **LATER)], "spans", "A", (-5, 5), None),
    "all alike": ([east(), west(), target(50, **LATER)], "same", "A", (0, 0), None),
    "none and everything": (
        [east(0), west(100), target(100, **LATER)], "above", "A", (0, 100), None,
    ),
    "a range among them": (
        [east(40, comparator="range", value_high=60), west(50), target(55, **LATER)], "spans",
        "A", (-5, 15), None,
    ),
    "ranks": (
        [east(10, **RANK), west(20, **RANK), target(8, **LATER, **RANK)], "above", "A", (2, 12),
        None,
    ),
    "bases that a rule calls alike": (
        [east(), west(base_id="residents"), target(50, **LATER)], "same", "B", (0, 0), "like_b",
    ),
    "no target of its own": ([east(), west()], "not_found", "A", (None, None), None),
    "one of them silent": (
        [east(), target(50, **LATER)], "not_combinable", "A", (None, None), "predecessor_silent",
    ),
    "one of them silent, and no target of its own": (
        [east()], "not_combinable", "A", (None, None), "predecessor_silent",
    ),
    "bases that are only indicative": (
        [east(), west(base_id="adults"), target(50, **LATER)], "not_combinable", "C",
        (None, None), "like_c",
    ),
    "bases that nothing compares": (
        [east(), west(base_id="cows"), target(50, **LATER)], "not_combinable", "D", (None, None),
        "never",
    ),
    "one an annual plan": (
        [east(), west(document_id="year_2023"), target(50, **LATER)], "not_combinable", "C",
        (None, None), "plans",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MERGERS)
def test_a_merged_province_is_measured_against_the_range_of_all_before_it(case: str) -> None:
    rows, verdict, grade, gap, reasons = MERGERS[case]
    row = together(*rows)
    assert (row["unit_id"], row["reference"]) == ("both_34", ALL)
    assert (row["verdict"], row["grade"], row["reasons"]) == (verdict, grade, reasons)
    assert (row["gap_low"], row["gap_high"]) == gap


def test_there_is_never_a_mean_of_several_provinces() -> None:
    row = together(east(20), west(80, document_id="plan_2023"), target(50, **LATER))
    assert (row["reference_low"], row["reference_high"]) == (20, 80)
    assert row["reference_document_id"] == "plan_2021;plan_2023"
    assert row["source_ids"] == "read_both_34;read_east_63;read_west_63"


def test_each_predecessor_has_a_row_of_its_own_whatever_the_others_say() -> None:
    found = compare(east(40), west(60, base_id="cows"), target(50, **LATER)).sort("reference")
    assert found.select("reference", "gap_low", "verdict", "grade", "reference_base_id").rows() == [
        ("east_63", 10, "above", "A", "people"),
        (ALL, None, "not_combinable", "D", None),
        ("west_63", None, "not_comparable", "D", "cows"),
    ]


def test_a_target_that_nothing_compares_with_is_not_comparable_to_the_range() -> None:
    row = together(east(), west(), target(50, base_id="cows", **LATER))
    assert (row["verdict"], row["grade"], row["gap_low"]) == ("not_comparable", "D", None)


@pytest.mark.parametrize(
    "cells",
    [
        {"horizon_year": 2024},
        {"tier": "district"},
        {"indicator_id": "gov.step", "comparator": "category", "category": "done", "value": None},
        {"status": "disputed"},
    ],
)
def test_what_was_due_before_the_merger_or_has_no_number_is_left_aside(cells: Row) -> None:
    assert compare(east(**cells), west(**cells)).is_empty()


def test_provinces_that_did_not_merge_have_no_row() -> None:
    assert compare(target(50, "same_63"), target(60, "same_34"), target(60, "viet_nam")).is_empty()
    assert compare().is_empty()


def test_targets_of_another_year_tier_or_indicator_do_not_meet() -> None:
    for cells in ({"horizon_year": 2025}, {"tier": "commune"}, {"indicator_id": "gov.other"}):
        found = compare(east(), west(), target(50, **LATER, **cells))
        assert found["verdict"].to_list() == ["not_found"]


def test_the_reasons_of_a_grade_stand_beside_the_range_too() -> None:
    row = together(east(), west(base_id="residents"), target(50, base_id="adults", **LATER))
    assert (row["grade"], row["reasons"]) == ("D", "like_b;base_differs;like_c")
    row = together(east(), west(), target(50, base_id="adults", **LATER))
    assert (row["grade"], row["reasons"]) == ("C", "like_c")
