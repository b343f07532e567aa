"""Promises against what was measured: the value that counts, the verdict, and the pace."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.data import Data
from support.made_up import (
    Row,
    observation,
    target,
)
from support.measured import DUE_2023, KNOWN, RANK, STAYS, measure, measure_apart, one

FEW = settings(deadline=None, max_examples=6)


VERDICTS: dict[str, tuple[Row, Row | None, str, str | None, float | None]] = {
    # a target, a measured value; verdict, grade and gap
    "kept at the close": (
        target(50, **DUE_2023), observation(50, **STAYS), "met", "A", 0,
    ),
    "more than kept": (target(50, **DUE_2023), observation(60, **STAYS), "met", "A", 10),
    "a twentieth short": (target(50, **DUE_2023), observation(47.5, **STAYS), "near", "A", -2.5),
    "further short": (target(50, **DUE_2023), observation(47.4, **STAYS), "missed", "A", -2.6),
    "exactly what has to be exceeded": (
        target(50, comparator="gt", **DUE_2023), observation(50, **STAYS), "near", "A", 0,
    ),
    "nothing promised, nothing done": (
        target(0, **DUE_2023), observation(0, **STAYS), "met", "A", 0,
    ),
    "everything promised, nothing done": (
        target(100, **DUE_2023), observation(0, **STAYS), "missed", "A", -100,
    ),
    "a rank within the first ten": (
        target(10, comparator="le", **DUE_2023, **RANK), observation(7, **STAYS, **RANK), "met",
        "A", 3,
    ),
    "one place behind": (
        target(10, comparator="le", **DUE_2023, **RANK), observation(11, **STAYS, **RANK), "near",
        "A", -1,
    ),
    "two places behind": (
        target(10, comparator="le", **DUE_2023, **RANK), observation(12, **STAYS, **RANK),
        "missed", "A", -2,
    ),
    "measured in the last month": (
        target(**DUE_2023), observation(period="2023-12", **STAYS), "met", "A", 0,
    ),
    "measured on the last day": (
        target(**DUE_2023), observation(period="2023-12-31", **STAYS), "met", "A", 0,
    ),
    "measured a day before": (
        target(**DUE_2023), observation(period="2023-12-30", **STAYS), "provisional", "A", 0,
    ),
    "measured years before": (
        target(50, **STAYS), observation(60, **STAYS), "provisional", "A", 10,
    ),
    "a provisional value": (
        target(**DUE_2023), observation(flag="provisional", **STAYS), "provisional", "A", 0,
    ),
    "an estimate": (
        target(**DUE_2023), observation(flag="estimated", **STAYS), "provisional", "A", 0,
    ),
    "a derived value": (target(**DUE_2023), observation(flag="derived", **STAYS), "met", "A", 0),
    "a period that was inferred": (
        target(**DUE_2023), observation(flag="period_inferred", **STAYS), "met", "C", 0,
    ),
    "another base": (
        target(**DUE_2023), observation(base_id="adults", **STAYS), "met", "C", 0,
    ),
    "a base that nothing compares with": (
        target(**DUE_2023), observation(base_id="cows", **STAYS), "not_comparable", "D", None,
    ),
    "neither method known": (
        target(method="unstated", **DUE_2023), observation(method="unstated", **STAYS), "met",
        "C", 0,
    ),
    "a step of a scale": (
        target(None, comparator="category", category="done", indicator_id="gov.step", **DUE_2023),
        observation(None, comparator="category", category="half", indicator_id="gov.step",
                    **STAYS), "missed", "A", -1,
    ),
    "nothing measured": (target(**STAYS), None, "no_observation", None, None),
    "measured after the close": (
        target(**DUE_2023), observation(period="2024-01", **STAYS), "no_observation", None, None,
    ),
    "measured elsewhere": (
        target(**STAYS), observation(unit_id="west_63"), "no_observation", None, None,
    ),
    "measured at another tier": (
        target(tier="province", **STAYS), observation(tier="commune", **STAYS), "no_observation",
        None, None,
    ),
    "another quantity measured": (
        target(**STAYS), observation(indicator_id="gov.other", **STAYS), "no_observation", None,
        None,
    ),
    "a value that is bounded the wrong way": (
        target(50, comparator="ge", **DUE_2023), observation(60, comparator="le", **STAYS),
        "no_observation", None, None,
    ),
    "a rank that is bounded the wrong way": (
        target(10, comparator="le", **DUE_2023, **RANK),
        observation(5, comparator="gt", **STAYS, **RANK), "no_observation", None, None,
    ),
    "a direction measured": (
        target(**STAYS),
        observation(None, comparator="direction", category="maintain", **STAYS),
        "no_observation", None, None,
    ),
    "abolished, nothing measured": (target(), None, "lapsed", None, None),
    "abolished before it was kept": (target(50), observation(40), "lapsed", "A", -10),
    "abolished after it was kept": (target(50), observation(60), "met_early", "A", 10),
    "measured at the successor only": (
        target(), observation(unit_id="both_34"), "lapsed", None, None,
    ),
    "due before it was abolished": (
        target(50, horizon_year=2024), observation(60), "provisional", "A", 10,
    ),
    "a town that was abolished": (
        target(50, unit_id="town_east_63"), None, "lapsed", None, None,
    ),
    "districts of a province that stays": (
        target(50, tier="district", **STAYS), None, "lapsed", None, None,
    ),
    "districts of the nation": (
        target(50, tier="district", unit_id="viet_nam"),
        observation(60, tier="district", unit_id="viet_nam"), "met_early", "A", 10,
    ),
    "districts of the nation in the year they ended": (
        target(50, tier="district", unit_id="viet_nam", horizon_year=2025), None, "lapsed", None,
        None,
    ),
    "districts while there were some": (
        target(50, tier="district", **DUE_2023), observation(tier="district", **STAYS), "met",
        "A", 0,
    ),
    "the new name measured under the old": (
        target(50, unit_id="same_34"), observation(60, **STAYS), "provisional", "A", 10,
    ),
    "the old name measured under the new": (
        target(50, unit_id="same_63"), observation(60, unit_id="same_34", period="2025-12"),
        "provisional", "A", 10,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> dict[str, Row]:
    promises, seen = zip(*((p, [o] if o else []) for p, o, *_ in VERDICTS.values()), strict=True)
    return dict(zip(VERDICTS, measure_apart(list(promises), list(seen)), strict=True))


@pytest.mark.parametrize("case", VERDICTS)
def test_a_promise_and_a_measured_value_take_their_verdict(
    judged: dict[str, Row], case: str
) -> None:
    _, seen, verdict, grade, gap = VERDICTS[case]
    row = judged[case]
    assert (row["verdict"], row["grade"], row["gap_low"], row["gap_high"]) == (
        verdict, grade, gap, gap,
    )  # fmt: skip
    assert row["reference"] == (seen["period"] if seen and grade else None)


def test_an_inferred_period_says_so_beside_the_other_reasons() -> None:
    seen = observation(flag="period_inferred", **STAYS)
    assert one(target(**DUE_2023), seen)["reasons"] == "inferred"
    other = one(target(base_id="residents", **DUE_2023), seen)
    assert (other["grade"], other["reasons"]) == ("C", "like_b;inferred")


def test_a_value_of_several_years_is_no_yardstick_and_hides_none_of_a_single_year() -> None:
    span = observation(70, flag="several_years", **STAYS)
    alone = one(target(**DUE_2023), span)
    assert (alone["verdict"], alone["grade"], alone["reasons"]) == ("not_comparable", "D", "span")
    assert (alone["gap_low"], alone["actual_pace"]) == (None, None)
    row = one(target(**DUE_2023), span, observation(40, period="2022", **STAYS))
    assert (row["verdict"], row["reference"], row["gap_low"]) == ("provisional", "2022", -10)


def test_a_range_is_kept_at_its_easy_end_and_the_gap_has_both() -> None:
    due = target(15, comparator="range", value_high=20, **DUE_2023)
    row = one(due, observation(16, **STAYS))
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("met", -4, 1)
    places = target(10, comparator="range", value_high=15, **DUE_2023, **RANK)
    row = one(places, observation(12, **STAYS, **RANK))
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("met", -2, 3)


def test_a_measured_range_counts_at_its_worse_end_and_the_gap_has_both() -> None:
    span = {"comparator": "range", **STAYS}
    row = one(target(50, **DUE_2023), observation(48, value_high=52, **span))
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("near", -2, 2)
    due = target(10, comparator="le", **DUE_2023, **RANK)
    row = one(due, observation(8, value_high=12, **span, **RANK))
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("missed", -2, 2)


def test_the_latest_value_counts_and_each_method_and_base_gives_a_row() -> None:
    seen = [
        observation(10, period="2021", method="counted", **STAYS),
        observation(20, period="2022", method="counted", **STAYS),
        observation(30, period="2020", method="unstated", **STAYS),
        observation(40, period="2022-06", base_id="adults", method="counted", **STAYS),
        observation(90, period="2024", method="counted", **STAYS),
    ]
    found = measure([target(method="counted", **DUE_2023)], seen).sort("reference_low")
    columns = ["reference", "reference_low", "reference_method", "reference_base_id", "grade"]
    assert found.select(columns).rows() == [
        ("2022", 20, "counted", "people", "A"),
        ("2020", 30, "unstated", "people", "C"),
        ("2022-06", 40, "counted", "adults", "C"),
    ]


def test_values_that_nothing_compares_with_stand_back_where_others_are_on_file() -> None:
    seen = [observation(base_id="cows", **STAYS), observation(period="2020", **STAYS)]
    assert one(target(**STAYS), *seen)["reference_base_id"] == "people"


def test_only_values_of_the_promised_indicator_count_however_related_another_is() -> None:
    row = one(target(50, **STAYS), observation(60, indicator_id="gov.kin", **STAYS))
    assert (row["verdict"], row["reference_low"]) == ("no_observation", None)


PROMISED = st.tuples(
    st.integers(0, 100), st.integers(0, 100), st.sampled_from(["eq", "ge", "gt", "approx"])
)


@FEW
@given(st.lists(PROMISED, min_size=1, max_size=30))
def test_a_promise_is_met_where_nothing_is_missing(drawn: list[tuple[int, int, str]]) -> None:
    due = [target(a, comparator=comparator, **DUE_2023) for a, _, comparator in drawn]
    rows = measure_apart(due, [[observation(b, **STAYS)] for _, b, _ in drawn])
    for row, (a, b, comparator) in zip(rows, drawn, strict=True):
        assert (row["verdict"] == "met") is (b > a if comparator == "gt" else b >= a)
        assert row["gap_low"] == row["gap_high"] == b - a


def test_targets_without_a_year_and_frames_without_rows_raise_nothing() -> None:
    assert measure([], []).height == measure([], [observation()]).height == 0
    assert measure([target(horizon_year=None)], [observation()]).height == 0
    year_alone = KNOWN["units"].with_columns(valid_to=pl.lit("2025"))
    assert one(target(), units=year_alone)["verdict"] == "lapsed"


@pytest.mark.parametrize("last_day", [None, "2025-06", "2025-03-01"])
def test_a_unit_of_the_old_map_lapsed_with_it_whatever_is_known_of_its_last_day(
    last_day: str | None,
) -> None:
    units = KNOWN["units"].with_columns(valid_to=pl.lit(last_day, pl.String))
    assert one(target(horizon_year=2025), units=units)["verdict"] == "lapsed"
    assert one(target(horizon_year=2024), units=units)["verdict"] == "no_observation"
    assert one(target(**STAYS), units=units)["verdict"] == "no_observation"


@pytest.mark.parametrize("last_day", ["2025", "2026-01-01"])
def test_no_unit_of_the_old_map_outlives_it(last_day: str) -> None:
    units = KNOWN["units"].with_columns(valid_to=pl.lit(last_day))
    assert one(target(horizon_year=2025), units=units)["verdict"] == "lapsed"
    late = observation(60, period="2025-12")
    assert one(target(), late, units=units)["reference"] is None


def test_a_promise_kept_only_after_the_unit_ended_is_not_met_early() -> None:
    for period, verdict in (("2025-12", "lapsed"), ("2025-06", "met_early"), ("2025", "met_early")):
        assert one(target(50), observation(60, period=period))["verdict"] == verdict


def test_what_was_due_after_a_unit_or_tier_ended_has_lapsed(data: Data) -> None:
    rows = data.gaps.filter(pl.col("horizon_year") >= 2025, kind="observed")
    old = data.units.filter(era="63")
    unmoved = old.filter(pl.len().over("successor_id") == 1, level="province")["unit_id"]
    gone = set(old["unit_id"]) - set(unmoved)
    over = pl.col("unit_id").is_in(gone) | (pl.col("tier") == "district")
    assert len(unmoved) == 11
    assert set(rows.filter(over)["verdict"]) <= {"lapsed", "met_early", "not_comparable"}
    assert rows.filter(~over, pl.col("verdict").is_in(["lapsed", "met_early"])).is_empty()
