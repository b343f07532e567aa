"""The lineage of acts: when they were issued, as far as it is known, and what took them up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from dtia import charts, views
from dtia.charts.acts import LOOKS
from dtia.charts.theme import DARK
from dtia.data import Data, periods
from dtia.drawings import heading
from dtia.errors import NothingToDraw
from dtia.i18n import LANGS, Lang
from support.charts import rows_of, svg

MERGER = 2025 + 181 / 365


def drawn(data: Data, lang: Lang, frame: pl.DataFrame | None = None) -> dict[str, Any]:
    issued = views.acts(data, lang) if frame is None else frame
    found: dict[str, Any] = charts.acts(
        issued, views.takeovers(data, lang), views.merged_on(data), lang
    ).to_dict()
    return found


def act(data: Data, document: str, **changed: str) -> dict[str, Any]:
    """The row of one act, the register changed for it."""
    here = pl.col("document_id") == document
    documents = data.documents.with_columns(
        pl.when(here).then(pl.lit(value)).otherwise(column).alias(column)
        for column, value in changed.items()
    )
    frame = views.acts(replace(data, documents=documents), "vi")
    [row] = frame.filter(document_id=document).to_dicts()
    return row


def test_a_day_is_a_year_and_its_fraction() -> None:
    days = pl.DataFrame({"day": ["2024-01-01", "2024-07-01", "2025-12-31", "2025", "2025-07"]})
    found = days.select(periods.years(periods.first_day("day")))["day"].to_list()
    assert found == [2024, 2024 + 182 / 366, 2025 + 364 / 365, 2025, MERGER]


def test_the_merger_is_on_the_first_of_july_2025(data: Data) -> None:
    assert views.merged_on(data) == MERGER


def test_an_act_whose_day_is_known_stands_on_it(data: Data) -> None:
    row = act(data, "749_QD-TTg_2020")
    assert row["exact"] and row["yardstick"] and row["level"] == "nation"
    assert row["at"] == row["first"] == row["last"] == 2020 + 154 / 366
    assert row["issued_on"] == "03/06/2020"


@pytest.mark.parametrize(
    ("document", "issued", "first", "last"),
    [
        # A year alone lasts from January to December, but no longer than its unit.
        ("230_NQ-HDND_bac_ninh_2023", "2023", 2023, 2023 + 364 / 365),
        ("230_NQ-HDND_bac_ninh_2023", "2023-03", 2023 + 59 / 365, 2023 + 89 / 365),
        ("230_NQ-HDND_bac_ninh_2023", "2025", 2025, 2025 + 180 / 365),
        ("congress_1_an_giang_2025", "2025", MERGER, 2025 + 364 / 365),
        # A date that contradicts the life of the unit is shown as it is.
        ("congress_1_an_giang_2025", "2024", 2024, 2024 + 365 / 366),
    ],
)
def test_a_partial_date_is_a_span(
    data: Data, document: str, issued: str, first: float, last: float
) -> None:
    row = act(data, document, issued_on=issued)
    assert not row["exact"]
    assert (row["first"], row["last"]) == (first, last)
    assert first < row["at"] < last


def test_acts_that_share_a_span_are_spread_over_it(data: Data) -> None:
    frame = views.acts(data, "vi").drop_nulls("at")
    loose = frame.filter(~pl.col("exact"))
    shared = loose.filter(pl.len().over("unit_label", "first", "last") > 1)
    assert shared.height > 0
    assert shared.select("unit_label", "at").is_duplicated().sum() == 0
    assert loose.filter(~pl.col("at").is_between("first", "last")).is_empty()


def test_an_act_of_unknown_day_is_not_drawn_on_one_of_the_same_unit(data: Data) -> None:
    frame = views.acts(data, "vi").drop_nulls("at")
    pairs = frame.filter("exact").join(frame.filter(~pl.col("exact")), on="unit_label")
    assert (pairs["at"] - pairs["at_right"]).abs().min() >= 0.05  # type: ignore[operator]


def test_an_act_without_a_date_is_counted_and_not_drawn(data: Data) -> None:
    frame = views.acts(data, "en")
    undated = frame.filter(pl.col("at").is_null())
    assert undated.height and set(undated["issued_on"]) == {""}
    spec = drawn(data, "en")
    names = {row.get("title") for row in rows_of(spec)}
    assert not set(undated["title"]) & names - set(frame.drop_nulls("at")["title"])
    subtitle = " ".join(spec["concat"][0]["title"]["subtitle"])
    assert f"{undated.height} without a date" in subtitle


def test_only_acts_from_which_figures_were_taken_are_counted(data: Data) -> None:
    frame = views.acts(data, "vi")
    counts = dict(data.targets["document_id"].drop_nulls().value_counts().iter_rows())
    assert dict(frame.select("document_id", "n_targets").iter_rows()) == {
        document: n for document, n in counts.items() if document in set(frame["document_id"])
    }
    assert frame["n_targets"].min() >= 1  # type: ignore[operator]


def test_a_takeover_counts_the_figures_that_were_stated_again(data: Data) -> None:
    found = views.takeovers(data, "en")
    revised = data.gaps.filter(
        pl.col("verdict").is_in(["raised", "kept", "lowered"]), kind="revision"
    )
    one = found.filter(document_id="59_KH-UBND_tra_vinh_2022")
    own = revised.filter(document_id="59_KH-UBND_tra_vinh_2022")["verdict"].to_list()
    counted = [f"{own.count(name)} {name}" for name in ("raised", "kept", "lowered")]
    there = [words for words in counted if not words.startswith("0 ")]
    assert one["taken_label"].to_list() == [", ".join(there)]
    replaced = data.documents.filter(pl.col("supersedes").is_not_null())
    pairs = set(found.select("document_id", "earlier_id").iter_rows())
    assert set(replaced.select("document_id", "supersedes").iter_rows()) <= pairs
    assert found.select("document_id", "earlier_id").is_duplicated().sum() == 0


def test_every_arc_goes_forward_in_time_within_its_row(data: Data) -> None:
    points = [row for row in rows_of(drawn(data, "vi")) if "arc" in row]
    arcs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in points:
        arcs.setdefault((row["document_id"], row["earlier_id"]), []).append(row)
    assert arcs
    for ends in arcs.values():
        start, middle, end = sorted(ends, key=lambda row: row["point"])
        assert start["at"] <= middle["at"] <= end["at"]
        assert start["row"] == end["row"] > middle["row"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_strip_has_a_row_for_the_nation_first_and_each_unit_with_two_dated_acts(
    data: Data, lang: Lang
) -> None:
    frame = views.acts(data, lang).drop_nulls("at")
    often = frame.filter(pl.len().over("unit_label") >= 2)["unit_label"].unique()
    spec = drawn(data, lang)
    lives = [row for row in rows_of(spec) if "to" in row]
    assert {row["unit_label"] for row in lives} == set(often)
    assert min(lives, key=lambda row: row["row"])["level"] == "nation"
    assert len({row["row"] for row in lives}) == len(lives)
    assert heading(spec) and data.version in " ".join(spec["title"]["text"])
    for row in lives:
        assert f"{row['unit_label']}: " in spec["description"]
    assert "None" not in spec["description"]


def test_a_row_ends_with_its_unit(data: Data) -> None:
    lives = {row["unit_label"]: row for row in rows_of(drawn(data, "vi")) if "to" in row}
    assert lives["Bắc Ninh (cũ)"]["to"] == pytest.approx(MERGER, abs=0.01)
    assert lives["Đà Nẵng (mới)"]["at"] == MERGER
    assert lives["Hà Nội"]["at"] < 2021 and lives["Hà Nội"]["to"] > MERGER


def test_national_yardsticks_and_the_merger_are_named_on_their_lines(data: Data) -> None:
    spec = drawn(data, "vi")
    lines = {row["label"]: row["at"] for row in rows_of(spec) if "label" in row}
    assert lines.pop("01/7/2025: còn 34 tỉnh") == MERGER
    measuring = data.national_references.filter(pl.col("state") != "announced")
    programmes = data.documents.filter(plan_type="programme")
    yardsticks = programmes.join(measuring, on="document_id", how="semi")
    assert set(lines) == set(yardsticks["number"])
    assert {"749/QĐ-TTg", "411/QĐ-TTg"} <= set(lines)
    picture = svg(spec, "x")
    assert all(f">{name}<" in picture for name in lines)


def test_looks_tell_types_of_plan_apart_without_their_colour() -> None:
    looks = LOOKS.values()
    assert len({look.shape for look in looks}) == len(looks)
    assert {colour for look in looks for colour in (look.fill, look.stroke)} <= set(DARK)


def test_there_is_no_strip_of_nothing(data: Data) -> None:
    with pytest.raises(NothingToDraw):
        drawn(data, "vi", views.acts(data, "vi").clear())


def test_hostile_names_are_data_and_no_markup(data: Data) -> None:
    bad = "<script>alert(1)</script>"
    units = data.units.with_columns(name_vi=pl.lit(bad) + pl.col("unit_id"))
    documents = data.documents.with_columns(number=pl.lit(bad), title_vi=pl.lit(bad))
    picture = svg(drawn(replace(data, units=units, documents=documents), "vi"), "x")
    assert "<script" not in picture and "&lt;script" in picture
