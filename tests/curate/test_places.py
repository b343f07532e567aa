"""The unit of a text: the province that it is of, and when that is sure."""

from __future__ import annotations

import polars as pl
import pytest

from dtia.curate.extraction import Paragraph
from dtia.curate.heads import Head, head
from dtia.curate.likeness import names_of_places
from dtia.curate.places import Places, places_of, unit_in, units_named
from dtia.data import read_raw
from support.project import ROOT


@pytest.fixture(scope="module")
def places() -> Places:
    units: pl.DataFrame = read_raw(ROOT / "data")[0]["units"]
    return places_of(units, names_of_places(units))


def told(places: Places, *lines: str) -> Head:
    return head([Paragraph(f"¶ {n}", line) for n, line in enumerate(lines, 1)], places)


def test_the_name_of_a_place_has_a_capital(places: Places) -> None:
    assert units_named("vì hòa bình và thái bình", places, "63") == []
    assert units_named("tỉnh Hòa Bình", places, "63") == ["hoa_binh_63"]
    assert units_named("HCM City", places, "34") == ["ho_chi_minh_34"]


def test_a_decision_of_the_government_that_a_page_cites_makes_no_page_of_the_nation(
    places: Places,
) -> None:
    page = told(
        places,
        "On May 21, 2025, the Steering Committee in An Giang Province convened a meeting.",
        "An Giang has carried out Resolution 03/NQ-CP of the Government.",
    )
    assert (page.unit_id, page.sole, page.era) == ("an_giang_63", True, "63")


def test_a_page_of_an_act_of_the_nation_is_of_the_nation(places: Places) -> None:
    page = told(
        places,
        "Chương trình Chuyển đổi số quốc gia",
        "Thủ tướng ký Quyết định số 749/QĐ-TTg ngày 3/6/2020.",
        "Chương trình đặt mục tiêu kinh tế số chiếm 20% GDP.",
        "Hội nghị truyền từ Hà Nội.",
    )
    assert (page.unit_id, page.sole) == ("viet_nam", False)


def test_a_name_that_only_one_map_has_says_which_map_it_is(places: Places) -> None:
    page = told(places, "Chuyển đổi số bền vững", "Đến năm 2030, Bình Định dẫn đầu cả nước.",
                "Mục tiêu của Bình Định là chính quyền số.")  # fmt: skip
    assert (page.unit_id, page.sole, page.era) == ("binh_dinh_63", True, "63")


def test_words_say_the_map_where_no_day_does(places: Places) -> None:
    old = told(places, "Hung Yen to become digital", "80% of records at district level")
    new = told(places, "Nghe An completed its targets by 2025",
               "operating the two-level local government")  # fmt: skip
    neither = told(places, "Thái Nguyên chuyển đổi số", "Năm 2024, kinh tế số đạt 33%.")
    assert (old.unit_id, old.sole) == ("hung_yen_63", True)
    assert (new.unit_id, new.sole) == ("nghe_an_34", False)
    assert not neither.sole


def test_the_day_of_a_cited_act_is_not_the_day_of_the_page(places: Places) -> None:
    cited = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
    page = told(places, "Cần Thơ đẩy mạnh chuyển đổi số", f"{cited}, triển khai sau hợp nhất.")
    assert page.era == "34"
    assert told(places, "Cần Thơ", f"05/03/2023. {cited}").dated == "2023-03-05"
    assert told(places, "Dong Nai", "VNA Monday, March 14, 2022 10:24").dated == "2022-03-14"


def test_where_an_agency_wrote_from_is_not_what_it_wrote_of(places: Places) -> None:
    page = told(places, "Hà Nội (TTXVN) – Ngày 5/3/2023, UBND tỉnh Cà Mau ban hành kế hoạch.")
    assert (page.unit_id, page.sole) == ("ca_mau_63", True)


def test_a_figure_of_a_town_or_of_the_nation_is_not_surely_of_the_province(places: Places) -> None:
    def sure(until: str) -> bool:
        return unit_in(until, places, "thai_nguyen_63", True, "63")[1]

    assert sure("Thái Nguyên đạt 90%")
    assert sure("thuộc nhóm dẫn đầu cả nước với 90%")
    assert not sure("Tại TP Sông Công, 95%")
    assert not sure("Cả nước phấn đấu đạt 30%")
    assert unit_in("Tỉnh Cà Mau đạt 30%", places, "thai_nguyen_63", True, "63") == (
        "ca_mau_63", False,
    )  # fmt: skip
