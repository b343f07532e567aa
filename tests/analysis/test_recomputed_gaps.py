"""Real leaders, medians, ranges, sums and verdicts on what was measured, worked out again."""

from __future__ import annotations

import sys
from collections import Counter
from statistics import median

import polars as pl
import pytest

from dtia.analysis import (
    against_others,
    collective,
    gaps,
    mergers,
    observed,
    pairs,
    within_unit,
)
from dtia.analysis.comparability import described, graded, suffixed
from dtia.data import Data
from support.made_up import Row
from support.traced import Ends, Key, ends, ids, of_kind, own_ends, reference_ends


def floor(figure: Row, side: str = "") -> Ends | None:
    """The two ends of what keeps a promise; none for a bound that points the wrong way."""
    wrong = ("le", "lt") if figure["higher_is_better"] else ("ge", "gt")
    if figure[f"comparator{side}"] in wrong:
        return None
    low, high = figure[f"value{side}"], figure[f"value_high{side}"]
    return low, low if high is None else high


def height(figure: Row, side: str = "") -> float:
    """How ambitious the easiest end of a floor is; more is more."""
    low, high = floor(figure, side) or (0, 0)
    return low if figure["higher_is_better"] else -high


def side_by_side(
    data: Data, first: pl.DataFrame, second: pl.DataFrame, on: list[str], across: list[str]
) -> list[Row]:
    """Pairs of figures of one quantity, or nearly, both with a floor, with their grade."""
    pairs = first.join(
        suffixed(second), left_on=on, right_on=[f"{name}_b" for name in on], coalesce=False
    )
    rows = graded(pairs, data.comparability, across).iter_rows(named=True)
    return [row for row in rows if floor(row) and floor(row, "_b")]


@pytest.fixture(scope="module")
def promises(data: Data) -> pl.DataFrame:
    current = described(data.targets.filter(status="current"), vars(data))
    regions = data.units.select("unit_id", "region")
    numbers = current.filter(pl.col("value").is_not_null(), form="number")
    return numbers.join(regions, on="unit_id").with_row_index("n")


TARGET = ["unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method"]
CELL = ["indicator_id", "tier", "horizon_year"]


def test_the_leaders_and_the_medians_are_worked_out_again(
    data: Data, promises: pl.DataFrame
) -> None:
    local = promises.filter(level="province")
    regions = data.units.select(territory="unit_id", region="region")
    stayed = local.filter(pl.col("territory") != pl.col("unit_id")).drop("region")
    both_maps = [local, stayed.with_columns(era=pl.lit("34")).join(regions, on="territory")]
    rivals: dict[int, list[Row]] = {}
    for pair in side_by_side(
        data, local, pl.concat(both_maps, how="diagonal"), [*CELL, "era"], ["plan_type"]
    ):
        if pair["grade"] in "AB":
            rivals.setdefault(pair["n"], []).append(pair)
    expected: Counter[Key] = Counter()
    for own in rivals.values():
        if len({pair["territory_b"] for pair in own}) == 1:
            continue
        key = tuple(own[0][name] for name in TARGET)
        best = max(height(pair, "_b") for pair in own)
        tied = [pair for pair in own if height(pair, "_b") == best]
        over = [pair for pair in tied if pair["comparator_b"] in ("gt", "lt")]
        names = ";".join(sorted({pair["unit_id_b"] for pair in over or tied}))
        expected[*key, names, abs(best)] += 1
        region: dict[str, float] = {}
        for pair in own:
            if pair["region"] == pair["region_b"]:
                place = pair["territory_b"]
                region[place] = max(region.get(place, -1e9), height(pair, "_b"))
        if len(region) >= 5:
            expected[*key, own[0]["region"], abs(median(region.values()))] += 1
    rows = list(of_kind(data, "leader"))
    assert all(row["reference_low"] == row["reference_high"] for row in rows)
    found = Counter(
        (*(row[name] for name in TARGET), row["reference"], row["reference_low"]) for row in rows
    )
    assert found == expected


