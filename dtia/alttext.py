"""What a chart shows, in words made from its data."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.fields import COVERAGE
from dtia.i18n import Lang, text


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
    parts += [
        text("alt.nation", lang, value=_spoken(row))
        for row in frame.filter("yardstick").iter_rows(named=True)
    ]
    silent = local.filter(~pl.col("found"))["unit_label"].unique(maintain_order=True)
    if silent.len():
        parts.append(text("alt.silent", lang, names=", ".join(silent)))
    return " ".join(parts)


def gaps(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many gaps have which sign, and list them."""
    counts = dict(frame["verdict"].value_counts().iter_rows())
    listed = "; ".join(
        f"{row['indicator_name']}, {row['row_label']}: {row['gap_label']}"
        for row in frame.iter_rows(named=True)
    )
    signs = {verdict: counts.get(verdict, 0) for verdict in ("above", "same", "below", "spans")}
    return f"{text('alt.gaps', lang, n=frame.height, **signs)} {listed}."


def coverage(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many cells hold what."""
    counts = dict(frame["coverage"].value_counts().iter_rows())
    cells = {k: counts.get(k, 0) for k in COVERAGE}
    return text("alt.coverage", lang, n=frame["unit_label"].n_unique(), total=frame.height, **cells)


def _spoken(row: dict[str, Any]) -> str:
    return " ".join(row[c] for c in ("unit_label", "tier_label", "value_label") if row[c])
