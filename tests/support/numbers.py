"""The numbers of a text, whatever its language writes for months and decimals."""

from __future__ import annotations

import re
from collections import Counter

MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ["January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"], 1)
}  # fmt: skip
DIGITS = {"I": 1, "V": 5, "X": 10}


def roman(numeral: str) -> int:
    values = [DIGITS[letter] for letter in numeral]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def numbers(written: str) -> Counter[str]:
    """Count the numbers of a text: as they are written, but for zeros in front and separators."""
    plain = re.sub(r"\{[^{}]*\}", " ", written)
    plain = re.sub(rf"\b({'|'.join(MONTHS)})(?= \d)", lambda m: MONTHS[m[1]], plain)
    plain = re.sub(r"(?<=lần thứ )[IVX]+\b", lambda m: str(roman(m[0])), plain)
    found = re.findall(r"\d+(?:[.,]\d+)*", plain)
    return Counter(re.sub("[.,]", "·", number).lstrip("0") or "0" for number in found)
