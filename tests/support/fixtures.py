"""What tests are given: the data, copies that they may spoil, and what is made once for all."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from dtia.data import Data, load
from support import faults
from support.browser import launched, opened, place_of
from support.kernel import Execute, started
from support.learnt import learnt_once
from support.once import made_once, shared
from support.project import ROOT, Run, SetCell, copy_project, invoke
from support.taken import make as make_taken


@pytest.fixture(scope="session", autouse=True)
def _learnt_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with learnt_once(shared(tmp_path_factory)):
        yield


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
        data = str(place / "data")
        code, output = invoke("report", "--data", data, "--format", "svg", "--lang", "en")
        assert code == 0, output
        (place / "said.txt").write_text(output, encoding="utf-8")

    return made_once("report", make, tmp_path_factory)


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks and documents in both languages; nobody may change them."""
    return made_once("taken", make_taken, tmp_path_factory)


@pytest.fixture(scope="session")
def printed(taken: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as PDF, all by one run of LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    home = tmp_path_factory.mktemp("office")

    def make(place: Path) -> None:
        ended = subprocess.run(
            ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to",
             "pdf", "--outdir", str(place), *map(str, sorted(taken.iterdir()))],
            capture_output=True, text=True, check=False, timeout=400,
        )  # fmt: skip
        assert len(list(place.glob("*.pdf"))) == len(list(taken.iterdir())), ended.stderr

    return made_once("printed", make, tmp_path_factory)


@pytest.fixture
def set_cell(project: Path) -> SetCell:
    """Change one cell of a raw table: file under data/raw, line, column, new text."""
    return partial(faults.set_cell, project)


@pytest.fixture
def dtia(project: Path) -> Run:
    """Run `dtia` in the copy: exit code and everything it printed."""
    return invoke


@pytest.fixture(scope="module")
def spoiled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> faults.Spoiled:
    """Check a copy with one of the FAULTS of a module: the copy, and what the check printed.

    Faults of other rows are in the same copy, so that a module needs few of them.
    """
    wrong: dict[str, faults.Fault] = request.module.FAULTS
    batches = faults.batches(wrong)
    number = {fault: n for n, batch in enumerate(batches) for fault in batch}

    @cache
    def checked(n: int) -> tuple[Path, str]:
        project = copy_project(tmp_path_factory.mktemp("spoiled"))
        faults.plant(project, wrong, batches[n])
        with contextlib.chdir(project):
            code, output = invoke("check", "--lang", "en")
        assert code == 1, output
        return project, output

    return lambda fault: checked(number[fault])


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, without any network but the local machine's."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def seen(browser: Any, report: Path) -> Iterator[Callable[..., tuple[Any, list[str]]]]:
    """Pages of the report by language and whether scripts run; a test leaves them as they were."""
    with contextlib.ExitStack() as pages:

        @cache
        def look(lang: str, scripts: bool = True) -> tuple[Any, list[str]]:
            page = opened(browser, place_of(report, lang), scripts=scripts)
            return pages.enter_context(page)

        yield look


@pytest.fixture(scope="session")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Execute]:
    """A Jupyter kernel, in which notebooks run one after another."""
    with started(tmp_path_factory.mktemp("kernel") / "home") as execute:
        yield execute
