"""The page's picker finds a province as people write it, by the names that Python prepared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dtia.data import Data, load
from dtia.data.units import land
from dtia.data.vocabulary import HORIZONS
from dtia.i18n import LANGS, Lang, text
from dtia.report.index_page import page as set_page
from dtia.report.picker import provinces
from dtia.report.promises import CORE_INDICATORS, packed, promises
from support.browser import opened
from support.names import FOUND, NOT_FOUND
from support.project import ROOT

# Types what is given, and returns the provinces that are then offered, in their order.
TYPE = """(written) => {
  const picker = document.getElementById("province");
  picker.value = written;
  picker.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("[role=option]:not([hidden])")].map((o) => o.dataset.unit);
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Path]:
    """The page in both languages, without any section."""
    data, folder = load(ROOT / "data"), tmp_path_factory.mktemp("picker")
    for lang in LANGS:
        html = set_page(data, [], {}, lang)
        (folder / f"{lang}.html").write_text(html, encoding="utf-8")
    return {lang: folder / f"{lang}.html" for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_every_way_of_writing_a_name_offers_the_province_first(
    browser: Any, pages: dict[Lang, Path], data: Data, lang: Lang
) -> None:
    with opened(browser, pages[lang]) as (page, _):
        for name in FOUND:
            offered = page.evaluate(TYPE, name.written)
            wanted = {land(data.units, unit) for unit in name.meant}
            # The era that is asked for elsewhere is none that a reader types here.
            assert wanted & {*offered[: 2 if name.era else len(wanted)]}, (name, offered)


def test_a_city_within_a_province_and_other_places_are_not_offered(
    browser: Any, pages: dict[Lang, Path]
) -> None:
    reasons = ("district of a province's name", "abroad", "region")
    with opened(browser, pages["vi"]) as (page, _):
        for name in NOT_FOUND:
            if name.why_not in reasons:
                assert page.evaluate(TYPE, name.written) == [], name


def test_the_offer_stays_while_a_label_is_typed(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages["vi"]) as (page, _):
        for written in ("Đắk Lắk (cũ)", "tp. hcm", "Thừa Thiên – Huế", "Bà Rịa-Vũng Tàu"):
            for end in range(1, len(written) + 1):
                assert page.evaluate(TYPE, written[:end]), written[:end]
        assert page.evaluate(TYPE, "") == page.evaluate(TYPE, " – ")


def test_an_option_knows_the_names_of_its_territory_and_of_what_it_came_from(data: Data) -> None:
    options = {option["id"]: option for option in provinces(data, "vi", {})}
    assert {"hue", "thuathienhue", "tth"} <= {*str(options["hue_34"]["spelled"]).split()}
    assert "phuyencu" in str(options["dak_lak_34"]["came_from"]).split()
    assert options["ha_noi_34"]["came_from"] == "" and options["dong_nai_34"]["city"]
    assert "phuyen" not in str(options["dak_lak_34"]["spelled"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_province_of_today_comes_before_a_former_one_of_its_name(
    browser: Any, pages: dict[Lang, Path], data: Data, lang: Lang
) -> None:
    old, new = (data.units.filter(level="province", era=era) for era in ("63", "34"))
    shared = new.join(old.select("name_vi"), on="name_vi")
    assert shared.height > 23
    with opened(browser, pages[lang]) as (page, _):
        for unit, name in shared.select("unit_id", f"name_{lang}").iter_rows():
            assert page.evaluate(TYPE, name)[0] == unit
            if unit == "dak_lak_34":
                assert page.evaluate(TYPE, f"{name} cũ")[0] == "dak_lak_63"
        assert page.evaluate(TYPE, "phú yên")[0] == "phu_yen_63", "a whole name is meant"


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_that_nobody_bears_is_said_to_be_none(
    browser: Any, pages: dict[Lang, Path], lang: Lang
) -> None:
    with opened(browser, pages[lang]) as (page, _):
        status = page.locator("#pick-none")
        page.fill("#province", "Paris")
        assert status.inner_text() == text("page.nowhere", lang)
        assert status.get_attribute("role") == "status"
        page.keyboard.press("Enter")
        assert status.inner_text() == text("page.nowhere", lang)
        assert page.locator("#chosen li").count() == 0
        page.fill("#province", "Huế")
        assert status.is_hidden()
        page.keyboard.press("Enter")
        page.fill("#province", "Huế")
        assert status.inner_text() == text("page.taken", lang)


def test_every_core_target_stands_in_the_table_or_why_there_is_none(data: Data) -> None:
    names = dict(data.indicators.select("name_vi", "indicator_id").iter_rows())
    rows = [row._replace(indicator=names[row.indicator]) for row in promises(data, "vi")]
    provinces = data.units.filter(level="province")["unit_id"].to_list()
    stated = data.targets.filter(
        pl.col("unit_id").is_in(provinces), pl.col("indicator_id").is_in(CORE_INDICATORS)
    )
    assert sum(not row.silence for row in rows) == stated.height
    known: dict[tuple[str, str, str], set[str]] = {}
    for unit, indicator, year, state in data.coverage.select(
        "unit_id", "indicator_id", "horizon_year", "coverage"
    ).iter_rows():
        if unit in provinces and indicator in CORE_INDICATORS and year in HORIZONS:
            known.setdefault((land(data.units, unit), indicator, str(year)), set()).add(state)
    told = {(row.unit, row.indicator, row.year): row.silence for row in rows}
    for cell, states in known.items():
        if told[cell]:
            assert told[cell] == ("not_found" if "not_found" in states else "not_searched")
            assert states <= {"not_found", "not_searched"}, cell
    for row in rows:
        assert bool(row.silence) != bool(row.value and (row.url or row.source_id)), row


def test_packed_rows_say_what_the_rows_do(data: Data) -> None:
    rows = promises(data, "en")
    light: Any = packed(rows)
    unpacked = [[light["words"][n] for n in row] for row in light["rows"]]
    assert [
        [*row, *[""] * (len(whole) - len(row))] for row, whole in zip(unpacked, rows, strict=True)
    ] == [[*row] for row in rows]
