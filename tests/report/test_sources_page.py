"""The pages of sources: complete, linked, safe, alike in both languages, silent in Chromium."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dtia.data import Data, read_raw
from dtia.i18n import LANGS as BOTH
from dtia.i18n import Lang, number
from dtia.report.pages import REPORT, SOURCES
from dtia.report.sources_page import sources_page
from dtia.views.labels import unit_labels
from support.browser import opened
from support.hostile import ATTACKS
from support.page import Element, Page
from support.project import ROOT

LANGS = pytest.mark.parametrize("lang", BOTH)


def lines_of(page: Page) -> dict[str, list[Element]]:
    """The figures under each act and each source: the lines of the list within its entry.

    Those that name no act stand under an empty id.
    """
    found: dict[str, list[Element]] = {}
    for element in page.all("li"):
        if any(e.tag == "details" for e in element.inside):
            ids = [e.id for e in element.inside if e.id.startswith(("act-", "source-"))]
            found.setdefault(ids[-1] if ids else "", []).append(element)
    return found


@pytest.fixture(scope="module")
def pages(data: Data) -> dict[Lang, Page]:
    return {lang: Page(sources_page(data, lang)) for lang in BOTH}


@LANGS
def test_every_source_act_and_indicator_stands_once_with_its_anchor(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    page = pages[lang]
    assert page.with_id("source-") == data.sources["source_id"].to_list()
    assert sorted(page.with_id("act-")) == sorted(data.documents["document_id"])
    assert page.with_id("indicator-") == data.indicators["indicator_id"].to_list()


@LANGS
def test_ids_are_unique_and_every_inner_link_leads_somewhere(
    pages: dict[Lang, Page], lang: Lang
) -> None:
    ids = [element.id for element in pages[lang].elements if element.id]
    assert [name for name, n in Counter(ids).items() if n > 1] == []
    inner = [h for a in pages[lang].all("a") if (h := a.attributes["href"]).startswith("#")]
    assert len(inner) > 100
    assert {name.removeprefix("#") for name in inner} <= set(ids)


@LANGS
def test_every_source_shows_its_title_publisher_and_address(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    entries = {e.id.removeprefix("source-"): e for e in pages[lang].elements if e.tag == "li"}
    away = {
        a.inside[-1].id.removeprefix("source-"): a.attributes["href"]
        for a in pages[lang].all("a", "pages")
        if not a.attributes["href"].startswith("#")
    }
    for row in data.sources.iter_rows(named=True):
        shown = entries[row["source_id"]].text
        for column in ("title", "publisher"):
            assert " ".join((row[column] or "").split()) in shown
        assert away.get(row["source_id"]) == row["url"]


@LANGS
def test_every_target_stands_under_its_act_with_its_sources(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    page, lines = pages[lang], lines_of(pages[lang])
    cited: dict[int, list[str]] = {}
    for a in page.all("a"):
        for element in a.inside:
            cited.setdefault(id(element), []).append(a.attributes["href"])
    names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    acts: Counter[str] = Counter()
    for row in data.targets.iter_rows(named=True):
        act = f"act-{row['document_id']}" if row["document_id"] else ""
        acts[act] += 1
        sources = [f"#source-{source}" for source in row["source_ids"].split(";")]
        expected = [names[row["indicator_id"]], str(row["horizon_year"] or "")]
        expected += [number(v, lang) for v in (row["value"], row["value_high"]) if v is not None]
        assert any(
            cited[id(line)] == sources and all(word in line.text for word in expected)
            for line in lines[act]
        ), row
    assert acts == {name: len(found) for name, found in lines.items() if name[:7] != "source-"}


@LANGS
def test_every_figure_stands_under_each_of_its_sources(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    lines = lines_of(pages[lang])
    names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    expected: Counter[str] = Counter()
    for table in (data.targets, data.observations):
        for row in table.iter_rows(named=True):
            shown = [names[row["indicator_id"]]]
            shown += [number(v, lang) for v in (row["value"], row["value_high"]) if v is not None]
            for source in row["source_ids"].split(";"):
                expected[f"source-{source}"] += 1
                assert any(
                    all(word in line.text for word in shown) for line in lines[f"source-{source}"]
                ), (source, row)
    assert expected == {n: len(found) for n, found in lines.items() if n.startswith("source-")}


def test_a_source_is_quoted_with_its_own_words_only(pages: dict[Lang, Page]) -> None:
    raw, _ = read_raw(ROOT / "data")
    said: dict[str, set[str]] = {}
    for table in ("targets", "observations"):
        for source, phrase in raw[table].select("source_id", "figure_text").iter_rows():
            said.setdefault(f"source-{source}", set()).add(" ".join(phrase.split()))
    for quote in pages["vi"].all("q", "pages"):
        [source] = [e.id for e in quote.inside if e.id.startswith("source-")]
        assert quote.text in said[source]


@LANGS
def test_a_reference_in_brackets_is_the_number_of_its_source_in_the_list(
    pages: dict[Lang, Page], lang: Lang
) -> None:
    order = {f"#source-{name}": n for n, name in enumerate(pages[lang].with_id("source-"), 1)}
    found = list(pages[lang].all("a", "acts"))
    assert found
    assert all(a.text == f"[{order[a.attributes['href']]}]" for a in found)


@LANGS
def test_the_acts_of_a_unit_stand_from_the_oldest(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    # Both ids of a territory that kept its name bear one name.
    names = dict(unit_labels(data, lang).iter_rows())
    known = {
        act: (names[unit], (issued or "")[:4])
        for act, unit, issued in data.documents.select(
            "document_id", "unit_id", "issued_on"
        ).iter_rows()
    }
    shown = [known[act] for act in pages[lang].with_id("act-")]
    assert shown[0][0] == names["viet_nam"]
    groups = list(dict.fromkeys(unit for unit, _ in shown))
    assert [unit for unit, _ in shown] == sorted((u for u, _ in shown), key=groups.index)
    assert shown == sorted(shown, key=lambda act: (groups.index(act[0]), act[1]))


@LANGS
def test_every_phrase_left_out_stands_with_its_reason_and_source(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    page = pages[lang]
    entries = [e.text for e in page.all("li", "left_out")]
    quoted = [q.text for q in page.all("q", "left_out")]
    places = [a.attributes["href"] for a in page.all("a", "left_out")]
    assert quoted == [" ".join(text.split()) for text in data.left_out["figure_text"]]
    assert places == [f"#source-{source}" for source in data.left_out["source_id"]]
    for shown, reason in zip(entries, data.left_out["reason"], strict=True):
        assert shown.endswith(" ".join(reason.split()))


@LANGS
def test_the_codelist_stands_in_both_languages_of_a_word(
    pages: dict[Lang, Page], data: Data, lang: Lang
) -> None:
    other = next(name for name in BOTH if name != lang)
    names = data.indicators.select(f"name_{lang}", f"name_{other}")
    terms = [e.text for e in pages[lang].all("dt", "codelist")]
    meanings = [e.text for e in pages[lang].all("dd", "codelist")]
    assert Counter(terms) == Counter(f"{a} · {b}" for a, b in names.rows())
    assert len(meanings) == len(terms)
    for told in data.indicators[f"definition_{lang}"]:
        assert any(text.startswith(told) for text in meanings), told


def test_both_languages_have_the_same_entries(pages: dict[Lang, Page]) -> None:
    for tag in ("section", "details", "li", "q", "dt", "dd", "h2", "h3"):
        assert len({len(list(page.all(tag))) for page in pages.values()}) == 1, tag
    vi, en = ({n: len(found) for n, found in lines_of(page).items()} for page in pages.values())
    assert vi == en
    assert sorted(pages["vi"].with_id("")) == sorted(pages["en"].with_id(""))


@LANGS
def test_the_page_names_its_language_and_leads_to_the_other_and_back(
    pages: dict[Lang, Page], lang: Lang
) -> None:
    [html] = pages[lang].all("html")
    other = next(name for name in BOTH if name != lang)
    away = {a.attributes["href"]: a.attributes for a in pages[lang].all("a")}
    assert html.attributes["lang"] == lang
    assert away[SOURCES[other]]["hreflang"] == other
    assert REPORT[lang] in away


def outside(page: Page) -> set[str]:
    """What a page would fetch or run: all but the links that a reader may follow."""
    found = {
        f"{e.tag} {name}={value}"
        for e in page.elements
        for name, value in e.attributes.items()
        if (e.tag, name) != ("a", "href")
        and (re.search(r"(?i)https?:|javascript:|//", value) or name.startswith("on"))
    }
    styles = " ".join(e.text for e in page.all("style"))
    found |= {u for u in re.findall(r'url\(["\']?([^"\')]{0,40})', styles) if u[:5] != "data:"}
    return found | set(re.findall("@import", styles))


@LANGS
def test_the_page_refers_to_nothing_outside_but_by_links(
    pages: dict[Lang, Page], lang: Lang
) -> None:
    page = pages[lang]
    assert outside(page) == set()
    assert list(page.all("script")) == list(page.all("link")) == list(page.all("img")) == []
    away = [a for a in page.all("a") if a.attributes["href"].startswith("http")]
    assert away
    assert all(a.attributes["rel"] == "noreferrer" for a in away)


@LANGS
def test_the_policy_allows_no_script_at_all(pages: dict[Lang, Page], lang: Lang) -> None:
    [policy] = [
        meta.attributes["content"]
        for meta in pages[lang].all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == rules["default-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'none'"


QUOTED = "\" onmouseover=window.hacked=1 x='"
ATTACK = " ".join([*ATTACKS, QUOTED])
TEXTS = {
    "sources": ("title", "publisher", "url", "note"),
    "left_out": ("figure_text", "reason"),
    "documents": ("number", "title_vi", "title_en", "issuer", "note"),
    "targets": ("figure_text", "note"),
    "observations": ("figure_text", "note"),
    "units": ("name_vi", "name_en"),
    "indicators": ("name_vi", "name_en", "definition_vi", "definition_en", "legal_basis"),
    "bases": ("label_vi", "label_en"),
    "categories": ("label_vi", "label_en"),
}


@pytest.fixture(scope="module")
def hostile(data: Data) -> Data:
    """The data with an attack behind the text of every cell that the page shows."""
    tables: dict[str, pl.DataFrame] = {
        name: getattr(data, name).with_columns(
            pl.concat_str(pl.col(column).fill_null("x"), pl.lit(f" {ATTACK}")) for column in columns
        )
        for name, columns in TEXTS.items()
    }
    return replace(data, **tables)


@LANGS
def test_hostile_texts_are_shown_and_stay_texts(
    hostile: Data, pages: dict[Lang, Page], lang: Lang
) -> None:
    page, honest = Page(sources_page(hostile, lang)), pages[lang]
    kinds = {tag: len(list(honest.all(tag))) for tag in {e.tag for e in honest.elements}}
    # Every cell holds text now, so notes and links may be more, but nothing else is new.
    found = {tag: len(list(page.all(tag))) for tag in {e.tag for e in page.elements}}
    assert found.keys() == kinds.keys()
    same = kinds.keys() - {"a", "span", "p", "b", "cite"}
    assert {tag: found[tag] for tag in same} == {tag: kinds[tag] for tag in same}
    assert outside(page) == set()
    shown = " ".join(page.html.split())
    assert "<img" not in shown
    assert "<script" not in shown
    for section in ("acts", "pages", "left_out", "codelist"):
        [element] = [e for e in page.elements if e.id == section]
        for attack in (*ATTACKS, QUOTED):
            assert attack in element.text, section


@pytest.mark.parametrize(
    ("table", "column", "section"),
    [
        ("sources", "title", "pages"),
        ("sources", "publisher", "left_out"),
        ("left_out", "reason", "left_out"),
        ("left_out", "figure_text", "left_out"),
    ],
)
def test_one_hostile_cell_is_escaped_where_it_stands(
    data: Data, table: str, column: str, section: str
) -> None:
    source = data.left_out["source_id"][0]
    frame = getattr(data, table).with_columns(
        pl.when(pl.col("source_id") == source)
        .then(pl.lit(ATTACK))
        .otherwise(pl.col(column))
        .alias(column)
    )
    page = Page(sources_page(replace(data, **{table: frame}), "en"))
    [element] = [e for e in page.elements if e.id == section]
    assert ATTACK in element.text
    assert ATTACKS[1] not in page.html
    assert list(page.all("script")) == list(page.all("img")) == []


Write = Callable[[Data, Lang], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(data: Data, lang: Lang) -> Path:
        path = tmp_path / SOURCES[lang]
        path.write_text(sources_page(data, lang), encoding="utf-8")
        return path

    return write


@LANGS
def test_a_page_opened_from_disk_asks_for_nothing_and_says_nothing(
    browser: Any, data: Data, written: Write, lang: Lang
) -> None:
    path = written(data, lang)
    with opened(browser, path, scripts=False) as (page, heard):
        assert page.locator(".sources > li").count() == data.sources.height
        entry = page.locator("details", has=page.locator("li")).first
        entry.locator("summary").click()
        assert entry.locator("li").first.is_visible()
        assert heard == [f"request: {path.as_uri()}"]
    with opened(browser, path) as (page, heard):
        page.locator("nav a").last.click()
        faces = page.evaluate("[...document.fonts].map(f => f.status)")
        assert "loaded" in faces
        assert "error" not in faces
        assert heard == [f"request: {path.as_uri()}"]


def test_hostile_texts_run_nothing_in_a_browser(
    browser: Any, hostile: Data, written: Write
) -> None:
    path = written(hostile, "vi")
    with opened(browser, path) as (page, heard):
        assert page.locator("script, img, [onerror], [onmouseover]").count() == 0
        assert page.evaluate("typeof window.hacked") == "undefined"
        assert heard == [f"request: {path.as_uri()}"]
