"""An analyst's first question: my province beside others, and which others."""

from __future__ import annotations

import polars as pl

from dtia.analysis.comparability import described, graded, suffixed
from dtia.data import Data
from dtia.data.units import territory
from dtia.i18n import Lang
from dtia.views.gaps import gaps
from dtia.views.reasons import reasons_in_words, reasons_label
from dtia.views.targets import targets


def side_by_side(
    data: Data, unit_ids: list[str], indicator_id: str, lang: Lang, year: int | None = None
) -> pl.DataFrame:
    """Set the targets of some units for one indicator beside the nation's.

    Returns the rows of `views.targets` with gap_label (against the nation) and its numbers,
    gap_low and gap_high in gap_unit, and `grade` and reasons_label: how far each figure can be
    compared with that of the first unit for the same tier and the nearest year.
    """
    rows = (
        targets(data, indicator_id, lang, year)
        .filter(pl.col("yardstick") | pl.col("unit_id").is_in(unit_ids))
        .drop("grade")
    )
    first = set(territory(data.units, unit_ids[0]))
    key = ["unit_id", "tier", "horizon_year", "document_id", "base_id", "method"]
    national = gaps(data, "national", lang, indicator_id).select(
        *key, "gap_label", "gap_low", "gap_high", gap_unit="unit"
    )
    return (
        rows.join(
            national.unique(key, keep="first", maintain_order=True),
            on=key,
            how="left",
            nulls_equal=True,
        )
        .with_row_index("_row")
        .pipe(_graded_against, first, data, lang)
        .sort(
            "horizon_year", pl.col("level") != "nation", "tier",
            pl.col("unit_id").replace_strict(
                unit_ids, list(range(len(unit_ids))), default=-1, return_dtype=pl.Int64
            ),
            maintain_order=True,
        )
        .drop("_row")
    )  # fmt: skip


def _graded_against(rows: pl.DataFrame, first: set[str], data: Data, lang: Lang) -> pl.DataFrame:
    """Grade each figure against the first unit's for the same tier and the nearest year."""
    stated = described(rows.filter("found").select("_row", *data.targets.columns), vars(data))
    base = stated.filter(pl.col("unit_id").is_in(first))
    others = stated.filter(~pl.col("unit_id").is_in(first))
    pairs = graded(
        others.join(suffixed(base), left_on="tier", right_on="tier_b", coalesce=False),
        data.comparability,
    )
    away = (pl.col("horizon_year") - pl.col("horizon_year_b")).abs()
    nearest = (
        pairs.sort("_row", away, "grade", nulls_last=True, maintain_order=True)
        .unique("_row", keep="first", maintain_order=True)
        .select(
            "_row",
            "grade",
            reasons_label=reasons_label(reasons_in_words(data, lang)),
        )
    )
    return rows.join(nearest, on="_row", how="left")
