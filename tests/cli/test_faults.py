"""Every command ends in words, and its exit code says whose fault it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dtia import files
from dtia.folder import find_notebooks
from dtia.i18n import text
from support.project import ROOT, Run, keep_notebooks, snapshot

POSIX = pytest.mark.skipif(os.name == "nt", reason="a place that only Unix has")


def command(*arguments: str, folder: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Run dtia in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dtia", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, encoding="utf-8", check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **more},  # type: ignore[call-overload]
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("profile", "Phú Yên", "--out", "README.md"),
        ("report", "--out", "README.md"),
        ("report", "--out", "README.md/sub"),
        ("figures", "--out", "README.md"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_place_that_cannot_be_written_is_one_line_before_the_work(
    dtia: Run, project: Path, arguments: tuple[str, ...], lang: str
) -> None:
    (project / "README.md").write_text("mine", encoding="utf-8")
    before = snapshot(project)
    code, output = dtia(*arguments, "--lang", lang)
    assert code == 2
    [line] = output.strip().splitlines()
    assert line.startswith("README.md") and line.endswith(text("place.no_folder", lang))
    assert snapshot(project) == before


def test_a_figures_folder_that_is_a_file_stops_the_report_before_the_notebooks(
    dtia: Run, project: Path
) -> None:
    (project / "figures").touch()
    code, output = dtia("report", "--lang", "en")
    assert code == 2 and output.startswith("figures: cannot be written")


@pytest.mark.report
@POSIX
@pytest.mark.parametrize("arguments", [("check",), ("--help",), ("check", "--format", "json")])
def test_an_output_that_is_full_is_one_line(project: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = command(*arguments, folder=project, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1


def test_an_output_that_nobody_reads_is_no_news(project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as closed:
        ended = command("check", folder=project, stdout=closed, stderr=subprocess.PIPE)
    assert ended.returncode != 1
    assert "Traceback" not in ended.stderr
    if os.name != "nt":
        assert ended.stderr == ""


def test_help_can_be_read_in_any_console(project: Path) -> None:
    spoken = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"}
    ended = subprocess.run(
        [sys.executable, "-m", "dtia", "--help"], cwd=project, env=spoken, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 0 and "chuyển đổi số" in ended.stdout


def test_a_table_that_another_program_has_open_is_named(
    dtia: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(part: Path, to: Path) -> None:
        raise PermissionError(13, "Access is denied")

    table = project / "data/clean/targets.csv"
    table.write_text("edited", encoding="utf-8")
    before = snapshot(project)
    monkeypatch.setattr(Path, "replace", held)
    code, output = dtia("build", "--lang", "en")
    assert code == 2
    assert "data/clean/targets.csv: cannot be written: another program (Excel" in output
    assert snapshot(project) == before


def test_a_broken_clean_table_is_named_and_a_build_mends_it(dtia: Run, project: Path) -> None:
    table = project / "data/clean/targets.csv"
    whole = table.read_bytes()
    table.write_bytes(whole[: len(whole) // 2])
    code, output = dtia("profile", "Phú Yên", "--lang", "en")
    assert code == 2 and "data/clean/targets.csv is not as dtia build wrote it" in output
    assert dtia("build")[0] == 0 and table.read_bytes() == whole


@pytest.mark.report
def test_a_profile_of_changed_raw_tables_is_set_only_on_demand(dtia: Run, project: Path) -> None:
    path = project / "data/raw/glossary.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("số", "số "), encoding="utf-8")
    code, output = dtia("profile", "Phú Yên", "--lang", "en")
    assert code == 2 and "data/raw changed after data/clean was built" in output
    assert not (project / "report").exists()
    assert dtia("profile", "Phú Yên", "--stale")[0] == 0


@pytest.mark.parametrize("name", ["report", "figures"])
def test_without_notebooks_there_is_no_report(dtia: Run, project: Path, name: str) -> None:
    keep_notebooks(project)
    code, output = dtia(name, "--lang", "en")
    assert code == 2 and output.startswith("notebooks: there is no notebook of the report")
    assert not (project / name).exists()


@pytest.mark.report
def test_pages_land_beside_the_notebooks_where_data_is_a_link(dtia: Run, project: Path) -> None:
    (project / "shared").mkdir()
    shutil.move(project / "data", project / "shared" / "data")
    try:
        (project / "data").symlink_to(project / "shared" / "data", target_is_directory=True)
    except OSError:
        pytest.skip("Windows lets only some users make links")
    assert dtia("profile", "Phú Yên")[0] == 0
    assert (project / "report/profiles/phu-yen-63.html").exists()
    assert [path.name for path in (project / "shared").iterdir()] == ["data"]
    assert find_notebooks(Path("data"))[0].parent == project / "notebooks"


@pytest.mark.report
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_ctrl_c_in_a_notebook_is_stopped_and_nothing_is_half_written(
    dtia: Run, project: Path, lang: str
) -> None:
    [path] = keep_notebooks(project, "05_payment_accounts")
    story = path.read_text(encoding="utf-8")
    path.write_text(story.replace("import dtia\\n", "raise KeyboardInterrupt\\n"), encoding="utf-8")
    before = snapshot(project)
    code, output = dtia("report", "--lang", lang)
    assert code == 130
    assert output.strip().splitlines()[-1] == text("cli.stopped", lang)
    assert "KeyboardInterrupt" not in output and "Traceback" not in output
    assert snapshot(project) == before


@pytest.mark.report
@POSIX
def test_ctrl_c_from_the_keyboard_is_stopped(project: Path) -> None:
    keep_notebooks(project, "05_payment_accounts")
    running = subprocess.Popen(
        [sys.executable, "-m", "dtia", "report", "--no-profiles", "--lang", "en"],
        cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert running.stdout and running.stdout.readline(), "it says what it does"
    running.send_signal(signal.SIGINT)
    output, _ = running.communicate()
    assert (running.returncode, "Traceback" in output) == (130, False), output
    assert not (project / "report").exists()


def test_a_slip_of_dtia_itself_is_no_problem_of_the_data(
    dtia: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dtia.check.check", lambda *_: 1 / 0)
    code, output = dtia("check")
    assert code == 2 and "ZeroDivisionError" in output


def test_too_little_memory_is_said(dtia: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("dtia.check.check", hungry)
    assert dtia("check", "--lang", "en") == (2, text("cli.no_memory", "en") + "\n")


def test_a_build_sweeps_what_a_killed_one_left(dtia: Run, project: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = [
        project / f"data/{room}/.dtia-{ended.pid}-0123456789ab.part" for room in ("clean", "raw")
    ]
    for part in left:
        part.touch()
        assert files.PART.fullmatch(part.name)
    assert dtia("build")[0] == 0
    assert not any(part.exists() for part in left)


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["figures", "--format", "gif"], "--format không nhận “gif”; nhận: svg, png, pdf",
         "--format does not take “gif”; it takes: svg, png, pdf"),
        (["profile", "Phú", "Yên"], "thừa: Yên; tên có dấu cách thì đặt trong ngoặc kép",
         "too much: Yên; put a name with a blank in quotes"),
        (["profile"], "thiếu name", "name is missing"),
        (["chek"], "không có lệnh “chek”; có: check, build", "there is no command “chek”"),
        (["check", "--data"], "sau --data cần một giá trị", "--data needs a value after it"),
        (["check", "--formt"], "không có tùy chọn --formt; gần nhất: --format",
         "there is no option --formt; the nearest: --format"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_the_language_asked_in(
    dtia: Run, arguments: list[str], vi: str, en: str
) -> None:
    # After a command, since the program itself has no language.
    spoken = [arguments[0], "--lang", "en", *arguments[1:]]
    for line, words, help in ((arguments, vi, "Cách dùng: dtia"), (spoken, en, "How to use it:")):
        code, output = dtia(*line)
        assert code == 2
        assert words in output and help in output
        assert len(output.splitlines()) == 2
