"""What is set side by side in words: gaps, scorecard, mergers, sums, peers and headlines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from dtia import findings, views
from dtia.analysis import headlines, peers
from dtia.data import Data
from dtia.data.units import same_territory
from dtia.errors import UnknownName
from dtia.i18n import LANGS, Lang, text
from support.made_up import only
from support.promised import promising

KINDS = ["national", "leader", "observed", "tier", "step", "revision", "merger", "collective"]
PROMISE = [
    "unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method",
    "comparator", "value_low", "value_high",
]  # fmt: skip
Row = dict[str, Any]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_gap_has_its_words(data: Data, kind: str, lang: Lang) -> None:
    raw = data.gaps.filter(kind=kind)
    frame = views.gaps(data, kind, lang)
    assert frame.height == raw.height > 0
    for column in ("unit_label", "indicator_name", "verdict_label", "source_label", "edition"):
        assert (frame[column].fill_null("") != "").all(), column
    for label, stated in (
        ("gap_label", "gap_low"), ("reasons_label", "reasons"), ("value_label", "value_low"),
        ("reference_value_label", "reference_low"), ("reference_label", "reference"),
        ("required_label", "required_pace"), ("actual_label", "actual_pace"),
    ):  # fmt: skip
        # A reference may also be told by the method of what was measured, in words alone.
        said, known = frame[label].fill_null("") != "", frame[stated].is_not_null()
        assert (said == known).all(), label
        assert not frame[label].str.contains(r"_63|_34|None|null|\{").any(), label
    one = views.gaps(data, kind, lang, "econ.digital_share_grdp")
    assert set(one["indicator_id"]) <= {"econ.digital_share_grdp"}


def test_an_unknown_indicator_names_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match=r"nearest: soc\.payment_account"):
        views.gaps(data, "national", "vi", "soc.payment_acount")


def due(**cells: Any) -> Row:
    """A target of 50 % for 2025 and what was measured of it, but for the cells given."""
    return {
        "unit_id": "phu_yen_63", "indicator_id": "soc.payment_account", "tier": "all",
        "horizon_year": 2025, "document_id": None, "kind": "observed", "unit": "points",
        "reference": "2025", "verdict": "met", "grade": "A", "gap_low": 1.0, "gap_high": 1.0,
        "comparator": "eq", "value_low": 50.0, "value_high": 50.0, "source_ids": "gso",
        **cells,
    }  # fmt: skip


def judged(data: Data, *rows: Row, lang: Lang = "vi") -> pl.DataFrame:
    gaps = pl.DataFrame(list(rows), schema=data.gaps.schema)
    return views.scorecard(replace(data, gaps=gaps), lang)


EARLY = {"verdict": "provisional"}
SILENT = dict.fromkeys(("reference", "grade", "gap_low", "gap_high"), None)
EVIDENCE: dict[str, tuple[list[Row], str]] = {
    "one value": ([{}], "met"),
    "nothing measured": ([{**SILENT, "verdict": "no_observation"}], "no_observation"),
    "lapsed without a value": ([{**SILENT, "verdict": "lapsed"}], "lapsed"),
    "the end before a better grade": (
        [{"verdict": "missed", "grade": "C"}, {**EARLY, "reference": "2024"}], "missed",
    ),
    "the end before a later value": (
        [{"verdict": "near"}, {**EARLY, "reference": "2026-03"}], "near",
    ),
    "the latest of several early ones": (
        [{"verdict": "met_early", "reference": "2023"},
         {"verdict": "lapsed", "reference": "2024", "grade": "C"}], "lapsed",
    ),
    "the better grade of one period": (
        [{"verdict": "missed", "grade": "C"}, {"verdict": "met", "grade": "B"}], "met",
    ),
    "values that agree": ([{"verdict": "met"}, {"gap_low": 2.0, "gap_high": 2.0}], "met"),
    "values that disagree": ([{"verdict": "met"}, {"verdict": "missed"}], "unsettled"),
    "a refused value": ([{"verdict": "not_comparable", "grade": "D"}], "not_comparable"),
}  # fmt: skip


@pytest.mark.parametrize("case", EVIDENCE)
def test_a_verdict_follows_the_order_of_evidence(data: Data, case: str) -> None:
    cells, verdict = EVIDENCE[case]
    for order in (cells, cells[::-1]):
        assert only(judged(data, *(due(**row) for row in order)))["verdict"] == verdict


def test_a_year_ends_after_its_months(data: Data) -> None:
    whole, half = (
        due(verdict="lapsed", reference="2024"),
        due(verdict="met_early", reference="2024-06"),
    )
    assert only(judged(data, whole, half))["verdict"] == "lapsed"


def test_an_unsettled_verdict_spans_the_gaps_and_reads_so(data: Data) -> None:
    rows = [due(), due(verdict="missed", gap_low=-4.0, gap_high=-4.0)]
    found = {lang: only(judged(data, *rows, lang=lang)) for lang in LANGS}
    assert (found["vi"]["gap_low"], found["vi"]["gap_high"]) == (-4, 1)
    assert found["en"]["gap_label"] == "−4 … +1 points"
    assert found["en"]["verdict_label"] == "depends on the measured value"
    assert found["vi"]["verdict_label"] == text("verdict.unsettled", "vi")


def test_a_scorecard_has_a_row_for_every_promise_below_the_nation(data: Data) -> None:
    other = [{"document_id": "x"}, {"value_low": 60.0}, {"tier": "commune"}, {"base_id": "b"}]
    rows = [due(), due(source_ids="z"), *(due(**cells) for cells in other)]
    aside = [due(unit_id="viet_nam"), due(horizon_year=2030), due(kind="national")]
    assert judged(data, *rows, *aside).height == 5
    real = views.scorecard(data, "vi")
    promised = data.gaps.filter(pl.col("unit_id") != "viet_nam", kind="observed", horizon_year=2025)
    assert real.height == promised.unique(PROMISE).height == real.unique(PROMISE).height
    for lang in LANGS:
        [lapsed, rest, _] = findings.scorecard(real, lang).data.splitlines()
        ended = real.filter(pl.col("verdict").is_in(["lapsed", "met_early"])).height
        assert {str(ended), str(real.height)} <= set(re.findall(r"\d+", lapsed))
        assert str(real.height - ended) in re.findall(r"\d+", rest)


@pytest.mark.parametrize("lang", LANGS)
def test_dak_lak_sets_what_merged_side_by_side_without_a_mean(data: Data, lang: Lang) -> None:
    frame = views.merged(data, "Dak Lak", lang)
    assert frame.equals(views.merged(data, "dak_lak_34", lang))
    ids = ["dak_lak_63", "phu_yen_63", "dak_lak_34"]
    own = data.targets.filter(pl.col("unit_id").is_in(ids), pl.col("status") != "superseded")
    assert frame.height == own.height and set(frame["unit_id"]) == set(ids)
    share = frame.filter(indicator_id="econ.digital_share_grdp", horizon_year=2030)
    assert set(share["combined_label"]) == {text("verdict.not_combinable", lang)}
    assert share["reasons_label"].str.contains(text("reason.predecessor_silent", lang)).all()
    refused = frame.filter(combined="not_combinable")
    assert (refused["reasons_label"] != "").all() and not frame["combined_label"].str.contains(
        r"\d"
    ).any()
    assert not [name for name in frame.columns if "mean" in name]


@pytest.mark.parametrize("name", ["Ha Noi", "lang_son_34", "Phu Yen", "dak_lak_63", "Atlantis"])
def test_what_did_not_come_from_a_merger_has_nothing_to_set_side_by_side(
    data: Data, name: str
) -> None:
    with pytest.raises(UnknownName):
        views.merged(data, name, "vi")


@pytest.mark.parametrize("lang", LANGS)
def test_the_sum_of_all_promises_for_2030(data: Data, lang: Lang) -> None:
    sums = views.collective_sum(data, lang)
    found = only(sums.filter(indicator_id="econ.digital_share_grdp", horizon_year=2030))
    assert [round(found[name], 2) for name in ("covered", "low", "high")] == [84.63, 27.05, 42.42]
    # The silent 15.37 % of GRDP are all that the bounds differ by: 42.42 - 27.05 = 15.37.
    assert found["high"] - found["low"] == pytest.approx(100 - found["covered"])
    assert found["low"] == pytest.approx(found["mean"] * found["covered"] / 100)
    said = [found[f"{name}_label"] for name in ("stating", "covered", "bounds", "value")]
    point = {"vi": ",", "en": "."}[lang]
    expected = ["24/34", "84.6%", "27.1–42.4%"]
    assert said == [*(label.replace(".", point) for label in expected), "30%"]
    assert found["verdict"] == "spans" and (sums["n"] <= sums["of"]).all()
    blank = sums.filter(pl.col("covered").is_null())
    assert set(blank["bounds_label"]) == {""} and set(blank["verdict"]) == {"no_weights"}


def test_peers_are_at_most_four_of_the_same_map_and_the_nearest_in_rank(data: Data) -> None:
    units = {row["unit_id"]: row for row in data.units.iter_rows(named=True)}
    ranks = data.observations.filter(indicator_id="rank.dti", period="2022")
    rank = dict(ranks.select("unit_id", "value").iter_rows())
    for own in ("phu_yen_63", "dak_lak_63", "dak_lak_34", "hue_34", "ha_noi_63"):
        for by in ("region", "dti"):
            found = peers(data, own, by)
            assert 0 < len(found) <= 4 and len(set(found) - {own}) == len(found)
            for other in found:
                assert units[other]["era"] == units[own]["era"]
                assert units[other]["level"] == "province"
                assert by == "dti" or units[other]["region"] == units[own]["region"]
    # Phú Yên is 59th of 2022: 58 and 60 are nearest, then 57 and 61.
    assert sorted(rank[unit] for unit in peers(data, "Phu Yen", "dti")) == [57, 58, 60, 61]
    region = [u for u in rank if units[u]["region"] == units["phu_yen_63"]["region"]]
    away = sorted(abs(rank[unit] - 59) for unit in region if unit != "phu_yen_63")
    assert [abs(rank[unit] - 59) for unit in peers(data, "Phu Yen", n=6)] == away[:6]
    with pytest.raises(ValueError, match="'region' or 'dti'"):
        peers(data, "Phu Yen", "size")
    with pytest.raises(UnknownName, match="say which era"):
        peers(data, "Dak Lak")


def test_only_provinces_have_peers(data: Data) -> None:
    with pytest.raises(UnknownName):
        peers(data, "Viet Nam")


def test_headlines_rest_on_ten_sound_figures_and_name_their_sources(data: Data) -> None:
    claims = headlines(data)
    assert claims.height > 10 and {"restate", "lapsed", "silent_63"} <= set(claims["claim"])
    sources, units = set(data.sources["source_id"]), set(data.units["unit_id"])
    for row in claims.iter_rows(named=True):
        assert 0 <= row["n"] <= row["of"] and row["of"] >= 10 and row["units"] <= row["of"]
        assert row["grade"] in ("A", "B", None)
        assert set(filter(None, row["source_ids"].split(";"))) <= sources
        about = [unit for unit in row["unit_ids"].split(";") if unit]
        assert len(about) == len(set(about)) <= row["n"] and set(about) <= units
    nation = claims.filter(pl.col("claim").is_in(["restate", "exceed", "under"]))
    parts = nation.group_by("indicator_id", "year").agg(pl.col("n").sum(), pl.col("of").unique())
    assert (parts["of"].list.len() == 1).all() and (parts["n"] <= parts["of"].list.first()).all()


def test_a_claim_vanishes_with_its_tenth_figure(data: Data) -> None:
    silent = replace(data, coverage=data.coverage.clear())
    nine, ten = (promising(silent, *([50.0] * 3 for _ in range(n))) for n in (9, 10))
    assert headlines(nine).is_empty()
    found = headlines(ten)
    assert found.select("claim", "n", "of", "units").unique().rows() == [("restate", 10, 10, 10)]
    # The same promise of another act is no other promise; grade C is none.
    act = ten.gaps.with_columns(document_id=pl.lit("again"))
    twice = replace(ten, gaps=pl.concat([ten.gaps, act]))
    assert headlines(twice)["of"].to_list() == [10, 10, 10]
    assert headlines(replace(ten, gaps=ten.gaps.with_columns(grade=pl.lit("C")))).is_empty()
    for lang in LANGS:
        assert findings.headlines(nine, lang).data == text("finding.none", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_headline_says_how_many_of_how_many(data: Data, lang: Lang) -> None:
    claims = headlines(data)
    lines = findings.headlines(data, lang).data.splitlines()
    names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    for row in claims.iter_rows(named=True):
        wanted = {str(row["n"]), str(row["of"]), str(row["year"] or row["n"])}
        assert any(
            names.get(row["indicator_id"], "") in line and wanted <= set(re.findall(r"\d+", line))
            for line in lines
        ), row
    assert not [line for line in lines if "None" in line or "{" in line]
    # Two lines for each indicator and year would be a list that nobody reads.
    assert len(lines) == len(set(lines)) < claims.height
    about = findings.headlines(data, lang, "payment_accounts").data.splitlines()
    assert about and set(about) < set(lines)


def test_who_stated_a_number_under_its_other_id_is_not_silent(data: Data) -> None:
    both = same_territory(data.units)
    twin = dict([*both.iter_rows(), *(row[::-1] for row in both.iter_rows())])
    stated = data.targets.filter(pl.col("value").is_not_null(), status="current")
    known = set(stated.select("unit_id", "indicator_id", "horizon_year").iter_rows())
    for row in headlines(data).iter_rows(named=True):
        if row["claim"].startswith("silent"):
            for unit in row["unit_ids"].split(";"):
                assert (twin.get(unit), row["indicator_id"], row["year"]) not in known


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_ambition_of_2025_bears_is_said_in_words(data: Data, lang: Lang) -> None:
    refused = findings.ambition(data, lang, 2025).data
    assert "2025" in refused and "10" in refused and len(refused.splitlines()) == 1
    lines = findings.ambition(data, lang, 2025, ("A", "B", "C")).data.splitlines()
    assert len(lines) == 3 and not any("{" in line or "None" in line for line in lines)
