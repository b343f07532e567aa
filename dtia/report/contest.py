"""How a reader reports an error: what names the figure, and where the report goes."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from dtia.data import Data
from dtia.i18n import Lang, section_of, text
from dtia.report.html_tables import Told
from dtia.views.labels import unit_labels

# Where reports of errors go: "mailto:…" or "https://…". While it is blank, readers get the text of
# a report to copy, and send it the way this report reached them.
ADDRESS = ""


def told(data: Data, lang: Lang) -> Told:
    """Return what names a figure by its ids: data version, province, indicator, tier, year; ids."""
    units = dict(unit_labels(data, lang).iter_rows())
    indicators = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    tiers = section_of("tier", lang)

    def of(ids: Mapping[str, str]) -> str:
        words = [
            units.get(ids.get("unit_id", "")),
            indicators.get(ids.get("indicator_id", "")),
            tiers.get(ids.get("tier", "")),
            ids.get("horizon_year") or ids.get("period"),
        ]
        figure = ", ".join(word for word in words if word)
        return text(
            "contest.figure", lang, version=data.version, figure=figure, ids="/".join(ids.values())
        )

    return of


def form(data: Data, lang: Lang, unit: str | None = None) -> str:
    """Return a report of an error to fill in, of a province or of any."""
    return text("contest.form", lang, version=data.version, unit=unit or text("contest.unit", lang))


def link(said: str) -> str:
    """Return the address that a report of an error goes to, a mail with its text; or nothing."""
    return f"{ADDRESS}?body={quote(said)}" if ADDRESS.startswith("mailto:") else ADDRESS
