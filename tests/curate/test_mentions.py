"""The figures of a sentence: value, comparator, tier, year, and the phrase that is quoted."""

from __future__ import annotations

import pytest

from dtia.curate.mentions import Mention, mentions
from dtia.curate.sentences import mood_of, parted, without_titles

RECORDS = (
    "90% hồ sơ công việc tại cấp bộ, tỉnh; 80% hồ sơ công việc tại cấp huyện và 60% hồ sơ công "
    "việc tại cấp xã được xử lý trên môi trường mạng"
)


def read(sentence: str) -> list[Mention]:
    return mentions(sentence, without_titles(sentence))


def quoted(sentence: str) -> list[str]:
    return [sentence[m.start : m.end] for m in read(sentence)]


def test_a_sentence_with_several_tiers_gives_each_its_figure() -> None:
    found = [(m.value, m.tiers, m.comparator) for m in read(RECORDS)]
    assert found == [
        (90, ("ministry", "province"), "eq"),
        (80, ("district",), "eq"),
        (60, ("commune",), "eq"),
    ]


def test_a_bound_of_several_figures_holds_for_each_and_stands_in_its_phrase() -> None:
    sentence = "Từ 90% hồ sơ tại cấp tỉnh, 80% hồ sơ tại cấp huyện và 60% hồ sơ tại cấp xã trở lên"
    found = [(m.value, m.tiers, m.comparator) for m in read(sentence)]
    assert found == [
        (90, ("province",), "ge"), (80, ("district",), "ge"), (60, ("commune",), "ge"),
    ]  # fmt: skip
    assert quoted(sentence)[1] == "80% hồ sơ tại cấp huyện và 60% hồ sơ tại cấp xã trở lên"
    [one, other] = read("80% hồ sơ tại cấp huyện; 60% hồ sơ tại cấp xã trở lên")
    assert (one.comparator, other.comparator) == ("eq", "ge")


def test_the_phrase_is_the_shortest_that_holds_the_figure() -> None:
    assert quoted(RECORDS) == [
        "90% hồ sơ công việc tại cấp bộ, tỉnh",
        "80% hồ sơ công việc tại cấp huyện",
        "60% hồ sơ công việc tại cấp xã",
    ]


@pytest.mark.parametrize(
    ("sentence", "comparator", "value", "high"),
    [
        ("tối thiểu 50% hoạt động kiểm tra", "ge", 50, None),
        ("trên 450.000 điểm chấp nhận thanh toán", "gt", 450000, None),
        ("Kinh tế số chiếm khoảng 20% GDP", "approx", 20, None),
        ("kinh tế số đạt 35-40% GRDP", "range", 35, 40),
        ("thuộc nhóm 15 tỉnh, thành phố dẫn đầu cả nước", "le", 15, None),
        ("Thái Nguyên đứng thứ 12 cả nước", "eq", 12, None),
        ("tỷ lệ hài lòng đạt 90% trở lên", "ge", 90, None),
        ("at least 80% of the population", "ge", 80, None),
        ("over 86% of administrative dossiers", "gt", 86, None),
        ("and over 86% of administrative dossiers", "gt", 86, None),
        ("50% or more of its population", "ge", 50, None),
        ("equal to or greater than 80% of households", "ge", 80, None),
        ("upwards of 70% of adults", "gt", 70, None),
        ("more than 350 IT businesses", "gt", 350, None),
        ("more than 1,200 online public services", "gt", 1200, None),
    ],
)
def test_words_decide_the_comparator(
    sentence: str, comparator: str, value: float, high: float | None
) -> None:
    [mention] = read(sentence)
    assert (mention.comparator, mention.value, mention.high) == (comparator, value, high)


def test_numbers_in_a_row_are_dealt_out_to_the_tiers_before_them() -> None:
    found = read(
        "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng tại cấp tỉnh, cấp huyện, cấp xã lần lượt "
        "đạt 90%, 80% và 60%"
    )
    assert [(m.value, m.tiers) for m in found] == [
        (90, ("province",)), (80, ("district",)), (60, ("commune",)),
    ]  # fmt: skip


def test_each_figure_has_the_year_beside_it() -> None:
    found = read("Kinh tế số chiếm 20% GRDP vào năm 2025 và 35-40% GRDP vào năm 2030")
    assert [(m.value, m.year) for m in found] == [(20, "2025"), (35, "2030")]


def test_years_of_the_title_of_an_act_are_no_horizon() -> None:
    sentence = (
        "Nghị quyết về chuyển đổi số đến năm 2025, định hướng đến năm 2030 "
        "nêu 80% dân số có tài khoản"
    )
    assert [m.year for m in read(sentence)] == [""]


