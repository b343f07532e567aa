"""Rows of one target of one act that state different things."""

from __future__ import annotations

import polars as pl

from dtia.data import FILE, LINE, Raw, Row
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What a target is, and what it states.
SAME_TARGET = ["unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method"]
STATEMENT = ["comparator", "value", "value_high", "category"]


def conflicts(raw: Raw, lang: Lang) -> list[Problem]:
    """Find current rows of one target of one document that state different things.

    The problem is told at the first of them, with the places of the others. The curator decides
    between them; `build` refuses to.
    """
    current = raw["targets"].filter(status="current")
    acts = current.with_columns(
        pl.col("horizon_year").cast(pl.Int64, strict=False),
        _act=pl.coalesce("document_id", "source_id"),
    )
    one = [*SAME_TARGET, "_act"]
    repeated = cast(acts.filter(acts.select(one).is_duplicated()), RAW["targets"][1])
    several = repeated.filter(pl.struct(STATEMENT).n_unique().over(one) > 1)
    problems = []
    for group in several.partition_by(one, maintain_order=True):
        stated = "; ".join(_spoken(row) for row in group.iter_rows(named=True))
        (file, line), *others = group.select(FILE, LINE).iter_rows()
        places = ", ".join(f"{other}:{at}" for other, at in others)
        message = text("check.conflict", lang, values=f"{stated} ({places})")
        problems.append(Problem(file, line, "status", message, text("hint.conflict", lang)))
    return problems


def _spoken(row: Row) -> str:
    numbers = "–".join(f"{v:.15g}" for v in (row["value"], row["value_high"]) if v is not None)
    return f"{row['comparator']} {numbers or row['category']}"
