"""Provinces side by side."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.views import side_by_side

ACCOUNTS, ECONOMY = "soc.payment_account", "econ.digital_share_grdp"


def test_every_figure_is_measured_and_graded_against_the_nations(data: Data) -> None:
    names = ["dak_lak_63", "ha_noi_34", "hue_34"]
    found = side_by_side(data, names, [ACCOUNTS, ECONOMY], "en").filter("found")
    national = data.gaps.filter(kind="national")
    for row in found.filter(pl.col("level") != "nation", pl.col("grade").is_not_null()).to_dicts():
        same = national.filter(
            pl.col("document_id").eq_missing(pl.lit(row["document_id"], pl.String)),
            unit_id=row["unit_id"], indicator_id=row["indicator_id"],
            horizon_year=row["horizon_year"], base_id=row["base_id"],
        )  # fmt: skip
        assert row["grade"] in same["grade"].to_list()
        assert row["gap_low"] in same["gap_low"].to_list()
        assert row["reference_value_label"] and row["reference_document_label"]
    assert found.filter("yardstick")["gap_low"].null_count() == found.filter("yardstick").height
