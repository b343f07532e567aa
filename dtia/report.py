"""Set the notebooks as one self-contained page per language."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import vl_convert
from markdown_it import MarkdownIt
from markupsafe import Markup

from dtia.data import Data
from dtia.export import heading
from dtia.i18n import Lang
from dtia.notebooks import Block, Story
from dtia.pages import render

# What ends a script element or a JavaScript line even inside a JSON string.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# Rows of a table that are no data: its title, its columns and its note.
HEADER_ROWS, LONG = 3, 25
STARTER = """
for (const figure of document.querySelectorAll("[data-chart]")) {
  const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const still = figure.firstElementChild;
  const live = document.createElement("div");
  vegaEmbed(live, spec, {ast: true, renderer: "svg", actions: false})
    .then(() => { still.replaceWith(live); figure.dataset.drawn = "live"; })
    .catch((error) => { figure.dataset.drawn = "still"; console.error(error); });
}
"""


def page(data: Data, stories: list[Story], drawings: dict[str, str], lang: Lang) -> str:
    """Set the blocks of the notebooks as one HTML page without any outside reference.

    `drawings` holds the SVG of each chart by its id. Charts stand as SVG and are replaced by
    live ones where scripts run.
    """
    sections = [_section(name, blocks, drawings) for name, blocks in stories]
    return render("report.html.j2", data, lang, [bundle(), STARTER], sections=sections, long=LONG)


@cache
def bundle() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script that cannot end its own element."""
    script: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    return re.sub(r"<(/script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def _section(name: str, blocks: list[Block], drawings: dict[str, str]) -> dict[str, Any]:
    parts = [_part(block, drawings) for block in blocks]
    title = next(
        line.lstrip("# ")
        for block in blocks
        if block.kind == "text"
        for line in block.content.splitlines()
    )
    return {"id": name.split("_", 1)[1].replace("_", "-"), "title": title, "parts": parts}


def _part(block: Block, drawings: dict[str, str]) -> dict[str, Any]:
    part: dict[str, Any] = {"id": block.id, "kind": block.kind}
    if block.kind == "text":
        part["html"] = Markup(_lowered(MARKDOWN.render(block.content)))
    elif block.kind == "table":
        part["html"] = Markup(block.content)
        part["rows"] = block.content.count("<tr") - HEADER_ROWS
    else:
        part["title"] = heading(block.content)
        part["svg"] = Markup(drawings[block.id])
        part["json"] = Markup(embedded(block.content))
    return part


def _lowered(html: str) -> str:
    """Make the headings of a notebook headings of a section: one level down."""
    return re.sub(r"(</?h)([1-5])", lambda m: f"{m[1]}{int(m[2]) + 1}", html)


def embedded(value: Any) -> str:
    """Write JSON that can stand in a script element whatever its texts hold."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(UNSAFE.get(char, char) for char in plain)
