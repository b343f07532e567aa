"""What a quoted phrase states, in Vietnamese and in English: numbers, how they bind, and units.

A phrase is read generously: the question is never what it means, only whether a row can stand
on it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dtia.check.numerals import Numeral, numerals, values_of

PERCENT = re.compile(r"\s*(?:%|/\s*100\b|phần trăm|per ?cent|percentage points?)")
# What a word is a number for; a figure, or a word that counts, is one for every unit.
MEANT = {"place": "rank", "leader": "rank", "share": "percent"}

# A word that binds the number after it. "Không" and "not" before one turn it round.
NOT = (
    r"(?<!không )(?<!không vượt )(?<!no )(?<!not )"
    r"(?<!đạt và )(?<!đạt hoặc )(?<!bằng hoặc )(?<!bằng hay )(?<! or )"
)
BEFORE = {
    "ge": r"(?:đạt|bằng) (?:và|hoặc|hay) (?:vượt|trên|hơn|cao hơn)|"
    r"(?:meet|reach)\w* (?:and|or) exceed\w*|"
    r"tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|từ|at least|minimum|"
    r"(?:no|not) less than|(?:greater|higher) than or equal to|"
    r"equal (?:to )?or (?:greater|higher|more) than|at or above|≥|>=",
    "gt": NOT
    + r"(?:trên|(?<!thấp )(?<!ít )(?<!nhiều )(?<!cao )hơn|nhiều hơn|cao hơn|vượt|quá|over|"
    r"more than|above|(?<! and )exceed\w*|greater than|higher than|"
    r"in excess of|upwards? of)|(?<!=)>",
    "le": r"tối đa|không (?:vượt )?quá|không nhiều hơn|at most|(?:no|not) more than|"
    r"not exceed\w*|up to|≤|<=",
    "lt": NOT + r"(?:dưới|thấp hơn|ít hơn|under|below|less than)|<",
    "approx": r"khoảng|xấp xỉ|gần|ước|about|around|approximately|nearly|almost|roughly|some|~",
}
# Words that may stand between the binding word and its number.
BETWEEN = r"(?:\s|,|:|of|có|đạt|là|tính|chiếm|mức|đến)*"
BINDING = {name: re.compile(rf"(?<!\w)(?:{words}){BETWEEN}$") for name, words in BEFORE.items()}
UPWARDS = re.compile(r"^[^\d]{0,45}?(?:trở lên|or more|or higher|or above|and above|and over)")
RANGE = re.compile(r"^\s*%?\s*(?:-|–|—|−|÷|~|đến|tới|to|and|và)\s*(?:khoảng\s*)?(\d+(?:[.,]\d+)*)")
LEADING = re.compile(
    r"nhóm|\btop\b|thuộc|trong (?:số )?|một trong|dẫn đầu|tốp|group|among|one of|leading|premières"
)
# So many words may follow a name in a list: "đứng đầu".
AFTER = 3
# A list begins after "... lần lượt là", "... gồm", "...:".
LIST = re.compile(
    r"^.*?\blần lượt (?:là|gồm):?\s|^[^,;]*(?:\b(?:là|gồm|như|including|are)\b|:)(?=\s)",
    re.IGNORECASE,
)
LEAD = re.compile(r"(\w+|[^\w\s])\s*$")
SEPARATOR = re.compile(r"\s*(?:,|;|\bvà\b|\band\b)\s*")


class Reading(NamedTuple):
    """One number of a phrase: its values, the comparators it allows, and whether in percent.

    `unit` is the only unit that it can be a number of; blank for every one. `lead` is the word or
    the mark that stands before it. `start` and `end` say where it stands in the phrase, `bound`
    which comparators the words around it state by themselves.
    """

    values: frozenset[float]
    comparators: frozenset[str]
    percent: bool
    unit: str
    lead: str
    start: int
    end: int
    bound: frozenset[str]


@lru_cache(maxsize=10_000)
def readings(figure_text: str) -> tuple[Reading, ...]:
    """Return every number that a phrase holds, in order.

    A number without a binding word of its own may share that of another number of the phrase:
    "tối thiểu 90% cấp tỉnh, 80% cấp huyện".
    """
    spoken = figure_text.casefold()
    found = numerals(spoken)
    own = [_binding(spoken, numeral) for numeral in found]
    shared = frozenset().union(*own) - {"range"}
    return tuple(
        Reading(
            numeral.values,
            binding or frozenset({"eq"}) | shared,
            bool(PERCENT.match(spoken, numeral.end)) or numeral.kind == "share",
            MEANT.get(numeral.kind, ""),
            "".join(LEAD.findall(spoken[: numeral.start])),
            numeral.start,
            numeral.end,
            binding,
        )
        for numeral, binding in zip(found, own, strict=True)
    )


def _binding(spoken: str, numeral: Numeral) -> frozenset[str]:
    """Return the comparators that the words around one number state; none where it is bare."""
    before, after = spoken[max(0, numeral.start - 40) : numeral.start], spoken[numeral.end :]
    found = {name for name, pattern in BINDING.items() if pattern.search(before)}
    if UPWARDS.match(after):
        found.add("ge")
    if any(low < high for low in numeral.values for high in _end(after)):
        found.add("range")
    return frozenset(found)


def _end(after: str) -> set[float]:
    """Return the number that the words after another make its high end."""
    following = RANGE.match(after)
    return values_of(following[1]) if following else set()


def spans(figure_text: str) -> set[tuple[float, float]]:
    """Return every range that a phrase holds: its low and its high end."""
    spoken = figure_text.casefold()
    return {
        (low, high)
        for numeral in numerals(spoken)
        for low in numeral.values
        for high in _end(spoken[numeral.end :])
        if low < high
    }


def holds(figure_text: str, value: float, unit: str = "") -> bool:
    """Tell whether the phrase can be read as holding `value`, whatever word or sign negates it.

    With the unit of an indicator, only numbers that such a unit can have are read.
    """
    return bool(_of(figure_text, value, unit))


def _of(figure_text: str, value: float, unit: str) -> list[Reading]:
    return [
        reading
        for reading in readings(figure_text)
        if any(abs(abs(value) - n) < 1e-9 for n in reading.values)
        and (not unit or not reading.unit or unit.startswith(reading.unit))
    ]


def comparators(figure_text: str, value: float, unit: str) -> set[str]:
    """Return the comparators that the phrase allows for `value`.

    A rank named with a group ("nhóm 10 tỉnh dẫn đầu", "top 10") is `le`.
    """
    found = {c for reading in _of(figure_text, value, unit) for c in reading.comparators}
    if unit == "rank" and LEADING.search(figure_text.casefold()):
        found.add("le")
    return found


def in_percent(figure_text: str, value: float, unit: str = "") -> bool | None:
    """Tell whether `value` is a percentage in the phrase; None where it can be read either way.

    In a list the last number carries the sign for all: "90, 80 và 60%".
    """
    found, every = _of(figure_text, value, unit), readings(figure_text)
    if any(reading.percent for reading in found):
        return True if all(reading.percent for reading in found) else None
    return None if any(reading.percent for reading in every) else False


def place(figure_text: str, names: set[str]) -> int | None:
    """Return the place, from 1, of the first of `names` in the list that the phrase is.

    An item of a list ends in its name, or a little after; a sentence about a place is no list.
    """
    known = [_plain(name) for name in names]
    if not known:
        return None
    for n, part in enumerate(SEPARATOR.split(LIST.sub("", figure_text)), 1):
        item = _plain(part)
        if any(name in item and item.rpartition(name)[2].count(" ") <= AFTER for name in known):
            return n
    return None


def _plain(name: str) -> str:
    return " " + " ".join(re.findall(r"\w+", name.casefold())) + " "
