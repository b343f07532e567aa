"""The questions an analyst asks in one line of a notebook, answered for reading."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from IPython.display import Markdown

from dtia import findings, tables, views
from dtia.analysis import dti
from dtia.analysis import peers as nearest
from dtia.data import Data, units
from dtia.data.units import bearers, territory
from dtia.errors import UnknownName
from dtia.i18n import Lang
from dtia.views import side_by_side


def compare(
    data: Data,
    units: str | Sequence[str],
    indicator_id: str,
    lang: Lang = "vi",
    *,
    peers: str | None = None,
    year: int | None = None,
) -> tables.Table:
    """Set provinces side by side on one indicator, beside the nation.

    `units` are names or ids, accents and case do not matter; a name that survived the merger
    stands for both of its territories. With `peers` the first one is set beside up to four
    others: "region" or "dti" (the nearest in DTI rank). Each figure says how far it can be
    compared with that of the first province, and why. Raises UnknownName, with the nearest
    names, for a province or an indicator that is not known.
    """
    named = [units] if isinstance(units, str) else list(units)
    if not named:
        raise UnknownName("nobody")
    chosen = [unit_id for name in named for unit_id in bearers(data.units, name)]
    if peers is not None:
        chosen += nearest(data, chosen[0], peers)
    rows = side_by_side(data, list(dict.fromkeys(chosen)), indicator_id, lang, year)
    return tables.compared(rows, lang)


def find(data: Data, words: str = "", lang: Lang = "vi") -> tables.Table:
    """Look for indicators: `dtia.find(data, "tài khoản thanh toán")`.

    Accents, case and the order of words do not matter, Vietnamese and English are both searched,
    and slips are forgiven; without words every indicator is listed. A click on an id selects it
    for copying into `compare`. Raises UnknownName, with the nearest ids, where nothing is found.
    """
    return tables.indicators(views.find(data, words, lang), lang)


def what_if(
    data: Data, unit: str, lang: Lang = "vi", *, era: str | None = None,
    period: str | None = None, **changes: float,
) -> Markdown:  # fmt: skip
    """Say what a province's DTI and rank would be if main indices were other than they are.

    `dtia.what_if(data, "Quảng Ninh", activity_economy=0.1)`; the numbers are those of
    `dti.what_if`. A name that survived the merger needs its `era`, "63" or "34". Raises
    UnknownName, MissingData and WrongValue as that does.
    """
    ids = territory(data.units, units.find_province(data.units, unit, era))
    totals = data.observations.filter(pl.col("unit_id").is_in(ids), indicator_id=dti.TOTAL).sort(
        pl.col("period") == (period or ""), "period"
    )["unit_id"]
    unit_id = totals[-1] if totals.len() else ids[-1]
    row = dti.what_if(data, unit_id, changes, period).row(0, named=True)
    return findings.what_if(data, row, changes, lang)
