"""What a reader does with the report: pick provinces, sort, filter, save, link, switch."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dtia.charts.theme import DARK, PAPER
from dtia.data import load
from dtia.i18n import sort_key, texts
from dtia.report.pages import REPORT as PAGES
from dtia.views.labels import unit_labels
from support.browser import LANGS, opened, place_of
from support.project import ROOT

VERSION = load(ROOT / "data").version
ECONOMY = "#chart-digital_economy_2030"


def pick(page: Any, *names: str) -> None:
    for name in names:
        page.fill("#province", name)
        page.keyboard.press("Enter")


def chosen(page: Any) -> list[str]:
    return page.locator("#chosen li > :first-child").all_text_contents()


def only(cells: list[str]) -> set[str]:
    """Return the names that cells begin with, without how many acts there are."""
    return {cell.split(" · ")[0].strip() for cell in cells}


def column(page: Any, table: str, number: int) -> list[str]:
    cells = f"{table} tbody tr:not([hidden]) > :nth-child({number})"
    return [text.strip() for text in page.locator(cells).all_text_contents()]


def numbers(page: Any, table: str, number: int) -> list[float | None]:
    """The numbers that a page gives with the cells of a column; None where there is none."""
    return page.locator(f"{table} tbody tr > :nth-child({number})").evaluate_all(
        "all => all.map((cell) => cell.dataset.value ? Number(cell.dataset.value) : null)"
    )


@LANGS
def test_every_province_of_both_maps_can_be_picked(report, seen, lang):
    data = load(report / "data")
    units = data.units.filter(level="province")
    page, _ = seen(lang)
    names = page.locator("[role=option]").evaluate_all("all => all.map(o => o.dataset.name)")
    assert names == sorted(names, key=sort_key) and len(names) == len(set(names)) == 86
    labels = page.locator("[role=option]").evaluate_all(
        "all => all.flatMap(o => o.dataset.labels.split('|'))"
    )
    assert set(labels) == set(unit_labels(data, lang).join(units, on="unit_id")["unit_label"])


@pytest.mark.parametrize("typed", ["dak lak", "ĐẮK LẮK", "Đắk Lắk (cũ)", "đăk lăk"])
def test_a_province_is_found_with_or_without_accents(seen, typed):
    page, _ = seen("vi")
    page.fill("#province", typed)
    shown = page.locator("[role=option]:not([hidden])").all_text_contents()
    page.fill("#province", "")
    assert shown and all("Đắk Lắk" in option for option in shown)


@LANGS
def test_a_picked_province_stands_out_in_charts_and_tables(browser, report, lang):
    name = {"vi": "Quảng Ninh", "en": "Quang Ninh"}[lang]
    with opened(browser, place_of(report, lang)) as (page, _):
        pick(page, name)
        assert chosen(page) == [name]
        rows = f"{ECONOMY} .data tbody tr.mine > :first-child"
        assert only(page.locator(rows).all_text_contents()) == {name}
        marked = """figure => [...figure.querySelectorAll("svg .mine[data-row]")].map(
          (mark) => figure.querySelectorAll(".data tbody tr")[mark.dataset.row].cells[0].textContent
        )"""
        assert only(page.locator(ECONOMY).evaluate(marked)) == {name}
        stressed = page.locator(f"{ECONOMY} tspan.mine").all_text_contents()
        assert stressed and set(stressed) == {name}
        assert page.locator(f"{ECONOMY} svg").is_visible()
        # The nation stays as it is, the others step back.
        nation = page.locator(f"{ECONOMY} svg line[data-row]").first.get_attribute("class") or ""
        assert "other" not in nation
        assert page.locator(f"{ECONOMY} svg .other").count() > 10
        assert page.locator("#side").is_visible()
        assert "%" in page.locator("#side tbody").inner_text()


def test_a_merged_province_answers_for_those_it_came_from(browser, report):
    with opened(browser, place_of(report, "vi")) as (page, _):
        pick(page, "Đắk Lắk (mới)")
        chart = "#chart-records_2025"
        found = only(column(page, f"{chart} .data", 1)) & {"Đắk Lắk (cũ)", "Phú Yên"}
        rows = page.locator(f"{chart} .data tr.mine > :first-child").all_text_contents()
        assert only(rows) == found == {"Đắk Lắk (cũ)", "Phú Yên"}


def test_at_most_four_provinces_stand_side_by_side(browser, report):
    names = ["Hà Nội", "Huế", "Bắc Giang", "Vĩnh Phúc", "Quảng Ninh"]
    with opened(browser, place_of(report, "vi")) as (page, _):
        pick(page, *names)
        assert chosen(page) == names[1:]
        assert {*column(page, "#side", 1)} == {*names[1:]}
        page.locator("#chosen button").first.click()
        assert chosen(page) == names[2:]
        for _ in names[2:]:
            page.locator("#chosen button").first.click()
        assert page.locator("#side").is_hidden()
        assert page.locator(".mine, .picked").count() == 0


def test_the_other_language_keeps_the_place_and_the_provinces(browser, report):
    with opened(browser, place_of(report, "vi")) as (page, _):
        pick(page, "quang tri (cu)", "Hà Nội")
        page.evaluate("document.getElementById('payment-accounts').scrollIntoView()")
        page.wait_for_timeout(200)
        page.evaluate("document.querySelector('a[data-language]').click()")
        page.wait_for_url(f"**/{PAGES['en']}*")
        page.wait_for_function("document.documentElement.dataset.ready")
        assert chosen(page) == ["Quang Tri (old)", "Ha Noi"]
        page.wait_for_timeout(300)
        top = page.evaluate(
            "document.getElementById('payment-accounts').getBoundingClientRect().top"
        )
        assert abs(top) < 450


@LANGS
def test_a_table_is_sorted_by_number_and_by_vietnamese_order(browser, report, lang):
    table = f"{ECONOMY} .data"
    with opened(browser, place_of(report, lang)) as (page, _):
        page.evaluate(f"document.querySelector('{table}').open = true")
        heads = page.locator(f"{table} thead th")
        heads.nth(0).locator("button").click()
        names = column(page, table, 1)
        assert names == sorted(names, key=sort_key) and len(set(names)) > 20
        assert heads.nth(0).get_attribute("aria-sort") == "ascending"
        heads.nth(0).locator("button").click()
        assert column(page, table, 1) == sorted(names, key=sort_key, reverse=True)
        assert heads.nth(0).get_attribute("aria-sort") == "descending"
        heads.nth(1).locator("button").click()
        given = numbers(page, table, 2)
        assert given == sorted(given) and len(set(given)) > 5


@LANGS
def test_a_column_is_sorted_by_its_numbers_and_not_by_its_words(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        for table, field in (("gaps_economy_2030", "gap_label"), ("document_lineage", "issued_on")):
            table = f"#chart-{table} .data"
            page.evaluate(f"document.querySelector('{table}').open = true")
            fields = page.locator(f"{table} thead th").evaluate_all(
                "all => all.map((head) => head.dataset.field)"
            )
            place = fields.index(field) + 1
            page.evaluate(f"document.querySelector('{table} table').classList.add('all')")
            page.locator(f"{table} thead th:nth-child({place}) button").click()
            given = numbers(page, table, place)
            known = [number for number in given if number is not None]
            assert known == sorted(known) and len(set(known)) > 5
            # What has no number stands last, up or down.
            assert given == known + [None] * (len(given) - len(known))
            page.locator(f"{table} thead th:nth-child({place}) button").click()
            assert numbers(page, table, place) == known[::-1] + [None] * (len(given) - len(known))


def test_a_table_is_filtered_without_accents(browser, report):
    table = f"{ECONOMY} .data"
    with opened(browser, place_of(report, "vi")) as (page, _):
        page.evaluate(f"document.querySelector('{table}').open = true")
        total = len(column(page, table, 1))
        page.locator(f"{table} .filter input").fill("quang tri")
        left = page.locator(f"{table} tbody tr:not([hidden])").all_text_contents()
        assert 0 < len(left) < total and all("Quảng Trị" in row for row in left)
        assert page.locator(f"{table} output").inner_text() == f"{len(left)} / {total}"


@LANGS
def test_the_data_of_a_chart_are_saved_as_excel_reads_them(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        with page.expect_download() as waited:
            page.locator(f"{ECONOMY} [data-save=csv]").click()
        saved = waited.value
        assert saved.suggested_filename == f"dtia-digital_economy_2030.{lang}.csv"
        text = Path(saved.path()).read_text(encoding="utf-8")
        assert text.startswith("\ufeff")
        separator = ";" if lang == "vi" else ","
        rows = list(csv.reader(StringIO(text[1:], newline=""), delimiter=separator))
        body = page.locator(f"{ECONOMY} .data tbody tr").count()
        assert len(rows) == body + 1 and {len(row) for row in rows} == {len(rows[0])}
        assert [row[0] for row in rows[1:]] == column(page, f"{ECONOMY} .data", 1)
        links = [cell for row in rows[1:] for cell in row if cell.startswith("http")]
        assert links
        assert not [cell for row in rows for cell in row if cell[:1] in "=+@-" and cell]


@LANGS
def test_saved_data_hold_each_number_behind_the_words_that_show_it(browser, report, lang):
    chart = "#chart-gaps_economy_2030"
    with opened(browser, place_of(report, lang)) as (page, _):
        with page.expect_download() as waited:
            page.locator(f"{chart} [data-save=csv]").click()
        text = Path(waited.value.path()).read_text(encoding="utf-8")
        separator, point = (";", ",") if lang == "vi" else (",", ".")
        heads, *rows = csv.reader(StringIO(text[1:], newline=""), delimiter=separator)
        shown = page.locator(f"{chart} .data thead th[data-field]").all_text_contents()
        worded = texts(lang)["column.gap_label"]
        place = heads.index(texts(lang)["page.number"].format(title=worded))
        assert heads[place - 1] == worded
        assert [head for head in heads if head in map(str.strip, shown)] == [
            head.strip() for head in shown
        ]
        behind = numbers(page, f"{chart} .data", place)
        assert [float(row[place].replace(point, ".")) for row in rows] == behind
        assert any(number < 0 for number in behind) and "'-" not in text
        # A year is a number as it stands.
        due = heads.index(texts(lang)["column.horizon_year"])
        assert all(re.fullmatch(r"20\d\d", row[due]) for row in rows)


@LANGS
def test_the_picture_of_a_chart_is_saved_as_it_was_drawn(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        pick(page, "Ha Noi")
        with page.expect_download() as waited:
            page.locator(f"{ECONOMY} [data-save=svg]").click()
        text = Path(waited.value.path()).read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "Roboto" in root.get("font-family", "")
        assert "data-row" not in text
        assert not {"mine", "other"} & set(re.findall(r'class="([^"]*)"', text))


@LANGS
def test_every_section_and_figure_has_an_address_and_closed_tables_open_for_theirs(
    browser, report, seen, lang
):
    page, _ = seen(lang)
    places = page.locator("main > section, [data-chart]").evaluate_all(
        "all => all.map(place => place.id)"
    )
    linked = page.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert set(places) <= set(linked)
    closed = page.locator("main details:not([open]) .table[id]").first.get_attribute("id")
    with opened(browser, place_of(report, lang), f"#{closed}") as (page, _):
        assert page.locator(f"#{closed}").is_visible()


@LANGS
def test_an_error_is_reported_with_the_key_of_its_row(browser, report, lang):
    with opened(browser, place_of(report, lang), scripts=False) as (page, _):
        texts = page.locator(f"{ECONOMY} samp").all_text_contents()
        assert len(texts) == page.locator(f"{ECONOMY} tbody tr").count()
        version, name, indicator = {
            "vi": (f"dtia {VERSION}, báo sai sót: ", "Đắk Lắk (mới)", "Tỷ trọng kinh tế số"),
            "en": (f"dtia {VERSION}, error in: ", "Dak Lak (new)", "Digital economy"),
        }[lang]
        [said] = [said for said in texts if "dak_lak_34" in said]
        assert said.startswith(f"{version}{name}, {indicator}") and ", 2030 [" in said
        assert "dak_lak_34/econ.digital_share_grdp/all/2030" in said
        # Nothing is a mail without a recipient, and the text shows without scripts.
        assert page.locator("a[href^='mailto:']").count() == 0
        page.locator(f"{ECONOMY} details.data > summary").click()
        report = page.locator(f"{ECONOMY} .report").first
        assert report.locator("samp").is_hidden()
        report.locator("summary").click()
        assert report.locator("samp").is_visible()


@LANGS
def test_the_text_of_a_report_is_chosen_when_it_opens_and_can_be_copied(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        page.evaluate(f"document.querySelector('{ECONOMY} .data').open = true")
        page.locator(f"{ECONOMY} .more").click()
        one = page.locator(f"{ECONOMY} .report").first
        one.locator("summary").click()
        one.locator("button").wait_for()
        text = one.locator("samp").inner_text()
        assert page.evaluate("getSelection().toString()").strip() == text
        one.locator("button").click()
        page.wait_for_function(
            "said => document.querySelector('.report[open] button').textContent !== said",
            arg=texts(lang)["page.copy"],
        )


@LANGS
def test_the_arrow_keys_lead_to_every_mark_of_a_chart(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        rows = page.locator(f"{ECONOMY} .data tbody tr").count()
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 900})
            if width < 500:
                page.locator("html.unpacked").wait_for()
            page.locator(f"{ECONOMY} .plot").focus()
            told = set()
            for key in ["Home", *["ArrowRight"] * rows]:
                page.keyboard.press(key)
                told.add(page.locator("#tip").inner_text())
            assert len(told) == rows and all(told), width
            assert page.locator(f"{ECONOMY} .plot .at").count() == 1
            page.keyboard.press("Escape")
            assert page.locator("#tip").is_hidden()
            page.locator(f"{ECONOMY} .plot").blur()


NAMED = {"vi": "Đắk Lắk", "en": "Dak Lak"}


@LANGS
@pytest.mark.parametrize("width", [360, 1440])
def test_what_dak_lak_promises_beside_the_nation_and_where_takes_at_most_two_clicks(
    browser, report, lang, width
):
    with opened(browser, place_of(report, lang), size=(width, 900)) as (page, _):
        page.evaluate("window.clicks = 0; addEventListener('click', () => { clicks += 1; }, true)")
        page.locator("#province").click()
        page.keyboard.type(NAMED[lang])
        page.keyboard.press("Enter")
        side = page.locator("#side")
        row = side.locator("tbody tr").filter(has_text="2030").filter(has_text="30%")
        # The answer is in sight without another click or any scrolling.
        assert row.count() == 1 and 0 < row.bounding_box()["y"] < 900
        for said in ("2030", "30%", "≥ 30%", "0 ", "C", "sggp.org.vn"):
            assert said in row.inner_text()
        first = side.locator("a").first
        assert first.get_attribute("href").startswith("profiles/dak-lak-34")
        assert {"vi": "Đắk Lắk (mới)", "en": "Dak Lak (new)"}[lang] in first.inner_text()
        # The same indicator is not said to be missing for that year.
        silent = side.locator("tbody tr").filter(has_text=texts(lang)["page.not_found"])
        share = row.locator("th").inner_text()
        assert ["2030" not in told for told in silent.all_inner_texts() if share in told] == [True]
        assert side.locator("tbody tr").filter(has_text=texts(lang)["page.not_searched"]).count()
        assert page.evaluate("clicks") <= 1, "one into the box at most, and one more to the act"
        row.locator("a[href*='#act-']").click()
        page.wait_for_url("**#act-congress_1_dak_lak_2025")
        assert page.locator("#act-congress_1_dak_lak_2025").is_visible()
    with opened(browser, place_of(report, lang), "?tinh=dak_lak_34") as (page, _):
        links = page.locator("#side td a[rel=noreferrer]")
        assert links.first.get_attribute("href").startswith("https://www.sggp.org.vn/")


@LANGS
def test_picker_and_languages_stay_in_reach(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        for width, place in product((1440, 360), ("payment-accounts", "sources")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(f"document.getElementById('{place}').scrollIntoView()")
            page.wait_for_timeout(200)
            assert page.evaluate("scrollY") > 2000
            for control in ("#province", "a[data-language]"):
                assert 0 <= page.locator(control).bounding_box()["y"] < 120, (width, control)
            # What is aimed at is not hidden below them.
            bar = page.locator(".reach").bounding_box()
            heading = page.locator(f"#title-{place}").bounding_box()
            assert heading["y"] >= bar["y"] + bar["height"], (width, place)


@LANGS
def test_every_name_of_a_province_leads_to_its_profile(report, seen, lang):
    profiles = report / "report" / "profiles"
    page, _ = seen(lang)
    names = page.locator("[role=option]").evaluate_all("all => all.map(o => o.dataset.name)")
    cells = page.locator("main .table tbody tr > :first-child").evaluate_all(
        "all => all.map((e) => [e.textContent, e.querySelector('a')?.getAttribute('href')])"
    )
    named = [(name, place) for name, place in cells if name.split(" · ")[0] in names]
    assert len(named) > 500 and all(place for _, place in named)
    links = page.locator("a[href^='profiles/']").evaluate_all(
        "all => all.map((link) => link.getAttribute('href'))"
    )
    assert all((profiles / link.removeprefix("profiles/")).exists() for link in {*links})
    page, _ = seen(lang, scripts=False)
    listed = page.locator("#profiles a[href^='profiles/']").all_text_contents()
    assert sorted(listed) == sorted(names)
    assert page.locator("main li a[href^='profiles/']").count() > 10


@LANGS
def test_light_and_dark_follow_the_system_and_then_the_reader(browser, report, lang):
    ground = "getComputedStyle(document.body).backgroundColor"
    drawn = """(() => { const back = document.querySelector("[data-chart] svg > rect");
      return getComputedStyle(back).fill; })()"""

    def rgb(colour: str) -> str:
        return f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})"

    for scheme, first, second in (("light", PAPER, DARK[PAPER]), ("dark", DARK[PAPER], PAPER)):
        with opened(browser, place_of(report, lang), scheme=scheme) as (page, _):
            assert page.evaluate(ground) == page.evaluate(drawn) == rgb(first)
            page.locator("#dark").click()
            assert page.evaluate(ground) == page.evaluate(drawn) == rgb(second)
            page.reload()
            page.wait_for_function("document.documentElement.dataset.ready")
            assert page.evaluate(ground) == rgb(second)


@LANGS
def test_only_charts_and_tables_scroll_sideways(browser, report, lang):
    with opened(browser, place_of(report, lang)) as (page, _):
        for width in (1440, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
