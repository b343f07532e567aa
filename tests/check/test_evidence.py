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
