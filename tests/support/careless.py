"""Numbers that a careless reader takes from a phrase instead of the one that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ACT = re.compile(
    r"(\d+)(?=\s*[-/]\s*(?:NQ|QĐ|KH|CT|NĐ|ĐA|BC|TB))|(?:Nghị quyết|Quyết định|Kế hoạch|Nghị định|"
    r"Chỉ thị|Resolution|Decision|Decree|Plan)(?: số| No\.?)? (\d+)"
)
DATE = re.compile(
    r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{4}|(?<![\d/])(\d{1,2})/\d{4}|ngày (\d{1,2})|tháng (\d{1,2})"
)
# Letters that are a number in another place, or inside another word.
WORDS = {
    "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "all": 100,
    "half": 50, "toàn bộ": 100, "tất cả": 100, "dẫn đầu": 1, "đứng đầu": 1, "led": 1,
    "topped": 1, "thứ nhất": 1,
}  # fmt: skip


def instead(value: float, figure_text: str) -> set[float]:
    """Return every other number that could be typed for `value`."""
    found = {value + 1, value - 1, value * 10, value / 10, *_swapped(f"{value:.15g}")}
    for year in YEAR.findall(figure_text):
        found |= {float(year), float(year[2:])}
    for pattern in (ACT, DATE):
        found |= {float(n) for match in pattern.findall(figure_text) for n in match if n}
    found |= {float(n) for word, n in WORDS.items() if word in figure_text.casefold()}
    return {round(n, 6) for n in found if abs(n - value) > 1e-9}


def _swapped(digits: str) -> Iterator[float]:
    for n in range(len(digits) - 1):
        pair = digits[n : n + 2]
        if pair.isdigit() and pair[0] != pair[1]:
            yield float(digits[:n] + pair[::-1] + digits[n + 2 :])
