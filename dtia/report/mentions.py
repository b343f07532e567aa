"""Names of provinces in running text: each becomes a link to the profile of the province."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from markdown_it.token import Token


def linked(
    tokens: Sequence[Token], places: Mapping[str, str], names: Collection[str] = ()
) -> list[Token]:
    """Link every name of `places` that parsed Markdown holds in its text; headings stay plain.

    A name is a whole label, as in "Quảng Trị (cũ)": the bare name of two territories is none, nor
    is a part of another of the `names`, as Huế is of Thừa Thiên Huế.
    """
    if not places:
        return list(tokens)
    longest = sorted({*places, *names}, key=len, reverse=True)
    name = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and not (before and before.type == "heading_open"):
            token.children = list(_within(token.children or [], name, places))
    return list(tokens)


def _within(
    words: Sequence[Token], name: re.Pattern[str], places: Mapping[str, str]
) -> Iterator[Token]:
    depth = 0
    for token in words:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if depth or token.type != "text":
            yield token
            continue
        for n, part in enumerate(name.split(token.content)):
            said = Token("text", "", 0, content=part)
            if n % 2 and part in places:
                yield Token("link_open", "a", 1, attrs={"href": places[part]})
                yield said
                yield Token("link_close", "a", -1)
            elif part:
                yield said
