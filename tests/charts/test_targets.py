"""Charts of targets and what all charts share: heading, subtitle, foot and words."""

from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest

from dtia import charts, tables, views
from dtia.charts import alttext
from dtia.data import Data
from dtia.drawings import heading
from dtia.errors import NothingToDraw
from dtia.i18n import LANGS, Lang
from support.charts import svg

ACCOUNTS = "soc.payment_account"


Specs = dict[str, dict[str, Any]]


def drawn(data: Data, lang: Lang) -> Specs:
    promised = views.targets(data, ACCOUNTS, lang, 2030)
    gaps = views.gaps(data, "national", lang, ACCOUNTS)
    made = {
        "targets": charts.targets(promised, lang),
        "tiers": charts.tiers(views.targets(data, "gov.records_online", lang, 2030), lang),
        "steps": charts.steps(views.targets(data, "econ.digital_share_grdp", lang), lang),
        "gaps": charts.gaps(views.gaps_on_one_map(data, gaps, lang), lang),
        "coverage": charts.coverage(views.coverage(data, lang, [ACCOUNTS]), lang),
        "ranks": charts.ranks(
            views.observations(data, "rank.dti", lang, "2022"), ["phu_yen_63"], lang
        ),
    }
    return {name: chart.to_dict() for name, chart in made.items()}


@pytest.fixture(scope="module")
def specs(data: Data) -> dict[Lang, Specs]:
    return {lang: drawn(data, lang) for lang in LANGS}


@pytest.fixture(scope="module")
def files(specs: dict[Lang, Specs]) -> dict[str, str]:
    return {name: svg(spec, name) for name, spec in specs["vi"].items()}


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_title_subtitle_foot_and_text_alternative(
    data: Data, specs: dict[Lang, Specs], lang: Lang
) -> None:
    for name, spec in specs[lang].items():
        assert heading(spec), name
        assert spec["concat"][0]["title"]["subtitle"], name
        assert data.version in spec["title"]["text"][-1], name
        assert len(spec["description"]) > 40, name


def test_the_subtitle_says_unit_and_base_and_the_title_the_year(
    specs: dict[Lang, Specs],
) -> None:
    spec = specs["en"]["targets"]
    assert heading(spec) == "People with an electronic payment account, 2030"
    assert spec["concat"][0]["title"]["subtitle"][0].startswith("Unit: %. Base: total population; ")


def test_a_text_alternative_tells_extremes_nation_and_silence(specs: dict[Lang, Specs]) -> None:
    words = specs["vi"]["targets"]["description"]
    for part in ("Quảng Trị (cũ) > 45%", "Việt Nam > 80%", "Tuyên Quang (cũ)"):
        assert part in words


def test_units_without_a_figure_are_named_at_the_foot(data: Data, specs: dict[Lang, Specs]) -> None:
    frame = views.targets(data, ACCOUNTS, "vi", 2030)
    silent = frame.filter(~pl.col("found"))
    assert "dak_lak_63" in silent["unit_id"].to_list()
    assert silent["value_label"].unique().to_list() == ["chưa tìm thấy"]
    foot = " ".join(specs["vi"]["targets"]["title"]["text"])
    assert "chưa tìm thấy: " in foot and "Đắk Lắk (cũ)" in foot


def test_the_packaged_font_is_asked_for_first(files: dict[str, str]) -> None:
    for drawing in files.values():
        faces = set(re.findall(r'font-family="([^"]+)"', drawing))
        assert faces == {"Roboto, Arial, sans-serif"}


def test_the_same_chart_is_the_same_bytes_whatever_was_drawn_before(
    data: Data, files: dict[str, str]
) -> None:
    again = drawn(data, "vi")
    assert {name: svg(again[name], name) for name in reversed(again)} == files


def test_an_svg_carries_its_text_alternative_and_ids_of_its_own(
    specs: dict[Lang, Specs],
) -> None:
    drawing = svg(specs["en"]["coverage"], "cover")
    assert drawing.startswith('<svg role="img" aria-labelledby="cover-title cover-desc"')
    assert '<title id="cover-title">What has been found for each locality</title>' in drawing
    ids = re.findall(r'\bid="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) and all(i.startswith("cover-") for i in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(ids)


def test_a_hostile_name_is_escaped_in_chart_and_table(data: Data) -> None:
    frame = views.targets(data, ACCOUNTS, "vi", 2030).with_columns(
        unit_label=pl.lit("<script>alert(1)</script>"), url=pl.lit("javascript:alert(1)")
    )
    assert "<script" not in svg(charts.targets(frame, "vi").to_dict(), "x")
    html = tables.targets(frame, "vi")._repr_html_()
    assert "<script" not in html and 'href="javascript' not in html


def test_axes_and_numbers_of_charts_take_the_decimal_comma(specs: dict[Lang, Specs]) -> None:
    assert specs["vi"]["targets"]["config"]["locale"]["number"]["decimal"] == ","


def test_a_chart_of_nothing_says_so(data: Data) -> None:
    with pytest.raises(NothingToDraw):
        charts.targets(views.targets(data, ACCOUNTS, "vi", 2077), "vi")


@pytest.mark.parametrize("lang", LANGS)
def test_no_foot_names_a_unit_as_not_found_for_a_year_that_it_states(
    data: Data, lang: Lang
) -> None:
    several = 0
    for indicator in data.targets["indicator_id"].unique():
        frame = views.targets(data, indicator, lang)
        cell = ["unit_label", "horizon_year"]
        stated = frame.filter("found").select(cell)
        missing = frame.filter(~pl.col("found"))
        assert missing.join(stated, on=cell, how="semi").is_empty(), indicator
        for label, year in missing.select(cell).head(3).iter_rows():
            told = alttext.silent(frame)
            assert label in told and (str(year) in told or frame["horizon_year"].n_unique() == 1)
            several += 1
    assert several > 20
