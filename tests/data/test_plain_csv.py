"""The clean tables as others read them: with the defaults of polars and of pandas, as CSV."""

from __future__ import annotations

import pandas as pd
import polars as pl
import polars.selectors as cs
import pytest

from dtia.data import Data
from dtia.data.clean import CLEAN
from support.project import ROOT

# How many rows polars reads to tell the types of columns.
FIRST = 100
# What is text, but looks like a number: programs read the number.
NUMERALS = {"era", "period", "reference_year"}
TABLES = list(CLEAN)


def place(name: str) -> str:
    return str(ROOT / "data" / "clean" / f"{name}.csv")


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(cs.by_name(NUMERALS, require_all=False).cast(pl.String))


@pytest.mark.parametrize("name", TABLES)
def test_polars_reads_types_and_values_by_default(data: Data, name: str) -> None:
    wanted: pl.DataFrame = getattr(data, name)
    found = as_text(pl.read_csv(place(name)))
    # Where the first rows are blank, polars keeps the text; a number of it is the same.
    late = [column for column in wanted.columns if wanted[column][:FIRST].is_null().all()]
    assert {c for c in late if wanted.schema[c] != pl.String} <= {
        "value_high", "required_pace", "actual_pace",
    }  # fmt: skip
    assert found.drop(late).schema == wanted.drop(late).schema
    assert found.cast(dict(wanted.schema)).equals(wanted)


@pytest.mark.parametrize("name", TABLES)
def test_polars_reads_every_type_where_it_may_look_at_all_rows(data: Data, name: str) -> None:
    wanted: pl.DataFrame = getattr(data, name)
    found = as_text(pl.read_csv(place(name), infer_schema_length=None))
    blank = [column for column in wanted.columns if wanted[column].is_null().all()]
    assert found.drop(blank).equals(wanted.drop(blank))
    assert found.drop(blank).schema == wanted.drop(blank).schema


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_types_and_values_by_default(data: Data, name: str) -> None:
    wanted: pl.DataFrame = getattr(data, name)
    found = pd.read_csv(place(name))
    assert list(found.columns) == wanted.columns
    for column, dtype in wanted.schema.items():
        own, read = wanted[column], found[column]
        assert read.isna().tolist() == own.is_null().to_list(), column
        stated = read.dropna().tolist()
        if column in NUMERALS and pd.api.types.is_numeric_dtype(read):
            stated = [str(int(value)) for value in stated]
        elif dtype.is_float():
            assert pd.api.types.is_float_dtype(read), column
        elif dtype.is_integer():
            assert pd.api.types.is_numeric_dtype(read), column
        assert stated == own.drop_nulls().to_list(), column


def test_a_decimal_after_a_hundred_whole_numbers_is_read(data: Data) -> None:
    rows = pl.read_csv(place("targets"))
    assert rows.schema["value"] == pl.Float64
    assert rows["value"].equals(data.targets["value"])
    assert (rows["value"][:FIRST].drop_nulls() % 1 == 0).all()
