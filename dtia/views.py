"""Labelled frames for charts and tables: one language, every row with its sources.

A view has one row for each figure and, where a unit was searched without success, one row that
says so. Its label columns end in `_label`; `source_label` and `edition` travel to the foot of
every chart and table.
"""

from __future__ import annotations

from difflib import get_close_matches

import polars as pl

from dtia.comparability import reasons_in_words
from dtia.data import Data
from dtia.errors import NotComparable, UnknownName
from dtia.fields import NUMERIC, TIERS
from dtia.i18n import Lang, date, number, quantity, sort_key, text
from dtia.units import same_territory


def targets(
    data: Data, indicator_id: str, lang: Lang, horizon_year: int | None = None
) -> pl.DataFrame:
    """Return the targets of one indicator, nation first, then units in Vietnamese order.

    Adds to the columns of `targets.csv`: indicator_name, the labels of unit, tier, value, base,
    document and source, `low` and `high` (the stated interval, for drawing), `yardstick` (the
    national act that others are compared with), `found` (false for a unit that was searched
    without success), url and edition. `horizon_year` keeps one year. Raises UnknownName for an
    indicator that is not in the codelist.
    """
    _require(data, indicator_id)
    rows = data.targets.filter(indicator_id=indicator_id)
    missing = data.coverage.filter(indicator_id=indicator_id, coverage="not_found")
    if horizon_year is not None:
        rows = rows.filter(horizon_year=horizon_year)
        missing = missing.filter(horizon_year=horizon_year)
    silent = missing.select("unit_id", "unit_name", "indicator_id", "horizon_year").join(
        data.units.select("unit_id", "era", "level"), on="unit_id"
    )
    figures = pl.concat([rows, silent], how="diagonal").with_columns(
        found=pl.col("figure_text").is_not_null(),
        tier=pl.col("tier").fill_null("all"),
    )
    return _labelled(figures, data, lang).pipe(_in_order)


