"""Labels in one language: units, values, gaps, sources, and the edition that travels along."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary

import polars as pl

from dtia.analysis.intervals import stated_interval
from dtia.analysis.yardsticks import YARDSTICK
from dtia.data import Data
from dtia.data.addresses import web_host
from dtia.data.lists import split
from dtia.data.periods import first_day
from dtia.data.units import same_territory
from dtia.data.vocabulary import NUMERIC, TIERS
from dtia.i18n import Lang, date, number, of_unit, quantity, section_of, sort_key, text

Labels = Callable[[Data, Lang], pl.DataFrame]


def kept(make: Labels) -> Labels:
    """Make labels of data once in a language, and keep them as long as the data."""
    known: WeakKeyDictionary[Data, dict[Lang, pl.DataFrame]] = WeakKeyDictionary()

    @wraps(make)
    def labels(data: Data, lang: Lang) -> pl.DataFrame:
        of_data = known.setdefault(data, {})
        if lang not in of_data:
            of_data[lang] = make(data, lang)
        return of_data[lang]

    return labels


def edition(data: Data, lang: Lang) -> str:
    """Name the data version and its as-of date, as every figure and page carries them.

    Comparability rules that an analyst changed are named as well.
    """
    words = [text("foot.edition", lang, version=data.version, as_of=date(data.as_of, lang))]
    words += [
        text("foot.loosened", lang, rule=rule, before=before, now=now, why=why)
        for rule, before, now, why in data.loosened
    ]
    return " ".join(words)


def value_label(row: dict[str, object], lang: Lang) -> str:
    """Word a figure as it was promised: `> 45%`, `15–20%`, a category, or not found."""
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
    """Write a gap with its sign: `−35 điểm %`, `0 điểm %`, `từ +5 đến +10 điểm %`, or blank."""
    low, high = row["gap_low"], row["gap_high"]
    if low is None or high is None:
        return ""
    assert isinstance(low, float) and isinstance(high, float)
    ends = (signed(end, lang) for end in (low, high))
    shown = text("span.gap", lang, **dict(zip(("low", "high"), ends, strict=True)))
    return of_unit(signed(low, lang) if low == high else shown, str(row["unit"]), lang)


def signed(value: float, lang: Lang) -> str:
    """Write a number with its sign, zero without."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number(abs(value), lang)}"


