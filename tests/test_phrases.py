from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtia.i18n import number
from dtia.phrases import holds


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("trên 45% dân số", 45),
        ("tỷ trọng đạt 7,09%", 7.09),
        ("0.9000 0.8000", 0.9),
        ("trên 450.000 điểm", 450000),
        ("about 1,234 firms", 1234),
        ("20-25%/năm", 20),
        ("20-25%/năm", 25),
        ("toàn thể đảng viên", 100),
        ("more than half of the population", 50),
        ("95/100 người trưởng thành", 95),
    ],
)
def test_a_phrase_holds_its_figure(phrase: str, value: float) -> None:
    assert holds(phrase, value)


def test_a_phrase_does_not_hold_another_figure() -> None:
    assert not holds("trên 45% dân số", 4.5)
    assert not holds("hallway", 100)


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_a_number_written_in_either_language_is_read_back(value: float) -> None:
    for lang in ("vi", "en"):
        assert holds(number(float(value), lang), float(value))
