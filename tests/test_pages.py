"""The pages of the report in Chromium without a network, and the fonts of the figures."""

from __future__ import annotations

import base64
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from pypdf import PdfReader

from dtia.export import write_figure
from dtia.pages import REPORT as PAGES
from dtia.pages import SOURCES
from dtia.theme import FONT

LANGS = pytest.mark.parametrize("lang", PAGES)
CHARTS = "[data-chart]"
TOOLTIP = "#vg-tooltip-element"
MARKS = ", ".join(f"g.role-mark > {shape}" for shape in ("path", "line", "text"))
DRAWN = f"() => [...document.querySelectorAll('{CHARTS}')].every(f => f.dataset.drawn)"
# Where the mouse meets a mark itself and not another mark that covers it; points come first,
# since they stand for a stated figure.
TARGET = """(figure, marks) => {
  const point = (mark) => mark.tagName === "path" ? 0 : 1;
  const found = [...figure.querySelectorAll(marks)].sort((a, b) => point(a) - point(b));
  for (const mark of found) {
    mark.scrollIntoView({block: "center", inline: "center"});
    const box = mark.getBoundingClientRect();
    const place = {x: box.x + box.width / 2, y: box.y + box.height / 2};
    if (document.elementFromPoint(place.x, place.y) === mark) return place;
  }
  return null;
}"""
ATTACKS = ("</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>")


