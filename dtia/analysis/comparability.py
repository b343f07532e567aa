"""How far two figures can be compared: a grade from A to D, and the reasons for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import polars.selectors as cs

from dtia.analysis.dti import version
from dtia.data import Data
from dtia.data.lists import split
from dtia.data.units import same_territory
from dtia.data.vocabulary import COMPARED, NUMERIC
from dtia.errors import WrongValue

Figure = pl.DataFrame | Mapping[str, Any]
# A side that is silent on one of these says nothing about it; on a base or a method it does.
SILENT = ["plan_type", "year", "rank_version", "score_version"]
# What is compared only between two territories: gaps of one territory are defined across years.
ACROSS_UNITS = ["year"]
# What is compared only between two acts: one act of no known type agrees with itself.
ACROSS_ACTS = ["plan_type"]
# How a flag says that the period of a value is known.
DATED = {"period_inferred": "inferred", "several_years": "several_years"}
# What `described` adds in words.
ADDED = ["act", "plan_type", "year", "dated", "rank_version", "score_version", "form"]
# What else the grade of a pair depends on: one territory, one act, one side measured.
PAIRED = ["_at_home", "_of_one_act", "_one_measured"]


def described(figures: pl.DataFrame, known: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Add what figures are compared on to clean targets or observations.

    `known` holds the registers by name. Adds higher_is_better, act (the document, or the page
    that names none; null for an observation), plan_type (`unstated` for an act
    that is not known, null for an observation), territory (one id for both names of a unit that
    the merger left alone), year, dated (`inferred` where the reader supplied the period,
    `several_years` where the value is of a span of them, else `stated`), rank_version and
    score_version (of an observed DTI), form (number, category or direction) and observed. The
    value of a category becomes its place on its scale. Words are numbers (`codes.coded`) where
    those of the figures are.
    """
    steps = known["categories"].select("scale_id", category="category_id", _order="order")
    unchanged = same_territory(known["units"]).rename({"successor_id": "_now"})
    observed = "period" in figures.columns
    dti_version = version("period", known["dti_versions"]) if observed else pl.lit(None, pl.String)
    is_dti = pl.col("indicator_id").cast(pl.String).str.contains(r"^(rank\.)?dti")
    acts = known["documents"].select("document_id", "plan_type")
    words = figures.schema["unit_id"]
    if observed:
        figures = figures.with_columns(document_id=pl.lit(None, words))
    return (
        figures.join(
            known["indicators"].select("indicator_id", "higher_is_better", "scale_id", "lower",
                                       "upper", _dti=is_dti),
            on="indicator_id", how="left", maintain_order="left",
        )
        .join(acts, on="document_id", how="left", maintain_order="left")
        .join(unchanged, on="unit_id", how="left", maintain_order="left")
        .join(steps, on=["scale_id", "category"], how="left", maintain_order="left")
        .with_columns(
            territory=pl.coalesce("_now", "unit_id"),
            **(_of_observation() if observed else _of_target()),
            rank_version=pl.when("_dti", unit="rank").then(dti_version),
            score_version=pl.when("_dti", unit="index_0_1").then(dti_version),
            form=pl.when(pl.col("comparator").is_in(NUMERIC))
            .then(pl.lit("number"))
            .otherwise("comparator"),
            observed=pl.lit(observed),
            value=pl.coalesce("value", pl.col("_order").cast(pl.Float64)),
        )
        .drop("_now", "_order", "_dti")
        .cast(dict.fromkeys(ADDED, words))
    )  # fmt: skip


def _of_target() -> dict[str, pl.Expr]:
    return {
        "act": pl.coalesce("document_id", split("source_ids").list.first()),
        "plan_type": pl.col("plan_type").fill_null("unstated"),
        "year": pl.col("horizon_year").cast(pl.String),
        "dated": pl.lit("stated"),
    }


def _of_observation() -> dict[str, pl.Expr]:
    return {
        "act": pl.lit(None, pl.String),
        "plan_type": pl.lit(None, pl.String),
        "year": pl.col("period").cast(pl.String).str.slice(0, 4),
        "dated": pl.col("flag").cast(pl.String).replace_strict(DATED, default="stated"),
    }


def graded(pairs: pl.DataFrame, rules: pl.DataFrame, across: Sequence[str] = ()) -> pl.DataFrame:
    """Add `grade` and `reasons` to a frame of pairs of described figures.

    The columns of the second figure have the suffix `_b`. Equal values are grade A, unless a
    rule names them; a difference takes the grade of its rule in `comparability.csv`, else that
    of the general rule of its field. The worst field decides; `reasons` holds the rules that
    applied, separated by `;`, null where none did. `across` names fields that the comparison is
    meant to cross, such as the tier.
    """
    fields = _differing(pairs, [field for field in COMPARED if field not in across], rules)
    if not fields:
        return pairs.with_columns(grade=pl.lit("A"), reasons=pl.lit(None, pl.String))
    told = pairs.select(
        *fields,
        *(f"{field}_b" for field in fields),
        _at_home=pl.col("territory").eq_missing(pl.col("territory_b")),
        _of_one_act=(pl.col("act") == pl.col("act_b")).fill_null(False),
        _one_measured=pl.col("observed") != pl.col("observed_b"),
    )
    # Pairs are many, and differ in few ways: each way is graded once.
    kinds = told.unique().with_row_index("_kind")
    spelled = kinds.lazy().cast({cs.categorical(): pl.String})
    found = _grades(spelled, fields, rules.lazy()).collect()
    grades = kinds.join(found, on="_kind", how="left").select(
        *told.columns, pl.max_horizontal(pl.lit("A"), "grade").alias("grade"), "reasons"
    )
    of_pairs = told.join(
        grades, on=told.columns, how="left", nulls_equal=True, maintain_order="left"
    )
    return pairs.with_columns(of_pairs["grade"], of_pairs["reasons"])


