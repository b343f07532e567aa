"""What a written cell certainly means: the same in one form, or else nothing changed."""

from __future__ import annotations

import re
from unicodedata import normalize

COMMA = re.compile(r"(-?\d+),(\d+)")
# A comma before three digits may part thousands, unless a zero or no group of digits is before it.
THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
# 1.234,5 and 1,234.5: two signs tell which of them is that of the decimals.
TWO_SIGNS = re.compile(r"(-?\d{1,3}(?:\.\d{3})+),(\d+)|(-?\d{1,3}(?:,\d{3})+)\.(\d+)")
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
MONTHS = 12


def cleaned(written: str) -> str:
    """Compose the letters of a text (NFC), and drop the blanks around it."""
    return normalize("NFC", written).strip(" \t\r\n\u00a0\u3000")


def number(written: str) -> str:
    """Write a number with a decimal point where a comma stands for one: `12,5` -> `12.5`.

    What may be read in two ways, as `1,234`, stays as it is.
    """
    if two := TWO_SIGNS.fullmatch(written):
        whole, rest = (two[1], two[2]) if two[1] else (two[3], two[4])
        return f"{whole.replace('.', '').replace(',', '')}.{rest}"
    if (comma := COMMA.fullmatch(written)) and not THOUSANDS.fullmatch(written):
        return f"{comma[1]}.{comma[2]}"
    return written


def percent(written: str) -> str:
    """Drop the sign of a share that is counted in percent: `12,5 %` -> `12.5`."""
    bare = written.removesuffix("%").rstrip(" \u00a0")
    return number(bare) if bare != written else written


def day(written: str) -> str:
    """Write a day as ISO does where only one reading of it is a day: `30/06/2025`."""
    found = DAY.fullmatch(written)
    if not found:
        return written
    first, second, year = map(int, found.groups())
    # The day stands first in Vietnam; a month above twelve stands nowhere.
    if first <= MONTHS and first != second:
        return written
    return f"{year:04}-{second:02}-{first:02}"
