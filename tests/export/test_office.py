"""LibreOffice opens every file, and two validators find nothing in any."""

from __future__ import annotations

from pathlib import Path

import pytest
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from support.taken import styled


def test_libreoffice_prints_every_workbook_and_document(taken: Path, printed: Path) -> None:
    assert {path.stem for path in printed.iterdir()} == {path.stem for path in taken.iterdir()}
    for path in sorted(printed.iterdir()):
        pages = PdfReader(path).pages
        assert len(pages) > 2 and pages[0].extract_text().strip(), path.name


def test_printed_documents_show_their_title_and_their_last_source(
    taken: Path, printed: Path
) -> None:
    for path in sorted(taken.glob("*.docx")):
        told = styled(path)
        pages = [page.extract_text() for page in PdfReader(printed / f"{path.stem}.pdf").pages]
        # Readers of PDF put Vietnamese letters apart.
        assert ".vi." in path.name or told[0][1].split()[0] in pages[0]
        assert told[-1][1].split()[0] in pages[-1], path.name


@pytest.mark.parametrize("kind", ["profile", "compared", "one", "all"])
def test_validators_find_nothing(taken: Path, kind: str) -> None:
    path, *_ = sorted(taken.glob(f"{kind}.*"))
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path))
    assert [str(error) for error in found.errors] == []
    if path.suffix == ".docx":
        assert [str(fault) for fault in check(str(path))] == []
