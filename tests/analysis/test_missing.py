"""What is not found is said by indicator, year and tier, never against what is on file."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from dtia.analysis import missing
from dtia.data import Data
from dtia.data.units import territory
from dtia.data.vocabulary import HORIZONS


def _searched(data: Data, table: str) -> list[str]:
    provinces = data.units.filter(level="province")
    looked = data.searched.filter(table=table).join(provinces, on="unit_id", how="semi")
    return sorted(set(looked["unit_id"]))


def test_a_share_stated_for_2030_is_missing_for_2025_alone(data: Data) -> None:
    rows = missing(data, "dak_lak_34").filter(indicator_id="econ.digital_share_grdp")
    assert rows.to_dicts() == [
        {"indicator_id": "econ.digital_share_grdp", "year": 2025, "tiers": []}
    ]


@pytest.mark.parametrize("table", ["targets", "observations"])
def test_nothing_on_file_is_missing(data: Data, table: str) -> None:
    tried = 0
    for unit in _searched(data, table):
        ids = pl.col("unit_id").is_in(territory(data.units, unit))
        own = (
            data.targets.filter(ids).select("indicator_id", "tier", year="horizon_year")
            if table == "targets"
            else data.observations.filter(ids).select(
                "indicator_id", "tier", year=pl.col("period").str.slice(0, 4).cast(pl.Int64)
            )
        )
        absent = missing(data, unit, table)
        whole = absent.filter(pl.col("tiers").list.len() == 0)
        assert whole.join(own, on=["indicator_id", "year"], how="semi").is_empty(), unit
        parts = absent.explode("tiers").rename({"tiers": "tier"})
        assert parts.join(own, on=["indicator_id", "year", "tier"], how="semi").is_empty(), unit
        tried += absent.height
    assert tried > 50


def test_a_tier_that_others_state_is_missing_by_name(data: Data) -> None:
    own = pl.col("unit_id") == "dong_nai_63"
    about = pl.col("indicator_id") == "gov.records_online"
    promised = (
        data.targets.filter(about, pl.col("unit_id") != "dong_nai_63", tier="commune",
                            horizon_year=2025)
        .head(1).with_columns(unit_id=pl.lit("dong_nai_63"))
    )  # fmt: skip
    made = replace(data, targets=pl.concat([data.targets.filter(~(own & about)), promised]))
    rows = missing(made, "dong_nai_63").filter(about, year=2025).to_dicts()
    assert rows == [
        {"indicator_id": "gov.records_online", "year": 2025, "tiers": ["province", "district"]}
    ]


def test_what_was_searched_and_is_nowhere_on_file_is_missing_for_both_horizons(data: Data) -> None:
    for unit in _searched(data, "targets"):
        ids = pl.col("unit_id").is_in(territory(data.units, unit))
        silent = data.searched.filter(ids, table="targets").join(
            data.targets.filter(ids), on="indicator_id", how="anti"
        )
        absent = missing(data, unit)
        for indicator in silent["indicator_id"].unique():
            years = absent.filter(indicator_id=indicator)["year"].to_list()
            assert years == list(HORIZONS), (unit, indicator)
