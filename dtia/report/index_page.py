"""Set the notebooks as one self-contained page per language."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markdown_it.token import Token
from markupsafe import Markup

from dtia.data import Data
from dtia.data.names import ERA_OF, KINDS
from dtia.data.units import lands
from dtia.data.vocabulary import CORE
from dtia.drawings import Drawing
from dtia.i18n import Lang, text
from dtia.report import contest
from dtia.report.html_tables import MAIN, Told, foreign, of_chart, of_view
from dtia.report.marks import MARKS
from dtia.report.mentions import linked
from dtia.report.notebook_files import MARKDOWN, headings, place
from dtia.report.notebooks import Block, Story, setting
from dtia.report.pages import render
from dtia.report.picker import provinces
from dtia.report.promises import packed, promises
from dtia.report.sources_page import glossary
from dtia.tables import targets_id
from dtia.views.labels import unit_labels

# What stands beside the pictures of a figure: its rows, and how it is cited.
WITH_PICTURES = ("csv", "txt")
# A table of more rows is closed until a reader opens it.
LONG = 25
# The tables of the core targets are printed, whether they are open or not.
PRINTED = {targets_id(indicator) for indicators in CORE.values() for indicator in indicators}
# They are one script: each goes on with what the one before it has named.
SCRIPTS = ("report.js", "tables.js", "picker.js", "address.js")
SCRIPT = "".join(
    files("dtia.report").joinpath("templates", name).read_text(encoding="utf-8") for name in SCRIPTS
)
# The heads of the table of what the provinces that a reader picks promise.
SIDE = (
    "column.unit_label", "column.indicator_name", "column.horizon_year", "column.value_label",
    "profile_page.nation", "column.gap_label", "column.grade", "page.written",
)  # fmt: skip


def page(
    data: Data,
    stories: list[Story],
    drawings: dict[str, Drawing],
    lang: Lang,
    profiles: dict[str, str] | None = None,
    beside: Sequence[str] = (),
) -> str:
    """Set the blocks of the notebooks as one HTML page without any outside reference.

    `drawings` holds each chart by its id; `profiles` the place of each province's profile by
    unit_id (the one of today), where profiles are made; `beside` the formats of the figures in the
    folder `figures` next to the page, to which it then links. The page is complete without scripts;
    where they run, charts tell their rows, tables sort and provinces can be picked.
    """
    profiles = profiles or {}
    labels = dict(unit_labels(data, lang).iter_rows())
    today = lands(data.units)
    by_name = {
        name: profiles[place]
        for unit, name in labels.items()
        if (place := str(today.get(unit, unit))) in profiles
    }
    told = contest.told(data, lang)
    units = provinces(data, lang, profiles)
    return render(
        "report.html.j2",
        data,
        lang,
        [SCRIPT],
        sections=[
            _section(name, blocks, drawings, told, by_name, lang) for name, blocks in stories
        ],
        endings=(*sorted(beside), *WITH_PICTURES) if beside else (),
        units=units,
        profiles=[unit for unit in units if unit["profile"]],
        # Within a template of the page quotes need no escape, so it is lighter than an attribute.
        stated=htmlsafe_json_dumps(
            packed(promises(data, lang)), ensure_ascii=False, separators=(",", ":")
        ),
        side_heads=[text(key, lang) for key in SIDE],
        kinds=KINDS,
        eras="|".join(ERA_OF),
        nation=data.units.filter(level="nation")[f"name_{lang}"].item(),
        marks=[(drawn, text(f"page.mark_{name}", lang)) for name, drawn in MARKS],
        glossary=glossary(data, lang),
        long=LONG,
        main=MAIN,
        foreign=lambda value: foreign(value, lang),
    )


def _section(
    name: str,
    blocks: Sequence[Block],
    drawings: dict[str, Drawing],
    told: Told,
    profiles: dict[str, str],
    lang: Lang,
) -> dict[str, Any]:
    identifier = place(name)
    parts = []
    for n, block in enumerate(blocks):
        with setting(block):
            if block.kind == "text":
                at = block.id.removesuffix(f"-{lang}") if n else identifier
                parts.append(_words(block, at, not n, profiles, lang))
            else:
                parts.append(_part(block, drawings, told, lang))
    return {"id": identifier, "title": headings(blocks[0].content)[0], "parts": parts}


def _words(
    block: Block, at: str, section: bool, profiles: dict[str, str], lang: Lang
) -> dict[str, Any]:
    tokens = linked(_headed(block.content, at, section, lang), profiles)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return {"id": block.id, "kind": block.kind, "html": Markup(html)}


def _part(block: Block, drawings: dict[str, Drawing], told: Told, lang: Lang) -> dict[str, Any]:
    part: dict[str, Any] = {"id": block.id, "kind": block.kind}
    if block.kind == "table":
        part["table"] = of_view(block.content)
        part["core"] = block.content.id in PRINTED
    elif block.kind == "html":
        part["html"] = Markup(block.content)
    else:
        drawing = drawings[block.id]
        part["svg"] = Markup(drawing.page)
        part["phone"] = drawing.phone and drawing.phone._replace(page=_pack(drawing.phone.page))
        part["table"] = of_chart(drawing.title, drawing.said, lang, told)
    return part


def _pack(drawing: str) -> str:
    """Pack a drawing that only narrow screens need: a tenth as long, and scripts unpack it."""
    packing = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return base64.b64encode(packing.compress(drawing.encode()) + packing.flush()).decode()


def _headed(markdown: str, place: str, section: bool, lang: Lang) -> list[Token]:
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
    return tokens


def _anchor(place: str, title: str, lang: Lang) -> list[Token]:
    label = text("page.anchor", lang, title=title)
    attrs: dict[str, Any] = {"class": "anchor", "href": f"#{place}", "aria-label": label}
    return [
        Token("text", "", 0, content=" "),
        Token("link_open", "a", 1, attrs=attrs),
        Token("text", "", 0, content="#"),
        Token("link_close", "a", -1),
    ]
