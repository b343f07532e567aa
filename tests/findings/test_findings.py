"""Findings: no more than the figures bear, and nothing but words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from nbconvert.filters import markdown2html

from dtia import findings, views
from dtia.analysis import dti, headlines
from dtia.analysis.headlines import FRONT, LEAST, above, front
from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.units import territory
from dtia.data.vocabulary import CORE, LAST_HORIZON
from dtia.door.answers import Words
from dtia.findings.titles import part, title
from dtia.i18n import LANGS, Lang
from dtia.markdown import plain_markdown, said
from dtia.report.notebook_files import MARKDOWN
from support.hostile import LURES

ACCOUNTS = "soc.payment_account"
SHARE = "econ.digital_share_grdp"


def on_one_map(data: Data, indicator: str, lang: Lang) -> pl.DataFrame:
    return views.on_one_map(data, views.targets(data, indicator, lang), lang)


def test_a_name_cannot_smuggle_a_picture_into_a_finding(data: Data) -> None:
    frame = on_one_map(data, ACCOUNTS, "vi").with_columns(
        unit_label=pl.lit("![x](http://evil.example/x.png)")
    )
    assert "<img" not in (html := MARKDOWN.render(findings.targets(frame, "vi").data))
    assert "<a " not in html


def test_a_vision_beyond_every_programme_is_in_the_table_and_in_no_count_by_year(
    data: Data,
) -> None:
    frame = views.targets(data, SHARE, "en")
    stated = frame.filter("found")["horizon_year"].unique().to_list()
    assert {2045, 2065} < set(stated)
    said = findings.targets(on_one_map(data, SHARE, "en"), "en").data
    assert "2030" in said
    assert all(str(year) not in said for year in stated if year > LAST_HORIZON)
    assert data.coverage["horizon_year"].max() <= LAST_HORIZON


def test_few_pairs_bear_no_general_finding(data: Data) -> None:
    frame = views.gaps(data, "national", "en").head(LEAST - 1)
    assert "too few for a general finding" in findings.gaps(frame, "en").data
    assert "too few" not in findings.gaps(pl.concat([frame] * 3), "en").data


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_data_is_text_in_every_finding(data: Data, lang: Lang) -> None:
    lures, name = " ".join(LURES), f"name_{lang}"
    spoiled = replace(
        data,
        units=data.units.with_columns(pl.format("{} {}", pl.lit(lures), name).alias(name)),
        **{
            name: frame.with_columns(pl.lit(lures).alias(f"{column}_{lang}"))
            for name, column, frame in (
                ("indicators", "name", data.indicators),
                ("regions", "label", data.regions),
                ("methods", "label", data.methods),
            )
        },
    )  # fmt: skip
    changes = {"activity_economy": 0.1}
    row = dti.what_if(spoiled, "quang_ninh_63", changes).row(0, named=True)
    said = [
        findings.targets(on_one_map(spoiled, ACCOUNTS, lang), lang),
        findings.headlines(spoiled, lang),
        findings.ambition(spoiled, lang, 2025, ("A", "B", "C")),
        findings.mergers(spoiled, lang),
        findings.method(spoiled, lang),
        findings.dti(spoiled, lang),
        findings.what_if(spoiled, row, changes, lang),
        *(
            findings.province(spoiled, unit, lang)
            for unit in ("dak_lak_34", "phu_yen_63", "hue_34")
        ),
    ]
    shown = 0
    for one in said:
        for html in (MARKDOWN.render(one.data), markdown2html(one.data)):
            tags = set(re.findall(r"<(/?[a-z]+)", html))
            assert tags <= {
                f"{end}{tag}" for tag in ("p", "ul", "li", "em", "strong") for end in ("", "/")
            }
            shown += unescape(html).count(lures)
    assert shown > 50


def test_words_for_the_terminal_lose_the_signs_that_markdown_needs() -> None:
    lures = " ".join(LURES).replace("*", "").replace("`", "")
    assert str(Words(plain_markdown(lures))) == lures


def test_findings_know_no_other_way_to_a_text() -> None:
    source = Path(findings.__file__).read_text(encoding="utf-8")
    assert not re.search(r"\btext\(|Markdown\(f?[\"']", source)
    assert plain_markdown(said("finding.province_silent", "en")) == said(
        "finding.province_silent", "en"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_claim_says_how_many_of_how_many(data: Data, lang: Lang) -> None:
    claims = headlines(data)
    lines = [line for topic in CORE for line in findings.topic(data, lang, topic).data.splitlines()]
    names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    for row in claims.drop_nulls("indicator_id").iter_rows(named=True):
        wanted = {str(row["n"]), str(row["of"]), str(row["year"])}
        assert any(
            names[row["indicator_id"]] in line and wanted <= set(re.findall(r"\d+", line))
            for line in lines
        ), row
    assert not [line for line in lines if "None" in line or "{" in line]
    # Two lines for each indicator and year would be a list that nobody reads.
    assert len(lines) == len(set(lines)) < claims.height + above(data).height


@pytest.mark.parametrize("lang", LANGS)
def test_six_claims_stand_in_front_each_in_bold_and_none_is_said_again_in_its_section(
    data: Data, lang: Lang
) -> None:
    lines = findings.headlines(data, lang).data.splitlines()
    assert 3 < len(lines) <= FRONT
    assert all(re.match(r"- \*\*[^*]+\*\*", line) for line in lines)
    rows = front(data)
    heaviest_first = rows["of"].to_list()
    assert heaviest_first == sorted(heaviest_first, reverse=True)
    for line, of in zip(lines, dict.fromkeys(heaviest_first), strict=True):
        assert str(of) in line
    for topic in CORE:
        assert not set(lines) & set(findings.topic(data, lang, topic).data.splitlines())


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_sentence_on_accounts_names_who_is_above_the_nation(
    data: Data, lang: Lang
) -> None:
    first = findings.topic(data, lang, "payment_accounts").data.splitlines()[0]
    names = dict(views.gaps(data, "national", lang).select("unit_id", "unit_label").iter_rows())
    row = above(data).filter(indicator_id=ACCOUNTS).row(0, named=True)
    higher = [*entries(row["unit_ids"]), *entries(row["indicative_ids"])]
    assert higher and all(plain_markdown(names[unit]) in first for unit in higher)


def test_a_part_is_named_for_what_it_is() -> None:
    named = {(n, 100): part(n, 100, "en") for n in (0, 5, 25, 33, 45, 50, 52, 75, 95, 100)}
    assert list(named.values()) == [
        "none", "few", "about a quarter", "about a third", "nearly half", "half",
        "more than half", "most", "nearly all", "all",
    ]  # fmt: skip


def test_a_title_needs_as_many_figures_as_a_claim() -> None:
    assert title("same", 5, LEAST - 1, "en") is None
    assert title("same", 5, LEAST, "en", "30%") == (
        f"Half of the comparable targets repeat the national 30%: 5 of {LEAST} (grades A and B)"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_ambition_of_2025_bears_is_said_in_words(data: Data, lang: Lang) -> None:
    refused = findings.ambition(data, lang, 2025).data
    assert "2025" in refused and "10" in refused and len(refused.splitlines()) == 1
    lines = findings.ambition(data, lang, 2025, ("A", "B", "C")).data.splitlines()
    assert len(lines) == 3 and not any("{" in line or "None" in line for line in lines)


@pytest.fixture(scope="module")
def provinces(data: Data) -> list[str]:
    return data.units.filter(level="province")["unit_id"].to_list()


@pytest.mark.parametrize("lang", LANGS)
def test_the_facts_of_a_province_say_what_became_of_it(
    data: Data, provinces: list[str], lang: Lang
) -> None:
    for unit in provinces:
        said = findings.province(data, unit, lang).data
        ids = territory(data.units, unit)
        empty = data.targets.filter(pl.col("unit_id").is_in(ids)).is_empty()
        assert len(said.splitlines()) == 2 + empty
        assert "None" not in said and "{" not in said
    former = findings.province(data, "dak_lak_34", lang).data.splitlines()[0]
    for name in {"vi": ("Đắk Lắk (cũ)", "Phú Yên"), "en": ("Dak Lak (old)", "Phu Yen")}[lang]:
        assert name in former
    became = findings.province(data, "phu_yen_63", lang).data.splitlines()[0]
    assert {"vi": "Đắk Lắk (mới)", "en": "Dak Lak (new)"}[lang] in became
