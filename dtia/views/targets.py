"""Labelled frames for charts and tables: one language, every row with its sources.

A view has one row for each figure and, where a unit was searched without success, one row that
says so. Its label columns end in `_label`; `source_label` and `edition` travel to the foot of
every chart and table.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from dtia.analysis import pair
from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.units import lands
from dtia.data.vocabulary import COVERAGE, HORIZONS, NUMERIC, PROMISE
from dtia.errors import NotComparable, UnknownName
from dtia.i18n import LANGS, Lang, text
from dtia.views.labels import (
    edition,
    in_order,
    labelled,
    order,
    unit_labels,
    worded,
)
from dtia.views.reasons import reasons_in_words


def targets(
    data: Data, indicator_id: str, lang: Lang, horizon_year: int | None = None
) -> pl.DataFrame:
    """Return the targets of one indicator, nation first, then units in Vietnamese order.

    Adds to the columns of `targets.csv`: indicator_name, the labels of unit, tier, value, base,
    document and source, `low` and `high` (the stated interval, for drawing), `yardstick` (the
    national act that others are compared with), `grade` (how far it compares with that act, null
    where there is none), `found` (false for a unit that was searched without success), url and
    edition. `horizon_year` keeps one year. Raises UnknownName for an
    indicator that is not in the codelist.
    """
    require(data, indicator_id)
    rows = data.targets.filter(indicator_id=indicator_id)
    land = pl.col("unit_id").replace(lands(data.units))
    missing = data.coverage.filter(indicator_id=indicator_id, coverage="not_found")
    # What is on file under one id of an unchanged territory is not missing under the other.
    missing = missing.join(
        rows, left_on=[land, "horizon_year"], right_on=[land, "horizon_year"], how="anti"
    )
    if horizon_year is not None:
        rows = rows.filter(horizon_year=horizon_year)
        missing = missing.filter(horizon_year=horizon_year)
    silent = missing.select("unit_id", "unit_name", "indicator_id", "horizon_year").join(
        data.units.select("unit_id", "era", "level"), on="unit_id"
    )
    figures = pl.concat([rows, silent], how="diagonal").with_columns(
        found=pl.col("figure_text").is_not_null(),
        tier=pl.col("tier").fill_null("all"),
    )
    against_nation = (
        data.gaps.filter(indicator_id=indicator_id, kind="national")
        .select(*PROMISE, "grade")
        .unique(PROMISE, keep="first", maintain_order=True)
    )
    return (
        labelled(figures, data, lang)
        .join(against_nation, on=PROMISE, how="left", nulls_equal=True, maintain_order="left")
        .pipe(in_order)
    )


def qualitative(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the targets without a number, labelled as in `targets`, by indicator and unit."""
    rows = data.targets.filter(~pl.col("comparator").is_in(NUMERIC)).with_columns(
        found=pl.lit(True)
    )
    return labelled(rows, data, lang).pipe(in_order).sort("indicator_name", maintain_order=True)


def observations(
    data: Data, indicator_id: str, lang: Lang, period: str, base_id: str | None = None
) -> pl.DataFrame:
    """Return the observations of one indicator in one period, with the labels of `targets`.

    Raises NotComparable where they have several bases, such as ranks among 63 and among 34, and
    `base_id` does not say which.
    """
    require(data, indicator_id)
    rows = data.observations.filter(indicator_id=indicator_id, period=period)
    if base_id is not None:
        rows = rows.filter(base_id=base_id)
    bases = rows["base_id"].unique(maintain_order=True).to_list()
    if len(bases) > 1:
        raise _refused(data, [rows.filter(pl.col("base_id").eq_missing(pl.lit(b))) for b in bases])
    whole = rows.with_columns(found=pl.lit(True), status=pl.lit("current"))
    return labelled(whole, data, lang).pipe(in_order)


