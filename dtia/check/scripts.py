"""Letters that are no Vietnamese ones and look like them; characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Kinds of characters that no sound cell holds: controls, formats, private, none at all, and blanks
# or breaks other than the plain blank.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"}
# Marks and letters without a width or a glyph of their own; and accents that nothing took up.
EMPTY = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
# Latin letters of other languages that stand where a Vietnamese one is meant.
LATIN = str.maketrans("ÐðƉɖǍǎŬŭĔĕŎŏƢƣıɑɡ", "ĐđĐđĂăŨũÊêÔôƠơiag")
# Letters of other scripts by the Latin ones that they are drawn like.
OTHER = str.maketrans(
    "АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικυ"
    "\u0555\u054d\u0585\u057d\u0578\ua4d0\ua4da\ua4d3\ua4f0\ua4d6\ua4e7\ua4f2",
    "ABEKMHOPCTYXSIJQWaeopcyxsijdqwhlABEZHIKMNOPTYXaovpikuOUounBCDEGHI",
)
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "LISU", "CHEROKEE", "COPTIC")


def is_unseen(char: str) -> bool:
    """Tell whether a character cannot be seen, but for the plain blank."""
    return char != " " and (unicodedata.category(char) in UNSEEN or EMPTY.match(char) is not None)


def lookalike(text: str) -> tuple[str, str] | None:
    """Return the first letter that only looks like one of its word, and what was meant, if known.

    A word of another script is none, unless each of its letters is drawn like a Latin one.
    """
    for char in text:
        meant = _latin(char)
        if meant != char:
            return char, meant
    for word in WORD.findall(text):
        foreign = [char for char in word if _script(char) in SCRIPTS]
        drawn = all(char.translate(OTHER) != char for char in foreign)
        if foreign and (len(foreign) < len(word) or drawn):
            return foreign[0], foreign[0].translate(OTHER).replace(foreign[0], "")
    return None


@cache
def _latin(char: str) -> str:
    """Return the letter or digit that a Latin one of another form or language stands for."""
    folded = unicodedata.normalize("NFKC", char)
    if folded != char and folded.isascii() and unicodedata.category(char)[0] in "LPS":
        return folded if char not in "ªº…" else char
    if folded.isascii() and unicodedata.category(char) == "Nd":
        return folded
    return char.translate(LATIN)


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
