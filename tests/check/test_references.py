"""What is suggested for a name that stands where an id belongs."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dtia.check import check
from dtia.data import Data
from dtia.data.units import land
from support.faults import Spoiled
from support.names import FOUND
from support.project import line_of

TARGETS = "targets/digital_economy.csv"
SUSPICIOUS = re.compile(r"^\s|\s$|[\u00a0\u0300-\u036fÐðƉ]")


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


# The acts of these rows are of Quảng Trị before the merger.
OF_ACTS = ("02-NQ_TU_quang_tri_2021", "quang_tri_63,")
FAULTS = {
    f"{column} {written}": (file, words, column, written, f"did you mean {meant}")
    for written, file, words, column, meant in [
        ("Quảng Trị", "targets/payment_accounts.csv", (*OF_ACTS, "soc.payment_account"),
         "unit_id", "'quang_tri_63'?"),
        ("Tỉnh Quảng Trị (mới)", "targets/infrastructure.csv", (*OF_ACTS, "inf.data_platform"),
         "unit_id", "'quang_tri_34'?"),
        ("Đắk Lắk", "targets/infrastructure.csv", (*OF_ACTS, "inf.iot_network"),
         "unit_id", "'dak_lak_63' / 'dak_lak_34'?"),
        ("phu_yen_34", "targets/infrastructure.csv", (*OF_ACTS, "soc.fiber_service"),
         "unit_id", "'phu_yen_63' / 'dak_lak_34'?"),
        ("hue_63", "targets/infrastructure.csv", (*OF_ACTS, "soc.mobile_5g_service"),
         "unit_id", "'thua_thien_hue_63'?"),
        ("QUANG_TRI_63", "targets/security.csv", (*OF_ACTS, "sec.cyber_group"),
         "unit_id", "'quang_tri_63'?"),
        # Only a unit of today can be a successor.
        ("Phú Yên", "units.csv", ("dak_nong_63,63",), "successor_id", "'dak_lak_34'?"),
        ("Đắk Lắk", "units.csv", ("dak_nong_63,63",), "successor_id", "'dak_lak_34'?"),
    ]
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_map_that_is_meant_decides_what_is_suggested(fault: str, spoiled: Spoiled) -> None:
    file, words, column, _, said = FAULTS[fault]
    place = f"data/raw/{file}:{line_of(file, *words)}: {column}: "
    [told] = [line for line in spoiled(fault)[1].splitlines() if line.startswith(place)]
    assert "is not in data/raw/units.csv" in told and told.endswith(f"; {said}")
