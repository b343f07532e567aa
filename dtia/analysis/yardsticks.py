"""National yardsticks: the act that promises are measured against, and the days it holds."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dtia.data.dataset import as_of
from dtia.data.periods import first_day, last_day

# What names one yardstick among the targets of the nation.
YARDSTICK = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]


def yardsticks(promises: pl.DataFrame, national_references: pl.DataFrame) -> pl.DataFrame:
    """Return the promises of the nation that measure others, with held_from and held_to.

    One that is only announced measures nothing yet.
    """
    held = national_references.filter(pl.col("state").ne_missing("announced")).select(
        *YARDSTICK, held_from=first_day("valid_from"), held_to=last_day("valid_to")
    )
    return promises.filter(level="nation").join(
        held, on=YARDSTICK, nulls_equal=True, maintain_order="left"
    )


def held_on(day: pl.Expr, suffix: str = "") -> pl.Expr:
    """Say whether a yardstick held on a day; an end that is not known is none."""
    begun = pl.col(f"held_from{suffix}") <= day
    return begun.fill_null(True) & (day <= pl.col(f"held_to{suffix}")).fill_null(True)


def judged_on(known: Mapping[str, pl.DataFrame]) -> pl.Expr:
    """Return the day whose yardstick counts: that of the data, or the last one of the horizon.

    What was due by 2025 is measured against what held when 2025 ended.
    """
    read = pl.lit(as_of(known)).str.to_date(strict=False)
    return pl.min_horizontal(pl.date("horizon_year", 12, 31), read)


def made_on(known: Mapping[str, pl.DataFrame]) -> pl.Expr:
    """Return the last day on which a promise can have been made: of its act, and of its unit."""
    ends = dict(known["units"].select("unit_id", "valid_to").drop_nulls().iter_rows())
    ended = pl.col("unit_id").replace_strict(ends, default=None, return_dtype=pl.String)
    day = pl.min_horizontal(last_day("issued_on"), ended.str.to_date(strict=False))
    return pl.coalesce(day, judged_on(known))
