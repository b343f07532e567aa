"""Whether a report is still what its tables, notebooks and the program would make it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from dtia.files import MANIFEST, is_whole
from dtia.folder import find_notebooks

NAME = re.compile(r"[\w.-]+")


def made_from(folder: Path, choices: Iterable[str]) -> str:
    """Seal all that a report is made from: raw tables, notebooks, the program with its packages.

    `choices` are those of whoever asks for it. What a notebook reads besides is not known.
    """
    digest = hashlib.sha256()
    for words in (*sorted(_packages()), *choices):
        digest.update(words.encode() + b"\0")
    for root, path in _inputs(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return f"sha256:{digest.hexdigest()}"


def _packages() -> list[str]:
    """Return the packages that the program needs, with their versions; of one that is not
    installed itself, all there are."""
    try:
        needed = [line for line in metadata.requires("dtia") or () if "extra ==" not in line]
        names = [word[0] for word in map(NAME.match, needed) if word]
        return [f"{name}=={metadata.version(name)}" for name in names]
    except metadata.PackageNotFoundError:
        return [f"{package.name}=={package.version}" for package in metadata.distributions()]


def _inputs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each file, with the folder that it is named in."""
    program = Path(__file__).parents[1]
    for root in (folder / "raw", program):
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield root, path
    for path in find_notebooks(folder):
        yield path.parent, path


def is_unchanged(made: str, out: Path, art: Path | None) -> bool:
    """Say whether a report that was `made_from` the same stands whole: every page and figure."""
    try:
        said: dict[str, Any] = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        pages, figures = said["files"], said["figures"]
        return (
            said["made_from"] == made
            and _all_whole(out, pages)
            and (art is None or _all_whole(art, figures))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _all_whole(folder: Path, known: dict[str, Any]) -> bool:
    return all(is_whole((folder / name).read_bytes(), entry) for name, entry in known.items())
