"""The figures of a sentence: value, comparator, tier, year, and the words that say of what.

Numbers and the words that bind them are read by `dtia.check.phrases`, as the check reads them.
Each field comes with the way it was found, since ways are not equally sure (`sureness.py`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dtia.check import phrases
from dtia.check.phrases import Reading
from dtia.curate.clauses import Place, bounds, content, places_in, telling
from dtia.curate.sentences import dated
from dtia.curate.tiers import tiers_by

# Numbers in a row that share one sign, "90, 80 và 60%", and what stands between two of them.
LISTED = re.compile(r"(?:\s*(?:,|;|và|and|-|–|/)\s*\d+(?:[.,]\d+)?)+\s*%")
IN_A_ROW = re.compile(r"\s*%?\s*(?:,|và|and|/)\s*(?:và\s*)?")
DEALT_OUT = re.compile(r"lần lượt|tương ứng|respectively")
# How many of how many, "39/65 targets": the second number is no figure of its own.
SO_MANY = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,4})"
OF_SO_MANY = re.compile(
    rf"(?<![\d/.,]){SO_MANY}"
    r"(?:\s*/\s*|\s+(?:out of|trong (?:tổng )?số|trên tổng số)\s+(?:the\s+)?)"
    rf"{SO_MANY}(?![\d/%]|[.,]\d|\s*[%/])"
)
# What there is in all: "all 130 communes", "12th among 63 provinces".
IN_ALL = re.compile(
    r"(?:\b(?:all|toàn bộ|tất cả)\s+(?:the\s+|cả\s+)?|"
    r"\b(?:among|of|trong|trên)\s+(?:the\s+|tổng\s+)?(?:số\s+)?"
    r"(?=(?:63|34)\s+(?:tỉnh|provinc|localit)))(?=\d)"
)
UNDONE = re.compile(
    r"\bchưa\b|\bkhông (?:thực hiện|hoàn thành|đạt)\b|\bnot (?:yet|been)\b|\byet to\b"
)
BEFORE_RANK = re.compile(
    r"(?:hạng|thứ|vị trí|xếp|top|tốp|nhóm|rank\w*|place[ds]?|số)\s*"
    r"(?:thứ\s*|hạng\s*|đầu\s*|of\s*|no\.?\s*|"
    r"các\s*|the\s*|gồm\s*)*$"
)
AFTER_RANK = re.compile(
    r"\s*(?:/\s*(?:63|34)\b|th\b|st\b|nd\b|rd\b|(?:(?:leading|top|best)\s+)?(?:tỉnh|địa phương|"
    r"thành phố|nước|quốc gia|provinces|countries|localities|cities)\b)"
)
# A place among the provinces of a map, "52/63", is a rank; so is any ordinal beside such words.
OF_MAP = re.compile(
    r"\s*/\s*(?:63|34)(?=\s*(?:$|[,;.)]|(?:tỉnh|thành|địa phương|provinc|localit|cit(?:y|ies)\b)))"
)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
RANKING = re.compile(r"hạng|\bđứng thứ|\brank|\bplaced?\b|\bposition|nationwide|leaderboard")
IN_TURN = re.compile(r"(?:thứ )?hạng[^.;\d]{0,60}lần lượt[^.;%]*$")
EXACT = re.compile(r"(?:hạng|thứ|vị trí|rank(?:s|ed|ing)?|số)\s*(?:thứ\s*)?$")
GROUPS = re.compile(r"nhóm|\btop\b|\btốp\b|thuộc|một trong|group|among|leading|dẫn đầu")
POINTS = re.compile(r"\s*(?:điểm|points?|punkte?)\b")
TIMES = re.compile(r"\s*(?:lần|times)\b")
FROM = re.compile(r"(?<!\w)(?:từ|from)\s*(?:mức\s*)?$")
UPWARDS = re.compile(r"trở lên|or more|and (?:over|above|more)")
BETWEEN = re.compile(r"(?:giữa|between)\D{0,20}$")
# How far something moved, which is told beside what it came to; "make up" moves nothing.
MOVED = (
    r"tăng|giảm|lùi|(?<!make )(?<!makes )(?<!made )(?<!making )up|down|rose|increas\w+|"
    r"decreas\w+"
)
CHANGE = re.compile(rf"(?:{MOVED}|vượt)\s+(?:thêm |khoảng |hơn |trên |gần |by |lên )?$")
GROWTH = re.compile(rf"(?:{MOVED}|grew|fell)(?: thêm| by)?\s+$")
COMPARED = re.compile(
    r"[\s%]*(?:điểm phần trăm|điểm %|\)|bậc|hạng|[^;.]{0,25}so với|[^;.]{0,25}compared)"
)
SO_FAR = re.compile(
    r"(?:so với|\bso|compared (?:to|with)|than in|\bfrom|since)\s*(?:cùng kỳ\s*)?"
    r"(?:cuối\s*|in\s*)?(?:năm\s*)?$"
)
BESIDE_YEAR = re.compile(
    r"\s*%?\s*(?:grdp|gdp|dân số)?\s*\(?(?:vào|trong|đến|in|by)?\s*"
    r"(?:cuối|hết)?\s*(?:năm)?\s*20\d\d"
)


class Mention(NamedTuple):
    """One figure of a sentence.

    `start` and `end` bound its phrase; `clause` holds the words that say what it is of, `thin`
    where these stand elsewhere. `kind` is `percent`, `points`, `rank`, `index`, `times`, `count`.
    `change` is true for how far something moved, `growth` for any rate at which it does, `undone`
    for what is not reached yet. `ways` names, by field, how each was found.
    """

    start: int
    end: int
    clause: str
    thin: bool
    value: float
    high: float | None
    comparator: str
    kind: str
    tiers: tuple[str, ...]
    year: str
    change: bool
    growth: bool
    undone: bool
    ways: dict[str, str]

    @property
    def names_tiers(self) -> bool:
        """Whether a tier is named, not only meant by who has the figure."""
        return bool(self.tiers) and self.ways["tier"] != "meant"


def mentions(text: str, spoken: str) -> list[Mention]:
    """Return every figure of a sentence, in order; `spoken` is the sentence in lower case."""
    if len(spoken.casefold()) != len(text):
        return []
    whole = _without_totals(spoken, phrases.readings(spoken))
    highs = _highs(spoken, whole)
    read = [r for n, r in enumerate(whole) if n not in {h for h, _ in highs.values()}]
    high_of = {whole[n].start: (whole[h], value) for n, (h, value) in highs.items()}
    places = places_in(spoken, read)
    rows = _rows(spoken, read)
    found = []
    for n, reading in enumerate(read):
        high = high_of.get(reading.start)
        found.append(_mention(spoken, read, n, high, places, rows))
    return _bounded_together(found, spoken)


def _bounded_together(found: list[Mention], spoken: str) -> list[Mention]:
    """Let one bound hold for all figures it embraces: "từ 90 % …, 80 % … và 60 % … trở lên"."""
    for last, closing in enumerate(found):
        if closing.comparator != "ge" or not UPWARDS.search(spoken[closing.start : closing.end]):
            continue
        first = last
        while first and _goes_on(found[first - 1], found[first], spoken):
            first -= 1
        if FROM.search(spoken[: _number_at(found[first], spoken)]):
            for n in range(first + 1, last):
                ways = {**found[n].ways, "comparator": "from"}
                found[n] = found[n]._replace(comparator="ge", end=closing.end, ways=ways)
    return found


def _goes_on(one: Mention, other: Mention, spoken: str) -> bool:
    """Say whether two figures stand in one list, each with its tier."""
    between = spoken[_number_at(one, spoken) : _number_at(other, spoken)]
    return bool(one.tiers and other.tiers) and not re.search(r"[;.](?!\d)", between)


def _number_at(mention: Mention, spoken: str) -> int:
    """Return where the number of a figure stands in its sentence."""
    digit = re.search(r"\d", spoken[mention.start : mention.end])
    return mention.start + (digit.start() if digit else 0)


def _without_totals(spoken: str, read: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave the numbers that others are parts of: "39/65 targets", "all 130 communes"."""
    found = [m for m in OF_SO_MANY.finditer(spoken) if _number(m[1]) <= _number(m[2])]
    parts = {m.start(1): m for m in found if not OF_MAP.match(spoken, m.end(1))}
    totals = {m.start(2) for m in parts.values()}
    kept = [r for r in read if r.start not in totals and not _in_all(spoken, r)]
    return tuple(r._replace(end=parts[r.start].end()) if r.start in parts else r for r in kept)


