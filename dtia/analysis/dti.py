"""The Digital Transformation Index: its total recomputed from its main indices."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dtia.data import Data
from dtia.data.lists import joined
from dtia.data.names import resolve
from dtia.errors import MissingData, UnknownName, WrongValue

TOTAL, RANK = "dti.total", "rank.dti"
INDEX = ["unit_id", "period", "document_id"]
# Each index and the total are printed to four decimals, so a sum may be off by one last digit.
ROUNDING = 0.0001


def version(period: str, versions: pl.DataFrame) -> pl.Expr:
    """Return the set of indicators (document_id) that the DTI of a period follows, or null."""
    year = pl.col(period).cast(pl.String).str.slice(0, 4).cast(pl.Int64, strict=False)
    return pl.coalesce(
        pl.when(pl.lit(False)).then(pl.col(period)),
        *(
            pl.when(year.is_between(first, last or 9999)).then(pl.lit(document))
            for document, first, last in versions.select(
                "document_id", "first_year", "last_year"
            ).iter_rows()
        ),
    )


def shares(weights: pl.DataFrame) -> pl.DataFrame:
    """Return document_id, indicator_id, share (of all points) and n_indices of each version."""
    return weights.select(
        "document_id",
        "indicator_id",
        share=pl.col("max_points") / pl.col("max_points").sum().over("document_id"),
        n_indices=pl.len().over("document_id"),
    )


def totals(
    observations: pl.DataFrame, versions: pl.DataFrame, weights: pl.DataFrame
) -> pl.DataFrame:
    """Recompute each published total whose main indices are all on file.

    `observations` are clean observations, the others the tables dti_versions and dti_weights.
    The total of a version is the sum of its indices, each times its share of the points.
    Returns unit_id, unit_name, period, document_id, published, recomputed, difference
    (recomputed less published), agrees (within rounding) and source_ids. A unit with two values
    of one index is left out: its total cannot be recomputed without choosing.
    Source: the sets of indicators named in dti_weights.
    """
    indices = (
        observations.with_columns(document_id=version("period", versions))
        .join(shares(weights), on=["document_id", "indicator_id"])
        .group_by(INDEX)
        .agg(
            recomputed=(pl.col("value") * pl.col("share")).sum().round(6),
            _found=pl.len(),
            _distinct=pl.col("indicator_id").n_unique(),
            _needed=pl.col("n_indices").first(),
            _sources=pl.col("source_ids"),
        )
        .filter(pl.col("_found") == pl.col("_needed"), pl.col("_distinct") == pl.col("_needed"))
    )
    return (
        observations.filter(indicator_id=TOTAL)
        .rename({"value": "published"})
        .join(indices, on=["unit_id", "period"])
        .with_columns(difference=(pl.col("recomputed") - pl.col("published")).round(6))
        .with_columns(
            agrees=pl.col("difference").abs() <= ROUNDING + 1e-9,
            source_ids=joined(pl.col("source_ids"), pl.col("_sources").list.join(";")),
        )
        .sort("period", "published", "unit_id", descending=[False, True, False])
        .select(
            "unit_id", "unit_name", "period", "document_id", "published", "recomputed",
            "difference", "agrees", "source_ids",
        )
    )  # fmt: skip


def what_if(
    data: Data, unit_id: str, changes: Mapping[str, float], period: str | None = None
) -> pl.DataFrame:
    """Say what a unit's DTI would be if some of its main indices were other than they are.

    `changes` adds to indices by name: {"activity_economy": 0.1}; `period` is by default the
    latest with a total on file. The total moves by each change times the share of its index, and
    all else stays. Returns one row: unit_id, period, document_id (the set of indicators),
    on_file and needed (main indices), total, new_total (null where the total or the points of
    that set are not on file), rank (published), best and worst (bounds of the new rank among
    the units of the same map, from the totals and ranks on file) and of (how many units).
    Raises UnknownName for an index that is none, MissingData where no total is on file, and
    WrongValue without changes and for an index or a total that would leave 0 to 1.
    """
    names = _main_indices(data, changes)
    era = data.units.filter(unit_id=unit_id)["era"].item()
    of = data.units.filter(era=era, level="province").select("unit_id")
    ours = data.observations.join(of, on="unit_id", how="semi")
    year = _year(ours.filter(unit_id=unit_id), unit_id, period)
    of_year = ours.filter(period=year)
    own = dict(of_year.filter(unit_id=unit_id).select("indicator_id", "value").iter_rows())
    document = pl.select(period=pl.lit(year)).select(version("period", data.dti_versions)).item()
    weighed = shares(data.dti_weights).filter(document_id=document)
    parts = dict(weighed.select("indicator_id", "share").iter_rows())
    new = _new_total(own, parts, {names[name]: change for name, change in changes.items()})
    best, worst = rank_bounds(of_year, of["unit_id"].to_list(), unit_id, new)
    on_file = sum(name in own for name in parts)
    return pl.DataFrame(
        [
            (unit_id, year, document, on_file, len(parts), own[TOTAL], new, own.get(RANK), best,
             worst, of.height)
        ],
        schema={
            "unit_id": pl.String, "period": pl.String, "document_id": pl.String,
            "on_file": pl.Int64, "needed": pl.Int64, "total": pl.Float64,
            "new_total": pl.Float64, "rank": pl.Float64, "best": pl.Int64, "worst": pl.Int64,
            "of": pl.Int64,
        },
        orient="row",
    )  # fmt: skip


def _main_indices(data: Data, changes: Mapping[str, float]) -> dict[str, str]:
    """Return the ids of the main indices by their short names, which the changes must be of."""
    names = {name.removeprefix("dti."): name for name in data.dti_weights["indicator_id"]}
    if not changes:
        raise WrongValue("no_change", names=", ".join(names))
    for name in changes:
        if name not in names:
            raise UnknownName("no_index", name=repr(name), names=", ".join(names))
    return names


def _year(own: pl.DataFrame, unit_id: str, period: str | None) -> str:
    """Return the period asked for, or the latest, of those with a total of the unit on file."""
    periods = own.filter(indicator_id=TOTAL)["period"].sort()
    if period not in periods and (period or periods.is_empty()):
        known = ", ".join(periods) or "–"
        raise MissingData("no_total", unit=unit_id, wanted=period or "–", known=known)
    return period or str(periods[-1])


def _new_total(
    own: Mapping[str, float], parts: Mapping[str, float], changes: Mapping[str, float]
) -> float | None:
    """Move a total by changes of its indices; null where the shares of these are not on file."""
    for index, change in changes.items():
        value = own.get(index)
        possible = -1 <= change <= 1 if value is None else 0 <= value + change <= 1
        if not possible:
            known = "–" if value is None else value
            name = index.removeprefix("dti.")
            raise WrongValue("index_bounds", name=name, known=known, change=f"{change:+}")
    if not parts:
        return None
    new = round(own[TOTAL] + sum(parts[index] * change for index, change in changes.items()), 6)
    if not 0 <= new <= 1:
        raise WrongValue("total_bounds", total=new)
    return new


def rank_bounds(
    of_year: pl.DataFrame, unit_ids: list[str], unit_id: str, total: float | None
) -> tuple[int | None, int | None]:
    """Return the best and the worst rank that a unit could have with a total.

    `of_year` holds the totals and ranks on file for one year. A unit with a rank but no total
    lies between the totals of its nearest neighbours in rank; one with neither, from 0 to 1.
    """
    if total is None:
        return None, None
    totals_of = dict(of_year.filter(indicator_id=TOTAL).select("unit_id", "value").iter_rows())
    ranks_of = dict(of_year.filter(indicator_id=RANK).select("unit_id", "value").iter_rows())
    placed = [(ranks_of[u], value) for u, value in totals_of.items() if u in ranks_of]
    above = reach = 0
    for other in unit_ids:
        if other == unit_id:
            continue
        low = high = totals_of.get(other)
        if low is None or high is None:
            rank = ranks_of.get(other)
            low = max((v for r, v in placed if rank is not None and r >= rank), default=0.0)
            high = min((v for r, v in placed if rank is not None and r <= rank), default=1.0)
        above += low > total
        reach += high >= total
    return 1 + above, 1 + reach


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
