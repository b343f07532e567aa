"""One quantity has one number, wherever it is told: sentence, chart, map, page and terminal."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import dtia
from dtia import charts, views
from dtia.analysis.headlines import front, merger_pairs
from dtia.data import Data
from dtia.i18n import LANGS, Lang
from support.project import ROOT, invoke

SHARE, YEAR = "econ.digital_share_grdp", 2030


def numbers(words: str) -> list[int]:
    return [int(found) for found in re.findall(r"(?<![\d,.%/-])\d+(?![\d%/-]|[.,]\d)", words)]


@pytest.mark.parametrize("lang", LANGS)
def test_who_states_a_share_is_counted_alike_in_sentence_chart_map_and_regions(
    data: Data, lang: Lang
) -> None:
    ask = dtia.ask(lang, data)
    promised = views.targets(data, SHARE, lang, YEAR)
    shown = views.on_one_map(data, promised, lang, "34")
    n, of, disputed = (shown[name].drop_nulls()[0] for name in ("n_stated", "n_of", "n_disputed"))
    sentence = numbers(ask.targets(SHARE, YEAR, era="34").text())
    assert {n, of, disputed} <= set(sentence)
    subtitle = charts.targets(shown, lang).to_dict()["concat"][0]["title"]["subtitle"]
    counted = {"vi": f"{n}/{of}", "en": f"{n} of {of}"}[lang]
    assert " ".join(subtitle).startswith(counted)
    tiles = views.standings(data, promised, lang).filter(~pl.col("archipelago"))
    silent = ["disputed", "not_found", "not_searched"]
    assert tiles.filter(~pl.col("standing").is_in(silent)).height == n
    assert tiles.filter(standing="disputed").height == disputed
    panels = charts.regions(views.standings(data, promised, lang), lang).to_dict()
    told = [panel["title"]["text"] for panel in panels["concat"][0]["concat"]]
    headings = [words if isinstance(words, str) else " ".join(words) for words in told]
    stating = [re.search(r"(\d+)(?:/| of )(\d+)", words) for words in headings]
    assert sum(int(found[1]) for found in stating if found) == n
    assert sum(int(found[2]) for found in stating if found) == of


@pytest.mark.parametrize("lang", LANGS)
def test_pairs_of_a_merger_are_counted_alike_in_the_findings_and_in_their_section(
    data: Data, lang: Lang
) -> None:
    pairs = merger_pairs(data)
    lower = pairs.filter(verdict="below").height
    section = dtia.ask(lang, data).mergers().text().splitlines()[-1]
    assert numbers(section)[0] == pairs.height and lower in numbers(section)
    assert pairs["unit_id"].n_unique() in numbers(section)
    [finding] = [
        line
        for line in dtia.ask(lang, data).findings().text().splitlines()
        if str(pairs.height) in line and {"vi": "Sáp nhập", "en": "erger"}[lang] in line
    ]
    assert set(numbers(finding)[:2]) == {pairs.height, lower}


@pytest.mark.report
@pytest.mark.parametrize(("lang", "page"), [("vi", "index.html"), ("en", "en.html")])
def test_targets_and_values_are_counted_alike_on_the_page_and_in_answers(
    data: Data, report: Path, lang: Lang, page: str
) -> None:
    counts = {data.targets.height, data.observations.height}
    answer = dtia.ask(lang, data).coverage().text().splitlines()[0]
    assert counts == set(numbers(answer))
    words = re.sub(r"<[^>]+>", " ", (report / "report" / page).read_text(encoding="utf-8"))
    lead = words[: words.index(str(data.targets.height)) + 400]
    assert counts <= set(numbers(lead))


def test_the_check_counts_rows_and_says_so(data: Data) -> None:
    code, said = invoke("check", "--data", str(ROOT / "data"), "--lang", "en")
    assert code == 0
    rows = sum(
        len(path.read_text(encoding="utf-8").splitlines()) - 1
        for path in (ROOT / "data/raw/targets").glob("*.csv")
    )
    assert numbers(said)[0] == rows >= data.targets.height


@pytest.mark.parametrize("lang", LANGS)
def test_what_lapsed_is_counted_alike_in_front_in_its_section_and_on_its_chart(
    data: Data, lang: Lang
) -> None:
    ask = dtia.ask(lang, data)
    first = numbers(ask.findings().text().splitlines()[0])
    row = front(data).row(0, named=True)
    counts = {row["n"], row["of"], row["units"]}
    assert row["claim"] == "lapsed" and counts <= set(first)
    assert counts <= set(numbers(ask.scorecard(2025).text()))
    title = ask.scorecard(2025).chart().to_dict()["concat"][0]["title"]
    assert {row["n"], row["of"]} <= set(numbers(" ".join(title["text"])))
    assert {row["of"], row["units"]} <= set(numbers(" ".join(title["subtitle"])))


@pytest.mark.parametrize("lang", LANGS)
def test_on_file_and_on_the_chart_of_what_was_found_is_the_same_number_of_provinces(
    data: Data, lang: Lang
) -> None:
    found = views.coverage(data, lang, ["gov.records_online"])
    stating = found.filter(
        pl.col("coverage").is_in(["stated", "qualitative", "disputed"]), era="34"
    )
    line = next(
        line
        for line in dtia.ask(lang, data).coverage().text().splitlines()
        if {"vi": "Xử lý hồ sơ", "en": "Record processing"}[lang] in line
    )
    n, of = re.findall(r"(\d+)(?:/| of )(\d+)", line)[-1]
    assert int(of) == data.units.filter(era="34", level="province").height
    # The line counts every year, the chart those of the two programmes.
    assert int(n) >= stating["unit_label"].n_unique() > 0
