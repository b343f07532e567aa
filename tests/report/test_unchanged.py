"""A report that stands as it would be made again is left; anything else is made again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dtia.files import MANIFEST, manifest, sealed
from dtia.i18n import text
from dtia.report.unchanged import is_unchanged, made_from
from support.project import Run, copy_project, keep_cells, keep_notebooks, snapshot

PAGE, FIGURE = "index.html", "x.vi.png"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Two folders, as a report leaves them."""
    for folder, name in (("report", PAGE), ("figures", FIGURE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(name, encoding="utf-8")
    pages, figures = ({name: sealed(name.encode())} for name in (PAGE, FIGURE))
    listed = manifest(pages, made_from="this", figures=figures)
    (tmp_path / "report" / MANIFEST).write_text(listed, encoding="utf-8")
    return tmp_path


def unchanged(made: Path, of: str = "this") -> bool:
    return is_unchanged(of, made / "report", made / "figures")


@pytest.mark.parametrize("place", [f"report/{PAGE}", f"figures/{FIGURE}", f"report/{MANIFEST}"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-3]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"x", b"y")),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"[]"),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["gone", "cut", "changed by hand", "empty", "another file", "a folder"],
)
def test_a_report_of_which_a_file_is_not_whole_is_made_again(
    made: Path, place: str, spoil: Callable[[Path], object]
) -> None:
    assert unchanged(made)
    spoil(made / place)
    assert not unchanged(made)


def test_a_report_made_from_something_else_is_made_again(made: Path) -> None:
    assert not unchanged(made, of="that")
    assert not is_unchanged("this", made / "nowhere", None)


def test_what_a_report_is_made_from_are_tables_notebooks_and_what_was_asked_for(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path)
    data = project / "data"
    seals = [made_from(data, ["svg"]), made_from(data, ["svg", "png"])]
    for name in ("data/raw/units.csv", "notebooks/11_method.ipynb"):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seals.append(made_from(data, ["svg"]))
    (data / "raw" / "glossary.csv").rename(data / "raw" / "glossary2.csv")
    seals.append(made_from(data, ["svg"]))
    assert len(set(seals)) == len(seals)
    assert made_from(data, ["svg"]) == seals[-1]


def test_an_unchanged_report_is_left_unless_it_is_wanted_afresh(project: Path, dtia: Run) -> None:
    [place] = keep_notebooks(project, "05_payment_accounts")
    keep_cells(place, "payment_accounts_2025")
    asked = ("report", "--format", "svg", "--no-profiles", "--lang", "en")
    assert dtia(*asked)[0] == 0
    before = snapshot(project)
    said = text("cli.report_unchanged", "en", place="report")
    notebook = text("cli.step_notebook", "en", name="05_payment_accounts", lang="vi")
    code, output = dtia(*asked)
    assert code == 0 and said in output and notebook not in output
    assert snapshot(project) == before
    code, output = dtia(*asked, "--fresh")
    assert code == 0 and said not in output and notebook in output
    assert snapshot(project) == before
    (project / "report" / "en.html").unlink()
    assert notebook in dtia(*asked)[1]
    assert snapshot(project) == before


def test_the_manifest_of_a_report_lists_its_figures(report: Path) -> None:
    listed = json.loads((report / "report" / MANIFEST).read_text(encoding="utf-8"))
    made = [path for path in (report / "figures").iterdir() if path.name != MANIFEST]
    assert listed["figures"] == {path.name: sealed(path.read_bytes()) for path in made}
