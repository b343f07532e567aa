"""Units: their names in both eras, their territories, and the provinces that people mean."""

from __future__ import annotations

import pytest

from dtia.data import Data, units
from dtia.data.units import resolve, same_territory, territory
from dtia.errors import UnknownName


@pytest.mark.parametrize(
    ("name", "era", "expected"),
    [
        ("Quảng Trị", "63", "quang_tri_63"),
        ("quang tri", "34", "quang_tri_34"),
        ("DAK LAK", "63", "dak_lak_63"),
        ("TP.HCM", "34", "ho_chi_minh_34"),
        ("Phú Yên", None, "phu_yen_63"),
        ("Vietnam", None, "viet_nam"),
        ("quang_tri_63", None, "quang_tri_63"),
    ],
)
def test_a_unit_is_found_by_name_alias_or_id(
    data: Data, name: str, era: str | None, expected: str
) -> None:
    assert resolve(data.units, name, era) == expected


def test_a_name_that_two_eras_share_asks_which_one(data: Data) -> None:
    with pytest.raises(UnknownName, match="quang_tri_63 / quang_tri_34: say which era"):
        resolve(data.units, "Quảng Trị")


def test_an_unknown_name_suggests_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match="nearest: quang_tri_63"):
        resolve(data.units, "Quảng Tri5", "63")


@pytest.fixture(scope="module")
def provinces(data: Data) -> list[str]:
    return data.units.filter(level="province")["unit_id"].to_list()


def test_a_territory_is_both_ids_of_what_did_not_change(data: Data, provinces: list[str]) -> None:
    twins = dict(same_territory(data.units).iter_rows())
    assert len(twins) == 11 and len(provinces) == 63 + 34
    for unit in provinces:
        pair = [[old, new] for old, new in twins.items() if unit in (old, new)]
        assert territory(data.units, unit) == (pair[0] if pair else [unit])
    # Renamed, not moved: Thừa Thiên Huế became Huế half a year before the merger.
    assert territory(data.units, "hue_34") == ["thua_thien_hue_63", "hue_34"]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Hà Nội", "ha_noi_34"), ("ha noi", "ha_noi_34"), ("ha_noi_63", "ha_noi_34"),
        ("Hue", "hue_34"), ("Thừa Thiên Huế", "hue_34"), ("PHU YEN", "phu_yen_63"),
        ("dak_lak_63", "dak_lak_63"), ("Việt Nam", "viet_nam"),
    ],
)  # fmt: skip
def test_a_name_of_one_land_needs_no_era(data: Data, name: str, unit: str) -> None:
    assert units.find_province(data.units, name) == unit


def test_a_name_of_two_lands_asks_for_the_era(data: Data, provinces: list[str]) -> None:
    rows = data.units.filter(level="province").select("unit_id", "name_vi", "era").iter_rows()
    names: dict[str, list[tuple[str, str]]] = {}
    for unit, name, era in rows:
        names.setdefault(name, []).append((era, unit))
        assert units.find_province(data.units, name, era) == unit
    two = {n: of for n, of in names.items() if len(of) == 2}
    moved = [n for n, of in two.items() if len(territory(data.units, of[0][1])) == 1]
    # Of 23 names that were kept by merged provinces.
    assert len(moved) == 23
    for name in moved:
        with pytest.raises(UnknownName, match="say which era"):
            units.find_province(data.units, name)
    for name in names.keys() - set(moved):
        assert units.find_province(data.units, name) in provinces
    with pytest.raises(UnknownName, match=r"nearest: .*quang_ninh"):
        units.find_province(data.units, "Quang Nihn")


def test_every_old_province_leads_to_a_new_one_and_eleven_kept_their_borders(data: Data) -> None:
    from dtia.data.units import same_territory

    old = data.units.filter(era="63", level="province")
    new = data.units.filter(era="34", level="province")
    assert (old.height, new.height) == (63, 34)
    assert set(old["successor_id"]) == set(new["unit_id"])
    assert same_territory(data.units).height == 11
    # Tân An is in Long An; a circulating table files it under Tiền Giang.
    assert (
        dict(old.select("unit_id", "successor_id").iter_rows())["tien_giang_63"] == "dong_thap_34"
    )
