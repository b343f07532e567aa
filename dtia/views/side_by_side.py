"""An analyst's first question: my province beside others, and which others."""

from __future__ import annotations

import polars as pl

from dtia.analysis.comparability import described, graded, reasons_in_words, suffixed
from dtia.data.dataset import Data
from dtia.data.units import resolve, territory
from dtia.errors import UnknownName, WrongValue
from dtia.i18n import Lang
from dtia.views.gaps import gaps
from dtia.views.labels import each
from dtia.views.targets import targets


def side_by_side(
    data: Data, unit_ids: list[str], indicator_id: str, lang: Lang, year: int | None = None
) -> pl.DataFrame:
    """Set the targets of some units for one indicator beside the nation's.

    Returns the rows of `views.targets` with gap_label (against the nation), and `grade` and
    reasons_label: how far each figure can be compared with that of the first unit for the same
    tier and the nearest year.
    """
    rows = (
        targets(data, indicator_id, lang, year)
        .filter(pl.col("yardstick") | pl.col("unit_id").is_in(unit_ids))
        .drop("grade")
    )
    first = set(territory(data.units, unit_ids[0]))
    key = ["unit_id", "tier", "horizon_year", "document_id", "base_id", "method"]
    national = gaps(data, "national", lang, indicator_id).select(*key, "gap_label")
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
    words = reasons_in_words(data, lang)
    nearest = (
        pairs.sort("_row", away, "grade", nulls_last=True, maintain_order=True)
        .unique("_row", keep="first", maintain_order=True)
        .select(
            "_row",
            "grade",
            reasons_label=each(
                ["reasons"],
                lambda row: "; ".join(words[r] for r in (row["reasons"] or "").split(";") if r),
            ),
        )
    )
    return rows.join(nearest, on="_row", how="left")


def peers(data: Data, unit: str, by: str = "region", n: int = 4) -> list[str]:
    """Return up to `n` provinces to compare one with: unit_ids, nearest first.

    `by` is "region" (the same region, those nearest in DTI rank first) or "dti" (the nearest in
    DTI rank wherever they are). Ranks are those of the year for which most are on file, on the
    map the unit is on; units without one come last, in the order of the register. Raises
    UnknownName for a name that no province has, or that two territories have.
    """
    own = resolve(data.units, unit)
    row = data.units.filter(unit_id=own).row(0, named=True)
    if row["level"] != "province":
        raise UnknownName("no_province", name=repr(unit))
    ranks = data.observations.filter(
        indicator_id="rank.dti", base_id=f"provinces_{row['era']}", comparator="eq"
    )
    fullest = ranks.filter(pl.len().over("period") == pl.len().over("period").max())
    others = data.units.filter(
        pl.col("unit_id") != own, era=row["era"], level="province"
    ).with_row_index("_order")
    if by == "region":
        others = others.filter(region=row["region"])
    elif by != "dti":
        raise WrongValue("peers_by", by=repr(by))
    here = fullest.filter(unit_id=own)["value"]
    distance = (pl.col("value") - (here[0] if here.len() else None)).abs()
    return (
        others.join(fullest.select("unit_id", "value"), on="unit_id", how="left")
        .unique("unit_id", keep="first", maintain_order=True)
        .sort(distance, "_order", nulls_last=True)["unit_id"]
        .head(n)
        .to_list()
    )
