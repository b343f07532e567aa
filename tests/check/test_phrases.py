from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.check.phrases import comparators, holds, in_percent, place, readings
from dtia.i18n import number

# The first example imports Babel or NLTK, or meets a busy machine.
UNHURRIED = settings(deadline=None)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("trên 45% dân số", 45),
        ("tỷ trọng đạt 7,09%", 7.09),
        ("0.9000 0.8000", 0.9),
        ("trên 450.000 điểm", 450000),
        ("about 1,234 firms", 1234),
        ("20-25%/năm", 20),
        ("20-25%/năm", 25),
        ("toàn thể đảng viên", 100),
        ("more than half of the population", 50),
        ("95/100 người trưởng thành", 95),
    ],
)
def test_a_phrase_holds_its_figure(phrase: str, value: float) -> None:
    assert holds(phrase, value)


READ = [
    ("đạt 450 nghìn giao dịch", 450_000),
    ("450 ngàn hộ", 450_000),
    ("1,2 triệu tài khoản", 1_200_000),
    ("12 thousand firms", 12_000),
    ("hai mươi phần trăm", 20),
    ("chín mươi lăm phần trăm hồ sơ", 95),
    ("một trăm phần trăm", 100),
    ("mười lăm phần trăm", 15),
    ("hai trăm linh năm doanh nghiệp", 205),
    ("năm phần trăm", 5),
    ("nhóm năm tỉnh dẫn đầu", 5),
    ("trong năm địa phương dẫn đầu cả nước", 5),
    ("xếp thứ năm", 5),
    ("đứng thứ tư", 4),
    ("hạng nhất cả nước", 1),
    ("xếp thứ nhì", 2),
    ("15÷20 %", 20),
    ("15−20 %", 20),
    ("twenty-five percent", 25),
    ("forty percent of records", 40),
    ("ranked twenty-first", 21),
    ("all officials", 100),
    ("đạt 95% vào ngày 30/6/2025", 95),
]
NOT_READ = [
    ("đến năm 2030 đạt 30%", 5),
    ("đến năm 2030 đạt 30%", 2030),
    ("hằng năm tỉnh tăng 7%", 5),
    ("vào năm 2025", 25),
    ("thu hút đầu tư đạt 20%", 4),
    ("tổng mức đầu tư 20%", 4),
    ("tư nhân", 4),
    ("in the first phase 20%", 1),
    ("in the first half of 2025", 50),
    ("in the first half of 2025", 1),
    ("at all levels 80%", 100),
    ("all three pillars", 100),
    ("all three pillars", 3),
    ("ở tất cả các cấp", 100),
    ("Nghị quyết số 02-NQ/TU: 20%", 2),
    ("Kế hoạch 104/KH-UBND", 104),
    ("Resolution 57 sets 30%", 57),
    ("đạt 95% trước ngày 30/6/2025", 30),
    ("đạt 95% trước ngày 30/6/2025", 6),
    ("đạt 95% trong tháng 12/2025", 12),
    ("by June 30, 2025, 95%", 30),
    ("dịch vụ công trực tuyến mức độ 4 đạt 100%", 4),
    ("xếp thứ 12/63", 63),
    ("phủ sóng 5G đạt 99%", 5),
    ("450 nghìn giao dịch", 450),
    ("hai bà trưng", 2),
    ("tăng 16 bậc, xếp thứ 9", 16),
    ("moving up one place", 1),
    ("cả 3 trụ cột đều xếp thứ 2", 3),
]


@pytest.mark.parametrize(("phrase", "value"), READ)
def test_a_number_is_read_in_words_and_figures(phrase: str, value: float) -> None:
    assert holds(phrase, value)


@pytest.mark.parametrize(("phrase", "value"), NOT_READ)
def test_what_only_looks_like_a_number_is_none(phrase: str, value: float) -> None:
    assert not holds(phrase, value)


def test_a_word_is_a_number_of_the_unit_that_it_means() -> None:
    assert holds("đứng đầu cả nước", 1, "rank") and not holds("đứng đầu cả nước", 1, "percent")
    assert holds("all officials", 100, "percent") and not holds("all officials", 100, "count")
    assert not holds("thuộc nhóm 10 tỉnh dẫn đầu", 1, "rank")


@pytest.mark.parametrize("phrase", ["đạt và vượt 80%", "đạt hoặc vượt 80%", "meet or exceed 80%"])
def test_reached_and_passed_is_at_least(phrase: str) -> None:
    assert comparators(phrase, 80, "percent") == {"ge"}


def test_a_phrase_does_not_hold_another_figure() -> None:
    assert not holds("trên 45% dân số", 4.5)
    assert not holds("hallway", 100)


@UNHURRIED
@given(st.decimals(min_value=0, max_value=999, places=2))
def test_a_number_written_in_either_language_is_read_back(value: float) -> None:
    for lang in ("vi", "en"):
        assert holds(number(float(value), lang), float(value))


