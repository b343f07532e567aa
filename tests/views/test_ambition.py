"""What all promise together, as it is shown."""

from __future__ import annotations

import polars as pl
import pytest

from dtia import views
from dtia.data import Data
from dtia.i18n import LANGS, Lang
from support.made_up import only


@pytest.mark.parametrize("lang", LANGS)
def test_the_sum_of_all_promises_for_2030(data: Data, lang: Lang) -> None:
    sums = views.collective_sum(data, lang)
    found = only(sums.filter(indicator_id="econ.digital_share_grdp", horizon_year=2030))
    assert [round(found[name], 2) for name in ("covered", "low", "high")] == [80.88, 26.03, 45.16]
    # The silent 19.12 % of GRDP are all that the bounds differ by: 45.159 - 26.034 = 19.125.
    assert found["high"] - found["low"] == pytest.approx(100 - found["covered"])
    assert found["low"] == pytest.approx(found["mean"] * found["covered"] / 100)
    said = [found[f"{name}_label"] for name in ("stating", "covered", "bounds", "value")]
    point = {"vi": ",", "en": "."}[lang]
    expected = ["22/34", "80.9%", "26–45.2%"]
    assert said == [*(label.replace(".", point) for label in expected), "≥ 30%"]
    assert found["verdict"] == "spans" and (sums["n"] <= sums["of"]).all()
    blank = sums.filter(pl.col("covered").is_null())
    assert set(blank["bounds_label"]) == {""} and set(blank["verdict"]) == {"no_weights"}
