"""Gaps of a promise to those of others: the nation, the most ambitious province, the region."""

from __future__ import annotations

import polars as pl

from dtia.analysis.codes import once_each
from dtia.analysis.comparability import graded, suffixed
from dtia.analysis.intervals import ambition, gap, is_open, least, verdict
from dtia.analysis.pairs import (
    SHOWN,
    Known,
    also,
    first_each,
    one_quantity,
    paired,
    rows,
    with_gap,
)
from dtia.analysis.yardsticks import held_on, judged_on, made_on, yardsticks
from dtia.data.lists import joined, together
from dtia.data.periods import earlier
from dtia.data.vocabulary import COMPARED

# A region whose median is taken has at least so many units with a comparable target.
LEAST_OF_REGION = 5
# Who promises the same quantity in the same terms is in one race; some races of a cell can be
# compared. The kind of act does not part them.
CELL = ["indicator_id", "tier", "horizon_year", "era"]
RACE = [*CELL, *(field for field in COMPARED if field not in (*CELL, "plan_type"))]
# Targets of a race that are graded alike against every rival.
WAY = ["_race", "region", "plan_type", "act"]
SAID_BY_RIVAL = ["unit_id", "document_id", "source_ids", "comparator", "value", "value_high"]

# What a yardstick says.
SAID = ["comparator_b", "value_b", "value_high_b", "base_id_b", "method_b"]


