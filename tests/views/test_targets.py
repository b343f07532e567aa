"""Targets and measured values, as they are shown."""

from __future__ import annotations

import polars as pl
import pytest

from dtia import views
from dtia.data import Data
from dtia.errors import NotComparable, UnknownName
from dtia.i18n import LANGS

ACCOUNTS = "soc.payment_account"


def test_ranks_of_two_sets_of_provinces_are_never_put_on_one_line(data: Data) -> None:
    row = data.observations.filter(indicator_id="rank.dti")[:1]
    other = row.with_columns(base_id=pl.lit("provinces_34"))
    from dataclasses import replace

    mixed = replace(data, observations=pl.concat([data.observations, other]))
    with pytest.raises(NotComparable):
        views.observations(mixed, "rank.dti", "vi", "2022")
    assert views.observations(mixed, "rank.dti", "vi", "2022", "provinces_63").height == 63


def test_an_unknown_indicator_suggests_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match=r"nearest: soc\.payment_account"):
        views.targets(data, "soc.payment_acount", "vi")


def test_a_territory_that_has_a_new_name_is_one_row_of_what_is_known(data: Data) -> None:
    for lang in LANGS:
        known = views.coverage(data, lang, [ACCOUNTS, "econ.digital_share_grdp"])
        names = {era: set(known.filter(era=era)["unit_label"]) for era in ("34", "63")}
        assert len(names["34"]) <= 34 and not names["34"] & names["63"]
        label = {"vi": ("Huế", "Thừa Thiên Huế"), "en": ("Hue", "Thua Thien Hue")}[lang]
        assert label[0] in names["34"] and label[1] not in names["34"] | names["63"]
