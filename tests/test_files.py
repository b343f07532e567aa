"""Files are old or new and whole, and places that cannot be written are named before the work."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dtia import files
from dtia.errors import CannotWrite
from dtia.files import Together, private_folder, ready, sweep, write
from dtia.i18n import LANGS
from support.project import ROOT


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(place: Path, words: str) -> None:
    """A place is refused before any file is written, in both languages, by its name."""
    with pytest.raises(CannotWrite, match=words) as caught:
        ready(place)
    vi, en = (caught.value.said(lang) for lang in LANGS)
    assert vi != en and all(place.name in said and "\n" not in said for said in (vi, en))


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def test_a_file_is_replaced_whole_with_unix_line_ends(tmp_path: Path) -> None:
    write(tmp_path / "new" / "a.txt", "một\nhai\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "một\nhai\n".encode()
    assert names(tmp_path / "new") == ["a.txt"]


def test_no_file_of_a_set_is_replaced_before_all_are_written(tmp_path: Path) -> None:
    write(tmp_path / "a", "old")
    with pytest.raises(ZeroDivisionError), Together() as together:
        together.write(tmp_path / "a", "new")
        together.write(tmp_path / "sub" / "b", "new")
        assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
        raise ZeroDivisionError
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a"]


def test_files_of_a_set_take_their_places_in_the_order_in_which_they_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    real = os.replace
    monkeypatch.setattr(Path, "replace", lambda part, to: (moved.append(to.name), real(part, to)))
    with Together() as together:
        for name in ("b", "a", "manifest"):
            together.write(tmp_path / name, name)
    assert moved == ["b", "a", "manifest"]


def test_two_writers_share_no_part(tmp_path: Path) -> None:
    with Together() as one, Together() as other:
        one.write(tmp_path / "a", "one")
        other.write(tmp_path / "a", "other")
        assert len(names(tmp_path)) == 2
    assert names(tmp_path) == ["a"]


def test_a_file_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    write(tmp_path / "real", "old")
    link(tmp_path / "link", tmp_path / "real")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


def test_what_killed_runs_left_is_swept_and_what_others_write_is_not(tmp_path: Path) -> None:
    left = f".dtia-{ended_process()}-0123456789ab.part"
    running = f".dtia-{os.getppid()}-0123456789ab.part"
    same_number = f".dtia-{os.getpid()}-0123456789ab.part"
    for name in (left, running, same_number, "mine.part"):
        (tmp_path / name).touch()
    with Together() as together:
        together.write(tmp_path / "a", "new")
        sweep(tmp_path)
    assert names(tmp_path) == sorted([running, "a", "mine.part"])


def test_a_private_folder_outlives_another_of_the_same_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dtia.files.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    same_number = tmp_path / f"dtia-{os.getpid()}-left_by_one_before"
    same_number.mkdir()
    # The font that charts are drawn with lies in one while another holds an earlier state.
    with private_folder() as first, private_folder() as second:
        assert Path(first).is_dir() and Path(second).is_dir()
        assert not same_number.exists()
    assert not Path(first).exists()


def test_git_sees_no_part(tmp_path: Path) -> None:
    for place in ("data/clean", "data/raw", "figures", "report", "."):
        part = f"{place}/.dtia-12-0123456789ab.part"
        asked = ["git", "check-ignore", "--no-index", "-q", part]
        assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0, part


def link(place: Path, to: Path) -> None:
    try:
        place.symlink_to(to)
    except OSError:
        pytest.skip("Windows lets only some users make links")


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    refused(tmp_path / "README.md", "a file stands where a folder should be")
    refused(tmp_path / "README.md" / "sub", "a file stands where a folder should be")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link(tmp_path / "loop", tmp_path / "loop")
    refused(tmp_path / "loop", "the link leads to itself")


def test_a_folder_where_a_file_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(CannotWrite, match=r"index\.html: .*a folder stands where a file should be"):
        ready(tmp_path, tmp_path.glob("*.html"))


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="the disk has no room left"):
        ready(tmp_path, room=10**18)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="who may write everywhere is never refused"
)
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ro").mkdir(mode=0o500)
    refused(tmp_path / "ro", "permission is lacking")


def test_making_sure_leaves_nothing_behind(tmp_path: Path) -> None:
    ready(tmp_path / "a" / "b")
    assert names(tmp_path) == []


def test_a_file_that_another_program_has_open_is_named_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(part: Path, to: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied", str(part), 5, str(to))

    write(tmp_path / "targets.csv", "old")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(CannotWrite, match=r"targets\.csv: .*Excel.*close it"):
        write(tmp_path / "targets.csv", "new")
    assert (tmp_path / "targets.csv").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["targets.csv"]


def test_a_disk_that_fills_up_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path / "a", "old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="the disk has no room left"):
        write(tmp_path / "a", "new")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_ctrl_c_waits_until_all_files_of_a_set_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files._patiently

    def interrupted(replace: object, place: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        real(replace, place)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "_patiently", interrupted)
    with pytest.raises(KeyboardInterrupt), Together() as together:
        together.write(tmp_path / "a", "new")
        together.write(tmp_path / "b", "new")
    assert names(tmp_path) == ["a", "b"]
