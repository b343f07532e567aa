"""Faults of cells and keys: invisible characters, formulas, doubles; what a wrong id may mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import polars as pl

from dtia.check.found import Found
from dtia.check.scripts import is_unseen, lookalike
from dtia.data import FILE, LINE
from dtia.errors import Problem
from dtia.i18n import Lang, text

# Cells worth a look, for polars: anything but composed letters and plain punctuation.
SUSPECT = (
    r"[^\x20-\x7e\u00c0-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]|^[ =@+-]| $"
    r"|[ÐðƉǍǎŬŭĔĕŎŏƢƣı]"
)


def cell_problems(frame: pl.DataFrame, numbers: set[str], lang: Lang) -> Iterator[Problem]:
    """Check every text cell of a raw table: one problem a cell.

    `numbers` names the numeric columns, where a sign starts a number and no formula.
    """
    for column, file, line, value in suspects(frame, SUSPECT):
        for message, hint in _faults(value, column in numbers, lang)[:1]:
            yield Problem(file, line, column, message, hint)


def suspects(frame: pl.DataFrame, pattern: str) -> Iterator[tuple[str, str, int, str]]:
    """Return the cells in which polars finds a pattern: column, file, line, text."""
    cells = [column for column in frame.columns if column not in (FILE, LINE)]
    # What many cells say is looked at once.
    found = frame.select(pl.col(cells).unique().str.contains(pattern).any()).row(0)
    columns = [column for column, any_found in zip(cells, found, strict=True) if any_found]
    if columns:
        rows = frame.filter(pl.any_horizontal(pl.col(columns).str.contains(pattern)))
        spread = rows.unpivot(columns, index=[FILE, LINE], variable_name="_in", value_name="_cell")
        here = spread.filter(pl.col("_cell").str.contains(pattern))
        yield from here.select("_in", FILE, LINE, "_cell").iter_rows()


def _faults(value: str, is_number: bool, lang: Lang) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    composed = unicodedata.normalize("NFC", value)
    if composed != value:
        hint = text("hint.not_nfc", lang, composed=repr(composed))
        faults.append((text("check.not_nfc", lang, value=repr(value)), hint))
    hidden = next((c for c in value if is_unseen(c)), None)
    if hidden:
        code = f"U+{ord(hidden):04X} {unicodedata.name(hidden, 'CONTROL')}"
        message = text("check.invisible", lang, code=code, position=value.index(hidden) + 1)
        faults.append((message, text("hint.invisible", lang)))
    if looks := lookalike(value):
        key, meant = ("meant" if looks[1] else "other"), repr(looks[1])
        named = f"{looks[0]} (U+{ord(looks[0]):04X} {unicodedata.name(looks[0], '')})"
        hint = text(f"script.mend_{key}", lang, meant=meant)
        faults.append((text("script.lookalike", lang, char=named), hint))
    if value != value.strip(" "):
        faults.append(
            (text("check.outer_blank", lang, value=repr(value)), text("hint.outer_blank", lang))
        )
    if not is_number and _is_formula(value):
        faults.append((text("check.formula", lang, value=repr(value)), text("hint.formula", lang)))
    return faults


def _is_formula(value: str) -> bool:
    # A sign may be followed by blanks, quotes or more signs and still start a formula.
    return value[0] in "=@+-\t\r"


def find_doubles(frame: pl.DataFrame, key: list[str], found: Found, lang: Lang) -> None:
    """Find rows of one key; either may have the slip, so both are in doubt.

    Where a key has several columns, the first is what its rows belong to, and in no doubt. A key
    with a faulty cell is no double of any.
    """
    alike = frame.filter(pl.struct(key).is_duplicated()) if frame.height else frame
    seen: dict[tuple[Any, ...], tuple[str, int]] = {}
    for file, line, *values in alike.select(FILE, LINE, *key).iter_rows():
        if found.cells.get((file, line), set()) & {*key}:
            continue
        earlier = seen.setdefault(tuple(values), (file, line))
        if earlier != (file, line):
            words = ", ".join(str(value) for value in values if value)
            at = f"{earlier[0]}:{earlier[1]}"
            message = text("check.duplicate", lang, key=words, earlier=at)
            found.add([Problem(file, line, key[-1], message, text("hint.duplicate", lang))])
            for place in (earlier, (file, line)):
                found.cells[place].update(key[1:] or key)


def did_you_mean(value: str, names: dict[str, Any], lang: Lang) -> str:
    """Suggest the id that `value` most resembles, by id or by label; empty when none does."""
    folded = {name.casefold(): names[name] or name for name in names}
    near = [value.casefold()] if value.casefold() in folded else []
    near = near or get_close_matches(value.casefold(), folded, n=1, cutoff=0.6)
    return text("hint.did_you_mean", lang, suggestion=repr(folded[near[0]])) if near else ""