def national(promises: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Measure each unit's target against the nation's for the same quantity, tier and horizon.

    Kind `national` is against the yardstick in force (`yardsticks.judged_on`), or where none is,
    against the last one that bound the unit. Kind `at_issue` is against the one in force when the
    target was set, where that says something else. Where the yardstick of the same base is
    missing, the most comparable one is taken. A target issued before the national act says so in
    `reasons`.
    """
    measures = yardsticks(promises, known["national_references"])
    local = promises.filter(pl.col("level") != "nation")
    same = paired(local, measures, ["indicator_id", "tier", "horizon_year"])
    before = earlier("issued_on", "issued_on_b")
    pairs = once_each(
        with_gap(same, known["comparability"]),
        ["unit_id", "horizon_year", "issued_on", "issued_on_b", "held_from_b", "held_to_b",
         "reasons"],
        _now=held_on(judged_on(known), "_b"),
        _then=held_on(made_on(known), "_b"),
        reasons=also(pl.col("reasons"), before, "before_national_act"),
    )  # fmt: skip
    lapsed = pl.col("_then") & ~pl.col("_now").any().over("_target")
    now, then = (
        first_each(pairs, ["_target"], ["grade", "document_id_b", "base_id_b"], where=held)
        for held in (pl.col("_now") | lapsed, pl.col("_then"))
    )
    otherwise = then.join(now, on=["_target", *SAID], nulls_equal=True, how="anti")
    return pl.concat(
        rows(found, kind, pl.col("unit_id_b"))
        for kind, found in (("national", now), ("at_issue", otherwise))
    )


def leader(promises: pl.DataFrame, units: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Measure each province's target against the most ambitious one, and against its region.

    Compared are targets of one quantity (`pairs.one_quantity`) for the same horizon, of the
    provinces of one map; what a territory that the merger left alone promised before it stands
    on both. The most
    ambitious floor leads (at a tie "over" outdoes "at least"; ties are all named in
    `reference`). Where five or more units of the region have such a target, a second row
    measures against the median of their floors, for each unit the most ambitious; its
    `reference` is the region.
    """
    regions = units.select("unit_id", "region")
    local = promises.filter(least().is_not_null(), level="province", form="number").join(
        regions, on="unit_id"
    )
    unmoved = local.filter(pl.col("territory") != pl.col("unit_id"), era="63").drop("region")
    on_new_map = unmoved.with_columns(era=pl.lit("34", local.schema["era"])).join(
        regions.rename({"unit_id": "territory"}), on="territory"
    )
    rivals = pl.concat([local, on_new_map], how="diagonal")
    races = rivals.select(RACE).unique(maintain_order=True).with_row_index("_race")
    standing = _standing(rivals, races, rules).with_columns(
        _height=ambition(least()), value=least(), value_high=pl.lit(None, pl.Float64)
    )
    contested = standing.filter(pl.col("territory").n_unique().over("_race") > 1)
    local = local.join(races, on=RACE, nulls_equal=True, how="left")
    asked = _asked(local, rules)
    best = _beside(asked, _best(contested), ["_race"], rules)
    middle = _beside(asked, _middle(contested), ["_race", "region"], rules)
    return pl.concat(
        [
            _measured(asked, best).pipe(rows, "leader", pl.col("unit_id_b")),
            _measured(asked, _most_comparable(middle)).pipe(rows, "leader", pl.col("region")),
        ],
        how="vertical_relaxed",
    )


def _standing(rivals: pl.DataFrame, races: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Set under each race the rivals in it, and those in the others of one quantity with it.

    Races are few and targets many, so races are compared; a target takes the rivals of its race.
    """
    told = races.with_columns(
        territory=pl.lit(None, pl.String), act=pl.lit(None, pl.String), observed=pl.lit(False)
    )
    alike = one_quantity(paired(told, told, CELL), rules).select("_race", "_race_b")
    entered = rivals.join(races.rename({"_race": "_race_b"}), on=RACE, nulls_equal=True, how="left")
    return alike.join(entered, on="_race_b").drop("_race_b")


def _asked(local: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Number the ways in which targets meet their rivals, as `_way`.

    Which territory asks changes no grade within a race; which act, only where a rule compares a
    type of plan with itself.
    """
    twice = rules.filter(pl.col("value_a") == pl.col("value_b"), field="plan_type")["value_a"]
    own_act = pl.when(pl.col("plan_type").is_in(twice.implode())).then("act")
    told = local.with_columns(act=own_act, territory=pl.lit(None, pl.String))
    ways = told.select(WAY).unique(maintain_order=True).with_row_index("_way")
    return told.join(ways, on=WAY, nulls_equal=True, how="left")


def _beside(
    local: pl.DataFrame, rivals: pl.DataFrame, on: list[str], rules: pl.DataFrame
) -> pl.DataFrame:
    """Set rivals beside each way of targets, in their order, with their grades."""
    side = [*COMPARED, "territory", "act", "observed"]
    ways = local.unique("_way", keep="first", maintain_order=True)
    pairs = ways.select("_way", *on, *side).join(
        suffixed(rivals.select(*on, *side, *SAID_BY_RIVAL)),
        left_on=on,
        right_on=[f"{name}_b" for name in on],
        maintain_order="left_right",
    )
    return graded(pairs, rules)


def _best(rivals: pl.DataFrame) -> pl.DataFrame:
    """Return the leaders of each race, in order."""
    highest = rivals.filter(pl.col("_height") == pl.col("_height").max().over("_race"))
    strictest = highest.filter(is_open() == is_open().max().over("_race"))
    return strictest.sort("unit_id", "document_id", "source_ids", nulls_last=True)


def _middle(rivals: pl.DataFrame) -> pl.DataFrame:
    """Return the highest targets of the territories of each region, with the median of all."""
    here = ["_race", "region"]
    own = [*here, "territory"]
    enough = pl.col("territory").n_unique().over(here) >= LEAST_OF_REGION
    highest = rivals.filter(enough, pl.col("_height") == pl.col("_height").max().over(own)).filter(
        pl.col("unit_id") == pl.col("unit_id").min().over(own)
    )
    middle = (
        highest.unique(own)
        .group_by(here)
        .agg(pl.col("higher_is_better").first(), value=pl.col("_height").median())
        .select(*here, value=ambition(pl.col("value")), comparator=pl.lit("eq"))
    )
    standard = highest.sort(
        "_height", "unit_id", "source_ids", "document_id",
        descending=[True, False, False, False], nulls_last=True,
    ).drop("value", "comparator")  # fmt: skip
    return standard.join(middle, on=here, maintain_order="left")


def _most_comparable(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep, of several acts of a unit that go equally far, the most comparable."""
    one = ["_way", "territory_b"]
    best = pairs.filter(pl.col("grade") == pl.col("grade").min().over(one))
    return best.unique(one, keep="first", maintain_order=True)


def _measured(local: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Measure each target once against all its rivals, which are named together."""
    standards = (
        pairs.group_by("_way", maintain_order=True)
        .agg(
            pl.col("comparator_b", "value_b", "value_high_b").first(),
            together(pl.col("unit_id_b", "document_id_b", "source_ids_b", "reasons")),
            pl.col("grade").max(),
        )
        .with_columns(
            reasons=joined(pl.col("reasons")), document_id_b=joined(pl.col("document_id_b"))
        )
    )
    low, high = gap()
    return (
        local.select(*SHOWN, "region", "_way")
        .join(standards, on="_way")
        .with_columns(gap_low=low, gap_high=high)
        .with_columns(verdict=verdict(pl.col("gap_low"), pl.col("gap_high")))
    )