def test_the_ranges_before_a_merger_are_worked_out_again(
    data: Data, promises: pl.DataFrame
) -> None:
    members: dict[str, list[str]] = {}
    for unit in data.units.filter(level="province", era="63").iter_rows(named=True):
        members.setdefault(unit["successor_id"], []).append(unit["unit_id"])
    former = promises.filter(
        pl.col("horizon_year") >= 2025, pl.col("tier") != "district", level="province", era="63"
    ).join(data.units.select("unit_id", "successor_id"), on="unit_id")
    cells: dict[Key, list[Row]] = {}
    for pair in side_by_side(data, former, former, ["successor_id", *CELL], []):
        cells.setdefault(tuple(pair[name] for name in ("successor_id", *CELL)), []).append(pair)
    rows = [row for row in of_kind(data, "merger") if ";" in row["reference"]]
    assert {(row["unit_id"], *(row[name] for name in CELL)) for row in rows} == {
        key for key in cells if len(members[key[0]]) > 1
    }
    for row in rows:
        pairs = cells[row["unit_id"], *(row[name] for name in CELL)]
        assert ids(row["reference"]) == set(members[row["unit_id"]])
        floors = [floor(pair) or (0, 0) for pair in pairs]
        assert reference_ends(row) == (min(f[0] for f in floors), max(f[1] for f in floors))
        worst = max(pair["grade"] for pair in pairs)
        complete = {pair["unit_id"] for pair in pairs} == ids(row["reference"])
        combinable = complete and worst in "AB"
        assert (row["verdict"] == "not_combinable") is not combinable, row
        assert ("predecessor_silent" in ids(row["reasons"])) is not complete, row
        assert row["grade"] >= worst
        assert (row["verdict"] == "not_found") is (combinable and row["value_low"] is None), row


def test_the_sums_for_the_nation_are_worked_out_again(data: Data, promises: pl.DataFrame) -> None:
    counts = pl.min_horizontal(pl.format("{}-12-31", "horizon_year"), pl.lit(data.as_of))
    in_force = data.national_references.filter(
        pl.col("state") != "announced", pl.col("horizon_year") >= 2025,
        pl.col("valid_from") <= counts, (pl.col("valid_to") >= counts).fill_null(True),
    )  # fmt: skip
    nation = promises.filter(level="nation", unit="percent").join(
        in_force.select(*CELL, "base_id", "document_id"),
        on=[*CELL, "base_id", "document_id"], how="semi",
    )  # fmt: skip
    local = promises.filter(level="province").join(
        data.units.filter(era="34").select(territory="unit_id"), on="territory", how="semi"
    )
    counted: dict[int, dict[str, Row]] = {}
    for pair in side_by_side(data, nation, local, CELL, ["plan_type"]):
        if pair["grade"] in "AB":
            chosen = counted.setdefault(pair["n"], {})
            place = pair["territory_b"]
            if place not in chosen or standing(chosen[place]) < standing(pair):
                chosen[place] = pair
    of_base: dict[str, dict[str, float]] = {}
    weighed: dict[str, set[str]] = {}
    for weight in data.weights.iter_rows(named=True):
        base = {"grdp": "gdp"}.get(weight["base_id"], weight["base_id"])
        of_base.setdefault(base, {})[weight["unit_id"]] = weight["value"]
        weighed.setdefault(base, set()).add(weight["source_id"])
    rows = {tuple(row[name] for name in TARGET): row for row in of_kind(data, "collective")}
    assert len(rows) == nation.height
    for own in nation.iter_rows(named=True):
        row, chosen = rows[tuple(own[name] for name in TARGET)], counted.get(own["n"], {})
        assert ids(row["reference"]) == set(chosen)
        assert reference_ends(row) == ends(own)
        read = ids(own["source_ids"]) | weighed.get(own["base_id"], set())
        assert read <= ids(row["source_ids"])
        sizes = of_base.get(own["base_id"], {})
        assert (row["verdict"] == "no_weights") is (not sizes)
        if sizes:
            total = sum(sizes.values())
            low = sum(sizes[place] * height(pair, "_b") for place, pair in chosen.items()) / total
            silent = 100 * sum(sizes[place] for place in set(sizes) - set(chosen)) / total
            assert own_ends(row) == pytest.approx((low, low + silent), abs=1e-5)
            assert (row["verdict"] == "not_informative") is (silent > 20)


def standing(pair: Row) -> tuple[bool, str, float]:
    """What makes one target of a province count before another."""
    return (
        pair["unit_id_b"] == pair["territory_b"], pair["issued_on_b"] or "", height(pair, "_b"),
    )  # fmt: skip


def months(period: str) -> int:
    """Count the months to the end of a year or of a month."""
    year, *month = (int(part) for part in period.split("-"))
    return 12 * year + (month[0] if month else 12)


