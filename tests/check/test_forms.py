"""Every raw table in every form that programs give it: the cause, and nothing of other files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import dtia.data.reading
from dtia.check import check
from dtia.check.found import Found
from dtia.check.letters import without_broken_files
from dtia.data.raw import RAW
from dtia.data.reading import read_tables
from dtia.errors import Problem
from dtia.folder import display
from dtia.i18n import LANGS, Lang
from support.forms import FORMS
from support.project import ROOT, Run, SetCell, line_of

TABLES = {
    table: place if place.endswith(".csv") else f"{place}/payment_accounts.csv"
    for table, (place, _, _) in RAW.items()
}
# The line after the last act.
END = len((ROOT / "data/raw/documents.csv").read_text(encoding="utf-8").splitlines()) + 1
# Forms in which the rows of a file can be read all the same.
READABLE = ("sep=", "two marks", "a blank first line", "a first line of commas", "trailing commas",
            "trailing commas below the header", "200 lines of commas", "1000 blank lines",
            "1000 blank lines inside")  # fmt: skip


def first_lines(file: str) -> str:
    """Return the head of a table: enough of it to tell its form, and quick to read in each."""
    lines = (ROOT / "data/raw" / file).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[:40])


def of_form(folder: Path, table: str, lang: Lang) -> tuple[list[Problem], bool]:
    """Return what is told of one table, as if it were the only one, and whether it lost rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dtia.data.reading, "RAW", {table: RAW[table]})
        raw, problems, lost = read_tables(folder, lang)
    found = Found([], lost)
    without_broken_files(raw[table], table, found, lang)
    of_file = [p for p in problems if p.file.endswith(f"raw/{TABLES[table]}")]
    return [*of_file, *found.told(lang)], table in found.lost


@pytest.mark.parametrize("form", FORMS)
def test_a_table_in_any_form_has_at_most_three_messages(form: str, tmp_path: Path) -> None:
    for table, file in TABLES.items():
        path = tmp_path / table / "raw" / file
        path.parent.mkdir(parents=True)
        whole = first_lines(file)
        content = FORMS[form](whole)
        if content in (whole.encode(), b"\xef\xbb\xbf" + whole.encode()):
            continue
        path.write_bytes(content)
        told, lost = of_form(tmp_path / table, table, "en")
        assert len(told) <= 3, (file, told)
        assert all(p.file == display(path) for p in told), (file, told)
        if form in READABLE:
            assert told and not lost, (file, told)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_a_message_says_what_the_file_is_and_what_to_do(
    form: str, lang: Lang, tmp_path: Path
) -> None:
    path = tmp_path / "raw" / "bases.csv"
    path.parent.mkdir()
    path.write_bytes(FORMS[form]((ROOT / "data/raw/bases.csv").read_text(encoding="utf-8")))
    for problem in of_form(tmp_path, "bases", lang)[0]:
        assert problem.message and "{" not in f"{problem.message}{problem.hint}"
        assert problem.hint, problem


SAID = {
    "semicolons": ":1: the columns are separated by semicolons; save it again with commas",
    "tabs": ":1: the columns are separated by tabs; save it again with commas",
    "UTF-16": ":1: the file is not UTF-8; save it again as UTF-8, it was saved as UTF-16",
    "UTF-16 LE without mark": "it was saved as UTF-16",
    "UTF-16 BE without mark": "it was saved as UTF-16",
    "cp1258": "it was saved as Windows-1258 (Vietnamese)",
    "cp1252 with lost letters": ":1: this file lost its Vietnamese letters on the way through "
    "another program; do not go on with it: take the last good copy",
    "lost letters in UTF-8": "lost its Vietnamese letters",
    "lost letters in ASCII": "lost its Vietnamese letters",
    "mojibake": "was read in a wrong encoding and saved so: its Vietnamese letters are broken; "
    "do not go on with it: take the last good copy",
    "TCVN3": "this file is written for a TCVN3 (ABC) font, not in Unicode",
    "TCVN3 in one byte a letter": "it was saved as text for a TCVN3 (ABC) font",
    "VNI": "this file is written for a VNI font, not in Unicode",
    "VNI in one byte a letter": "it was saved as text for a VNI font",
    "sep=": ":1: the first line (sep=) is meant for Excel, and no header; delete the line",
    "two marks": ":1: the file begins with more than one byte-order mark",
    "a blank first line": ":1: the first line is blank, and the header belongs there",
    "empty": ": the file is empty; take the last good copy",
    "header only": ":1: the file has a header and no rows",
    "an open quote": ":2: this line of CSV cannot be read: a double quote opens here",
    "trailing commas": ":1: the lines end in commas: cells that no column has",
    "200 lines of commas": f":{END}: lines without anything but commas: 200; delete them",
    "1000 blank lines": f":{END}: blank lines: 1000; delete them",
    "NUL bytes inside": "NUL bytes: it is no text, or was cut off while it was written",
    "a cell of 1.5 MB": ":2: this line of CSV cannot be read: it holds 1500",
    "a workbook": ":1: this file is a workbook, not CSV",
    "two versions": ":1: the file holds two versions that were not merged",
}


