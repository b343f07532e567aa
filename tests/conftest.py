from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from xdist.scheduler import LoadScopeScheduling

from dtia.cli.app import app
from dtia.data import Data, load
from support.browser import launched
from support.once import made_once
from support.project import ROOT, Run, SetCell, copy_project

# A test is marked by the costly fixtures that it needs, itself or through another one.
MARKS = {"browser": {"browser"}, "kernel": {"kernel", "lab"}, "report": {"report"}}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    for item in items:
        for mark, fixtures in MARKS.items():
            if fixtures & set(item.fixturenames):
                item.add_marker(mark)


class ByFile(LoadScopeScheduling):
    """A process for each file of tests."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session")
def data() -> Data:
    """The committed data."""
    return load(ROOT / "data")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data and notebooks that a test may spoil, as the current folder."""
    monkeypatch.chdir(copy_project(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which `dtia report` was run: report/ and figures/.

    It is made once for all processes of a run: nobody may change it.
    """

    def make(place: Path) -> None:
        copy_project(place)
        result = CliRunner().invoke(
            app, ["report", "--data", str(place / "data"), "--format", "svg", "--lang", "en"]
        )
        assert result.exit_code == 0, result.output

    return made_once("report", make, tmp_path_factory)


@pytest.fixture
def set_cell(project: Path) -> SetCell:
    """Change one cell of a raw table: file under data/raw, line, column, new text."""

    def change(file: str, line: int, column: str, value: str) -> None:
        path = project / "data" / "raw" / file
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)

    return change


@pytest.fixture
def dtia(project: Path) -> Run:
    """Run `dtia` in the copy: exit code and everything it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, list(arguments))
        crash = result.exception
        if crash is not None and not isinstance(crash, SystemExit):
            raise crash
        return result.exit_code, result.output

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, without any network but the local machine's."""
    with launched() as opened:
        yield opened
