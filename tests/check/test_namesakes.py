"""A name stands for one unit of an era; a second one that has it is told, once, at its cell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dtia.check import check
from dtia.check.found import Found
from dtia.check.namesakes import namesakes
from dtia.data import LINE, read_raw
from dtia.errors import Problem
from support.project import ROOT, SetCell, line_of


@pytest.fixture(scope="module")
def units() -> pl.DataFrame:
    return read_raw(ROOT / "data", "en")[0]["units"]


def line(units: pl.DataFrame, unit: str) -> int:
    return int(units.filter(unit_id=unit)[LINE].item())


def told(units: pl.DataFrame, unit: str, column: str, name: str) -> list[Problem]:
    """What is found where a unit has another name."""
    changed = pl.when(unit_id=unit).then(pl.lit(name)).otherwise(column)
    return list(namesakes(units.with_columns(changed.alias(column)), Found([], {}), "en"))


def test_the_names_on_file_are_one_unit_s_each(units: pl.DataFrame) -> None:
    assert list(namesakes(units, Found([], {}), "en")) == []


@pytest.mark.parametrize(
    ("unit", "column", "name", "owner"),
    [
        ("hoa_binh_63", "aliases", "Hà Nam", "ha_nam_63"),
        ("hoa_binh_63", "aliases", "Hoà Bình;tỉnh hà nam", "ha_nam_63"),
        ("hoa_binh_63", "aliases", "Ha Nam Province", "ha_nam_63"),
        ("hoa_binh_63", "aliases", "ha_nam_63", "ha_nam_63"),
        ("ca_mau_34", "aliases", "Sài Gòn", "ho_chi_minh_34"),
        ("long_an_63", "aliases", "Sài Gòn", "ho_chi_minh_63"),
        ("ha_noi_63", "aliases", "BR–VT", "ba_ria_vung_tau_63"),
        ("tra_vinh_63", "aliases", "Bac Can", "bac_kan_63"),
        ("phu_yen_63", "aliases", "Tuy Hoà", "tuy_hoa_phu_yen_63"),
        ("tuy_hoa_phu_yen_63", "aliases", "Phú Yên", "phu_yen_63"),
        ("ha_noi_63", "aliases", "toàn quốc", "viet_nam"),
        ("hoa_binh_63", "name_vi", "Hà Nam", "ha_nam_63"),
        ("an_giang_34", "name_en", "Ca Mau", "ca_mau_34"),
    ],
)
def test_the_name_of_another_unit_of_the_era_is_told_at_its_cell_once(
    units: pl.DataFrame, unit: str, column: str, name: str, owner: str
) -> None:
    [problem] = told(units, unit, column, name)
    place = ("data/raw/units.csv", line(units, unit), column)
    assert (problem.file, problem.line, problem.column) == place
    at = line(units, owner)
    assert f"is a name of {owner} (data/raw/units.csv:{at}), too" in problem.message
    assert "one unit" in problem.hint


@pytest.mark.parametrize(
    ("unit", "alias"),
    [
        # Its own name, in other words.
        ("hoa_binh_63", "Tỉnh Hòa Bình;HOÀ BÌNH;Hoa-Binh"),
        # A name of the other map, or a city within a province that has its name.
        ("ha_noi_34", "Hà Giang"), ("tuy_hoa_phu_yen_63", "TP. Phú Yên"),
        ("son_la_63", "Phù Yên"), ("ca_mau_34", "Đất Mũi"),
    ],
)  # fmt: skip
def test_another_alias_is_no_fault(units: pl.DataFrame, unit: str, alias: str) -> None:
    assert told(units, unit, "aliases", alias) == []


def test_a_check_refuses_it_in_the_language_of_who_asked(project: Path, set_cell: SetCell) -> None:
    at = line_of("units.csv", "hoa_binh_63,")
    set_cell("units.csv", at, "aliases", "Hà Nam")
    [problem] = check(project / "data", "vi")[1]
    assert (problem.line, problem.column) == (at, "aliases")
    assert "'Hà Nam' cũng là tên của ha_nam_63 (data/raw/units.csv:" in problem.message
    assert "mỗi tên chỉ dành cho một đơn vị" in problem.hint