def qualitative(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the targets without a number, labelled as in `targets`, by indicator and unit."""
    rows = data.targets.filter(~pl.col("comparator").is_in(NUMERIC)).with_columns(
        found=pl.lit(True)
    )
    return _labelled(rows, data, lang).pipe(_in_order).sort("indicator_name", maintain_order=True)


def documents(data: Data, lang: Lang) -> pl.DataFrame:
    """Return every document: unit_label, title, number, issuer, issued_on, n_targets, edition."""
    counts = data.targets.group_by("document_id").agg(n_targets=pl.len())
    issued = _each(
        ["issued_on"], lambda row: date(row["issued_on"], lang) if row["issued_on"] else ""
    )
    return (
        data.documents.join(_unit_labels(data, lang), on="unit_id")
        .join(data.units.select("unit_id", "level"), on="unit_id")
        .join(counts, on="document_id", how="left")
        .with_columns(
            pl.col("n_targets").fill_null(0),
            title=f"title_{lang}",
            tier=pl.lit("all"),
            issued_on=pl.col("issued_on").fill_null(""),
            edition=pl.lit(edition(data, lang)),
        )
        .pipe(_in_order)
        .with_columns(issued_on=issued)
    )


def observations(
    data: Data, indicator_id: str, lang: Lang, period: str, base_id: str | None = None
) -> pl.DataFrame:
    """Return the observations of one indicator in one period, with the labels of `targets`.

    Raises NotComparable where they have several bases, such as ranks among 63 and among 34, and
    `base_id` does not say which.
    """
    _require(data, indicator_id)
    rows = data.observations.filter(indicator_id=indicator_id, period=period)
    if base_id is not None:
        rows = rows.filter(base_id=base_id)
    bases = rows["base_id"].unique(maintain_order=True).to_list()
    if len(bases) > 1:
        raise NotComparable(f"{indicator_id} of {period} has several bases, say one: {bases}")
    whole = rows.with_columns(found=pl.lit(True), status=pl.lit("current"))
    return _labelled(whole, data, lang).pipe(_in_order)


def coverage(data: Data, lang: Lang, indicator_ids: list[str]) -> pl.DataFrame:
    """Return the coverage of some indicators for every unit that states or was searched.

    Columns: unit_id, unit_label, indicator_id, indicator_name, horizon_year, coverage,
    coverage_label, n_units (how many units `coverage.csv` holds) and edition.
    """
    known = data.coverage.filter(pl.col("indicator_id").is_in(indicator_ids))
    looked_at = pl.col("coverage") != "not_searched"
    return (
        known.with_columns(n_units=pl.col("unit_id").n_unique())
        .filter(looked_at.any().over("unit_id"))
        .join(_unit_labels(data, lang), on="unit_id")
        .join(
            data.indicators.select("indicator_id", indicator_name=f"name_{lang}"), on="indicator_id"
        )
        .with_columns(
            coverage_label=_worded("coverage", "coverage", lang),
            edition=pl.lit(edition(data, lang)),
        )
        .sort(pl.col("unit_label").cast(_order(known, data, lang)), "indicator_id", "horizon_year")
    )


def gaps(data: Data, kind: str, lang: Lang) -> pl.DataFrame:
    """Return the gaps of one kind, with labels of unit, indicator, value, grade and reasons."""
    reasons = reasons_in_words(data.comparability, lang)
    documents = data.documents.select(
        "document_id", number="number", title=f"title_{lang}"
    ).with_columns(document_label=pl.coalesce("number", "title"))
    rows = data.gaps.filter(kind=kind)
    cited = rows.with_columns(source_id=pl.col("source_ids").str.split(";")).explode("source_id")
    return (
        rows.join(_unit_labels(data, lang), on="unit_id")
        .join(
            data.indicators.select("indicator_id", indicator_name=f"name_{lang}"), on="indicator_id"
        )
        .join(documents.select("document_id", "document_label"), on="document_id", how="left")
        .join(
            documents.select("document_id", reference_label="document_label"),
            left_on="reference_document_id",
            right_on="document_id",
            how="left",
        )
        .join(_cited(cited, data, lang), on=["source_ids"], how="left")
        .with_columns(
            tier_label=_worded("tier", "tier", lang),
            verdict_label=_worded("verdict", "verdict", lang),
            reference_year=pl.col("reference").cast(pl.Int64, strict=False),
            gap_label=_each(["gap_low", "gap_high", "unit"], lambda row: gap_label(row, lang)),
            reasons_label=_each(
                ["reasons"],
                lambda row: "; ".join(
                    reasons.get(rule) or text(f"reason.{rule}", lang)
                    for rule in (row["reasons"] or "").split(";")
                    if rule
                ),
            ),
            edition=pl.lit(edition(data, lang)),
        )
        .sort(
            "indicator_name",
            pl.col("unit_label").cast(_order(rows, data, lang)),
            pl.col("tier").cast(pl.Enum(TIERS)),
            "horizon_year",
        )
    )


def edition(data: Data, lang: Lang) -> str:
    """Name the data version and its as-of date, as every figure and page carries them."""
    return text("foot.edition", lang, version=data.version, as_of=date(data.as_of, lang))


def value_label(row: dict[str, object], lang: Lang) -> str:
    """Word a figure as it was promised: `> 45 %`, `15–20 %`, a category, or not found."""
    if not row["found"]:
        return text("coverage.not_found", lang)
    if row["comparator"] not in NUMERIC:
        return str(row["category_label"])
    value, high = row["value"], row["value_high"]
    assert isinstance(value, float)
    shown = quantity(value, str(row["unit"]), lang)
    if isinstance(high, float):
        shown = f"{number(value, lang)}–{quantity(high, str(row['unit']), lang)}"
    stated = text(f"comparator.{row['comparator']}", lang, value=shown)
    return f"{stated} ({text('status.disputed', lang)})" if row["status"] == "disputed" else stated


def gap_label(row: dict[str, object], lang: Lang) -> str:
    """Write a gap with its sign: `−35 điểm %`, `0 điểm %`, `+5 … +10 điểm %`."""
    low, high = row["gap_low"], row["gap_high"]
    assert isinstance(low, float) and isinstance(high, float)
    ends = [signed(low, lang)] if low == high else [signed(low, lang), signed(high, lang)]
    return text(f"unit.{row['unit']}", lang, n=" … ".join(ends))


def signed(value: float, lang: Lang) -> str:
    """Write a number with its sign, zero without."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number(abs(value), lang)}"


def _require(data: Data, indicator_id: str) -> None:
    known = data.indicators["indicator_id"].to_list()
    if indicator_id not in known:
        near = ", ".join(get_close_matches(indicator_id, known, n=3, cutoff=0.3))
        raise UnknownName(f"no indicator is called {indicator_id!r}; nearest: {near or '-'}")


def _labelled(figures: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    known = data.indicators.select(
        "indicator_id",
        "lower",
        "upper",
        "scale_id",
        "higher_is_better",
        indicator_name=f"name_{lang}",
        definition=f"definition_{lang}",
        _unit="unit",
    )
    steps = data.categories.select("scale_id", "category_id", category_label=f"label_{lang}")
    rows = (
        figures.join(known, on="indicator_id")
        .join(_unit_labels(data, lang), on="unit_id")
        .join(data.bases.select("base_id", base_label=f"label_{lang}"), on="base_id", how="left")
        .with_columns(
            unit=pl.coalesce("unit", "_unit"),
            _scale=pl.when(pl.col("comparator") == "direction")
            .then(pl.lit("direction"))
            .otherwise("scale_id"),
        )
        .join(
            steps,
            left_on=["_scale", "category"],
            right_on=["scale_id", "category_id"],
            how="left",
        )
        .pipe(_with_documents, data, lang)
    )
    cited = rows.with_columns(source_id=pl.col("source_ids").str.split(";")).explode("source_id")
    low, high = _interval()
    return rows.join(_cited(cited, data, lang), on="source_ids", how="left").with_columns(
        tier_label=_worded("tier", "tier", lang),
        value_label=_each(
            ["found", "comparator", "category_label", "value", "value_high", "unit", "status"],
            lambda row: value_label(row, lang),
        ),
        low=low,
        high=high,
        open=pl.col("comparator").is_in(["gt", "lt"]),
        edition=pl.lit(edition(data, lang)),
    )


def _with_documents(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    if "document_id" not in rows.columns:
        return rows
    documents = data.documents.select(
        "document_id", document_label=pl.coalesce("number", f"title_{lang}")
    )
    yardsticks = data.national_references.select(
        "indicator_id", "tier", "base_id", "horizon_year", "document_id", yardstick=pl.lit(True)
    )
    return (
        rows.join(documents, on="document_id", how="left")
        .join(
            yardsticks,
            on=["indicator_id", "tier", "base_id", "horizon_year", "document_id"],
            how="left",
            nulls_equal=True,
        )
        .with_columns(
            pl.col("yardstick").fill_null(False)
            & (pl.col("level") == "nation")
            & (pl.col("status") == "current"),
            status_label=_worded("status", "status", lang),
        )
    )


def _interval() -> tuple[pl.Expr, pl.Expr]:
    """Return the stated interval: what the phrase says, within the indicator's bounds."""
    value, comparator = pl.col("value"), pl.col("comparator")
    low = pl.when(comparator.is_in(["le", "lt"])).then("lower").otherwise(value)
    high = (
        pl.when(comparator.is_in(["ge", "gt"]))
        .then("upper")
        .otherwise(pl.coalesce("value_high", "value"))
    )
    return low, high


def _unit_labels(data: Data, lang: Lang) -> pl.DataFrame:
    """Return unit_id and unit_label; a name that two territories bore says which it is."""
    unchanged = same_territory(data.units)
    kept = pl.concat([unchanged["unit_id"], unchanged["successor_id"]]).implode()
    name = pl.col(f"name_{lang}")
    shared = pl.col("era").is_not_null() & (pl.len().over("name_vi") > 1)
    parents = data.units.select(parent_id="unit_id", _parent=f"name_{lang}")
    return (
        data.units.with_columns(
            unit_label=pl.when(shared & ~pl.col("unit_id").is_in(kept))
            .then(
                pl.when(pl.col("era") == "63")
                .then(pl.format(text("unit_label.old", lang), name))
                .otherwise(pl.format(text("unit_label.new", lang), name))
            )
            .otherwise(name)
        )
        .join(parents, on="parent_id", how="left", maintain_order="left")
        .select(
            "unit_id",
            unit_label=pl.when((pl.len().over("unit_label") > 1) & (pl.col("level") != "province"))
            .then(pl.format("{}, {}", "unit_label", "_parent"))
            .otherwise("unit_label"),
        )
    )


def _cited(cited: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Return source_ids, source_label (who published what, when) and url (of the best source)."""
    known = data.sources.select(
        "source_id", "published_on", "url", who=pl.coalesce("publisher", "title", "source_id")
    )
    return (
        cited.select("source_ids", "source_id")
        .unique(maintain_order=True)
        .join(known, on="source_id", how="left", maintain_order="left")
        .with_columns(
            label=_each(
                ["who", "published_on"],
                lambda row: (
                    f"{row['who']} ({date(row['published_on'], lang)})"
                    if row["published_on"]
                    else str(row["who"] or "")
                ),
            )
        )
        .group_by("source_ids", maintain_order=True)
        .agg(source_label=pl.col("label").str.join("; "), url=pl.col("url").first())
    )


def _worded(column: str, section: str, lang: Lang) -> pl.Expr:
    return _each(
        [column], lambda row: text(f"{section}.{row[column]}", lang) if row[column] else ""
    )


def _each(columns: list[str], word: object) -> pl.Expr:
    """Make a label from some columns of each row."""
    return pl.struct(columns).map_elements(word, return_dtype=pl.String)  # type: ignore[arg-type]


def _order(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.Enum:
    labels = _unit_labels(data, lang).filter(pl.col("unit_id").is_in(rows["unit_id"].implode()))
    return pl.Enum(sorted(labels["unit_label"].unique(), key=sort_key))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    names = pl.Enum(sorted(rows["unit_label"].unique(), key=sort_key))
    return rows.sort(
        pl.col("level") != "nation",
        pl.col("unit_label").cast(names),
        pl.col("tier").cast(pl.Enum(TIERS)),
        *(c for c in ("horizon_year", "period", "issued_on", "source_ids") if c in rows.columns),
        nulls_last=True,
        maintain_order=True,
    )
