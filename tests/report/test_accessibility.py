"""The pages for readers who use a keyboard, a screen reader or a printer."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dtia.report.pages import REPORT as PAGES
from dtia.report.pages import SOURCES
from support.browser import LANGS, opened, place_of

# axe-core's one file, from the npm package of that name.
AXE = os.environ.get("DTIA_AXE")
# Every table and list is opened and, but for the picked provinces, keeps the rows that bring an
# element of another kind: another name, class or set of attributes. A picture is told by its title
# and description, and its colours are tested with the palette.
FEWER = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  // What the browser has not laid out yet has no true place to measure.
  for (const section of document.querySelectorAll("section"))
    section.style.contentVisibility = "visible";
  for (const part of document.querySelectorAll("svg > :not(title, desc)")) part.remove();
  for (const list of document.querySelectorAll("tbody, main ul, main ol")) {
    if (list.closest(".mine-box")) continue;
    const known = new Set();
    for (const row of [...list.children]) {
      const kinds = [row, ...row.querySelectorAll("*")]
        .map((e) => `${e.tagName}.${e.className} ${e.getAttributeNames().sort()}`);
      if (kinds.every((kind) => known.has(kind))) row.remove();
      kinds.forEach((kind) => known.add(kind));
    }
  }
}"""
CHECK = """async ([within, only]) => {
  const rules = only.length ? {runOnly: only} : {};
  const found = await axe.run(within || document, {resultTypes: ["violations"], ...rules});
  return found.violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""

# What of it depends on colours; the rest is the same in the dark.
COLOURS = ["color-contrast", "link-in-text-block"]
RULES: dict[str, list[str]] = {"light": [], "dark": COLOURS}


@pytest.mark.skipif(not AXE, reason="DTIA_AXE does not name axe.min.js of axe-core")
@pytest.mark.parametrize("name", [*PAGES.values(), *SOURCES.values()])
def test_axe_finds_nothing_in_light_or_dark_narrow_or_wide(browser, report, name):
    with opened(browser, report / "report" / name) as (page, _):
        page.evaluate(Path(str(AXE)).read_text(encoding="utf-8"))
        if page.locator("#province").count():
            page.fill("#province", "dak lak")
            page.keyboard.press("Enter")
        page.evaluate(FEWER)
        if page.locator("#province").count():
            page.fill("#province", "ha")
            assert page.evaluate(CHECK, [".reach", []]) == []
            page.keyboard.press("Escape")
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(CHECK, [None, rules]) == [], (scheme, width)


def focused(page: Any) -> dict[str, str]:
    return page.evaluate(
        """() => { const at = document.activeElement;
          return {id: at.id, tag: at.tagName, class: at.className, lang: at.hreflang ?? "",
                  seen: getComputedStyle(at).outlineStyle}; }"""
    )


def tab_until(page: Any, wanted: Any, key: str = "Tab") -> dict[str, str]:
    for _ in range(400):
        page.keyboard.press(key)
        at = focused(page)
        if at["tag"] != "BODY" and wanted(at):
            assert at["seen"] != "none", f"the focus does not show on {at}"
            return at
    raise AssertionError("the keyboard does not lead there")


@LANGS
def test_the_keyboard_alone_picks_sorts_and_switches(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, heard):
        page.keyboard.press("Tab")
        assert "skip" in focused(page)["class"]
        tab_until(page, lambda at: at["id"] == "province")
        page.keyboard.type("quang tri")
        page.keyboard.press("ArrowDown")
        listed = page.locator("[role=option][aria-selected=true]")
        assert listed.count() == 1
        name = listed.get_attribute("data-name")
        page.keyboard.press("Enter")
        assert page.locator("#chosen").inner_text().startswith(name)
        page.keyboard.type("ha noi")
        page.keyboard.press("Enter")
        assert page.locator("#chosen li").count() == 2
        page.keyboard.type("zzz")
        assert page.locator("#provinces").is_hidden()
        page.keyboard.press("Escape")

        tab_until(page, lambda at: "sort" in at["class"])
        page.keyboard.press("Enter")
        head = page.locator("th[aria-sort]")
        assert head.count() == 1 and head.get_attribute("aria-sort") == "ascending"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"

        other = next(one for one in PAGES if one != lang)
        tab_until(page, lambda at: at["lang"] == other, key="Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{PAGES[other]}*")
        page.wait_for_function("document.documentElement.dataset.ready")
        assert page.locator("#chosen li").count() == 2
        assert not [word for word in heard if not word.startswith("request")]


@LANGS
def test_headings_go_down_one_level_at_a_time(seen, lang):
    page, _ = seen(lang, scripts=False)
    levels = page.locator(":is(h1, h2, h3, h4, h5, h6)").evaluate_all(
        "all => all.map((heading) => Number(heading.tagName[1]))"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(next_ - this <= 1 for this, next_ in pairwise(levels))


def test_vietnamese_words_on_the_english_page_say_so(seen):
    vietnamese = """all => all.filter((cell) => /[ăđơưĂĐƠƯ\\u1ea0-\\u1ef9]/.test(cell.textContent)
      && !cell.closest("[lang]:not(html)")).map((cell) => cell.textContent.slice(0, 80))"""
    page, _ = seen("en", scripts=False)
    assert page.locator("main :is(td, th, caption)").evaluate_all(vietnamese) == []


@LANGS
def test_the_page_prints_as_a_document(browser, report, tmp_path, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        titles = page.locator("main > section > h2").evaluate_all(
            "all => all.map((heading) => heading.firstChild.textContent.trim())"
        )
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    pages = [
        " ".join(one.extract_text().split()) for one in PdfReader(tmp_path / "report.pdf").pages
    ]
    assert 20 < len(pages) < 70
    # Every page says where its figures come from, and which page of how many it is.
    for number, words in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in words
        assert "dtia 0." in words and {"vi": "nguon.html", "en": "sources.html"}[lang] in words
    assert all(title in pages[0] for title in titles)
    assert all(any(title in words for words in pages[1:]) for title in titles)
    assert not [words for words in pages if "CSV" in words and "SVG" in words]
