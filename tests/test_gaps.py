from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtia.data import Data
from dtia.gaps import measured

RULES = pl.DataFrame(
    schema={"field": pl.String, "value_a": pl.String, "value_b": pl.String, "grade": pl.String,
            "rule_id": pl.String}
)  # fmt: skip


def pair(a: float, b: float, *, high: float | None = None, better: bool = True) -> pl.DataFrame:
    """A target `a` (up to `high`) against a reference `b`, alike in everything else."""
    same = {
        "indicator_id": "i",
        "base_id": "b",
        "method": None,
        "plan_type": None,
        "comparator": "eq",
    }
    row = {"unit": "percent", "higher_is_better": better, "value": a, "value_high": high, **same}
    row |= {f"{name}_b": value for name, value in same.items()} | {
        "value_b": b,
        "value_high_b": None,
    }
    text = dict.fromkeys(("method", "plan_type", "method_b", "plan_type_b"), pl.String)
    floats = dict.fromkeys(("value", "value_high", "value_b", "value_high_b"), pl.Float64)
    return pl.DataFrame([row], schema_overrides=text | floats)


def gap(*args: float, **kwargs: float | bool | None) -> dict[str, object]:
    return measured(pair(*args, **kwargs), RULES).row(0, named=True)


SHARES = st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 3))


@given(SHARES, SHARES)
def test_a_gap_changes_sign_with_the_direction(a: float, b: float) -> None:
    assert gap(a, b)["gap_low"] == -gap(a, b, better=False)["gap_low"]


@given(SHARES, SHARES, st.floats(0.001, 50), st.floats(0, 50))
def test_widening_a_range_never_narrows_its_gap(
    a: float, b: float, width: float, more: float
) -> None:
    narrow, wide = gap(a, b, high=a + width), gap(a, b, high=a + width + more)
    assert wide["gap_low"] <= narrow["gap_low"]
    assert wide["gap_high"] >= narrow["gap_high"]


@given(SHARES, SHARES)
def test_the_verdict_follows_the_sign(a: float, b: float) -> None:
    expected = "same" if a == b else "above" if a > b else "below"
    assert gap(a, b)["verdict"] == expected


def test_a_range_around_the_reference_spans_it() -> None:
    found = gap(15, 18, high=20)
    assert (found["gap_low"], found["gap_high"], found["verdict"]) == (-3, 2, "spans")


def test_a_difference_of_shares_is_in_percentage_points() -> None:
    assert gap(15, 30)["unit"] == "points"


# Worked out by hand from the phrases of the founding article on Quảng Trị and the national acts.
QUANG_TRI = [
    ("gov.records_online", "province", 0, "B"),  # cấp tỉnh 100 % - 100 % (749/QĐ-TTg) = 0
    ("gov.records_online", "district", 0, "B"),  # cấp huyện 90 % - 90 % = 0
    ("gov.records_online", "commune", 0, "B"),  # cấp xã 70 % - 70 % = 0
    ("econ.digital_share_grdp", "all", -15, "B"),  # 15 % GRDP - 30 % GDP (411/QĐ-TTg) = -15
    ("soc.payment_account", "all", -35, "A"),  # trên 45 % dân số - trên 80 % dân số = -35
]


@pytest.mark.parametrize(("indicator", "tier", "points", "grade"), QUANG_TRI)
def test_quang_tri_2030_against_the_nation(
    data: Data, indicator: str, tier: str, points: float, grade: str
) -> None:
    found = data.gaps.filter(
        kind="national", unit_id="quang_tri_63", indicator_id=indicator, tier=tier
    ).row(0, named=True)
    assert (found["gap_low"], found["gap_high"], found["grade"]) == (points, points, grade)


def test_a_target_older_than_the_national_act_says_so(data: Data) -> None:
    # Nghị quyết 02-NQ/TU is of 4 November 2021, Quyết định 411/QĐ-TTg of 31 March 2022.
    row = data.gaps.filter(
        kind="national", unit_id="quang_tri_63", indicator_id="econ.digital_share_grdp"
    ).row(0, named=True)
    assert row["reasons"] == "gdp_grdp;before_national_act"


def test_pho_yen_accounts_are_only_indicative_against_the_nation(data: Data) -> None:
    # trên 50 % of the population against từ 80 % of people aged 15 and over: -30, another base.
    row = data.gaps.filter(
        kind="national", unit_id="pho_yen_thai_nguyen_63", indicator_id="soc.payment_account"
    ).row(0, named=True)
    assert (row["gap_low"], row["grade"], row["reasons"]) == (-30, "C", "accounts_15_population")


def test_tiers_are_measured_against_the_commune_of_the_same_document(data: Data) -> None:
    tiers = data.gaps.filter(kind="tier")
    found = {(r["unit_id"], r["horizon_year"]): r["gap_low"] for r in tiers.iter_rows(named=True)}
    assert found["quang_tri_63", 2030] == 30  # 100 - 70
    assert found["pho_yen_thai_nguyen_63", 2025] == 20  # trên 80 (thị xã) - trên 60 (xã)
    assert tiers["document_id"].equals(tiers["reference_document_id"], check_names=False)


def test_steps_lead_from_2025_to_2030_of_the_same_quantity(data: Data) -> None:
    step = data.gaps.filter(
        kind="step", indicator_id="econ.digital_share_grdp", document_id="411_QD-TTg_2022"
    )
    assert step["gap_low"].to_list() == [10]  # 30 % - 20 % of GDP
    ranks = data.gaps.filter(kind="step", indicator_id="rank.egdi").row(0, named=True)
    # From the first 70 to the first 50 countries: 20 places ahead, since a lower rank is better.
    assert (ranks["gap_low"], ranks["unit"], ranks["verdict"]) == (20, "places", "above")


def test_every_gap_can_be_followed_to_targets_by_its_ids(data: Data) -> None:
    for row in data.gaps.iter_rows(named=True):
        own = data.targets.filter(
            pl.col("document_id").eq_missing(pl.lit(row["document_id"])),
            unit_id=row["unit_id"], indicator_id=row["indicator_id"], tier=row["tier"],
            horizon_year=row["horizon_year"], status="current",
        )  # fmt: skip
        sources = set(row["source_ids"].split(";"))
        assert any(set(ids.split(";")) <= sources for ids in own["source_ids"]), row
        assert sources <= set(data.sources["source_id"])
