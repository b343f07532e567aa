"""What a quoted phrase states, in Vietnamese and in English: numbers, how they bind, and units.

A phrase is read generously: the question is never what it means, only whether a row can stand
on it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
BOTH = re.compile(r"([1-9]\d{0,2}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](\d+)")
MILLION = re.compile(r"\s*(?:triệu|million)\b")
PERCENT = re.compile(r"\s*(?:%|/\s*100\b|phần trăm|per ?cent|percentage points?)")


def _counted(words: str, start: int) -> dict[str, int]:
    return {word: n for n, word in enumerate(words.split(" "), start)}


TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
SHARES = {"toàn thể": 100, "toàn bộ": 100, "tất cả": 100, "all": 100, "một nửa": 50, "half": 50}
WORDS: dict[str, float] = {
    **SHARES,
    **dict.fromkeys(["dẫn đầu", "đứng đầu", "thứ nhất", "led", "topped", "leading position"], 1),
    **_counted("hai ba tư năm sáu bảy tám chín mười", 2),
    **_counted("two three four five six seven eight nine ten", 2),
    **_counted(ORDINALS, 1),
    **{
        f"{ten}-{one}": 10 * tens + ones
        for ten, tens in _counted(TENS, 2).items()
        for one, ones in list(_counted(ORDINALS, 1).items())[:9]
    },
}
SPOKEN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w-])")

# A word that binds the number after it. "Không" and "not" before one turn it round.
NOT = r"(?<!không )(?<!không vượt )(?<!no )(?<!not )"
BEFORE = {
    "ge": r"tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|từ|at least|minimum|"
    r"(?:no|not) less than|(?:greater|higher) than or equal to|≥|>=",
    "gt": NOT
    + r"(?:trên|(?<!thấp )(?<!ít )(?<!nhiều )(?<!cao )hơn|nhiều hơn|cao hơn|vượt|quá|over|"
    r"more than|above|exceed\w*|greater than|higher than)|(?<!=)>",
    "le": r"tối đa|không (?:vượt )?quá|không nhiều hơn|at most|(?:no|not) more than|"
    r"not exceed\w*|up to|≤|<=",
    "lt": NOT + r"(?:dưới|thấp hơn|ít hơn|under|below|less than)|<",
    "approx": r"khoảng|xấp xỉ|gần|ước|about|around|approximately|nearly|almost|roughly|some|~",
}
# Words that may stand between the binding word and its number.
BETWEEN = r"(?:\s|,|:|of|có|đạt|là|tính|chiếm|mức|đến)*"
BINDING = {name: re.compile(rf"(?<!\w)(?:{words}){BETWEEN}$") for name, words in BEFORE.items()}
UPWARDS = re.compile(r"^[^\d]{0,45}?(?:trở lên|or more|or higher|or above|and above|and over)")
RANGE = re.compile(r"^\s*%?\s*(?:-|–|—|đến|tới|to|and|và)\s*(?:khoảng\s*)?(\d+(?:[.,]\d+)*)")
LEADING = re.compile(
    r"nhóm|\btop\b|thuộc|trong (?:số )?|một trong|dẫn đầu|tốp|group|among|one of|leading|premières"
)
SEPARATOR = re.compile(r"\s*(?:,|;|\bvà\b|\band\b)\s*")


class Reading(NamedTuple):
    """One number of a phrase: its values, the comparators it allows, and whether in percent."""

    values: frozenset[float]
    comparators: frozenset[str]
    percent: bool


@lru_cache(maxsize=10_000)
def readings(figure_text: str) -> tuple[Reading, ...]:
    """Return every number that a phrase holds, in order.

    `450.000` is 450000 and 450.0, since Vietnamese groups by full stop and decimals take a
    comma, English the reverse, and press in either language mixes them. Words for all, half,
    and small or ordinal numbers count. A number without a binding word of its own may share
    that of another number of the phrase: "tối thiểu 90% cấp tỉnh, 80% cấp huyện".
    """
    spoken = figure_text.casefold()
    tokens = [(m, _numbers(m[0], spoken[m.end() :])) for m in NUMBER.finditer(spoken)]
    tokens += [(m, {WORDS[m[0]]}) for m in SPOKEN.finditer(spoken)]
    tokens.sort(key=lambda token: token[0].start())
    own = [_binding(spoken, m, values) for m, values in tokens]
    shared = frozenset().union(*own) - {"range"}
    return tuple(
        Reading(
            frozenset(values),
            binding or frozenset({"eq"}) | shared,
            bool(PERCENT.match(spoken, m.end())) or m[0] in SHARES,
        )
        for (m, values), binding in zip(tokens, own, strict=True)
    )


def _numbers(token: str, after: str) -> set[float]:
    found: set[float] = set()
    if GROUPED.fullmatch(token):
        found.add(float(re.sub(r"[.,]", "", token)))
    elif both := BOTH.fullmatch(token):
        found.add(float(re.sub(r"[.,]", "", both[1]) + "." + both[2]))
    if len(re.findall(r"[.,]", token)) <= 1:
        found.add(float(token.replace(",", ".")))
    if MILLION.match(after):
        found |= {round(n * 1e6, 3) for n in found}
    return found


def _binding(spoken: str, token: re.Match[str], values: set[float]) -> frozenset[str]:
    """Return the comparators that the words around one number state; none where it is bare."""
    before, after = spoken[max(0, token.start() - 40) : token.start()], spoken[token.end() :]
    found = {name for name, pattern in BINDING.items() if pattern.search(before)}
    if UPWARDS.match(after):
        found.add("ge")
    if any(low < high for low in values for high in _end(after)):
        found.add("range")
    return frozenset(found)


def _end(after: str) -> set[float]:
    """Return the number that the words after another make its high end."""
    following = RANGE.match(after)
    return _numbers(following[1], "") if following else set()


def spans(figure_text: str) -> set[tuple[float, float]]:
    """Return every range that a phrase holds: its low and its high end."""
    spoken = figure_text.casefold()
    return {
        (low, high)
        for token in NUMBER.finditer(spoken)
        for low in _numbers(token[0], "")
        for high in _end(spoken[token.end() :])
        if low < high
    }


def holds(figure_text: str, value: float) -> bool:
    """Tell whether the phrase can be read as holding `value`, whatever word or sign negates it."""
    return bool(_of(figure_text, value))


def _of(figure_text: str, value: float) -> list[Reading]:
    return [r for r in readings(figure_text) if any(abs(abs(value) - n) < 1e-9 for n in r.values)]


def comparators(figure_text: str, value: float, unit: str) -> set[str]:
    """Return the comparators that the phrase allows for `value`.

    A rank named with a group ("nhóm 10 tỉnh dẫn đầu", "top 10") is `le`.
    """
    found = {c for reading in _of(figure_text, value) for c in reading.comparators}
    if unit == "rank" and LEADING.search(figure_text.casefold()):
        found.add("le")
    return found


def in_percent(figure_text: str, value: float) -> bool | None:
    """Tell whether `value` is a percentage in the phrase; None where it can be read either way.

    In a list the last number carries the sign for all: "90, 80 và 60%".
    """
    found, every = _of(figure_text, value), readings(figure_text)
    if any(reading.percent for reading in found):
        return True if all(reading.percent for reading in found) else None
    return None if any(reading.percent for reading in every) else False


def place(figure_text: str, names: set[str]) -> int | None:
    """Return the place, from 1, of the first of `names` in the list that the phrase is."""
    known = {_plain(name) for name in names}
    for n, part in enumerate(SEPARATOR.split(figure_text), 1):
        if any(name in f" {_plain(part)} " for name in known):
            return n
    return None


def _plain(name: str) -> str:
    return " " + " ".join(re.findall(r"\w+", name.casefold())) + " "
