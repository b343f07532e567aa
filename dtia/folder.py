"""The data folder: which one it is, what lies beside it, and how users name it."""

from __future__ import annotations

import os
from pathlib import Path

from dtia.errors import MissingData
from dtia.i18n import Lang, text

DATA_VARIABLE = "DTIA_DATA"
# The data that an installed package carries; a project has its own.
PACKAGED = Path(__file__).parent / "packaged"


def find_folder(start: Path | None = None) -> Path:
    """Return the folder that DTIA_DATA names, or the nearest `data` at or above `start`.

    `start` is the current folder by default. Where there is none, it is the one that the package
    carries. Raises MissingData where that is not there either.
    """
    named = os.environ.get(DATA_VARIABLE)
    if named:
        if not (Path(named) / "raw").is_dir():
            raise MissingData("no_raw", place=f"{DATA_VARIABLE}={named}")
        return Path(named)
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / "raw").is_dir():
            return folder / "data"
    if (PACKAGED / "raw").is_dir():
        return PACKAGED
    raise MissingData("no_project", place=start)


def is_packaged(folder: Path) -> bool:
    """Say whether a data folder is the one that the package carries, which nobody writes to."""
    return folder.is_dir() and PACKAGED.is_dir() and folder.samefile(PACKAGED)


def told(folder: Path, lang: Lang) -> str:
    """Name a data folder in a sentence."""
    return text("data_used.packaged", lang) if is_packaged(folder) else display(folder)


def project_of(folder: Path) -> Path:
    """Return the folder that a data folder stands in, also where `data` is a link to elsewhere."""
    return _as_named(folder).parent


def find_notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of the report beside the `data` folder, in their order.

    Raises MissingData where there is none: nobody wants an empty report.
    """
    place = project_of(folder) / "notebooks"
    found = sorted(place.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise MissingData("no_notebooks", place=display(place))
    return found


def display(path: Path) -> str:
    """Name a file the way users see it: from the current folder where it lies below it."""
    here = Path.cwd()
    named, real = _as_named(path), Path(os.path.realpath(path))
    below = next((place for place in (named, real) if place.is_relative_to(here)), None)
    return (below.relative_to(here) if below else named).as_posix()


def _as_named(path: Path) -> Path:
    """Return a whole path without following links."""
    return Path(os.path.normpath(Path.cwd() / path))
