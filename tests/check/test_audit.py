"""Phrases against archived copies of the pages they were read on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.project import Run, SetCell

ARCHIVE = "DTIA_ARCHIVE" in os.environ and Path(os.environ["DTIA_ARCHIVE"]).resolve()


@pytest.mark.skipif(not ARCHIVE, reason="DTIA_ARCHIVE names no folder of archived articles")
def test_every_phrase_of_the_archived_articles_stands_there_verbatim(dtia: Run) -> None:
    code, output = dtia("audit", str(ARCHIVE), "--lang", "en")
    assert (code, "5 archived copies" in output) == (0, True), output


@pytest.mark.skipif(not ARCHIVE, reason="DTIA_ARCHIVE names no folder of archived articles")
def test_a_phrase_that_is_not_verbatim_fails_the_audit(set_cell: SetCell, dtia: Run) -> None:
    set_cell("left_out.csv", 5, "figure_text", "một câu không có trong bài")
    code, output = dtia("audit", str(ARCHIVE), "--lang", "en")
    assert (code, "left_out.csv:5: figure_text: 'một câu không có trong bài'" in output) == (
        1,
        True,
    )


def test_an_audit_without_an_archive_is_wrong_use(dtia: Run, project: Path) -> None:
    code, output = dtia("audit", str(project / "nowhere"), "--lang", "en")
    assert (code, "there is no such archive folder" in output) == (2, True)
    code, output = dtia("audit", str(project / "notebooks"), "--lang", "en")
    assert (code, "holds none of the copies" in output) == (2, True)
