"""What to do next is told by what waits for it, counted from the tables."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtia.analysis.todo import todo
from dtia.data import Data
from dtia.data.units import lands
from support.project import Run


def test_what_weighs_most_comes_first_and_nothing_weighs_nothing(data: Data) -> None:
    weights = todo(data)["weight"].to_list()
    assert weights == sorted(weights, reverse=True) and weights[-1] > 0


def test_a_missing_target_weighs_the_provinces_that_state_one(data: Data) -> None:
    found = todo(data).filter(kind="missing", topic="digital_economy", horizon_year=2030)
    row = found.row(0, named=True)
    stated = data.targets.filter(
        level="province", indicator_id="econ.digital_share_grdp", horizon_year=2030
    )
    kept = lands(data.units)
    now = {kept.get(unit, unit) for unit in stated["unit_id"]}
    assert not now & {*found["unit_id"]}
    assert 0 < row["weight"] < 34 and found["weight"].n_unique() == 1
    assert found.height + row["weight"] == 34


def test_an_act_that_was_read_is_no_longer_to_be_read(data: Data) -> None:
    unread = todo(data).filter(kind="unread")["document_id"]
    assert {*unread} <= {*data.documents.filter(read="none")["document_id"]}
    read = replace(data, documents=data.documents.with_columns(read=pl.lit("part")))
    assert todo(read).filter(kind="unread").height == 0


def test_a_target_that_was_read_twice_or_has_two_sources_is_not_single(data: Data) -> None:
    single = todo(data).filter(kind="single")
    twice = data.targets.with_columns(source_ids=pl.col("source_ids") + ";another")
    assert single.height and todo(replace(data, targets=twice)).filter(kind="single").height == 0


def test_a_source_with_a_home_page_weighs_the_figures_that_have_no_other(data: Data) -> None:
    row = todo(data).filter(kind="address").row(0, named=True)
    rests = sum(
        frame.filter(unit_id=row["unit_id"], source_ids=row["source_id"]).height
        for frame in (data.targets, data.observations)
    )
    assert row["weight"] == rests


def test_the_command_names_the_heaviest_and_explains_the_weight(dtia: Run) -> None:
    code, output = dtia("todo", "--top", "3", "--lang", "en")
    lines = output.splitlines()
    assert code == 0 and len(lines) == 5 and "3 of" in lines[3]
    assert "rows wait" in lines[4]
    code, output = dtia("todo", "--province", "lai chau", "--top", "2", "--lang", "en")
    assert code == 0 and all("Lai Chau" in line for line in output.splitlines()[:2])