def judged(pair: Row, lapsed: bool) -> tuple[str, float | None]:
    """The verdict on a promise and a measured value, and the pace that it requires."""
    if pair["grade"] == "D":
        return "not_comparable", None
    ahead = round(height(pair, "_b") - height(pair), 6)
    over, over_b = (pair[name] in ("gt", "lt") for name in ("comparator", "comparator_b"))
    kept = ahead > 0 or (ahead == 0 and (over_b or not over))
    if lapsed:
        return ("met_early" if kept else "lapsed"), None
    left = months(str(pair["horizon_year"])) - months(pair["period_b"])
    pace = round(max(0, -12 * ahead / left), 3) if left else None
    if left or pair["flag_b"] in ("provisional", "estimated"):
        return "provisional", pace
    near = -ahead <= (1 if pair["unit"] == "rank" else abs(height(pair)) / 20)
    return ("met" if kept else "near" if near else "missed"), pace


def test_what_counts_as_measured_and_its_verdict_are_worked_out_again(data: Data) -> None:
    numbers = pl.col("value").is_not_null() & (pl.col("form") != "direction")
    current = described(data.targets.filter(status="current"), vars(data))
    due = current.filter(numbers, pl.col("horizon_year").is_not_null()).with_row_index("n")
    seen = described(data.observations, vars(data)).filter(numbers)
    by_target: dict[int, list[Row]] = {}
    for pair in side_by_side(data, due, seen, ["territory", "indicator_id", "tier"], []):
        by_target.setdefault(pair["n"], []).append(pair)
    expected: Counter[Key] = Counter()
    for own in due.iter_rows(named=True):
        key = tuple(own[name] for name in TARGET)
        # Every unit of the old map and the districts ended with June 2025.
        ended = own["tier"] == "district" or (own["era"] == "63" and own["territory"][-2:] == "63")
        lapsed = ended and own["horizon_year"] >= 2025
        last = months("2025-06") if ended else months("2099")
        in_time = [
            pair
            for pair in by_target.get(own["n"], [])
            if months(pair["period_b"]) <= months(str(own["horizon_year"]))
            and (months(pair["period_b"]) <= last or (ended and pair["period_b"] == "2025"))
        ]
        newest: dict[Key, int] = {}
        for pair in in_time:
            series = pair["base_id_b"], pair["method_b"]
            newest[series] = max(newest.get(series, 0), months(pair["period_b"]))
        latest = [
            pair
            for pair in in_time
            if months(pair["period_b"]) == newest[pair["base_id_b"], pair["method_b"]]
        ]
        comparable = [pair for pair in latest if pair["grade"] != "D"] or latest
        for pair in comparable:
            value = (pair["period_b"], pair["base_id_b"], pair["method_b"], pair["value_b"])
            expected[*key, *value, pair["grade"], *judged(pair, lapsed)] += 1
        if not comparable:
            silent = "lapsed" if lapsed else "no_observation"
            expected[*key, None, None, None, None, None, silent, None] += 1
    shown = ["reference", "reference_base_id", "reference_method", "reference_low", "grade",
             "verdict"]  # fmt: skip
    found = Counter(
        (*(row[name] for name in (*TARGET, *shown)),
         None if row["required_pace"] is None else round(row["required_pace"], 3))
        for row in of_kind(data, "observed")
    )  # fmt: skip
    assert found == expected


def test_the_committed_gaps_are_those_of_the_committed_figures_in_any_order(data: Data) -> None:
    mixed = {
        name: table.sample(fraction=1, shuffle=True, seed=1)
        for name, table in vars(data).items()
        if isinstance(table, pl.DataFrame)
    }
    assert gaps(mixed["targets"], mixed["observations"], mixed).equals(data.gaps)


def test_no_choice_of_a_kind_of_gap_hangs_on_the_order_of_promises(data: Data) -> None:
    known, rules = vars(data), data.comparability
    found = {
        "national": lambda p: against_others.national(p, known),
        "leader": lambda p: against_others.leader(p, data.units, rules),
        "observed": lambda p: observed.observed(p, data.observations, known),
        "step": lambda p: within_unit.step(p, rules),
        "revision": lambda p: within_unit.revision(p, data.targets, data.documents, rules),
        "merger": lambda p: mergers.merger(p, known),
        "collective": lambda p: collective.collective(p, known),
    }
    promised = pairs.promises(data.targets, known)
    for kind, find in found.items():
        one, other = (
            find(p).sort(pl.all(), nulls_last=True) for p in (promised, promised.reverse())
        )
        assert one.height > 0 and one.equals(other), kind


@pytest.mark.parametrize("at_once", [1, 60])
def test_how_many_targets_are_set_beside_others_at_once_changes_no_gap(
    data: Data, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[gaps.__module__], "AT_ONCE", at_once)
    assert gaps(data.targets, data.observations, vars(data)).equals(data.gaps)
