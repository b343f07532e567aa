"""A chart carries what it draws and tells, the numbers behind that, and what names a row."""

from __future__ import annotations

import json
import re
from typing import Any

import altair as alt
import polars as pl
import pytest

from dtia import charts, views
from dtia.charts.layout import framed
from dtia.charts.lean import Chart
from dtia.data import Data
from dtia.drawings import draw
from dtia.shown import KEY
from support.charts import rows_of

ACCOUNTS, ECONOMY = "soc.payment_account", "econ.digital_share_grdp"


@pytest.fixture(scope="module")
def specs(data: Data) -> dict[str, dict[str, Any]]:
    found = views.targets(data, ECONOMY, "en", 2030)
    gaps = {
        kind: views.gaps(data, kind, "en", ECONOMY).filter(
            pl.col("unit_id") != "viet_nam", horizon_year=2030
        )
        for kind in ("national", "observed")
    }
    one_map = {kind: views.gaps_on_one_map(data, rows, "en") for kind, rows in gaps.items()}
    drawn = {
        "targets": charts.targets(found, "en"),
        "steps": charts.steps(views.targets(data, ECONOMY, "en"), "en"),
        "tiles": charts.tiles(views.standings(data, found, "en"), "en"),
        "gaps": charts.gaps(one_map["national"], "en"),
        "measured": charts.measured(one_map["observed"], "en"),
        "coverage": charts.coverage(views.coverage(data, "en", [ACCOUNTS]), "en"),
    }
    return {name: chart.to_dict() for name, chart in drawn.items()}


def test_a_chart_carries_no_column_that_it_does_not_name(specs: dict[str, dict[str, Any]]) -> None:
    for name, spec in specs.items():
        said = json.dumps({part: spec[part] for part in spec if part != "datasets"})
        carried = {column for row in rows_of(spec) for column in row}
        # The numbers by which the table under a chart is sorted.
        behind = {"value", "gap_low"} | set(KEY)
        assert {c for c in carried - behind if not re.search(rf"\b{c}\b", said)} == set(), name


def test_the_numbers_behind_what_a_chart_tells_are_carried(
    specs: dict[str, dict[str, Any]],
) -> None:
    assert "value" not in json.dumps([specs["tiles"]["concat"]]).replace("value_label", "")
    for name, label, number in (
        ("tiles", "value_label", "value"),
        ("measured", "gap_label", "gap_low"),
    ):
        said = draw(specs[name], name).said
        assert any(row[label] for row in said.rows)
        for row in said.rows:
            assert row[number] is not None or not row[label] or "%" not in row[label]


def test_a_row_of_a_chart_keeps_its_key(specs: dict[str, dict[str, Any]]) -> None:
    for name in ("targets", "tiles", "gaps"):
        found = [row["_ids"] for row in draw(specs[name], name).said.rows if row["_ids"]]
        assert found and all(ids["indicator_id"] == ECONOMY for ids in found), name


def test_what_only_an_expression_or_a_facet_looks_at_is_carried() -> None:
    frame = pl.DataFrame(
        {"a": [1, 2], "b": [3, 4], "shown": [True, False], "part": ["x", "y"], "left_out": [5, 6],
         "edition": ["", ""]}
    )  # fmt: skip
    chart = (
        alt.Chart(frame)
        .mark_point()
        .transform_filter("datum.shown")
        .encode(x="a:Q", y="b:Q")
        .facet(column="part:N")
    )
    spec = framed(chart, frame, "s", "d", "en", title="t").to_dict()
    assert {column for row in rows_of(spec) for column in row} == {"a", "b", "shown", "part"}


def test_a_chart_within_others_shares_its_parts_and_stays_as_it_was() -> None:
    own = Chart(pl.DataFrame({"a": [1]}), width=100).mark_point().encode(x="a:Q")
    before = own.to_dict()
    whole = alt.vconcat(alt.layer(own, own.mark_rule()), own, title="A").to_dict()
    assert whole["vconcat"][1]["encoding"] == before["encoding"]
    assert own.to_dict() == before
    assert own.copy().encoding is own.encoding
