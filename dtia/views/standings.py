"""How the provinces of the map since July 2025 stand to the nation: one figure of each."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.units import lands
from dtia.data.vocabulary import COVERAGE, NUMERIC, PROMISE
from dtia.errors import WrongValue
from dtia.i18n import Lang, quantity, text
from dtia.views.labels import each, named, order, unit_labels, value_label, worded
from dtia.views.one_map import beside_nation, first_of, ordered

# Verdicts against the nation that a map tells apart.
STANDINGS = {
    "above": "above", "stricter": "from", "same": "same", "looser": "up_to", "below": "below",
    "spans": "spans",
}  # fmt: skip


def standings(data: Data, targets: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Choose one figure of each province of the map since July 2025, and say how it stands.

    `targets` comes from `views.targets` of one indicator and year, of a tiered indicator with one
    tier. What a territory that the merger left alone promised before it counts as its own. Of
    several figures one in force stands before a disputed one, a number before words, an act of
    the province as it is now before an older one, the latest date of issue before others (a day
    before a year alone, no date last), then the more comparable figure; nothing is averaged.

    Returns the national yardsticks and, for each province and each tile of an archipelago, the
    columns of `targets` and province_id, name, region, region_label, archipelago, across and
    down (its tile), verdict (beside the nation's), standing (`above`, `from` the nation's figure
    on, `same`, `up_to` it, `below`, `spans`, `not_comparable`, `qualitative`, `disputed`,
    `not_found` or `not_searched`; `nation`), tile_label, indicative (grade C), others (how many
    more figures there are), others_label, verdict_label, region_median and median_label. Raises
    WrongValue for several indicators, years or tiers.
    """
    stated = targets.filter("found")
    for column in ("indicator_id", "horizon_year", "tier"):
        several = stated[column].unique(maintain_order=True).to_list()
        if len(several) > 1:
            values = ", ".join(str(value) for value in several)
            raise WrongValue("one_value", column=column, values=values)
    provinces, unit = _provinces(data, lang), stated["unit"].first()
    chosen = _chosen(data, stated.filter(pl.col("level") != "nation"), lang)
    rows = (
        provinces.join(chosen, on="province_id", how="left", maintain_order="left")
        .join(_known(data, targets), on="province_id", how="left", maintain_order="left")
        .join(_medians(data, targets), on="region", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("standing", "coverage", pl.lit("not_searched")).alias("standing"),
            unit_label=pl.when("archipelago").then("name").otherwise("territory_label"),
            indicator_name=pl.lit(targets["indicator_name"].first()),
            edition=pl.lit(targets["edition"].first()),
            others=pl.col("others").fill_null(0),
            median_label=each(
                ["region_median"], lambda row: _median(row["region_median"], unit, lang)
            ),
        )
        .with_columns(
            verdict_label=worded("standing", "standing", lang),
            tile_label=pl.coalesce("tile_label", worded("standing", "standing", lang)),
        )
    )
    nation = targets.filter("yardstick").with_columns(standing=pl.lit("nation"))
    return pl.concat([nation, rows], how="diagonal").drop("found", "territory_label", "coverage")


def _provinces(data: Data, lang: Lang) -> pl.DataFrame:
    """Return each province with its tiles, in Vietnamese order, archipelagos last."""
    names = data.units.filter(era="34", level="province").select(
        "unit_id", "region", name=f"name_{lang}"
    )
    return (
        names.join(unit_labels(data, lang), on="unit_id", maintain_order="left")
        .join(data.tiles, on="unit_id", maintain_order="left")
        .sort("archipelago", pl.col("unit_label").cast(order(names, data, lang)))
        .select(
            "region", "archipelago", "across", "down", province_id="unit_id",
            name=pl.coalesce(f"label_{lang}", "name"), territory_label="unit_label",
            region_label=named("region", data.regions, lang),
        )
    )  # fmt: skip


def _of_today(data: Data) -> pl.Expr:
    """Name the province since July 2025 that has the territory of a unit."""
    return pl.col("unit_id").replace(lands(data.units))


