"""A hostile workbook is refused in one sentence, and nothing is written."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from dtia.curate.incoming import read_incoming
from dtia.data import read_raw
from dtia.errors import WrongValue
from support.filled import PROMISE, filled
from support.project import ROOT, Run, copy_project, snapshot


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook without fault."""
    return filled(copy_project(tmp_path_factory.mktemp("whole")), PROMISE)


def rewritten(place: Path, **parts: bytes) -> None:
    """Replace or add parts of a workbook; a name stands for the part that ends so."""
    made = BytesIO()
    with ZipFile(place) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            own = parts.get(Path(name).stem)
            new.writestr(name, old.read(name) if own is None else own)
        for name in parts:
            if "/" in name:
                new.writestr(name, parts[name])
    place.write_bytes(made.getvalue())


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<worksheet><sheetData/></worksheet>"
)
FAR = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    b'main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576">'
    b"<v>1</v></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "takes data from elsewhere"),
        ({"xl/vbaProject.bin": b"x"}, "has macros or embedded objects"),
        ({"xl/media/zeros.bin": bytes(70_000_000)}, "too large"),
        ({"sheet2": BOMB}, "cannot be opened"),
        ({"sheet2": b"<worksheet><sheetData><row>"}, "cannot be opened"),
        ({"sheet2": FAR}, "longer than 20,000 lines"),
        ({"sheet2": b"<worksheet/>"}, "the names of columns"),
    ],
    ids=["links", "macros", "bomb", "entities", "cut", "far", "blank"],
)
def test_a_hostile_workbook_is_refused_in_one_sentence(
    tmp_path: Path, whole: Path, parts: dict[str, bytes], said: str
) -> None:
    place = shutil.copy(whole, tmp_path)
    rewritten(Path(place), **parts)
    with pytest.raises(WrongValue, match=said) as refused:
        read_incoming(Path(place), read_raw(ROOT / "data")[0], "en")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"]
)
def test_a_workbook_with_a_damaged_part_is_refused_in_one_sentence(
    tmp_path: Path, whole: Path, name: str
) -> None:
    content = bytearray(whole.read_bytes())
    with ZipFile(whole) as parts:
        part = parts.getinfo(name)
    begin = part.header_offset + 30 + len(name)
    content[begin : begin + 40] = bytes(byte ^ 0xFF for byte in content[begin : begin + 40])
    place = tmp_path / "bang.xlsx"
    place.write_bytes(content)
    with pytest.raises(WrongValue, match="cannot be opened"):
        read_incoming(place, read_raw(ROOT / "data")[0], "en")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old .xls file or one with a password"),
        (b"PK\x03\x04" + bytes(600), "cannot be opened"),
        (b"a,b\n1,2\n", "does not name the columns"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    dtia: Run, project: Path, content: bytes, said: str
) -> None:
    before = snapshot(project / "data")
    (project / "bang.xlsx").write_bytes(content)
    code, output = dtia("import", "bang.xlsx", "--write", "--lang", "en")
    assert code == 2 and said in output and len(output.splitlines()) == 1
    assert snapshot(project / "data") == before
