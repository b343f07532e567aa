"""Sentences in Markdown. What the data hold stays text in them, whatever a cell looks like.

A sentence is one of dtia's own texts with values in it; all values pass through `said`, which
escapes them, and only what `said` made goes on as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from IPython.display import Markdown

from dtia.i18n import Lang, text

# What Markdown, in the report, in JupyterLab or in nbconvert, reads as a link, an address, an
# image, an element, an emphasis, a formula or a letter by its number.
MEANT = re.compile(r"[\\`*_\[\]<>!#|~$&:@]|(?<=www)\.", re.IGNORECASE)

# What Markdown adds to words: emphasis, code, and the backslash before a sign that is meant.
MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|`|^#+ ", re.MULTILINE)


class Marked(str):
    """Words that are Markdown already."""


def plain_markdown(words: str) -> Marked:
    """Escape what Markdown would read as more than words."""
    return words if isinstance(words, Marked) else Marked(MEANT.sub(r"\\\g<0>", words))


def unmarked(markdown: str) -> str:
    """Return Markdown as plain words."""
    return MARKS.sub(lambda found: found[1] or "", markdown)


def said(key: str, lang: Lang, /, **values: object) -> Marked:
    """Return the text `key` as Markdown; the values in it are text."""
    escaped = {n: plain_markdown(v) if isinstance(v, str) else v for n, v in values.items()}
    return Marked(text(key, lang, **escaped))


def joined(separator: str, words: Iterable[str]) -> Marked:
    """Join words, each of which is text unless it is Markdown already."""
    return Marked(separator.join(plain_markdown(word) for word in words))


def listed(lines: Iterable[str]) -> Markdown:
    """Set each line as a point of a list."""
    return Markdown("\n".join(f"- {plain_markdown(line)}" for line in lines))