def _chosen(data: Data, stated: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    # A range that begins or ends at the nation's figure says more than that figure.
    verdicts = beside_nation(data).select(
        *PROMISE,
        verdict=pl.when(pl.col("gap_high") > pl.col("gap_low"), verdict="same")
        .then(pl.when(pl.col("gap_low") == 0).then(pl.lit("stricter")).otherwise(pl.lit("looser")))
        .otherwise("verdict"),
    )
    unlike = ["province_id", "comparator", "value", "value_high", "category", "document_id"]
    first = first_of("province_id")
    ranked = (
        stated.filter(pl.col("status") != "superseded")
        .join(
            verdicts,
            on=PROMISE,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(province_id=_of_today(data))
        .pipe(ordered, "province_id")
        .with_columns(**first)
        .unique(unlike, keep="first", maintain_order=True)
    )  # fmt: skip
    told = pl.concat_str("value_label", "document_label", separator=", ", ignore_nulls=True)
    return (
        ranked.with_columns(
            others=pl.len().over("province_id") - 1,
            others_label=told.slice(1).str.join("; ").over("province_id"),
        )
        .unique("province_id", keep="first", maintain_order=True)
        .with_columns(
            standing=pl.when("_disputed")
            .then(pl.lit("disputed"))
            .when("_words")
            .then(pl.lit("qualitative"))
            .otherwise(
                pl.col("verdict").replace_strict(
                    STANDINGS, default="not_comparable", return_dtype=pl.String
                )
            ),
            indicative=(pl.col("grade") == "C").fill_null(False),
            tile_label=each(
                ["found", "comparator", "value", "value_high", "unit", "category_label"],
                lambda row: _short(row, lang),
            ),
        )
        .drop(*first)
    )


def _short(row: dict[str, object], lang: Lang) -> str:
    """Word a figure as briefly as a tile needs it; words of a target stand in the tooltip."""
    if row["comparator"] not in NUMERIC:
        return text("standing.qualitative", lang)
    comparator = "eq" if row["comparator"] == "approx" else row["comparator"]
    shown = value_label({**row, "comparator": comparator, "status": "current"}, lang)
    return f"≈ {shown}" if row["comparator"] == "approx" else shown


def _median(value: float | None, unit: object, lang: Lang) -> str | None:
    return None if value is None else text("map.median", lang, n=quantity(value, str(unit), lang))


def _known(data: Data, targets: pl.DataFrame) -> pl.DataFrame:
    """Say which provinces were searched, under either id of an unchanged territory.

    One that states the indicator otherwise than asked, such as for another tier, was.
    """
    asked = targets.select("indicator_id", "horizon_year").unique()
    return (
        data.coverage.join(asked, on=["indicator_id", "horizon_year"], how="semi")
        .with_columns(province_id=_of_today(data))
        .sort(pl.col("coverage").cast(pl.Enum(COVERAGE)), maintain_order=True)
        .unique("province_id", keep="first", maintain_order=True)
        .select(
            "province_id",
            coverage=pl.when(coverage="not_searched")
            .then("coverage")
            .otherwise(pl.lit("not_found")),
        )
    )


def _medians(data: Data, targets: pl.DataFrame) -> pl.DataFrame:
    """Return the median of each region that has one, and only one, for the provinces of today."""
    asked = targets.filter("found").select("indicator_id", "horizon_year", "tier").unique()
    today = data.units.filter(era="34", level="province")
    return (
        data.gaps.filter(kind="leader")
        .join(asked, on=["indicator_id", "horizon_year", "tier"], how="semi")
        .join(today.select("unit_id", "region"), on="unit_id")
        .filter(pl.col("reference") == pl.col("region"))
        .group_by("region", maintain_order=True)
        .agg(n=pl.col("reference_low").n_unique(), region_median=pl.col("reference_low").first())
        .filter(n=1)
        .select("region", "region_median")
    )
