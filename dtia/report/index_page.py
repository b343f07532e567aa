"""Set the notebooks as one self-contained page per language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from dtia.data import Data
from dtia.drawings import Drawing
from dtia.i18n import Lang, text
from dtia.report.html_tables import foreign, link, plain_table, title_of
from dtia.report.notebooks import Block, Story
from dtia.report.pages import render
from dtia.report.picker import provinces
from dtia.report.sources_page import glossary
from dtia.tables import NUMBERS

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# Rows of a table that are no data: its columns and its note.
HEADER_ROWS, LONG = 2, 25
HEADING = re.compile(r"<h(\d)>(.*?)</h\d>", re.DOTALL)
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
        nation=data.units.filter(level="nation")[f"name_{lang}"].item(),
        glossary=glossary(data, lang),
        long=LONG,
        numbers=set(NUMBERS),
        link=link,
        foreign=lambda value: foreign(value, lang),
    )


def _section(
    name: str, blocks: Sequence[Block], drawings: dict[str, Drawing], lang: Lang
) -> dict[str, Any]:
    place = name.split("_", 1)[1].replace("_", "-")
    parts = [_part(block, drawings, place if not n else "", lang) for n, block in enumerate(blocks)]
    title = blocks[0].content.splitlines()[0].lstrip("# ")
    return {"id": place, "title": title, "parts": parts}


def _part(block: Block, drawings: dict[str, Drawing], section: str, lang: Lang) -> dict[str, Any]:
    part: dict[str, Any] = {"id": block.id, "kind": block.kind}
    if block.kind == "text":
        place = section or re.sub("-(vi|en)$", "", block.id)
        part["html"] = Markup(_headed(MARKDOWN.render(block.content), place, bool(section), lang))
    elif block.kind == "table":
        table = plain_table(block.content, lang)
        part["html"] = Markup(table)
        part["title"] = title_of(table)
        part["rows"] = table.count("<tr") - HEADER_ROWS
    else:
        drawing = drawings[block.id]
        fields = drawing.table.columns
        part["title"] = drawing.title
        part["svg"] = Markup(drawing.page)
        part["columns"], part["rows"] = fields, drawing.table.rows
        # Charts of stated values stand side by side for the provinces that a reader picks.
        stated = {"unit_label", "value_label"} <= set(fields)
        part["compared"] = stated and not {"gap_label", "verdict_label"} & set(fields)
        part["keyed"] = "document_label" in fields or "figure_text" in fields
    return part


def _headed(html: str, place: str, section: bool, lang: Lang) -> str:
    """Lower the headings of a notebook by one level; the first one is a place to link to."""

    def lowered(heading: re.Match[str]) -> str:
        level, words = int(heading[1]) + 1, heading[2]
        if not first.pop("free", None):
            return f"<h{level}>{words}</h{level}>"
        identifier = f"title-{place}" if section else f"at-{place}"
        target = place if section else identifier
        label = escape(text("page.anchor", lang, title=Markup(words).striptags()))
        anchor = f'<a class="anchor" href="#{target}" aria-label="{label}">#</a>'
        return f'<h{level} id="{identifier}">{words} {anchor}</h{level}>'

    first = {"free": True}
    return HEADING.sub(lowered, html)
