"""What the promises of all provinces add up to, beside that of the nation."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis.collective import collective, summed
from dtia.analysis.pairs import promises
from support.made_up import Row, only, registers, table, target, targets

FEW = settings(deadline=None, max_examples=6)
KNOWN = registers()
NATION = {"unit_id": "viet_nam", "document_id": "nation_2020"}


def reference(**cells: Any) -> pl.DataFrame:
    row = {
        "indicator_id": "gov.share", "tier": "all", "base_id": "people", "horizon_year": 2030,
        "document_id": "nation_2020", "state": "in_force",
    }  # fmt: skip
    return table("national_references", row | cells)


def weights(both: float | None = 1, same: float | None = 1) -> pl.DataFrame:
    sizes = {"both_34": both, "same_34": same}
    return table(
        "weights",
        *(
            {"base_id": "people", "unit_id": unit_id, "period": "2024", "value": size}
            for unit_id, size in sizes.items()
            if size is not None
        ),
    )


def nation_against(
    rows: list[Row], nation: Row | None = None, sizes: pl.DataFrame | None = None, **cells: Any
) -> tuple[Row, Row]:
    """The row of gaps, and the sum it rests on."""
    known = KNOWN | {
        "national_references": reference(**cells),
        "weights": weights() if sizes is None else sizes,
    }
    promised = promises(targets(nation or target(60, **NATION), *rows), known)
    return only(collective(promised, known)), only(summed(promised, known))


def both(value: float = 50, **cells: Any) -> Row:
    return target(value, **{"unit_id": "both_34", **cells})


def same(value: float = 50, **cells: Any) -> Row:
    return target(value, **{"unit_id": "same_34", **cells})


COLLECTIVE: dict[str, tuple[list[Row], str, tuple[Any, Any], str | None]] = {
    # targets of provinces of equal weight; verdict, bounds, who counts; the nation says 60
    "all of them, above": ([both(70), same(60)], "above", (65, 65), "both_34;same_34"),
    "all of them, below": ([both(50), same(60)], "below", (55, 55), "both_34;same_34"),
    "all of them, the same": ([both(60), same(60)], "same", (60, 60), "both_34;same_34"),
    "one of them": ([both(90)], "not_informative", (45, 95), "both_34"),
    "none of them": ([], "not_informative", (0, 100), None),
    "the old name of one that stayed": (
        [both(70), same(60, unit_id="same_63")], "above", (65, 65), "both_34;same_34",
    ),
    "the old name of one that merged": (
        [target(90), same(60)], "not_informative", (30, 80), "same_34",
    ),
    "a base that is only indicative": (
        [both(70), same(60, base_id="adults")], "not_informative", (35, 85), "both_34",
    ),
    "a base that a rule calls alike": (
        [both(70), same(60, base_id="residents")], "above", (65, 65), "both_34;same_34",
    ),
    "another type of plan": (
        [both(70), same(60, document_id="year_2023")], "above", (65, 65), "both_34;same_34",
    ),
    "what was set since the merger comes before what is newer by date": (
        [both(70), same(60), same(10, unit_id="same_63", document_id="plan_2023")], "above",
        (65, 65), "both_34;same_34",
    ),
    "a range counts with its easy end": (
        [both(60, comparator="range", value_high=90), same(60)], "same", (60, 60),
        "both_34;same_34",
    ),
    "a bound that leaves no floor": (
        [both(70), same(60, comparator="le")], "not_informative", (35, 85), "both_34",
    ),
    "the latest act counts": (
        [both(10), both(70, document_id="plan_2023"), same(60)], "above", (65, 65),
        "both_34;same_34",
    ),
    "the more ambitious of one act counts": (
        [both(70), both(10, base_id="residents"), same(60)], "above", (65, 65),
        "both_34;same_34",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COLLECTIVE)
def test_promises_add_up_to_bounds_for_the_nation(case: str) -> None:
    rows, verdict, bounds, who = COLLECTIVE[case]
    row, total = nation_against(rows)
    assert (row["unit_id"], row["verdict"], row["reference"]) == ("viet_nam", verdict, who)
    assert (row["value_low"], row["value_high"]) == (total["low"], total["high"]) == bounds
    assert (row["gap_low"], row["gap_high"]) == (bounds[0] - 60, bounds[1] - 60)
    assert (total["n"], total["of"]) == (len(who.split(";")) if who else 0, 2)


def test_the_large_count_for_more() -> None:
    _, total = nation_against([both(80), same(40)], sizes=weights(3, 1))
    assert (total["mean"], total["low"], total["high"], total["covered"]) == (70, 70, 70, 100)
    row, total = nation_against([both(80)], sizes=weights(9, 1))
    assert (total["mean"], total["covered"]) == (80, 90)
    assert (row["value_low"], row["value_high"], row["verdict"]) == (72, 82, "above")


def test_bounds_twenty_points_apart_still_inform() -> None:
    for promised, verdict in ((70, "spans"), (75, "above"), (50, "below")):
        row, _ = nation_against([both(promised)], sizes=weights(8, 2))
        assert (row["gap_high"] - row["gap_low"], row["verdict"]) == (20, verdict)
    assert nation_against([both(70)], sizes=weights(79, 21))[0]["verdict"] == "not_informative"


@pytest.mark.parametrize("sizes", [weights(1, None), weights(None, None)])
def test_without_the_weight_of_one_province_there_is_no_sum(sizes: pl.DataFrame) -> None:
    row, total = nation_against([both(70), same(60)], sizes=sizes)
    assert (row["verdict"], row["gap_low"], row["value_low"]) == ("no_weights", None, None)
    assert row["reference"] == "both_34;same_34"
    assert (total["mean"], total["covered"], total["n"]) == (None, None, 2)


def test_the_gross_product_of_provinces_weighs_that_of_the_nation() -> None:
    sizes = weights().with_columns(base_id=pl.lit("grdp"))
    nation = target(60, base_id="gdp", **NATION)
    rows = [both(70, base_id="gdp"), same(60, base_id="gdp")]
    assert nation_against(rows, nation, sizes, base_id="gdp")[0]["verdict"] == "above"


def test_yardsticks_of_districts_and_of_what_is_no_share_have_no_row() -> None:
    known = KNOWN | {"weights": weights()}
    ended = {"valid_from": "2020-06-03", "valid_to": "2025-06-30", "state": "expired"}
    for cells in ({"tier": "district"}, {"indicator_id": "gov.count"}, {"status": "disputed"}):
        own = {key: value for key, value in cells.items() if key != "status"}
        known |= {"national_references": reference(**own, **(ended if "tier" in own else {}))}
        promised = promises(targets(target(60, **NATION, **cells), both(70, **own)), known)
        assert collective(promised, known).is_empty()


def test_an_act_that_is_no_yardstick_has_no_row() -> None:
    known = KNOWN | {"weights": weights(), "national_references": reference()}
    promised = promises(targets(target(60, "viet_nam", document_id="nation_2022")), known)
    assert collective(promised, known).is_empty()
    assert collective(promises(targets(), known), known).is_empty()


def test_a_sum_names_the_sources_of_its_weights() -> None:
    sizes = weights().with_columns(source_id=pl.lit("census"))
    assert "census" in nation_against([both(), same()], sizes=sizes)[0]["source_ids"].split(";")


@pytest.mark.parametrize(
    ("promised", "gap", "verdict"),
    [
        (55, (-15, -5), "below"), (60, (-10, 0), "below"), (65, (-5, 5), "spans"),
        (70, (0, 10), "above"), (75, (5, 15), "above"),
    ],
)  # fmt: skip
def test_a_range_of_the_nation_has_two_ends(
    promised: float, gap: tuple[float, float], verdict: str
) -> None:
    nation = target(60, comparator="range", value_high=70, **NATION)
    row, _ = nation_against([both(promised), same(promised)], nation)
    assert (row["gap_low"], row["gap_high"], row["verdict"]) == (*gap, verdict)


def test_the_silent_leave_a_quantity_without_an_upper_end_open() -> None:
    endless = KNOWN["indicators"].with_columns(upper=pl.lit(None, pl.Float64))
    known = KNOWN | {
        "national_references": reference(), "weights": weights(), "indicators": endless,
    }  # fmt: skip
    promised = promises(targets(target(60, **NATION), both(70)), known)
    assert only(collective(promised, known))["verdict"] == "not_informative"


@FEW
@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 50), st.integers(1, 50))
def test_the_bounds_of_a_complete_sum_are_its_weighted_mean(a: int, b: int, x: int, y: int) -> None:
    _, total = nation_against([both(a), same(b)], sizes=weights(x, y))
    mean = pytest.approx((a * x + b * y) / (x + y), abs=1e-6)
    assert (total["low"], total["mean"], total["high"]) == (mean, mean, mean)
    assert min(a, b) - 1e-6 <= total["mean"] <= max(a, b) + 1e-6


@FEW
@given(st.integers(0, 100), st.integers(1, 50), st.integers(1, 50))
def test_the_silent_widen_the_bounds_by_their_share(a: int, x: int, y: int) -> None:
    _, total = nation_against([both(a)], sizes=weights(x, y))
    assert total["covered"] == pytest.approx(100 * x / (x + y), abs=1e-6)
    assert total["high"] - total["low"] == pytest.approx(100 - total["covered"], abs=1e-5)
    assert total["low"] - 1e-6 <= a <= total["high"] + 1e-6
