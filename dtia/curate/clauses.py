"""The clauses of a sentence: what parts them, which figure each goes with, and what to quote."""

from __future__ import annotations

import re
from typing import NamedTuple

from dtia.check import phrases
from dtia.check.phrases import Reading
from dtia.curate.tiers import NAMED

SEPARATOR = re.compile(r";|\||,(?!\d)|(?<!\d),|:|\(|\)|\bvà\b|\bcòn\b|\band\b|\bwhile\b")
# Commas that part no figures: within a name for several things.
TOGETHER = re.compile(
    r"tỉnh, thành(?: phố)?|sở, (?:ban, )?ngành|bộ, (?:ban, )?ngành|bộ, tỉnh|"
    r"phường, (?:xã|thị trấn)|xã, (?:phường|thị trấn)(?:, thị trấn)?|huyện, (?:thị|thành)|"
    r"ngành, lĩnh vực|người dân, doanh nghiệp|cá nhân, tổ chức|tổ chức, doanh nghiệp|"
    r"văn bản, hồ sơ|hồ sơ, (?:kết quả|văn bản)|cán bộ, (?:đảng viên|công chức)|"
    r"kết nối, chia sẻ|thông tin, dữ liệu|địa bàn, khu vực|thôn, (?:bản|xóm|làng)|"
    r"mức (?:độ )?\d, \d|mức (?:độ )?\d và (?:mức (?:độ )?)?\d|levels?[ -]\d(?:, | and |, and )\d"
)
WORDS = re.compile(r"[^\W\d_]+")
# Words that say nothing of what a figure is of.
EMPTY = frozenset(
    WORDS.findall(
        "đạt là của và có các được trong với tỷ lệ tỉ trên tối thiểu ít nhất từ trở lên khoảng hơn "
        "đến năm vào tại cho phấn đấu mục tiêu thành phố cả nước cuối về ước gần lần lượt hạng thứ "
        "xếp vị trí nhóm cấp mức chiếm số để nâng lên tăng dưới toàn quốc việt nam còn sẽ đã phần "
        "trăm không the of in to by at and a is for rate reached least over more than reach "
        "percent per cent under ranked rank will be has have this that was were with on about "
        "around nearly an from up as its achieve reaches exceeded exceed accounted account end"
    )
)
TIERED = frozenset(
    WORDS.findall("tỉnh huyện xã bộ province provincial district commune communal level levels")
)
# No phrase is longer, in letters; and how many words stay beside the number of one that is cut.
LONGEST, BESIDE = 110, 12
# A sentence so short is the phrase; what is around a phrase and says nothing.
SHORT, MARKS = 60, " .,;:–-•+*\"“”'’…"
CUT = re.compile(
    r"\s(?:(?:đều |đã |sẽ )?được (?:xử lý|thực hiện|cung cấp|giải quyết|triển khai)|"
    r"thông qua|nhằm|để|trên cơ sở|are|is|through|so that)\s"
)
OPENING = re.compile(
    r"^(?:[\W_]|(?:và|với|trong đó|cụ thể|theo đó|đồng thời|ngoài ra|phấn đấu|mục tiêu|and|with|"
    r"including|which|là|như)\b)+"
)


def content(words: str) -> list[str]:
    """Return the words that say what a figure is of."""
    return [w for w in WORDS.findall(words) if len(w) > 1 and w not in EMPTY | TIERED]


def cuts_of(spoken: str) -> list[re.Match[str]]:
    """Return what parts the clauses of a sentence, but for commas within one name."""
    together = [m.span() for pattern in (TOGETHER, NAMED) for m in pattern.finditer(spoken)]
    return [
        m
        for m in SEPARATOR.finditer(spoken)
        if not any(start <= m.start() < end for start, end in together)
    ]


class Place(NamedTuple):
    """Where a figure stands: its segment, its own piece of that, its window, and which end."""

    segment: tuple[int, int]
    piece: tuple[int, int]
    window: tuple[int, int]
    first: bool


def places_in(spoken: str, read: list[Reading]) -> list[Place]:
    """Part a sentence among its figures: a figure goes with words behind it, or before."""
    cuts = cuts_of(spoken)
    edges = [0, *(e for m in cuts for e in (m.start(), m.end())), len(spoken)]
    segments = list(zip(edges[::2], edges[1::2], strict=True))
    hard = [m.end() for m in cuts if m[0] in (";", "|")]
    home = [next(s for s in segments if s[0] <= r.start <= s[1]) for r in read]
    found: list[Place] = []
    for n, (reading, segment) in enumerate(zip(read, home, strict=True)):
        begin = max(segment[0], read[n - 1].end if n and home[n - 1] == segment else 0)
        end = segment[1]
        if n + 1 < len(read) and home[n + 1] == segment:
            end = read[n + 1].start
        before = telling(spoken[begin : reading.start])
        after = telling(spoken[reading.end : end])
        first = bool(after) and not before
        left = max([0, *(h for h in hard if h <= reading.start)])
        right = min([len(spoken), *(h for h in hard if h > reading.start)])
        if first:
            following = home[n + 1][0] if n + 1 < len(read) and home[n + 1] != segment else right
            window = (begin, max(end, min(right, following)))
        else:
            previous = read[n - 1].end if n else 0
            if n and found[n - 1].first:
                previous = max(previous, home[n - 1][1]) if home[n - 1] != segment else begin
            window = (max(left, min(previous, reading.start)), end)
        found.append(Place(segment, (begin, end), window, first))
    return found


def telling(words: str) -> bool:
    """Say whether words beside a number tell of what, or at which tier, it is."""
    return any(len(w) > 1 and w not in EMPTY for w in WORDS.findall(words))


def bounds(spoken: str, place: Place, start: int, end: int) -> tuple[int, int]:
    """Bound the shortest phrase that holds a figure: its segment, or so many words of it."""
    sign = phrases.PERCENT.match(spoken, end)
    end = sign.end() if sign else end
    begin, stop = place.segment
    if end > stop:  # a range or a sign that a separator parts
        stop = end
    if len(spoken[begin:stop].strip()) > LONGEST:
        begin, stop = place.piece[0], max(end, place.piece[1])
    cut = CUT.search(spoken, end, stop)
    if cut:
        stop = cut.start()
    if len(spoken[begin:stop].strip()) > LONGEST:
        begin, stop = _beside(spoken, begin, start, end, stop, BESIDE)
    opening = OPENING.match(spoken[begin:start])
    begin += opening.end() if opening else 0
    begin += len(spoken[begin:start]) - len(spoken[begin:start].lstrip())
    stop = begin + len(spoken[begin:stop].rstrip(MARKS))
    stop = max(stop, end)
    if stop - begin > SHORT and not spoken[:begin].strip(MARKS) and not spoken[stop:].strip(MARKS):
        # A whole sentence is no phrase.
        return _beside(spoken, begin, start, end, stop, BESIDE // 2 + 2)
    return begin, stop


def _beside(
    spoken: str, begin: int, start: int, end: int, stop: int, words: int
) -> tuple[int, int]:
    """Bound a number and so many words on each side of it."""
    ahead = list(re.finditer(r"\S+", spoken[begin:start]))[-words:]
    behind = list(re.finditer(r"\S+", spoken[end:stop]))[:words]
    left = begin + ahead[0].start() if ahead else start
    right = end + len(spoken[end : end + behind[-1].end()].rstrip(MARKS)) if behind else end
    return left, right
