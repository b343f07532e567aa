"""How far two figures can be compared: a grade from A to D, and the reasons for it."""

from __future__ import annotations

import polars as pl

from dtia.fields import NUMERIC
from dtia.i18n import Lang

FIELDS = ("indicator_id", "base_id", "method", "plan_type")
# Plans of different types can be set side by side; other differences need a rule.
UNRULED = {"plan_type": "C"}


def grade(pairs: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Add `grade` and `reasons` to a frame of pairs.

    Each pair has the columns `indicator_id`, `base_id`, `method`, `plan_type` and `comparator`
    of one figure, and the same with the suffix `_b` of the other. Equal values are grade A; a
    difference takes the grade of its rule in `comparability.csv`; without a rule, types of plan
    are C and everything else is D, as is a category against a number. The worst field decides;
    `reasons` holds the rules that applied, separated by `;`, null where none did.
    """
    graded = pairs.with_row_index("_pair")
    for field in FIELDS:
        graded = graded.join(_verdicts(graded, field, rules), on="_pair", how="left")
    numeric = pl.col("comparator").is_in(NUMERIC) == pl.col("comparator_b").is_in(NUMERIC)
    worst = pl.max_horizontal(
        *(pl.col(f"_grade_{field}") for field in FIELDS),
        pl.when(numeric).then(pl.lit("A")).otherwise(pl.lit("D")),
    )
    reasons = pl.concat_str(
        *(pl.col(f"_rule_{field}") for field in FIELDS),
        pl.when(~numeric).then(pl.lit("category_against_number")),
        separator=";",
        ignore_nulls=True,
    )
    return (
        graded.sort("_pair")
        .with_columns(grade=worst, reasons=reasons.replace("", None))
        .drop("_pair", *(f"_{part}_{field}" for part in ("grade", "rule") for field in FIELDS))
    )


def _verdicts(pairs: pl.DataFrame, field: str, rules: pl.DataFrame) -> pl.DataFrame:
    """Grade the pairs by one field: `_pair`, `_grade_<field>`, `_rule_<field>`."""
    a, b = pl.col(field), pl.col(f"{field}_b")
    same = a.eq_missing(b)
    # An act without a plan type says nothing about its type, so the field does not count.
    unknown = (a.is_null() | b.is_null()) & pl.lit(field == "plan_type")
    known = rules.filter(field=field).select(
        pl.min_horizontal("value_a", "value_b").alias("_low"),
        pl.max_horizontal("value_a", "value_b").alias("_high"),
        pl.col("grade").alias("_found"),
        pl.col("rule_id").alias("_rule"),
    )
    return (
        pairs.select("_pair", field, f"{field}_b")
        .with_columns(_low=pl.min_horizontal(a, b), _high=pl.max_horizontal(a, b))
        .join(known, on=["_low", "_high"], how="left")
        .select(
            "_pair",
            pl.when(same | unknown)
            .then(pl.lit("A"))
            .otherwise(pl.col("_found").fill_null(UNRULED.get(field, "D")))
            .alias(f"_grade_{field}"),
            pl.when(~same & ~unknown)
            .then(pl.col("_rule").fill_null(f"{field}_differs"))
            .alias(f"_rule_{field}"),
        )
    )


def reasons_in_words(rules: pl.DataFrame, lang: Lang) -> dict[str, str]:
    """Return the reason of each rule in `lang`, keyed by rule_id."""
    return dict(rules.select("rule_id", f"reason_{lang}").iter_rows())
