"""Faults of single cells: invisible characters, stray blanks, formulas."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from dtia.data import FILE, LINE
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What no sound cell holds: controls, format characters (zero width, direction), exotic blanks,
# a blank at either end, or a first character that a spreadsheet runs as a formula.
SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u0600-\u0605\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ufeff\ufff9-\ufffb]|^[ =@+-]| $"
)


def cell_problems(frame: pl.DataFrame, numbers: set[str], lang: Lang) -> list[Problem]:
    """Check every text cell of a raw table.

    `numbers` names the numeric columns, where a sign starts a number and no formula.
    """
    places = list(zip(frame[FILE], frame[LINE], strict=True))
    return [
        Problem(file, line, column, message, hint)
        for column in frame.columns
        if column not in (FILE, LINE)
        for (file, line), value in zip(places, frame[column], strict=True)
        if value and (SUSPECT.search(value) or not unicodedata.is_normalized("NFC", value))
        for message, hint in _faults(value, column in numbers, lang)
    ]


def _faults(value: str, is_number: bool, lang: Lang) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    composed = unicodedata.normalize("NFC", value)
    if composed != value:
        hint = text("hint.not_nfc", lang, composed=repr(composed))
        faults.append((text("check.not_nfc", lang, value=repr(value)), hint))
    hidden = next((c for c in value if _is_invisible(c)), None)
    if hidden:
        code = f"U+{ord(hidden):04X} {unicodedata.name(hidden, 'CONTROL')}"
        message = text("check.invisible", lang, code=code, position=value.index(hidden) + 1)
        faults.append((message, text("hint.invisible", lang)))
    if value != value.strip(" "):
        faults.append(
            (text("check.outer_blank", lang, value=repr(value)), text("hint.outer_blank", lang))
        )
    if not is_number and _is_formula(value):
        faults.append((text("check.formula", lang, value=repr(value)), text("hint.formula", lang)))
    return faults


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") or (
        unicodedata.category(char) == "Zs" and char != " "
    )


def _is_formula(value: str) -> bool:
    if value[0] in "=@\t\r":
        return True
    return value[0] in "+-" and len(value) > 1 and (value[1].isalnum() or value[1] == "(")
