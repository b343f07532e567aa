"""Labelled frames of gaps, scorecards and mergers: what charts and tables of comparison show."""

from __future__ import annotations

import polars as pl

from dtia.analysis import scorecard as find_scorecard
from dtia.analysis.yardsticks import YARDSTICK
from dtia.data import Data
from dtia.data.lists import entries, split
from dtia.data.units import lands, predecessors
from dtia.data.vocabulary import PROMISE, TIERS
from dtia.errors import UnknownName, shown
from dtia.i18n import Lang, of_unit, text
from dtia.views.labels import (
    act_names,
    citations,
    each,
    edition,
    gap_label,
    in_order,
    labelled,
    named,
    names_of,
    order,
    signed,
    unit_labels,
    value_label,
    worded,
    yardsticks,
)
from dtia.views.one_map import TOPIC, on_one_map
from dtia.views.places import meant
from dtia.views.reasons import reasons_in_words, reasons_label
from dtia.views.targets import require, targets

AGAINST_NATION = ["national", "at_issue"]


def gaps(data: Data, kind: str, lang: Lang, indicator_id: str | None = None) -> pl.DataFrame:
    """Return the gaps of one kind with their labels.

    Adds to the columns of `gaps.csv`: unit_label, indicator_name, tier_label, value_label (what
    the unit promises), base_label (what it is a share of), reference_label (what it is measured
    against, in words), reference_value_label, gap_label, verdict_label, reasons_label,
    document_label, reference_document_label, required_label, actual_label, source_label, url and
    edition. Against the nation reference_document_label says from when to when the act is the
    yardstick, and at_issue_label which other one held when the target was set.
    """
    if indicator_id is not None:
        require(data, indicator_id)
    rows = data.gaps.filter(kind=kind)
    if indicator_id is not None:
        rows = rows.filter(indicator_id=indicator_id)
    found = _labelled(rows, data, lang)
    return _dated(found, kind, data, lang) if kind in AGAINST_NATION else found


def gaps_on_one_map(
    data: Data, gaps: pl.DataFrame, lang: Lang, era: str | None = None
) -> pl.DataFrame:
    """Keep of each indicator and year one map, and of each province and tier one gap.

    `gaps` comes from `gaps` of kind `national`, `observed` or `merger` (one gap for each province
    that merged); which map and which act is said by `on_one_map`, of all that the places in `gaps`
    state. Where `era` is given, its map is chosen if any of its provinces is there. Of what a
    target is measured against, the latest act stands before others, then the better grade and
    the latest period. Adds map_label, n_of (how many provinces the map has), n_acts (null for one
    act) and others_label (what the other acts state). Gaps of a province without a target of its
    own stay.
    """
    if gaps.is_empty():
        return gaps
    figure = [*PROMISE, "comparator", "value_low"]
    one = ["reference"] if (gaps["kind"] == "merger").any() else []
    land = pl.col("unit_id").replace(lands(data.units)).alias("land")
    compared = _latest_first(data, gaps).unique([*figure, *one], keep="first", maintain_order=True)
    stated = pl.concat(
        [
            targets(data, indicator, lang)
            .with_columns(land, value_low="value")
            .join(gaps.with_columns(land), on=["land", *TOPIC], how="semi")
            for indicator in gaps["indicator_id"].unique(maintain_order=True)
        ]
    )
    chosen = on_one_map(data, stated, lang, era)
    other = on_one_map(data, stated.join(chosen, on=TOPIC, how="anti"), lang)
    told = ["unit_label", "map_label", "n_of", "n_acts", "others_label"]
    drawn = [part.select(*figure, *told) for part in (chosen, other) if "map_label" in part]
    if not drawn:
        return gaps.clear()
    one_map = (
        pl.concat(drawn)
        .join(
            compared.drop("unit_label"), on=figure, how="inner", nulls_equal=True,
            maintain_order="left_right",
        )
        .unique([*TOPIC, "tier", "unit_label", *one], keep="first", maintain_order=True)
    )  # fmt: skip
    return pl.concat([one_map, compared.filter(pl.col("comparator").is_null())], how="diagonal")


def _latest_first(data: Data, gaps: pl.DataFrame) -> pl.DataFrame:
    """Sort gaps by what they are measured against: comparable, latest act, best grade, period."""
    issued = data.documents.select(reference_document_id="document_id", _issued="issued_on")
    return (
        gaps.join(issued, on="reference_document_id", how="left", maintain_order="left")
        .sort(
            pl.col("gap_low").is_null(), "_issued", "grade", "reference_year",
            descending=[False, True, False, True], nulls_last=True, maintain_order=True,
        )
        .drop("_issued")
    )  # fmt: skip


def _dated(rows: pl.DataFrame, kind: str, data: Data, lang: Lang) -> pl.DataFrame:
    """Say from when to when each national act is the yardstick, and which one held at issue."""
    cited = {name: f"reference_{name}" for name in ("document_id", "base_id")}
    held = yardsticks(data, lang).drop("yardstick").rename(cited)
    asked = [cited.get(name, name) for name in YARDSTICK]
    dated = rows.join(
        held, on=asked, how="left", nulls_equal=True, maintain_order="left"
    ).with_columns(reference_document_label=pl.col("yardstick_label"))
    if kind == "at_issue":
        return dated
    then = gaps(data, "at_issue", lang).unique(PROMISE, keep="first", maintain_order=True)
    told = ["reference_value_label", "reference_document_label", "gap_label"]
    return dated.join(
        then.select(
            *PROMISE,
            at_issue_label=each(
                told, lambda row: text("yardstick.at_issue", lang, **row).removesuffix(": ")
            ),
        ),
        on=PROMISE, how="left", nulls_equal=True, maintain_order="left",
    )  # fmt: skip


