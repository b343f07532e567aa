"""The page "what changed": what moved between two states of the data, beside the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dtia.data import Data
from dtia.i18n import Lang
from dtia.report.pages import render

CHANGES: dict[Lang, str] = {"vi": "thay_doi.html", "en": "changes.html"}


def changes_page(
    old: Data, new: Data, names: tuple[str, str], sections: Sequence[Any], lang: Lang
) -> str:
    """Set the sections of what moved between two states, which have `names`."""
    return render(
        "changes.html.j2", new, lang, [],
        names=names, versions=(old.version, new.version), sections=sections, changes=CHANGES,
    )  # fmt: skip
