"""The profile of a province: every one of both maps has one, and what it holds."""

from __future__ import annotations

from pathlib import Path

import nbformat
import polars as pl
import pytest

import dtia
from dtia import findings
from dtia.data import Data
from dtia.data.units import predecessors, territory
from dtia.i18n import LANGS, Lang
from dtia.report import province_rows as profilerows
from dtia.report.notebooks import Kernel, run
from dtia.views import province as profile
from support.project import ROOT
from support.promised import promising_share

SHARE = "econ.digital_share_grdp"


@pytest.fixture(scope="module")
def provinces(data: Data) -> list[str]:
    return data.units.filter(level="province")["unit_id"].to_list()


def test_every_province_of_both_maps_has_a_profile(data: Data, provinces: list[str]) -> None:
    largest = data.units.filter(level="province").group_by("region", "era").len()["len"].max()
    silent = set(provinces) - set(data.targets["unit_id"])
    assert silent, "provinces without any target are the ones to try"
    for unit in provinces:
        ids = territory(data.units, unit)
        promised = profile.promises(data, unit, "vi")
        assert promised.height == data.targets.filter(pl.col("unit_id").is_in(ids)).height
        values = profile.measured(data, unit, "vi")
        assert values.height == data.observations.filter(pl.col("unit_id").is_in(ids)).height
        for frame in (promised, values):
            assert (frame["value_label"] != "").all() and (frame["unit_label"] != "").all()
        around = profile.region(data, unit, "vi")
        assert (around["units"] <= largest).all()
        assert (around["median_label"].is_null() == (around["bases"] > 1)).all()
        assert (around["lowest"] <= around["median"]).all()
        assert (around["median"] <= around["highest"]).all()
        looked = profile.searched(data, unit, "vi")
        assert looked["source_label"].null_count() == 0


def test_kin_are_what_a_province_became_or_came_from(data: Data, provinces: list[str]) -> None:
    for unit in [*provinces[::6], "dak_lak_34", "phu_yen_63", "ha_noi_34", "thua_thien_hue_63"]:
        row = data.units.filter(unit_id=unit).row(0, named=True)
        former = data.units.filter(successor_id=unit)["unit_id"].to_list()
        related = {row["successor_id"], *former} - {None, *territory(data.units, unit)}
        frame = profile.kin(data, unit, "en")
        assert frame.columns == profile.promises(data, unit, "en").columns
        assert set(frame["unit_id"]) == related & set(data.targets["unit_id"])
    assert profile.kin(data, "ha_noi_34", "en").is_empty()


@pytest.mark.parametrize(
    ("lang", "gap", "missing"), [("vi", "−30 điểm", "chưa"), ("en", "−30 points", "not")]
)
def test_a_promise_is_shown_with_its_gap_to_the_nation(
    data: Data, lang: Lang, gap: str, missing: str
) -> None:
    # Over 50 % of the population, where the nation wants 80 % of those aged 15 and over.
    rows = profile.promises(data, "dak_lak_63", lang)
    accounts = rows.filter(indicator_id="soc.payment_account", horizon_year=2025)
    assert accounts["gap_label"].to_list() == [gap] and accounts["grade"].to_list() == ["C"]
    measured = data.gaps.filter(
        pl.col("gap_low").is_not_null(), kind="national", unit_id="dak_lak_63"
    )
    assert rows.filter(pl.col("gap_label") != "").height == measured.height
    for name in ("promises", "measured", "region", "searched", "kin"):
        frame = getattr(profile, name)(data, "bac_kan_63", lang)
        assert frame.is_empty() or frame["edition"].str.contains(data.version, literal=True).all()
    assert missing in findings.province(data, "bac_kan_63", lang).data


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_province_states_for_one_year_is_looked_for_in_the_other_only(
    data: Data, lang: Lang
) -> None:
    frame = profile.searched(data, "dak_lak_34", lang)
    assert frame.filter(indicator_id=SHARE)["missing_label"].to_list() == ["2025"]
    row = profilerows.searched(data, "dak_lak_34", "targets", lang)
    name = data.indicators.filter(indicator_id=SHARE)[f"name_{lang}"].item()
    assert f"{name}: 2025" in row["names"]
    assert dtia.ask(lang).province("Đắk Lắk", "searched").frame["missing_label"].to_list() == (
        frame["missing_label"].to_list()
    )


