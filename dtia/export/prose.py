"""Sentences in Markdown as paragraphs of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Words(NamedTuple):
    """A paragraph: whether it is a point of a list, and its words, each bold or not."""

    point: bool
    runs: list[tuple[str, bool]]


def paragraphs(markdown: str) -> Iterator[Words]:
    """Yield the paragraphs of a text in Markdown."""
    from markdown_it import MarkdownIt

    depth = 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "inline":
            yield Words(depth > 0, _runs(token.children or []))


def _runs(tokens: Sequence[Any]) -> list[tuple[str, bool]]:
    bold, runs = 0, list[tuple[str, bool]]()
    for token in tokens:
        kind = token.type
        bold += {"strong_open": 1, "strong_close": -1}.get(kind, 0)
        words = " " if kind.endswith("break") else token.content
        if words:
            runs.append((words, bold > 0))
    return runs
