"""An analyst's first question: my province beside others, each against one yardstick."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dtia.analysis.comparability import described, graded, suffixed
from dtia.data import Data
from dtia.data.units import territory
from dtia.data.vocabulary import PROMISE
from dtia.i18n import Lang
from dtia.views.gaps import gaps
from dtia.views.labels import edition, labelled
from dtia.views.reasons import reasons_in_words, reasons_label
from dtia.views.targets import targets


def side_by_side(
    data: Data,
    unit_ids: Sequence[str],
    indicator_ids: Sequence[str],
    lang: Lang,
    years: Sequence[int] = (),
) -> pl.DataFrame:
    """Set the targets of some units beside the nation's, all against one yardstick: the nation's.

    Returns the rows of `views.targets` of some indicators and years (of all without any), the
    nation's yardsticks first, with what each is measured against: reference_value_label and
    reference_document_label (the national target and its act), gap_label and its numbers,
    gap_low and gap_high in gap_unit, at_issue_label (what the nation wanted when the target was
    set, where that was something else), and `grade` and reasons_label: how far the two compare.
    All of these are null where the nation has no target for the same. Beside the yardstick that
    measures stand those that held before it, and those that are announced.
    """
    ids = [i for unit in unit_ids for i in territory(data.units, unit)]
    return pl.concat(
        [_of_indicator(data, ids, indicator, lang, years) for indicator in indicator_ids]
    )


def _of_indicator(
    data: Data, ids: list[str], indicator_id: str, lang: Lang, years: Sequence[int]
) -> pl.DataFrame:
    rows = targets(data, indicator_id, lang).filter(
        pl.col("yardstick_label").is_not_null() | pl.col("unit_id").is_in(ids)
    )
    if years:
        rows = rows.filter(pl.col("horizon_year").is_in(years))
    national = gaps(data, "national", lang, indicator_id).select(
        *PROMISE, "gap_label", "gap_low", "gap_high", "reasons_label", "reference_value_label",
        "reference_low", "reference_high", "reference_comparator",
        "reference_document_label", "at_issue_label", gap_unit="unit",
    )  # fmt: skip
    place = {unit: place for place, unit in enumerate(ids)}
    return rows.join(
        national.unique(PROMISE, keep="first", maintain_order=True),
        on=PROMISE, how="left", nulls_equal=True, maintain_order="left",
    ).sort(
        "horizon_year", "tier", pl.col("level") != "nation",
        pl.col("unit_id").replace_strict(place, default=-1, return_dtype=pl.Int64),
        maintain_order=True,
    )  # fmt: skip


def pairs(data: Data, first: pl.DataFrame, second: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Set every figure of one frame beside every one of another, and say how far they compare.

    The frames hold rows of `data.targets` or `data.observations`. Returns first_unit,
    first_value, first_base, the same of the second, grade, reasons (rules) and reasons_label.
    Nothing is left out: grade D is an answer.
    """
    numbered = [rows.with_row_index("_row") for rows in (first, second)]
    a, b = (described(rows, vars(data)) for rows in numbered)
    both = graded(a.join(suffixed(b), how="cross"), data.comparability)
    words = [_told(rows, data, lang) for rows in numbered]
    return (
        both.join(
            words[0].rename(lambda name: f"first_{name}"), left_on="_row", right_on="first_row"
        )
        .join(
            words[1].rename(lambda name: f"second_{name}"), left_on="_row_b", right_on="second_row"
        )
        .select(
            *(
                f"{side}_{part}"
                for side in ("first", "second")
                for part in ("unit", "value", "base")
            ),
            "grade",
            "reasons",
            reasons_label=reasons_label(reasons_in_words(data, lang)),
            edition=pl.lit(edition(data, lang)),
        )
        .sort("grade", maintain_order=True)
    )


def _told(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Word each figure: row, unit (with its year), value and base."""
    when = next(name for name in ("horizon_year", "period") if name in rows.columns)
    status = pl.col("status") if "status" in rows.columns else pl.lit("current")
    figures = rows.with_columns(found=pl.lit(True), status=status)
    return labelled(figures, data, lang).select(
        row="_row",
        unit=pl.concat_str("unit_label", when, separator=", ", ignore_nulls=True),
        value="value_label",
        base="base_label",
    )
