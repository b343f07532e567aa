"""Headlines: claims that at least ten sound figures bear."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtia import findings
from dtia.analysis import headlines
from dtia.data import Data
from dtia.data.units import same_territory
from dtia.i18n import LANGS, text
from support.promised import promising


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


def test_who_stated_a_number_under_its_other_id_is_not_silent(data: Data) -> None:
    both = same_territory(data.units)
    twin = dict([*both.iter_rows(), *(row[::-1] for row in both.iter_rows())])
    stated = data.targets.filter(pl.col("value").is_not_null(), status="current")
    known = set(stated.select("unit_id", "indicator_id", "horizon_year").iter_rows())
    for row in headlines(data).iter_rows(named=True):
        if row["claim"].startswith("silent"):
            for unit in row["unit_ids"].split(";"):
                assert (twin.get(unit), row["indicator_id"], row["year"]) not in known
