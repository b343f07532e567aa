"""The zip for others: whole, the same bytes, and read as it says."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pandas as pd
import polars as pl
import pytest

from dtia.data import Data
from dtia.data.clean import CLEAN
from dtia.data.dataset import to_csv
from dtia.export import archive
from dtia.export.archive import FIRST, SUMS, numbers_first
from support.project import ROOT, invoke

PAPERS = {"README.md", "CODEBOOK.md", "CITATION.cff", "LICENSE-DATA", SUMS, "datapackage.json"}


@pytest.fixture(scope="module")
def zipped(data: Data) -> ZipFile:
    return ZipFile(BytesIO(archive(data, ROOT / "data")))


def test_the_zip_holds_every_clean_table_twice_and_what_they_mean(zipped: ZipFile) -> None:
    tables = {f"{name}.{kind}" for name in CLEAN for kind in ("csv", "parquet")}
    assert zipped.namelist() == sorted(tables | PAPERS)


def test_the_same_data_are_the_same_bytes(data: Data, zipped: ZipFile) -> None:
    assert zipped.fp is not None
    zipped.fp.seek(0)
    assert archive(data, ROOT / "data") == zipped.fp.read()
    assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_checksums_are_those_of_the_files(zipped: ZipFile) -> None:
    lines = zipped.read(SUMS).decode().splitlines()
    stated = dict(reversed(line.split("  ")) for line in lines)
    others = [name for name in zipped.namelist() if name != SUMS]
    assert stated == {name: hashlib.sha256(zipped.read(name)).hexdigest() for name in others}


@pytest.mark.parametrize("name", list(CLEAN))
def test_a_parquet_file_holds_the_table_with_its_types(
    data: Data, zipped: ZipFile, name: str
) -> None:
    frame = pl.read_parquet(BytesIO(zipped.read(f"{name}.parquet")))
    assert frame.equals(getattr(data, name))
    assert frame.schema == getattr(data, name).schema


@pytest.mark.parametrize("name", list(CLEAN))
def test_polars_and_pandas_read_every_number_as_one_by_default(
    data: Data, zipped: ZipFile, name: str
) -> None:
    wanted: pl.DataFrame = getattr(data, name)
    content = zipped.read(f"{name}.csv")
    found, other = pl.read_csv(BytesIO(content)), pd.read_csv(BytesIO(content))
    for column, kind in wanted.schema.items():
        if kind != pl.String and wanted[column].count():
            assert found.schema[column] == kind, column
            assert pd.api.types.is_bool_dtype(other[column]) or (
                pd.api.types.is_numeric_dtype(other[column])
            ), column


def test_the_csv_holds_the_rows_of_the_table_and_moves_only_those_that_tell_types(
    data: Data, zipped: ZipFile
) -> None:
    moved = {}
    for name in CLEAN:
        wanted = (ROOT / "data" / "clean" / f"{name}.csv").read_text("utf-8").splitlines()
        found = zipped.read(f"{name}.csv").decode().splitlines()
        assert found[0] == wanted[0] and sorted(found) == sorted(wanted)
        top = next((n for n in range(3) if found[1 + n :] and found[1 + n] == wanted[1]), None)
        assert top is not None
        assert found[1 + top :] == [row for row in wanted[1:] if row not in found[1 : 1 + top]]
        moved[name] = top
    assert moved.pop("targets") == 1 and moved.pop("gaps") == 2
    assert set(moved.values()) == {0}


def test_a_number_that_begins_late_tells_its_type_from_the_top() -> None:
    blank = [None] * FIRST
    frame = pl.DataFrame({"id": range(FIRST + 2), "late": [*blank, 1.5, 2.5], "word": "x"})
    assert pl.read_csv(to_csv(frame)).schema["late"] == pl.String
    moved = numbers_first(frame)
    assert pl.read_csv(to_csv(moved)).schema["late"] == pl.Float64
    assert moved["id"].to_list() == [FIRST, *range(FIRST), FIRST + 1]


def test_the_data_package_describes_the_files_of_the_zip(zipped: ZipFile, tmp_path: Path) -> None:
    zipped.extractall(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} <= set(zipped.namelist())
    for resource in package["resources"]:
        content = zipped.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    resource = next(r for r in package["resources"] if r["name"] == "dti_totals")
    small = {**package, "resources": [resource]}
    found = frictionless.Package.from_descriptor(small, basepath=str(tmp_path)).validate()
    assert found.valid, found.flatten(["message"])


@pytest.mark.parametrize("lang", ["# Dữ liệu dtia", "# dtia data"])
def test_the_readme_says_version_and_how_to_cite_in_both_languages(
    data: Data, zipped: ZipFile, lang: str
) -> None:
    said = zipped.read("README.md").decode()
    assert f"{lang} {data.version}" in said
    assert said.count(f"{data.version}, CC BY 4.0.") == 2


def test_the_codebook_names_every_column(zipped: ZipFile) -> None:
    said = zipped.read("CODEBOOK.md").decode()
    columns = {c for model in CLEAN.values() for c in model.to_schema().columns}
    assert {column for column in columns if f"`{column}`" not in said} == set()


def test_a_cut_table_is_not_packed(project: Path) -> None:
    table = project / "data" / "clean" / "gaps.csv"
    table.write_bytes(table.read_bytes()[:1000])
    code, said = invoke("export", "du-lieu.zip", "--lang", "en")
    assert code == 2
    assert "data/clean/gaps.csv" in said and "dtia build" in said
    assert not (project / "du-lieu.zip").exists()
