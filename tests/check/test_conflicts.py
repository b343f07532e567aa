"""Rows of one target that disagree."""

from __future__ import annotations

from support.project import Run, SetCell, line_of


def test_an_undecided_conflict_is_found_by_check_too(set_cell: SetCell, dtia: Run) -> None:
    line = line_of("targets/payment_accounts.csv", "hanoitimes")
    set_cell("targets/payment_accounts.csv", line, "comparator", "eq")
    set_cell("targets/payment_accounts.csv", line, "figure_text", "80 percent of the population")
    assert "current rows of one target disagree" in dtia("check", "--lang", "en")[1]
