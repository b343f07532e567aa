"""The numbers that a phrase states, in figures and in words, and what only looks like one.

Figures of dates, acts, levels and denominators are no quantities. A word is a number only where
it counts or ranks something: *năm* is a year, too, and *tư* a part of *đầu tư*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
BOTH = re.compile(r"([1-9]\d{0,2}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](\d+)")
SCALES = {
    1e3: re.compile(r"\s*(?:nghìn|ngàn|thousand)\b"),
    1e6: re.compile(r"\s*(?:triệu|million)\b"),
}
# Figures that state no quantity.
YEAR = r"(?<![\d.,/])(?:19|20)\d\d(?![\d%]|[.,]\d|\s*%)"
ACTS = "nq|qđ|kh|ct|ctr|cthđ|nđ|đa|bc|tb|tt|hd|qh|ub|đh|vbhn"
NAMED = (
    "nghị quyết|quyết định|kế hoạch|nghị định|chỉ thị|thông tư|đề án|"
    "resolution|decision|decree|directive|circular|project"
)
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
NO_QUANTITY = re.compile(
    "|".join(
        [
            r"(?<![\d.,/])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d",
            r"(?<![\d.,/])\d{1,2}[/-](?:19|20)\d\d",
            YEAR,
            r"(?:ngày|mùng)\s*\d{1,2}(?:[/-]\d{1,2})?(?![\d%])(?:\s*tháng\s*\d{1,2}(?![\d%]))?",
            r"tháng\s*\d{1,2}(?![\d%]|[.,]\d)",
            r"thứ (?:hai|ba|tư|năm|sáu|bảy)(?=\s*,?\s*(?:ngày\s*)?[\d·]{1,2}[/-][\d·])",
            rf"(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?=,|\s*(?:19|20)\d\d)",
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\b",
            rf"(?<![\d.,])\d+\s*[-/]\s*(?:{ACTS})\b",
            rf"(?:{NAMED})(?:\s+(?:số|no\.?))?\s+\d+(?![\d%]|[.,]\d|\s*%)",
            r"(?:mức độ|mức|levels?)[\s-]+\d\s*(?:,|-|/|và|hoặc|and|or)\s*\d(?![\d%]|[.,]\d|\s*%)",
            r"(?:mức độ|(?<!trên )(?<!dưới )(?<!vượt )mức|levels?|cấp độ|giai đoạn|phase|stage)"
            r"[\s-]+\d(?![\d%]|[.,]\d|\s*%)",
            r"\d+(?=\s+(?:trụ cột|lĩnh vực|nhóm|cấp|pillars|fields|areas|levels|tiers)\b)",
            r"\b[2-6]g\b",
            # who leads an office
            r"người đứng đầu",
            r"(?<![\d.,])[4-5]\.0\b",
            # the number of units that ranks are of
            r"(?<=\d)\s*/\s*(?:63|34)\b",
        ]
    )
)
# How far a rank moved, which is no rank.
MOVED = re.compile(
    r"(?:tăng|giảm|lên|tụt|cải thiện|up|down|r[oi]se|climb\w*|jump\w*|drop\w*|improv\w+|gain\w*)"
    r"(?:\s+(?:thêm|by|up|to))?\s+(?:\d+|[a-z]+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+"
    r"(?:bậc|hạng|thứ hạng|places?|ranks?|positions?|spots?|notch(?:es)?)\b"
)

DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
ONES = {**DIGITS, "mốt": 1, "lăm": 5, "nhăm": 5, "nhất": 1, "nhì": 2}
# These rank, and count nothing.
ORDINAL = {"tư", "nhất", "nhì"}
DIGIT, ONE = "|".join(DIGITS), "|".join(ONES)
TENS = rf"(?:(?:{DIGIT})\s+mươi|mười)(?:\s+(?:{ONE}))?"
SPELT = re.compile(
    rf"(?<!\w)(?:(?:{DIGIT})\s+trăm(?:\s+(?:{TENS}|(?:linh|lẻ)\s+(?:{ONE})))?|{TENS}|{DIGIT}|nhất|nhì)(?!\w)"
)
COUNTED = re.compile(
    r"\s*(?:%|(?:phần trăm|tỉnh|thành phố|địa phương|đơn vị|nước|quốc gia|bộ|huyện|xã|phường|"
    r"doanh nghiệp|điểm|lần)\b)"
)
RANKED = re.compile(r"(?:thứ|hạng|vị trí|top|tốp)\s+$")
# Before "năm" these make it a year, though a place may follow: "hằng năm tỉnh ...".
YEARLY = re.compile(
    r"(?:\d|hằng|hàng|mỗi|từng|một|các|nhiều|cuối|đầu|giữa|qua|theo|cả|những|trong|vào|đến|"
    r"bình quân)\s+$"
)
LED = re.compile(r"\s*(?:tỉnh|địa phương|thành phố|nước|quốc gia)[^\d.;]{0,25}(?:dẫn|đứng) đầu")


def _counted(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: n for n, word in zip(range(start, 10**3, step), words.split(" "), strict=False)}


CARDINALS = _counted(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen", 2,
)  # fmt: skip
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 1,
)  # fmt: skip
ENGLISH_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)


def _combined(ones: dict[str, int]) -> dict[str, int]:
    few = {word: n for word, n in ones.items() if n < 10}
    return ones | {
        f"{ten}{dash}{one}": tens + n
        for ten, tens in ENGLISH_TENS.items()
        for one, n in few.items()
        for dash in "- "
    }


COUNTS = {**_combined(CARDINALS), **ENGLISH_TENS, "one hundred": 100, "a hundred": 100}
PLACES = _combined(ORDINALS)
SHARES = {"toàn thể": 100, "toàn bộ": 100, "tất cả": 100, "all": 100, "một nửa": 50, "half": 50}
LEADERS = ["dẫn đầu", "đứng đầu", "led", "topped", "leading position"]
# What such words count or rank where they state no figure.
PARTS = (
    r"(?:[\s-]+(?:of|the))*[\s-]+(?:levels?|tiers?|pillars?|areas?|fields?|sectors?|aspects?|"
    r"phases?|stages?|steps?|times?|quarters?|half|halves|years?|months?|weeks?|days?|terms?|"
    r"sessions?|congress(?:es)?|meetings?|conferences?|rounds?|batch(?:es)?|generations?|"
    r"consecutive|two|three|four|five|six|seven|eight|nine|ten|over|"
    r"các cấp|các ngành|các lĩnh vực|các mặt|các khâu|các trụ cột)\b"
)
BEFORE_HALF = re.compile(r"(?:first|second|last|latter)\s+$")
# A group that leads: which place each has is not said.
GROUP = re.compile(
    r"(?:nhóm|\btop\b|tốp|thuộc|một trong|trong số|among the|one of|group of|"
    r"\d+ (?:tỉnh|địa phương|thành phố|nước|quốc gia))[^.;]{0,45}$"
)


def _words(names: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")


FOUND = {
    "count": _words(COUNTS),
    "place": _words(PLACES),
    "share": _words(SHARES),
    "leader": _words(LEADERS),
}
# How each of them begins: a phrase without one of these words need not be searched for them.
WORD = re.compile(r"\w+")
BEGINNINGS = frozenset(
    WORD.findall(name)[0] for names in (COUNTS, PLACES, SHARES, LEADERS) for name in names
)
NO_FIGURE = re.compile(PARTS)


class Numeral(NamedTuple):
    """One number of a phrase: where it stands, what it may be, and of what kind of word.

    `kind` is `figure`, `count` (a cardinal), `place` (an ordinal), `share` or `leader`.
    """

    start: int
    end: int
    values: frozenset[float]
    kind: str


def numerals(phrase: str) -> list[Numeral]:
    """Return every number of a phrase in lower case, in order.

    `450.000` is 450000 and 450.0, since Vietnamese groups by full stop and decimals take a comma,
    English the reverse, and press in either language mixes them.
    """
    read = MOVED.sub(_blank, NO_QUANTITY.sub(_blank, phrase))
    return sorted((*_figures(read), *_vietnamese(read), *_english(read)))


def _blank(match: re.Match[str]) -> str:
    return "·" * len(match[0])


def _figures(phrase: str) -> Iterator[Numeral]:
    for token in NUMBER.finditer(phrase):
        values = values_of(token[0], phrase[token.end() :])
        yield Numeral(token.start(), token.end(), frozenset(values), "figure")


def values_of(token: str, after: str = "") -> set[float]:
    """Return what a number in figures may be; `after` may hold a word that multiplies it."""
    found: set[float] = set()
    if GROUPED.fullmatch(token):
        found.add(float(re.sub(r"[.,]", "", token)))
    elif both := BOTH.fullmatch(token):
        found.add(float(re.sub(r"[.,]", "", both[1]) + "." + both[2]))
    if len(re.findall(r"[.,]", token)) <= 1:
        found.add(float(token.replace(",", ".")))
    for factor, word in SCALES.items():
        if word.match(after):
            found = {round(n * factor, 3) for n in found}
    return found


def _vietnamese(phrase: str) -> Iterator[Numeral]:
    for token in SPELT.finditer(phrase):
        before, after = phrase[: token.start()], phrase[token.end() :]
        ranked = bool(RANKED.search(before))
        counted = bool(COUNTED.match(after))
        if token[0] == "năm" and not ranked:
            counted = counted and (not YEARLY.search(before) or bool(LED.match(after)))
        counted = counted and token[0] not in ORDINAL
        if ranked or counted or " " in token[0]:
            values = {float(_spelt(token[0]))}
            for factor, word in SCALES.items():
                if word.match(after):
                    values = {n * factor for n in values}
            kind = "place" if ranked else "count"
            yield Numeral(token.start(), token.end(), frozenset(values), kind)


def _spelt(words: str) -> int:
    """Return the number that Vietnamese words spell, below a thousand."""
    total, last = 0, 0
    for word in words.split():
        if word == "trăm":
            total, last = total + 100 * last, 0
        elif word == "mươi":
            total, last = total + 10 * last, 0
        elif word == "mười":
            total += 10
        elif word in ONES:
            last = ONES[word]
    return total + last


def _english(phrase: str) -> Iterator[Numeral]:
    if BEGINNINGS.isdisjoint(WORD.findall(phrase)):
        return
    for kind, words in FOUND.items():
        for token in words.finditer(phrase):
            before, after = phrase[: token.start()], phrase[token.end() :]
            if NO_FIGURE.match(after) or (token[0] == "half" and BEFORE_HALF.search(before)):
                continue
            if kind == "leader" and GROUP.search(before):
                continue
            known = {"count": COUNTS, "place": PLACES, "share": SHARES}.get(kind, {})
            value = float(known.get(token[0], 1))
            yield Numeral(token.start(), token.end(), frozenset({value}), kind)