def test_measured_values_come_by_series_the_latest_first(data: Data) -> None:
    frame = profile.measured(data, "quang_ninh_34", "en")
    assert set(frame["unit_id"]) == {"quang_ninh_34", "quang_ninh_63"}
    for _, series in frame.group_by("indicator_id", "tier"):
        assert series["period"].is_sorted(descending=True)
    totals = frame.filter(indicator_id="dti.total")
    assert totals.select("period", "value_label").rows() == [("2022", "0.7024"), ("2020", "0.3897")]


# Provinces of the North Central region and the central coast; Hà Nội is of another one, and
# Huế of 2025 of another map.
REGION = [
    ("phu_yen_63", 10.0, "grdp"), ("quang_nam_63", 20.0, "grdp"), ("nghe_an_63", 40.0, "grdp"),
    ("ha_noi_63", 90.0, "grdp"), ("hue_34", 1.0, "grdp"),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_region_shows_its_median_only_of_one_base(data: Data, lang: Lang) -> None:
    columns = ["units", "bases", "median_label", "lowest_label", "highest_label"]
    found = profile.region(promising_share(data, *REGION), "phu_yen_63", lang)
    assert found.select(columns).rows() == [(3, 1, "20%", "10%", "40%")]
    mixed = [*REGION[:2], ("nghe_an_63", 40.0, "gdp")]
    found = profile.region(promising_share(data, *mixed), "phu_yen_63", lang)
    assert found.select(columns).rows() == [(3, 2, None, "10%", "40%")]
    # A region of this name is on both maps.
    maps = promising_share(data, ("bac_ninh_63", 10.0, "grdp"), ("hung_yen_34", 30.0, "grdp"))
    for unit in ("bac_ninh_63", "hung_yen_34"):
        assert profile.region(maps, unit, lang)["units"].to_list() == [1]
    halves = [("phu_yen_63", 10.0, "grdp"), ("quang_nam_63", 12.5, "grdp")]
    found = profile.region(promising_share(data, *halves), "phu_yen_63", lang)
    assert found["median_label"].to_list() == [{"vi": "11,25%", "en": "11.25%"}[lang]]


def test_a_region_of_today_holds_what_its_unchanged_provinces_promised_before(data: Data) -> None:
    # Of the five provinces of Bắc Trung Bộ only Quảng Trị merged.
    made = promising_share(data, ("nghe_an_63", 20.0, "grdp"), ("thanh_hoa_63", 30.0, "grdp"))
    assert profile.region(made, "nghe_an_34", "vi")["units"].to_list() == [2]


@pytest.mark.report
@pytest.mark.parametrize("promising", [True, False])
def test_the_notebook_of_a_profile_runs_with_and_without_targets(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, promising: bool
) -> None:
    moved = data.units.join(predecessors(data.units), on="unit_id", how="semi")
    kept = moved.join(data.targets, on="unit_id", how="semi" if promising else "anti")
    name = kept["name_vi"][0]
    era = "63"
    monkeypatch.setenv("DTIA_DATA", str(ROOT / "data"))
    notebook = nbformat.read(ROOT / "notebooks" / "province_profile.ipynb", as_version=4)
    [asked] = [cell for cell in notebook.cells if cell.id == "np-parameters"]
    asked.source = f'lang = "vi"\nprovince = {name!r}\nera = {era!r}'
    blocks = run(tmp_path / "profile.ipynb", notebook, "en", Kernel())
    assert {block.kind for block in blocks} == {"text", "table"}
    facts = next(block.content for block in blocks if block.id == "np-facts")
    assert ("No target of this locality" in facts) != promising
