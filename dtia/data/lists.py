"""Lists written into one cell, their entries separated by `;`."""

from __future__ import annotations

import polars as pl


def entries(cell: str | None) -> list[str]:
    """Return the entries of one cell; none of a blank one."""
    return [entry for entry in (cell or "").split(";") if entry]


def split(column: str) -> pl.Expr:
    """Return the entries of each cell of a column as a list; null where the cell is."""
    return pl.col(column).cast(pl.String).str.split(";")


def together(values: pl.Expr) -> pl.Expr:
    """Write the values of a group into one cell, each once, first come first; blank if none."""
    return values.drop_nulls().unique(maintain_order=True).str.join(";")


def joined(*lists: pl.Expr) -> pl.Expr:
    """Join lists into one, each entry once, first come first; null if empty."""
    whole = pl.concat_str(
        *(part.replace("", None) for part in lists), separator=";", ignore_nulls=True
    )
    return whole.str.split(";").list.unique(maintain_order=True).list.join(";").replace("", None)
