"""Two figures in one row, as the arithmetic of intervals takes them."""

from __future__ import annotations

from typing import Any

import polars as pl

# A comparator, a value, and the high end of a range.
Figure = tuple[str, float | None] | tuple[str, float | None, float | None]

FLOATS = dict.fromkeys(("value", "value_high", "value_b", "value_high_b", "lower", "upper"),
                       pl.Float64)  # fmt: skip


def cells(
    a: Figure,
    b: Figure = ("eq", None),
    *,
    better: bool = True,
    unit: str = "percent",
    lower: float | None = 0,
    upper: float | None = 100,
) -> dict[str, Any]:
    """One pair of figures, alike in everything else."""
    row: dict[str, Any] = {
        "higher_is_better": better, "unit": unit, "lower": lower, "upper": upper,
    }  # fmt: skip
    for suffix, (comparator, value, *high) in (("", a), ("_b", b)):
        row[f"comparator{suffix}"] = comparator
        row[f"value{suffix}"] = value
        row[f"value_high{suffix}"] = high[0] if high else None
    return row


def frame(a: Figure, b: Figure = ("eq", None), **more: Any) -> pl.DataFrame:
    return pl.DataFrame([cells(a, b, **more)], schema_overrides=FLOATS)
