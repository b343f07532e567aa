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
from dtia.data import Data, vocabulary
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
        observed = views.gaps(data, "observed", lang, SHARE).filter(horizon_year=2025)
        merged = views.gaps(data, "merger", lang, SHARE).filter(horizon_year=2030)
        ranks = views.ambition_ranks(data, index.units, lang)
        found |= {
            ("gaps", lang): views.gaps(data, "national", lang, ACCOUNTS),
            ("measured", lang): observed, ("mergers", lang): merged,
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
        return [frame.height]
    drawn = frame.filter(pl.col("gap_low").is_not_null())
    if name == "mergers":
        return [drawn.filter(~pl.col("reference").str.contains(";"))["unit_id"].n_unique()]
    if name == "measured":
        return [drawn.select(vocabulary.FIGURE).n_unique()]
    unlike = (pl.col("gap_low") != 0) | (pl.col("gap_high") != 0)
    return [drawn.filter(unlike).height if name == "gaps" else drawn.height]


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
        total = frame["n"].sum() if name == "bearing" else frame.height
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
    frame = frames["gaps", "en"].head(1).with_columns(unit=pl.lit("points"))
    equal = frame.with_columns(gap_low=pl.lit(0.0), gap_high=pl.lit(0.0))
    with pytest.raises(NothingToDraw):
        charts.gaps(equal, "en")
    range_ = frame.with_columns(gap_low=pl.lit(-5.0), gap_high=pl.lit(10.0))
    spec = charts.gaps(pl.concat([equal, range_]), "en").to_dict()
    [row] = rows_of(spec)
    assert (row["gap_low"], row["bar_end"]) == (-5, 10)
    assert "1 of 2 targets equal" in " ".join(spec["concat"][0]["title"]["subtitle"])


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


@pytest.mark.parametrize(
    ("name", "low", "high", "words"),
    [
        ("measured", "value_low", "value_high", "value_label"),
        ("mergers", "reference_low", "reference_high", "reference_value_label"),
    ],
)
def test_every_comparable_pair_is_drawn(
    frames: dict[tuple[str, str], pl.DataFrame], name: str, low: str, high: str, words: str
) -> None:
    one = frames[name, "en"].filter(
        pl.col("gap_low").is_not_null(), ~pl.col("reference").str.contains(";")
    ).head(1)  # fmt: skip
    other = one.with_columns(pl.col(low, high) + 5, pl.lit("another").alias(words))
    drawn = rows_of(DRAWN[name](pl.concat([one, other]), "en").to_dict())
    assert sorted(row["start"] for row in drawn) == [one[low][0], other[low][0]]


def test_the_subtitle_counts_targets(frames: dict[tuple[str, str], pl.DataFrame]) -> None:
    one = frames["measured", "en"].filter(pl.col("gap_low").is_not_null()).head(1)
    again = one.with_columns(reference=pl.lit("2021"), reference_label=pl.lit("2021"))
    spec = charts.measured(pl.concat([one, again]), "en").to_dict()
    assert "Targets with a value: 1;" in " ".join(spec["concat"][0]["title"]["subtitle"])


def test_hostile_names_are_data_and_no_markup(data: Data) -> None:
    bad = "<img src=x onerror=alert(1)>"
    units = data.units.with_columns(name_en=pl.lit(bad) + pl.col("unit_id"))
    frame = views.gaps(replace(data, units=units), "national", "en", ACCOUNTS)
    spec = charts.gaps(frame, "en").to_dict()
    assert all(row["unit_label"].startswith(bad) for row in rows_of(spec))
    assert not [layer for layer in marks(spec) if "img" in str(filters(layer))]
