"""Gaps to the most ambitious province of a map, and to the median of its region."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis.against_others import leader
from dtia.analysis.pairs import promises
from support.made_up import Row, only, registers, shown, table, target, targets

FEW = settings(deadline=None, max_examples=8)
KNOWN = registers()
RANK = {"indicator_id": "rank.dti", "comparator": "le", "base_id": "provinces_63"}


def against_best(*rows: Row, units: pl.DataFrame = KNOWN["units"]) -> pl.DataFrame:
    promised = promises(targets(*rows), KNOWN | {"units": units})
    found = leader(promised, units, KNOWN["comparability"])
    return found.sort("unit_id", "value_low", "reference")


def test_the_most_ambitious_leads_and_ties_are_named() -> None:
    found = against_best(target(50), target(80, "west_63"), target(80, "same_63"))
    assert shown(found, "unit_id", "reference", "gap_low", "verdict") == [
        ("east_63", "same_63;west_63", -30, "below"),
        ("same_63", "same_63;west_63", 0, "same"),
        ("west_63", "same_63;west_63", 0, "same"),
    ]


def test_at_a_tie_over_outdoes_at_least() -> None:
    found = against_best(target(80), target(80, "west_63", comparator="gt"))
    assert shown(found, "reference", "verdict") == [("west_63", "looser"), ("west_63", "same")]


def test_the_lowest_rank_leads() -> None:
    found = against_best(target(10, **RANK), target(3, "west_63", **RANK))
    assert shown(found, "reference", "gap_low", "unit") == [
        ("west_63", -7, "places"), ("west_63", 0, "places"),
    ]  # fmt: skip


def test_a_range_leads_with_its_easy_end() -> None:
    found = against_best(target(30, comparator="range", value_high=90), target(40, "west_63"))
    assert shown(found, "reference", "gap_low", "gap_high", "verdict") == [
        ("west_63", -10, 50, "spans"), ("west_63", 0, 0, "same"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        {"horizon_year": 2025}, {"tier": "commune"}, {"indicator_id": "gov.other"},
        {"base_id": "adults"}, {"comparator": "le"}, {"unit_id": "both_34"},
        {"unit_id": "town_east_63"}, {"unit_id": "viet_nam"}, {"status": "disputed"},
        {"unit_id": "east_63"},
    ],
)  # fmt: skip
def test_nobody_leads_where_nobody_else_promises_the_like(cells: Row) -> None:
    assert against_best(target(50), target(80, **{"unit_id": "west_63"} | cells)).is_empty()


@pytest.mark.parametrize(
    ("cells", "grade", "reasons"),
    [
        ({"document_id": "year_2023"}, "C", "plans"),
        ({"document_id": "untyped"}, "B", "plan_unknown"),
        ({"base_id": "residents"}, "B", "like_b"),
        ({"base_id": "residents", "document_id": "year_2023"}, "C", "like_b;plans"),
    ],
)
def test_another_type_of_plan_or_an_equal_base_may_lead_and_the_grade_says_so(
    cells: Row, grade: str, reasons: str
) -> None:
    found = against_best(target(50), target(80, "west_63", **cells))
    assert shown(found, "reference", "grade", "reasons") == [
        ("west_63", grade, reasons), ("west_63", "A", None),
    ]  # fmt: skip


def test_a_territory_that_the_merger_left_alone_stands_on_the_new_map_too() -> None:
    found = against_best(target(50, "both_34"), target(80, "same_63"), target(40, "east_63"))
    assert shown(found, "unit_id", "reference", "gap_low") == [
        ("both_34", "same_63", -30), ("east_63", "same_63", -40), ("same_63", "same_63", 0),
    ]  # fmt: skip


COAST = pl.concat(
    [
        KNOWN["units"],
        table(
            "units",
            *(
                {"unit_id": f"p{n}_34", "era": "34", "level": "province", "region": "Shore"}
                for n in range(6)
            ),
        ),
    ]
)


def shore(*values: float, **cells: Any) -> pl.DataFrame:
    rows = [target(value, f"p{n}_34", **cells) for n, value in enumerate(values)]
    return against_best(*rows, units=COAST).filter(reference="Shore")


def test_five_of_a_region_are_measured_against_their_median() -> None:
    assert shore(10, 20, 30, 40).is_empty()
    found = shore(10, 20, 30, 40, 90)
    assert found["gap_low"].to_list() == [-20, -10, 0, 10, 60]
    assert set(found["reference_low"]) == set(found["reference_high"]) == {30}
    assert shore(10, 20, 30, 40, 90, 90)["gap_low"].to_list() == [-25, -15, -5, 5, 55, 55]


def test_the_median_of_ranks_lies_in_their_middle() -> None:
    found = shore(1, 2, 5, 9, 30, **RANK)
    assert found["gap_low"].to_list() == [4, 3, 0, -4, -25]


def test_a_region_counts_every_type_of_plan() -> None:
    rows = [target(v, f"p{n}_34") for n, v in enumerate((10, 20, 30, 40))]
    yearly = target(90, "p4_34", document_id="year_2023")
    found = against_best(*rows, yearly, units=COAST).filter(reference="Shore")
    assert set(found["reference_low"]) == {30}
    assert found["grade"].to_list() == ["C"] * 5


def test_a_unit_counts_once_in_its_region_with_its_greatest_promise() -> None:
    rows = [target(v, f"p{n}_34") for n, v in enumerate((10, 20, 30, 40))]
    twice = [target(90, "p0_34", base_id="residents")]
    assert against_best(*rows, *twice, units=COAST).filter(reference="Shore").is_empty()
    fifth = [target(50, "p4_34")]
    found = against_best(*rows, *twice, *fifth, units=COAST).filter(reference="Shore")
    assert set(found["reference_low"]) == {40}


def test_a_territory_counts_in_the_region_it_has_on_the_new_map() -> None:
    moved = COAST.with_columns(
        region=pl.when(unit_id="same_34").then(pl.lit("Shore")).otherwise("region")
    )
    rows = [target(v, f"p{n}_34") for n, v in enumerate((10, 20, 30, 40))]
    found = against_best(*rows, target(90, "same_63"), units=moved).filter(reference="Shore")
    assert set(found["reference_low"]) == {30}


def test_a_range_that_leads_is_the_same_as_itself() -> None:
    found = against_best(target(15, comparator="range", value_high=20), target(10, "west_63"))
    assert shown(found, "gap_low", "gap_high", "verdict") == [(0, 5, "same"), (-5, -5, "below")]


def test_what_leads_is_the_least_that_keeps_the_promise_whoever_is_tied() -> None:
    tied = [target(15, "same_63"), target(15, "west_63", comparator="range", value_high=20)]
    row = only(against_best(target(10), *tied).filter(unit_id="east_63"))
    assert (row["reference"], row["reference_low"], row["reference_high"]) == (
        "same_63;west_63", 15, 15,
    )  # fmt: skip
    assert (row["gap_low"], row["gap_high"]) == (-5, -5)


def test_of_equal_promises_of_a_province_its_region_takes_the_most_comparable() -> None:
    alike = {"base_id": "residents"}
    rows = [target(v, f"p{n}_34", **alike) for n, v in enumerate((10, 20, 30, 40, 50))]
    other = target(50, "p4_34", base_id="people")
    for order in ([*rows, other], [other, *rows]):
        found = against_best(*order, units=COAST).filter(reference="Shore", unit_id="p0_34")
        assert shown(found, "grade", "reasons") == [("A", None)]


def test_which_of_two_acts_a_region_names_does_not_hang_on_the_order_of_promises() -> None:
    rows = [target(v, f"p{n}_34") for n, v in enumerate((10, 20, 30, 40, 50))]
    again = target(50, "p4_34", document_id="plan_2020")
    promised = promises(targets(*rows, again), KNOWN | {"units": COAST})
    for given_order in (promised, promised.reverse()):
        found = leader(given_order, COAST, KNOWN["comparability"]).filter(reference="Shore")
        assert set(found["reference_document_id"]) == {"plan_2020;plan_2021"}


VALUES = st.lists(st.integers(0, 100), min_size=2, max_size=6)


@FEW
@given(VALUES)
def test_nobody_is_ahead_of_the_leader_and_half_are_at_or_above_the_median(
    values: list[int],
) -> None:
    rows = [target(value, f"p{n}_34") for n, value in enumerate(values)]
    found = against_best(*rows, units=COAST)
    best, region = found.filter(reference="Shore").height, found.filter(reference="Shore")
    leaders = found.filter(pl.col("reference") != "Shore")
    assert leaders["gap_low"].to_list() == [value - max(values) for value in values]
    assert best == (len(values) if len(values) >= 5 else 0)
    if best:
        assert (region["gap_low"] >= 0).sum() >= len(values) / 2
        assert (region["gap_low"] <= 0).sum() >= len(values) / 2
