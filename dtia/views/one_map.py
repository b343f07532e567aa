"""One map and one figure a territory: what a chart shows of targets that several acts state."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from dtia.data import Data
from dtia.data.units import lands
from dtia.data.vocabulary import NUMERIC, PROMISE
from dtia.i18n import Lang, text
from dtia.views.labels import unit_labels

# What is counted, and drawn, by itself.
TOPIC = ["indicator_id", "horizon_year"]


def first_of(place: str) -> dict[str, pl.Expr]:
    """Return what puts one figure of a territory after another, with the columns that follow.

    A figure in force stands before a disputed one, a number before words, an act of the unit in
    column `place` before one of the same territory under its other id; then the latest date of
    issue (a day before a year alone, no date last), then the more comparable figure.
    """
    return {
        "_disputed": pl.col("status") == "disputed",
        "_words": ~pl.col("comparator").is_in(NUMERIC),
        "_otherwise": pl.col("unit_id") != pl.col(place),
    }


def ordered(rows: pl.DataFrame, place: str) -> pl.DataFrame:
    """Sort figures so that the first of each territory is the one that stands for it."""
    first = first_of(place)
    return (
        rows.with_columns(**first)
        .sort(
            *first, "issued_on", "grade", "document_id", "value", "source_ids",
            descending=[False] * len(first) + [True] + [False] * 4, nulls_last=True,
            maintain_order=True,
        )
        .drop(*first)
    )  # fmt: skip


def beside_nation(data: Data) -> pl.DataFrame:
    """Return how each promise stands to the nation's: verdict, gap_low and gap_high."""
    return (
        data.gaps.filter(kind="national")
        .select(*PROMISE, "verdict", "gap_low", "gap_high")
        .unique(PROMISE, keep="first", maintain_order=True)
    )


def on_one_map(
    data: Data, targets: pl.DataFrame, lang: Lang, era: str | None = None
) -> pl.DataFrame:
    """Keep of each indicator and year one map, and of each of its provinces one act.

    `targets` comes from `views.targets`. The map is the one of which a greater part of the
    provinces state a number, that of today where both do alike; `era` chooses it. A territory
    that the merger left alone stands on both. Of several acts of a territory `first_of` says
    which stands for it.

    Adds verdict (beside the nation's), map_label (which map), n_stated and n_disputed (provinces
    whose figure is a number in force, or a disputed one), n_of (of how many), other_values (the
    numbers of the other acts), n_acts and others_label (what they state). The nation's rows stay;
    units below the province go.
    """
    national = targets.filter(pl.col("level").fill_null("") == "nation")
    maps = {name: Map(_place(data, name), _provinces(data, name).height) for name in ("34", "63")}
    parts = [
        _of_topic(data, part, maps, lang, era)
        for part in targets.filter(level="province").partition_by(*TOPIC, maintain_order=True)
    ]
    rows = pl.concat([national, *parts], how="diagonal").join(
        beside_nation(data).select(*PROMISE, "verdict"), on=PROMISE, how="left", nulls_equal=True,
        maintain_order="left",
    )  # fmt: skip
    if not parts:
        return rows
    about = ["map_label", "n_stated", "n_disputed", "n_of"]
    return rows.with_columns(pl.col(about).fill_null(pl.col(about).max().over(TOPIC)))


class Map(NamedTuple):
    """A map of provinces: which of them a unit stands for, and how many there are."""

    place: pl.Expr
    whole: int


def _of_topic(
    data: Data, rows: pl.DataFrame, maps: dict[str, Map], lang: Lang, era: str | None
) -> pl.DataFrame:
    on_map = {
        name: rows.with_columns(_place=place).filter(pl.col("_place").is_not_null())
        for name, (place, _) in maps.items()
    }
    shown = era or max(maps, key=lambda name: _stating(on_map[name]) / maps[name].whole)
    in_force = pl.col("status").fill_null("") != "superseded"
    current = ordered(on_map[shown].filter(in_force), "_place")
    stated = current.filter("found")
    silent = current.filter(~pl.col("found")).join(stated, on="_place", how="anti")
    act = ["_place", "unit_id", "document_id"]
    chosen = stated.unique("_place", keep="first", maintain_order=True).select(act)
    own = stated.join(chosen, on=act, how="semi", nulls_equal=True, maintain_order="left")
    others = stated.join(chosen, on=act, how="anti", nulls_equal=True, maintain_order="left")
    told = pl.concat_str("value_label", "document_label", separator=", ", ignore_nulls=True)
    beside = others.group_by("_place", "tier", maintain_order=True).agg(
        other_values=pl.col("value").drop_nulls().unique(maintain_order=True),
        others_label=told.unique(maintain_order=True).str.join("; "),
    )
    acts = stated.group_by("_place").agg(n_acts=pl.col("document_id").n_unique())
    several = acts.filter(pl.col("n_acts") > 1)
    one = ["_place", "tier", "base_id", "method", "value_label"]
    return (
        pl.concat([own.unique(one, keep="first", maintain_order=True),
                   silent.unique("_place", keep="first", maintain_order=True)])
        .join(beside, on=["_place", "tier"], how="left", nulls_equal=True, maintain_order="left")
        .join(several, on="_place", how="left", maintain_order="left")
        .drop("unit_label")
        .join(
            unit_labels(data, lang).rename({"unit_id": "_place"}), on="_place",
            how="left", maintain_order="left",
        )
        .with_columns(
            map_label=pl.lit(text(f"map_label.{shown}", lang)),
            n_of=pl.lit(maps[shown].whole),
            **{
                name: pl.col("_place")
                .filter(pl.col("value").is_not_null(), status=status)
                .n_unique()
                for name, status in (("n_stated", "current"), ("n_disputed", "disputed"))
            },
        )
        .drop("_place")
    )  # fmt: skip


def _stating(rows: pl.DataFrame) -> int:
    """Count the provinces that state a number."""
    return rows.filter("found", pl.col("value").is_not_null())["_place"].n_unique()


def _provinces(data: Data, era: str) -> pl.DataFrame:
    return data.units.filter(era=era, level="province")


def _place(data: Data, era: str) -> pl.Expr:
    """Name the province of a map that has the territory of a unit; null where none has."""
    today = lands(data.units)
    other = today if era == "34" else {now: former for former, now in today.items()}
    own = _provinces(data, era)["unit_id"]
    names = {**{unit: unit for unit in own}, **other}
    return pl.col("unit_id").replace_strict(names, default=None, return_dtype=pl.String)
