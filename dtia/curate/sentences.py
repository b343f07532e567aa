"""Sentences of an act, each with the years, the place and the mood that those before it set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from dtia.check.numerals import MONTHS
from dtia.curate.extraction import Paragraph

END = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[\"“‘(\-–•+*]?\s?[A-ZÀ-ỴĐƠƯ0-9])")
# A full stop after these ends no sentence: titles, initials, numbers of paragraphs.
SHORT = re.compile(
    r"(?:^|[\s(.])(?:[A-ZĐ]{1,2}|TP|Tp|ThS|TS|PGS|GS|St|No|Mr|Mrs|Dr|vs|[a-zđ])\.$"
    r"|^\W*(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)\.$"
)
# The years that an act is named after are no horizon: "chuyển đổi số tỉnh ... đến năm 2025, định
# hướng đến năm 2030".
OF_TITLE = re.compile(
    r"(?:đến năm (?:19|20)\d\d|giai đoạn (?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d)"
    r"\s*(?:,|\bvà\b)?\s*(?:định hướng|tầm nhìn)(?: đến)?(?: năm)? (?:19|20)\d\d"
    r"|(?:nghị quyết|quyết định|kế hoạch|chỉ thị|chương trình|đề án)[^.;]{0,160}?"
    r"giai đoạn (?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d|nhiệm kỳ (?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d"
    r"|(?:to|by|until|period|from|for|in)(?: the period)?(?: of)? (?:19|20)\d\d"
    r"(?:\s*(?:[-–]|to)\s*(?:19|20)\d\d)?,? (?:with|and) (?:an? |the )?(?:vision|orientations?)"
    r"[^.;]{0,20}(?:19|20)\d\d"
)
DATED = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d|"
    r"ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d|"
    rf"(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS}),? (?:19|20)\d\d"
)
NUMBERING = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")
# A part of an act with a heading of its own, over which no year of another part stands.
PART = re.compile(r"^(?:[IVX]+|[A-Z])[.)]\s|^(?:Phần|Chương|Mục|Điều)\s")
SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s*(?:-|–|đến|to)\s*(?:năm )?(?P<last>(?:19|20)\d\d)")
MONTH = re.compile(
    r"(?:tháng\s*(?P<m>\d{1,2})\s*(?:/|năm |-)|(?P<n>\d{1,2})\s*/)\s*(?P<y>(?:19|20)\d\d)(?![\d%])"
    r"|(?P<half>6|sáu) tháng đầu năm (?P<h>(?:19|20)\d\d)"
    r"|quý (?P<q>[1-4]|iv|i{1,3})\s*[/,]?\s*(?:năm )?(?P<z>(?:19|20)\d\d)"
)
YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d%]|[.,]\d|\s*%|/)")
PROMISE = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|\bsẽ\b|đặt ra|đề ra|hướng tới|hướng đến|dự kiến|kỳ vọng|quyết tâm|"
    r"yêu cầu|cam kết|định hướng|tầm nhìn|(?<!tính )(?<!từ )đến (?:cuối |hết )?năm 20|vào năm 20|"
    r"\b(?:will|shall|target\w*|aims?|strives?|goals?|plans? to|expected to|set to|by 20\d\d|"
    r"by the end of 20\d\d)\b"
)
# Targets that are counted are promised nothing: "39/65 targets".
COUNTED = re.compile(r"\d\s+(?:mục tiêu|chỉ tiêu|targets?|goals?)\b")
RESULT = re.compile(
    r"\bđã\b|đến nay|hiện nay|hiện tại|hiện có|"
    r"(?<!thực )(?<!thể )(?<!phát )(?<!biểu )\bhiện\b(?! đại| thực)|tính đến|kết quả|"
    r"ước đạt|cùng kỳ|so với năm|"
    r"đạt được|(?<!bảng )(?:xếp|đứng) (?:thứ|hạng|vị trí)|được đánh giá|vừa qua|"
    r"thời gian qua|trong năm qua|"
    r"\b(?:has|have|had|was|were|reached|achieved|ranked|currently|so far|to date|up to now|"
    r"accounted)\b"
)
# What begins a part of an act, and of which mood the part is.
PARTS = {
    "promise": re.compile(
        r"^[\W\dIVXa-z]{0,8}(?:các )?(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ trọng tâm|"
        r"một số chỉ tiêu|objectives?|targets?|goals?)\b",
        re.IGNORECASE,
    ),
    "result": re.compile(
        r"^[\W\dIVXa-z]{0,8}(?:kết quả|tình hình|thực trạng|đánh giá|results?|achievements?)\b",
        re.IGNORECASE,
    ),
}
# What sets the year of the sentences after it, too.
SETS = re.compile(
    r"mục tiêu|chỉ tiêu|đến (?:cuối |hết )?năm|phấn đấu|giai đoạn|"
    r"\b(?:by(?: the end of)? 20\d\d|targets?|goals?|aims?)\b"
)
HEADING = 160
# How much of the words that set a year is quoted.
LONGEST = 60


@dataclass(frozen=True)
class Sentence:
    """One sentence: where it stands, and what the text before it sets.

    `year` is the horizon that stands over it, `past` the last year of results, blank where none
    does; `over` holds the words that named each year last; `mood` is `promise` or `result`, by its
    own words where `said`, by the text before it where not; `spoken` has dots for what only looks
    like a year.
    """

    locator: str
    text: str
    spoken: str
    year: str
    over: Mapping[str, str]
    past: str
    mood: str
    said: bool


def sentences(paragraphs: list[Paragraph], mood: str) -> Iterator[Sentence]:
    """Give every sentence of an act in order; `mood` is what an act of its kind mostly states."""
    year, past, part, said = "", "", mood, ""
    over: Mapping[str, str] = {}
    for paragraph in paragraphs:
        told = said or part
        heading = len(paragraph.text) < HEADING and not paragraph.text.endswith((".", ";"))
        for text in parted(paragraph.text):
            spoken = without_titles(text)
            if heading and PART.match(text):
                year, said, told = "", "", part
            for name, pattern in PARTS.items():
                if heading and pattern.search(text):
                    part, told, said = name, name, ""
            found = mood_of(spoken)
            told = said = found or told
            yield Sentence(paragraph.locator, text, spoken, year, over, past, told, bool(found))
            years = horizons(spoken)
            told_by = f"“{shorten(text, LONGEST, placeholder='…')}” ({paragraph.locator})"
            over = {**over, **dict.fromkeys(years, told_by)} if years else over
            past = years[-1] if years and told != "promise" else past
            if years and (heading or SETS.search(spoken)):
                year = years[-1] if len(set(years)) == 1 else ""


def parted(text: str) -> list[str]:
    """Split a paragraph into sentences."""
    found: list[str] = []
    start = 0
    for match in END.finditer(text):
        if SHORT.search(text[start : match.start()]):
            continue
        found.append(text[start : match.start() + len(match[0].rstrip()) - len(match[0].strip())])
        start = match.end()
    return [part.strip() for part in [*found, text[start:]] if part.strip()]


def without_titles(text: str) -> str:
    """Return a sentence in lower case, as long as it is, dots for years that are no horizon."""
    low = text.lower()
    spoken = low if len(low) == len(text) else "".join(c.lower()[0] for c in text)
    for pattern in (NUMBERING, DATED, OF_TITLE):
        spoken = pattern.sub(lambda match: re.sub(r"\d", "·", match[0]), spoken)
    return spoken


def mood_of(spoken: str) -> str:
    """Say whether the words of a sentence promise or report; blank where neither or both."""
    promise, result = PROMISE.search(COUNTED.sub(" ", spoken)), RESULT.search(spoken)
    if bool(promise) == bool(result):
        return ""
    return "promise" if promise else "result"


def horizons(spoken: str) -> list[str]:
    """Return the years that a text names, a span by its last."""
    return [found for _, _, found in dated(spoken)]


def dated(spoken: str) -> list[tuple[int, int, str]]:
    """Return every year of a text with its place: `2025`, or `2024-06` where it names the month."""
    found: list[tuple[int, int, str]] = []
    for pattern in (MONTH, SPAN, YEAR):
        for match in pattern.finditer(spoken):
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), _date(match)))
    return sorted(found)


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("last"):
        return str(parts["last"])
    if parts.get("half"):
        return f"{parts['h']}-06"
    if parts.get("q"):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(parts["q"]) or int(parts["q"])
        return f"{parts['z']}-{3 * quarter:02}"
    month = parts.get("m") or parts.get("n")
    if month and 1 <= int(month) <= 12:
        return f"{parts['y']}-{int(month):02}"
    return str(parts.get("y") or match[0])
