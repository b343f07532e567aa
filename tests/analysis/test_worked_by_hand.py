from __future__ import annotations

import polars as pl
import pytest

from dtia.analysis import grade
from dtia.data import Data
from dtia.views import explain
from support.worked.figures import FIBRE, SHARE, Figure, Gap, Pair, Target
from support.worked.others import COLLECTIVE, LEADER, MERGER, NATIONAL
from support.worked.pairs import PAIRS
from support.worked.years import OBSERVED, REVISION, STEP, TIER

GAPS = [*NATIONAL, *LEADER, *OBSERVED, *TIER, *STEP, *REVISION, *MERGER, *COLLECTIVE]
ALWAYS = ["kind", "unit_id", "indicator_id", "tier", "horizon_year", "document_id"]
IF_GIVEN = [
    "base_id", "reference", "reference_document_id", "reference_year", "reference_method",
]  # fmt: skip


def one_row(frame: pl.DataFrame, **cells: object) -> pl.DataFrame:
    found = frame.filter(pl.col(name).eq_missing(pl.lit(cell)) for name, cell in cells.items())
    assert found.height == 1, f"{found.height} rows of {cells}"
    return found


def row_of(data: Data, figure: Figure) -> pl.DataFrame:
    table = data.targets if isinstance(figure, Target) else data.observations
    return one_row(table, **figure._asdict())


def name_of(case: Gap | Pair) -> str:
    if isinstance(case, Pair):
        return "-".join(str(part) for part in (*case.a[:3], *case.b[:3]))
    return "-".join(str(getattr(case, name)) for name in ALWAYS)


@pytest.mark.parametrize("case", GAPS, ids=name_of)
def test_a_gap_is_what_it_is_by_hand(data: Data, case: Gap) -> None:
    given = [name for name in IF_GIVEN if getattr(case, name) is not None]
    row = one_row(data.gaps, **{name: getattr(case, name) for name in [*ALWAYS, *given]})
    expected = {
        "gap_low": case.gap[0],
        "gap_high": case.gap[1],
        "verdict": case.verdict,
        "grade": case.grade,
        "required_pace": case.required_pace,
        "actual_pace": case.actual_pace,
    }
    if case.reasons:
        expected["reasons"] = case.reasons
    assert row.select(expected.keys()).row(0, named=True) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("case", PAIRS, ids=name_of)
def test_a_pair_has_the_grade_and_reasons_it_has_by_hand(data: Data, case: Pair) -> None:
    a, b = row_of(data, case.a), row_of(data, case.b)
    assert grade(data, a, b) == grade(data, b, a) == case.grade
    assert all(words in explain(data, a, b, "vi") for words in case.words)


@pytest.mark.parametrize(
    ("unit_id", "members"),
    [
        # Phu Yen states nothing for 2030; Quang Binh's 20 is disputed, so it states nothing.
        ("dak_lak_34", "dak_lak_63;phu_yen_63"),
        ("quang_tri_34", "quang_binh_63;quang_tri_63"),
    ],
)
def test_provinces_are_not_combined_where_one_is_silent(
    data: Data, unit_id: str, members: str
) -> None:
    row = one_row(
        data.gaps, kind="merger", unit_id=unit_id, indicator_id=SHARE, horizon_year=2030,
        reference=members, verdict="not_combinable",
    )  # fmt: skip
    assert row.select("gap_low", "gap_high").row(0) == (None, None)
    assert "predecessor_silent" in row["reasons"].item().split(";")


def test_an_act_that_sets_nothing_of_a_topic_is_not_silent_on_it(data: Data) -> None:
    # Over 90 % of households in the plan of 2020; the resolution of 2023 has no infrastructure.
    assert data.targets.filter(unit_id="bac_ninh_63", indicator_id=FIBRE).height == 1
    later = data.targets.filter(document_id="230_NQ-HDND_bac_ninh_2023")
    assert "infrastructure" not in later["topic"]
    assert data.gaps.filter(unit_id="bac_ninh_63", indicator_id=FIBRE, kind="revision").is_empty()


def test_a_range_stands_where_the_merged_province_is_silent(data: Data) -> None:
    # Bac Lieu 20 to 25 and Ca Mau 20: from 20 to 25.
    row = one_row(
        data.gaps, kind="merger", unit_id="ca_mau_34", indicator_id=SHARE, horizon_year=2030,
        document_id=None, reference="bac_lieu_63;ca_mau_63", verdict="not_found",
    )  # fmt: skip
    assert row.select("gap_low", "gap_high").row(0) == (None, None)
    assert row.select("reference_low", "reference_high").row(0) == (20, 25)


def test_the_disputed_page_of_quang_tri_is_in_no_gap_and_no_average(data: Data) -> None:
    page = "dostquangtri_gov_quang_tri_chuyen_doi_so"
    stated = data.targets.filter(unit_id="quang_tri_63", indicator_id=SHARE, status="disputed")
    assert stated.rows_by_key("horizon_year", named=True).keys() == {2025, 2030}
    assert stated["source_ids"].unique().to_list() == [page]
    gaps = data.gaps.filter(indicator_id=SHARE)
    assert gaps.filter(unit_id="quang_tri_63", kind="revision").is_empty()
    assert gaps.filter(pl.col("source_ids").str.contains(page, literal=True)).is_empty()
