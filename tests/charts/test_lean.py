"""Charts that share their parts say the same as those of Altair."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
import pytest

from dtia.charts.lean import Chart

ROWS = pl.DataFrame({"unit": ["a", "b"], "low": [1.0, 2.0], "high": [3.0, 4.0]})
ENCODINGS: dict[str, dict[str, Any]] = {
    "in short": {"x": "low:Q", "x2": "high", "y": "unit:N", "strokeDash": "unit:N"},
    "several": {"x": "low:Q", "detail": ["unit:N", "high:Q"], "order": "low:Q"},
    "a value": {"x": alt.value(0), "color": alt.value("#123456")},
    "a number of the scale": {"x": alt.datum(0), "y": alt.datum("a")},
    "under a condition": {"color": alt.condition("datum.low > 1", alt.value("red"), "unit:N")},
    "whole": {"x": alt.X("low:Q", title="Low"), "tooltip": [alt.Tooltip("high:Q")]},
}


@pytest.mark.parametrize("given", ENCODINGS)
def test_an_encoding_is_what_altair_makes_of_it(given: str) -> None:
    own, theirs = (
        kind(ROWS).mark_point().encode(**ENCODINGS[given]).to_dict() for kind in (Chart, alt.Chart)
    )
    assert own == theirs and own["encoding"].keys() == ENCODINGS[given].keys()


def test_a_copy_changes_only_itself() -> None:
    base = Chart(ROWS).mark_point().encode(x="low:Q")
    other = base.encode(y="unit:N")
    assert "y" not in base.to_dict()["encoding"] and "x" in other.to_dict()["encoding"]
