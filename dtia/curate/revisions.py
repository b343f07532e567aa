"""The tables at a place: a folder, or a revision of git."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import files_of
from dtia.errors import MissingData
from dtia.files import private_folder


@contextmanager
def at(place: str, project: Path) -> Iterator[Path]:
    """Give the `data` folder of a place while it is used.

    `place` is a folder that holds `raw` or `data/raw`, or a revision of the git repository of
    `project`, such as `HEAD~1`. Raises MissingData where it is neither.
    """
    for folder in (Path(place), Path(place) / "data"):
        if (folder / "raw").is_dir():
            yield folder
            return
    if Path(place).exists():
        raise MissingData("no_raw", place=place)
    with private_folder() as name:
        _unpack(place, project, Path(name))
        yield Path(name) / "data"


def fitted(folder: Path, target: Path) -> list[str]:
    """Copy the raw tables of another time to a folder, in the columns that they have today.

    A column that a table did not have yet is blank, one that it has no longer is left. Returns
    these columns, as `documents.read`. Any other fault stays as it is, for the check to tell.
    """
    shutil.copytree(folder / "raw", target / "raw")
    moved = []
    for table, (_, model, _) in RAW.items():
        columns = list(polars_schema(model))
        for path in files_of(target, table):
            try:
                text = path.read_text(encoding="utf-8")
                header, *rows = csv.reader(StringIO(text, newline=""), strict=True)
            except (OSError, ValueError, csv.Error):
                continue
            if set(header) == set(columns) or any(len(row) != len(header) for row in rows):
                continue
            moved += sorted(f"{table}.{name}" for name in set(header) ^ set(columns))
            places = [header.index(name) if name in header else None for name in columns]
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(
                    [columns, *(["" if n is None else row[n] for n in places] for row in rows)]
                )
    return list(dict.fromkeys(moved))


def _unpack(revision: str, project: Path, target: Path) -> None:
    """Write the raw tables of a revision to a folder."""
    # After --end-of-options nothing is taken for an option.
    command = ["git", "archive", "--format=zip", "--end-of-options", revision, "data/raw"]
    try:
        packed = subprocess.run(command, cwd=project, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise MissingData("no_revision", place=revision) from error
    with ZipFile(BytesIO(packed)) as archive:
        archive.extractall(target)
