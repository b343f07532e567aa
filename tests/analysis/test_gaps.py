"""Gaps to the nation, between tiers and between years; and gaps of nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from dtia import analysis
from dtia.analysis import against_others, within_unit
from dtia.analysis.pairs import promises
from dtia.data.clean import CLEAN
from dtia.data.columns import polars_schema
from dtia.data.vocabulary import GAP_KINDS
from support.made_up import (
    Row,
    observation,
    observations,
    only,
    registers,
    shown,
    table,
    target,
    targets,
)
from support.project import Run, SetCell, line_of

KNOWN = registers()
RULES = KNOWN["comparability"]
NATION = {"unit_id": "viet_nam", "document_id": "nation_2022"}
RANK = {"indicator_id": "rank.dti", "comparator": "le", "base_id": "provinces_63"}


def yardsticks(*rows: Row) -> pl.DataFrame:
    """Name targets of the nation as those that others are measured against."""
    key = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]
    named = ({name: row[name] for name in key} for row in rows)
    return table("national_references", *({**row, "state": "in_force"} for row in named))


def against_nation(rows: list[Row], nation: list[Row]) -> pl.DataFrame:
    promised = promises(targets(*rows, *nation), KNOWN)
    return against_others.national(promised, KNOWN | {"national_references": yardsticks(*nation)})


def between_tiers(*rows: Row) -> pl.DataFrame:
    return within_unit.tier(promises(targets(*rows), KNOWN), RULES)


def between_years(*rows: Row) -> pl.DataFrame:
    return within_unit.step(promises(targets(*rows), KNOWN), RULES)


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
    promised = promises(targets(target(50), target(60, **NATION)), KNOWN)
    assert against_others.national(promised, KNOWN).is_empty()
    other = KNOWN | {"national_references": yardsticks(target(60, **NATION, base_id="adults"))}
    assert against_others.national(promised, other).is_empty()


HELD = {
    "nation_2020": {"valid_from": "2020-06-03", "valid_to": "2022-03-30", "state": "expired",
                    "replaced_by": "nation_2022"},
    "nation_2022": {"valid_from": "2022-03-31", "state": "in_force"},
}  # fmt: skip


def in_turn(own: Row, first: float = 50, then: float = 60, **cells: Row) -> list[tuple[Any, ...]]:
    """Measure a target where one national yardstick replaced another: kind, act and gap."""
    nation = [
        target(first, "viet_nam", document_id="nation_2020"),
        target(then, "viet_nam", document_id="nation_2022"),
    ]
    held = {name: {**HELD[name], **cells.get(name, {})} for name in HELD}
    key = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]
    references = table(
        "national_references",
        *({**{name: row[name] for name in key}, **held[row["document_id"]]} for row in nation),
    )
    read = table("sources", {"source_id": "read", "accessed_on": "2026-11-28"})
    known = KNOWN | {"national_references": references, "sources": read}
    found = against_others.national(promises(targets(own, *nation), known), known)
    return shown(found, "kind", "reference_document_id", "gap_low")


def test_the_yardstick_in_force_measures_and_the_one_at_issue_stands_beside_it() -> None:
    assert in_turn(target(55)) == [
        ("national", "nation_2022", -5), ("at_issue", "nation_2020", 5),
    ]  # fmt: skip
    assert in_turn(target(55, document_id="plan_2023")) == [("national", "nation_2022", -5)]
    # Where both say the same, one row says it.
    assert in_turn(target(55), then=50) == [("national", "nation_2022", 5)]


def test_an_act_without_a_date_is_as_old_as_its_unit_can_have_made_it() -> None:
    assert in_turn(target(55, document_id="undated")) == [("national", "nation_2022", -5)]
    ended = {"nation_2022": {"valid_to": "2025-06-30", "state": "expired"}}
    assert in_turn(target(55, document_id="undated"), **ended) == [("national", "nation_2022", -5)]
    assert in_turn(target(55, "both_34", document_id="undated"), **ended) == []


def test_what_was_due_is_measured_against_what_held_when_its_year_ended() -> None:
    over = {"nation_2022": {"valid_to": "2030-12-31", "state": "in_force"}}
    assert ("national", "nation_2022", -5) in in_turn(target(55), **over)
    late = {"nation_2022": {"valid_from": "2026-12-01"}, "nation_2020": {"valid_to": "2026-11-30"}}
    assert in_turn(target(55), **late) == [("national", "nation_2020", 5)]


def test_a_yardstick_that_ended_binds_those_alone_who_promised_while_it_held() -> None:
    ended = {"nation_2022": {"valid_to": "2024-12-31", "state": "expired"}}
    assert in_turn(target(55, document_id="plan_2023"), **ended) == [
        ("national", "nation_2022", -5)
    ]
    assert in_turn(target(55, document_id="read_2024"), **ended) == [
        ("national", "nation_2022", -5)
    ]
    assert in_turn(target(55, "both_34", document_id="undated"), **ended) == []


def test_an_announced_yardstick_measures_nothing() -> None:
    announced = {"nation_2022": {"state": "announced"}, "nation_2020": {"valid_to": None}}
    assert in_turn(target(55), **announced) == [("national", "nation_2020", 5)]


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


def test_what_names_no_act_is_of_one_act_where_it_stands_on_one_page() -> None:
    high = target(90, tier="province", source_ids="one", **NO_ACT)
    for page, n in (("one", 1), ("one;other", 1), ("other;one", 0)):
        low = target(60, tier="commune", source_ids=page, **NO_ACT)
        assert between_tiers(high, low).height == n


def test_a_step_prefers_a_known_act_to_an_unknown_one_of_another_source() -> None:
    then = [
        target(10, horizon_year=2025, source_ids="other", **NO_ACT),
        target(30, horizon_year=2025, document_id="plan_2023"),
    ]
    assert between_years(target(80, source_ids="one", **NO_ACT), *then)["gap_low"].to_list() == [50]


def test_figures_of_one_act_are_of_one_type_of_plan_even_if_it_is_not_known() -> None:
    act = {"document_id": "untyped"}
    tiers = between_tiers(target(90, tier="province", **act), target(60, tier="commune", **act))
    years = between_years(target(90, **act), target(60, horizon_year=2025, **act))
    for found in (tiers, years):
        assert shown(found, "grade", "reasons") == [("A", None)]


def test_a_target_that_is_bounded_the_wrong_way_is_refused(set_cell: SetCell, dtia: Run) -> None:
    for file, words, comparator in (
        ("targets/payment_accounts.csv", ("quang_tri_63", "soc.payment_account"), "le"),
        ("targets/ranking.csv", ("111-NQ_TU_bac_giang_2021", "rank.dti,all,2025"), "gt"),
    ):
        set_cell(file, line_of(file, *words), "comparator", comparator)
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    assert "comparator: le points the wrong way" in output
    assert "comparator: gt points the wrong way" in output


EMPTY: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "national": lambda p: against_others.national(p, KNOWN),
    "leader": lambda p: against_others.leader(p, KNOWN["units"], RULES),
    "tier": lambda p: within_unit.tier(p, RULES),
    "step": lambda p: within_unit.step(p, RULES),
    "revision": lambda p: within_unit.revision(p, targets(), KNOWN["documents"], RULES),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_kind_of_no_promises_has_no_rows_and_all_columns(kind: str) -> None:
    found = EMPTY[kind](promises(targets(), KNOWN))
    assert (found.height, dict(found.schema)) == (0, polars_schema(CLEAN["gaps"]))


def test_gaps_of_no_targets_or_no_values_raise_nothing() -> None:
    assert analysis.gaps(targets(), observations(observation()), KNOWN).height == 0
    alone = analysis.gaps(targets(target()), observations(), KNOWN)
    assert sorted(shown(alone, "kind", "verdict")) == [
        ("merger", "not_combinable"), ("observed", "lapsed"),
    ]  # fmt: skip
    assert set(alone["kind"]) <= set(GAP_KINDS)
