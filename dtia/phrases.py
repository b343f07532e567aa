"""Numbers in a quoted phrase, in Vietnamese and in English."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
BOTH = re.compile(r"([1-9]\d{0,2}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](\d+)")
WORDS = {
    100.0: ("toàn thể", "toàn bộ", "tất cả", "all"),
    50.0: ("một nửa", "half"),
}


def readings(figure_text: str) -> set[float]:
    """Return every number that a phrase may be read as.

    `450.000` is 450000 and 450.0, since Vietnamese groups by full stop and decimals take a
    comma, English the reverse, and press in either language mixes them. Words for all and
    half count as 100 and 50.
    """
    found: set[float] = set()
    for token in NUMBER.findall(figure_text):
        if GROUPED.fullmatch(token):
            found.add(float(re.sub(r"[.,]", "", token)))
        elif both := BOTH.fullmatch(token):
            found.add(float(re.sub(r"[.,]", "", both[1]) + "." + both[2]))
        if len(re.findall(r"[.,]", token)) <= 1:
            found.add(float(token.replace(",", ".")))
    spoken = figure_text.casefold()
    for value, words in WORDS.items():
        if any(re.search(rf"\b{word}\b", spoken) for word in words):
            found.add(value)
    return found


def holds(figure_text: str, value: float) -> bool:
    """Tell whether the phrase can be read as holding `value`, whatever word or sign negates it."""
    return any(abs(abs(value) - reading) < 1e-9 for reading in readings(figure_text))
