"""Words as numbers: pairs of figures bear many words, and differ in few ways."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import polars.selectors as cs


def coded(frame: pl.DataFrame) -> pl.DataFrame:
    """Hold the words of a frame as numbers (pl.Categorical) that all coded frames share.

    They are compared with words, sorted and joined with each other as the words are.
    """
    return frame.cast({cs.string(): pl.Categorical})


def spelled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its coded words as text again; rows share the letters of each word.

    What `cast` gives has letters of its own in every row.
    """
    words = pl.lit(pl.Categories().to_series())
    return frame.with_columns(
        words.gather(pl.col(name).to_physical()).alias(name)
        for name in frame.select(cs.categorical()).columns
    )


def once_each(frame: pl.DataFrame, columns: Sequence[str], **values: pl.Expr) -> pl.DataFrame:
    """Add expressions of some columns, evaluated once for each way in which those are filled."""
    told = frame.select(columns)
    ways = told.unique().with_columns(value.alias(f"_{name}") for name, value in values.items())
    found = told.join(ways, on=columns, how="left", nulls_equal=True, maintain_order="left")
    return frame.with_columns(found[f"_{name}"].alias(name) for name in values)
