"""What figures are compared on: territory, year, version, type of plan, form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from dtia.analysis.comparability import described
from dtia.analysis.dti import version
from support.made_up import Row, observation, observations, only, registers, target, targets

KNOWN = registers()


def seen(**cells: Any) -> Row:
    return only(described(observations(observation(**cells)), KNOWN))


def promised(**cells: Any) -> Row:
    return only(described(targets(target(**cells)), KNOWN))


def test_a_territory_has_one_id_only_where_the_merger_left_it_alone() -> None:
    assert promised(unit_id="same_63")["territory"] == "same_34"
    assert promised(unit_id="same_34")["territory"] == "same_34"
    assert promised(unit_id="east_63")["territory"] == "east_63"
    assert promised(unit_id="viet_nam")["territory"] == "viet_nam"


def test_the_year_is_that_due_or_that_of_the_period() -> None:
    assert promised()["year"] == "2030"
    assert promised(horizon_year=None)["year"] is None
    assert [seen(period=p)["year"] for p in ("2023", "2023-06", "2023-06-30")] == ["2023"] * 3


def test_the_version_of_the_dti_is_known_of_measured_ranks_and_scores() -> None:
    rank, score = seen(indicator_id="rank.dti"), seen(indicator_id="dti.total", period="2020-12")
    assert (rank["rank_version"], rank["score_version"]) == ("second", None)
    assert (score["rank_version"], score["score_version"]) == (None, "first")
    for other in (seen(), promised(indicator_id="rank.dti"), seen(period="2019")):
        assert (other["rank_version"], other["score_version"]) == (None, None)


def test_years_outside_every_version_have_none() -> None:
    frame = pl.DataFrame({"period": ["2019", "2020", "2021-07", "2099", "x"]})
    found_versions = frame.with_columns(v=version("period", KNOWN["dti_versions"]))["v"]
    assert found_versions.to_list() == [None, "first", "second", "second", None]
    none = frame.with_columns(v=version("period", KNOWN["dti_versions"].clear()))["v"]
    assert none.to_list() == [None] * 5


def test_a_target_without_a_document_is_of_the_act_on_its_first_page() -> None:
    assert promised(document_id="plan_2021", source_ids="a;b")["act"] == "plan_2021"
    assert promised(document_id=None, source_ids="a;b")["act"] == "a"
    assert seen(source_ids="a;b")["act"] is None


def test_an_act_that_is_not_known_is_of_unstated_type() -> None:
    types = [promised(document_id=d)["plan_type"] for d in ("plan_2021", "untyped", None)]
    assert types == ["programme", "unstated", "unstated"]
    assert seen()["plan_type"] is None


def test_a_period_is_inferred_or_of_several_years_where_its_flag_says_so() -> None:
    assert seen(flag="period_inferred")["dated"] == "inferred"
    assert seen(flag="several_years")["dated"] == "several_years"
    for other in (seen(), seen(flag="estimated"), promised()):
        assert other["dated"] == "stated"


def test_a_category_stands_at_its_place_on_the_scale() -> None:
    steps = {"indicator_id": "gov.step", "comparator": "category", "value": None}
    done = promised(**steps, category="done")
    assert (done["form"], done["value"]) == ("category", 3)
    assert promised(**steps, category="nowhere")["value"] is None
    direction = promised(**steps | {"comparator": "direction"}, category="maintain")
    assert (direction["form"], direction["value"]) == ("direction", None)
    forms = {promised(comparator=c)["form"] for c in ("eq", "ge", "gt", "le", "lt", "approx")}
    assert forms == {"number"}


@pytest.mark.parametrize("make", [targets, observations])
def test_no_figures_are_described_as_none(make: Callable[[], pl.DataFrame]) -> None:
    assert described(make(), KNOWN).height == 0
