from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import ROOT

from dtia import charts, tables, views
from dtia.comparability import grade
from dtia.data import Data
from dtia.export import heading, svg, write_figure
from dtia.i18n import LANGS, Lang

ACCOUNTS = "soc.payment_account"


def drawn(data: Data, lang: Lang) -> dict[str, Any]:
    promised = views.targets(data, ACCOUNTS, lang, 2030)
    return {
        "targets": charts.targets(promised, lang),
        "tiers": charts.tiers(views.targets(data, "gov.records_online", lang, 2030), lang),
        "steps": charts.steps(views.targets(data, "econ.digital_share_grdp", lang), lang),
        "gaps": charts.gaps(views.gaps(data, "national", lang).filter(indicator_id=ACCOUNTS), lang),
        "coverage": charts.coverage(views.coverage(data, lang, [ACCOUNTS]), lang),
        "ranks": charts.ranks(
            views.observations(data, "rank.dti", lang, "2022"), ["phu_yen_63"], lang
        ),
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_title_subtitle_foot_and_text_alternative(data: Data, lang: Lang) -> None:
    for name, chart in drawn(data, lang).items():
        spec = chart.to_dict()
        assert heading(spec), name
        assert spec["concat"][0]["title"]["subtitle"], name
        assert data.version in spec["title"]["text"][-1], name
        assert len(spec["description"]) > 40, name


def test_the_subtitle_says_unit_and_base_and_the_title_the_year(data: Data) -> None:
    spec = charts.targets(views.targets(data, ACCOUNTS, "en", 2030), "en").to_dict()
    assert heading(spec) == "People with an electronic payment account, 2030"
    assert spec["concat"][0]["title"]["subtitle"][0].startswith("Unit: %. Base: 4 different ones")


def test_a_text_alternative_tells_extremes_nation_and_silence(data: Data) -> None:
    words = charts.targets(views.targets(data, ACCOUNTS, "vi", 2030), "vi").to_dict()["description"]
    for part in ("Quảng Trị (cũ) > 45%", "Việt Nam > 80%", "Tuyên Quang (cũ)"):
        assert part in words


def test_units_without_a_figure_are_named_at_the_foot(data: Data) -> None:
    frame = views.targets(data, ACCOUNTS, "vi", 2030)
    silent = frame.filter(~pl.col("found"))
    assert "dak_lak_63" in silent["unit_id"].to_list()
    assert silent["value_label"].unique().to_list() == ["chưa tìm thấy"]
    foot = " ".join(charts.targets(frame, "vi").to_dict()["title"]["text"])
    assert "chưa thấy: " in foot and "Đắk Lắk (cũ)" in foot


def test_the_packaged_font_is_asked_for_first(data: Data) -> None:
    for chart in drawn(data, "vi").values():
        faces = set(re.findall(r'font-family="([^"]+)"', svg(chart.to_dict(), "x")))
        assert faces == {"Roboto, Arial, sans-serif"}


def test_the_same_chart_is_the_same_bytes_whatever_was_drawn_before(data: Data) -> None:
    first = {name: svg(chart.to_dict(), name) for name, chart in drawn(data, "vi").items()}
    again = {
        name: svg(chart.to_dict(), name) for name, chart in reversed(drawn(data, "vi").items())
    }
    assert first == again


def test_an_svg_carries_its_text_alternative_and_ids_of_its_own(data: Data) -> None:
    drawing = svg(drawn(data, "en")["coverage"].to_dict(), "cover")
    assert drawing.startswith('<svg role="img" aria-labelledby="cover-title cover-desc"')
    assert '<title id="cover-title">What is known about each unit</title>' in drawing
    ids = re.findall(r'\bid="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) and all(i.startswith("cover-") for i in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(ids)


def test_a_hostile_name_is_escaped_in_chart_and_table(data: Data) -> None:
    frame = views.targets(data, ACCOUNTS, "vi", 2030).with_columns(
        unit_label=pl.lit("<script>alert(1)</script>"), url=pl.lit("javascript:alert(1)")
    )
    assert "<script" not in svg(charts.targets(frame, "vi").to_dict(), "x")
    html = tables.targets(frame, "vi").as_raw_html()
    assert "<script" not in html and 'href="javascript' not in html


def test_a_table_has_scopes_and_links_to_the_source(data: Data) -> None:
    html = tables.targets(views.targets(data, ACCOUNTS, "vi"), "vi").as_raw_html()
    assert 'scope="col"' in html
    assert 'href="https://bnews.vn/' in html
    assert html == tables.targets(views.targets(data, ACCOUNTS, "vi"), "vi").as_raw_html()


def test_a_png_is_made_for_print_at_300_dpi(tmp_path: Path) -> None:
    drawing = (ROOT / "figures/gaps_accounts.vi.svg").read_text(encoding="utf-8")
    write_figure(drawing, "gaps", tmp_path, ("png",))
    png = (tmp_path / "gaps.png").read_bytes()
    chunk = png.index(b"pHYs") + 4
    per_metre = int.from_bytes(png[chunk : chunk + 4], "big")
    assert round(per_metre * 0.0254) == 300


def test_the_committed_figures_are_what_the_data_draw(report: Path) -> None:
    committed = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "figures").glob("*.svg")
    }
    fresh = {
        path.name: path.read_text(encoding="utf-8") for path in (report / "figures").glob("*.svg")
    }
    assert committed == fresh


def pairs(**columns: tuple[str | None, str | None]) -> pl.DataFrame:
    alike = {
        "indicator_id": "i",
        "base_id": "b",
        "method": None,
        "plan_type": None,
        "comparator": "eq",
    }
    row: dict[str, str | None] = {}
    for name, value in alike.items():
        row[name], row[f"{name}_b"] = columns.get(name, (value, value))
    return pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))


GRADES = {
    "equal in everything": ({}, "A", None),
    "GRDP and GDP": ({"base_id": ("grdp", "gdp")}, "B", "gdp_grdp"),
    "in either order": ({"base_id": ("gdp", "grdp")}, "B", "gdp_grdp"),
    "people of 15 and the population": (
        {"base_id": ("population", "people_15_plus")}, "C", "accounts_15_population",
    ),
    "bases without a rule": ({"base_id": ("smes", "population")}, "D", "base_id_differs"),
    "the two methods of the digital economy": (
        {"method": ("value_added", "ministry_estimate")}, "D", "method_estimate_value_added",
    ),
    "an annual plan and a programme": (
        {"plan_type": ("programme", "annual_plan")}, "C", "plan_annual_programme",
    ),
    "a plan of unknown type": ({"plan_type": (None, "annual_plan")}, "A", None),
    "a rank among 63 and one among 34": (
        {"base_id": ("provinces_63", "provinces_34")}, "D", "ranks_63_34",
    ),
    "level 4 and full-process": (
        {"indicator_id": ("gov.online_service_level4", "gov.online_service_full")}, "C",
        "level4_full_process",
    ),
    "a category and a number": ({"comparator": ("category", "ge")}, "D", "category_against_number"),
    "the worst of two differences": (
        {"base_id": ("gdp", "grdp"), "plan_type": ("annual_plan", "programme")}, "C",
        "gdp_grdp;plan_annual_programme",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GRADES)
def test_a_pair_takes_the_grade_of_its_rule(data: Data, case: str) -> None:
    columns, expected, reasons = GRADES[case]
    found = grade(pairs(**columns), data.comparability).row(0, named=True)
    assert (found["grade"], found["reasons"]) == (expected, reasons)
