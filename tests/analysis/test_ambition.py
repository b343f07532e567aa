"""The index of ambition: its arithmetic against published examples, and what it may say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis import ambition
from dtia.analysis.ambition import (
    Index,
    Matrix,
    aggregated,
    drawn_ranks,
    influence,
    normalised,
    ranked,
)
from dtia.data import Data, vocabulary
from dtia.errors import NotEnough
from support.promised import promising

UNHURRIED = settings(deadline=None, max_examples=40)
ALL = ("A", "B", "C")

# OECD/JRC, Handbook on Constructing Composite Indicators (2008), ISBN 978-92-64-04345-9.
# Table A.2 p. 152, the 23 countries of the case study: patents, royalties, internet, exports,
# telephones and electricity (log10), schooling, university. Of schooling, Table 15 p. 87: rank,
# min-max, ratio to the best. Ranks of all: Table 23 p. 100, weights EW and BAP; Table 38 p. 116,
# geometric; Table 41 p. 134, without telephones and electricity.
HANDBOOK = """
Finland        187 125.6 200.2 50.7 3.08 4.15 10   27.4 | 15 .59 .83 |  1  1  2  1
United States  289 130   179.1 66.2 3    4.07 12   13.9 | 23 1   1   |  2  2  1  2
Sweden         271 156.6 125.8 59.7 3.1  4.14 11.4 15.3 | 19 .88 .95 |  3  3  3  3
Japan          994 64.6  49    80.8 3    3.86 9.5  10   | 12 .49 .79 |  4  5  4  4
Korea          779 9.8   4.8   66.7 2.97 3.65 10.8 23.2 | 17 .76 .90 |  5  4 16  5
Netherlands    189 151.2 136   50.9 3.02 3.77 9.4  9.5  |  9 .47 .78 |  6  8  5  6
United Kingdom 82  134   57.4  61.9 3.02 3.73 9.4  14.9 |  9 .47 .78 |  7  7  6  7
Canada         31  38.6  108   48.7 2.94 4.18 11.6 14.2 | 20 .92 .97 |  9 10 13  9
Australia      75  18.2  125.9 16.2 2.94 3.94 10.9 25.3 | 18 .78 .91 | 10 11 14 10
Singapore      8   25.5  72.3  74.9 2.95 3.83 7.1  24.2 |  1 0   .59 |  8  6 18  8
Germany        235 36.8  41.2  64.2 2.94 3.75 10.2 14.4 | 16 .63 .85 | 11  9  8 11
Norway         103 20.2  193.6 19   3.12 4.39 11.9 11.2 | 22 .98 .99 | 12 13 11 12
Ireland        106 110.3 48.6  53.6 2.97 3.68 9.4  12.3 |  9 .47 .78 | 13 12  7 13
Belgium        72  73.9  58.9  47.6 2.91 3.86 9.3  13.6 |  8 .45 .78 | 14 14  9 14
New Zealand    103 13    146.7 15.4 2.86 3.91 11.7 13.1 | 21 .94 .98 | 15 17 17 15
Austria        165 14.8  84.2  50.3 2.99 3.79 8.4  13.6 |  6 .27 .70 | 16 15 12 16
France         205 33.6  36.4  58.9 2.97 3.8  7.9  12.6 |  5 .16 .66 | 17 16 10 17
Israel         74  43.6  43.2  45   2.96 3.74 9.6  11   | 14 .51 .80 | 18 18 15 18
Spain          42  8.6   21    53.4 2.86 3.62 7.3  15.6 |  4 .04 .61 | 19 19 19 19
Italy          13  9.8   30.4  51   3    3.65 7.2  13   |  3 .02 .60 | 20 21 21 22
Czech Republic 28  4.2   25    51.7 2.75 3.68 9.5  8.2  | 12 .49 .79 | 21 22 23 21
Hungary        26  6.2   21.6  63.5 2.73 3.46 9.1  7.7  |  7 .41 .76 | 22 20 22 20
Slovenia       105 4     20.3  49.5 2.84 3.71 7.1  10.6 |  1 0   .59 | 23 23 20 23
"""
ROWS = [line[15:].split("|") for line in HANDBOOK.strip().splitlines()]
RAW, SCHOOLING, RANKS = (np.array([row[i].split() for row in ROWS], float) for i in range(3))
# The least and the greatest of all 72 countries: Saisana, Saltelli and Tarantola (2005),
# J. R. Statist. Soc. A 168(2), Table 1 p. 313; telephones and electricity before the logarithm.
LEAST = [0, 0, 0, 0, np.log10(1), np.log10(22), 0.8, 0.1]
MOST = [994, 272.6, 232.4, 80.8, np.log10(901), np.log10(6969), 12, 27.4]
GOALPOSTS = np.minimum((RAW - LEAST) / (np.array(MOST) - LEAST), 1)
# Table 22 p. 100; leaving an indicator out is a weight of nothing.
PUBLISHED = {
    "equal weights": ([1] * 8, 0),
    "budget allocation": ([0.11, 0.11, 0.11, 0.18, 0.10, 0.06, 0.15, 0.18], 1),
    "without the two logarithms": ([1, 1, 1, 1, 0, 0, 1, 1], 3),
}


def test_normalised_schooling_is_that_of_the_handbook() -> None:
    raw = RAW[:, [6]]
    found = normalised(raw, raw / raw.max())
    for column, how in enumerate(("rank", "min_max", "distance")):
        # Printed to two decimals.
        np.testing.assert_allclose(found[how][:, 0], SCHOOLING[:, column], rtol=0, atol=0.0051)


@pytest.mark.parametrize("case", PUBLISHED)
def test_additive_ranks_are_those_of_the_handbook(case: str) -> None:
    weights, column = PUBLISHED[case]
    totals = aggregated(GOALPOSTS, np.array([weights], float), "arithmetic")
    assert ranked(totals)[0].tolist() == RANKS[:, column].tolist()


def test_geometric_ranks_are_those_of_the_handbook() -> None:
    for values in (RAW, normalised(RAW, RAW / RAW.max(axis=0))["distance"]):
        totals = aggregated(values, np.ones((1, 8)), "geometric")
        assert ranked(totals)[0].tolist() == RANKS[:, 2].tolist()


def test_a_geometric_mean_rewards_balance_as_the_handbook_says() -> None:
    # Section 6.11, pp. 103-104; 2.54 and 6.23 are printed cut off, not rounded.
    cases = np.array([[21, 1, 1, 1], [6, 6, 6, 6], [21, 2, 1, 1], [6, 7, 6, 6]], float)
    weights = np.ones((1, 4))
    assert aggregated(cases, weights, "arithmetic")[0, :2].tolist() == [6, 6]
    found = aggregated(cases, weights, "geometric")[0]
    np.testing.assert_allclose(found, [2.14, 6, 2.54, 6.23], rtol=0, atol=0.01)


def test_missing_values_take_no_part_and_equal_ones_stand_in_the_middle() -> None:
    nan = np.nan
    values = np.array([[80, nan, 5], [40, 2, 5], [nan, 8, 5]])
    scales = normalised(values, values / 10)
    assert np.isnan(scales["min_max"][0, 1]) and np.isnan(scales["rank"][2, 0])
    assert scales["min_max"][:, 2].tolist() == [0.5] * 3
    assert scales["rank"][[0, 1, 0, 1, 2], [0, 0, 2, 2, 2]].tolist() == [2, 1, 1, 1, 1]
    weights = np.array([[1.0, 2, 3]])
    # (1*80 + 3*5) / 4, (40 + 4 + 15) / 6, (16 + 15) / 5
    assert aggregated(values, weights, "arithmetic")[0] == pytest.approx([23.75, 59 / 6, 6.2])
    # 80^(1/4) * 5^(3/4), 40^(1/6) * 2^(2/6) * 5^(3/6), 8^(2/5) * 5^(3/5)
    by_hand = [80**0.25 * 5**0.75, (40 * 4 * 125) ** (1 / 6), (64 * 125) ** 0.2]
    assert aggregated(values, weights, "geometric")[0] == pytest.approx(by_hand)


def test_one_unit_is_first_and_ties_share_the_better_rank() -> None:
    assert normalised(np.array([[7.0]]), np.array([[0.7]]))["min_max"].tolist() == [[0.5]]
    assert ranked(np.array([[7.0]])).tolist() == [[1]]
    third = 1 / 3
    totals = np.array([[3, 1, 3, 2], [0.1 + 0.2, 0.3, third + third, 1 - third]])
    assert ranked(totals).tolist() == [[1, 4, 1, 3], [3, 3, 1, 1]]


SIZES = st.tuples(st.integers(2, 6), st.integers(2, 4))
TABLES = SIZES.flatmap(
    lambda size: st.lists(
        st.integers(1, 100), min_size=size[0] * size[1], max_size=size[0] * size[1]
    ).map(lambda cells: np.array(cells, float).reshape(size))
)


def drawn(values: Matrix, ratios: Matrix, seed: int = 1) -> Matrix:
    return drawn_ranks(values, ratios, np.arange(1.0, values.shape[1] + 1), 80, seed)[0]


@UNHURRIED
@given(TABLES, st.lists(st.integers(1, 1000), min_size=4, max_size=4))
def test_another_measure_of_a_topic_changes_no_rank(values: Matrix, factors: list[int]) -> None:
    scaled = values * factors[: values.shape[1]]
    before, after = drawn(values, values / 100), drawn(scaled, values / 100)
    assert before.tolist() == after.tolist()


@UNHURRIED
@given(TABLES, st.lists(st.integers(0, 20), min_size=4, max_size=4))
def test_who_promises_at_least_as_much_of_everything_never_ranks_below(
    values: Matrix, more: list[int]
) -> None:
    better = values[0] + more[: values.shape[1]]
    ranks = drawn(np.vstack([better, values]), np.vstack([better, values]) / 100)
    assert (ranks[:, 0] <= ranks[:, 1]).all()
    assert ranks.min(axis=1).tolist() == [1] * len(ranks) and ranks.max() <= len(values) + 1


@UNHURRIED
@given(TABLES, st.lists(st.integers(1, 9), min_size=4, max_size=4), st.floats(0.001, 1000))
def test_weights_need_not_add_up_to_one(values: Matrix, points: list[int], factor: float) -> None:
    weights = np.array([points[: values.shape[1]]], float)
    for how in ambition.AGGREGATIONS:
        plain = aggregated(values, weights, how)
        assert aggregated(values, weights * factor, how) == pytest.approx(plain)
        assert (values.min(axis=1) - 1e-9 <= plain).all() and (plain <= values.max() + 1e-9).all()


def test_every_draw_is_what_its_choices_say() -> None:
    values = np.array([[90, 20, 30], [50, 60, 10], [np.nan, 70, 20], [70, 10, 80]], float)
    points = np.array([100.0, 150, 300])
    ranks, choices = drawn_ranks(values, values / 50, points, 900, 3)
    topics, scales = list(vocabulary.CORE)[:3], normalised(values, values / 50)
    seen = set()
    for n, choice in enumerate(zip(*choices.values(), strict=True)):
        scale, scheme, how, out = choice
        if scheme != "random":
            kept = [topic != out for topic in topics]
            weights = points if scheme == "dti" else np.ones(3)
            # A geometric mean of a zero would be zero: min-max values are added up instead.
            added = "arithmetic" if scale == "min_max" else how
            totals = aggregated(scales[scale][:, kept], weights[None, kept], added)
            assert ranks[n].tolist() == ranked(totals)[0].tolist(), choice
        seen.add(choice)
    assert len(seen) == 3 * 3 * 2 * 4


def test_influence_is_the_share_of_the_variance_that_a_choice_explains_alone() -> None:
    # The first choice settles the ranks of two units, the second nothing; a third unit never moves.
    ranks = np.array([[1, 2, 3], [1, 2, 3], [2, 1, 3], [2, 1, 3]], float)
    choices = {"all": ["x", "x", "y", "y"], "nothing": ["x", "y", "x", "y"], "same": ["x"] * 4}
    assert dict(influence(ranks, choices).iter_rows()) == {"all": 1, "nothing": 0, "same": 0}
    # Halves: ranks of 1, 1, 1, 2 have a variance of 3/16; each choice has means 1 and 1.5, 1/16.
    half = np.array([[1.0], [1], [1], [2]])
    shares = influence(half, {"a": ["x", "x", "y", "y"], "b": ["x", "y", "x", "y"]})
    assert shares["share"].to_list() == pytest.approx([1 / 3, 1 / 3])
    assert influence(np.ones((4, 2)), choices)["share"].to_list() == [0, 0, 0]


def given_ranks(data: Data, monkeypatch: pytest.MonkeyPatch, ranks: Matrix) -> Index:
    """The index of as many provinces as there are columns, whose ranks were drawn so."""
    choices = {"normalisation": ["rank"] * len(ranks)}
    monkeypatch.setattr(ambition, "drawn_ranks", lambda *_: (ranks, choices))
    return ambition.index(promising(data, *([50.0] * 3 for _ in range(ranks.shape[1]))))


# COINr (R package, commit b9682034), sensitivity vignette, UA_results.RDS: for ten countries the
# first rank, how many of the 100 draws gave it and each rank after it | median, 5 and 95 %.
COINR = """
AUT  5  5 23 47 18 6 1             |  7    5.95  9
BEL  2  3 23 8 28 18 7 7 5 1       |  5    3     9
BGR 23  1 6 19 5 2 21 35 11        | 28   24    30
DEU  6  5 25 27 23 11 6 3          |  8    6.95 11
ESP 16  1 3 13 19 14 12 14 11 3 8 2| 20.5 18    25
KHM 35  5 9 14 9 22 12 6 11 12     | 39   35.95 43
KOR 28  1 4 35 40 15 5             | 31   29.95 32.05
LTU  9  1 4 32 12 5 14 9 10 11 2   | 13   10.95 17
POL 21  5 6 13 23 20 32 1          | 25   21.95 26
SWE  4  10 37 48 4 1               |  6    4     6.05
"""


def test_medians_and_intervals_are_those_of_coinr(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line[3:].split("|") for line in COINR.strip().splitlines()]
    counts = [[int(part) for part in line[0].split()] for line in lines]
    columns = [np.repeat(np.arange(n[0], n[0] + len(n) - 1), n[1:]) for n in counts]
    found = given_ranks(data, monkeypatch, np.array(columns, float).T).units.sort("unit_id")
    published = np.array([line[1].split() for line in lines], float)
    units = data.units.filter(level="province", era="63")["unit_id"].head(10)
    assert found["unit_id"].to_list() == sorted(units)
    np.testing.assert_allclose(found.select("median", "low", "high").to_numpy(), published)


@pytest.mark.parametrize(("overlapping", "printable"), [(0, True), (5, True), (6, False)])
def test_an_order_is_printed_unless_most_intervals_hold_the_middle_rank(
    data: Data, monkeypatch: pytest.MonkeyPatch, overlapping: int, printable: bool
) -> None:
    # Of ten units the middle rank is 5.5.
    ranks = np.array([[5.4] * 10, [5.6] * overlapping + [5.4] * (10 - overlapping)])
    assert given_ranks(data, monkeypatch, ranks).printable is printable


def test_promises_that_all_agree_give_the_order_itself(data: Data) -> None:
    clear = ambition.index(promising(data, *([10.0 * n] * 3 for n in range(1, 11))), draws=200)
    assert clear.units["median"].to_list() == clear.units["high"].to_list() == list(range(1, 11))
    assert clear.printable and clear.influence["share"].to_list() == [0] * 4
    assert set(clear.above["probability"]) == {0, 1}
    alike = ambition.index(promising(data, *([50.0] * 3 for _ in range(10))), draws=50)
    assert set(alike.units["median"]) == {1} and set(alike.above["probability"]) == {0}


def test_the_real_promises_of_2025_bear_no_index_of_grades_a_and_b(data: Data) -> None:
    topics = Counter(ambition.scores(data, 2025)["unit_id"])
    with pytest.raises(NotEnough) as refused:
        ambition.index(data, 2025)
    enough = sum(n >= 3 for n in topics.values())
    found = refused.value
    assert (found.found, found.needed, found.topics) == (enough, 10, 3) and enough < 10
    assert str(enough) in str(found)


def test_the_same_seed_gives_the_same_index_and_another_nearly_the_same(data: Data) -> None:
    first, again, other = (ambition.index(data, 2025, ALL, 2000, seed) for seed in (7, 7, 8))
    assert first.units.height >= 10 and first.left_out["topics"].max() < 3
    for name in ("units", "left_out", "above", "influence"):
        assert getattr(first, name).equals(getattr(again, name))
    assert not first.above.equals(other.above)
    pairs = ["unit_id", "other_id"]
    both = first.above.join(other.above, on=pairs)
    assert (both["probability"] - both["probability_right"]).abs().max() < 0.1
    turned = first.above.join(first.above, left_on=pairs, right_on=pairs[::-1])
    assert (turned["probability"] + turned["probability_right"]).max() <= 1 + 1e-9
    assert first.influence["share"].is_between(0, 1).all()


def test_the_points_of_an_index_are_shared_by_the_topics_that_feed_it(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[float]] = []

    def noted(values: Matrix, ratios: Matrix, points: Matrix, *_: int) -> object:
        given.append(points.tolist())
        return np.ones((1, len(values))), {}

    monkeypatch.setattr(ambition, "drawn_ranks", noted)
    ambition.index(data, 2025, ALL)
    # Services and records both feed the activity of government, 200 points of 1,000.
    assert given == [[100, 100, 150, 150]]


def test_tiers_are_averaged_and_of_several_acts_the_most_ambitious_counts(data: Data) -> None:
    tiers = {"province": [[60.0], [90]], "commune": [[40.0]]}
    frames = [promising(data, *rows, tier=tier).gaps for tier, rows in tiers.items()]
    again = promising(data, [80.0], tier="province").gaps
    found = ambition.scores(replace(data, gaps=pl.concat([*frames, again])), 2025)
    # The first province: (80 + 40) / 2; the second states one of the two tiers only.
    assert found.select("topic", "promised", "national").rows() == [("record_processing", 60, 50)]


def test_bearing_counts_every_comparable_target_once(data: Data) -> None:
    verdicts = ["same", "stricter", "looser", "above", "below", "spans"]
    # Every promise counts once, so each of these is another number.
    values = dict(zip(verdicts, [50.0, 51.0, 52.0, 60.0, 40.0, 45.0], strict=True))
    rows = [promising(data, [value], verdict=v).gaps for v, value in values.items()]
    refused = rows[0].with_columns(grade=pl.lit("D"))
    nation = rows[0].with_columns(unit_id=pl.lit("viet_nam"))
    again = rows[0].with_columns(document_id=pl.lit("another_act"))
    made = replace(data, gaps=pl.concat([*rows, refused, nation, again]))
    [found] = ambition.bearing(made, 2025).drop("modal_share", "tier").rows()
    assert found == ("gov.records_online", 6, 1, 3, 1, 1, 1, 6)
    assert ambition.bearing(made, 2025)["modal_share"].item() == pytest.approx(1 / 6)
    real = ambition.bearing(data, 2025)
    assert (real["same"] + real["above"] + real["below"] + real["spans"]).equals(real["n"])
    assert real["modal_share"].is_between(0, 1).all() and real["n"].is_sorted(descending=True)
