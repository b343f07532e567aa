"""CSV and Parquet for programs: typed, with ids, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import dtia
from dtia.data import Data
from support.taken import ECONOMY


def test_both_hold_ids_labels_and_numbers_under_the_names_of_the_codebook(
    data: Data, tmp_path: Path
) -> None:
    answer = dtia.ask("vi", data).targets(ECONOMY, 2030)
    parquet = pl.read_parquet(answer.save(tmp_path / "x.parquet"))
    csv = pl.read_csv(answer.save(tmp_path / "x.csv"), schema=parquet.schema)
    assert csv.equals(parquet)
    assert {"unit_id", "indicator_id", "document_id", "source_ids", "status"} <= {*csv.columns}
    assert parquet.schema["value"] == pl.Float64 and parquet.schema["horizon_year"] == pl.Int64


def test_parquet_says_what_it_holds_and_how_to_cite_it(data: Data, tmp_path: Path) -> None:
    place = dtia.ask("en", data).targets(ECONOMY, 2030).save(tmp_path / "x.parquet")
    said = pl.read_parquet_metadata(place)
    assert said["version"] == data.version and data.version in said["citation"]


def test_the_same_rows_are_the_same_bytes(data: Data, tmp_path: Path) -> None:
    answer = dtia.ask("vi", data).targets(ECONOMY, 2030)
    for ending in ("csv", "parquet"):
        first, second = (answer.save(tmp_path / f"{n}.{ending}") for n in (1, 2))
        assert first.read_bytes() == second.read_bytes()


def test_an_answer_without_a_table_gives_its_frame(data: Data, tmp_path: Path) -> None:
    answer = dtia.ask("vi", data).findings()
    rows = pl.read_parquet(answer.save(tmp_path / "x.parquet"))
    assert rows.height == answer.frame.height and "claim" in rows.columns