@pytest.mark.parametrize("form", SAID)
def test_the_form_of_a_file_is_named(form: str, tmp_path: Path) -> None:
    path = tmp_path / "raw" / "documents.csv"
    path.parent.mkdir()
    path.write_bytes(FORMS[form]((ROOT / "data/raw/documents.csv").read_text(encoding="utf-8")))
    assert SAID[form] in str(of_form(tmp_path, "documents", "en")[0][0])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of data/raw, in which one table at a time is spoiled and mended."""
    place = tmp_path_factory.mktemp("forms")
    shutil.copytree(ROOT / "data/raw", place / "data/raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        yield place


# Registers that others are looked up in, each spoiled together with tables that few look into.
LOOKED_UP = ("units", "indicators", "bases", "documents", "sources")
OTHERS = [table for table in TABLES if table not in LOOKED_UP]
TOGETHER = {table: (table, *OTHERS[n :: len(LOOKED_UP)]) for n, table in enumerate(LOOKED_UP)}


@pytest.mark.parametrize("register", TOGETHER)
def test_what_follows_from_an_unreadable_table_is_counted(register: str, copy: Path) -> None:
    whole = {}
    for table in TOGETHER[register]:
        path = copy / "data/raw" / TABLES[table]
        whole[path] = path.read_bytes()
        path.write_bytes(whole[path].replace(b",", b";"))
    told = check(copy / "data", "en")[1]
    for path, content in whole.items():
        path.write_bytes(content)
        file = f"data/raw/{path.relative_to(copy / 'data/raw').as_posix()}"
        first, *others = [problem for problem in told if problem.file == file]
        assert str(first).startswith(f"{file}:1: the columns are separated by semicolons; save it")
        assert len(others) <= 1
        for follow in others:
            assert follow.line == 0
            assert f"something in {path.name} could not be looked up" in follow.message
        assert others or path.stem != register
    assert {problem.file for problem in told} == {
        f"data/raw/{TABLES[t]}" for t in TOGETHER[register]
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bases.csv", "cannot be read: this is a folder"),
        ("targets/ranking.csv", "this is a folder"),
    ],
)
def test_a_folder_in_place_of_a_table_is_told_once(name: str, said: str, project: Path) -> None:
    (project / "data/raw" / name).unlink()
    (project / "data/raw" / name).mkdir()
    first, *others = check(project / "data", "en")[1]
    assert said in first.message
    assert len(others) <= 1


PHRASES = {"45% daân soá": "VNI", "45% d©n sè": "TCVN3", "45% dÃ¢n sá»‘": "wrong encoding",
           "45% d?n s?": "lost its Vietnamese letters"}  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_one_phrase_with_broken_letters_is_named_at_its_cell(
    phrase: str, set_cell: SetCell, dtia: Run
) -> None:
    line = line_of("targets/payment_accounts.csv", "quang_tri_63", "soc.payment_account")
    set_cell("targets/payment_accounts.csv", line, "figure_text", phrase)
    code, output = dtia("check", "--lang", "en")
    place = f"data/raw/targets/payment_accounts.csv:{line}: figure_text: '{phrase}' "
    assert (code, output.startswith(place), output.count("\n")) == (1, True, 2), output
    assert PHRASES[phrase] in output
