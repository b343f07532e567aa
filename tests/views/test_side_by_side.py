"""Provinces side by side."""

from __future__ import annotations

from dtia.data import Data
from dtia.views import side_by_side

ACCOUNTS, ECONOMY = "soc.payment_account", "econ.digital_share_grdp"


def test_each_figure_is_graded_against_that_of_the_first_province(data: Data) -> None:
    names = ["phu_yen_63", "dak_lak_63", "dak_lak_34"]
    found = side_by_side(data, names, ACCOUNTS, "en").filter("found")
    of = {(row["unit_id"], row["horizon_year"]): row for row in found.iter_rows(named=True)}
    # An annual plan for 2024 (15 and over) against programmes for 2025 and 2030 (all people).
    assert of["viet_nam", 2030]["reasons_label"]
    assert of["viet_nam", 2030]["grade"] == "C"
