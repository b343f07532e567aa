"""The tiers of administration that words name, and which of them a figure is of."""

from __future__ import annotations

import re

ONE = {
    "ministry": r"bộ|trung ương|minister\w+|ministries|ministry|central",
    "province": r"tỉnh|thành phố|provinces?|provincial|city",
    "district": r"huyện|thị xã|quận|districts?",
    "commune": r"xã|phường|cơ sở|commun\w+|wards?|grassroots",
}
ANY = "|".join(ONE.values())
JOINED = r"(?:\s*(?:,|/|-|–|và|hoặc|cũng như|,?\s*and|or|&)\s*)"
# Several names after one word: "cấp tỉnh, huyện và cấp xã", "provincial and district levels".
NAMED = re.compile(
    rf"\bcấp\s+(?:{ANY})\b(?:{JOINED}(?:(?:tại|ở|đối với)\s+)?(?:cấp\s+)?(?:{ANY})\b)*"
    rf"|\b(?:{ANY})(?:{JOINED}(?:the\s+)?(?:{ANY}))*[\s-]+levels?\b"
    rf"|\blevels? of (?:{ANY})(?:{JOINED}(?:{ANY}))*"
)
# All tiers from one to another: "từ tỉnh đến xã", "from province to commune level".
SPAN = re.compile(
    rf"\b(?:từ|from)\s+(?:the\s+)?(?:cấp\s+)?(?P<first>{ANY})(?:[\s-]+levels?)?\s+"
    rf"(?:đến|tới|xuống|(?:down\s+|through\s+)?to)\s+(?:the\s+)?(?:cấp\s+)?(?P<last>{ANY})\b"
    r"(?:[\s-]+levels?)?"
)
# What stands for a tier without naming it, and for all of them.
MEANT = [
    (re.compile(r"\bsở, (?:ban, )?ngành|\bcác sở\b|ubnd tỉnh\b"), ("province",)),
    (re.compile(r"\b(?:các )?huyện, (?:thị xã|thành phố|thị)|\bcác huyện\b"), ("district",)),
    (re.compile(r"\b(?:xã, phường|phường, xã|các xã)"), ("commune",)),
]
THREE = re.compile(r"\b(?:3|ba|các|all three|three) (?:cấp|levels|tiers)\b")
TWO = re.compile(r"\b(?:2|hai|both) (?:cấp|levels|tiers)\b")


def tiers_by(
    spoken: str, window: tuple[int, int], figure: tuple[int, int], first: bool
) -> tuple[tuple[str, ...], str]:
    """Return the tiers that a figure is of, and how they were found; none where nothing says.

    `window` bounds the words that go with the figure; the nearest group of names counts, behind
    the figure where it stands `first`, else before.
    """
    groups = _groups(spoken, window)
    if span := next(SPAN.finditer(spoken, *window), None):
        return _spanned(span), "span"
    behind = [tiers for start, tiers in groups if start >= figure[1]]
    before = [tiers for start, tiers in groups if start < figure[0]]
    ordered = [*behind[:1], *before[-1:]] if first else [*before[-1:], *behind[:1]]
    if ordered:
        return ordered[0], "named" if len(groups) == 1 else "nearest"
    inside = spoken[window[0] : window[1]]
    for pattern, tiers in MEANT:
        if pattern.search(inside):
            return tiers, "meant"
    if THREE.search(inside):
        return ("province", "district", "commune"), "all"
    if TWO.search(inside):
        return ("province", "commune"), "all"
    return (), "none"


def _spanned(match: re.Match[str]) -> tuple[str, ...]:
    """Return every tier of a province from the one that begins a span to the one that ends it."""
    first, last = (list(ONE).index(_tier(match[end])) for end in ("first", "last"))
    return tuple(tier for tier in list(ONE)[first : last + 1] if tier != "ministry")


def _tier(word: str) -> str:
    return next(tier for tier, words in ONE.items() if re.fullmatch(words, word))


def _groups(spoken: str, window: tuple[int, int]) -> list[tuple[int, tuple[str, ...]]]:
    found = []
    for match in NAMED.finditer(spoken, *window):
        names = [_tier(word) for word in re.findall(rf"\b(?:{ANY})\b", match[0])]
        found.append((match.start(), tuple(dict.fromkeys(names))))
    return found
