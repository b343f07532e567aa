"""Gaps to the nation, to the most ambitious, between tiers, years and acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import Row, observation, observations, only, registers, table, target, targets

from dtia import gaps as kinds
from dtia.contract import CLEAN
from dtia.fields import GAP_KINDS, polars_schema
from dtia.pairs import stated

FEW = settings(deadline=None, max_examples=8)
KNOWN = registers()
RULES = KNOWN["comparability"]
NATION = {"unit_id": "viet_nam", "document_id": "nation_2022"}
RANK = {"indicator_id": "rank.dti", "comparator": "le", "base_id": "provinces_63"}


def yardsticks(*rows: Row) -> pl.DataFrame:
    """Name targets of the nation as those that others are measured against."""
    key = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]
    return table("national_references", *({name: row[name] for name in key} for row in rows))


def against_nation(rows: list[Row], nation: list[Row]) -> pl.DataFrame:
    promises = stated(targets(*rows, *nation), KNOWN)
    return kinds.national(promises, yardsticks(*nation), RULES)


def against_best(*rows: Row, units: pl.DataFrame = KNOWN["units"]) -> pl.DataFrame:
    promises = stated(targets(*rows), KNOWN | {"units": units})
    found = kinds.leader(promises, units, RULES)
    return found.sort("unit_id", "value_low", "reference")


def between_tiers(*rows: Row) -> pl.DataFrame:
    return kinds.tier(stated(targets(*rows), KNOWN), RULES)


def between_years(*rows: Row) -> pl.DataFrame:
    return kinds.step(stated(targets(*rows), KNOWN), RULES)


def shown(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return frame.select(columns).rows()


def test_a_promise_is_measured_against_that_of_the_nation() -> None:
    row = only(against_nation([target(50)], [target(60, **NATION)]))
    assert (row["unit_id"], row["reference"]) == ("east_63", "viet_nam")
    assert (row["gap_low"], row["gap_high"], row["unit"]) == (-10, -10, "points")
    assert (row["verdict"], row["grade"]) == ("below", "A")
    assert (row["document_id"], row["reference_document_id"]) == ("plan_2021", "nation_2022")
    assert row["source_ids"] == "read_east_63;read_viet_nam"


@pytest.mark.parametrize(
    "cells", [{"horizon_year": 2025}, {"tier": "commune"}, {"indicator_id": "gov.other"}]
)
def test_another_year_tier_or_quantity_has_no_yardstick(cells: Row) -> None:
    assert against_nation([target(50, **cells)], [target(60, **NATION)]).is_empty()


def test_the_most_comparable_yardstick_counts() -> None:
    nation = [target(60, **NATION), target(70, **NATION, base_id="adults")]
    found = against_nation([target(50, base_id=b) for b in ("people", "adults", "cows")], nation)
    alike = found.filter(pl.col("grade") != "D")
    assert sorted(shown(alike, "base_id", "reference_base_id", "grade")) == [
        ("adults", "adults", "A"), ("people", "people", "A"),
    ]  # fmt: skip
    refused = only(found.filter(base_id="cows"))
    assert (refused["verdict"], refused["gap_low"], refused["gap_high"]) == (
        "not_comparable", None, None,
    )  # fmt: skip


def test_an_act_of_the_nation_that_is_no_yardstick_is_not_measured_against() -> None:
    promises = stated(targets(target(50), target(60, **NATION)), KNOWN)
    assert kinds.national(promises, yardsticks(), RULES).is_empty()
    other = yardsticks(target(60, **NATION, base_id="adults"))
    assert kinds.national(promises, other, RULES).is_empty()


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("plan_2021", True), ("plan_2020", True), ("plan_2023", False), ("undated", False),
        (None, False),
    ],
)  # fmt: skip
def test_a_promise_older_than_the_act_of_the_nation_says_so(
    document: str | None, says: bool
) -> None:
    row = only(against_nation([target(50, document_id=document)], [target(60, **NATION)]))
    assert ("before_national_act" in (row["reasons"] or "").split(";")) is says


def test_acts_whose_dates_do_not_tell_are_not_called_older() -> None:
    nation = target(60, "viet_nam", document_id="nation_2020")
    # Of plan_2020 only the year is known; the national act is of June of that year.
    row = only(against_nation([target(50, document_id="plan_2020")], [nation]))
    assert row["reasons"] is None


def test_steps_of_a_scale_are_counted() -> None:
    done, half = (
        target(None, comparator="category", category=c, indicator_id="gov.step", **cells)
        for c, cells in (("done", {}), ("half", NATION))
    )
    row = only(against_nation([done], [half]))
    assert (row["gap_low"], row["unit"], row["verdict"]) == (1, "steps", "above")


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


def test_another_type_of_plan_may_lead_and_the_grade_says_so() -> None:
    found = against_best(target(50), target(80, "west_63", document_id="year_2023"))
    assert shown(found, "reference", "grade", "reasons") == [
        ("west_63", "C", "plans"), ("west_63", "A", None),
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


def test_the_highest_tier_of_an_act_is_measured_against_its_communes() -> None:
    found = between_tiers(
        target(100, tier="province"), target(80, tier="district"), target(60, tier="commune"),
        target(90, "west_63", tier="district"), target(70, "west_63", tier="commune"),
        target(90, "same_63", tier="province"), target(90, tier="ministry"), target(90),
    ).sort("unit_id")  # fmt: skip
    assert shown(found, "unit_id", "tier", "reference", "gap_low", "grade") == [
        ("east_63", "province", "commune", 40, "A"), ("west_63", "district", "commune", 20, "A"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells", [{"document_id": "plan_2023"}, {"horizon_year": 2025}, {"base_id": "adults"}]
)
def test_tiers_of_another_act_year_or_base_do_not_meet(cells: Row) -> None:
    assert between_tiers(
        target(90, tier="province"), target(60, tier="commune", **cells)
    ).is_empty()


def test_the_year_of_2030_is_measured_against_2025() -> None:
    found = between_years(target(80), target(50, horizon_year=2025), target(30, horizon_year=2024))
    assert shown(found, "horizon_year", "reference", "gap_low", "grade") == [
        (2030, "2025", 30, "A")
    ]
    ranks = between_years(target(5, **RANK), target(15, horizon_year=2025, **RANK))
    assert shown(ranks, "gap_low", "unit", "verdict") == [(10, "places", "above")]
    for cells in ({"base_id": "residents"}, {"tier": "commune"}, {"unit_id": "west_63"}):
        other = target(50, **{"horizon_year": 2025} | cells)
        assert between_years(target(80), other).is_empty()


def test_a_step_stays_within_one_act_where_it_can_and_else_takes_the_latest() -> None:
    then = [
        target(v, horizon_year=2025, document_id=d)
        for v, d in ((10, "plan_2020"), (20, "plan_2021"), (30, "plan_2023"), (40, "undated"))
    ]
    own, other = target(80, document_id="plan_2021"), target(80, document_id="read_2024")
    assert shown(between_years(own, *then), "gap_low", "reference_document_id") == [
        (60, "plan_2021")
    ]
    assert shown(between_years(other, *then), "gap_low", "reference_document_id") == [
        (50, "plan_2023")
    ]


NO_ACT = {"document_id": None}


@pytest.mark.xfail(strict=True, reason="two figures of unknown acts are taken for one act")
def test_figures_of_two_sources_that_name_no_act_are_not_of_one_act() -> None:
    high = target(90, tier="province", source_ids="one", **NO_ACT)
    low = target(60, tier="commune", source_ids="other", **NO_ACT)
    assert between_tiers(high, low).is_empty()


@pytest.mark.xfail(strict=True, reason="two figures of unknown acts are taken for one act")
def test_a_step_prefers_a_known_act_to_an_unknown_one_of_another_source() -> None:
    then = [
        target(10, horizon_year=2025, source_ids="other", **NO_ACT),
        target(30, horizon_year=2025, document_id="plan_2023"),
    ]
    assert between_years(target(80, source_ids="one", **NO_ACT), *then)["gap_low"].to_list() == [50]


@pytest.mark.xfail(strict=True, reason="the leader is measured against the ends of its own range")
def test_a_range_that_leads_is_the_same_as_itself() -> None:
    found = against_best(target(15, comparator="range", value_high=20), target(10, "west_63"))
    assert found["verdict"].to_list() == ["same", "below"]


@pytest.mark.xfail(strict=True, reason="the end of one of two tied leaders, the gap to the other")
def test_a_gap_to_tied_leaders_is_that_to_the_ends_that_are_shown() -> None:
    tied = [target(15, "same_63"), target(15, "west_63", comparator="range", value_high=20)]
    row = only(against_best(target(10), *tied).filter(unit_id="east_63"))
    assert row["gap_low"] == row["value_low"] - row["reference_high"]


EMPTY: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "national": lambda p: kinds.national(p, KNOWN["national_references"], RULES),
    "leader": lambda p: kinds.leader(p, KNOWN["units"], RULES),
    "tier": lambda p: kinds.tier(p, RULES),
    "step": lambda p: kinds.step(p, RULES),
    "revision": lambda p: kinds.revision(p, KNOWN["documents"], RULES),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_kind_of_no_promises_has_no_rows_and_all_columns(kind: str) -> None:
    found = EMPTY[kind](stated(targets(), KNOWN))
    assert (found.height, dict(found.schema)) == (0, polars_schema(CLEAN["gaps"]))


def test_gaps_of_no_targets_or_no_values_raise_nothing() -> None:
    assert kinds.gaps(targets(), observations(), KNOWN).height == 0
    assert kinds.gaps(targets(), observations(observation()), KNOWN).height == 0
    alone = kinds.gaps(targets(target()), observations(), KNOWN)
    assert sorted(shown(alone, "kind", "verdict")) == [
        ("merger", "not_combinable"), ("observed", "lapsed"),
    ]  # fmt: skip
    assert set(alone["kind"]) <= set(GAP_KINDS)


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
