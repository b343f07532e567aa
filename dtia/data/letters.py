"""Vietnamese letters that a program broke: lost, read in a wrong encoding, or of an old font."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
CHECKED = "\u0301\u0323"  # the only tones before c, ch, k, p and t
SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gi?|gh|h|kh?|l|m|ngh?|nh|n|ph?|qu|r|s|th|tr|t|v|x)?"
    # vowels that end a syllable, or those that another consonant may end
    "(?:a[iouy]|[âa]u|ây|eo|êu|i[au]|iêu|oa[ioy]|oeo|[oôơuư]i|u[aơ]|uây|uôi|uy[au]|ư[au]|ươ[iu]|yêu"
    "|(?:o[aăe]|u[âêôy]|uyê|iê|ươ|yê|oo|[aăâeêioôơuưy])(?P<coda>ch?|k|m|ng|nh|n|p|t)?)"
)
WORD = re.compile("[^\\s\x00-@\\[-`{-\x7f\u2000-\u206f]+")

# TCVN 5712 (ABC, .VnTime): where its letters stand in Latin-1.
TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI (VNI-Times): a letter, then a letter that stands for its marks.
_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
    "ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
VNI = _MARKS | {letter.upper(): marks for letter, marks in _MARKS.items()}
FONTS = {"tcvn3": str.maketrans(TCVN3), "vni": str.maketrans(VNI)}
# Marks of Unicode that are letters of these fonts, too: of a paragraph, a section, a measure.
# Such a mark alone, or a micrometre, is no sign of a font.
SIGN = re.compile(".|µm")

# What UTF-8 was read as before it was saved again.
READ_AS = ("cp1252", "latin-1", "cp1258", "mac_roman", "cp437", "cp850")
HIGH = re.compile("[^\x00-\x7f]{2,}")
# `XÃ”` ends a quotation, `“ô` begins one, and `–¶` is a span of paragraphs: no wrong encoding.
QUOTED = re.compile("[À-ËÍ-Ý][\u2010-\u2026]|[\u2010-\u2026].")
# Wrong encodings that lost a byte on the way can no longer be undone.
WRONG = re.compile("á[º»]|[ÄÅÆ][\x80-¿‘-”†-•ƒˆ˜š›œžŸ€‚„…‰Š‹Œ]|Ã[¡-¿]|·[ªº]|\u1edd»")
# The mark of what cannot be shown, or a question mark where a letter belongs.
UNSHOWN = "\ufffd"
LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?:^|[\s(\"“;,])\?+[^\W\d_]|[^\W\d_]\?+ [a-zà-ỹ]")
ADDRESS = re.compile(r"\S*[/=]\S*")

# Cells that may be broken: one search in a whole column finds them (a regex of polars).
SUSPECT = (
    r"\?|[\x{fffd}\x{80}-\x{bf}×÷ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïñöøûüþÿƒ√\x{2500}-\x{259f}]"
    r"|[aeoAEO][âáàãéèúõêùÂÁÀÃÉÈÚÕÊÙ]|[uyUY][ùõâáÙÕÂÁ]|[a-z][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]"
)


@lru_cache(10_000)
def damage(cell: str) -> str:
    """Name what a program did to the letters of a text: `lost`, `mojibake`, `tcvn3`, `vni`.

    Returns an empty text for letters that are whole, in whatever language.
    """
    if UNSHOWN in cell or LOST.search(ADDRESS.sub(" ", cell)):
        return "lost"
    if _is_mojibake(cell):
        return "mojibake"
    become = {font: _becoming(cell, font) for font in FONTS}
    likeliest = max(become, key=become.__getitem__)
    return likeliest if become[likeliest] > 0 else ""


def mended(cell: str, kind: str) -> str:
    """Return a text with the letters that it was meant to have, as far as they can be told."""
    if kind in FONTS:
        return normalize("NFC", WORD.sub(lambda word: _of_font(word[0], kind), cell))
    return HIGH.sub(lambda run: _undone(run[0]), cell)


@lru_cache(10_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word is written like one of Vietnamese: onset, vowels, coda, one tone."""
    spread = normalize("NFD", word.casefold())
    tones = [char for char in spread if char in TONES]
    bare = normalize("NFC", "".join(char for char in spread if char not in TONES))
    found = SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    return found["coda"] not in ("c", "ch", "k", "p", "t") or "".join(tones) in tuple(CHECKED)


def _is_mojibake(cell: str) -> bool:
    if WRONG.search(cell):
        return True
    return any(
        _undone(run[0]) != run[0] for run in HIGH.finditer(cell) if not QUOTED.fullmatch(run[0])
    )


def _undone(run: str) -> str:
    for encoding in READ_AS:
        try:
            return run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return run


def _of_font(word: str, font: str) -> str:
    return word if word.isascii() or max(word) > "ÿ" else word.translate(FONTS[font])


def _becoming(cell: str, font: str) -> int:
    """Count the words that the font makes Vietnamese, less those that it leaves foreign."""
    words = [w for w in WORD.findall(cell) if not w.isascii() and not is_syllable(w)]
    become = [(w, is_syllable(normalize("NFC", _of_font(w, font)))) for w in words]
    told = [made for word, made in become if not (made and SIGN.fullmatch(word))]
    return 2 * told.count(True) - len(told)
