"""The one verdict on each promise that is due, whatever was measured of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from dtia import findings, views
from dtia.data import Data
from dtia.i18n import LANGS, Lang, text
from support.made_up import only

PROMISE = [
    "unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "comparator", "value_low", "value_high",
]  # fmt: skip


Row = dict[str, Any]


def due(**cells: Any) -> Row:
    """A target of 50 % for 2025 and what was measured of it, but for the cells given."""
    return {
        "unit_id": "phu_yen_63", "indicator_id": "soc.payment_account", "tier": "all",
        "horizon_year": 2025, "document_id": None, "kind": "observed", "unit": "points",
        "reference": "2025", "verdict": "met", "grade": "A", "gap_low": 1.0, "gap_high": 1.0,
        "comparator": "eq", "value_low": 50.0, "value_high": 50.0, "source_ids": "gso",
        **cells,
    }  # fmt: skip


def judged(data: Data, *rows: Row, lang: Lang = "vi") -> pl.DataFrame:
    gaps = pl.DataFrame(list(rows), schema=data.gaps.schema)
    return views.scorecard(replace(data, gaps=gaps), lang)


EARLY = {"verdict": "provisional"}


SILENT = dict.fromkeys(("reference", "grade", "gap_low", "gap_high"), None)


EVIDENCE: dict[str, tuple[list[Row], str]] = {
    "one value": ([{}], "met"),
    "nothing measured": ([{**SILENT, "verdict": "no_observation"}], "no_observation"),
    "lapsed without a value": ([{**SILENT, "verdict": "lapsed"}], "lapsed"),
    "the end before a better grade": (
        [{"verdict": "missed", "grade": "C"}, {**EARLY, "reference": "2024"}], "missed",
    ),
    "the end before a later value": (
        [{"verdict": "near"}, {**EARLY, "reference": "2026-03"}], "near",
    ),
    "the latest of several early ones": (
        [{"verdict": "met_early", "reference": "2023"},
         {"verdict": "lapsed", "reference": "2024", "grade": "C"}], "lapsed",
    ),
    "the better grade of one period": (
        [{"verdict": "missed", "grade": "C"}, {"verdict": "met", "grade": "B"}], "met",
    ),
    "values that agree": ([{"verdict": "met"}, {"gap_low": 2.0, "gap_high": 2.0}], "met"),
    "values that disagree": ([{"verdict": "met"}, {"verdict": "missed"}], "unsettled"),
    "a refused value": ([{"verdict": "not_comparable", "grade": "D"}], "not_comparable"),
}  # fmt: skip


@pytest.mark.parametrize("case", EVIDENCE)
def test_a_verdict_follows_the_order_of_evidence(data: Data, case: str) -> None:
    cells, verdict = EVIDENCE[case]
    for order in (cells, cells[::-1]):
        assert only(judged(data, *(due(**row) for row in order)))["verdict"] == verdict


def test_a_year_ends_after_its_months(data: Data) -> None:
    whole, half = (
        due(verdict="lapsed", reference="2024"),
        due(verdict="met_early", reference="2024-06"),
    )
    assert only(judged(data, whole, half))["verdict"] == "lapsed"


def test_an_unsettled_verdict_spans_the_gaps_and_reads_so(data: Data) -> None:
    rows = [due(), due(verdict="missed", gap_low=-4.0, gap_high=-4.0)]
    found = {lang: only(judged(data, *rows, lang=lang)) for lang in LANGS}
    assert (found["vi"]["gap_low"], found["vi"]["gap_high"]) == (-4, 1)
    assert found["en"]["gap_label"] == "from −4 to +1 points"
    assert found["en"]["verdict_label"] == "depends on the measured value"
    assert found["vi"]["verdict_label"] == text("verdict.unsettled", "vi")


def test_a_scorecard_has_a_row_for_every_promise_below_the_nation(data: Data) -> None:
    other = [{"document_id": "x"}, {"value_low": 60.0}, {"tier": "commune"}, {"base_id": "b"}]
    rows = [due(), due(source_ids="z"), *(due(**cells) for cells in other)]
    aside = [due(unit_id="viet_nam"), due(horizon_year=2030), due(kind="national")]
    assert judged(data, *rows, *aside).height == 5
    real = views.scorecard(data, "vi")
    promised = data.gaps.filter(pl.col("unit_id") != "viet_nam", kind="observed", horizon_year=2025)
    assert real.height == promised.unique(PROMISE).height == real.unique(PROMISE).height
    for lang in LANGS:
        [lapsed, rest, _] = findings.scorecard(real, lang).data.splitlines()
        ended = real.filter(pl.col("verdict").is_in(["lapsed", "met_early"])).height
        assert {str(ended), str(real.height)} <= set(re.findall(r"\d+", lapsed))
        assert str(real.height - ended) in re.findall(r"\d+", rest)
