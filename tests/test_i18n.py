"""Numbers, dates and the order of words, in both languages."""

from __future__ import annotations

import re

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
            "standing", "pick", "flag"}  # fmt: skip
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
