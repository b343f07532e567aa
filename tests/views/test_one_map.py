"""One map and one act a province: what a chart shows where several acts state a figure."""

from __future__ import annotations

import polars as pl
import pytest

import dtia
from dtia import charts, views
from dtia.data import Data
from dtia.data.units import same_territory
from dtia.i18n import LANGS, Lang

SHARE, ACCOUNTS, RECORDS = "econ.digital_share_grdp", "soc.payment_account", "gov.records_online"


def shown(data: Data, indicator: str, year: int, era: str | None = None) -> pl.DataFrame:
    frame = views.on_one_map(data, views.targets(data, indicator, "en", year), "en", era)
    return frame.filter(pl.col("level") != "nation")


@pytest.mark.parametrize("indicator", [SHARE, ACCOUNTS, RECORDS])
@pytest.mark.parametrize("year", [2025, 2030])
@pytest.mark.parametrize("era", [None, "34", "63"])
def test_a_territory_stands_once_on_one_map(
    data: Data, indicator: str, year: int, era: str | None
) -> None:
    frame = shown(data, indicator, year, era)
    now = dict(same_territory(data.units).iter_rows())
    places = frame.with_columns(place=pl.col("unit_id").replace(now))
    acts = places.filter("found").group_by("place").agg(pl.col("document_id").n_unique())
    assert set(acts["document_id"]) <= {1}
    names = frame.filter("found").group_by("unit_label").agg(pl.col("unit_id").n_unique())
    assert set(names["unit_id"]) <= {1}
    map_of = "34" if "since" in frame["map_label"][0] else "63"
    alone = set(now) | set(now.values())
    assert {unit[-2:] for unit in frame["unit_id"] if unit not in alone} <= {map_of}
    assert era in (None, map_of)
    assert set(frame["n_of"]) == ({34} if "since" in frame["map_label"][0] else {63})


def test_the_map_of_which_a_greater_part_states_a_number_is_drawn(data: Data) -> None:
    assert set(shown(data, SHARE, 2030)["n_of"]) == {34}
    assert set(shown(data, SHARE, 2025)["n_of"]) == {63}
    for indicator, year in ((SHARE, 2030), (SHARE, 2025), (ACCOUNTS, 2025)):
        parts = {
            era: (frame["n_stated"][0] + frame["n_disputed"][0]) / frame["n_of"][0]
            for era in ("34", "63")
            for frame in [shown(data, indicator, year, era)]
        }
        best = shown(data, indicator, year)["n_of"][0]
        assert parts[str(best)] == max(parts.values())


def test_other_acts_of_a_province_are_counted_and_told(data: Data) -> None:
    [ha_noi] = shown(data, SHARE, 2030).filter(unit_label="Ha Noi").to_dicts()
    stated = data.targets.filter(
        pl.col("unit_id").is_in(["ha_noi_63", "ha_noi_34"]), indicator_id=SHARE, horizon_year=2030
    )
    assert ha_noi["n_acts"] == stated["document_id"].n_unique() > 1
    assert set(ha_noi["other_values"]) <= set(stated["value"])
    assert ha_noi["others_label"].count(";") + 1 >= ha_noi["n_acts"] - 1
    # One in force stands before a disputed one.
    assert ha_noi["status"] == "current"


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_and_the_sentence_say_one_number(data: Data, lang: Lang) -> None:
    answer = dtia.ask(lang, data).targets(SHARE, 2030)
    frame = shown(data, SHARE, 2030)
    n, of = frame["n_stated"][0], frame["n_of"][0]
    whole = views.on_one_map(data, views.targets(data, SHARE, lang, 2030), lang)
    subtitle = " ".join(charts.targets(whole, lang).to_dict()["concat"][0]["title"]["subtitle"])
    counted = {"vi": (f"{n}/{of}", f"{n} trong {of}"), "en": (f"{n} of {of}",) * 2}[lang]
    assert counted[0] in subtitle and counted[1] in answer.text()
    rows = frame.filter(pl.col("value").is_not_null(), status="current")
    assert rows["unit_label"].n_unique() == n


def test_a_map_is_chosen_by_its_era(data: Data) -> None:
    ask = dtia.ask("en", data)
    assert "of 63 provinces" in ask.targets(SHARE, 2030, era="63").text()
    assert "of 34 provinces" in ask.targets(SHARE, 2025, era="34").text()