ANCHORED = [
    ("trên 45%", 45, "percent", {"gt"}),
    ("trên mức 45% dân số", 45, "percent", {"gt"}),
    ("từ 20% trở lên", 20, "percent", {"ge"}),
    ("20% or more of the households", 20, "percent", {"ge"}),
    ("ít nhất 20%", 20, "percent", {"ge"}),
    ("tối đa 20%", 20, "percent", {"le"}),
    ("dưới 20%", 20, "percent", {"lt"}),
    ("khoảng 20%", 20, "percent", {"approx"}),
    ("nearly 79% of the people", 79, "percent", {"approx"}),
    ("15-20%", 15, "percent", {"range"}),
    ("15% đến 20%", 15, "percent", {"range"}),
    ("tối thiểu 35–40% GRDP", 35, "percent", {"ge", "range"}),
    ("20-15%", 20, "percent", {"eq"}),  # no range leads downwards
    ("over half", 50, "percent", {"gt"}),
    ("all", 100, "percent", {"eq"}),
    ("một nửa", 50, "percent", {"eq"}),
    ("xếp thứ 9/63", 9, "rank", {"eq"}),
    ("sixty-second", 62, "rank", {"eq"}),
    ("2.38 million", 2_380_000, "count", {"eq"}),
    ("hơn 2,38 triệu tài khoản", 2_380_000, "count", {"gt"}),
    ("95/100", 95, "percent", {"eq"}),
    # A rank named with a group is an upper end; a number of anything else is not.
    ("nhóm ba địa phương dẫn đầu", 3, "rank", {"eq", "le"}),
    ("top 10", 10, "rank", {"eq", "le"}),
    ("top 10", 10, "count", {"eq"}),
]


@pytest.mark.parametrize(("phrase", "value", "unit", "allowed"), ANCHORED)
def test_a_phrase_allows_the_comparators_it_states_and_no_other(
    phrase: str, value: float, unit: str, allowed: set[str]
) -> None:
    assert comparators(phrase, value, unit) == allowed


def test_a_bare_number_may_share_the_word_before_another_and_never_the_reverse() -> None:
    phrase = "tối thiểu 90% cấp tỉnh, 80% cấp huyện"
    assert comparators(phrase, 90, "percent") == {"ge"}
    assert comparators(phrase, 80, "percent") == {"eq", "ge"}
    # What makes a range binds its two ends alone.
    assert comparators("15-20% năm 2025, 30% năm 2030", 30, "percent") == {"eq"}


def test_a_number_that_the_phrase_does_not_hold_allows_no_comparator() -> None:
    assert comparators("trên 45%", 54, "percent") == set()
    assert comparators("top 10", 10, "rank") - comparators("top 10", 10, "count") == {"le"}


BINDING = {
    "vi": {
        "ge": ("tối thiểu", "ít nhất"),
        "gt": ("trên", "hơn", "vượt", "đạt trên", "trên mức"),
        "le": ("tối đa",),
        "lt": ("dưới",),
        "approx": ("khoảng", "xấp xỉ", "gần", "ước đạt"),
    },
    "en": {
        "ge": ("at least", "a minimum of", "≥", ">="),
        "gt": ("over", "more than", "above", "exceeding", "greater than", ">"),
        "le": ("at most", "up to", "≤", "<="),
        "lt": ("under", "below", "less than", "<"),
        "approx": ("about", "around", "approximately", "nearly", "almost", "roughly", "~"),
    },
}
WORDS = [
    (lang, comparator, word)
    for lang, known in BINDING.items()
    for comparator, words in known.items()
    for word in words
]
NUMBERS = st.decimals(min_value=0, max_value=999_999, places=2).map(float)


@UNHURRIED
@given(st.sampled_from(WORDS), NUMBERS, st.sampled_from(["%", "", " người"]))
def test_a_word_before_any_number_binds_it_in_either_language(
    word: tuple[str, str, str], value: float, after: str
) -> None:
    lang, comparator, written = word
    phrase = f"đạt {written} {number(value, lang)}{after}"
    assert comparators(phrase, value, "count") == {comparator}
    assert comparators(phrase.upper(), value, "count") == {comparator}


NEGATED = {
    "không dưới": "ge",
    "không thấp hơn": "ge",
    "no less than": "ge",
    "không quá": "le",
    "không vượt quá": "le",
    "no more than": "le",
}


@pytest.mark.parametrize("word", NEGATED)
@UNHURRIED
@given(NUMBERS)
def test_a_negated_word_binds_as_what_it_means(word: str, value: float) -> None:
    lang = "en" if word.isascii() else "vi"
    phrase = f"{word} {number(value, lang)}%"
    assert NEGATED[word] in comparators(phrase, value, "percent")
    assert "eq" not in comparators(phrase, value, "percent")