def labelled(figures: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Add the labels that `views.targets` describes to targets or observations."""
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
        .join(unit_labels(data, lang), on="unit_id")
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
    cited = rows.with_columns(source_id=split("source_ids")).explode("source_id")
    low, high = stated_interval()
    return rows.join(citations(cited, data, lang), on="source_ids", how="left").with_columns(
        tier_label=worded("tier", "tier", lang),
        method_label=named("method", data.methods, lang),
        value_label=each(
            ["found", "comparator", "category_label", "value", "value_high", "unit", "status"],
            lambda row: value_label(row, lang),
        ),
        low=low,
        high=high,
        open=pl.col("comparator").is_in(["gt", "lt"]),
        standing=pl.when(pl.col("level") == "nation")
        .then(pl.lit("nation"))
        .otherwise(pl.col("status").fill_null("current")),
        edition=pl.lit(edition(data, lang)),
    )


def _with_documents(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    if "document_id" not in rows.columns:
        return rows
    documents = data.documents.select(
        "document_id", document_label=pl.coalesce("number", f"title_{lang}")
    )
    return (
        rows.join(documents, on="document_id", how="left")
        .join(yardsticks(data, lang), on=YARDSTICK, how="left", nulls_equal=True)
        .with_columns(
            yardstick=pl.col("yardstick").fill_null(False)
            & (pl.col("level") == "nation")
            & (pl.col("status") == "current"),
            yardstick_label=pl.when(level="nation").then("yardstick_label"),
            status_label=worded("status", "status", lang),
        )
    )


@kept
def yardsticks(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the columns that name a national yardstick, with `yardstick` and yardstick_label.

    `yardstick` marks the one of its indicator, tier and year that measures now: in force, or
    where none is, the last that was. The label says which act it is and from when to when.
    """
    # An older state of the data has no days.
    since = first_day("valid_from").fill_null(pl.date(1, 1, 1))
    begun = pl.when(pl.col("state").ne_missing("announced")).then(since)
    cell = ["indicator_id", "tier", "horizon_year"]
    acts = pl.col("document_id").replace(act_names(data, lang))
    return data.national_references.with_columns(_act=acts).select(
        *YARDSTICK,
        yardstick=(begun == begun.max().over(cell)).fill_null(False),
        yardstick_label=each(
            ["_act", "state", "valid_from", "valid_to"], lambda row: _held(row, lang)
        ),
    )


def _held(row: dict[str, str | None], lang: Lang) -> str:
    """Say which act a yardstick is of, and from when to when it holds."""
    first, last = (date(day, lang) if day else "" for day in (row["valid_from"], row["valid_to"]))
    state = row["state"] if first else f"{row['state'] or 'in_force'}_undated"
    return text(f"yardstick.{state}", lang, act=row["_act"], first=first, last=last)


@kept
def unit_labels(data: Data, lang: Lang) -> pl.DataFrame:
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


def citations(cited: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Return source_ids, source_label (who published what, when) and url (of the best source)."""
    known = data.sources.select(
        "source_id", "published_on", "url", who=pl.coalesce("publisher", "title", "source_id")
    )
    return (
        cited.select("source_ids", "source_id")
        .unique(maintain_order=True)
        .join(known, on="source_id", how="left", maintain_order="left")
        .with_columns(
            label=each(
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


def worded(column: str, section: str, lang: Lang) -> pl.Expr:
    """Word the values of a column by the section that has a text for each; blank stays blank."""
    words = {"": "", **section_of(section, lang)}
    return pl.col(column).cast(pl.String).replace_strict(words).fill_null("")


def named(column: str, register: pl.DataFrame, lang: Lang) -> pl.Expr:
    """Name the values of a column by a register of ids and labels; blank stays blank."""
    labels = names_of(register, lang)
    return pl.col(column).replace_strict(labels, default="", return_dtype=pl.String)


def names_of(register: pl.DataFrame, lang: Lang) -> dict[str, str]:
    """Return the labels of a register (bases, methods, regions) by id."""
    return dict(register.select(register.columns[0], f"label_{lang}").iter_rows())


def act_names(data: Data, lang: Lang) -> dict[str, str]:
    """Return the number of each act, or its title where it has none, by document_id."""
    return dict(
        data.documents.select("document_id", pl.coalesce("number", f"title_{lang}")).iter_rows()
    )


def each(columns: list[str], word: object) -> pl.Expr:
    """Make a label from some columns of each row."""
    return pl.struct(columns).map_elements(word, return_dtype=pl.String)  # type: ignore[arg-type]


def order(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.Enum:
    """Return the unit labels of some rows in Vietnamese order."""
    labels = unit_labels(data, lang).filter(pl.col("unit_id").is_in(rows["unit_id"].implode()))
    return pl.Enum(sorted(labels["unit_label"].unique(), key=sort_key))


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort rows: the nation first, then units in Vietnamese order, tiers and years."""
    names = pl.Enum(sorted(rows["unit_label"].unique(), key=sort_key))
    return rows.sort(
        pl.col("level") != "nation",
        pl.col("unit_label").cast(names),
        pl.col("tier").cast(pl.Enum(TIERS)),
        *(c for c in ("horizon_year", "period", "issued_on", "source_ids") if c in rows.columns),
        nulls_last=True,
        maintain_order=True,
    )


def link(url: object) -> str:
    """Return the host that a link to a page shows; blank for what is no address of the web."""
    return web_host(str(url or "")).removeprefix("www.")
