"""What a figure says, what keeps a promise, and how far two promises are apart."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis import intervals
from support.compared import FLOATS, Figure, cells, frame

# The first example waits for what is imported on first use.
UNHURRIED = settings(deadline=None, max_examples=15)
Ends = tuple[float | None, float | None]


def ends(expressions: tuple[pl.Expr, pl.Expr], of: pl.DataFrame) -> Ends:
    return of.select(low=expressions[0], high=expressions[1]).row(0)


def gap(a: Figure, b: Figure, **more: Any) -> Ends:
    return ends(intervals.gap(), frame(a, b, **more))


def verdict(a: Figure, b: Figure, *, spread: bool = False, **more: Any) -> str | None:
    word = intervals.verdict_of_spread if spread else intervals.verdict
    return frame(a, b, **more).select(word(*intervals.gap())).item()


STATED: list[tuple[Figure, Ends]] = [
    (("eq", 50), (50, 50)),
    (("approx", 50), (50, 50)),
    (("ge", 50), (50, 100)),
    (("gt", 50), (50, 100)),
    (("le", 15), (0, 15)),
    (("lt", 15), (0, 15)),
    (("range", 15, 20), (15, 20)),
    (("category", 2), (2, 2)),
    (("eq", 0), (0, 0)),
    (("ge", 100), (100, 100)),
    (("eq", None), (None, None)),
]


@pytest.mark.parametrize(("figure", "expected"), STATED)
@pytest.mark.parametrize("better", [True, False])
def test_a_stated_interval_is_what_the_phrase_says_whichever_way_is_better(
    figure: Figure, expected: Ends, better: bool
) -> None:
    assert ends(intervals.stated_interval(), frame(figure, better=better)) == expected


def test_a_stated_interval_of_an_unbounded_quantity_has_no_end() -> None:
    assert ends(intervals.stated_interval(), frame(("ge", 10), upper=None)) == (10, None)
    assert ends(intervals.stated_interval(), frame(("le", 10), lower=None)) == (None, 10)


NO_FLOOR: Ends = (None, None)
FLOORS: list[tuple[Figure, Ends, Ends]] = [
    # figure, floor where higher is better, floor where lower is
    (("eq", 50), (50, 50), (50, 50)),
    (("approx", 50), (50, 50), (50, 50)),
    (("ge", 50), (50, 50), NO_FLOOR),
    (("gt", 50), (50, 50), NO_FLOOR),
    (("le", 50), NO_FLOOR, (50, 50)),
    (("lt", 50), NO_FLOOR, (50, 50)),
    (("range", 15, 20), (15, 20), (15, 20)),
    (("category", 2), (2, 2), (2, 2)),
    (("eq", 0), (0, 0), (0, 0)),
    (("ge", 100), (100, 100), NO_FLOOR),
    (("eq", None), (None, None), (None, None)),
]


@pytest.mark.parametrize(("figure", "higher", "lower"), FLOORS)
def test_a_floor_is_the_least_outcome_that_keeps_the_promise(
    figure: Figure, higher: Ends, lower: Ends
) -> None:
    assert ends(intervals.floor(), frame(figure)) == higher
    assert ends(intervals.floor(), frame(figure, better=False)) == lower
    other = frame(("eq", None), figure)
    assert ends(intervals.floor("_b"), other) == higher


def test_the_easiest_end_of_a_range_is_low_for_a_share_and_high_for_a_rank() -> None:
    assert frame(("range", 15, 20)).select(intervals.least()).item() == 15
    assert frame(("range", 15, 20), better=False).select(intervals.least()).item() == 20


GAPS: list[tuple[Figure, Figure, bool, Ends, str | None]] = [
    (("eq", 15), ("eq", 30), True, (-15, -15), "below"),
    (("eq", 0), ("eq", 100), True, (-100, -100), "below"),
    (("eq", 100), ("eq", 0), True, (100, 100), "above"),
    (("eq", 0), ("eq", 0), True, (0, 0), "same"),
    (("ge", 50), ("eq", 50), True, (0, 0), "same"),
    (("range", 15, 20), ("eq", 18), True, (-3, 2), "spans"),
    (("range", 15, 20), ("eq", 15), True, (0, 5), "same"),
    (("range", 15, 20), ("eq", 20), True, (-5, 0), "below"),
    (("range", 15, 20), ("gt", 15), True, (0, 5), "looser"),
    (("range", 15, 20), ("range", 10, 15), True, (0, 10), "above"),
    (("range", 15, 20), ("range", 15, 20), True, (-5, 5), "same"),
    (("range", 15, 20), ("range", 30, 50), True, (-35, -10), "below"),
    (("eq", 18), ("range", 15, 20), True, (-2, 3), "spans"),
    (("le", 10), ("le", 15), False, (5, 5), "above"),
    (("le", 15), ("le", 10), False, (-5, -5), "below"),
    (("range", 10, 15), ("le", 10), False, (-5, 0), "below"),
    (("range", 10, 15), ("le", 20), False, (5, 10), "above"),
    (("category", 3), ("category", 1), True, (2, 2), "above"),
    (("ge", 50), ("le", 50), True, (None, None), None),
    (("eq", None), ("eq", 50), True, (None, None), None),
    (("eq", 50), ("eq", None), True, (None, None), None),
]


@pytest.mark.parametrize(("a", "b", "better", "expected", "word"), GAPS)
def test_a_gap_is_ahead_where_positive_for_shares_and_for_ranks(
    a: Figure, b: Figure, better: bool, expected: Ends, word: str | None
) -> None:
    assert gap(a, b, better=better) == expected
    assert verdict(a, b, better=better) == word


@pytest.mark.parametrize(
    ("a", "b", "better", "word"),
    [
        ("gt", "eq", True, "stricter"),
        ("gt", "ge", True, "stricter"),
        ("ge", "gt", True, "looser"),
        ("eq", "gt", True, "looser"),
        ("gt", "gt", True, "same"),
        ("ge", "ge", True, "same"),
        ("approx", "eq", True, "same"),
        ("lt", "le", False, "stricter"),
        ("le", "lt", False, "looser"),
        ("lt", "lt", False, "same"),
    ],
)
def test_over_is_stricter_than_at_least_at_one_value_only(
    a: str, b: str, better: bool, word: str
) -> None:
    assert verdict((a, 50), (b, 50), better=better) == word
    apart = ("above", "below") if better else ("below", "above")
    assert verdict((a, 51), (b, 50), better=better) == apart[0]
    assert verdict((a, 49), (b, 50), better=better) == apart[1]


SPREADS: list[tuple[Figure, Figure, bool, str]] = [
    # a promise, the spread of several
    (("eq", 60), ("eq", 40, 50), True, "above"),
    (("eq", 50), ("eq", 40, 50), True, "above"),
    (("eq", 45), ("eq", 40, 50), True, "spans"),
    (("eq", 40), ("eq", 40, 50), True, "below"),
    (("eq", 30), ("eq", 40, 50), True, "below"),
    (("range", 30, 40), ("eq", 40, 50), True, "below"),
    (("range", 50, 60), ("eq", 40, 50), True, "above"),
    (("le", 10), ("eq", 10, 20), False, "above"),
    (("le", 20), ("eq", 10, 20), False, "below"),
    (("eq", 50), ("eq", 50, 50), True, "same"),
    (("gt", 50), ("eq", 50, 50), True, "stricter"),
    (("ge", 50), ("gt", 50, 50), True, "looser"),
]


@pytest.mark.parametrize(("a", "b", "better", "word"), SPREADS)
def test_a_spread_is_reached_at_its_most_ambitious_end(
    a: Figure, b: Figure, better: bool, word: str
) -> None:
    assert verdict(a, b, better=better, spread=True) == word


def test_sums_of_decimals_leave_no_dust_and_no_negative_zero() -> None:
    for better in (True, False):
        assert gap(("eq", 0.1 + 0.2), ("eq", 0.3), better=better) == (0, 0)
        assert verdict(("eq", 0.1 + 0.2), ("eq", 0.3), better=better) == "same"
    longer = pl.DataFrame({"a": [0.0, 0.1 + 0.2, 5.0], "b": [0.0, 0.3, 5.0]})
    for a, b in ((pl.col("a"), pl.col("b")), (pl.lit(0.0), pl.col("a") - pl.col("b"))):
        zeros = longer.with_columns(zero=intervals.difference(a, b))["zero"].to_list()
        assert zeros == [0, 0, 0]
        assert all(math.copysign(1, zero) == 1 for zero in zeros)


@pytest.mark.parametrize(
    "expressions", [intervals.stated_interval(), intervals.floor(), intervals.gap()]
)
def test_frames_without_rows_raise_nothing(expressions: tuple[pl.Expr, pl.Expr]) -> None:
    empty = frame(("eq", 1), ("eq", 1)).clear()
    low, high = expressions
    found = empty.select(
        low=low, high=high, kept=intervals.kept(), near=intervals.near(),
        word=intervals.verdict(low, high),
    )  # fmt: skip
    assert found.height == 0


VALUES = st.integers(0, 100_000).map(lambda n: n / 1000)
DIRECTIONS = st.booleans()
Pair = tuple[Figure, Figure, bool]
Worked = tuple[float, float, str]


@st.composite
def promises(draw: st.DrawFn, better: bool) -> Figure:
    """A figure that leaves a floor, given which way is better."""
    bound = ["ge", "gt"] if better else ["le", "lt"]
    comparator = draw(st.sampled_from(["eq", "approx", "range", *bound]))
    low = draw(VALUES)
    if comparator != "range":
        return comparator, low
    return comparator, low, low + draw(st.integers(1, 20_000)) / 1000


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    better = draw(DIRECTIONS)
    return draw(promises(better)), draw(promises(better)), better


def worked(drawn: list[Pair]) -> list[Worked]:
    """The gap of each pair and its verdict, all in one frame."""
    rows = [cells(a, b, better=better) for a, b, better in drawn]
    together, (low, high) = pl.DataFrame(rows, schema_overrides=FLOATS), intervals.gap()
    return together.select(low=low, high=high, word=intervals.verdict(low, high)).rows()


MIRRORED = {"above": "below", "stricter": "looser", "same": "same", "spans": "spans"}
MIRRORED |= {after: before for before, after in MIRRORED.items()}


@UNHURRIED
@given(st.lists(pairs(), min_size=1, max_size=8))
def test_swapping_the_sides_negates_the_gap_and_mirrors_the_verdict(drawn: list[Pair]) -> None:
    back = worked([(b, a, better) for a, b, better in drawn])
    for (low, high, word), found in zip(worked(drawn), back, strict=True):
        assert found == (-high, -low, MIRRORED[word])


@UNHURRIED
@given(VALUES, st.integers(0, 20_000), VALUES, st.sampled_from(["eq", "approx", "range"]))
def test_a_gap_changes_sign_with_the_direction(
    a: float, width: int, b: float, comparator: str
) -> None:
    figure = (comparator, a, a + width / 1000 if comparator == "range" else None)
    (low, high, _), (other_low, other_high, _) = worked(
        [(figure, ("eq", b), better) for better in (True, False)]
    )
    assert (other_low, other_high) == (-high, -low)


@UNHURRIED
@given(VALUES, VALUES, VALUES, VALUES, DIRECTIONS)
def test_widening_a_range_never_narrows_its_gap(
    a: float, b: float, width: float, more: float, better: bool
) -> None:
    narrow, wide = worked(
        [(("range", a, a + end), ("eq", b), better) for end in (width, width + more)]
    )
    assert wide[0] <= narrow[0] and wide[1] >= narrow[1]


@UNHURRIED
@given(st.lists(pairs(), min_size=1, max_size=8), st.integers(1, 2000).map(lambda n: n / 100))
def test_scaling_both_values_scales_the_gap_and_leaves_the_verdict(
    drawn: list[Pair], factor: float
) -> None:
    def scaled(figure: Figure) -> Figure:
        comparator, *values = figure
        return comparator, *(value and value * factor for value in values)

    found = worked([(scaled(a), scaled(b), better) for a, b, better in drawn])
    # Both gaps are rounded to six decimals.
    near = {"abs": 1e-6 * (1 + factor)}
    for (low, high, word), (scaled_low, scaled_high, same_word) in zip(
        worked(drawn), found, strict=True
    ):
        assert scaled_low == pytest.approx(low * factor, **near)
        assert scaled_high == pytest.approx(high * factor, **near)
        assert same_word == word


@UNHURRIED
@given(st.lists(pairs(), min_size=1, max_size=8))
def test_the_verdict_follows_the_signs_of_the_gap(drawn: list[Pair]) -> None:
    for (a, b, better), (low, high, word) in zip(drawn, worked(drawn), strict=True):
        assert low <= high
        if low < 0 < high:
            # A range that is repeated is kept as it is.
            assert word == ("same" if a[1:] == b[1:] else "spans")
        elif low > 0 or high < 0:
            assert word == ("above" if low > 0 else "below")
        else:
            easiest = [figure[1] if better or len(figure) == 2 else figure[2] for figure in (a, b)]
            ahead = (easiest[0] - easiest[1]) * (1 if better else -1)
            level = {"same", "stricter", "looser"}
            assert word in ({"above"} if ahead > 1e-9 else {"below"} if ahead < -1e-9 else level)
        assert all(math.copysign(1, end) == 1 for end in (low, high) if end == 0)
