"""What is suggested for a name that stands where an id belongs."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dtia.check import check
from dtia.data import Data
from dtia.data.units import land
from support.names import FOUND
from support.project import SetCell, line_of

TARGETS = "targets/digital_economy.csv"
SUSPICIOUS = re.compile(r"^\s|\s$|[\u00a0\u0300-\u036fÐðƉ]")


def hint(project: Path, line: int, column: str = "unit_id") -> str:
    [problem] = [
        p for p in check(project / "data", "en")[1] if (p.line, p.column) == (line, column)
    ]
    assert "is not in data/raw/units.csv" in problem.message
    return problem.hint


def test_a_name_in_the_place_of_an_id_is_told_the_ids_that_it_may_stand_for(
    project: Path, data: Data
) -> None:
    path = project / "data" / "raw" / TARGETS
    with path.open(encoding="utf-8", newline="") as handle:
        head, *rows = list(csv.reader(handle))
    # Outer blanks, decomposed letters and those that only look Vietnamese are other faults.
    names = [
        name
        for name in FOUND
        if name.era is None
        and name.written not in data.units["unit_id"]
        and not SUSPICIOUS.search(name.written)
    ]
    assert 150 <= len(names) <= len(rows)
    for row, name in zip(rows, names, strict=False):
        row[head.index("unit_id")] = name.written
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([head, *rows])
    ids = set(data.units["unit_id"])
    told = {p.line: p for p in check(project / "data", "en")[1] if p.file.endswith(TARGETS)}
    for line, name in enumerate(names, 2):
        proposed = re.findall("'(.+?)'", told[line].hint)
        assert told[line].column == "unit_id" and told[line].hint.startswith("did you mean")
        assert set(proposed) <= ids, told[line]
        assert {land(data.units, unit) for unit in proposed} <= {*name.meant}, told[line]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Quảng Trị", "did you mean 'quang_tri_63'?"),
        ("Tỉnh Quảng Trị (mới)", "did you mean 'quang_tri_34'?"),
        ("Đắk Lắk", "did you mean 'dak_lak_63' / 'dak_lak_34'?"),
        ("phu_yen_34", "did you mean 'phu_yen_63' / 'dak_lak_34'?"),
        ("hue_63", "did you mean 'thua_thien_hue_63'?"),
        ("QUANG_TRI_63", "did you mean 'quang_tri_63'?"),
    ],
)
def test_the_map_that_is_meant_decides_what_is_suggested(
    project: Path, set_cell: SetCell, written: str, said: str
) -> None:
    # The act of this row is of Quảng Trị before the merger.
    line = line_of("targets/payment_accounts.csv", "quang_tri_63", "soc.payment_account")
    set_cell("targets/payment_accounts.csv", line, "unit_id", written)
    assert hint(project, line) == said


def test_where_only_a_unit_of_today_can_stand_one_is_suggested(
    project: Path, set_cell: SetCell
) -> None:
    line = line_of("units.csv", "dak_nong_63,63")
    set_cell("units.csv", line, "successor_id", "Đắk Lắk")
    assert hint(project, line, "successor_id") == "did you mean 'dak_lak_34'?"
    set_cell("units.csv", line, "successor_id", "Phú Yên")
    assert hint(project, line, "successor_id") == "did you mean 'dak_lak_34'?"
