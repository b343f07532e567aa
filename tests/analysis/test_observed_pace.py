"""How fast a measured value has to move to keep a promise, and how fast it did."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.data.periods import last_day, years_between
from support.made_up import Row, observation, target
from support.measured import DUE_2023, RANK, STAYS, measure_apart, one

FEW = settings(deadline=None, max_examples=15)

PACES: dict[str, tuple[Row, list[Row], float | None, float | None]] = {
    # a target; values, first to last; required and actual pace a year
    "seven years to go": (
        target(80, **STAYS), [observation(45, **STAYS)], 5, None,
    ),
    "six years and a half to go": (
        target(80, **STAYS), [observation(54, period="2024-06", **STAYS)], 4, None,
    ),
    "days of a month do not count": (
        target(80, **STAYS), [observation(54, period="2024-06-02", **STAYS)], 4, None,
    ),
    "kept already": (target(50, **STAYS), [observation(60, **STAYS)], 0, None),
    "a range, to its easy end": (
        target(80, comparator="range", value_high=90, **STAYS), [observation(45, **STAYS)], 5,
        None,
    ),
    "ranks count downwards": (
        target(10, comparator="le", **STAYS, **RANK),
        [observation(41, period="2021", **STAYS, **RANK), observation(31, **STAYS, **RANK)], 3, 5,
    ),
    "two years passed": (
        target(80, **STAYS),
        [observation(35, period="2021", **STAYS), observation(45, **STAYS)], 5, 5,
    ),
    "falling back": (
        target(80, **STAYS),
        [observation(55, period="2021", **STAYS), observation(45, **STAYS)], 5, -5,
    ),
    "eighteen months passed": (
        target(80, **STAYS),
        [observation(42, period="2022-06", **STAYS), observation(45, **STAYS)], 5, 2,
    ),
    "from the first, whatever lies between": (
        target(80, **STAYS),
        [observation(v, period=p, **STAYS) for v, p in ((25, "2019"), (90, "2021"), (45, "2023"))],
        5, 5,
    ),
    "under both names": (
        target(80, unit_id="same_34"),
        [observation(31, period="2020", **STAYS), observation(45, unit_id="same_34",
                                                              period="2027")], 35 / 3, 2,
    ),
    "a year passed": (
        target(80, **STAYS),
        [observation(41, period="2022", **STAYS), observation(45, **STAYS)], 5, 4,
    ),
    "eleven months passed": (
        target(80, **STAYS),
        [observation(41, period="2023-01", **STAYS), observation(45, **STAYS)], 5, None,
    ),
    "a last period that was inferred": (
        target(80, **STAYS),
        [observation(35, period="2021", **STAYS),
         observation(45, flag="period_inferred", **STAYS)], 5, None,
    ),
    "ranges, at their worse ends": (
        target(10, comparator="le", **STAYS, **RANK),
        [observation(v, comparator="range", value_high=v + 10, period=p, **STAYS, **RANK)
         for v, p in ((31, "2021"), (21, "2023"))], 3, 5,
    ),
    "methods unstated": (
        target(80, method="unstated", **STAYS),
        [observation(v, period=p, method="unstated", **STAYS) for v, p in ((35, "2021"),
                                                                           (45, "2023"))],
        5, None,
    ),
    "another method first": (
        target(80, method="counted", **STAYS),
        [observation(45, method="counted", **STAYS)], 5, None,
    ),
    "two first values": (
        target(80, **STAYS),
        [observation(v, period=p, **STAYS) for v, p in ((30, "2021"), (31, "2021"), (45, "2023"))],
        5, None,
    ),
    "a first period that was inferred": (
        target(80, **STAYS),
        [observation(35, period="2021", flag="period_inferred", **STAYS),
         observation(40, period="2022", **STAYS), observation(45, **STAYS)], 5, None,
    ),
    "closed": (target(50, **DUE_2023), [observation(45, **STAYS)], None, None),
    "abolished": (
        target(80), [observation(35, period="2021"), observation(45)], None, 5,
    ),
    "not comparable": (
        target(80, **STAYS),
        [observation(v, period=p, base_id="cows", **STAYS) for v, p in ((1, "2021"), (2, "2023"))],
        None, None,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> dict[str, Row]:
    promises, seen = zip(*(case[:2] for case in PACES.values()), strict=True)
    return dict(zip(PACES, measure_apart(list(promises), list(seen)), strict=True))


@pytest.mark.parametrize("case", PACES)
def test_paces_are_counted_in_whole_months(judged: dict[str, Row], case: str) -> None:
    *_, required, actual = PACES[case]
    shown = judged[case]["required_pace"]
    assert shown == (None if required is None else pytest.approx(required, abs=1e-6))
    assert judged[case]["actual_pace"] == actual


def test_ranks_by_two_sets_of_indicators_make_no_pace() -> None:
    seen = [observation(v, period=p, **STAYS, **RANK) for v, p in ((40, "2020"), (30, "2022"))]
    assert one(target(10, comparator="le", **STAYS, **RANK), *seen)["actual_pace"] is None


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2023", "2023-12-31"), ("2023-06", "2023-06-30"), ("2024-02", "2024-02-29"),
        ("2023-06-05", "2023-06-05"), ("2023-13", None), ("2023-02-30", None), ("x", None),
    ],
)  # fmt: skip
def test_a_period_ends_on_its_last_day(period: str, last: str | None) -> None:
    found = pl.DataFrame({"period": [period]}).select(last_day("period").cast(pl.String)).item()
    assert found == last


@FEW
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_years_are_twelfths_for_each_month(start: date, months: int) -> None:
    frame = pl.DataFrame({"start": [start]}).with_columns(
        end=pl.col("start").dt.month_start().dt.offset_by(f"{months}mo")
    )
    assert frame.select(years_between(pl.col("start"), pl.col("end"))).item() == months / 12