def _number(written: str) -> int:
    return int(re.sub(r"[.,]", "", written))


def _in_all(spoken: str, reading: Reading) -> bool:
    return any(m.end() == reading.start for m in IN_ALL.finditer(spoken))


def _highs(spoken: str, read: tuple[Reading, ...]) -> dict[int, tuple[int, float]]:
    """Return which numbers begin a range: by place, the place and the value of its high end."""
    found: dict[int, tuple[int, float]] = {}
    for n, (low, high) in enumerate(pairwise(read)):
        if n in {h for h, _ in found.values()}:
            continue
        match = phrases.RANGE.match(spoken[low.end :])
        if (
            not match
            or low.end + match.start(1) != high.start
            or min(low.values) >= max(high.values)
        ):
            continue
        joined = re.search(r"\b(?:và|and)\b", match[0])
        if not joined or BETWEEN.search(spoken[: low.start]):
            found[n] = (n + 1, max(high.values) if len(high.values) == 1 else min(high.values))
    return found


def _rows(spoken: str, read: list[Reading]) -> dict[int, tuple[int, int, int]]:
    """Return the numbers that stand in a row, "90%, 80% và 60%": by place, first, last, which."""
    found: dict[int, tuple[int, int, int]] = {}
    start = 0
    for n in range(1, len(read) + 1):
        if n < len(read) and IN_A_ROW.fullmatch(spoken[read[n - 1].end : read[n].start]):
            continue
        if n - start > 1 and _one_row(spoken, read[start], read[n - 1]):
            found |= {place: (start, n - 1, place - start) for place in range(start, n)}
        start = n
    return found


