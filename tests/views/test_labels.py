"""Labels are made once of each state of the data."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtia.data import Data
from dtia.views.labels import unit_labels


def test_labels_are_made_once_of_the_same_data_and_anew_of_others(data: Data) -> None:
    made = unit_labels(data, "vi")
    assert unit_labels(data, "vi") is made
    assert not unit_labels(data, "en").equals(made)
    changed = data.units.with_columns(
        name_vi=pl.when(unit_id="viet_nam").then(pl.lit("Nước ta")).otherwise("name_vi")
    )
    anew = unit_labels(replace(data, units=changed), "vi")
    assert anew.filter(unit_id="viet_nam")["unit_label"].to_list() == ["Nước ta"]
    assert unit_labels(data, "vi") is made