def _differing(pairs: pl.DataFrame, fields: list[str], rules: pl.DataFrame) -> list[str]:
    """Return the fields that can change a grade: two values differ, or a rule names one twice."""
    twice = rules.filter(pl.col("value_a") == pl.col("value_b"), pl.col("value_a") != "*")
    named = set(twice["field"])
    differ = pairs.select(
        pl.col(field).ne_missing(pl.col(f"{field}_b")).any() for field in {*fields} - named
    ).row(0, named=True)
    return [field for field in fields if field in named or differ[field]]


def _grades(kinds: pl.LazyFrame, fields: list[str], rules: pl.LazyFrame) -> pl.LazyFrame:
    """Grade kinds of pairs: `_kind`, `grade` and `reasons`; no row, or null, where it is A."""
    compared = pl.concat(
        kinds.select("_kind", *PAIRED, _a=field, _b=f"{field}_b", field=pl.lit(field))
        for field in fields
    )
    a, b, field = pl.col("_a"), pl.col("_b"), pl.col("field")
    unknown = (a.is_null() | b.is_null()) & field.is_in(SILENT)
    at_home = (field.is_in(ACROSS_UNITS) & pl.col("_at_home")) | (
        field.is_in(ACROSS_ACTS) & pl.col("_of_one_act")
    )
    special = rules.filter(pl.col("value_a") != "*").select(
        "field",
        "grade",
        "rule_id",
        _low=pl.min_horizontal("value_a", "value_b"),
        _high=pl.max_horizontal("value_a", "value_b"),
        _measured=pl.col("against").eq_missing("observation"),
    )
    always, measured = (special.filter(_measured=only).drop("_measured") for only in (False, True))
    general = rules.filter(value_a="*").select("field", "grade", "rule_id")
    key = ["field", "_low", "_high"]
    return (
        compared.filter(~unknown & ~at_home)
        .with_columns(
            _low=pl.when(a.is_not_null() & b.is_not_null()).then(pl.min_horizontal(a, b)),
            _high=pl.max_horizontal(a, b),
        )
        .join(always, on=key, how="left", maintain_order="left")
        .join(measured, on=key, how="left", suffix="_measured", maintain_order="left")
        .join(
            general, on="field", how="left", suffix="_general", maintain_order="left"
        )
        .select(
            "_kind",
            *(
                pl.coalesce(
                    pl.when("_one_measured").then(f"{part}_measured"),
                    part,
                    pl.when(a.ne_missing(b)).then(f"{part}_general"),
                ).alias(part)
                for part in ("grade", "rule_id")
            ),
        )
        .group_by("_kind", maintain_order=True)
        .agg(
            pl.col("grade").max(),
            reasons=pl.col("rule_id").str.join(";").replace("", None),
        )
    )  # fmt: skip


def suffixed(figures: pl.DataFrame) -> pl.DataFrame:
    """Name the columns of the second figure of a pair."""
    return figures.rename({name: f"{name}_b" for name in figures.columns})


def pair(data: Data, a: Figure, b: Figure) -> pl.DataFrame:
    """Set two figures side by side and grade them: one row.

    Each is a row of `data.targets` or `data.observations`: a frame of one row, or its dict.
    """
    sides = [described(_figure(figure), vars(data)) for figure in (a, b)]
    both = sides[0].join(suffixed(sides[1]), how="cross")
    return graded(both, data.comparability)


def _figure(figure: Figure) -> pl.DataFrame:
    if isinstance(figure, Mapping):
        figure = pl.DataFrame([dict(figure)], infer_schema_length=None)
    if figure.height != 1:
        raise WrongValue("one_row", n=figure.height)
    text_columns = ["base_id", "method", "category", "document_id", "period"]
    numbers = ["value", "value_high"]
    return figure.with_columns(
        *(pl.col(c).cast(pl.String) for c in text_columns if c in figure.columns),
        *(pl.col(c).cast(pl.Float64) for c in numbers if c in figure.columns),
    )


def grade(data: Data, a: Figure, b: Figure) -> str:
    """Return how far two figures can be compared: A, B, C, or D (not at all).

    Each figure is one row of `data.targets` or `data.observations`.
    """
    return str(pair(data, a, b)["grade"].item())
