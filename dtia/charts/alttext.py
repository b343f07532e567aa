"""What a chart shows, in words made from its data."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.data.vocabulary import COVERAGE, SAME
from dtia.i18n import Lang, counts, text


def title(frame: pl.DataFrame) -> str:
    """Name the indicator and the years of a frame of targets."""
    years = sorted(set(frame["horizon_year"].drop_nulls()))
    return f"{frame['indicator_name'][0]}, {'–'.join(str(year) for year in years)}"


def targets(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many units state a number, the extremes, the nation, and who is silent."""
    local = frame.filter(pl.col("level") != "nation")
    stated = local.filter(pl.col("value").is_not_null()).sort("value", maintain_order=True)
    parts = [text("alt.targets", lang, title=title(frame), n=stated["unit_id"].n_unique())]
    if stated.height == 1:
        parts.append(text("alt.one", lang, figure=_spoken(stated.row(0, named=True))))
    elif stated.height:
        low, top = stated.row(0, named=True), stated.row(-1, named=True)
        parts.append(text("alt.extremes", lang, top=_spoken(top), low=_spoken(low)))
    parts += nation(frame, lang)
    if names := silent(local):
        parts.append(text("alt.silent", lang, names=names))
    return " ".join(parts)


def silent(frame: pl.DataFrame) -> str:
    """Name the units without a figure; where a frame has several years, for which of them."""
    missing = frame.filter(~pl.col("found"))
    if missing.is_empty():
        return ""
    years = frame["horizon_year"].drop_nulls().n_unique()
    rows = missing.unique(["unit_label", "horizon_year"], keep="first", maintain_order=True)
    told = pl.col("horizon_year").cast(pl.String).str.join(", ")
    by_unit = rows.group_by("unit_label", maintain_order=True).agg(years=told)
    name = pl.format("{} ({})", "unit_label", "years") if years > 1 else pl.col("unit_label")
    return ", ".join(by_unit.select(said=name)["said"])


def gaps(frame: pl.DataFrame, whole: pl.DataFrame, lang: Lang) -> str:
    """Say how many of the `whole` lie where to the nation, and list those that differ."""
    found = dict(whole["verdict"].replace(dict.fromkeys(SAME, "same")).value_counts().iter_rows())
    listed = "; ".join(
        f"{row['panel_label']}, {row['row_label']}: {row['gap_label']}"
        for row in frame.iter_rows(named=True)
    )
    signs = {verdict: found.get(verdict, 0) for verdict in ("above", "same", "below", "spans")}
    return f"{text('alt.gaps', lang, n=whole.height, parts=counts(signs, lang))} {listed}."


def coverage(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many cells hold what."""
    found = dict(frame["coverage"].value_counts().iter_rows())
    parts = ", ".join(
        text("map.entry", lang, label=text(f"coverage.{state}", lang), n=found[state])
        for state in COVERAGE
        if state in found
    )
    n = frame["unit_label"].n_unique()
    return text("alt.coverage", lang, n=n, total=frame.height, parts=parts)


def standings(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many provinces stand how to the nation, and name each with its figure."""
    tiles = frame.filter(pl.col("standing") != "nation")
    provinces = tiles.filter(~pl.col("archipelago"))
    parts = [text("alt_map.tiles", lang, title=title(frame), n=provinces.height)]
    parts += nation(frame, lang)
    for group in provinces.sort("standing", maintain_order=True).partition_by(
        "standing", maintain_order=True
    ):
        stated = group["value"].is_not_null().all()
        named = pl.concat_str("name", "tile_label", separator=" ") if stated else pl.col("name")
        names = ", ".join(group.select(named.alias("name"))["name"])
        label = group["verdict_label"][0]
        parts.append(text("alt_map.group", lang, label=label, n=group.height, names=names))
    islands = ", ".join(tiles.filter("archipelago")["name"])
    return " ".join([*parts, text("alt_map.archipelagos", lang, names=islands)])


def regions(frame: pl.DataFrame, lang: Lang) -> str:
    """Say for each region how many provinces state a number, which ones, and its median."""
    provinces = frame.filter(~pl.col("archipelago")).sort("region_label", maintain_order=True)
    parts = [text("alt_map.regions", lang, title=title(frame)), *nation(frame, lang)]
    for group in provinces.partition_by("region_label", maintain_order=True):
        stated = group.filter(pl.col("value").is_not_null() & (pl.col("standing") != "disputed"))
        named = pl.concat_str("name", "tile_label", separator=" ")
        counted = text(
            "map.panel", lang, region=group["region_label"][0], n=stated.height, of=group.height
        )
        names = ", ".join(stated.select(named.alias("name"))["name"]) or "–"
        median = "".join(f"; {label}" for label in group["median_label"].drop_nulls().head(1))
        parts.append(f"{counted}: {names}{median}.")
    return " ".join(parts)


def acts(frame: pl.DataFrame) -> str:
    """Name the acts of each unit with their dates, in the order of the rows."""
    named = pl.format("{} ({})", "document_label", "issued_on")
    lines = (
        frame.sort("at", maintain_order=True)
        .group_by("unit_label", maintain_order=True)
        .agg(named.str.join(", ").alias("named"))
    )
    return " ".join(f"{unit}: {acts}." for unit, acts in lines.iter_rows())


def nation(frame: pl.DataFrame, lang: Lang) -> list[str]:
    """Say each national target of a frame, with its act and its days."""
    national = frame.filter(pl.col("yardstick_label").is_not_null())
    return [
        text("alt.nation", lang, value=f"{_spoken(row)} ({row['yardstick_label']})")
        for row in national.iter_rows(named=True)
    ]


def _spoken(row: dict[str, Any]) -> str:
    return " ".join(row[c] for c in ("unit_label", "tier_label", "value_label") if row[c])
