"""Set the notebooks as one self-contained page per language."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from dtia.data import Data
from dtia.export import heading
from dtia.i18n import LANGS, Lang, date, text
from dtia.notebooks import Block, Story
from dtia.theme import FACES, FONT, font

PAGES: dict[Lang, str] = {"vi": "index.html", "en": "en.html"}
# What ends a script element or a JavaScript line even inside a JSON string.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
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
    live ones where scripts run; the policy of the page admits its own two scripts by their
    hashes and nothing else.
    """
    scripts = [bundle(), STARTER]
    environment = Environment(
        loader=PackageLoader("dtia", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        lang=lang,
        t=lambda key, **values: text(f"page.{key}", lang, **values),
        policy=_policy(scripts),
        fonts=[(weight, font(name)) for name, weight in FACES.items()],
        family=FONT,
        sections=[_section(name, blocks, drawings) for name, blocks in stories],
        pages=PAGES,
        other=next(other for other in LANGS if other != lang),
        version=data.version,
        as_of=date(data.as_of, lang),
        counts={"targets": data.targets.height, "observations": data.observations.height},
        sources=_sources(data, lang),
        left_out=_left_out(data),
        scripts=[Markup(script) for script in scripts],
    )


@cache
def bundle() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script that cannot end its own element."""
    script: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    return re.sub(r"<(/script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def _policy(scripts: list[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


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


def _sources(data: Data, lang: Lang) -> list[dict[str, Any]]:
    """List the sources with the number of figures taken from each."""
    figures = pl.concat([data.targets["source_ids"], data.observations["source_ids"]])
    counts = dict(figures.str.split(";").explode().value_counts().iter_rows())
    return [
        {
            **row,
            "kind": text(f"kind.{row['kind']}", lang),
            "date": date(row["published_on"], lang) if row["published_on"] else "",
            "n": counts.get(row["source_id"], 0),
        }
        for row in data.sources.iter_rows(named=True)
    ]


def _left_out(data: Data) -> list[dict[str, Any]]:
    who = pl.coalesce("publisher", "title", "source_id")
    named = data.sources.select("source_id", "language", who=who)
    return data.left_out.join(named, on="source_id", maintain_order="left").to_dicts()


def write_page(html: str, path: Path) -> None:
    """Replace a page whole, so that a reader never meets half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(html, encoding="utf-8", newline="\n")
    part.replace(path)
