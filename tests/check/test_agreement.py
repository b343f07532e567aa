"""Two readings of one figure: how far they agree, and how doubt is settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from dtia.check.agreement import ITEM, SCHEMA, agreement, alpha, disagreements, pairs
from dtia.check.curation import curation_problems
from dtia.data import FILE, LINE, Data
from dtia.data.curation import READING, DoubleReadings
from dtia.data.dataset import to_csv
from dtia.data.vocabulary import READ_FIELDS
from support.faults import Spoiled
from support.project import line_of

# The first example imports Babel or NLTK, or meets a busy machine.
UNHURRIED = settings(deadline=None)

NUMBERS = {"first_value", "first_value_high", "second_value", "second_value_high"}
COLUMNS = {
    name: pl.Float64 if name in NUMBERS else pl.String
    for name in DoubleReadings.to_schema().columns
}


def read(*rows: dict[str, Any]) -> pl.DataFrame:
    """Readings of one unit each, read by both in the same way unless `rows` say otherwise."""
    full = [
        {
            "table": "targets", "unit_id": f"u{n}", "indicator_id": "i", "tier": "all",
            "year": "2030", "source_id": "s", "protocol": "asked", "status": "read", **row,
        }
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return pl.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in full], schema=COLUMNS, orient="row"
    )


def coded(first: Sequence[str | None], second: Sequence[str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"first": first, "second": second}, schema=dict.fromkeys(("first", "second"), pl.String)
    )


def by_hand(first: Sequence[str], second: Sequence[str]) -> float:
    """Nominal alpha of two readers without blanks, from its definition 1 - Do / De."""
    n = 2 * len(first)
    observed = Fraction(sum(a != b for a, b in zip(first, second, strict=True)), len(first))
    alike = sum(c * (c - 1) for c in Counter([*first, *second]).values())
    return float(1 - observed / (1 - Fraction(alike, n * (n - 1))))


def test_alpha_is_that_of_krippendorffs_example_of_two_observers() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section B: 12 units.
    # The two differ in units 1, 5 and 12, so Do = 3 / 12. Of the 24 values are a 4, b 6, c 6,
    # d 6, e 2, so two drawn at random are alike in 4*3 + 6*5 + 6*5 + 6*5 + 2*1 = 104 of
    # 24 * 23 = 552 cases: De = 448 / 552. alpha = 1 - (3 / 12) * (552 / 448) = 0.692.
    first, second = list("aabbdcccedda"), list("babbbccceddd")
    assert by_hand(first, second) == pytest.approx(1 - 3 / 12 * 552 / 448)
    assert alpha(coded(first, second)) == pytest.approx(0.692, abs=5e-4)
    assert alpha(coded(first, second)) == pytest.approx(1 - 138 / 448)


def test_alpha_is_that_of_krippendorffs_example_of_two_values() -> None:
    # Section A: 10 units, 4 of them differ, Do = 4 / 10. Of 20 values are 14 zeros and 6 ones:
    # De = 2 * 14 * 6 / (20 * 19) = 168 / 380. alpha = 1 - 0.4 * 380 / 168 = 0.095.
    first, second = list("0100000010"), list("1110010000")
    assert alpha(coded(first, second)) == pytest.approx(0.095, abs=5e-4)


def test_readers_who_never_agree_have_a_negative_alpha() -> None:
    # Do = 1, De = 2 * 2 * 2 / (4 * 3) = 2 / 3, alpha = 1 - 3 / 2.
    assert alpha(coded(["a", "b"], ["b", "a"])) == pytest.approx(-0.5)


def test_readers_who_always_agree_have_an_alpha_of_one() -> None:
    assert alpha(coded(["a", "b", "a"], ["a", "b", "a"])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [([], []), (["a"], ["a"]), (["a"], ["b"]), (["a", "a", "a"], ["a", "a", "a"])],
    ids=["nothing", "one pair", "one pair that differs", "no variation"],
)
def test_alpha_is_null_where_it_is_not_defined(first: list[str], second: list[str]) -> None:
    assert alpha(coded(first, second)) is None


CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=9)


@UNHURRIED
@given(CODES)
def test_alpha_follows_its_definition(codes: list[tuple[str, str]]) -> None:
    first, second = zip(*codes, strict=True)
    found = alpha(coded(first, second))
    if len({*first, *second}) < 2:
        assert found is None
    else:
        assert found == pytest.approx(by_hand(first, second))


@UNHURRIED
@given(CODES, st.permutations(range(9)))
def test_neither_the_order_of_readers_nor_that_of_figures_changes_alpha(
    codes: list[tuple[str, str]], order: list[int]
) -> None:
    first, second = map(list, zip(*codes, strict=True))
    mixed = [codes[n] for n in order if n < len(codes)]
    found = alpha(coded(first, second))
    expected = None if found is None else pytest.approx(found)
    assert alpha(coded(second, first)) == expected
    assert alpha(coded(*map(list, zip(*mixed, strict=True)))) == expected


def test_swapping_the_readers_of_the_committed_data_changes_nothing(data: Data) -> None:
    names = {name: name.replace("first_", "second_") for name in data.double_readings.columns}
    both = {k: v for k, v in names.items() if k != v and v in names}
    both |= {name: f"second_{name}" for name in ("indicator_id", "tier", "year")}
    swapped = data.double_readings.rename(both | {v: k for k, v in both.items()})
    assert_frame_equal(agreement(swapped), data.agreement)


def test_the_committed_agreement_is_that_of_the_committed_readings(data: Data) -> None:
    assert to_csv(agreement(data.double_readings)) == to_csv(data.agreement)
    assert set(data.agreement["protocol"]) == {"asked", "page", "topic"}


def test_a_pair_needs_what_both_readers_wrote() -> None:
    readings = read(
        {"first_value": 45.0, "second_value": 45.0, "first_comparator": "gt"},
        {"first_value": 45.0, "second_base_id": "grdp"},
        {"second_value": 45.0, "first_base_id": "grdp", "second_base_id": "gdp"},
    )
    assert pairs(readings).select("unit_id", "field", "first", "second").rows() == [
        ("u0", "value", "45.0", "45.0"),
        ("u2", "base_id", "grdp", "gdp"),
    ]


@pytest.mark.parametrize("status", ["not_found", "out_of_reach"])
def test_a_figure_that_was_not_read_again_is_no_pair(status: str) -> None:
    assert pairs(read({"status": status, "first_value": 1.0, "second_value": 1.0})).is_empty()


def test_a_range_agrees_only_with_both_its_ends() -> None:
    ends = {"first_value": 15.0, "first_value_high": 20.0, "second_value": 15.0}
    assert disagreements(read({**ends, "second_value_high": 20.0})).is_empty()
    for other in (25.0, None):
        [row] = disagreements(read({**ends, "second_value_high": other})).iter_rows(named=True)
        assert (row["field"], row["first"]) == ("value", "15.0–20.0")


def test_disagreements_are_the_pairs_that_differ() -> None:
    readings = read(
        {"first_value": 45.0, "second_value": 45.0, "first_comparator": "ge",
         "second_comparator": "range"},
        {"first_value": 3.0, "second_value": 4.0, "first_comparator": "eq",
         "second_comparator": "eq"},
    )  # fmt: skip
    assert disagreements(readings).select("unit_id", "field", "first", "second").rows() == [
        ("u1", "value", "3.0", "4.0"),
        ("u0", "comparator", "ge", "range"),
    ]
    assert set(ITEM) <= set(disagreements(readings).columns)


def test_agreement_counts_each_protocol_and_field_by_itself() -> None:
    # value, asked: 1 of 2 differs, Do = 1 / 2; of the 4 values a 3, b 1, De = 2*3*1 / (4*3)
    # = 1 / 2, alpha = 0. value, page: one pair. Of the other fields nobody wrote any.
    readings = read(
        {"first_value": 1.0, "second_value": 1.0},
        {"first_value": 1.0, "second_value": 2.0},
        {"first_value": 1.0, "second_value": 1.0, "protocol": "page"},
    )
    assert agreement(readings).select("field", "protocol", "n", "agree", "alpha").rows() == [
        ("value", "asked", 2, 1, 0.0),
        ("value", "page", 1, 1, None),
    ]


def test_nothing_read_twice_is_an_empty_table() -> None:
    assert agreement(read()).schema == pl.Schema(SCHEMA)
    assert agreement(read()).is_empty()


# What doubt is about: one target of one source, one phrase left out, the tables of doubt.
FIGURE = {"unit_id": "u", "indicator_id": "i", "tier": "all", "source_id": "s"}
PLACE = {**FIGURE, "year": "2030"}


def table(name: str, columns: Sequence[str], *rows: dict[str, Any]) -> pl.DataFrame:
    types = {"horizon_year": pl.Int64, "value": pl.Float64, LINE: pl.Int64, **COLUMNS}
    schema = {c: types.get(c, pl.String) for c in [*columns, FILE, LINE]}
    full = [{**row, FILE: f"{name}.csv", LINE: n} for n, row in enumerate(rows, start=2)]
    return pl.DataFrame([{c: row.get(c) for c in schema} for row in full], schema=schema)


def doubts(
    *,
    corrections: Sequence[dict[str, Any]] = (),
    readings: Sequence[dict[str, Any]] = (),
    decisions: Sequence[dict[str, Any]] = (),
    **figure: Any,
) -> list[str]:
    """Check the tables of doubt beside one target of 2030 and one phrase left out."""
    target = {
        **FIGURE, "horizon_year": 2030, "value": 15.0, "base_id": "grdp", "comparator": "eq",
        "figure_text": "đạt 15% GDP", "status": "current", **figure,
    }  # fmt: skip
    left = {**FIGURE, "source_id": "other", "figure_text": "khoảng 99%"}
    names = ["source_id", "unit_id", "indicator_id", "year", "expects", "action", "field"]
    same = {"table": "targets", **PLACE, "protocol": "asked", "status": "read"}
    typed = {
        "targets": table("targets", list(target), target),
        "observations": table("observations", [*FIGURE, "period", "figure_text", "value"]),
        "left_out": table("left_out", [*FIGURE, "figure_text"], left),
        "corrections": table(
            "corrections", [*names, "corrected"], *({**PLACE, **row} for row in corrections)
        ),
        "double_readings": table(
            "double_readings", list(COLUMNS), *({**same, **row} for row in readings)
        ),
        "adjudication": table(
            "adjudication", ["table", *READING, "field"], *({**same, **row} for row in decisions)
        ),
    }
    return [str(problem) for problem in curation_problems(typed, "en")]


READ_AS = {"expects": "GDP", "action": "read_as", "field": "base_id", "corrected": "grdp"}
IDLE = "expects: no phrase of this source holds these words any more; "
UNDONE = "the row does not follow this correction; change the row, or remove the correction"


def test_a_correction_that_the_row_follows_has_no_problem() -> None:
    assert doubts(corrections=[READ_AS]) == []
    value = {"expects": "15%", "action": "read_as", "field": "value", "corrected": "15"}
    assert doubts(corrections=[value]) == []
    assert doubts(corrections=[{"expects": "15%", "action": "disputed"}], status="disputed") == []
    left = {"source_id": "other", "expects": "99%", "action": "left_out"}
    assert doubts(corrections=[left]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"expects": "GDPP"},
        {"source_id": "other"},
        {"year": "2025"},
        {"indicator_id": "j"},
        {"action": "left_out"},
        {"source_id": "other", "action": "left_out", "expects": "98%"},
    ],
)
def test_a_correction_of_words_that_stand_nowhere_is_reported(change: dict[str, str]) -> None:
    [problem] = doubts(corrections=[{**READ_AS, **change}])
    assert problem.startswith(f"corrections.csv:2: {IDLE}if the source is mended, remove")


def test_a_correction_that_the_row_does_not_follow_is_reported() -> None:
    assert doubts(corrections=[READ_AS], base_id="gdp") == [
        f"corrections.csv:2: corrected: {UNDONE}"
    ]
    assert doubts(corrections=[READ_AS], base_id=None) != []
    disputed = {"expects": "15%", "action": "disputed"}
    assert doubts(corrections=[disputed]) == [f"corrections.csv:2: action: {UNDONE}"]


DIFFER = {"first_comparator": "ge", "second_comparator": "range"}
UNDECIDED = "the two readings differ and adjudication.csv holds no decision; read the page, then"


def test_a_disagreement_needs_a_decision() -> None:
    [problem] = doubts(readings=[DIFFER])
    assert problem.startswith(f"double_readings.csv:2: second_comparator: {UNDECIDED}")
    assert doubts(readings=[DIFFER], decisions=[{"field": "comparator"}]) == []


def test_each_field_in_doubt_needs_its_own_decision() -> None:
    both = {**DIFFER, "first_value": 15.0, "second_value": 16.0}
    [problem] = doubts(readings=[both], decisions=[{"field": "comparator"}])
    assert problem.startswith(f"double_readings.csv:2: second_value: {UNDECIDED}")


@pytest.mark.parametrize("decision", [{"field": "value"}, {"field": "comparator", "year": "2025"}])
def test_a_decision_on_nothing_is_reported(decision: dict[str, str]) -> None:
    found = doubts(readings=[DIFFER], decisions=[{"field": "comparator"}, decision])
    assert found == ["adjudication.csv:3: field: the two readings do not differ here; remove it"]


def test_a_double_reading_is_of_a_figure_or_of_a_phrase_left_out() -> None:
    same = {"first_value": 15.0, "second_value": 15.0}
    assert doubts(readings=[same, {**same, "source_id": "other"}]) == []
    for change in ({"year": "2025"}, {"tier": "commune"}, {"table": "observations"}):
        [problem] = doubts(readings=[same, {**same, **change}])
        assert problem.startswith(
            "double_readings.csv:3: unit_id: no figure and no left-out phrase of this unit and"
        )


FAULTS = {
    "a correction of words that are mended": (
        "corrections.csv", ("baomoi_phan_dau_den_nam_2025_ti",), "expects", "GDPP",
        f"{IDLE}if the source is mended, remove the correction and read the row again",
    ),
    "a correction that is not followed": (
        "corrections.csv", ("lao_cai_63", "37.6"), "corrected", "37", f"corrected: {UNDONE}",
    ),
    "a disagreement without a decision": (
        "double_readings.csv", ("targets", "viet_nam", "econ.digital_firms_world_class"),
        "second_comparator", "gt", f"second_comparator: {UNDECIDED}",
    ),
    "a decision on what both read alike": (
        "adjudication.csv", ("quang_binh_63", "gov.records_online"), "field", "value",
        "field: the two readings do not differ here; remove it",
    ),
    "a double reading of no figure": (
        "double_readings.csv", ("observations", "tay_ninh_63", "econ.digital_share_grdp"), "year",
        "2019", "unit_id: no figure and no left-out phrase of this unit and source; name a row",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_tables_of_doubt_is_reported_by_the_check(
    fault: str, spoiled: Spoiled
) -> None:
    file, words, _, _, expected = FAULTS[fault]
    _, output = spoiled(fault)
    assert f"data/raw/{file}:{line_of(file, *words)}: {expected}" in output


def test_every_field_that_is_compared_is_a_column_of_both_readers() -> None:
    second = {f"second_{field}" for field in READ_FIELDS}
    # What names a figure is what the first reader read.
    first = {field if field in READING else f"first_{field}" for field in READ_FIELDS}
    assert first | second <= set(COLUMNS)