@contextmanager
def opened(browser: Any, path: Path, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """Open a page without network: the page, and everything it asked for, said or threw."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(60_000)
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    try:
        page.goto(path.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_function(DRAWN)
        yield page, heard
    finally:
        context.close()


def place_of(report: Path, lang: str) -> Path:
    return report / "report" / PAGES[lang]


def specs(path: Path) -> dict[str, Any]:
    """Unpack the specifications that a page carries, by the name of their chart."""
    packed = re.search(
        r'<script type="text/plain" id="specs">(.*?)</script>', path.read_text(encoding="utf-8")
    )
    found: dict[str, Any] = (
        json.loads(gzip.decompress(base64.b64decode(packed[1]))) if packed else {}
    )
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def hover(page: Any, figure: Any) -> str:
    """Point at a mark of a chart and return what the tooltip says."""
    page.mouse.move(1, 1)
    page.locator(f"{TOOLTIP}.visible").wait_for(state="hidden")
    place = figure.evaluate(TARGET, MARKS)
    assert place, f"{figure.get_attribute('id')}: no mark that the mouse can reach"
    page.mouse.move(place["x"], place["y"])
    tooltip = page.locator(f"{TOOLTIP}.visible")
    tooltip.wait_for(state="visible")
    return flat(tooltip.inner_text())


@LANGS
def test_every_chart_is_drawn_live_without_a_sound_or_a_request(browser, report, lang):
    path = place_of(report, lang)
    expected = specs(path)
    assert len(expected) == len(list((report / "figures").glob(f"*.{lang}.svg"))) > 0
    with opened(browser, path) as (page, heard):
        figures = page.locator(CHARTS).all()
        assert [figure.get_attribute("data-chart") for figure in figures] == list(expected)
        for figure in figures:
            assert figure.get_attribute("data-drawn") == "live"
            assert figure.locator("svg").count() == 1
            assert figure.locator(MARKS).count() > 0
        faces = page.evaluate("[...document.fonts].map(f => `${f.family} ${f.status}`)")
        assert set(faces) == {f"{FONT} loaded"}
        assert heard == [f"request: {path.as_uri()}"]


@LANGS
def test_a_live_chart_takes_the_place_of_the_still_one(browser, report, lang):
    # Another size would mean that the browser measured letters of another font.
    sizes = "all => all.flatMap(svg => [+svg.getAttribute('width'), +svg.getAttribute('height')])"
    with opened(browser, place_of(report, lang), java_script_enabled=False) as (page, _):
        still = page.locator(f"{CHARTS} svg").evaluate_all(sizes)
    with opened(browser, place_of(report, lang)) as (page, _):
        assert page.locator(f"{CHARTS} svg").evaluate_all(sizes) == pytest.approx(still, rel=0.005)


@LANGS
def test_pointing_at_a_mark_of_any_chart_shows_its_figure_and_source(browser, report, lang):
    told = specs(place_of(report, lang))
    with opened(browser, place_of(report, lang)) as (page, heard):
        for figure in page.locator(CHARTS).all():
            shown = hover(page, figure)
            name = figure.get_attribute("data-chart")
            rows = [row for rows in told[name]["datasets"].values() for row in rows]
            labels = ("unit_label", "figure_text", "source_label", "coverage_label")
            assert any(
                all(flat(row[label]) in shown for label in labels if row.get(label)) for row in rows
            ), f"{name}: {shown}"
        assert len(heard) == 1, heard


@LANGS
def test_the_policy_admits_the_scripts_of_the_page_by_hash_and_no_other(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        allowed = rules["script-src"].split()
        runnable = page.locator("script:not([type='text/plain'])")
        assert len(allowed) == runnable.count()
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
def test_without_scripts_every_chart_is_a_titled_and_described_picture(browser, report, lang):
    path = place_of(report, lang)
    with opened(browser, path, java_script_enabled=False) as (page, heard):
        figures = page.locator(CHARTS).all()
        assert len(figures) == len(specs(path))
        for figure in figures:
            assert figure.get_attribute("data-drawn") is None
            picture = figure.locator("svg")
            assert picture.is_visible()
            assert picture.get_attribute("role") == "img"
            title, desc = picture.locator("> title"), picture.locator("> desc")
            assert title.text_content().strip()
            assert desc.text_content().strip()
            names = [title.get_attribute("id"), desc.get_attribute("id")]
            assert picture.get_attribute("aria-labelledby").split() == names
        assert heard == [f"request: {path.as_uri()}"]


@LANGS
@pytest.mark.parametrize("scripts", [True, False], ids=["live", "still"])
def test_ids_are_unique_and_every_inner_link_leads_somewhere(browser, report, lang, scripts):
    with opened(browser, place_of(report, lang), java_script_enabled=scripts) as (page, _):
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


@pytest.fixture
def hostile(project: Path, set_cell, dtia) -> Path:
    """A report on data in which texts of every kind try to run a script."""
    for file, key, column in (
        ("left_out.csv", "viet_nam", "figure_text"),
        ("left_out.csv", "viet_nam", "reason"),
        ("sources.csv", "pho_yen_chuong_trinh_chuyen_doi_so", "title"),
        ("sources.csv", "bnews_2021_tai_khoan_80", "publisher"),
        ("documents.csv", "04-NQ_TU_dak_lak_2021", "title_vi"),
        ("documents.csv", "04-NQ_TU_dak_lak_2021", "title_en"),
        ("units.csv", "quang_tri_63", "name_vi"),
        ("units.csv", "quang_tri_63", "name_en"),
        ("indicators.csv", "soc.payment_account", "name_vi"),
        ("indicators.csv", "soc.payment_account", "name_en"),
        ("targets/digital_economy.csv", "quang_tri_63", "figure_text"),
    ):
        with (project / "data" / "raw" / file).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        line = next(number for number, row in enumerate(rows, start=1) if row[0] == key)
        before = rows[line - 1][rows[0].index(column)]
        set_cell(file, line, column, " ".join([*ATTACKS, before]))
    for path in (project / "notebooks").glob("*.ipynb"):
        if path.stem not in ("01_coverage", "04_digital_economy", "05_payment_accounts"):
            path.unlink()
    code, output = dtia("report", "--no-figures")
    assert code == 0, output
    return project


def test_texts_that_hold_markup_are_shown_and_not_run(browser, hostile):
    for name in (*PAGES.values(), *SOURCES.values()):
        path = hostile / "report" / name
        # Packed: Vega and the charts. Running: the starter, and Vega once it is unpacked.
        honest = 3 if name in PAGES.values() else 0
        with opened(browser, path) as (page, heard):
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            seen = page.locator("body").inner_text()
            for attack in ATTACKS:
                assert seen.count(attack) >= 3
            charts = page.locator(CHARTS).all()
            shown = [hover(page, figure) for figure in charts]
            assert not charts or any(attack in text for text in shown for attack in ATTACKS)
            # The policy alone would stop these scripts; they must not even become elements.
            assert page.locator("script").count() == (honest and honest + 1)
            assert page.locator("img[src=x], [onerror]").count() == 0
            assert page.evaluate("typeof window.hacked") == "undefined"
            assert heard == [f"request: {path.as_uri()}"]
        with opened(browser, path, java_script_enabled=False) as (page, heard):
            assert page.locator("script").count() == honest
            assert page.locator("img[src=x], [onerror]").count() == 0
            assert heard == [f"request: {path.as_uri()}"]


def faces(resources: Any) -> Iterator[str]:
    """Name the fonts in the resources of a PDF page, in those of its forms and patterns too."""
    resources = resources.get_object() if resources else {}
    for entry in resources.get("/Font", {}).values():
        font = entry.get_object()
        yield str(font.get("/BaseFont", font["/Subtype"]))
    for kind in ("/XObject", "/Pattern"):
        for entry in resources.get(kind, {}).values():
            yield from faces(entry.get_object().get("/Resources"))


@pytest.mark.parametrize("name", ["coverage", "records_2025", "payment_accounts_2030"])
def test_the_letters_of_vietnamese_figures_are_all_of_the_packaged_font(tmp_path, name):
    drawing = (ROOT / f"figures/{name}.vi.svg").read_text(encoding="utf-8")
    write_figure(drawing, name, tmp_path, ("pdf",))
    pages = PdfReader(tmp_path / f"{name}.pdf").pages
    found = {face for page in pages for face in faces(page["/Resources"])}
    assert found, f"{name} holds no text"
    assert {face for face in found if FONT not in face} == set()
