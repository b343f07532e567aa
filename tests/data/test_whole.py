"""Clean tables are believed only as one build wrote them, and only of the raw tables there are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dtia import files
from dtia.build import build, outputs, write_clean
from dtia.check import check
from dtia.data import load, read_raw
from dtia.data.clean import CLEAN
from dtia.data.whole import AT_ONCE, Digest, fingerprint, read_whole, write_csv
from dtia.errors import MissingData
from support.project import ROOT, Run

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda whole: whole[: len(whole) // 2],
    "empty": lambda _: b"",
    "one letter changed": lambda whole: whole.replace(b"1", b"2", 1),
    "semicolons": lambda whole: whole.replace(b",", b";"),
    "UTF-16": lambda whole: whole.decode().encode("utf-16"),
    "other line ends": lambda whole: whole.replace(b"\n", b"\r\n"),
}


def rename_a_province(folder: Path) -> None:
    """Change the raw tables so that most clean ones change."""
    path = folder / "raw/units.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",Phú Yên,", ",Phú Yên cũ,"), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("way", SPOILT)
@pytest.mark.parametrize("table", ["targets", "agreement"])
def test_a_clean_table_that_is_not_as_built_is_named(project: Path, table: str, way: str) -> None:
    path = project / f"data/clean/{table}.csv"
    path.write_bytes(SPOILT[way](path.read_bytes()))
    with pytest.raises(MissingData, match=rf"{table}\.csv is not as .*: dtia build"):
        load(project / "data")


@pytest.mark.parametrize("way", ["cut", "empty"])
def test_a_spoilt_data_package_is_named(project: Path, way: str) -> None:
    path = project / "data/clean/datapackage.json"
    path.write_bytes(SPOILT[way](path.read_bytes()))
    with pytest.raises(MissingData, match=r"datapackage\.json .*dtia build"):
        load(project / "data")


@pytest.mark.parametrize("lost", ["raw", "resources"])
def test_a_data_package_that_tells_less_is_not_believed(project: Path, lost: str) -> None:
    path = project / "data/clean/datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    del package[lost]
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(MissingData, match=r"datapackage\.json .*dtia build"):
        load(project / "data")


def test_a_table_that_is_a_folder_is_named(project: Path) -> None:
    (project / "data/clean/gaps.csv").unlink()
    (project / "data/clean/gaps.csv").mkdir()
    with pytest.raises(MissingData, match=r"data/clean/gaps\.csv: "):
        load(project / "data")


def test_raw_tables_that_changed_after_the_build_are_told_unless_one_goes_on(
    project: Path,
) -> None:
    rename_a_province(project / "data")
    with pytest.raises(MissingData, match=r"data/raw changed after .*dtia build"):
        load(project / "data")
    assert load(project / "data", stale=True).version == load(ROOT / "data").version


def test_the_fingerprint_does_not_know_line_ends_and_blank_lines(project: Path) -> None:
    before = fingerprint(read_raw(project / "data")[0])
    path = project / "data/raw/units.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert fingerprint(read_raw(project / "data")[0]) == before


def test_a_folder_name_is_never_a_pattern(project: Path, dtia: Run) -> None:
    (project / "m1").mkdir()
    (project / "m[1]").mkdir()
    (project / "data").rename(project / "m[1]/data")
    folder = project / "m[1]/data"
    assert load(folder).targets.height == load(ROOT / "data").targets.height
    assert check(folder)[1] == []
    assert dtia("build", "--data", str(folder))[0] == 0


def test_between_any_two_renames_of_a_build_tables_are_old_or_new_or_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "data"
    old, _ = read_whole(folder)
    rename_a_province(folder)
    built = build(read_raw(folder)[0])
    texts = outputs(built, folder)
    new = {name: texts[folder / f"clean/{name}.csv"] for name in CLEAN}
    changed = sum(old[name] != new[name] for name in CLEAN)
    assert changed > 2
    seen: list[str] = []
    real = files._patiently

    def looked_at() -> None:
        try:
            tables, _ = read_whole(folder)
        except MissingData as error:
            assert "dtia build" in str(error)
            seen.append("refused")
        else:
            assert tables in (old, new)
            seen.append("old" if tables == old else "new")

    def replaced(replace: Callable[[Path], object], place: Path) -> None:
        looked_at()
        real(replace, place)
        looked_at()

    monkeypatch.setattr(files, "_patiently", replaced)
    write_clean(built, folder)
    assert seen[0] == "old" and seen[-1] == "new"
    assert set(seen[1:-1]) == {"refused"} and len(seen) == 2 * (changed + 1)
    assert load(folder).version == built.version


def test_what_is_read_is_what_was_compared(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table replaced after it was compared does not come in."""
    path = project / "data/clean/targets.csv"
    real = pl.read_csv

    def swapped(*arguments: object, **more: object) -> pl.DataFrame:
        path.write_bytes(b"")
        return real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pl, "read_csv", swapped)
    assert load(project / "data").targets.height == load(ROOT / "data").targets.height


def test_a_frame_that_is_written_part_by_part_is_written_whole_and_in_order() -> None:
    rows = 3 * AT_ONCE + 1
    said = ["một, hai", 'ba "bốn"', None, ""] * rows
    frame = pl.DataFrame({"n": range(rows), "said": said[:rows]})
    part_by_part, whole = Digest(), Digest()
    write_csv(frame, part_by_part, pl.col("n") * 2)
    whole.write(frame.with_columns(pl.col("n") * 2).write_csv().encode())
    assert part_by_part.sha256.hexdigest() == whole.sha256.hexdigest()
