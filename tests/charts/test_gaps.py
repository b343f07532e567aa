"""Charts of gaps: sound Vega-Lite, described, grade C dashed, grade D never drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from dtia import charts, views
from dtia.analysis import ambition
from dtia.charts.counts import MOST, UNMEASURED
from dtia.data import Data
from dtia.drawings import heading
from dtia.errors import NothingToDraw
from dtia.i18n import LANGS, Lang
from support.charts import rows_of

ACCOUNTS, SHARE = "soc.payment_account", "econ.digital_share_grdp"
Spec = dict[str, Any]
Draw = Callable[[pl.DataFrame, Lang], Any]
DRAWN: dict[str, Draw] = {
    "gaps": charts.gaps,
    "measured": charts.measured,
    "mergers": charts.mergers,
    "topics": charts.scorecard,
    "units": lambda frame, lang: charts.scorecard(frame, lang, "unit_label"),
    "bearing": charts.bearing,
    "ordered": lambda frame, lang: charts.rank_intervals(frame, True, lang),
    "unordered": lambda frame, lang: charts.rank_intervals(frame, False, lang),
}
GRADED = ["gaps", "measured", "mergers"]
COUNTED = ["topics", "units", "bearing"]


@pytest.fixture(scope="module")
def frames(data: Data) -> dict[tuple[str, str], pl.DataFrame]:
    """The frame of each chart, in both languages."""
    index = ambition.index(data, 2025, ("A", "B", "C"), draws=200)
    found = {}
    for lang in LANGS:
        national = views.gaps(data, "national", lang, ACCOUNTS)
        observed = views.gaps(data, "observed", lang, SHARE).filter(
            pl.col("unit_id") != "viet_nam", horizon_year=2025
        )
        merged = views.gaps(data, "merger", lang, SHARE).filter(horizon_year=2030)
        ranks = views.ambition_ranks(data, index.units, lang)
        found |= {
            ("gaps", lang): views.gaps_on_one_map(data, national, lang),
            ("measured", lang): views.gaps_on_one_map(data, observed, lang),
            ("mergers", lang): views.gaps_on_one_map(data, merged, lang, "34"),
            ("topics", lang): views.scorecard(data, lang),
            ("units", lang): views.scorecard(data, lang),
            ("bearing", lang): views.bearing(data, lang, 2025),
            ("ordered", lang): ranks, ("unordered", lang): ranks,
        }  # fmt: skip
    return found


@pytest.fixture(scope="module")
def specs(frames: dict[tuple[str, str], pl.DataFrame]) -> dict[tuple[str, str], Spec]:
    # Altair checks a chart against the schema of Vega-Lite when it writes it out.
    return {
        (name, lang): DRAWN[name](frame, lang).to_dict() for (name, lang), frame in frames.items()
    }


def marks(spec: Any) -> Iterator[Spec]:
    """Every layer of a chart that has a mark, however deep."""
    for part in spec.values() if isinstance(spec, dict) else spec:
        if isinstance(part, (dict, list)):
            yield from marks(part)
    if isinstance(spec, dict) and "encoding" in spec:
        yield spec


def filters(layer: Spec) -> list[str]:
    return [step["filter"] for step in layer.get("transform", [])]


def counted(name: str, frame: pl.DataFrame) -> list[int]:
    """How many there are of what a chart shows."""
    if name == "bearing":
        return frame["same"].filter(frame["same"] > 0).to_list()
    if name not in GRADED:
        return [frame.filter(pl.col("unit_label").is_in(units_of(name, frame))).height]
    drawn = frame.filter(pl.col("gap_low").is_not_null())
    if name == "mergers":
        return [drawn.filter(~pl.col("reference").str.contains(";"))["unit_id"].n_unique()]
    return [drawn.height]


def units_of(name: str, frame: pl.DataFrame) -> list[str]:
    """The units that a chart of counts shows: of units, those of which something was measured."""
    measured = frame.filter(~pl.col("verdict").is_in(UNMEASURED)) if name == "units" else frame
    return measured["unit_label"].unique().to_list()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_has_a_heading_a_foot_and_a_description_with_n(
    specs: dict[tuple[str, str], Spec], frames: dict[tuple[str, str], pl.DataFrame], data: Data,
    name: str, lang: Lang,
) -> None:  # fmt: skip
    spec, frame = specs[name, lang], frames[name, lang]
    assert heading(spec) and spec["concat"][0]["title"]["subtitle"]
    assert data.version in " ".join(spec["title"]["text"])
    assert spec["config"]["locale"]["number"]["decimal"] == {"vi": ",", "en": "."}[lang]
    numbers = re.findall(r"\d+", spec["description"])
    assert set(counted(name, frame)) <= {int(n) for n in numbers}
    assert "None" not in spec["description"] and "{" not in spec["description"]


@pytest.mark.parametrize("name", GRADED)
def test_grade_c_is_dashed_and_nothing_else_is(
    specs: dict[tuple[str, str], Spec], name: str
) -> None:
    layers = list(marks(specs[name, "en"]))
    dashed = [layer for layer in layers if "strokeDash" in layer["mark"]]
    assert dashed and all(filters(layer) == ["datum.grade === 'C'"] for layer in dashed)
    kinds = {layer["mark"]["type"] for layer in dashed}
    whole = [
        layer for layer in layers
        if layer["mark"]["type"] in kinds and layer not in dashed and "x2" in layer["encoding"]
        and layer["mark"].get("opacity", 1) != 0.25
    ]  # fmt: skip
    assert whole and all(filters(layer) == ["!(datum.grade === 'C')"] for layer in whole)
    assert "C" in {row["grade"] for row in rows_of(specs[name, "en"])}


@pytest.mark.parametrize("name", GRADED)
def test_grade_d_is_never_in_the_data_of_a_chart(
    frames: dict[tuple[str, str], pl.DataFrame], name: str
) -> None:
    frame = frames[name, "vi"]
    refused = pl.col("unit_id") == frame.filter(pl.col("gap_low") != 0)["unit_id"][0]
    made = frame.with_columns(
        pl.when(refused).then(pl.lit("D")).otherwise("grade").alias("grade"),
        *(pl.when(~refused).then(end) for end in ("gap_low", "gap_high")),
    )
    drawn = rows_of(DRAWN[name](made, "vi").to_dict())
    assert drawn and "D" not in {row["grade"] for row in drawn}
    gone = frame.filter(refused)["unit_label"][0]
    assert gone not in {row["unit_label"] for row in drawn}


@pytest.mark.parametrize("name", COUNTED)
def test_counts_stand_in_their_cells(
    specs: dict[tuple[str, str], Spec], frames: dict[tuple[str, str], pl.DataFrame], name: str
) -> None:
    for lang in LANGS:
        spec, frame = specs[name, lang], frames[name, lang]
        [words] = [layer for layer in marks(spec) if layer["mark"]["type"] == "text"]
        assert words["encoding"]["text"]["field"] == "n" and not filters(words)
        cells = rows_of(spec)
        total = frame["n"].sum() if name == "bearing" else counted(name, frame)[0]
        assert sum(row["n"] for row in cells) == total and min(row["n"] for row in cells) > 0
        places = [tuple(value for key, value in row.items() if key != "n") for row in cells]
        assert len(places) == len(set(places))


@pytest.mark.parametrize("name", DRAWN)
def test_there_is_no_chart_of_nothing(
    frames: dict[tuple[str, str], pl.DataFrame], name: str
) -> None:
    with pytest.raises(NothingToDraw):
        DRAWN[name](frames[name, "vi"].clear(), "vi")


def test_a_chart_of_gaps_leaves_out_and_counts_what_equals_the_nation(
    frames: dict[tuple[str, str], pl.DataFrame],
) -> None:
    frame = frames["gaps", "en"].filter(horizon_year=2025).head(3)
    equal, range_, other = (
        frame[n : n + 1].with_columns(
            unit_label=pl.lit(f"Unit {n}"), verdict=pl.lit(verdict), gap_low=low, gap_high=high
        )
        for n, (verdict, low, high) in enumerate(
            [("same", 0.0, 0.0), ("spans", -5.0, 10.0), ("above", 20.0, 20.0)]
        )
    )
    with pytest.raises(NothingToDraw):
        charts.gaps(equal, "en")
    spec = charts.gaps(pl.concat([equal, range_, other]), "en").to_dict()
    [panel] = spec["concat"][0]["vconcat"]
    drawn = [(row["gap_low"], row["bar_end"]) for row in rows_of(spec)]
    assert drawn == [(20, 0), (-5, 10)], "the greatest gap stands first"
    said = " ".join(panel["title"]["subtitle"])
    assert said == (
        "3 of 63 provinces (before 1 July 2025) can be compared: "
        "1 above, 1 equal, 1 a range around it."
    )


def test_each_year_has_a_panel_that_says_so_and_each_province_one_bar_in_it(data: Data) -> None:
    national = views.gaps(data, "national", "vi", SHARE)
    frame = views.gaps_on_one_map(data, national, "vi")
    spec = charts.gaps(frame, "vi").to_dict()
    panels = spec["concat"][0]["vconcat"]
    years = [panel["title"]["text"].rpartition(" · ")[2] for panel in panels]
    assert years == sorted(set(years)) and {"2025", "2030"} <= set(years)
    for panel in panels:
        names = panel["layer"][0]["encoding"]["y"]["sort"]
        assert len(names) == len(set(names)) and not [name for name in names if "…" in name]
        maps = {now for name in names if (now := name.split(" · ")[0])[-5:] in ("(cũ)", "(mới)")}
        assert len({name[-5:] for name in maps}) <= 1, "two maps share a panel"
    several = frame.filter(pl.col("n_acts") > 1, pl.col("gap_low") != 0).row(0, named=True)
    row = next(row for row in rows_of(spec) if row["row_label"].startswith(several["unit_label"]))
    assert row["row_label"].endswith(" văn bản") and row["others_label"]


def test_no_chart_of_gaps_counts_other_acts_than_the_chart_of_targets(data: Data) -> None:
    promised = views.on_one_map(data, views.targets(data, SHARE, "en"), "en")
    acts = {
        (row["unit_label"], row["horizon_year"]): row["n_acts"]
        for row in promised.filter(level="province").iter_rows(named=True)
    }
    national = views.gaps(data, "national", "en", SHARE)
    for row in views.gaps_on_one_map(data, national, "en").iter_rows(named=True):
        assert row["n_acts"] == acts[row["unit_label"], row["horizon_year"]], row["unit_label"]


def test_one_province_has_its_indicators_as_rows(data: Data) -> None:
    national = views.gaps(data, "national", "en").filter(unit_id="quang_tri_63")
    frame = views.gaps_on_one_map(data, national, "en", "63")
    spec = charts.gaps(frame, "en").to_dict()
    assert heading(spec).startswith("Quang Tri (old)")
    names = {row["row_label"] for row in rows_of(spec)}
    assert "Digital economy as a share of GRDP · 2 documents" in names and len(names) > 1


def test_an_order_of_ranks_is_drawn_only_where_it_may_be_printed(
    specs: dict[tuple[str, str], Spec], frames: dict[tuple[str, str], pl.DataFrame]
) -> None:
    frame = frames["ordered", "en"]
    for name, kinds in (("ordered", ["bar", "point"]), ("unordered", ["bar"])):
        layers = list(marks(specs[name, "en"]))
        assert [layer["mark"]["type"] for layer in layers] == kinds
        names = layers[0]["encoding"]["y"]["sort"]
        expected = frame["unit_label"].to_list()
        assert names == (expected if name == "ordered" else sorted(expected))
        for row in frame.iter_rows(named=True):
            assert (
                f"{row['unit_label']} {row['interval_label']}" in specs[name, "en"]["description"]
            )


@pytest.mark.parametrize("name", ["measured", "mergers"])
def test_a_dumbbell_is_a_province_and_every_comparable_one_is_drawn(
    frames: dict[tuple[str, str], pl.DataFrame], name: str
) -> None:
    frame = frames[name, "en"].filter(
        pl.col("gap_low").is_not_null(), ~pl.col("reference").str.contains(";")
    )  # fmt: skip
    drawn = rows_of(DRAWN[name](frame, "en").to_dict())
    assert len({row["row_label"] for row in drawn}) == len(drawn) == frame.height
    gaps = [row["end"] - row["start"] for row in drawn]
    assert gaps == sorted(gaps, reverse=True) or name == "measured"


def test_the_subtitle_counts_targets(frames: dict[tuple[str, str], pl.DataFrame]) -> None:
    frame = frames["measured", "en"]
    spec = charts.measured(frame, "en").to_dict()
    said = " ".join(spec["concat"][0]["title"]["subtitle"])
    found = frame["gap_low"].is_not_null().sum()
    assert f"Targets with a value: {found}; without one so far: {frame.height - found}" in said


def test_a_scorecard_of_units_is_low_and_counts_the_others(
    specs: dict[tuple[str, str], Spec], frames: dict[tuple[str, str], pl.DataFrame]
) -> None:
    frame, spec = frames["units", "en"], specs["units", "en"]
    shown = {row["unit_label"] for row in rows_of(spec)}
    assert len(shown) <= MOST and shown == set(units_of("units", frame))
    said = " ".join(spec["concat"][0]["title"]["subtitle"])
    assert f"{len(shown)} of {frame['unit_label'].n_unique()} localities" in said


def test_ranks_stand_on_the_quarters_of_all(data: Data) -> None:
    frame = views.observations(data, "rank.dti", "en", "2022")
    spec = charts.ranks(frame, ["phu_yen_63", "dak_lak_63"], "en").to_dict()
    named = [row["unit_label"] for row in rows_of(spec) if "unit_label" in row]
    assert named == ["Dak Lak (old)", "Phu Yen"]
    assert [row["quarter"] for row in rows_of(spec) if "quarter" in row][-1] == "last quarter"
    assert "2 of the 63 ranked localities are drawn; 2 of them stand in the lower half" in " ".join(
        spec["concat"][0]["title"]["subtitle"]
    )


def test_hostile_names_are_data_and_no_markup(data: Data) -> None:
    bad = "<img src=x onerror=alert(1)>"
    units = data.units.with_columns(name_en=pl.lit(bad) + pl.col("unit_id"))
    hostile = replace(data, units=units)
    frame = views.gaps(hostile, "national", "en", ACCOUNTS)
    spec = charts.gaps(views.gaps_on_one_map(hostile, frame, "en"), "en").to_dict()
    assert all(row["unit_label"].startswith(bad) for row in rows_of(spec))
    assert not [layer for layer in marks(spec) if "img" in str(filters(layer))]
