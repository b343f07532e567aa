"""What the bytes of a text file are: their encoding, and what separates its columns."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import normalize

from dtia.data.letters import FONTS, LOST, WORD, is_syllable

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
# How files begin that are no text, or a page instead of a table.
NO_TEXT = {
    b"pk\x03\x04": "workbook", b"\xd0\xcf\x11\xe0": "workbook", b"%pdf": "pdf",
    b"\x1f\x8b": "packed", b"<html": "web_page", b"<!doctype": "web_page", b"<table": "web_page",
}  # fmt: skip
QUOTED = re.compile('"[^"]*"')
# So much of a file tells what it is.
SAMPLE = 50_000


class Sniffed(NamedTuple):
    """The text of a file, and what it was saved as: `utf-8` where nothing is wrong.

    The text of `utf-16`, `utf-32` and `cp1258` is whole; that of `tcvn3` and `vni` has the letters
    of the font, that of `lost`, `damaged` and `eight_bit` what could be read; others have none.
    """

    saved_as: str
    text: str


def sniff(content: bytes) -> Sniffed:
    """Tell what a file was saved as, and read it; a mark at its start is no part of the text."""
    start = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    no_text = next((kind for mark, kind in NO_TEXT.items() if start.startswith(mark)), None)
    if no_text:
        return Sniffed(no_text, "")
    wide = _wide(content)
    if wide:
        text = content.decode(wide, "replace").removeprefix("\ufeff")
        return Sniffed(wide[:6], text)
    try:
        return Sniffed("utf-8", content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _eight_bit(content)


def separator_of(line: str) -> str:
    """Return what separates the columns of a line; a comma where nothing does."""
    bare = QUOTED.sub("", line)
    return max(SEPARATORS, key=bare.count)


def _wide(content: bytes) -> str:
    """Return the codec of a file of two or four bytes a letter, with its mark or without."""
    marked = next((codec for mark, codec in MARKS.items() if content.startswith(mark)), "")
    if marked:
        return marked
    start = content[:400]
    if start.count(0) * 10 < len(start) * 3:
        return ""
    # Latin letters leave every other byte zero, or three of four.
    zeros = [start[place::4].count(0) * 4 > len(start) * 0.6 for place in range(4)]
    return {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }.get((zeros[0], zeros[1], zeros[2], zeros[3]), "")


def _eight_bit(content: bytes) -> Sniffed:
    """Judge bytes that are no UTF-8 by how many Vietnamese words each reading of them gives."""
    sample = content[:SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    if sum(char > "\x7f" for char in sample) > 5 * broken:
        return Sniffed("damaged", content.decode("utf-8", "replace"))
    latin = content.decode("cp1252", "replace")
    windows = normalize("NFC", content.decode("cp1258", "replace"))
    lines = latin[:SAMPLE].splitlines()
    if sum(LOST.search(line) is not None for line in lines) * 5 > len(lines):
        return Sniffed("lost", latin)
    words = {
        "cp1258": WORD.findall(windows[:SAMPLE]),
        **{
            font: [normalize("NFC", w.translate(FONTS[font])) for w in WORD.findall(latin[:SAMPLE])]
            for font in FONTS
        },
    }
    counts = {
        name: sum(not w.isascii() and is_syllable(w) for w in found)
        for name, found in words.items()
    }
    likeliest = max(counts, key=counts.__getitem__)
    if not counts[likeliest]:
        return Sniffed("eight_bit", latin)
    return Sniffed(likeliest, windows if likeliest == "cp1258" else latin)