def _one_row(spoken: str, first: Reading, last: Reading) -> bool:
    """Say whether numbers side by side share their words, rather than each having its own."""
    before = re.split(r"[,;:.]", spoken[: first.start])[-1]
    after = re.split(r"[,;:.]", spoken[last.end :])[0]
    return not (telling(before) and telling(after)) or bool(DEALT_OUT.search(spoken))


def _mention(
    spoken: str,
    read: list[Reading],
    n: int,
    high: tuple[Reading, float] | None,
    places: list[Place],
    rows: dict[int, tuple[int, int, int]],
) -> Mention:
    reading, place = read[n], places[n]
    end = high[0].end if high else reading.end
    kind = _kind(spoken, reading, end, place)
    value, ways = _value(reading, kind, not spoken[reading.start].isdigit())
    if OF_SO_MANY.fullmatch(spoken, reading.start, reading.end):
        ways["value"] = "part"
    comparator, ways["comparator"] = _comparator(spoken, reading, bool(high), kind, place)
    row = rows.get(n)
    first, last = (read[row[0]], read[row[1]]) if row else (reading, reading)
    window = place.window if not row else (places[row[0]].window[0], places[row[1]].window[1])
    tiers, ways["tier"] = tiers_by(spoken, window, (first.start, last.end), place.first)
    if row and len(tiers) == row[1] - row[0] + 1:
        tiers, ways["tier"] = (tiers[row[2]],), "row"
    year, ways["year"] = _year(spoken, reading, end, place, row)
    clause = spoken[window[0] : window[1]]
    start, stop = bounds(spoken, place, reading.start, end)
    if row:
        start = min(start, bounds(spoken, places[row[0]], first.start, first.end)[0])
        stop = max(stop, bounds(spoken, places[row[1]], last.start, last.end)[1])
    before = spoken[max(0, reading.start - 25) : reading.start]
    change = bool(CHANGE.search(before) and COMPARED.match(spoken[end : end + 60]))
    growth = bool(GROWTH.search(before))
    lifted = bool(
        FROM.search(before)
        and re.match(r"[\s%]*(?:[^,;.]{0,20}\s)?(?:(?<!trở )lên|xuống|sang)\b", spoken[end:])
    )
    thin = len(content(clause)) < 2
    return Mention(
        start, stop, clause, thin, value, high[1] if high else None, comparator, kind,
        tiers, year, change or lifted, growth, bool(UNDONE.search(clause)), ways,
    )  # fmt: skip