def test_how_far_a_result_moved_is_told_apart_from_it() -> None:
    found = read("Chỉ số đạt 95,13% (tăng 1,02%)")
    assert [(m.value, m.change) for m in found] == [(95.13, False), (1.02, True)]


@pytest.mark.parametrize(
    ("sentence", "mood"),
    [
        ("phấn đấu đạt 80%", "promise"),
        ("đến nay, 100% xã có cáp quang", "result"),
        ("80% hồ sơ được thực hiện trên mạng", ""),
    ],
)
def test_the_words_of_a_sentence_say_whether_it_promises(sentence: str, mood: str) -> None:
    assert mood_of(sentence) == mood


def test_a_full_stop_after_a_level_ends_a_sentence_and_one_after_an_initial_does_not() -> None:
    text = "100% thủ tục ở mức độ 4. Hồ sơ đạt 90%. Bài của T.A. Minh ở TP. Huế."
    assert parted(text) == [
        "100% thủ tục ở mức độ 4.", "Hồ sơ đạt 90%.", "Bài của T.A. Minh ở TP. Huế.",
    ]  # fmt: skip


def test_to_exceed_or_to_make_up_a_share_is_no_growth() -> None:
    for sentence in ("tỷ lệ hài lòng vượt 90%", "the digital economy will make up 25 percent"):
        assert [(m.growth, m.change) for m in read(sentence)] == [(False, False)]
    assert [m.growth for m in read("GRDP tăng 6,2%")] == [True]


def test_a_whole_sentence_is_no_phrase() -> None:
    sentence = (
        "Quang Ninh aims for digital economy to make up 25 percent of GRDP in the years to come."
    )
    [phrase] = quoted(sentence)
    assert "25 percent of GRDP" in phrase
    assert phrase != sentence.rstrip(".")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("hoàn thành 23/34 mục tiêu", 23),
        ("completed 39/65 targets", 39),
        ("18 out of 25 targets are met", 18),
        ("đạt 1.542/1.823 thủ tục", 1542),
    ],
)
def test_of_so_many_of_so_many_the_first_is_the_figure(sentence: str, value: float) -> None:
    [mention] = read(sentence)
    assert (mention.value, mention.kind, mention.ways["value"]) == (value, "count", "part")


def test_what_there_is_in_all_is_no_figure() -> None:
    assert [m.value for m in read("all 130 communes have been covered by 4G")] == [100]
    assert [(m.value, m.kind) for m in read("ranked 12th among 63 provinces")] == [(12, "rank")]


def test_a_place_on_the_map_and_an_ordinal_are_ranks() -> None:
    for sentence in ("tăng 20 bậc so với DTI 2020 (52/63)", "ranking 2nd in 2021, 4th in 2022"):
        assert {m.kind for m in read(sentence)} == {"rank"}, sentence


def test_from_one_tier_to_another_is_every_tier_between() -> None:
    every = ("province", "district", "commune")
    for sentence in (
        "100% cơ quan từ tỉnh đến xã",
        "100% cơ quan nhà nước từ cấp tỉnh đến cấp xã",
        "all agencies from province to commune level",
    ):
        assert [m.tiers for m in read(sentence)] == [every], sentence
    [mention] = read("80% of records at district or commune level will be processed online")
    assert mention.tiers == ("district", "commune")


def test_levels_of_service_are_no_figures_and_part_no_clause() -> None:
    for sentence in (
        "all level 3 and 4 public services will be provided online",
        "80 percent of public services at levels 3 and 4 will be provided online",
        "dịch vụ công mức độ 3 và mức độ 4 đạt 80%",
    ):
        [mention] = read(sentence)
        assert mention.value in (80, 100)
        assert "4" in mention.clause, sentence


def test_figures_with_words_of_their_own_are_no_row() -> None:
    found = quoted("năng suất lao động tăng tối thiểu 7%, 50% dân số trưởng thành có chữ ký số")
    assert found[1] == "50% dân số trưởng thành có chữ ký số"


def test_from_a_share_upwards_is_no_change() -> None:
    [mention] = read("tỷ lệ hồ sơ trực tuyến đạt từ 50% trở lên")
    assert (mention.change, mention.comparator) == (False, "ge")


def test_what_is_not_done_yet_is_told_apart() -> None:
    found = [m.undone for m in read("23/34 mục tiêu hoàn thành; 02/34 mục tiêu chưa hoàn thành")]
    assert found == [False, True]


def test_a_day_of_the_week_is_no_rank() -> None:
    assert read("Thứ tư, 15/11/2023 | Chuyển đổi số") == []
