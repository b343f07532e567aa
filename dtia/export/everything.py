"""Everything that is on file, as one work: a table for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable

from dtia import tables, views
from dtia.data import Data
from dtia.data.vocabulary import CORE, GAP_KINDS
from dtia.errors import WrongQuestion
from dtia.export.work import Piece, Work
from dtia.i18n import Lang, text
from dtia.tables import Table
from dtia.views import province

# The year whose targets are set beside what was measured.
DUE = 2025


def everything(data: Data, lang: Lang) -> Work:
    """Return all tables of the data as one work, the targets first."""
    made = [(name, make()) for name, make in _makers(data, lang).items()]
    pieces = [Piece(text(f"sheet.{name}", lang), table.title, table=table) for name, table in made]
    title = text("export.everything", lang)

    def drawn() -> None:
        raise WrongQuestion("which_picture")

    return Work(title, tuple(pieces), data.targets, drawn, data, lang)


def _makers(data: Data, lang: Lang) -> dict[str, Callable[[], Table]]:
    """Return what makes each table, by the name of its sheet."""
    everyone = data.units["unit_id"].to_list()
    core = [indicator for named in CORE.values() for indicator in named]
    kinds = [kind for kind in GAP_KINDS if kind != "collective"]

    def gaps(kind: str) -> Callable[[], Table]:
        return lambda: tables.gaps(views.gaps(data, kind, lang), kind, lang)

    return {
        "targets": lambda: tables.promises(province.promises_of(data, everyone, lang), lang),
        "values": lambda: tables.values(province.measured_of(data, everyone, lang), lang),
        **{kind: gaps(kind) for kind in kinds},
        "collective": lambda: tables.collective(views.collective_sum(data, lang), lang),
        "scorecard": lambda: tables.scorecard(views.scorecard(data, lang, DUE), lang),
        "coverage": lambda: tables.coverage(views.coverage(data, lang, core), lang),
        "acts": lambda: tables.documents(views.documents(data, lang), lang),
        "newest": lambda: tables.newest(views.newest(data, lang), lang),
        "indicators": lambda: tables.indicators(views.find(data, "", lang), lang),
        "dti_totals": lambda: tables.dti_totals(views.dti_totals(data, lang), lang),
        "rules": lambda: tables.rules(views.rules(data, lang), lang),
        "disputed": lambda: tables.disputed(views.disputed(data, lang), lang),
        "corrections": lambda: tables.corrections(views.corrections(data, lang), lang),
        "agreement": lambda: tables.agreement(views.agreement(data, lang), lang),
        "adjudication": lambda: tables.adjudication(views.adjudication(data, lang), lang),
        "glossary": lambda: tables.glossary(views.glossary(data, lang), lang),
    }
