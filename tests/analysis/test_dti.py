"""The total of the Digital Transformation Index, recomputed from its eight main indices."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis import peers
from dtia.analysis.dti import totals
from dtia.data import Data
from dtia.data.dataset import to_csv
from dtia.data.vocabulary import DTI_INDICES
from dtia.errors import UnknownName
from support.made_up import only

# The first example imports Babel or NLTK, or meets a busy machine.
UNHURRIED = settings(deadline=None)

# Đà Nẵng 2022 as the ministry printed it: the eight indices in the order of the set, the total.
DA_NANG = [1.0, 0.9, 0.8253, 0.8487, 0.7578, 0.8575, 0.7836, 0.5197]
POINTS = [100, 100, 100, 100, 100, 200, 150, 150]
NAMES = [f"dti.{name}" for name in DTI_INDICES]
SET = "922_QD-BTTTT_2022"
# Each set of indicators with the first and the last year it was used.
YEARS = ["document_id", "first_year", "last_year"]
VERSIONS = pl.DataFrame([(SET, 2021, 2023)], schema=YEARS, orient="row")


def weights(points: list[float] | None = None, document: str = SET) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "document_id": document, "indicator_id": NAMES,
            "max_points": [float(n) for n in points or POINTS],
        }
    )  # fmt: skip


def observed(
    values: list[float] | None = None,
    total: float = 0.8002,
    *,
    names: list[str] | None = None,
    unit: str = "da_nang_63",
    period: str = "2022",
) -> pl.DataFrame:
    """The indices of one unit in one period, and its published total."""
    values = DA_NANG if values is None else values
    names = [*(names or NAMES[: len(values)]), "dti.total"]
    rows: list[dict[str, Any]] = [
        {"unit_id": unit, "unit_name": unit, "period": period, "indicator_id": name,
         "value": value, "source_ids": "total;a" if name == "dti.total" else "a;b"}
        for name, value in zip(names, [*values, total], strict=True)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def test_da_nang_2022_is_recomputed_from_the_real_rows(data: Data) -> None:
    rows = data.observations.filter(unit_id="da_nang_63", period="2022")
    known = dict(rows.select("indicator_id", "value").iter_rows())
    assert [known[name] for name in NAMES] == DA_NANG
    # Of 1000 points the five indices of the foundation have 100 each, the activity of
    # government 200, of economy and society 150 each:
    # 0.1 * (1.0000 + 0.9000 + 0.8253 + 0.8487 + 0.7578) = 0.1 * 4.3318 = 0.43318
    # 0.2 * 0.8575 = 0.1715, 0.15 * 0.7836 = 0.11754, 0.15 * 0.5197 = 0.077955
    # 0.43318 + 0.1715 + 0.11754 + 0.077955 = 0.800175, printed as 0.8002
    found = only(totals(rows, data.dti_versions, data.dti_weights))
    assert (found["published"], found["recomputed"]) == (0.8002, 0.800175)
    assert (found["difference"], found["agrees"]) == (-0.000025, True)
    assert found["document_id"] == SET
    assert known["dti.total"] == found["published"]


def test_the_committed_totals_are_those_of_the_committed_observations(data: Data) -> None:
    assert to_csv(totals(data.observations, data.dti_versions, data.dti_weights)) == to_csv(
        data.dti_totals
    )


def test_every_recomputed_total_names_a_source_of_each_index_and_of_the_total(data: Data) -> None:
    assert data.dti_totals.height > 0
    for row in data.dti_totals.iter_rows(named=True):
        used = data.observations.filter(
            pl.col("indicator_id").is_in([*NAMES, "dti.total"]),
            unit_id=row["unit_id"], period=row["period"],
        )  # fmt: skip
        named = row["source_ids"].split(";")
        assert len(named) == len(set(named))
        assert set(named) == set(";".join(used["source_ids"]).split(";"))


def test_the_sources_of_the_total_stand_first_and_none_twice() -> None:
    assert only(totals(observed(), VERSIONS, weights()))["source_ids"] == "total;a;b"


@pytest.mark.parametrize(
    ("published", "difference", "agrees"),
    [
        (0.8002, -0.000025, True),
        (0.8001, 0.000075, True),
        (0.800075, 0.0001, True),  # one last digit, no more
        (0.8003, -0.000125, False),
        (0.8000, 0.000175, False),
        (0.7002, 0.099975, False),
    ],
)
def test_a_total_agrees_within_one_last_digit(
    published: float, difference: float, agrees: bool
) -> None:
    found = only(totals(observed(total=published), VERSIONS, weights()))
    assert (found["difference"], found["agrees"]) == (difference, agrees)


@pytest.mark.parametrize("gone", NAMES)
def test_a_unit_without_one_of_the_indices_is_left_out(gone: str) -> None:
    frame = observed().filter(pl.col("indicator_id") != gone)
    assert totals(frame, VERSIONS, weights()).is_empty()


def test_a_unit_with_two_values_of_an_index_is_left_out() -> None:
    doubled = observed([*DA_NANG, 0.5], names=[*NAMES, NAMES[3]])
    assert totals(doubled, VERSIONS, weights()).is_empty()
    # Eight rows, but one index twice and another not at all.
    instead = observed(DA_NANG, names=[*NAMES[:7], NAMES[0]])
    assert totals(instead, VERSIONS, weights()).is_empty()


def test_a_unit_without_a_published_total_is_left_out() -> None:
    assert totals(
        observed().filter(pl.col("indicator_id") != "dti.total"), VERSIONS, weights()
    ).is_empty()


@pytest.mark.parametrize(
    ("period", "rows"),
    [("2020", 0), ("2021", 1), ("2022-12", 1), ("2023", 1), ("2024", 0), ("2024-01", 0)],
)
def test_only_the_years_of_a_version_are_recomputed(period: str, rows: int) -> None:
    assert totals(observed(period=period), VERSIONS, weights()).height == rows


def test_indices_of_another_unit_or_year_complete_nothing() -> None:
    for other in ({"unit": "hue_34"}, {"period": "2021"}):
        parts = [observed(DA_NANG[:5]), observed(DA_NANG[5:], names=NAMES[5:], **other)]
        assert totals(pl.concat(parts), VERSIONS, weights()).is_empty()


def test_each_version_of_the_index_has_its_own_points() -> None:
    versions = pl.DataFrame([(SET, 2021, 2023), ("next", 2024, None)], schema=YEARS, orient="row")
    both = pl.concat([weights(), weights([1.0] * 8, "next")])
    found = totals(pl.concat([observed(), observed(period="2024")]), versions, both)
    # Equal points: the mean, (4.3318 + 0.8575 + 0.7836 + 0.5197) / 8 = 6.4926 / 8 = 0.811575
    assert found.select("document_id", "recomputed").rows() == [
        (SET, 0.800175),
        ("next", 0.811575),
    ]


def test_totals_come_by_year_and_from_the_highest() -> None:
    frame = pl.concat(
        [
            observed(total=0.5, unit="a"),
            observed(total=0.7, unit="b"),
            observed(total=0.1, unit="c", period="2021"),
        ]
    )
    assert totals(frame, VERSIONS, weights())["unit_id"].to_list() == ["c", "b", "a"]


INDEX = st.integers(0, 10_000).map(lambda n: n / 10_000)
INDICES = st.lists(INDEX, min_size=8, max_size=8)
SHARES = st.lists(st.integers(1, 400).map(float), min_size=8, max_size=8)


@UNHURRIED
@given(INDICES, SHARES, st.floats(0.001, 1000))
def test_scaling_all_points_changes_nothing(
    values: list[float], points: list[float], factor: float
) -> None:
    plain = only(totals(observed(values), VERSIONS, weights(points)))
    scaled = only(totals(observed(values), VERSIONS, weights([n * factor for n in points])))
    # Both are rounded to six decimals.
    assert scaled["recomputed"] == pytest.approx(plain["recomputed"], abs=1.01e-6)


@UNHURRIED
@given(INDICES, SHARES)
def test_a_total_lies_between_the_lowest_and_the_highest_index(
    values: list[float], points: list[float]
) -> None:
    found = only(totals(observed(values), VERSIONS, weights(points)))["recomputed"]
    assert min(values) - 1e-6 <= found <= max(values) + 1e-6
    by_hand = sum(v * p for v, p in zip(values, points, strict=True)) / sum(points)
    assert found == pytest.approx(by_hand, abs=1e-6)


def test_peers_are_at_most_four_of_the_same_map_and_the_nearest_in_rank(data: Data) -> None:
    units = {row["unit_id"]: row for row in data.units.iter_rows(named=True)}
    ranks = data.observations.filter(indicator_id="rank.dti", period="2022")
    rank = dict(ranks.select("unit_id", "value").iter_rows())
    for own in ("phu_yen_63", "dak_lak_63", "dak_lak_34", "hue_34", "ha_noi_63"):
        for by in ("region", "dti"):
            found = peers(data, own, by)
            assert 0 < len(found) <= 4 and len(set(found) - {own}) == len(found)
            for other in found:
                assert units[other]["era"] == units[own]["era"]
                assert units[other]["level"] == "province"
                assert by == "dti" or units[other]["region"] == units[own]["region"]
    # Phú Yên is 59th of 2022: 58 and 60 are nearest, then 57 and 61.
    assert sorted(rank[unit] for unit in peers(data, "Phu Yen", "dti")) == [57, 58, 60, 61]
    region = [u for u in rank if units[u]["region"] == units["phu_yen_63"]["region"]]
    away = sorted(abs(rank[unit] - 59) for unit in region if unit != "phu_yen_63")
    assert [abs(rank[unit] - 59) for unit in peers(data, "Phu Yen", n=6)] == away[:6]
    with pytest.raises(ValueError, match="'region' or 'dti'"):
        peers(data, "Phu Yen", "size")
    with pytest.raises(UnknownName, match="or the era"):
        peers(data, "Dak Lak")


def test_only_provinces_have_peers(data: Data) -> None:
    with pytest.raises(UnknownName):
        peers(data, "Viet Nam")
