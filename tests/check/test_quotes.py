"""Each figure against the phrase it was read in, and the list of exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.check.quotes import quote_problems
from dtia.data import FILE, LINE, Raw, read_raw
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.errors import Problem
from support.careless import instead
from support.faults import Spoiled
from support.project import ROOT, Run, SetCell, line_of

# The first example imports Babel or NLTK, or meets a busy machine.
UNHURRIED = settings(deadline=None)

TABLE, EXCEPTIONS = "data/raw/observations/x.csv", "data/raw/phrase_exceptions.csv"
KEY = {"unit_id": "bac_giang_63", "indicator_id": "i", "tier": "all", "source_id": "s"}
TEXTS = dict.fromkeys(
    ("unit_id", "indicator_id", "tier", "period", "year", "source_id", "field", "reason",
     "comparator", "locator", "figure_text", "flag", "name_vi", "name_en", "aliases", FILE),
    pl.String,
)  # fmt: skip
TYPES = {
    **TEXTS, "horizon_year": pl.Int64, "value": pl.Float64, "value_high": pl.Float64, LINE: pl.Int64
}  # fmt: skip


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(list(rows), schema={name: TYPES.get(name, pl.String) for name in names})


def told(
    figure_text: str,
    value: float | None,
    comparator: str = "eq",
    *,
    unit: str = "percent",
    high: float | None = None,
    locator: str | None = None,
    flag: str | None = None,
    year: int | None = None,
    excused: tuple[str, ...] = (),
    excused_year: str = "2022",
) -> list[Problem]:
    """Check one figure (an observation of 2022, or a target of `year`) with its exceptions."""
    row = {
        **KEY, "comparator": comparator, "value": value, "value_high": high, "locator": locator,
        "figure_text": figure_text, FILE: TABLE, LINE: 7,
    }  # fmt: skip
    targets = frame({**row, "horizon_year": year or 2022})
    observations = frame({**row, "period": "2022", "flag": flag})
    exceptions = [
        {**KEY, "year": excused_year, "field": field, "reason": "r", FILE: EXCEPTIONS, LINE: line}
        for line, field in enumerate(excused, start=2)
    ]
    blank = {**KEY, "year": "", "field": "", "reason": "", FILE: "", LINE: 0}
    typed = {
        "indicators": frame({"indicator_id": "i", "unit": unit}),
        "units": frame(
            {"unit_id": "bac_giang_63", "name_vi": "Bắc Giang", "name_en": "Bac Giang",
             "aliases": "BG;Bac Giang province"}
        ),
        "targets": targets if year else targets.clear(),
        "observations": observations.clear() if year else observations,
        "phrase_exceptions": frame(*exceptions) if exceptions else frame(blank).clear(),
    }  # fmt: skip
    return list(quote_problems(typed, "en"))


def at(column: str, message: str, hint: str) -> list[Problem]:
    return [Problem(TABLE, 7, column, message, hint)]


UNIT_HINT = "check the value, the indicator and the phrase"


def test_a_figure_that_says_what_its_phrase_says_has_no_problem() -> None:
    assert told("trên 45% dân số", 45, "gt") == []
    assert told("đạt 20-25%/năm", 20, "range", high=25, unit="percent_per_year") == []
    assert told("thuộc nhóm 10 tỉnh dẫn đầu", 10, "le", unit="rank") == []
    assert told("trên 45% dân số", 45, "gt", year=2030) == []


def test_a_value_that_the_phrase_does_not_hold_is_reported_with_what_it_holds() -> None:
    expected = at("value", "46 is not in figure_text", "the phrase holds: 45")
    assert told("trên 45% dân số", 46, "gt") == expected
    assert told("trên 45% dân số", 46, "gt", year=2030) == expected
    assert told("không có số", 46) == at("value", "46 is not in figure_text", "the phrase holds: –")


def test_both_ends_of_a_range_have_to_be_held() -> None:
    expected = at("value", "30 is not in figure_text", "the phrase holds: 20, 25")
    assert told("đạt 20-25%", 20, "range", high=30) == expected


def test_a_comparator_that_the_phrase_does_not_state_is_reported_with_those_it_allows() -> None:
    for wrong in ("eq", "ge", "le", "lt", "approx", "range"):
        assert told("trên 45% dân số", 45, wrong) == at(
            "comparator", f"the phrase does not state the figure as {wrong}",
            "the phrase allows: gt; where the sentence says more, quote a longer phrase",
        )  # fmt: skip
    shared = "tối thiểu 90% cấp tỉnh, 80% cấp huyện"
    assert [told(shared, 80, word) for word in ("eq", "ge")] == [[], []]
    assert told(shared, 90, "eq") == at(
        "comparator",
        "the phrase does not state the figure as eq",
        "the phrase allows: ge; where the sentence says more, quote a longer phrase",
    )
    assert told(shared, 80, "gt")[0].hint.startswith("the phrase allows: eq, ge; ")


def test_a_unit_that_the_phrase_contradicts_is_reported_at_the_value() -> None:
    assert told("đạt 45% dân số", 45, unit="count") == at(
        "value", "45 is a percentage in the phrase, but the indicator is measured in count",
        UNIT_HINT,
    )  # fmt: skip
    assert told("có 45 doanh nghiệp", 45) == at(
        "value", "45 is no percentage in the phrase, but the indicator is measured in percent",
        UNIT_HINT,
    )  # fmt: skip
    assert told("90, 80 và 60%", 80) == [], "a sign at the end may stand for all"


def test_two_faults_of_one_figure_are_both_told() -> None:
    assert [p.message for p in told("trên 45 doanh nghiệp", 45)] == [
        "the phrase does not state the figure as eq",
        "45 is no percentage in the phrase, but the indicator is measured in percent",
    ]


@pytest.mark.parametrize(
    ("figure_text", "value", "field"),
    [
        ("đạt 45% dân số", 46, "value"),
        ("trên 45% dân số", 45, "comparator"),
        ("đạt 45 dân số", 45, "unit"),
    ],
)
def test_an_exception_silences_exactly_its_field(
    figure_text: str, value: float, field: str
) -> None:
    [fault] = told(figure_text, value)
    idle = Problem(EXCEPTIONS, 2, "field", "no row needs this exception", "remove it")
    assert told(figure_text, value, excused=(field,)) == []
    for other in {"value", "comparator", "unit"} - {field}:
        assert told(figure_text, value, excused=(other,)) == [fault, idle]
    assert told(figure_text, value, excused=(field,), excused_year="2023") == [fault, idle]


def test_an_exception_to_one_of_two_faults_leaves_the_other() -> None:
    [left] = told("trên 45 doanh nghiệp", 45, excused=("unit",))
    assert left.column == "comparator"
    assert told("trên 45 doanh nghiệp", 45, excused=("unit", "comparator")) == []


def test_an_exception_to_a_target_is_found_by_its_year_due() -> None:
    assert told("đạt 45%", 46, year=2030, excused=("value",), excused_year="2030") == []


def test_an_idle_exception_is_reported_where_it_stands() -> None:
    assert told("đạt 45%", 45, excused=("value", "unit")) == [
        Problem(EXCEPTIONS, line, "field", "no row needs this exception", "remove it")
        for line in (2, 3)
    ]


def test_a_derived_observation_has_no_phrase_of_its_own_and_is_skipped() -> None:
    assert told("đạt 45%", 46, flag="derived") == []
    assert told("đạt 45%", 46, flag="estimated") != []
    [idle] = told("đạt 45%", 46, flag="derived", excused=("value",))
    assert idle.message == "no row needs this exception"


def test_a_figure_in_words_or_without_a_value_is_not_compared() -> None:
    assert told("cơ bản hoàn thành", None, "category", unit="category") == []
    assert told("từng bước nâng thứ hạng", None, "direction", unit="rank") == []
    assert told("trên 45%", None, "gt") == []


LIST = "Bac Ninh, Lang Son, Ninh Binh, Quang Ninh, Thai Nguyen, Binh Phuoc and Bac Giang"


def test_a_list_gives_a_rank_from_the_place_where_the_locator_says_it_begins() -> None:
    assert told(LIST, 7, unit="rank") == []  # seventh of the list
    assert told(LIST, 10, unit="rank", locator="danh sách từ hạng 4") == []  # 4 + 7 - 1
    assert told(LIST, 9, unit="rank", locator="danh sách từ hạng 4") == at(
        "value", "9 is not in figure_text", "the phrase holds: –"
    )
    assert told(LIST, 7, unit="rank", locator="danh sách từ hạng 4") != []
    assert told(LIST, 7, unit="count") != [], "only a rank is a place"


def test_an_alias_stands_for_a_unit_in_a_list() -> None:
    assert told("Hue, BG, Da Nang", 2, unit="rank") == []
    assert told("Hue, HN, Da Nang", 2, unit="rank") != []


@UNHURRIED
@given(st.integers(1, 60), st.integers(0, 30))
def test_the_start_of_a_list_moves_every_rank_with_it(start: int, before: int) -> None:
    # `before` names stand first, then the unit: its rank is the start plus their number.
    phrase = ", ".join(["Huế"] * before + ["Bắc Giang"])
    locator = f"danh sách từ hạng {start}"
    assert told(phrase, start + before, unit="rank", locator=locator) == []
    assert told(phrase, start + before + 1, unit="rank", locator=locator) != []


ACCOUNTS = ("targets/payment_accounts.csv", ("quang_tri_63", "soc.payment_account"))
FAULTS = {
    "a weight that its phrase does not give": (
        "weights.csv", ("grdp,cao_bang_34",), "value", "24771",
        "value: 24771 is not in figure_text; the phrase holds: 24711",
    ),
    "points that their phrase does not give": (
        "dti_weights.csv", ("dti.awareness",), "max_points", "110",
        "max_points: 110 is not in figure_text; the phrase holds: 10, 100",
    ),
    "a second reading that its phrase does not give": (
        "double_readings.csv", ("dak_nong_63", "dti.total", "0.3509"),
        "second_value", "0.3590",
        "second_value: 0.359 is not in figure_text; the phrase holds: 0.3509",
    ),
    "a comparator that the phrase does not state": (
        *ACCOUNTS, "comparator", "ge",
        "comparator: the phrase does not state the figure as ge; the phrase allows: gt"
        "; where the sentence says more, quote a longer phrase",
    ),
    "a phrase without its percent sign": (
        *ACCOUNTS, "figure_text", "trên 45 dân số",
        "value: 45 is no percentage in the phrase, but the indicator is measured in percent; "
        + UNIT_HINT,
    ),
    "a list that begins elsewhere": (
        "observations/ranking.csv", ("bac_giang_63", "2021", "từ hạng 4"), "locator",
        "danh sách từ hạng 5",
        "value: 10 is not in figure_text; the phrase holds: –",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_by_the_check(fault: str, spoiled: Spoiled) -> None:
    file, words, _, _, expected = FAULTS[fault]
    _, output = spoiled(fault)
    assert f"data/raw/{file}:{line_of(file, *words)}: {expected}" in output


def test_a_misplaced_exception_is_told_once_with_the_row_that_it_no_longer_covers(
    set_cell: SetCell, dtia: Run
) -> None:
    key = ("cao_bang_34", "econ.digital_share_grdp", "vietnam_cao_bang_phan_dau_ty_le")
    row = line_of("targets/digital_economy.csv", *key)
    line = line_of("phrase_exceptions.csv", *key)
    set_cell("phrase_exceptions.csv", line, "field", "unit")
    first, *others = dtia("check", "--lang", "en")[1].splitlines()
    assert first == (
        f"{EXCEPTIONS}:{line}: field: no row needs this exception; the row at data/raw/targets/"
        f"digital_economy.csv:{row} needs one: correct the exception, or remove it"
    )
    assert others == ["1 problems. What each column means: data/raw/README.md."]


@pytest.fixture(scope="module")
def judged() -> Raw:
    """The tables that phrases are compared with, with types; no row is excused."""
    raw, _ = read_raw(ROOT / "data")
    typed = {name: cast(frame, RAW[name][1]) for name, frame in raw.items()}
    return {**typed, "phrase_exceptions": typed["phrase_exceptions"].clear()}


def refused(judged: Raw, change: Callable[[float, str], Iterable[float]]) -> tuple[int, int]:
    """Put other values into every numeric row: how many, and how many of them are refused."""
    tables, asked = dict(judged), 0
    for table in ("targets", "observations"):
        rows = [
            {**row, "value": other}
            for row in judged[table].iter_rows(named=True)
            if row["value"] is not None and row.get("flag") != "derived"
            for other in change(row["value"], row["figure_text"])
        ]
        # A source and a line of its own each, so that they are judged alone.
        for line, row in enumerate(rows, asked + 1):
            row |= {"source_id": str(line), LINE: line}
        asked += len(rows)
        tables[table] = pl.DataFrame(rows, schema=judged[table].schema)
    return asked, len({problem.line for problem in quote_problems(tables, "en")})


def test_what_a_careless_reader_takes_from_a_phrase_is_refused(judged: Raw) -> None:
    asked, found = refused(judged, instead)
    assert asked > 8000 and found / asked >= 0.99, (found, asked)


def test_the_rows_that_a_phrase_does_not_bear_are_those_that_are_excused(judged: Raw) -> None:
    _, found = refused(judged, lambda value, _: [value])
    listed = pl.read_csv(ROOT / EXCEPTIONS, columns=["unit_id", "indicator_id", "source_id"])
    assert found <= listed.height