def _labelled(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    acts = act_names(data, lang)
    against = _listed("reference", _names(data, lang), ", ").replace("", None)
    measured = named("reference_method", data.methods, lang).replace("", None)
    return (
        _with_names(rows, data, lang)
        .with_columns(
            tier_label=worded("tier", "tier", lang),
            topic_label=worded("topic", "topic", lang),
            verdict_label=worded("verdict", "verdict", lang),
            document_label=pl.col("document_id").replace(acts),
            reference_document_label=_listed("reference_document_id", acts, ", "),
            reference_label=pl.concat_str(
                against,
                pl.when(kind="observed").then(measured),
                separator=", ",
                ignore_nulls=True,
            ),
            gap_label=each(["gap_low", "gap_high", "unit"], lambda row: gap_label(row, lang)),
            value_label=_value("", lang),
            reference_value_label=_value("reference_", lang),
            reasons_label=reasons_label(reasons_in_words(data, lang)),
            required_label=_pace("required_pace", lang),
            actual_label=_pace("actual_pace", lang),
            edition=pl.lit(edition(data, lang)),
        )
        .sort(
            "indicator_name",
            pl.col("unit_label").cast(order(rows, data, lang)),
            pl.col("tier").cast(pl.Enum(TIERS)),
            "horizon_year",
            maintain_order=True,
        )
    )


def _with_names(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Join the names of unit, indicator, base, sources, and of the steps of a scale."""
    known = data.indicators.select(
        "indicator_id", "scale_id", "topic", indicator_name=f"name_{lang}", measure="unit"
    )
    steps = data.categories.select(
        "scale_id", category_label=f"label_{lang}", value_low=pl.col("order").cast(pl.Float64)
    )
    reference_steps = steps.rename(
        {"category_label": "reference_category_label", "value_low": "reference_low"}
    )
    cited = rows.with_columns(source_id=split("source_ids")).explode("source_id")
    return (
        rows.join(unit_labels(data, lang), on="unit_id")
        .join(known, on="indicator_id")
        .join(steps, on=["scale_id", "value_low"], how="left")
        .join(reference_steps, on=["scale_id", "reference_low"], how="left")
        .join(citations(cited, data, lang), on="source_ids", how="left")
        .join(data.bases.select("base_id", base_label=f"label_{lang}"), on="base_id", how="left")
    )


def _names(data: Data, lang: Lang) -> dict[str, str]:
    """Return the words for everything that a reference may name."""
    return {
        **dict(unit_labels(data, lang).iter_rows()),
        **act_names(data, lang),
        **names_of(data.regions, lang),
        **{tier: text(f"tier.{tier}", lang) for tier in TIERS},
    }


def _listed(column: str, names: dict[str, str], separator: str) -> pl.Expr:
    """Word each entry of a list written with `;`; what has no name stands as it is."""
    return each(
        [column],
        lambda row: separator.join(names.get(part, part) for part in entries(row[column])),
    )


def _value(side: str, lang: Lang) -> pl.Expr:
    """Word one side's figure as it was stated."""
    low = f"{side or 'value_'}low"
    fields = [
        f"{side}comparator",
        low,
        f"{side or 'value_'}high",
        f"{side}category_label",
        "measure",
    ]

    def worded_value(row: dict[str, object]) -> str:
        comparator, value, high, category, unit = (row[name] for name in fields)
        if value is None:
            return ""
        stated = {
            "found": True, "comparator": comparator, "value": value, "unit": unit,
            "value_high": high if high != value else None, "category_label": category,
            "status": "current",
        }  # fmt: skip
        return value_label(stated, lang)

    return each(fields, worded_value)


def _pace(column: str, lang: Lang) -> pl.Expr:
    return each(
        [column, "unit"],
        lambda row: (
            ""
            if row[column] is None
            else of_unit(signed(round(row[column], 2), lang), row["unit"], lang)
        ),
    )


def scorecard(data: Data, lang: Lang, year: int = 2025) -> pl.DataFrame:
    """Return `analysis.scorecard` with the labels of `gaps`, which holds its columns."""
    return _labelled(find_scorecard(data, year), data, lang)


def merged(data: Data, unit: str, lang: Lang) -> pl.DataFrame:
    """Set what provinces had promised before they merged beside what the merged one promises.

    `unit` is a merged province, by name or id. Returns its targets and its predecessors', with
    the labels of `views.targets`, and for each indicator, tier and year combined_label and
    reasons_label: whether the promises of the predecessors can be combined. Raises UnknownName
    where the name is no merged province.
    """
    [successor] = meant(data, unit, "34")
    of = predecessors(data.units).filter(successor_id=successor)
    if of.is_empty():
        raise UnknownName("no_merger", name=shown(unit))
    rows = data.targets.filter(
        pl.col("unit_id").is_in([*of["unit_id"], successor]), pl.col("status") != "superseded"
    ).with_columns(found=pl.lit(True))
    cell = ["indicator_id", "tier", "horizon_year"]
    together = gaps(data, "merger", lang).filter(
        pl.col("reference").str.contains(";"), unit_id=successor
    )
    combined = together.select(
        *cell, combined="verdict", combined_label="verdict_label", reasons_label="reasons_label"
    ).unique(cell, keep="first", maintain_order=True)
    return (
        labelled(rows, data, lang)
        .join(combined, on=cell, how="left")
        .pipe(in_order)
        .sort("indicator_name", "tier", "horizon_year", maintain_order=True)
    )
