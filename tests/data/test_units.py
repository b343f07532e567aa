"""Units: their territories in both eras, and what became of them."""

from __future__ import annotations

import pytest

from dtia.data import Data
from dtia.data.units import same_territory, territory


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


def test_every_old_province_leads_to_a_new_one_and_eleven_kept_their_borders(data: Data) -> None:
    old = data.units.filter(era="63", level="province")
    new = data.units.filter(era="34", level="province")
    assert (old.height, new.height) == (63, 34)
    assert set(old["successor_id"]) == set(new["unit_id"])
    assert same_territory(data.units).height == 11
    # Tân An is in Long An; a circulating table files it under Tiền Giang.
    assert (
        dict(old.select("unit_id", "successor_id").iter_rows())["tien_giang_63"] == "dong_thap_34"
    )
