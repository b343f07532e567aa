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
from dtia.markup import packed, plain_table
from dtia.notebooks import Block, Story
from dtia.pages import render

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# Rows of a table that are no data: its columns and its note.
HEADER_ROWS, LONG = 2, 25
STARTER = """
const unpacked = (id) => {
  const packed = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(packed, (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};
const library = document.createElement("script");
library.textContent = await unpacked("vega");
document.head.append(library);
const specs = JSON.parse(await unpacked("specs"));
for (const figure of document.querySelectorAll("[data-chart]")) {
  const still = figure.firstElementChild;
  const live = document.createElement("div");
  vegaEmbed(live, specs[figure.dataset.chart], {ast: true, renderer: "svg", actions: false})
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
    charts = [block for _, story in stories for block in story if block.kind == "chart"]
    specs = {block.id: block.content for block in charts}
    carried = {"vega": packed(bundle()), "specs": packed(compact(specs))}
    return render(
        "report.html.j2", data, lang, [STARTER], admitted=[bundle()], sections=sections, long=LONG,
        blocks=carried,
    )  # fmt: skip


@cache
def bundle() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    script: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    return script


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
        table = plain_table(block.content)
        part["html"] = Markup(table)
        part["rows"] = table.count("<tr") - HEADER_ROWS
    else:
        part["title"] = heading(block.content)
        part["svg"] = Markup(drawings[block.id])
    return part


def _lowered(html: str) -> str:
    """Make the headings of a notebook headings of a section: one level down."""
    return re.sub(r"(</?h)([1-5])", lambda m: f"{m[1]}{int(m[2]) + 1}", html)


def compact(value: Any) -> str:
    """Write JSON as it is packed for the page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
