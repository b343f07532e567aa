"""The raw tables are read whole, as text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dtia.data import read_raw, reading
from dtia.data.registers import Units
from support.project import ROOT


def test_a_lazy_frame_would_hide_bad_values_so_tables_are_read_eagerly() -> None:
    bad = pl.LazyFrame({name: ["x"] for name in Units.to_schema().columns})
    Units.validate(bad, lazy=True)  # pandera looks at the schema of a lazy frame only
    raw, _ = read_raw(ROOT / "data")
    assert all(isinstance(frame, pl.DataFrame) for frame in raw.values())


def test_the_longest_cell_is_the_same_whatever_limit_another_program_set(tmp_path: Path) -> None:
    path = tmp_path / "raw/bases.csv"
    path.parent.mkdir()
    path.write_text("base_id,label_vi,label_en\n" + "x" * 200_000 + ",a,b\n", encoding="utf-8")
    before = csv.field_size_limit(10_000_000)
    try:
        told = [problem for problem in read_raw(tmp_path, "en")[1] if problem.line]
        assert csv.field_size_limit() == 10_000_000
    finally:
        csv.field_size_limit(before)
    assert [(problem.file.endswith("bases.csv"), problem.line) for problem in told] == [(True, 2)]
    assert "it holds 200" in told[0].message


def test_a_file_is_read_once_until_its_bytes_change(project: Path) -> None:
    path = project / "data" / "raw" / "bases.csv"
    before = path.read_text(encoding="utf-8")
    first = read_raw(project / "data")[0]["bases"]
    path.write_text(before + "ho,Hộ,Household\n", encoding="utf-8")
    more = read_raw(project / "data")[0]["bases"]
    assert more["base_id"].to_list() == [*first["base_id"], "ho"]
    path.write_text(before, encoding="utf-8")
    assert read_raw(project / "data")[0]["bases"].equals(first)


def test_a_large_file_is_read_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small, faults = read_raw(ROOT / "data")
    monkeypatch.setattr(reading, "LARGE", 0)
    large, others = read_raw(ROOT / "data")
    assert faults == others == []
    assert all(large[table].equals(frame) for table, frame in small.items())
    assert all(large[table].schema == frame.schema for table, frame in small.items())


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.removesuffix("\n"),
        lambda text: text + "\n",
        lambda text: text + ",,\n",
        lambda text: text + "ho,Hộ\n",
        lambda text: text + "ho,Hộ,Household,\n",
        lambda text: text + '"ho",Hộ,Household\n',
        lambda text: text + 'ho,"Hộ\nkhác",Household\n',
        lambda text: text + 'ho,Hộ "lớn",Household\n',
        lambda text: text + 'ho,"Hộ,Household\n',
        lambda text: text.replace("label_vi,label_en", "label_en,label_vi"),
        lambda text: text.replace("label_vi", "label"),
    ],
)
def test_an_odd_file_has_the_same_rows_and_faults_however_large(
    project: Path, monkeypatch: pytest.MonkeyPatch, spoiled: Callable[[str], str]
) -> None:
    path = project / "data" / "raw" / "bases.csv"
    path.write_bytes(spoiled(path.read_text(encoding="utf-8")).encode())
    small, faults = read_raw(project / "data")
    monkeypatch.setattr(reading, "LARGE", 0)
    large, others = read_raw(project / "data")
    assert faults == others
    assert large["bases"].equals(small["bases"])
