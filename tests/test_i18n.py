"""Texts, numbers, order of words and names of units, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dtia.data import Data
from dtia.data.units import resolve
from dtia.errors import UnknownName
from dtia.i18n import date, number, quantity, sort_key, texts
from support.project import ROOT


def test_every_text_is_used_and_every_text_used_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "dtia").rglob("*.py"))
    templates = (ROOT / "dtia/report/templates").glob("*.j2")
    code += "\n".join(path.read_text(encoding="utf-8") for path in templates)
    literal = set(re.findall(r"""["']([a-z_]+\.[a-z_0-9]+)["']""", code)) & set(texts("vi"))
    # Keys put together at run time: a section, then the value of a column or of a call.
    made = {"unit", "tier", "comparator", "coverage", "status", "verdict", "axis", "kind", "column",
            "reason", "page", "hint", "check", "cli", "table", "action", "certainty", "field",
            "protocol", "decision", "grade", "topic", "choice", "headline",
            "finding", "form", "error", "chart", "compared", "plan_type", "dated",
            "standing", "pick", "flag", "broken", "mend", "saved_as", "letters"}  # fmt: skip
    unused = {key for key in texts("vi") if key not in literal and key.split(".")[0] not in made}
    assert unused == set()
    for section, name in re.findall(r"""text\(\s*["']([a-z_]+)\.([a-z_0-9]+)["']""", code):
        assert f"{section}.{name}" in texts("vi")
    words = set(re.findall(r"\bt\(\"([a-z_]+)\"|\"page\.([a-z_]+)\"", code))
    assert {f"page.{word or other}" for word, other in words} == {
        k for k in texts("vi") if k.startswith("page.")
    }


def test_numbers_and_dates_follow_the_language() -> None:
    assert (number(1234.5, "vi"), number(1234.5, "en")) == ("1.234,5", "1,234.5")
    assert (number(45.0, "vi"), number(7.09, "vi")) == ("45", "7,09")
    assert quantity(12.5, "percent", "vi") == "12,5%"
    assert (date("2021-11-04", "vi"), date("2021", "vi"), date("2021-11-04", "en")) == (
        "04/11/2021", "2021", "2021-11-04",
    )  # fmt: skip


def test_words_are_ordered_as_in_a_vietnamese_dictionary() -> None:
    words = ["Đà Nẵng", "Huế", "Hà Nội", "An Giang", "Điện Biên", "Cà Mau", "Phú Yên", "Phổ Yên",
             "Đắk Lắk", "Yên Bái", "Dương", "ma", "má", "mà", "mạ", "mã", "mả"]  # fmt: skip
    assert sorted(words, key=sort_key) == [
        "An Giang", "Cà Mau", "Dương", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Hà Nội", "Huế",
        "ma", "mà", "mả", "mã", "má", "mạ", "Phổ Yên", "Phú Yên", "Yên Bái",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "era", "expected"),
    [
        ("Quảng Trị", "63", "quang_tri_63"),
        ("quang tri", "34", "quang_tri_34"),
        ("DAK LAK", "63", "dak_lak_63"),
        ("TP.HCM", "34", "ho_chi_minh_34"),
        ("Phú Yên", None, "phu_yen_63"),
        ("Vietnam", None, "viet_nam"),
        ("quang_tri_63", None, "quang_tri_63"),
    ],
)
def test_a_unit_is_found_by_name_alias_or_id(
    data: Data, name: str, era: str | None, expected: str
) -> None:
    assert resolve(data.units, name, era) == expected


def test_a_name_that_two_eras_share_asks_which_one(data: Data) -> None:
    with pytest.raises(UnknownName, match="quang_tri_63 / quang_tri_34: say which era"):
        resolve(data.units, "Quảng Trị")


def test_an_unknown_name_suggests_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match="nearest: quang_tri_63"):
        resolve(data.units, "Quảng Tri5", "63")


def test_no_module_outgrows_its_job() -> None:
    sizes = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in Path(ROOT / "dtia").rglob("*.py")
    }
    assert {name: size for name, size in sizes.items() if size > 370} == {}
