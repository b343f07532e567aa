"""The wheel carries the data: installed, dtia answers in any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dtia
from dtia import folder
from dtia.data import Data
from support.project import ROOT, invoke

ECONOMY = "econ.digital_share_grdp"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network; `uv run` names the uv that it is run by."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        pytest.skip("uv is not at hand to build the wheel")
    out = tmp_path_factory.mktemp("wheel")
    for name in ("first", "second"):
        built = subprocess.run(
            [uv, "build", "--wheel", "--offline", "--quiet", "--out-dir", out / name, ROOT],
            capture_output=True,
            text=True,
        )
        if built.returncode:
            pytest.skip(f"the wheel cannot be built offline: {built.stderr[-300:]}")
    return out


def test_the_same_project_is_the_same_wheel_byte_by_byte(wheel: Path) -> None:
    first, second = sorted(wheel.glob("*/*.whl"))
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_carries_every_register_and_every_clean_table(wheel: Path) -> None:
    with zipfile.ZipFile(next(wheel.glob("first/*.whl"))) as archive:
        carried = {
            name.removeprefix("dtia/packaged/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("dtia/packaged/") and not name.endswith("/")
        }
    data = ROOT / "data"
    own = {path.relative_to(data).as_posix(): path for path in data.rglob("*.*")}
    papers = {name: ROOT / name for name in ("CITATION.cff", "LICENSE-DATA")}
    assert carried == {name: path.read_bytes() for name, path in {**own, **papers}.items()}


def test_the_installed_wheel_answers_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    with zipfile.ZipFile(next(wheel.glob("first/*.whl"))) as archive:
        archive.extractall(installed)
    empty.mkdir()
    asked = f"import dtia; print(dtia.ask('vi').targets('{ECONOMY}', 2030).text())"
    clear = {name: value for name, value in os.environ.items() if name != folder.DATA_VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=empty, capture_output=True, text=True, encoding="utf-8",
        env={**clear, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Dùng dữ liệu đi kèm gói dtia, phiên bản 0.1.0+")
    assert "Đến năm 2030" in done.stdout


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder; the data of the package stand where a wheel would put them."""
    place = tmp_path / "package" / "packaged"
    shutil.copytree(ROOT / "data", place)
    monkeypatch.setattr(folder, "PACKAGED", place)
    monkeypatch.delenv(folder.DATA_VARIABLE, raising=False)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return place


def test_an_answer_says_that_it_is_from_the_data_of_the_package(packaged: Path) -> None:
    ask = dtia.ask("en")
    said = "Uses the data that come with the package, version 0.1.0+"
    assert str(ask.targets(ECONOMY, 2030).text()).startswith(said)
    assert "(the data that come with the package)" in repr(ask)


def test_an_answer_from_a_project_says_nothing_of_it(data: Data) -> None:
    assert "come with the package" not in str(dtia.ask("en", data).targets(ECONOMY, 2030).text())


@pytest.mark.parametrize("command", ["check", "--version"])
def test_commands_say_which_data_they_use(
    packaged: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert "Dùng dữ liệu đi kèm gói dtia." in invoke(command)[1]
    monkeypatch.setenv(folder.DATA_VARIABLE, str(ROOT / "data"))
    assert f"Dùng {(ROOT / 'data').as_posix()}." in invoke(command)[1]


@pytest.mark.parametrize("command", [["build"], ["report"], ["figures"], ["profile", "Phú Yên"]])
def test_commands_that_write_refuse_the_data_of_the_package(
    packaged: Path, command: list[str]
) -> None:
    code, said = invoke(*command, "--lang", "en")
    assert code == 2
    assert "are for reading only" in said and "--data" in said
    assert list(Path.cwd().iterdir()) == []


def test_a_project_comes_before_the_data_of_the_package(packaged: Path, project: Path) -> None:
    assert folder.find_folder() == project / "data"
