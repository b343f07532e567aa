"""What stands in a wrong order, on the wrong map, or against what all else says."""

from __future__ import annotations

import pytest

from support.faults import Spoiled
from support.project import line_of

ACT = ("documents.csv", ("411_QD-TTg_2022,viet_nam",))
OLD = ("documents.csv", ("43_ND-CP_2011,viet_nam",))
ORDERS = {
    "an act that replaces itself": (
        *ACT, "supersedes", "411_QD-TTg_2022", "supersedes: a document cannot replace itself; name",
    ),
    "acts that replace each other": (
        *OLD, "supersedes", "42_ND-CP_2022",
        "these documents replace each other: 43_ND-CP_2011 – 42_ND-CP_2022 – 43_ND-CP_2011",
    ),
    "an act that replaces a later one": (
        "documents.csv", ("749_QD-TTg_2020,viet_nam",), "supersedes", "405_QD-BKHCN_2025",
        "supersedes: 405_QD-BKHCN_2025 is of",
    ),
    "versions that share a year": (
        "dti_versions.csv", ("922_QD-BTTTT_2022",), "first_year", "2020",
        "first_year: 2020 belongs to 1726_QD-BTTTT_2020 as well",
    ),
    "a version that ends before it begins": (
        "dti_versions.csv", ("922_QD-BTTTT_2022",), "last_year", "2020",
        "last_year: the last year is before the first",
    ),
    "a version left open": (
        "dti_versions.csv", ("922_QD-BTTTT_2022",), "last_year", "",
        "last_year: this version has no last year, though 405_QD-BKHCN_2025 came after it",
    ),
    "two steps of one order": (
        "categories.csv", ("reach,universal",), "order", "2",
        "order: same key as data/raw/categories.csv:",
    ),
    "a step without an id": (
        "categories.csv", ("standing,upper_middle",), "category_id", "",
        "category_id: the cell is empty, and the column is required",
    ),
    "a unit above of another era": (
        "units.csv", ("tuy_hoa_phu_yen_63,63",), "parent_id", "dak_lak_34",
        "parent_id: the unit above is of era 34, this one of era 63",
    ),
    "a second nation": (
        "units.csv", ("ha_noi_63,63",), "level", "nation", "era: the era 63 does not fit",
    ),
    "a province that no other became": (
        "units.csv", ("ha_noi_63,63",), "successor_id", "hue_34",
        "unit_id: no former province became this one",
    ),
    "a type of another level": (
        "units.csv", ("ha_noi_63,63",), "type", "ward",
        "type: a unit of the level province is not of this type; the types of province: province",
    ),
    "a rule with a value of no field": (
        "comparability.csv", ("year_differs",), "value_a", "2025",
        "value_a: '2025' is not one of the values; the values are: *",
    ),
    "one star alone": (
        "comparability.csv", ("gdp_grdp,",), "value_b", "*",
        "value_b: * stands for any value, and so has to stand in both cells",
    ),
    "an indicator of another topic than all its rows": (
        "indicators.csv", ("soc.payment_account,",), "topic", "security",
        "topic: all ",
    ),
    "an act of another province than all its targets": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "unit_id", "nghe_an_63",
        "unit_id: all ",
    ),
    "a number of another act": (
        "documents.csv", ("1813_QD-TTg_2021,viet_nam",), "number", "1831/QĐ-TTg",
        "number: the number of the document is not the one that 1813_QD-TTg_2021 begins with",
    ),
    "an address of two pages": (
        "sources.csv", ("bnews_2021_tai_khoan_80",), "url", "https://dti.gov.vn/xep-hang-2022",
        "url: this is the address of dti_gov_vn_2022 as well",
    ),
    "the Vietnamese text in the English column": (
        "bases.csv", ("procedures,thủ tục hành chính,admin",), "label_en", "thủ tục hành chính",
        "label_en: this text is Vietnamese, and the column is for English",
    ),
    "money counted in persons": (
        "weights.csv", ("grdp,ha_noi_34",), "measure", "persons",
        "measure: the other weights of grdp are measured in billion_vnd",
    ),
}  # fmt: skip


MAPS = {
    "a rank on the other map": (
        "targets/ranking.csv", ("quang_tri_63,rank.dti_group", "1737"), "base_id", "provinces_34",
        "base_id: a rank among provinces_34 does not fit quang_tri_63",
    ),
    "a rank beyond all provinces": (
        "observations/ranking.csv", ("da_nang_63,rank.dti,", "dti_gov_vn_2022"), "value", "64",
        "value: rank 64 is beyond the 63 provinces that were ranked; read the rank again",
    ),
    "a new province measured before it was": (
        "observations/digital_economy.csv",
        ("binh_thuan_63,econ.digital_share_grdp,all,2022", "baomoi_ha_noi_tp_hcm_khong_nam"),
        "unit_id", "lam_dong_34", "unit_id: 2022 is long before lam_dong_34 began on 2025-07-01",
    ),
}  # fmt: skip
FAULTS = ORDERS | MAPS


@pytest.mark.parametrize("fault", ORDERS)
def test_a_wrong_order_is_told(fault: str, spoiled: Spoiled) -> None:
    file, _, _, _, expected = ORDERS[fault]
    told = [line for line in spoiled(fault)[1].splitlines() if line.startswith(f"data/raw/{file}")]
    assert any(f": {expected}" in line for line in told), told


@pytest.mark.parametrize("fault", MAPS)
def test_a_figure_on_the_wrong_map_is_told(fault: str, spoiled: Spoiled) -> None:
    file, words, _, _, expected = MAPS[fault]
    assert f"data/raw/{file}:{line_of(file, *words)}: {expected}" in spoiled(fault)[1]
