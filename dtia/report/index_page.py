"""Set the notebooks as one self-contained page per language."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from markdown_it.token import Token
from markupsafe import Markup

from dtia.data import Data
from dtia.data.names import ERA_OF, KINDS
from dtia.drawings import Drawing
from dtia.i18n import Lang, text
from dtia.report.html_tables import foreign, of_chart, of_view
from dtia.report.notebook_files import MARKDOWN, headings, place
from dtia.report.notebooks import Block, Story, setting
from dtia.report.pages import render
from dtia.report.picker import provinces
from dtia.report.sources_page import glossary

# A table of more rows is closed until a reader opens it.
LONG = 25
SCRIPT = files("dtia.report").joinpath("templates", "report.js").read_text(encoding="utf-8")


def page(
    data: Data,
    stories: list[Story],
    drawings: dict[str, Drawing],
    lang: Lang,
    profiles: dict[str, str] | None = None,
) -> str:
    """Set the blocks of the notebooks as one HTML page without any outside reference.

    `drawings` holds each chart by its id; `profiles` the place of each province's profile by
    unit_id, where profiles are made. The page is complete without scripts; where they run,
    charts tell their rows, tables sort and provinces can be picked.
    """
    return render(
        "report.html.j2",
        data,
        lang,
        [SCRIPT],
        sections=[_section(name, blocks, drawings, lang) for name, blocks in stories],
        units=provinces(data, lang, profiles or {}),
        kinds=KINDS,
        eras="|".join(ERA_OF),
        nation=data.units.filter(level="nation")[f"name_{lang}"].item(),
        glossary=glossary(data, lang),
        long=LONG,
        foreign=lambda value: foreign(value, lang),
    )


def _section(
    name: str, blocks: Sequence[Block], drawings: dict[str, Drawing], lang: Lang
) -> dict[str, Any]:
    identifier = place(name)
    parts = []
    for n, block in enumerate(blocks):
        with setting(block):
            parts.append(_part(block, drawings, "" if n else identifier, lang))
    return {"id": identifier, "title": headings(blocks[0].content)[0], "parts": parts}


def _part(block: Block, drawings: dict[str, Drawing], section: str, lang: Lang) -> dict[str, Any]:
    part: dict[str, Any] = {"id": block.id, "kind": block.kind}
    if block.kind == "text":
        at = section or block.id.removesuffix(f"-{lang}")
        part["html"] = Markup(_headed(block.content, at, bool(section), lang))
    elif block.kind == "table":
        part["table"] = of_view(block.content)
    elif block.kind == "html":
        part["html"] = Markup(block.content)
    else:
        drawing = drawings[block.id]
        fields = set(drawing.said.columns)
        part["svg"] = Markup(drawing.page)
        part["table"] = of_chart(drawing.title, drawing.said, lang)
        # Charts of stated values stand side by side for the provinces that a reader picks.
        stated = {"unit_label", "value_label"} <= fields
        part["compared"] = stated and not {"gap_label", "verdict_label"} & fields
    return part


def _headed(markdown: str, place: str, section: bool, lang: Lang) -> str:
    """Lower the headings of a notebook by one level; the first one is a place to link to."""
    tokens = MARKDOWN.parse(markdown)
    headings = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    for n in headings:
        # A heading is three tokens: it opens, holds its words, and closes.
        tokens[n].tag = tokens[n + 2].tag = f"h{int(tokens[n].tag[1]) + 1}"
    for n in headings[:1]:
        identifier = f"title-{place}" if section else f"at-{place}"
        tokens[n].attrSet("id", identifier)
        words = tokens[n + 1].children or []
        title = "".join(token.content for token in words)
        tokens[n + 1].children = [*words, *_anchor(place if section else identifier, title, lang)]
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _anchor(place: str, title: str, lang: Lang) -> list[Token]:
    label = text("page.anchor", lang, title=title)
    attrs: dict[str, Any] = {"class": "anchor", "href": f"#{place}", "aria-label": label}
    return [
        Token("text", "", 0, content=" "),
        Token("link_open", "a", 1, attrs=attrs),
        Token("text", "", 0, content="#"),
        Token("link_close", "a", -1),
    ]
