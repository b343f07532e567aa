"""Cells as Excel types them, read back as the exact text that a person sees in them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

# What a form of numbers shows: parts in quotes, brackets or behind a backslash are words.
WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
DIGITS = 15


class Text(NamedTuple):
    """The text of a cell, or the fault of it: a text of the section `import`."""

    text: str
    fault: str = ""


def text_of(cell: Any, is_number: bool) -> Text:
    """Return what a cell of openpyxl holds as text; `is_number`: its column holds numbers.

    A share that is shown in percent comes with its sign: `12.5%`. A day is written as ISO does,
    no further than the cell shows it. What is calculated, or shown otherwise than it is, is a
    fault.
    """
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if value is None:
        return Text("")
    if kind == "f" or not isinstance(value, str | bool | int | float | date | time | timedelta):
        return Text("", "formula")
    if kind == "e":
        return Text("", "error_cell")
    if isinstance(value, bool):
        return Text("true" if value else "false")
    if isinstance(value, int | float):
        return _number(value, WORDS.sub("", cell.number_format or ""))
    if isinstance(value, date):
        return Text("", "date_for_number") if is_number else _day(value, cell.number_format or "")
    if isinstance(value, time | timedelta):
        return Text("", "time_cell")
    return Text(value)


def _number(value: float, form: str) -> Text:
    """Write a number in plain digits, as many as Excel keeps."""
    exact = Decimal(f"{value:.{DIGITS}g}")
    if "%" not in form:
        return Text(_digits(exact))
    share = exact * 100
    shown = len(form.partition(".")[2].partition("%")[0].strip())
    places = max(0, -int(share.normalize().as_tuple().exponent))
    # A cell that shows 13% and holds 12.5 says two things.
    return Text(f"{_digits(share)}%") if places <= shown else Text("", "percent_rounded")


def _digits(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _day(value: date, form: str) -> Text:
    """Write a day, a month or a year, whichever the cell shows."""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        return Text("", "time_cell")
    shown = WORDS.sub("", form).casefold().split(";")[0]
    if "d" in shown:
        return Text(f"{value:%Y-%m-%d}")
    if "m" in shown:
        return Text(f"{value:%Y-%m}")
    return Text(f"{value:%Y}") if "y" in shown else Text(f"{value:%Y-%m-%d}")
