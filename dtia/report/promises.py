"""What each province promises of the core indicators, beside the nation: the picker's table."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.units import lands
from dtia.data.vocabulary import CORE, COVERAGE, HORIZONS
from dtia.i18n import Lang
from dtia.views import side_by_side
from dtia.views.labels import link

CORE_INDICATORS = [indicator for indicators in CORE.values() for indicator in indicators]
# What nobody stated: the first was looked for without success.
SILENT = ("not_found", "not_searched")


class Promise(NamedTuple):
    """A target as the table shows it, or why there is none; `unit` is the territory's id of today.

    `silence` is blank where there is a target, else one of `coverage`; `url` or `source_id` leads
    to the source.
    """

    unit: str
    indicator: str
    year: str
    silence: str = ""
    tier: str = ""
    value: str = ""
    standing: str = ""
    base: str = ""
    nation: str = ""
    gap: str = ""
    grade: str = ""
    act: str = ""
    act_id: str = ""
    source: str = ""
    source_id: str = ""
    url: str = ""


def promises(data: Data, lang: Lang) -> list[Promise]:
    """Return the core targets of all provinces and, of each indicator and year, why one has none.

    They are in the order of the indicators, then by year and tier. The years of which silence is
    told are those that programmes end in.
    """
    names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    stated = _stated(data, lang)
    known = {(row.unit, row.indicator, row.year) for row in stated}
    silent = [row for row in _silent(data) if (row.unit, row.indicator, row.year) not in known]
    rows = sorted(
        [*stated, *silent], key=lambda row: (CORE_INDICATORS.index(row.indicator), row.year)
    )
    return [row._replace(indicator=names[row.indicator]) for row in rows]


def packed(rows: list[Promise]) -> dict[str, object]:
    """Write rows so that a page is light: every text once, in `words`, and each row by numbers.

    A row ends with its last text that is not blank.
    """
    words = {text: n for n, text in enumerate(dict.fromkeys(text for row in rows for text in row))}
    ends = [max(n for n, text in enumerate(row) if text) + 1 for row in rows]
    return {
        "columns": Promise._fields,
        "words": list(words),
        "rows": [[words[text] for text in row[:end]] for row, end in zip(rows, ends, strict=True)],
    }


def _stated(data: Data, lang: Lang) -> list[Promise]:
    provinces = data.units.filter(level="province")["unit_id"].to_list()
    rows = side_by_side(data, provinces, CORE_INDICATORS, lang).filter(
        "found", pl.col("unit_id").is_in(provinces)
    )
    today = lands(data.units)
    return [
        Promise(
            unit=today.get(row["unit_id"], row["unit_id"]),
            indicator=row["indicator_id"],
            year=str(row["horizon_year"] or ""),
            tier=row["tier_label"] or "",
            value=row["value_label"],
            standing=row["status_label"] if row["status"] == "superseded" else "",
            base=row["base_label"] or "",
            nation=row["reference_value_label"] or "",
            gap=row["gap_label"] or "",
            grade=row["grade"] or "",
            act=row["document_label"] or "",
            act_id=row["document_id"] or "",
            source=link(row["url"]) or row["source_label"] or "",
            source_id="" if link(row["url"]) else entries(row["source_ids"])[0],
            url=row["url"] if link(row["url"]) else "",
        )
        for row in rows.iter_rows(named=True)
    ]


def _silent(data: Data) -> list[Promise]:
    """Return where no territory states an indicator for a year, under either of its ids."""
    cell = ["unit_id", "indicator_id", "horizon_year"]
    asked = (
        data.units.filter(level="province")
        .select("unit_id")
        .join(pl.DataFrame({"indicator_id": CORE_INDICATORS}), how="cross")
        .join(pl.DataFrame({"horizon_year": HORIZONS}), how="cross")
    )
    known = data.coverage.select(*cell, "coverage")
    rows = (
        asked.join(known, on=cell, how="left", maintain_order="left")
        .with_columns(
            pl.col("unit_id").replace(lands(data.units)),
            pl.col("coverage").fill_null("not_searched").cast(pl.Enum(COVERAGE)),
        )
        .group_by(cell, maintain_order=True)
        .agg(pl.col("coverage").min().cast(pl.String))
        .filter(pl.col("coverage").is_in(SILENT))
    )
    return [
        Promise(unit, indicator, str(year), state)
        for unit, indicator, year, state in rows.iter_rows()
    ]
