"""Tell whether data/clean is what one build wrote, and from which raw tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl

from dtia.data.clean import CLEAN
from dtia.data.raw import RAW
from dtia.data.reading import FILE, LINE, Raw
from dtia.errors import MissingData
from dtia.files import is_whole, reason
from dtia.folder import display

PACKAGE = "datapackage.json"
# Rows that are held as text at once, in each step on their way into a file.
AT_ONCE = 10_000


class Digest:
    """A file of which only the hash is kept."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.sha256.update(content)
        return len(content)


def write_csv(frame: pl.DataFrame, file: Any, *changes: pl.Expr) -> None:
    """Write a frame, changed, as CSV into a file, part by part: it is never held whole as text."""
    with pl.Config(streaming_chunk_size=AT_ONCE):
        frame.lazy().with_columns(changes).sink_csv(file, line_terminator="\n")


def fingerprint(raw: Raw) -> str:
    """Return a hash of the cells of all raw tables; line ends and blank lines do not matter."""
    digest = Digest()
    for name in RAW:
        digest.write(f"{name}\n".encode())
        write_csv(raw[name].drop(FILE, LINE), digest)
    return f"sha256:{digest.sha256.hexdigest()}"


def read_whole(folder: Path) -> tuple[dict[str, bytes], str]:
    """Read the clean tables of one build, and the fingerprint of the raw ones it was made from.

    Each table is compared with `datapackage.json`, which a build writes last. Raises MissingData,
    which names the file, where one is missing, cut, edited, or of another build.
    """
    clean = folder / "clean"
    missing = [name for name in CLEAN if not (clean / f"{name}.csv").exists()]
    missing += [] if (clean / PACKAGE).exists() else [PACKAGE]
    if missing:
        raise MissingData("not_built", place=display(clean), missing=", ".join(missing))
    package = _package(clean / PACKAGE)
    tables = {name: _read(clean / f"{name}.csv") for name in CLEAN}
    for name, content in tables.items():
        if not is_whole(content, package["resources"].get(name)):
            raise MissingData("broken", place=display(clean / f"{name}.csv"))
    return tables, package["raw"]


def _package(path: Path) -> dict[str, Any]:
    """Read what a data package says of its files."""
    try:
        package = json.loads(_read(path))
        entries = {resource["name"]: resource for resource in package["resources"]}
        return {"resources": entries, "raw": package["raw"]["hash"]}
    except (ValueError, KeyError, TypeError) as error:
        raise MissingData("broken", place=display(path)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingData("system", place=display(path), reason=reason(error)) from error
