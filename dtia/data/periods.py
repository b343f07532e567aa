"""Periods written as a year, a month or a day: their first and last days, and what lies between."""

from __future__ import annotations

import polars as pl


def first_day(period: str) -> pl.Expr:
    """Return the first day of a period: a year, a month or a day in ISO form."""
    written = pl.col(period).cast(pl.String)
    return (written + "-01-01").str.head(10).str.to_date("%Y-%m-%d", strict=False)


def years(of: pl.Expr) -> pl.Expr:
    """Write a day as a year and its fraction."""
    length = 365 + of.dt.is_leap_year().cast(pl.Int32)
    return of.dt.year() + (of.dt.ordinal_day() - 1) / length


def last_day(period: str) -> pl.Expr:
    """Return the last day of a period: a year, a month or a day in ISO form."""
    written = pl.col(period).cast(pl.String)
    length = written.str.len_chars()
    return (
        pl.when(length == 4)
        .then((written + "-12-31").str.to_date("%Y-%m-%d", strict=False))
        .when(length == 7)
        .then((written + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end())
        .otherwise(written.str.to_date("%Y-%m-%d", strict=False))
    )


def years_between(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Count the years between two days, in whole months."""
    months = (end.dt.year() - start.dt.year()) * 12 + end.dt.month() - start.dt.month()
    return months / 12


def earlier(first: str, second: str) -> pl.Expr:
    """Say whether one date is before another; null where what both state leaves it open.

    A date may be a year alone: only what both sides state is compared.
    """
    a, b = pl.col(first).cast(pl.String), pl.col(second).cast(pl.String)
    known = pl.min_horizontal(a.str.len_chars(), b.str.len_chars())
    a, b = a.str.head(known), b.str.head(known)
    return pl.when(a != b).then(a < b)
