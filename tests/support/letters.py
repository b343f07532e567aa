"""The letters of figures and pages, and those of the packaged font."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import unescape
from io import BytesIO

from fontTools.ttLib import TTFont

from dtia.charts.fonts import FACES, face

# A line break and the mark at the head of a CSV file are no letters.
NO_LETTERS = {"\n", "\ufeff"}
EMBEDDED = re.compile(r"data:font/ttf;base64,([A-Za-z0-9+/=]+)")
HEX = "[0-9a-fA-F]"
# Of scripts with braces and with four figures, and of styles.
ESCAPED = re.compile(rf"\\u\{{({HEX}+)\}}|\\u({HEX}{{4}})|\\({HEX}{{4,6}})")


@cache
def packaged() -> frozenset[str]:
    """The letters that every face of the packaged font has."""
    return frozenset(map(chr, set.intersection(*(set(face(name).getBestCmap()) for name in FACES))))


def outside(text: str) -> set[str]:
    return set(text) - packaged() - NO_LETTERS


def readable(text: str) -> str:
    """Read the entities of a page, and the escapes of its styles and scripts."""
    return ESCAPED.sub(
        lambda escape: chr(int(escape[1] or escape[2] or escape[3], 16)), unescape(text)
    )


def strange(html: str) -> set[str]:
    """The letters of a page that some font within the page lacks."""
    fonts = [TTFont(BytesIO(base64.b64decode(font))) for font in EMBEDDED.findall(html)]
    assert len(fonts) == len(FACES)
    carried = set.intersection(*(set(map(chr, font.getBestCmap())) for font in fonts))
    return set(readable(EMBEDDED.sub("", html))) - carried - NO_LETTERS
