"""One national yardstick at a time, each with the days on which it is one."""

from __future__ import annotations

import pytest

from support.project import Run, SetCell, line_of

FILE = "national_references.csv"
OLD = (FILE, "econ.digital_share_grdp,all,gdp,2030,411_QD-TTg_2022")
NEW = (FILE, "econ.digital_share_grdp,all,gdp,2030,57-NQ_TW_2024")
FAULTS = {
    "a day before the act": (OLD, "valid_from", "2021-01-01", OLD, "valid_from: the yardstick b"),
    "an end before the beginning": (OLD, "valid_to", "2022-01-01", OLD, "valid_to: the yardstick"),
    "two on one day": (
        OLD, "valid_to", "2025-12-31", NEW,
        "valid_from: 411_QD-TTg_2022 is the yardstick on that day; an indicator, tier and",
    ),
    "in force though it ended": (
        OLD, "state", "in_force", OLD, "state: by its dates this yardstick is expired on 20",
    ),
    "expired though it holds": (
        NEW, "state", "expired", NEW, "state: by its dates this yardstick is in_force on 20",
    ),
    "announced though another ended for it": (
        NEW, "state", "announced", NEW, "state: 411_QD-TTg_2022 says that this document",
    ),
    "replaced though it holds": (
        NEW, "replaced_by", "411_QD-TTg_2022", NEW, "replaced_by: a yardstick that still holds",
    ),
    "a successor without a row": (
        OLD, "replaced_by", "2629_QD-TTg_2025", OLD, "replaced_by: no row says from when 2629_QD",
    ),
    "no first day": (NEW, "valid_from", "", NEW, "valid_from: the day from which it is the yards"),
    "an act that set no such target": (
        NEW, "document_id", "2629_QD-TTg_2025", NEW, "document_id: there is no such current target",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_yardstick_is_told_once_at_its_cell(
    fault: str, set_cell: SetCell, dtia: Run
) -> None:
    (file, words), column, value, (_, told), expected = FAULTS[fault]
    line = line_of(file, told)
    set_cell(file, line_of(file, words), column, value)
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    assert f"data/raw/{file}:{line}: {expected}" in output
    assert output.count("data/raw/") == 2, output


def test_an_act_that_is_only_announced_may_be_in_doubt_and_has_no_end(
    set_cell: SetCell, dtia: Run
) -> None:
    line = line_of(FILE, "econ.tfp_contribution,all")
    set_cell(FILE, line, "state", "announced")
    assert dtia("check", "--lang", "en")[0] == 0
    set_cell(FILE, line, "valid_to", "2027-12-31")
    assert f"{FILE}:{line}: valid_to: what is only announced" in dtia("check", "--lang", "en")[1]
