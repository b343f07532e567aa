"""As of when: the newest act of each province, what nobody has read, and what is on file."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from dtia import findings, tables, views
from dtia.data import Data
from dtia.data.units import same_territory, territory
from dtia.data.vocabulary import CORE
from dtia.i18n import LANGS, Lang


@pytest.mark.parametrize("lang", LANGS)
def test_each_province_of_today_has_one_row_with_its_newest_act(data: Data, lang: Lang) -> None:
    frame = views.newest(data, lang)
    today = data.units.filter(era="34", level="province")
    assert sorted(frame["unit_id"]) == sorted(today["unit_id"])
    moved = dict(same_territory(data.units).iter_rows())
    acts = views.documents(data, lang).with_columns(pl.col("unit_id").replace(moved))
    for row in frame.drop_nulls("at").iter_rows(named=True):
        own = acts.filter(pl.col("read") != "none", unit_id=row["unit_id"])
        assert row["at"] == own["at"].max(), row["unit_label"]
    assert tables.newest(frame, lang).columns.keys() >= {"read_label", "unread_label", "issued_on"}


def test_acts_of_which_nothing_was_read_are_named_and_counted(data: Data) -> None:
    frame = views.newest(data, "vi")
    unread = data.documents.filter(pl.col("unit_id").str.ends_with("_34"), read="none")
    assert unread.height > 0
    named = "; ".join(frame["unread_label"].drop_nulls())
    assert all(number in named for number in unread["number"].drop_nulls())
    assert f"{frame['unread'].sum()} văn bản" in findings.newest(frame, "vi").data


def test_a_province_whose_acts_nobody_read_says_so(data: Data) -> None:
    unread = replace(data, documents=data.documents.with_columns(read=pl.lit("none")))
    frame = views.newest(unread, "en")
    assert frame["document_label"].null_count() == frame.height
    assert f"{frame.height} none." in findings.newest(frame, "en").data


@pytest.mark.parametrize("lang", LANGS)
def test_the_core_four_are_counted_on_each_map(data: Data, lang: Lang) -> None:
    said = findings.core(data, lang).data
    assert str(data.targets.height) in said and str(data.observations.height) in said
    for indicators in CORE.values():
        about = data.targets.filter(pl.col("indicator_id").is_in(indicators), level="province")
        stating = {other for unit in about["unit_id"] for other in territory(data.units, unit)}
        for era in ("63", "34"):
            # A territory that no merger changed is on both maps, with what it stated under any id.
            n = len(stating & set(data.units.filter(era=era, level="province")["unit_id"]))
            assert (f"{n}/{era}" if lang == "vi" else f"{n} of {era}") in said
