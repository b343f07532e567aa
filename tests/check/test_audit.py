"""Phrases against archived copies of the pages they were read on."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path

import pytest

from support.project import Run, SetCell, line_of

ARCHIVE = "DTIA_ARCHIVE" in os.environ and Path(os.environ["DTIA_ARCHIVE"]).resolve()


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


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


def test_a_phrase_is_found_where_the_copy_breaks_the_line_within_it(
    set_cell: SetCell, dtia: Run, tmp_path: Path
) -> None:
    line = line_of("targets/payment_accounts.csv", "quang_tri_63", "soc.payment_account")
    table = tmp_path / "data/raw/targets/payment_accounts.csv"
    row = dict(zip(*(rows(table)[n] for n in (0, line - 1)), strict=True))
    words = row["figure_text"].split()
    place = line_of("sources.csv", f"{row['source_id']},")
    told = []
    for kept in (words, words[1:]):
        copy = tmp_path / "archive" / "page.txt"
        copy.parent.mkdir(exist_ok=True)
        copy.write_text("\n".join(kept), encoding="utf-8")
        seal = hashlib.sha256(copy.read_bytes()).hexdigest()
        set_cell("sources.csv", place, "archive_sha256", seal)
        output = dtia("audit", str(copy.parent), "--lang", "en")[1]
        told.append(f"targets/payment_accounts.csv:{line}: " in output)
    assert told == [False, True]


def test_an_audit_without_an_archive_is_wrong_use(dtia: Run, project: Path) -> None:
    code, output = dtia("audit", str(project / "nowhere"), "--lang", "en")
    assert (code, "there is no such archive folder" in output) == (2, True)
    code, output = dtia("audit", str(project / "notebooks"), "--lang", "en")
    assert (code, "holds none of the copies" in output) == (2, True)
