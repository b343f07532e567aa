"""What the pages of the report share: their places, templates, styles, fonts and policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dtia.charts.fonts import FACES, FONT, LETTERS, font
from dtia.charts.theme import COLOURS
from dtia.data import Data
from dtia.files import MANIFEST, Together, manifest, sealed
from dtia.i18n import Lang, date, other, text
from dtia.report import contest

REPORT: dict[Lang, str] = {"vi": "index.html", "en": "en.html"}
NO_SCRIPT = "'none'"
SOURCES: dict[Lang, str] = {"vi": "nguon.html", "en": "sources.html"}


def render(
    template: str,
    data: Data,
    lang: Lang,
    scripts: list[str],
    *,
    letters: tuple[int, ...] = LETTERS,
    **values: Any,
) -> str:
    """Set one page without any outside reference.

    The policy of the page admits its own scripts by their hashes and nothing else. Of the fonts it
    carries `letters`.
    """
    return (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            t=lambda key, **values: text(f"page.{key}", lang, **values),
            policy=_policy(scripts),
            fonts=[(weight, font(name, letters)) for name, weight in FACES.items()],
            family=FONT,
            colours=COLOURS,
            running=text("page.running", lang, version=data.version, as_of=date(data.as_of, lang)),
            places={"report": REPORT, "sources": SOURCES},
            other=other(lang),
            version=data.version,
            as_of=date(data.as_of, lang),
            counts=counts(data),
            reported=contest.link,
            scripts=[Markup(script) for script in scripts],
            **values,
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("dtia.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def counts(data: Data) -> dict[str, int]:
    """Count what the report rests on."""
    return {
        "targets": data.targets.height,
        "observations": data.observations.height,
        "documents": data.documents.height,
        "pages": data.sources.height,
        "left": data.left_out.height,
    }


def _policy(scripts: list[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes or NO_SCRIPT}; "
        "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def write_pages(pages: Mapping[str, str], folder: Path, files: Together, **known: object) -> None:
    """Write the pages of one report, by their places in its folder, and last their manifest.

    `known` is what the manifest is to say besides.
    """
    for place, html in pages.items():
        files.write(folder / place, html)
    made = {place: sealed(html.encode()) for place, html in pages.items()}
    files.write(folder / MANIFEST, manifest(made, **known))
