"""Faults of single cells: invisible characters, stray blanks, formulas."""

from __future__ import annotations

import unicodedata

import polars as pl

from dtia.data import FILE, LINE
from dtia.errors import Problem
from dtia.i18n import Lang, text

# A spreadsheet runs these as a formula; a sign before anything but a blank may start one.
FORMULA = r"^(?:[=@\t\r]|[+-][\dA-Za-z\p{L}(])"
# Controls, format characters (zero width, direction, soft hyphen) and exotic blanks.
INVISIBLE = r"[\p{Cc}\p{Cf}\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]"


def cell_problems(frame: pl.DataFrame, numbers: set[str], lang: Lang) -> list[Problem]:
    """Check every text cell of a raw table.

    `numbers` names the numeric columns, where a sign starts a number and no formula.
    """
    columns = [c for c in frame.columns if c not in (FILE, LINE)]
    suspects = frame.select(_suspect(c, c in numbers).any().alias(c) for c in columns).row(0)
    return [
        Problem(file, line, column, message, hint)
        for column, suspect in zip(columns, suspects, strict=True)
        if suspect
        for file, line, value in frame.filter(_suspect(column, column in numbers))
        .select(FILE, LINE, column)
        .iter_rows()
        for message, hint in _faults(value, column in numbers, lang)
    ]


def _suspect(column: str, is_number: bool) -> pl.Expr:
    cell = pl.col(column)
    return (
        cell.str.contains(INVISIBLE)
        | cell.str.contains(r"^\s|\s$")
        | (cell != cell.str.normalize("NFC"))
        | (cell.str.contains(FORMULA) & pl.lit(not is_number))
    )


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