def _kind(spoken: str, reading: Reading, end: int, place: Place) -> str:
    before = spoken[max(0, reading.start - 30) : reading.start]
    if reading.percent or phrases.PERCENT.match(spoken, end) or LISTED.match(spoken, reading.end):
        return "percent"
    if reading.unit == "rank" or BEFORE_RANK.search(before):
        return "rank"
    if OF_MAP.match(spoken, end) or IN_TURN.search(spoken[: reading.start]):
        return "rank"
    if ORDINAL.match(spoken, end) and RANKING.search(
        spoken[: reading.start] + spoken[end : end + 40]
    ):
        return "rank"
    if AFTER_RANK.match(spoken, end) and GROUPS.search(spoken[place.window[0] : place.window[1]]):
        return "rank"
    small = max(reading.values) <= 1 and spoken[reading.start : reading.end] != "1"
    if small and re.search(r"[.,]", spoken[reading.start : reading.end]):
        return "index"
    if POINTS.match(spoken, end) and max(reading.values) <= 100:
        return "points"
    return "times" if TIMES.match(spoken, end) else "count"


def _value(reading: Reading, kind: str, spelt: bool) -> tuple[float, dict[str, str]]:
    """Choose among what a number may be: one of thousands is a count, any other has decimals."""
    if len(reading.values) == 1:
        return next(iter(reading.values)), {"value": "spelt" if spelt else "plain"}
    chosen = max(reading.values) if kind in ("count", "times") else min(reading.values)
    return chosen, {"value": "grouped"}


def _comparator(
    spoken: str, reading: Reading, high: bool, kind: str, place: Place
) -> tuple[str, str]:
    before = spoken[max(0, reading.start - 40) : reading.start]
    bound = reading.bound - {"range"}
    if high:
        return "range", "range"
    if kind == "rank" and not bound - {"gt", "ge"}:
        if EXACT.search(before) or reading.unit == "rank":
            return "eq", "place"
        grouped = GROUPS.search(spoken[place.window[0] : place.window[1]])
        return ("le", "group") if grouped else ("eq", "bare_rank")
    if len(bound) == 1:
        way = "from" if bound == {"ge"} and FROM.search(before) else next(iter(bound))
        return next(iter(bound)), way
    if bound:
        return next(c for c in ("le", "ge", "gt", "lt", "approx") if c in bound), "several"
    return "eq", "bare"


def _year(
    spoken: str, reading: Reading, end: int, place: Place, row: tuple[int, int, int] | None
) -> tuple[str, str]:
    """Return the year that is nearest to a figure, its own words first; blank where none is."""
    years = [
        (start, end, found)
        for start, end, found in dated(spoken)
        if not SO_FAR.search(spoken[max(0, start - 30) : start])
    ]
    if not years:
        return "", "none"
    # Where a sentence names one year, it matters little where; one that follows may be another's.
    sole = len({found for _, _, found in years}) == 1
    if beside := BESIDE_YEAR.match(spoken, end):
        return next(
            y for start, _, y in years if start >= beside.end() - 4
        ), "sole" if sole else "own"
    if row:
        before = [found for start, _, found in years if start < reading.start]
        length = row[1] - row[0] + 1
        if len(before) >= length and "lần lượt" in spoken:
            return before[-length:][row[2]], "row"
    for (begin, stop), way in ((place.segment, "own"), (place.window, "window")):
        inside = [y for y in years if begin <= y[0] and y[1] <= stop]
        if inside:
            nearest = min(inside, key=lambda y: _apart(y, reading))
            several = len({y[2] for y in inside}) > 1
            return nearest[2], "sole" if sole else f"{way}_nearest" if several else way
    before_it = [y for y in years if y[1] <= reading.start]
    if before_it:
        return before_it[-1][2], "sole" if sole else "before"
    return years[0][2], "after"


def _apart(year: tuple[int, int, str], reading: Reading) -> float:
    """Measure how far a year is from a number: what stands before it is nearer."""
    ahead = year[0] - reading.end
    return ahead + 8 if ahead >= 0 else reading.start - year[1]
