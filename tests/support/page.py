"""A page of HTML as its elements, in order, and what a reader reads of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

# Elements that have no end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
# What stands in these is no text of the page: a drawing tells itself to those who cannot see it.
UNREAD = {"script", "style", "svg"}


def flat(text: str) -> str:
    return " ".join(text.split())


@dataclass(repr=False, eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list[Element]  # the elements that it stands in, the outermost first
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return flat("".join(self.texts))

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def is_read(self) -> bool:
        return not UNREAD & {self.tag, *(element.tag for element in self.inside)}


class Page(HTMLParser):
    """A page as a list of its elements in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.texts: list[str] = []
        self.feed(html)
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        hidden = [n for n, element in enumerate(self.open) if element.tag in UNREAD]
        for element in self.open[hidden[0] :] if hidden else self.open:
            element.texts.append(data)
        if not hidden:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """What is read of the page; a break that a line must not have stays as it is."""
        return re.sub(r"[ \n]+", " ", "".join(self.texts))

    @property
    def ids(self) -> list[str]:
        return [element.id for element in self.elements if element.id and element.is_read]

    @property
    def headings(self) -> list[str]:
        """The levels of the headings: h1, h2 and so on."""
        return [element.tag for element in self.elements if re.fullmatch("h[1-6]", element.tag)]

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables, each with its rows, each with the text of its cells."""
        rows: dict[int, dict[int, list[str]]] = {}
        for element in self.elements:
            if element.tag == "table":
                rows[id(element)] = {}
            elif element.tag in ("tr", "td", "th"):
                table = next(e for e in reversed(element.inside) if e.tag == "table")
                if element.tag == "tr":
                    rows[id(table)][id(element)] = []
                else:
                    row = next(e for e in reversed(element.inside) if e.tag == "tr")
                    rows[id(table)][id(row)].append(element.text)
        return [list(table.values()) for table in rows.values()]

    def all(self, tag: str, within: str = "") -> Iterator[Element]:
        """Every element of a tag, or those at any depth within the element of an id."""
        return (
            element
            for element in self.elements
            if element.tag == tag and (not within or within in (e.id for e in element.inside))
        )

    def with_id(self, start: str) -> list[str]:
        return [e.id.removeprefix(start) for e in self.elements if e.id.startswith(start)]


@lru_cache(maxsize=512)
def read(html: str) -> Page:
    """Read a page, once for all who ask for it."""
    return Page(html)
