"""Days that cannot be: each is told at its cell, in the order of the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.check import check
from support.faults import Spoiled
from support.project import SetCell, line_of

PAGE = ("sources.csv", ("baodaklak_2023_de_an_06",))
SEARCH = ("searched.csv", ("targets,phu_yen_63,gov.online_service_level4,khcnpy",))
MEASURED = ("observations/payment_accounts.csv", ("cao_bang_34,soc.payment_account",))
FAULTS = {
    "a reading of the future": (
        "sources.csv", ("quangtri_mttq_lanh_dao_chuyen_doi_so,",), "accessed_on", "2099-11-22",
        "accessed_on: 2099-11-22 is still to come; today is",
    ),
    "a year where a day is needed": (
        "sources.csv", ("khcnpy_2023_he_thong_chinh_tri,",), "accessed_on", "2026",
        "accessed_on: 2026 is no day, and a day is needed here",
    ),
    "a reading before the publication": (
        *PAGE, "accessed_on", "2022-01-05", "accessed_on: the page was read on 2022-01-05, before",
    ),
    "a publication after a day on which many pages were read": (
        *PAGE, "published_on", "2026-11-25", "published_on: the page was read on 2026-11-22,",
    ),
    "a day that no calendar has": (
        *SEARCH, "searched_on", "2023-02-30", "searched_on: '2023-02-30' is not a real date; write",
    ),
    "another century": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "issued_on", "1821-11-04",
        "issued_on: 1821-11-04 is before 1945",
    ),
    "another year than that of the id": (
        "documents.csv", ("48-NQ_TU_tuyen_quang_2021,",), "issued_on", "2012-11-15",
        "issued_on: the id 48-NQ_TU_tuyen_quang_2021 ends in the year of issue",
    ),
    "no date beside an id with a year": (
        "documents.csv", ("24-NQ_TU_phu_yen_2022,",), "issued_on", "",
        "issued_on: the id 24-NQ_TU_phu_yen",
    ),
    "a period to come": (*MEASURED, "period", "2035", "period: 2035 is still to come; today is"),
    "a page older than the act that it quotes": (
        "sources.csv", ("bnews_2021_tai_khoan_80",), "published_on", "2019-12-30",
        "published_on: bnews_2021_tai_khoan_80 was published on 2019-12-30, before",
    ),
    "an archived page that was read on no day": (
        "sources.csv", ("sonoivu_tuyenquang_2022_quan_triet,",), "accessed_on", "",
        "accessed_on: the page has an archived copy, but no day",
    ),
    "a province that ended a day late": (
        "units.csv", ("quang_tri_63,63",), "valid_to", "2025-07-01",
        "valid_to: a province of era 63 ended on 2025-06-30; write 2025-06-30",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_day_that_cannot_be_is_told_at_its_cell(fault: str, spoiled: Spoiled) -> None:
    file, words, _, _, expected = FAULTS[fault]
    assert f"data/raw/{file}:{line_of(file, *words)}: {expected}" in spoiled(fault)[1]


def test_an_observation_of_a_period_after_its_page_is_told(set_cell: SetCell) -> None:
    file = "observations/digital_economy.csv"
    line = line_of(file, "binh_thuan_63,econ.digital_share_grdp,all,2022", "baomoi_ha_noi_tp_hcm")
    set_cell(file, line, "period", "2026-05")
    [problem] = check(Path("data"), "en")[1]
    assert (problem.line, problem.column) in {(line, "period"), (line, "unit_id")}


def test_days_are_written_as_vietnamese_write_them(set_cell: SetCell) -> None:
    line = line_of(PAGE[0], *PAGE[1])
    set_cell("sources.csv", line, "accessed_on", "2022-01-05")
    [problem] = check(Path("data"), "vi")[1]
    assert problem.message == "trang được đọc ngày 05/01/2022, trước khi đăng ngày 21/03/2023"
