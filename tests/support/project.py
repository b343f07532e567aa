"""The project on disk: where it is, copies that a test may spoil, lines of its tables."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from dtia.cli.app import app
from dtia.report.notebook_files import unfolded

ROOT = Path(__file__).parents[2]
# One page in each language says how to use the others.
MANUALS = {"vi": ROOT / "notebooks" / "huong_dan.ipynb", "en": ROOT / "notebooks" / "how_to.ipynb"}
NOTEBOOKS = sorted({*(ROOT / "notebooks").glob("*.ipynb")} - {*MANUALS.values()})
# The fixtures `set_cell` and `dtia`.
SetCell = Callable[[str, int, str, str], None]
Run = Callable[..., tuple[int, str]]


def copy_project(target: Path) -> Path:
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns(".ipynb_*"))
    return target


def invoke(*arguments: str) -> tuple[int, str]:
    """Run `dtia` in the current folder: exit code and everything it printed."""
    result = CliRunner().invoke(app, list(arguments))
    crash = result.exception
    if crash is not None and not isinstance(crash, SystemExit):
        raise crash
    return result.exit_code, result.output


def keep_notebooks(project: Path, *names: str) -> list[Path]:
    """Leave some notebooks in a copy, so that a run is short, and return where they are."""
    for path in (project / "notebooks").glob("*.ipynb"):
        if path.stem not in names:
            path.unlink()
    return [project / "notebooks" / f"{name}.ipynb" for name in names]


def keep_cells(notebook: Path, *names: str) -> None:
    """Leave of a notebook what comes before its first question, and some cells."""
    story = json.loads(notebook.read_text(encoding="utf-8"))
    number = notebook.name[:2]
    start = {f"n{number}-{part}" for part in ("intro-vi", "intro-en", "language", "setup")}
    story["cells"] = [cell for cell in story["cells"] if cell["id"] in start | {*names}]
    notebook.write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")


def line_of(file: str, *words: str) -> int:
    """Find the line of a raw table that holds all the words."""
    text = (ROOT / "data" / "raw" / file).read_text(encoding="utf-8").splitlines()
    [line] = [i for i, row in enumerate(text, start=1) if all(word in row for word in words)]
    return line


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def cells(notebook: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    """Return what a cell holds; of a folded text, the text."""
    return unfolded("".join(cell["source"]))
