"""Whether a measured value keeps a promise, or nearly."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dtia.analysis import intervals
from support.compared import Figure, frame


def says(expression: pl.Expr, a: Figure, b: Figure, **more: Any) -> bool | None:
    return frame(a, b, **more).select(expression).item()


KEPT: list[tuple[Figure, Figure, bool, bool | None, bool | None]] = [
    # promise, measured, higher is better: is it kept, is it near
    (("eq", 50), ("eq", 60), True, True, True),
    (("eq", 50), ("eq", 50), True, True, True),
    (("ge", 50), ("eq", 50), True, True, True),
    (("gt", 50), ("eq", 50), True, False, True),
    (("gt", 50), ("gt", 50), True, True, True),
    (("gt", 50), ("eq", 50.1), True, True, True),
    (("ge", 50), ("gt", 49), True, False, True),
    (("eq", 50), ("eq", 47.5), True, False, True),
    (("eq", 50), ("eq", 47.4), True, False, False),
    (("range", 15, 20), ("eq", 15), True, True, True),
    (("range", 15, 20), ("eq", 14.25), True, False, True),
    (("eq", 0), ("eq", 0), True, True, True),
    (("eq", 100), ("eq", 0), True, False, False),
    (("le", 15), ("eq", 10), False, True, True),
    (("le", 15), ("eq", 15), False, True, True),
    (("lt", 15), ("eq", 15), False, False, True),
    (("le", 15), ("eq", 16), False, False, True),
    (("le", 15), ("eq", 17), False, False, False),
    (("range", 10, 15), ("eq", 15), False, True, True),
    (("category", 3), ("category", 2), True, False, False),
    # a measured range counts with its worse end
    (("ge", 10), ("range", 10, 12), True, True, True),
    (("ge", 10), ("range", 9.5, 12), True, False, True),
    (("ge", 10), ("range", 8, 12), True, False, False),
    (("le", 10), ("range", 8, 10), False, True, True),
    (("le", 10), ("range", 8, 11), False, False, True),
    (("le", 10), ("range", 8, 12), False, False, False),
    # a measured value that is bounded on the wrong side says nothing
    (("ge", 50), ("lt", 50), True, None, None),
    (("gt", 50), ("le", 60), True, None, None),
    (("le", 10), ("ge", 10), False, None, None),
    (("lt", 10), ("gt", 10), False, None, None),
    (("eq", None), ("eq", 50), True, None, None),
    (("eq", 50), ("eq", None), True, None, None),
]


@pytest.mark.parametrize(("promise", "measured", "better", "kept", "near"), KEPT)
def test_a_promise_is_kept_at_its_floor_and_nearly_kept_a_twentieth_or_one_place_short(
    promise: Figure, measured: Figure, better: bool, kept: bool | None, near: bool | None
) -> None:
    unit = "percent" if better else "rank"
    assert says(intervals.kept(), promise, measured, better=better, unit=unit) is kept
    assert says(intervals.near(), promise, measured, better=better, unit=unit) is near