def measured(
    data: Data, indicator_id: str, lang: Lang, unit_ids: Sequence[str] | None = None
) -> pl.DataFrame:
    """Return every value measured for one indicator, latest first, with the labels of `targets`.

    Bases and methods differ from row to row: the frame is for reading, not for one axis.
    """
    require(data, indicator_id)
    rows = data.observations.filter(indicator_id=indicator_id)
    if unit_ids is not None:
        rows = rows.filter(pl.col("unit_id").is_in(list(unit_ids)))
    whole = rows.with_columns(found=pl.lit(True), status=pl.lit("current"))
    return (
        labelled(whole, data, lang)
        .pipe(in_order)
        .sort("period", descending=True, maintain_order=True)
    )


def _refused(data: Data, sides: list[pl.DataFrame]) -> NotComparable:
    """Say of observations with different bases what differs, and how far the first two compare."""
    found = pair(data, sides[0][:1], sides[1][:1]).row(0, named=True)
    rules = entries(found["reasons"])
    fields = data.comparability.filter(pl.col("rule_id").is_in(rules))["field"].unique().sort()
    figures = [
        side[:1].with_columns(found=pl.lit(True), status=pl.lit("current")) for side in sides[:2]
    ]
    bases = [f'"{side["base_id"][0]}"' for side in sides if side["base_id"][0]]
    reasons = {lang: reasons_in_words(data, lang) for lang in LANGS}
    return NotComparable(
        "not_comparable",
        figures={
            lang: "\n".join(f"  • {_told(labelled(figure, data, lang))}" for figure in figures)
            for lang in LANGS
        },
        fields={lang: ", ".join(text(f"compared.{f}", lang) for f in fields) for lang in LANGS},
        grade={lang: text(f"grade.{found['grade']}", lang) for lang in LANGS},
        reasons={lang: "; ".join(reasons[lang][rule] for rule in rules) for lang in LANGS},
        bases=", ".join(bases),
    )


def _told(figure: pl.DataFrame) -> str:
    row = figure.row(0, named=True)
    value = f"{row['value_label']} ({row['base_label'] or '–'})"
    return f"{row['unit_label']}, {row['indicator_name']}, {row['period']}: {value}"


def coverage(
    data: Data, lang: Lang, indicator_ids: list[str], years: tuple[int, ...] = HORIZONS
) -> pl.DataFrame:
    """Return the coverage of some indicators and years for every unit that states or was searched.

    Columns: unit_id, unit_label, era ("34" for a territory that both maps hold), indicator_id,
    indicator_name, horizon_year, coverage, coverage_label, n_units (how many
    units of that map `coverage.csv` holds) and edition.
    """
    nation = data.units.filter(level="nation")["unit_id"].implode()
    known = data.coverage.filter(
        pl.col("indicator_id").is_in(indicator_ids),
        pl.col("horizon_year").is_in(years),
        ~pl.col("unit_id").is_in(nation),
    )
    cell = ["unit_label", "indicator_id", "horizon_year"]
    looked_at = pl.col("coverage") != "not_searched"
    return (
        # A territory that the merger left alone is one row, under the name that it has today: what
        # is known best of its two ids.
        known.sort(pl.col("coverage").cast(pl.Enum(COVERAGE)), "unit_id")
        .with_columns(pl.col("unit_id").replace(lands(data.units)))
        .join(unit_labels(data, lang), on="unit_id", maintain_order="left")
        .join(data.units.select("unit_id", "era"), on="unit_id", maintain_order="left")
        .unique(cell, keep="first", maintain_order=True)
        .with_columns(n_units=pl.col("unit_label").n_unique().over("era"))
        .filter(looked_at.any().over("unit_label"))
        .join(
            data.indicators.select("indicator_id", indicator_name=f"name_{lang}"), on="indicator_id"
        )
        .with_columns(
            coverage_label=worded("coverage", "coverage", lang),
            edition=pl.lit(edition(data, lang)),
        )
        .sort(pl.col("unit_label").cast(order(known, data, lang)), "indicator_id", "horizon_year")
    )


def require(data: Data, indicator_id: str) -> None:
    """Raise UnknownName, with the nearest names, for an indicator that is not in the codelist."""
    known = data.indicators["indicator_id"].to_list()
    if indicator_id not in known:
        near = ", ".join(get_close_matches(indicator_id, known, n=3, cutoff=0.3))
        raise UnknownName("no_indicator", name=repr(indicator_id), nearest=near or "–")
