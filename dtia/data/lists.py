"""Lists written into one cell, their entries separated by `;`."""

from __future__ import annotations

import polars as pl


def joined(*lists: pl.Expr) -> pl.Expr:
    """Join lists written with `;` into one, each entry once, first come first; null if empty."""
    return (
        pl.concat_str(*(part.replace("", None) for part in lists), separator=";", ignore_nulls=True)
        .str.split(";")
        .list.unique(maintain_order=True)
        .list.join(";")
        .replace("", None)
    )


def entries(cell: str | None) -> list[str]:
    return cell.split(";") if cell else []
