"""Two rows that take one number of a phrase, while another number of it is left."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.check import claims
from dtia.check.claims import Claim
from dtia.data import FILE, LINE
from support.project import Run, SetCell, line_of

PHRASE = "90% hồ sơ công việc tại cấp tỉnh, 80% tại cấp huyện và 60% tại cấp xã"
TABLE = "targets/record_processing.csv"


def row(line: int, tier: str, value: float, phrase: str = PHRASE) -> dict[str, Any]:
    return {
        "unit_id": "viet_nam", "indicator_id": "i", "tier": tier, "year": "2025", "source_id": "s",
        "value": value, "value_high": None, "figure_text": phrase, FILE: "x.csv", LINE: line,
    }  # fmt: skip


def claimed_twice(rows: list[dict[str, Any]]) -> dict[tuple[str, int], Claim]:
    return dict(claims.claimed_twice(pl.DataFrame(rows)))


def test_the_later_of_two_rows_is_asked_about_and_told_what_is_left() -> None:
    rows = [row(2, "province", 90), row(3, "district", 80), row(4, "commune", 80)]
    assert claimed_twice(rows) == {("x.csv", 4): Claim(80, "x.csv", 3, (60.0,))}


def test_a_number_that_a_phrase_says_twice_serves_two_rows() -> None:
    twice = "80% cấp tỉnh, 80% cấp huyện, 60% cấp xã"
    assert claimed_twice([row(2, "province", 80, twice), row(3, "district", 80, twice)]) == {}


def test_a_phrase_without_another_number_serves_all_its_rows() -> None:
    both = "80% hồ sơ ở cấp tỉnh và cấp huyện, năm 2025"
    assert claimed_twice([row(2, "province", 80, both), row(3, "district", 80, both)]) == {}


def test_two_readings_of_one_figure_are_one(set_cell: SetCell, dtia: Run) -> None:
    assert claimed_twice([row(2, "province", 80), row(3, "province", 80)]) == {}
    line = line_of(TABLE, "viet_nam", "commune", "thanhnien_2020_nhom_50")
    other = line_of(TABLE, "viet_nam", "district", "thanhnien_2020_nhom_50")
    set_cell(TABLE, line, "value", "80")
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    first, second = sorted((line, other))
    assert (
        f"data/raw/{TABLE}:{second}: value: data/raw/{TABLE}:{first} takes 80 from the same "
        "phrase, which says it once; no row takes 60; correct one of the values" in output
    )
