"""The raw tables are read whole, as text."""

from __future__ import annotations

import polars as pl

from dtia.data import read_raw
from dtia.data.registers import Units
from support.project import ROOT


def test_a_lazy_frame_would_hide_bad_values_so_tables_are_read_eagerly() -> None:
    bad = pl.LazyFrame({name: ["x"] for name in Units.to_schema().columns})
    Units.validate(bad, lazy=True)  # pandera looks at the schema of a lazy frame only
    raw, _ = read_raw(ROOT / "data")
    assert all(isinstance(frame, pl.DataFrame) for frame in raw.values())
