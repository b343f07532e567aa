"""An index of ambition with its uncertainty, where the data can bear one at all.

The steps are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008):
normalise, weight, aggregate, and then ask which of these choices the order hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dtia.data import Data
from dtia.data.vocabulary import CORE, FIGURE, SAME
from dtia.errors import NotEnough

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
# At least so many topics for a unit, and so many units, or there is no index.
LEAST_TOPICS, LEAST_UNITS = 3, 10
NORMALISATIONS = ["distance", "min_max", "rank"]
WEIGHTS = ["equal", "dti", "random"]
AGGREGATIONS = ["arithmetic", "geometric"]
DRAWS = 10_000
SEED = 2025
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Index:
    """What the draws of an index say.

    `units` has a row a unit: unit_id, topics (how many), median, low and high of its rank,
    `left_out` those with too few topics, `above` the probability that unit_id is above other_id,
    `influence` for each choice the share of the variance of ranks that it alone explains.
    """

    units: pl.DataFrame
    left_out: pl.DataFrame
    above: pl.DataFrame
    influence: pl.DataFrame
    printable: bool


def bearing(data: Data, year: int, grades: tuple[str, ...] = ("A", "B")) -> pl.DataFrame:
    """Say per indicator how the provinces' targets for a year stand to the nation's.

    Counted are the targets of provinces that are comparable with a national yardstick, a figure
    that two acts repeat once. Returns indicator_id, tier, n (targets), units, same (that state
    the nation's figure, "over" it or not), above, below, spans, values (different figures) and
    modal_share (of the most frequent one), the most frequent first.
    """
    verdict = pl.col("verdict")
    return (
        _against_nation(data, year, grades)
        .unique(FIGURE, keep="first", maintain_order=True)
        .group_by("indicator_id", "tier")
        .agg(
            n=pl.len(),
            units=pl.col("unit_id").n_unique(),
            same=verdict.is_in(SAME).sum(),
            above=(verdict == "above").sum(),
            below=(verdict == "below").sum(),
            spans=(verdict == "spans").sum(),
            values=pl.struct("value_low", "value_high").n_unique(),
            modal_share=pl.struct("value_low", "value_high").unique_counts().max() / pl.len(),
        )
        .sort("n", "indicator_id", "tier", descending=[True, False, False])
    )


def scores(data: Data, year: int, grades: tuple[str, ...] = ("A", "B")) -> pl.DataFrame:
    """Return what each province promises per topic, beside the nation: the floors of a year.

    Columns: unit_id, topic, promised and national. Tiers of one topic are averaged, where the
    province states every tier that it is compared on; of several acts the most ambitious counts.
    """
    topics = pl.DataFrame({"topic": list(CORE), "indicator_id": list(CORE.values())}).explode(
        "indicator_id"
    )
    return (
        _against_nation(data, year, grades)
        .join(topics, on="indicator_id")
        .sort("value_low", descending=True, maintain_order=True)
        .unique(["unit_id", "topic", "tier"], keep="first", maintain_order=True)
        .group_by("unit_id", "topic")
        .agg(
            promised=pl.col("value_low").mean(),
            national=pl.col("reference_low").mean(),
            _tiers=pl.len(),
        )
        .filter(pl.col("_tiers") == pl.col("_tiers").max().over("topic"))
        .drop("_tiers")
        .sort("unit_id", "topic")
    )


def _against_nation(data: Data, year: int, grades: tuple[str, ...]) -> pl.DataFrame:
    provinces = data.units.filter(level="province")["unit_id"].implode()
    return data.gaps.filter(
        pl.col("unit_id").is_in(provinces),
        pl.col("grade").is_in(grades),
        kind="national",
        horizon_year=year,
    )


def index(
    data: Data,
    year: int = 2025,
    grades: tuple[str, ...] = ("A", "B"),
    draws: int = DRAWS,
    seed: int = SEED,
) -> Index:
    """Rank provinces by ambition, over many draws of how an index may be made.

    Each draw picks a normalisation (promise as a share of the nation's, min-max, rank), weights
    (equal, those of the DTI, random), an aggregation (arithmetic, or geometric where every value
    is positive) and leaves out one topic or none; a province without one of its topics is judged
    by the others. Raises NotEnough where fewer than ten provinces have three comparable topics.
    """
    promised = scores(data, year, grades)
    topics = promised.group_by("unit_id").agg(topics=pl.len())
    enough = topics.filter(pl.col("topics") >= LEAST_TOPICS).sort("unit_id")
    if enough.height < LEAST_UNITS:
        raise NotEnough(enough.height, LEAST_UNITS, LEAST_TOPICS)
    names = enough["unit_id"].to_list()
    cells = promised.join(enough, on="unit_id", how="semi")
    values, national = (
        cells.pivot("topic", index="unit_id", values=column)
        .sort("unit_id")
        .select(topic for topic in CORE if topic in cells["topic"])
        .to_numpy()
        for column in ("promised", "national")
    )
    points = _points(data.indicators, data.dti_weights, cells)
    ranks, choices = drawn_ranks(values, values / national, points, draws, seed)
    spread = (
        pl.DataFrame({"unit_id": names})
        .join(enough, on="unit_id")
        .with_columns(
            median=np.median(ranks, axis=0),
            low=np.quantile(ranks, LOW, axis=0),
            high=np.quantile(ranks, HIGH, axis=0),
        )
    )
    middle = (len(names) + 1) / 2
    overlapping = spread.filter(pl.lit(middle).is_between("low", "high")).height
    return Index(
        units=spread.sort("median", "high", "low", "unit_id"),
        left_out=topics.filter(pl.col("topics") < LEAST_TOPICS).sort("unit_id"),
        above=_above(ranks, names),
        influence=influence(ranks, choices),
        printable=overlapping <= len(names) / 2,
    )


def _points(indicators: pl.DataFrame, weights: pl.DataFrame, cells: pl.DataFrame) -> Vector:
    """Weigh each topic by the points of the DTI index that it feeds; topics of one share them."""
    points = dict(weights.select("indicator_id", "max_points").iter_rows())
    feeds = dict(indicators.select("indicator_id", "dti_index").iter_rows())
    fed = {t: feeds[ids[0]] for t, ids in CORE.items() if t in cells["topic"]}
    return np.array([points[f"dti.{i}"] / list(fed.values()).count(i) for i in fed.values()])


def normalised(values: Matrix, ratios: Matrix) -> dict[str, Matrix]:
    """Return units x topics on a common scale, in each of the three ways; missing stays NaN.

    `distance` is the ratio to a reference, `min_max` runs from 0 to 1 (0.5 where all are equal),
    `rank` counts from 1 for the lowest, ties sharing the lower number. Handbook, section 5.
    """
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    width = np.where(high > low, high - low, 1.0)
    scaled = np.where(high > low, (values - low) / width, np.where(np.isnan(values), np.nan, 0.5))
    below = (values[None, :, :] < values[:, None, :]).sum(axis=1)
    return {
        "distance": ratios,
        "min_max": scaled,
        "rank": np.where(np.isnan(values), np.nan, below + 1.0),
    }


def aggregated(values: Matrix, weights: Matrix, how: str) -> Matrix:
    """Return draws x units: the mean of each unit's values under each draw's weights.

    `values` is units x topics, `weights` draws x topics. A missing value takes no part: the
    weights of the others are scaled up. `how` is "arithmetic", or "geometric" for positive
    values. Handbook, section 6.
    """
    known = ~np.isnan(values)
    filled = np.where(known, values, 1.0)
    shares = weights @ known.T
    if how == "geometric":
        return np.exp(weights @ np.where(known, np.log(filled), 0.0).T / shares)
    return (weights @ np.where(known, filled, 0.0).T) / shares


def ranked(totals: Matrix) -> Matrix:
    """Return draws x units: 1 for the highest, ties sharing the better rank."""
    rounded = np.round(totals, 9)
    better: Matrix = (rounded[:, None, :] > rounded[:, :, None]).sum(axis=2)
    return 1.0 + better


def drawn_ranks(
    values: Matrix, ratios: Matrix, points: Vector, draws: int, seed: int
) -> tuple[Matrix, dict[str, list[str]]]:
    """Return the ranks of all draws (draws x units), and what each draw chose."""
    chance = np.random.default_rng(seed)
    scales = normalised(values, ratios)
    topics = values.shape[1]
    weights = {
        "equal": np.ones((draws, topics)),
        "dti": np.tile(points, (draws, 1)),
        "random": chance.dirichlet(np.ones(topics), draws),
    }
    left_out = ["none", *(list(CORE)[:topics])]
    levels = {
        "normalisation": NORMALISATIONS,
        "weights": WEIGHTS,
        "aggregation": AGGREGATIONS,
        "left_out": left_out,
    }
    picks = {name: chance.integers(0, len(options), draws) for name, options in levels.items()}
    ranks = np.empty((draws, len(values)))
    for combination in product(*(range(len(options)) for options in levels.values())):
        of = np.all(
            [picks[name] == level for name, level in zip(levels, combination, strict=True)], axis=0
        )
        if not of.any():
            continue
        scale, scheme, how, out = (
            options[level] for options, level in zip(levels.values(), combination, strict=True)
        )
        kept = np.array([topic != out for topic in left_out[1:]])
        chosen = scales[scale][:, kept]
        if how == "geometric" and not np.nanmin(chosen) > 0:
            how = "arithmetic"
        ranks[of] = ranked(aggregated(chosen, weights[scheme][of][:, kept], how))
    named = {name: [options[i] for i in picks[name]] for name, options in levels.items()}
    return ranks, named


def influence(ranks: Matrix, choices: dict[str, list[str]]) -> pl.DataFrame:
    """Return for each choice the share of the variance of ranks that it explains alone.

    That is the variance of the mean rank over the options of the choice, over the variance of
    the rank, averaged over the units whose rank varies: first-order sensitivity (Saisana,
    Saltelli and Tarantola 2005). Columns: choice and share, the greatest first.
    """
    total = ranks.var(axis=0)
    varies = total > 0
    rows = []
    for choice, picked in choices.items():
        options = np.array(picked)
        means = np.zeros_like(ranks)
        for option in set(picked):
            of = options == option
            means[of] = ranks[of].mean(axis=0)
        share = means.var(axis=0)[varies] / total[varies]
        rows.append((choice, float(share.mean()) if varies.any() else 0.0))
    return pl.DataFrame(rows, schema=["choice", "share"], orient="row").sort(
        "share", "choice", descending=[True, False]
    )


def _above(ranks: Matrix, names: list[str]) -> pl.DataFrame:
    """Return unit_id, other_id and probability: the share of draws that rank one above another."""
    return pl.DataFrame(
        [
            (a, b, float((ranks[:, i] < ranks[:, j]).mean()))
            for i, a in enumerate(names)
            for j, b in enumerate(names)
            if i != j
        ],
        schema=["unit_id", "other_id", "probability"],
        orient="row",
    )
