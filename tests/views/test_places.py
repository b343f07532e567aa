"""The province that a name means, and what is said of a name that means none."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from dtia.data import Data
from dtia.data.units import same_territory
from dtia.errors import UnknownName
from dtia.i18n import LANGS
from dtia.views.places import former, meant
from support.names import FOUND, NOT_FOUND


def refused(data: Data, name: str, era: str | None = None) -> UnknownName:
    with pytest.raises(UnknownName) as caught:
        meant(data, name, era)
    for lang in LANGS:
        assert "{" not in caught.value.said(lang) and "\n" not in caught.value.said(lang)
    return caught.value


def test_every_way_of_writing_a_name_finds_its_province(data: Data) -> None:
    found = {(n.written, n.era): meant(data, n.written, n.era) for n in FOUND}
    wanted = {(n.written, n.era): n.meant for n in FOUND}
    assert found == wanted


def test_what_is_no_name_of_a_province_finds_none_and_is_named_in_the_refusal(data: Data) -> None:
    for name in NOT_FOUND:
        said = str(refused(data, name.written, name.era))
        assert name.written in said or name.why_not in ("ended", "not yet"), said


@pytest.mark.parametrize(
    ("written", "era", "vi", "en"),
    [
        ("Phú Yên", "34",
         "Phú Yên là một phần của Đắk Lắk (mới) từ ngày 01/7/2025",
         "Phu Yen is part of Dak Lak (new) since 1 July 2025"),
        ("phu yen (mới)", None,
         "Phú Yên là một phần của Đắk Lắk (mới)", "Phu Yen is part of Dak Lak (new)"),
        ("Quảng Trị (cũ)", "34",
         "Quảng Trị (cũ) là một phần của Quảng Trị (mới)",
         "Quang Tri (old) is part of Quang Tri (new)"),
        ("Quảng Trị (mới)", "63",
         "khi đó là: Quảng Bình, Quảng Trị (cũ)", "then there were: Quang Binh, Quang Tri (old)"),
        ("Tuy Hòa", None, "“Tuy Hòa” không phải là một tỉnh", "“Tuy Hòa” is not a province"),
        ("cả nước", None, "“cả nước” không phải là một tỉnh", "“cả nước” is not a province"),
        ("Quang Nihn", "34", "gần nhất: Quảng Ninh", "nearest: Quang Ninh"),
        ("TP. Bắc Ninh", None,
         "gần nhất: Bắc Ninh (cũ), Bắc Ninh (mới)", "nearest: Bac Ninh (old), Bac Ninh (new)"),
        ("Phù Yên", None, "gần nhất: Phú Yên", "nearest: Phu Yen"),
        ("Đak Lac5", "34", "gần nhất: Đắk Lắk (mới)", "nearest: Dak Lak (new)"),
        ("Đak Lac5", "63", "gần nhất: Đắk Lắk (cũ)", "nearest: Dak Lak (old)"),
        ("!", None, "gần nhất: –", "nearest: –"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_became_of_a_name_or_what_comes_near(
    data: Data, written: str, era: str | None, vi: str, en: str
) -> None:
    error = refused(data, written, era)
    assert vi in error.said("vi") and en in error.said("en")


def test_a_suggestion_is_of_the_map_that_is_meant(data: Data) -> None:
    eras = dict(data.units.select("name_vi", "era").iter_rows())
    ended = {name for name, era in eras.items() if era == "63"} - {"Thừa Thiên Huế"}
    for name in ("Phú Yênn", "Hà Nammm", "Long Ann", "Bình Dươngg"):
        said = refused(data, name, "34").said("vi")
        assert not [one for one in ended if one in said.partition(": ")[2]], said


def test_a_name_of_two_lands_gives_both_and_a_name_of_one_gives_that(data: Data) -> None:
    provinces = data.units.filter(level="province")
    kept = dict(same_territory(data.units).iter_rows())
    two = 0
    for unit, name, era in provinces.select("unit_id", "name_vi", "era").iter_rows():
        assert meant(data, name, era) == meant(data, unit) == [kept.get(unit, unit)]
        two += era == "63" and len(meant(data, name)) == 2
    # The names that merged provinces kept.
    assert two == 23
    assert former(data, "hue_34") == [] and "phu_yen_63" in former(data, "dak_lak_34")


def test_a_name_of_two_provinces_of_one_map_asks_for_an_id_that_answers(data: Data) -> None:
    alias = pl.when(unit_id="hoa_binh_63").then(pl.lit("Hà Nam")).otherwise("aliases")
    units = data.units.with_columns(aliases=alias)
    doubled = replace(data, units=units)
    error = refused(doubled, "ha nam")
    for unit in ("hoa_binh_63", "ha_nam_63"):
        assert all(f'"{unit}"' in error.said(lang) for lang in LANGS)
        assert meant(doubled, unit) == [unit]
