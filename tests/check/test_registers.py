"""Faults of the registers, one each, and the message that names it."""

from __future__ import annotations

import pytest

from support.faults import Spoiled

DA_NANG = ("observations/ranking.csv", ("da_nang_63,rank.dti,", "dti_gov_vn_2022"))
FAULTS = {
    "a rule for a base that does not exist": (
        "comparability.csv", ("records_secrecy",), "value_a", "recods",
        "value_a: 'recods' is not in data/raw/bases.csv; did you mean 'records'?",
    ),
    "a yardstick that the nation never set": (
        "national_references.csv", ("soc.payment_account", "749_QD"), "document_id",
        "411_QD-TTg_2022", "document_id: there is no such current target of the nation",
    ),
    "a province above itself": (
        "units.csv", ("quang_tri_63,63",), "parent_id", "quang_tri_63",
        "parent_id: the units above do not lead to the nation",
    ),
    "a successor of the old era": (
        "units.csv", ("quang_tri_63,63",), "successor_id", "ha_noi_63",
        "successor_id: the successor has to be a unit of era 34",
    ),
    "an era that the id contradicts": (
        "units.csv", ("quang_tri_63,63",), "era", "34",
        "era: the era 34 does not fit the unit's id and level",
    ),
    "a number for an indicator of words": (
        "targets/digital_government.csv", ("phu_yen_63", "gov.agency_transformation"),
        "comparator", "eq", "comparator: this indicator is stated in words only",
    ),
    "an act younger than its target": (
        "targets/payment_accounts.csv", ("soc.cashless_points",), "horizon_year", "2020",
        "horizon_year: 1813_QD-TTg_2021 was issued 2021-10-28, after the year due",
    ),
    "a date as Excel shows it": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "issued_on", "04/11/2021",
        "issued_on: '04/11/2021' is not a date; write 2021-11-04, 2021-11 or 2021",
    ),
    "a province without a tile": (
        "tiles.csv", ("ha_noi_34",), "unit_id", "ha_noi_63",
        "unit_id: the tile is not of a province since 1 July 2025; ha_noi_34 has no tile",
    ),
    "a province whose tile is called an archipelago": (
        "tiles.csv", ("ha_noi_34",), "archipelago", "true",
        "tiles.csv: unit_id: ha_noi_34 has no tile on the map",
    ),
    "a province with two tiles": (
        "tiles.csv", ("da_nang_34,true",), "archipelago", "false",
        "archipelago: same key as data/raw/tiles.csv:",
    ),
    "a tile that lies half on another": (
        "tiles.csv", ("ha_noi_34",), "across", "2.5", "across: the tile lies on another one",
    ),
    "an archipelago without a name": (
        "tiles.csv", ("khanh_hoa_34,true",), "label_en", "",
        "the tile of an archipelago needs a label in both languages",
    ),
    "an address that does not parse": (
        "sources.csv", ("bnews_2021_tai_khoan_80",), "url", "https://exa[mple.org/x",
        "url: 'https://exa[mple.org/x' is not a real address of a page; copy the address from",
    ),
    "an address without a host": (
        "sources.csv", ("bnews_2021_tai_khoan_80",), "url", "https:///x", "is not a real address",
    ),
    "nan": (*DA_NANG, "value", "nan", "value: 'nan' is not a number"),
    "inf": (*DA_NANG, "value", "inf", "value: 'inf' is not a number"),
    "a sign before a quote": (
        "units.csv", ("son_la_63,63",), "note", '+"x"&A1', "would be run by a spreadsheet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_register_is_reported(fault: str, spoiled: Spoiled) -> None:
    file, *_, expected = FAULTS[fault]
    told = [line for line in spoiled(fault)[1].splitlines() if line.startswith(f"data/raw/{file}")]
    assert any(expected in line for line in told), told
