"""What a figure says, what keeps a promise, and how far two promises are apart.

All functions return expressions on the columns `comparator`, `value`, `value_high` and
`higher_is_better`; the other figure of a pair has the same columns with the suffix `_b`.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from dtia.data.vocabulary import FROM_ABOVE, FROM_BELOW

# How much short of a promise is near it: a share of its value, or places of a ranking.
NEAR_SHARE, NEAR_PLACES = 0.05, 1
# Floating point leaves 0.1 + 0.2 a little beside 0.3; no figure has more digits than this.
DIGITS = 6


@cache
def stated_interval() -> tuple[pl.Expr, pl.Expr]:
    """Return the ends of the stated interval: what the phrase says, within `lower` and `upper`."""
    value, comparator = pl.col("value"), pl.col("comparator")
    low = pl.when(comparator.is_in(FROM_ABOVE)).then("lower").otherwise(value)
    high = (
        pl.when(comparator.is_in(FROM_BELOW))
        .then("upper")
        .otherwise(pl.coalesce("value_high", "value"))
    )
    return low, high


@cache
def floor(side: str = "") -> tuple[pl.Expr, pl.Expr]:
    """Return the two ends of the least outcome that keeps a promise: one value, or a range.

    Where higher is better, any outcome at or above the value keeps it, whatever the comparator;
    for ranks it is the other way round. A bound that points the wrong way ("at most" where
    higher is better) leaves no floor: null.
    """
    wrong = (
        pl.when("higher_is_better")
        .then(pl.col(f"comparator{side}").is_in(FROM_ABOVE))
        .otherwise(pl.col(f"comparator{side}").is_in(FROM_BELOW))
    )
    value, high = pl.col(f"value{side}"), pl.coalesce(f"value_high{side}", f"value{side}")
    return pl.when(~wrong).then(value), pl.when(~wrong).then(high)


@cache
def least(side: str = "") -> pl.Expr:
    """Return the end of the floor that is easiest to keep: the low one where higher is better."""
    low, high = floor(side)
    return pl.when("higher_is_better").then(low).otherwise(high)


def ambition(value: pl.Expr) -> pl.Expr:
    """Turn a value so that more is more ambitious, for ranks too."""
    return pl.when("higher_is_better").then(value).otherwise(-value)


@cache
def is_open(side: str = "") -> pl.Expr:
    """Say whether the floor itself does not keep the promise: `over`, or `under` for ranks."""
    return pl.col(f"comparator{side}").is_in(["gt", "lt"])


@cache
def gap() -> tuple[pl.Expr, pl.Expr]:
    """Return the least and the greatest gap of the first figure's floor over the second's.

    Positive is ahead, for ranks too; both ends are equal unless one side is a range.
    """
    (low, high), (low_b, high_b) = floor(), floor("_b")
    better = pl.when("higher_is_better")
    return (
        difference(better.then(low).otherwise(low_b), better.then(high_b).otherwise(high)),
        difference(better.then(high).otherwise(high_b), better.then(low_b).otherwise(low)),
    )


def difference(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """Subtract figures, without the dust of floating point and without a negative zero."""
    distance = (a - b).round(DIGITS)
    return pl.when(distance == 0).then(0.0).otherwise(distance)


def verdict(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Word the gap of two promises.

    `above`, `below`, or `spans` where its ends have different signs; where only one end is zero,
    what is least enough to keep either promise decides. At zero `stricter` and `looser` where
    only one side says "over", else `same`; null without a gap.
    """
    ahead = (ambition(least()) - ambition(least("_b"))).round(DIGITS)
    touching = (low == 0) | (high == 0)
    repeated = pl.col("value").eq_missing(pl.col("value_b")) & pl.col("value_high").eq_missing(
        pl.col("value_high_b")
    )
    side = (
        pl.when(repeated)
        .then(0)
        .when(touching)
        .then(ahead)
        .when(low > 0)
        .then(1)
        .when(high < 0)
        .then(-1)
    )
    return (
        pl.when(low.is_null() | high.is_null())
        .then(None)
        .when(side > 0)
        .then(pl.lit("above"))
        .when(side < 0)
        .then(pl.lit("below"))
        .when(side.is_null())
        .then(pl.lit("spans"))
        .when(is_open() & ~is_open("_b"))
        .then(pl.lit("stricter"))
        .when(is_open("_b") & ~is_open())
        .then(pl.lit("looser"))
        .otherwise(pl.lit("same"))
    )


def verdict_of_spread(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Word the gap to a spread of several promises.

    `above` where it reaches the highest of them and `below` where only the lowest, else as
    `verdict`.
    """
    level = (low == 0) & (high == 0)
    return (
        pl.when(~level & (low >= 0))
        .then(pl.lit("above"))
        .when(~level & (high <= 0))
        .then(pl.lit("below"))
        .otherwise(verdict(low, high))
    )


@cache
def kept() -> pl.Expr:
    """Say whether the second figure, a measured value, keeps the promise of the first.

    A range counts with its worse end. A value at the floor of "over 45" does not keep it, unless
    it is itself "over 45".
    """
    ahead = (ambition(least("_b")) - ambition(least())).round(DIGITS)
    return (ahead > 0) | ((ahead == 0) & (~is_open() | is_open("_b")))


@cache
def near() -> pl.Expr:
    """Say whether a measured value is at most 5 % of the promise short of it, or one place."""
    short = (ambition(least()) - ambition(least("_b"))).round(DIGITS)
    allowed = pl.when(pl.col("unit") == "rank").then(NEAR_PLACES).otherwise(NEAR_SHARE * least())
    return short <= allowed.round(DIGITS)
