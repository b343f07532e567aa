"""Texts and number formats in Vietnamese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")

NO_BREAK_SPACE = "\u00a0"
# Units whose word has a form of its own for one.
COUNTED = ("points", "places", "times", "steps")

# d3-format locales, for the numbers that Vega draws on axes and in tooltips.
VEGA_NUMBERS: dict[Lang, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}


def other(lang: Lang) -> Lang:
    """Return the language that a page leads to."""
    return "en" if lang == "vi" else "vi"


@cache
def texts(lang: Lang) -> dict[str, str]:
    """Return every text of one language, keyed `section.name`."""
    source = files("dtia").joinpath("texts", f"{lang}.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{name}": text
        for section, entries in tomllib.loads(source).items()
        for name, text in entries.items()
    }


def text(key: str, lang: Lang, /, **values: object) -> str:
    """Return the text `key` in `lang`, its placeholders filled."""
    return texts(lang)[key].format(**values)


@cache
def section_of(section: str, lang: Lang) -> Mapping[str, str]:
    """Return the texts of one section by their names, placeholders and all."""
    start = f"{section}."
    return MappingProxyType(
        {k.removeprefix(start): words for k, words in texts(lang).items() if k.startswith(start)}
    )


def number(value: float, lang: Lang, digits: int = 4) -> str:
    """Write a number the way the language does: `1.234,5` or `1,234.5`."""
    from babel.numbers import format_decimal

    return format_decimal(value, format=f"#,##0.{'#' * digits}", locale=lang)


def quantity(value: float, unit: str, lang: Lang, digits: int = 4) -> str:
    """Write a number with its unit: `45%`, `hạng 3`, `25 lần`."""
    return of_unit(number(value, lang, digits), unit, lang).replace(" ", NO_BREAK_SPACE)


def of_unit(shown: str, unit: str, lang: Lang) -> str:
    """Put a unit to a written number: `+3 points`, and `+1 point` for one."""
    one = unit in COUNTED and shown.lstrip("+−") == "1"
    return text(f"unit.{unit}_one" if one else f"unit.{unit}", lang, n=shown)


def counts(numbers: Mapping[str, int], lang: Lang) -> str:
    """Say how many of each outcome, of those that there are: `3 met, 1 missed`."""
    said = [text(f"outcome.{name}", lang, n=n) for name, n in numbers.items() if n]
    return ", ".join(said) or "–"


def date(iso: str, lang: Lang) -> str:
    """Write an ISO date, or the part of one that is known, in the order of the language."""
    parts = iso.split("-")
    return "/".join(reversed(parts)) if lang == "vi" else iso


@lru_cache(10_000)
def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order Vietnamese words by letter, then by tone, as dictionaries do (a ă â b … d đ e ê …).

    No collation library with wheels for every platform carries the Vietnamese order.
    """
    import unicodedata

    letters, tones = [], []
    for char in unicodedata.normalize("NFC", name).casefold():
        base = "".join(c for c in unicodedata.normalize("NFD", char) if c not in TONES)
        tone = next((c for c in unicodedata.normalize("NFD", char) if c in TONES), "")
        letter = unicodedata.normalize("NFC", base)
        letters.append(ALPHABET.find(letter) + 1 if letter in ALPHABET else -1)
        tones.append(TONES.find(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)


ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
