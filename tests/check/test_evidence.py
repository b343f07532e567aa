"""Every first reading is in the tables, or left out with its reason, where the readings are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.trace_evidence import trace

READINGS = "DTIA_READINGS"


@pytest.mark.skipif(READINGS not in os.environ, reason=f"{READINGS} names no folder of readings")
def test_no_reading_has_disappeared() -> None:
    outcomes, missing = trace(Path(os.environ[READINGS]))
    assert missing == []
    assert sum(outcomes.values()) > 0


def test_a_reading_that_is_nowhere_is_named(tmp_path: Path) -> None:
    header = "entity,indicator,value,figure_text,source_url\n"
    (tmp_path / "targets.csv").write_text(
        f"{header}Quảng Trị,x,12,trên 12%,https://example.vn/a\n", encoding="utf-8"
    )
    (tmp_path / "observations.csv").write_text(header, encoding="utf-8")
    outcomes, missing = trace(tmp_path)
    assert outcomes == {"targets: missing": 1}
    assert missing == ["targets.csv:2: Quảng Trị, x, 12: trên 12% (https://example.vn/a)"]


def test_an_act_of_a_later_batch_that_is_nowhere_is_named(tmp_path: Path) -> None:
    later = tmp_path / "2026-11-28"
    later.mkdir()
    (later / "new_documents.csv").write_text(
        "number,issuer,date\n749/QĐ-TTg,,\n,Chính phủ,1999-01-01\n0/KH-UBND,UBND,2026-01-01\n",
        encoding="utf-8",
    )
    (later / "new_targets.csv").write_text(
        "entity,indicator,value,figure_text,source_url\n"
        "Quảng Trị,x,12,trên 12%,https://example.vn/a\n",
        encoding="utf-8",
    )
    outcomes, missing = trace(tmp_path)
    assert outcomes == {"targets: missing": 1, "documents: placed": 1, "documents: missing": 2}
    assert missing == [
        "2026-11-28/new_targets.csv:2: Quảng Trị, x, 12: trên 12% (https://example.vn/a)",
        "2026-11-28/new_documents.csv:3: , Chính phủ, 1999-01-01",
        "2026-11-28/new_documents.csv:4: 0/KH-UBND, UBND, 2026-01-01",
    ]
