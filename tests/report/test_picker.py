"""The page's picker finds a province as people write it, by the names that Python prepared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dtia.data import Data, load
from dtia.data.units import land
from dtia.i18n import LANGS, Lang
from dtia.report.index_page import page as set_page
from dtia.report.picker import provinces
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