@pytest.mark.parametrize(
    ("word", "meant"),
    [*NEGATED.items(), ("không ít hơn", "ge"), ("not less than", "ge"), ("not exceeding", "le")],
)
def test_a_negated_word_does_not_allow_its_opposite(word: str, meant: str) -> None:
    assert comparators(f"{word} 20%", 20, "percent") == {meant}


@UNHURRIED
@given(NUMBERS)
def test_words_after_a_number_bind_it_upwards(value: float) -> None:
    for phrase in (f"từ {number(value, 'vi')}% trở lên", f"{number(value, 'en')} or more"):
        assert comparators(phrase, value, "percent") == {"ge"}


@UNHURRIED
@given(st.integers(0, 998), st.integers(1, 500), st.sampled_from(["-", "–", " đến ", " to "]))
def test_two_ends_are_a_range_and_both_are_held(low: int, width: int, dash: str) -> None:
    phrase = f"{low}{dash}{low + width}%"
    assert comparators(phrase, low, "percent") == {"range"}
    assert holds(phrase, low + width)


@pytest.mark.parametrize(
    ("phrase", "value", "percent"),
    [
        ("trên 45%", 45, True),
        ("45 phần trăm", 45, True),
        ("74 per cent of applications", 74, True),
        ("up 3 percentage points", 3, True),
        ("95/100", 95, True),
        ("over half", 50, True),
        ("toàn bộ phần mềm", 100, True),
        ("xếp thứ 9/63", 9, False),
        ("sixty-second", 62, False),
        ("324 digital businesses", 324, False),
        ("15-20%", 15, None),  # the sign of the last number may stand for both
        ("90, 80 và 60%", 80, None),
        ("324 firms, 45% of them new", 324, None),
        ("trên 45%", 54, None),  # held nowhere, beside a percentage
    ],
)
def test_a_sign_tells_a_percentage(phrase: str, value: float, percent: bool | None) -> None:
    assert in_percent(phrase, value) is percent


def test_numbers_are_read_in_order_with_all_they_may_be() -> None:
    assert [sorted(r.values) for r in readings("trên 450.000 người, 1.234,5 tỷ, mục 1.2.3")] == [
        [450, 450_000],  # by full stop, Vietnamese groups and English has decimals
        [1234.5],
        [],  # neither a number nor grouped
    ]
    assert [reading.percent for reading in readings("9/65 and 40%")] == [False, False, True]
    assert readings("không có số") == ()


def test_an_ordinal_is_one_number_and_not_its_last_word() -> None:
    assert holds("came sixty-second", 62)
    assert not holds("came sixty-second", 2)
    assert not holds("came sixty-second", 60)
    assert not holds("overall", 100)
    assert not holds("thirty-something-two", 2)


def test_millions_are_held_with_their_word() -> None:
    assert holds("2.38 million", 2_380_000)
    assert not holds("2.38 million", 2.38)
    assert not holds("2.38 millionaires", 2_380_000)


def test_a_number_of_millions_is_held_to_the_digit() -> None:
    assert holds("16.1 million", 16_100_000)


LISTED = "Thua Thien-Hue, Bac Ninh, Quang Ninh, HCMC and Bac Giang"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"Thừa Thiên Huế", "Thua Thien Hue"}, 1),
        ({"Bac Ninh"}, 2),
        ({"bac ninh"}, 2),
        ({"Quang Ninh"}, 3),
        ({"Thành phố Hồ Chí Minh", "HCMC"}, 4),
        ({"Bac Giang"}, 5),
        ({"Bac"}, 2),  # a whole word of a name
        ({"Ba", "Gian"}, None),  # never a part of a word
        ({"Ha Noi"}, None),
        (set(), None),
    ],
)
def test_the_place_in_a_list_is_that_of_the_name(names: set[str], expected: int | None) -> None:
    assert place(LISTED, names) == expected


def test_a_list_may_be_joined_by_semicolons_and_vietnamese_words() -> None:
    assert place("Hà Nội; Bình Dương; Hải Phòng và Bà Rịa - Vũng Tàu", {"Bà Rịa Vũng Tàu"}) == 4


@UNHURRIED
@given(st.permutations(["Hà Nội", "Đà Nẵng", "Huế", "Cần Thơ", "Lạng Sơn"]), st.integers(0, 4))
def test_a_name_is_found_at_the_place_where_it_was_put(names: list[str], n: int) -> None:
    assert place(f"{', '.join(names[:-1])} và {names[-1]}", {names[n]}) == n + 1


@pytest.mark.parametrize(
    ("phrase", "value"), [("1.234,5 tỷ", 1234.5), ("1,234.5", 1234.5), ("giảm 2,5%", -2.5)]
)
def test_a_phrase_with_groups_and_decimals_or_a_fall_is_read(phrase: str, value: float) -> None:
    assert holds(phrase, value)
