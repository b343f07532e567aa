"""Numbers, dates and the order of words, in both languages."""

from __future__ import annotations

from dtia.i18n import date, number, quantity, sort_key


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
