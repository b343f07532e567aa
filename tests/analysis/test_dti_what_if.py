"""What a province's DTI and its rank would be, if an index were another."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis.dti import rank_bounds, totals, what_if
from dtia.data import Data
from dtia.data.vocabulary import DTI_INDICES
from dtia.errors import MissingData, UnknownName
from support.made_up import only

UNHURRIED = settings(deadline=None, max_examples=25)


POINTS = dict(zip(DTI_INDICES, [100, 100, 100, 100, 100, 200, 150, 150], strict=True))


def of_2022(data: Data, unit_id: str, **changes: float) -> dict[str, Any]:
    return only(what_if(data, unit_id, changes, "2022"))


def test_quang_ninh_2022_worked_out_by_hand(data: Data) -> None:
    # data/raw/observations/ranking.csv: total 0.7024, rank 3; activity_economy 0.5904, 150 of
    # 1,000 points: 0.1 * 0.15 = 0.015, 0.7024 + 0.015 = 0.7174. Totals on file of the others:
    # rank 1 Đà Nẵng 0.8002, 2 TP. Hồ Chí Minh 0.7163, 4 Thừa Thiên Huế 0.6975, 5 Cần Thơ 0.6924;
    # ranks 6 to 24 without a total, 25 Trà Vinh 0.6077. Only 0.8002 is above 0.7174.
    assert of_2022(data, "quang_ninh_63", activity_economy=0.1) == {
        "unit_id": "quang_ninh_63", "period": "2022", "document_id": "922_QD-BTTTT_2022",
        "on_file": 8, "needed": 8, "total": 0.7024, "new_total": 0.7174, "rank": 3,
        "best": 2, "worst": 2, "of": 63,
    }  # fmt: skip
    assert what_if(data, "quang_ninh_63", {"activity_economy": 0.1})["period"].item() == "2022"


@pytest.mark.parametrize(
    ("change", "total", "best", "worst"),
    [
        # 200 points of 1,000. 0.6974 lies between 0.6975 and 0.6924.
        (-0.025, 0.6974, 4, 4),
        # 0.6924 is Cần Thơ's to the last digit: above it or below; whoever ranks 6 to 24 has
        # from 0.6077 to 0.6924. Four sure ones less Cần Thơ: 4; and 3 + 1 + 19 others: 24.
        (-0.05, 0.6924, 4, 24),
        (-0.1, 0.6824, 5, 24),
        # 0.6124 is still above Trà Vinh, rank 25.
        (-0.45, 0.6124, 5, 24),
        # 0.6064 is below it, so below 4 + 19 + 1; rank 26 has from 0.5934 (rank 27) to 0.6077.
        (-0.48, 0.6064, 25, 26),
        (0, 0.7024, 3, 3),
    ],
)
def test_a_rank_is_known_as_far_as_totals_and_ranks_are(
    data: Data, change: float, total: float, best: int, worst: int
) -> None:
    found = of_2022(data, "quang_ninh_63", activity_government=change)
    assert found["new_total"] == pytest.approx(total)
    assert (found["best"], found["worst"]) == (best, worst)


def test_who_has_a_rank_but_no_total_lies_between_its_neighbours() -> None:
    known = {"a": (0.9, 1), "b": (None, 2), "c": (0.7, 3), "d": (0.6, 4), "e": (None, 5)}
    rows = [
        (unit, name, value)
        for unit, figures in known.items()
        for name, value in zip(("dti.total", "rank.dti"), figures, strict=True)
        if value is not None
    ]
    frame = pl.DataFrame(
        rows, schema=["unit_id", "indicator_id", "value"], orient="row", strict=False
    )
    units = [*known, "f"]
    # b lies from 0.7 to 0.9, e from 0 to 0.6, f, of which nothing is known, anywhere.
    expected = {0.95: (1, 2), 0.9: (1, 4), 0.75: (2, 4), 0.65: (4, 5), 0.6: (4, 6), 0.1: (4, 6)}
    assert {t: rank_bounds(frame, units, "d", t) for t in expected} == expected
    # Who shares the rank of c has its total, 0.7.
    tied = frame.with_columns(
        value=pl.when((pl.col("unit_id") == "b") & (pl.col("value") == 2))
        .then(3)
        .otherwise("value")
    )
    assert [rank_bounds(tied, units[:-1], "d", t) for t in (0.65, 0.75)] == [(4, 4), (2, 2)]
    assert rank_bounds(frame, units, "d", None) == (None, None)
    assert rank_bounds(frame.filter(pl.col("unit_id") == "d"), units, "d", 0.6) == (1, 6)


@UNHURRIED
@given(st.lists(st.integers(-20, 20).map(lambda n: n / 1000), min_size=8, max_size=8))
def test_changes_add_up_by_their_points(data: Data, changes: list[float]) -> None:
    given = dict(zip(DTI_INDICES, changes, strict=True))
    room = {"awareness", "institution"} & {name for name, change in given.items() if change > 0}
    moved = {name: change for name, change in given.items() if name not in room}
    found = of_2022(data, "can_tho_63", **moved)["new_total"]
    # Can Tho's total of 2022 is 0.6924.
    by_hand = 0.6924 + sum(POINTS[name] * change for name, change in moved.items()) / 1000
    assert found == pytest.approx(by_hand, abs=1e-6)
    apart = [of_2022(data, "can_tho_63", **{n: c})["new_total"] - 0.6924 for n, c in moved.items()]
    assert found - 0.6924 == pytest.approx(sum(apart), abs=9e-6)


@UNHURRIED
@given(st.data())
def test_raising_an_index_never_worsens_the_rank(data: Data, draw: st.DataObject) -> None:
    whole = totals(data.observations, data.dti_versions, data.dti_weights).filter(period="2022")
    unit = draw.draw(st.sampled_from(whole["unit_id"].to_list()))
    name = draw.draw(st.sampled_from(DTI_INDICES))
    on_file = data.observations.filter(unit_id=unit, indicator_id=f"dti.{name}", period="2022")
    value = on_file["value"].item()
    less, more = sorted(draw.draw(st.tuples(*[st.floats(-value, 1 - value)] * 2)))
    low, high = (of_2022(data, unit, **{name: change}) for change in (less, more))
    assert high["best"] <= low["best"] and high["worst"] <= low["worst"]
    assert all(1 <= found["best"] <= found["worst"] <= 63 for found in (low, high))


def test_what_cannot_be_answered_says_why(data: Data) -> None:
    with pytest.raises(UnknownName, match=r"'economy'; there are: awareness, .*activity_society"):
        of_2022(data, "quang_ninh_63", economy=0.1)
    for change in (0.5, -0.6, float("nan")):
        with pytest.raises(ValueError, match=r"activity_economy is 0\.5904"):
            of_2022(data, "quang_ninh_63", activity_economy=change)
    assert of_2022(data, "da_nang_63", awareness=0)["total"] == 0.8002
    with pytest.raises(MissingData, match=r"2019\); on file: 2020, 2022"):
        what_if(data, "quang_ninh_63", {"human": 0.1}, "2019")
    with pytest.raises(MissingData, match="on file: –"):
        what_if(data, "phu_yen_63", {"human": 0.1})
    with pytest.raises(ValueError, match="Say which index changes"):
        what_if(data, "quang_ninh_63", {})
    # The points of the version of 2024 are not on file.
    found = only(what_if(data, "da_nang_34", {"human": 0.1}))
    assert (found["period"], found["needed"], found["total"], found["of"]) == (
        "2024",
        0,
        0.7069,
        34,
    )
    assert [found[name] for name in ("new_total", "best", "worst")] == [None] * 3


@pytest.mark.parametrize("change", [5.0, -5.0, float("nan")])
def test_no_index_can_move_by_more_than_one(data: Data, change: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        of_2022(data, "tra_vinh_63", activity_economy=change)
