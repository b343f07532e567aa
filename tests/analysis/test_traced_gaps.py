"""Every real gap is followed back to the figures it rests on."""

from __future__ import annotations

import polars as pl
import pytest

from dtia.analysis.comparability import described
from dtia.data import Data
from dtia.data.vocabulary import GAP_KINDS, VERDICTS
from dtia.i18n import LANGS, texts
from support.made_up import Row
from support.traced import Key, ends, ids, of_kind, own_ends, reference_ends

# The verdicts of a row without a gap.
WITHOUT = {
    "not_comparable", "not_combinable", "not_found", "no_observation", "not_found_later",
    "dropped", "no_weights",
}  # fmt: skip


def found_by(frame: pl.DataFrame, *columns: str) -> dict[Key, list[Row]]:
    return frame.rows_by_key(columns, named=True, include_key=True, unique=False)


class Figures:
    """The figures that gaps rest on, by their ids."""

    def __init__(self, data: Data) -> None:
        promised = described(data.targets.filter(status="current"), vars(data))
        quantity = ["indicator_id", "tier"]
        self.own = found_by(
            promised, "unit_id", *quantity, "horizon_year", "document_id", "base_id", "method"
        )
        self.cells = found_by(promised, "unit_id", *quantity, "horizon_year")
        self.better = dict(data.indicators.select("indicator_id", "higher_is_better").iter_rows())
        self.units = {row["unit_id"]: row for row in data.units.iter_rows(named=True)}


@pytest.fixture(scope="module")
def figures(data: Data) -> Figures:
    return Figures(data)


def test_every_kind_occurs_and_every_number_is_one(data: Data) -> None:
    assert set(data.gaps["kind"]) == set(GAP_KINDS)
    assert set(data.gaps["verdict"]) <= set(VERDICTS)
    numbers = data.gaps.select(pl.col(pl.Float64))
    assert len(numbers.columns) == 8
    for column in numbers:
        assert not column.is_nan().any() and not column.is_infinite().any(), column.name
        assert not ((column == 0) & (1 / column < 0)).any(), f"a negative zero of {column.name}"


def test_every_id_of_a_gap_exists(data: Data) -> None:
    gaps, kind = data.gaps, pl.col("kind")
    known: dict[str, set[str]] = {
        "unit_id": set(data.units["unit_id"]),
        "indicator_id": set(data.indicators["indicator_id"]),
        "reference_indicator_id": set(data.indicators["indicator_id"]),
        "document_id": set(data.documents["document_id"]),
        "reference_document_id": set(data.documents["document_id"]),
        "source_ids": set(data.sources["source_id"]),
        "base_id": set(data.bases["base_id"]),
        "reference_base_id": set(data.bases["base_id"]),
    }
    rules = set(data.comparability["rule_id"])
    for lang in LANGS:
        words = {name.removeprefix("reason.") for name in texts(lang) if "reason." in name}
        known["reasons"] = rules | words
        for column, names in known.items():
            used = gaps[column].drop_nulls().str.split(";").explode()
            assert set(used) <= names, (lang, column, set(used) - names)
    places = known["unit_id"] | set(data.units["region"].drop_nulls())
    by_unit = gaps.filter(kind.is_in(["national", "leader", "merger", "collective"]))
    assert set(by_unit["reference"].drop_nulls().str.split(";").explode()) <= places
    acts = gaps.filter(kind == "revision")
    assert acts["reference"].equals(acts["reference_document_id"], check_names=False)
    assert gaps["source_ids"].is_not_null().all()


def test_grade_d_and_only_grade_d_is_not_comparable_and_has_no_gap(data: Data) -> None:
    refused = pl.col("grade") == "D"
    # What several provinces promised is refused as a whole under a name of its own.
    assert set(data.gaps.filter(refused)["verdict"]) <= {"not_comparable", "not_combinable"}
    assert set(data.gaps.filter(verdict="not_comparable")["grade"]) == {"D"}
    numbers = ["gap_low", "gap_high", "required_pace", "actual_pace"]
    assert data.gaps.filter(refused, pl.any_horizontal(pl.col(numbers).is_not_null())).is_empty()


def test_a_gap_is_there_exactly_where_both_sides_are(data: Data) -> None:
    for row in data.gaps.iter_rows(named=True):
        lapsed = row["verdict"] == "lapsed" and row["reference_low"] is None
        assert (row["gap_low"] is None) is (row["verdict"] in WITHOUT or lapsed), row
        assert (row["gap_low"] is None) is (row["gap_high"] is None), row


def test_a_grade_below_a_has_a_reason(data: Data) -> None:
    below = data.gaps.filter(pl.col("grade") != "A", pl.col("reasons").is_null())
    assert below.is_empty(), below


def test_every_gap_is_the_difference_of_its_two_sides_by_direction(
    data: Data, figures: Figures
) -> None:
    for row in data.gaps.filter(pl.col("gap_low").is_not_null()).iter_rows(named=True):
        (low, high), (other_low, other_high) = own_ends(row), reference_ends(row)
        if figures.better[row["indicator_id"]]:
            expected = (low - other_high, high - other_low)
        else:
            expected = (other_low - high, other_high - low)
        if row["kind"] == "observed":
            expected = (-expected[1], -expected[0])
        assert (row["gap_low"], row["gap_high"]) == pytest.approx(expected, abs=1e-6), row


def test_the_own_figure_of_every_gap_is_a_current_target(data: Data, figures: Figures) -> None:
    names = ["unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method"]
    without_own = pl.col("value_low").is_null() | (pl.col("kind") == "collective")
    for row in data.gaps.filter(~without_own).iter_rows(named=True):
        rows = figures.own.get(tuple(row[name] for name in names), [])
        assert any(
            ids(own["source_ids"]) <= ids(row["source_ids"])
            and ends(own) == own_ends(row)
            and own["comparator"] == row["comparator"]
            for own in rows
        ), row
    silent = data.gaps.filter(without_own, pl.col("kind") != "collective")
    assert set(silent["verdict"]) == {
        "not_found_later", "dropped", "not_found", "not_combinable",
    } - ({"dropped"} - set(data.gaps["verdict"]))  # fmt: skip


def referred(figures: Figures, row: Row) -> list[Row]:
    """The targets that the reference of a gap to one other target may be."""
    unit_id = {"national": "viet_nam", "merger": row["reference"]}.get(row["kind"], row["unit_id"])
    tier = row["reference"] if row["kind"] == "tier" else row["tier"]
    territory = {unit_id, figures.units[unit_id]["successor_id"]}
    if row["kind"] == "revision":
        territory |= {u for u, cells in figures.units.items() if cells["successor_id"] == unit_id}
    names = ("document_id", "indicator_id", "base_id", "method")
    return [
        other
        for place in territory
        for other in figures.cells.get(
            (place, row["reference_indicator_id"], tier, int(row["reference_year"])), []
        )
        if all(other[name] == row[f"reference_{name}"] for name in names)
    ]


ONE_TARGET = ["national", "tier", "step", "revision", "merger"]


@pytest.mark.parametrize("kind", ONE_TARGET)
def test_the_reference_of_a_gap_to_one_target_is_that_target(
    data: Data, figures: Figures, kind: str
) -> None:
    for row in of_kind(data, kind):
        if ";" in (row["reference"] or ""):
            continue
        assert any(
            ids(other["source_ids"]) <= ids(row["source_ids"])
            and ends(other) == reference_ends(row)
            and other["comparator"] == row["reference_comparator"]
            for other in referred(figures, row)
        ), row
