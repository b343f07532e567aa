"""The tables at a place: a folder, or a revision of git."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

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


def _unpack(revision: str, project: Path, target: Path) -> None:
    """Write the raw tables of a revision to a folder."""
    # After --end-of-options nothing is taken for an option.
    command = ["git", "archive", "--format=tar", "--end-of-options", revision, "data/raw"]
    try:
        packed = subprocess.run(command, cwd=project, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise MissingData("no_revision", place=revision) from error
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
