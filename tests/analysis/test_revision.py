"""Later acts against earlier ones: raised, kept, lowered, not found, dropped."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dtia.analysis.pairs import promises
from dtia.analysis.within_unit import revision
from dtia.data.periods import earlier
from support.made_up import DOCUMENTS, Row, only, registers, target, targets

KNOWN = registers()
OTHER = {"indicator_id": "gov.other"}
STEP = {"indicator_id": "gov.step", "comparator": "category"}


def revised(*rows: Row, known: dict[str, pl.DataFrame] = KNOWN) -> pl.DataFrame:
    given = targets(*rows)
    return revision(promises(given, known), given, known["documents"], known["comparability"])


def act(document_id: str | None, value: float | None = 50, **cells: Any) -> Row:
    return target(value, document_id=document_id, **cells)


VERDICTS = {
    # an earlier target, a later one; verdict and gap
    "more": ({}, {"value": 60}, "raised", 10),
    "as much": ({}, {}, "kept", 0),
    "less": ({}, {"value": 45}, "lowered", -5),
    "over instead of at least": ({}, {"comparator": "gt"}, "kept", 0),
    "no longer over": ({"comparator": "gt"}, {}, "kept", 0),
    "a lower rank": (
        {"value": 20, "indicator_id": "rank.dti"}, {"value": 10, "indicator_id": "rank.dti"},
        "raised", 10,
    ),
    "a step back": (
        {**STEP, "value": None, "category": "done"}, {**STEP, "value": None, "category": "half"},
        "lowered", -1,
    ),
    "from nothing to everything": ({"value": 0}, {"value": 100}, "raised", 100),
    "another base that is alike": ({}, {"base_id": "residents"}, "kept", 0),
    "a base that nothing compares": ({"base_id": "cows"}, {}, "not_comparable", None),
    "under the new name": (
        {"unit_id": "same_63"}, {"unit_id": "same_34", "value": 60}, "raised", 10,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", VERDICTS)
def test_a_later_act_is_measured_against_the_earlier_one(case: str) -> None:
    before, after, verdict, gap = VERDICTS[case]
    row = only(revised(act("plan_2021", **before), act("plan_2023", **after)))
    assert (row["document_id"], row["reference"]) == ("plan_2023", "plan_2021")
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == (verdict, gap, gap)
    assert (row["grade"] == "D") is (verdict == "not_comparable")


def test_a_range_around_the_earlier_promise_spans_it() -> None:
    row = only(revised(act("plan_2021"), act("plan_2023", 45, comparator="range", value_high=60)))
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("spans", -5, 10)


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ("2020", "2021-03-01", True), ("2021-03-01", "2020", False), ("2021", "2021-03", None),
        ("2021-03", "2021-03-01", None), ("2021-03", "2021-04-01", True), ("2021", "2021", None),
        ("2021-03-01", "2021-03-02", True), (None, "2021", None), ("2021", None, None),
    ],
)  # fmt: skip
def test_dates_are_ordered_by_what_both_state(
    first: str | None, second: str | None, before: bool | None
) -> None:
    frame = pl.DataFrame({"a": [first], "b": [second]}, schema={"a": pl.String, "b": pl.String})
    assert frame.select(earlier("a", "b")).item() is before


def test_acts_of_one_day_or_of_an_unknown_day_are_not_ordered() -> None:
    for other in ("plan_2021", "undated", None):
        later = act(other, 60, base_id="residents", source_ids="other")
        assert revised(act("plan_2021"), later).is_empty()
    dates = KNOWN["documents"].with_columns(
        issued_on=pl.when(document_id="plan_2023").then(pl.lit("2021")).otherwise("issued_on")
    )
    vague = act("plan_2023", 60) | {"issued_on": "2021"}
    assert revised(act("plan_2021"), vague, known=KNOWN | {"documents": dates}).is_empty()


def test_the_nearest_earlier_act_counts() -> None:
    acts = ("plan_2020", "plan_2021", "plan_2021_autumn", "plan_2023")
    found = revised(*(act(d, 10 * n) for n, d in enumerate(acts))).sort("document_id")
    assert found.select("document_id", "reference", "gap_low").rows() == [
        ("plan_2021", "plan_2020", 10),
        ("plan_2021_autumn", "plan_2021", 10),
        ("plan_2023", "plan_2021_autumn", 10),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"document_id": "year_2023"}, {"unit_id": "west_63"}, {"status": "disputed"},
        {"status": "superseded"}, {"horizon_year": 2025},
    ],
)  # fmt: skip
def test_other_plans_units_and_years_and_drafts_take_no_part(cells: Row) -> None:
    later = target(60, **{"document_id": "read_2024"} | cells)
    assert revised(act("plan_2021"), later).is_empty()


def test_acts_of_unknown_type_are_not_taken_for_one_type() -> None:
    types = KNOWN["documents"].with_columns(
        plan_type=pl.when(pl.col("document_id").is_in(["plan_2021", "plan_2023"]))
        .then(None)
        .otherwise("plan_type")
    )
    known = KNOWN | {"documents": types}
    assert revised(act("plan_2021"), act("plan_2023", 60), known=known).is_empty()


def test_what_a_later_act_does_not_repeat_is_not_found_later() -> None:
    row = only(revised(act("plan_2021"), act("plan_2023", 60, **OTHER)))
    assert (row["verdict"], row["document_id"], row["reference"]) == (
        "not_found_later", "plan_2023", "plan_2021",
    )  # fmt: skip
    assert (row["indicator_id"], row["grade"], row["gap_low"]) == ("gov.share", None, None)
    assert (row["value_low"], row["reference_low"], row["source_ids"]) == (
        None, 50, "read_east_63",
    )  # fmt: skip


def test_only_an_act_that_was_read_in_full_drops_a_target() -> None:
    assert (DOCUMENTS["read_2024"][2], DOCUMENTS["plan_2023"][2]) == ("full", "part")
    assert only(revised(act("plan_2021"), act("read_2024", **OTHER)))["verdict"] == "dropped"


def test_a_target_found_in_one_later_act_is_found() -> None:
    found = revised(act("plan_2021"), act("plan_2023", 60), act("read_2024", **OTHER))
    assert found.filter(reference="plan_2021")["verdict"].to_list() == ["raised"]
    assert found.filter(reference="plan_2023").select("document_id", "verdict").rows() == [
        ("read_2024", "dropped")
    ]


def test_the_latest_of_several_silent_acts_is_named() -> None:
    found = revised(act("plan_2021"), act("plan_2023", **OTHER), act("read_2024", **OTHER))
    lost = found.filter(reference="plan_2021")
    assert lost.select("document_id", "verdict").rows() == [("read_2024", "dropped")]


@pytest.mark.parametrize(
    "cells",
    [{"horizon_year": 2025}, {"topic": "security"}, {"document_id": "year_2023"},
     {"unit_id": "west_63"}, {"document_id": "plan_2020"}],
)  # fmt: skip
def test_an_act_that_is_silent_on_year_topic_or_unit_says_nothing(cells: Row) -> None:
    later = target(60, **{"document_id": "read_2024"} | OTHER | cells)
    found = revised(act("plan_2021"), later)
    assert found.filter(indicator_id="gov.share").is_empty()


def test_the_same_quantity_on_another_base_is_no_silence() -> None:
    found = revised(act("plan_2021"), act("read_2024", base_id="cows"))
    assert found["verdict"].to_list() == ["not_comparable"]


@pytest.mark.parametrize(
    "cells",
    [
        {"value": 60, "status": "disputed"}, {"value": 60, "status": "superseded"},
        {"value": None, "comparator": "direction", "category": "maintain"},
    ],
)  # fmt: skip
def test_a_target_that_the_later_act_states_in_any_way_is_found(cells: Row) -> None:
    later = [act("read_2024", **cells), act("read_2024", **OTHER)]
    assert revised(act("plan_2021"), *later).is_empty()


def test_a_target_that_only_a_disputed_row_of_the_last_act_states_is_found() -> None:
    later = [act("plan_2023", **OTHER), act("read_2024", 60, status="disputed")]
    found = revised(act("plan_2021"), *later)
    assert only(found)["indicator_id"] == OTHER["indicator_id"]


def test_an_act_that_repeats_a_range_keeps_it() -> None:
    span = {"value": 15, "comparator": "range", "value_high": 20}
    assert only(revised(act("plan_2021", **span), act("plan_2023", **span)))["verdict"] == "kept"
