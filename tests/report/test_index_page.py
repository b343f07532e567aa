"""The pages of the report in Chromium without a network."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dtia.charts.fonts import FONT
from dtia.report.pages import REPORT as PAGES
from dtia.report.unchanged import is_unchanged, made_from
from support.browser import CHARTS, LANGS, MARKS, TARGET, TOOLTIP, hover, opened, place_of
from support.project import ROOT, invoke, snapshot

PICTURES = """all => all.map((svg) => {
  const [title, desc] = [svg.querySelector(":scope > title"), svg.querySelector(":scope > desc")];
  return {
    chart: svg.closest("[data-chart]").dataset.chart, role: svg.getAttribute("role"),
    title: title.textContent, desc: desc.textContent, ids: `${title.id} ${desc.id}`,
    labelled: svg.getAttribute("aria-labelledby"), wide: svg.getBoundingClientRect().width,
  };
})"""


@LANGS
@pytest.mark.parametrize("scripts", [True, False], ids=["live", "still"])
def test_a_page_shows_every_chart_without_a_sound_or_a_request(report, seen, lang, scripts):
    path = place_of(report, lang)
    drawn = {file.name.split(".")[0] for file in (report / "figures").glob(f"*.{lang}.svg")}
    assert len(drawn) > 15
    page, heard = seen(lang, scripts)
    pictures = page.locator(f"{CHARTS} .plot > svg").evaluate_all(PICTURES)
    assert {picture["chart"] for picture in pictures} == drawn
    assert len(pictures) == len(drawn) == page.locator(CHARTS).count()
    for picture in pictures:
        assert picture["role"] == "img" and picture["wide"] > 300
        assert picture["title"].strip() and len(picture["desc"]) > 40
        assert picture["labelled"] == picture["ids"]
    faces = page.evaluate("[...document.fonts].map(f => `${f.family} ${f.status}`)")
    assert set(faces) == {f"{FONT} loaded"}
    assert heard == [f"request: {path.as_uri()}"]


@LANGS
def test_every_mark_names_a_row_of_the_table_below_its_chart(seen, lang):
    counted = """all => all.map((figure) => ({
      name: figure.dataset.chart,
      rows: figure.querySelectorAll(".data tbody tr").length,
      marked: [...new Set([...figure.querySelectorAll("svg [data-row]")]
        .map((mark) => Number(mark.dataset.row)))].sort((a, b) => a - b),
    }))"""
    page, _ = seen(lang, scripts=False)
    for chart in page.locator(CHARTS).evaluate_all(counted):
        assert chart["marked"] == list(range(chart["rows"])), chart["name"]
        assert chart["rows"] > 0


@LANGS
def test_figures_have_titles_of_their_own(seen, lang):
    page, _ = seen(lang, scripts=False)
    titles = page.locator(f"{CHARTS} svg > title").all_text_contents()
    assert [title for title, n in Counter(titles).items() if n > 1] == []


def test_pointing_at_a_mark_of_any_chart_tells_its_row(browser, report):
    with opened(browser, place_of(report, "vi")) as (page, heard):
        for figure in page.locator(CHARTS).all():
            shown, cells = hover(page, figure)
            said = [cell for cell in cells if cell and cell != "–"]
            assert said and all(cell in shown for cell in said), (cells, shown)
        assert len(heard) == 1, heard


@LANGS
def test_a_tooltip_stays_after_a_click_and_escape_closes_it(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        figure = page.locator("#chart-digital_economy_2030")
        place = figure.evaluate(TARGET, MARKS)
        page.mouse.click(place["x"], place["y"])
        page.mouse.move(3, 3)
        assert page.locator(TOOLTIP).is_visible()
        assert page.locator(f"{TOOLTIP} a[rel=noreferrer]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(TOOLTIP).is_hidden()


@LANGS
def test_the_policy_admits_the_scripts_of_the_page_by_hash_and_no_other(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        allowed = rules["script-src"].split()
        assert len(allowed) == page.locator("script").count() == 1
        assert all(source.startswith("'sha256-") for source in allowed)
        assert rules["default-src"] == "'none'"

        refused = page.evaluate(
            """() => new Promise((resolve) => {
              document.addEventListener("securitypolicyviolation",
                (event) => resolve(event.effectiveDirective), {once: true});
              const script = document.createElement("script");
              script.textContent = "window.hacked = 1";
              document.body.append(script);
            })"""
        )
        assert refused.startswith("script-src")
        # In a task of its own: what Playwright evaluates itself may always use eval.
        evaluated = page.evaluate(
            """() => new Promise((resolve) => setTimeout(() => {
              try { resolve(new Function("return 'ran'")()); } catch (e) { resolve(e.name); }
            }))"""
        )
        assert evaluated == "EvalError"
        assert page.evaluate("typeof window.hacked") == "undefined"


@LANGS
@pytest.mark.parametrize("scripts", [True, False], ids=["live", "still"])
def test_ids_are_unique_and_every_inner_link_leads_somewhere(seen, lang, scripts):
    page, _ = seen(lang, scripts)
    ids = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert [name for name, n in Counter(ids).items() if n > 1] == []
    inner = page.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert inner
    assert set(inner) <= set(ids)


@LANGS
def test_the_page_names_its_language_and_leads_to_the_other(browser, report, lang):
    other = next(name for name in PAGES if name != lang)
    with opened(browser, place_of(report, lang)) as (page, _):
        assert page.locator("html").get_attribute("lang") == lang
        link = page.locator(f"a[hreflang='{other}']")
        assert link.get_attribute("href") == PAGES[other]
        link.click()
        page.wait_for_url(place_of(report, other).as_uri())
        assert page.locator("html").get_attribute("lang") == other


@pytest.mark.parametrize("place", ["#100%", "#-0", "#%E0%A4%A", "?tinh=%", "#<img src=x>"])
def test_no_address_of_a_page_is_an_error(browser, report, place):
    path = place_of(report, "vi")
    with opened(browser, path, place) as (page, heard):
        page.evaluate("location.hash = '#50%'")
        page.wait_for_function("location.hash === '#50%'")
        assert [line for line in heard if not line.startswith("request: ")] == []


def test_a_report_says_what_it_does(report: Path) -> None:
    said = (report / "said.txt").read_text(encoding="utf-8")
    for step in ("Check the raw data", "Run notebook 05_payment_accounts (vi)", "Set page en.html"):
        assert step in said
    assert "report/index.html" in said and "Data version 0.1.0+" in said


def test_a_second_report_changes_no_byte(report: Path) -> None:
    first = snapshot(report / "report")
    asked = ("True", "True", "pdf", "png", "svg")
    place = ROOT
    # The report of this project, where it is made from the same, comes of another process.
    if not is_unchanged(made_from(ROOT / "data", asked), ROOT / "report", ROOT / "figures"):
        place = report
        code, output = invoke("report", "--data", str(place / "data"), "--format", "svg", "--fresh")
        assert code == 0, output
    pages = [path.relative_to(report) for path in first if path.suffix == ".html"]
    assert len(pages) > 100
    assert [page for page in pages if first[report / page] != (place / page).read_bytes()] == []


def test_the_committed_figures_are_what_the_data_draw(report: Path) -> None:
    committed = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "figures").glob("*.svg")
    }
    fresh = {
        path.name: path.read_text(encoding="utf-8") for path in (report / "figures").glob("*.svg")
    }
    assert committed == fresh
