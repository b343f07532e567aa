"""When acts were issued, and which act takes up which: the frames of the lineage of acts."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.periods import first_day, last_day, years
from dtia.data.units import lands, same_territory
from dtia.i18n import Lang, date, text
from dtia.views.labels import (
    each,
    edition,
    in_order,
    unit_labels,
    worded,
)

# The verdicts on a figure that a later act of the same kind states again.
TAKEN_UP = ["raised", "kept", "lowered"]
# Marks nearer than this, in years, would hide each other.
NEAR = 0.08


def acts(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the acts of the nation and of provinces from which figures were taken.

    Columns: unit_id, unit_label (a territory that the merger left alone has one), level,
    document_id, document_label, title, number, issuer, issued_on (in words), n_targets,
    plan_type, plan_label, yardstick (whether others are measured against the act), first and
    last (the days between which it was issued, in years and their fractions: a year alone is cut
    to the life of the unit), at (where to draw it: acts that share such a span are spread over
    it, clear of those whose day is known), exact (whether the day is known), lives_from and
    lives_to (of the unit, null where it goes on) and edition. Without a date, first, last and at
    are null.
    """
    counts = data.targets.group_by("document_id").agg(n_targets=pl.len())
    yardsticks = (
        data.national_references.filter(pl.col("state").ne_missing("announced"))
        .select("document_id", yardstick=pl.lit(True))
        .unique()
    )
    return (
        data.documents.join(counts, on="document_id", maintain_order="left")
        .join(_lives(data), on="unit_id", maintain_order="left")
        .join(unit_labels(data, lang), on="unit_id", maintain_order="left")
        .join(yardsticks, on="document_id", how="left", maintain_order="left")
        .sort("document_id")
        .with_columns(
            pl.col("yardstick").fill_null(False),
            plan_type=pl.col("plan_type").fill_null("unstated"),
        )
        .pipe(_placed, pl.lit(data.as_of).str.to_date())
        .pipe(_apart)
        .with_columns(
            issued_on=each(["issued_on"], lambda row: date(row["issued_on"] or "", lang)),
            title=pl.col(f"title_{lang}"),
            document_label=pl.coalesce("number", f"title_{lang}"),
            plan_label=worded("plan_type", "plan_type", lang),
            tier=pl.lit("all"),
            edition=pl.lit(edition(data, lang)),
        )
        .pipe(in_order)
        .select(
            "unit_id", "unit_label", "level", "document_id", "document_label", "title", "number",
            "issuer", "issued_on", "n_targets", "plan_type", "plan_label", "yardstick", "first",
            "last", "at", "exact", "lives_from", "lives_to", "edition",
        )
    )  # fmt: skip


def _placed(rows: pl.DataFrame, read_on: pl.Expr) -> pl.DataFrame:
    """Add when each act was issued, as far as it is known, and where to draw it."""
    begin, end = first_day("issued_on"), last_day("issued_on")
    lived_from, lived_to = first_day("valid_from"), last_day("valid_to")
    span = ["unit_label", "first", "last"]
    place = (pl.int_range(pl.len()).over(span) + 0.5) / pl.len().over(span)
    return (
        rows.with_columns(
            exact=(pl.col("issued_on").str.len_chars() == len("2025-07-01")).fill_null(False),
            first=years(pl.max_horizontal(begin, pl.when(lived_from <= end).then(lived_from))),
            last=years(
                pl.min_horizontal(
                    end,
                    pl.when(lived_to >= begin).then(lived_to),
                    pl.when(read_on >= begin).then(read_on),
                )
            ),
        )
        .with_columns(pl.when(pl.col("issued_on").is_not_null()).then(pl.col("first", "last")))
        .with_columns(
            at=pl.when("exact")
            .then("first")
            .otherwise(pl.col("first") + place * (pl.col("last") - pl.col("first"))),
        )
    )


def takeovers(data: Data, lang: Lang) -> pl.DataFrame:
    """Return which act states figures of an earlier one again, or replaces it.

    From the gaps of kind `revision`, and from `supersedes` of the documents. Columns:
    document_id, earlier_id and taken_label: how many figures were raised, kept and lowered.
    """
    restated = (
        data.gaps.filter(pl.col("verdict").is_in(TAKEN_UP), kind="revision")
        .group_by("document_id", earlier_id="reference_document_id")
        .agg(pl.col("verdict").filter(verdict=name).len().alias(name) for name in TAKEN_UP)
    )
    replaced = data.documents.select("document_id", earlier_id="supersedes").drop_nulls()
    return (
        restated.join(replaced, on=["document_id", "earlier_id"], how="full", coalesce=True)
        .with_columns(pl.col(TAKEN_UP).fill_null(0))
        .with_columns(
            taken_label=each(TAKEN_UP, lambda row: _taken(row, lang)),
        )
        .select("document_id", "earlier_id", "taken_label")
        .sort("document_id", "earlier_id")
    )


def _taken(row: dict[str, int], lang: Lang) -> str:
    """Say how many figures were raised, kept and lowered; or that the act was replaced."""
    said = [f"{row[name]} {text(f'verdict.{name}', lang)}" for name in TAKEN_UP if row[name]]
    return ", ".join(said) or text("lineage.replaced", lang)


def merged_on(data: Data) -> float:
    """Return the first day of the provinces of today, in years and their fraction."""
    today = data.units.filter(era="34", level="province")
    return float(today.select(years(first_day("valid_from")).max()).item())


def _apart(rows: pl.DataFrame) -> pl.DataFrame:
    """Move acts within their span away from an act of the same unit whose day is known."""
    known = rows.filter("exact").select("unit_label", day="at")
    near = (
        rows.filter(~pl.col("exact"))
        .join(known, on="unit_label")
        .filter((pl.col("at") - pl.col("day")).abs() < NEAR)
        .select("document_id")
        .unique()
    )
    later = pl.col("at") + 2 * NEAR
    moved = pl.when(later < pl.col("last")).then(later).otherwise(pl.col("at") - 2 * NEAR)
    within = pl.max_horizontal(moved, "first")
    too_near = pl.col("document_id").is_in(near["document_id"].implode())
    return rows.with_columns(at=pl.when(too_near).then(within).otherwise("at"))


def _lives(data: Data) -> pl.DataFrame:
    """Return provinces and the nation: level, first and last day, and how long they live."""
    unchanged = same_territory(data.units)
    whole = pl.col("unit_id").is_in([*unchanged["unit_id"], *unchanged["successor_id"]])
    return data.units.filter(pl.col("level").is_in(["nation", "province"])).select(
        "unit_id",
        "level",
        "valid_from",
        "valid_to",
        lives_from=pl.when(~whole).then(years(first_day("valid_from"))),
        lives_to=pl.when(~whole).then(years(last_day("valid_to"))),
    )


def documents(data: Data, lang: Lang) -> pl.DataFrame:
    """Return every document: unit_label, title, number, issuer, issued_on, n_targets, edition.

    issued_on is in words, `at` the first day that it may mean, in years and their fractions;
    read_label says how far the act was read.
    """
    counts = data.targets.group_by("document_id").agg(n_targets=pl.len())
    issued = each(
        ["issued_on"], lambda row: date(row["issued_on"], lang) if row["issued_on"] else ""
    )
    return (
        data.documents.join(unit_labels(data, lang), on="unit_id")
        .join(data.units.select("unit_id", "level"), on="unit_id")
        .join(counts, on="document_id", how="left")
        .with_columns(
            pl.col("n_targets").fill_null(0),
            title=f"title_{lang}",
            tier=pl.lit("all"),
            read_label=worded("read", "read", lang),
            at=years(first_day("issued_on")),
            issued_on=pl.col("issued_on").fill_null(""),
            edition=pl.lit(edition(data, lang)),
        )
        .pipe(in_order)
        .with_columns(issued_on=issued)
    )


def newest(data: Data, lang: Lang) -> pl.DataFrame:
    """Return for each province of today the newest act that was read, and those that were not.

    A territory that the merger left alone has its acts from before it, too. Columns: unit_id,
    unit_label, document_label, number, title, issued_on (in words), at (in years), n_targets,
    read_label, since (whether it is of the province as it is now), unread_label (acts that are
    known and of which nothing was read), unread (how many), tier and edition. Nulls where no act
    was read.
    """
    now = pl.col("unit_id").replace(lands(data.units))
    whole = documents(data, lang).with_columns(
        document_label=pl.coalesce("number", "title"), _of=now, since=now == pl.col("unit_id")
    )
    unread = (
        whole.filter(read="none")
        .group_by("_of", maintain_order=True)
        .agg(unread_label=pl.col("document_label").str.join("; "), unread=pl.len())
    )
    last = (
        whole.filter(pl.col("read") != "none")
        .sort("at", "document_id", descending=True, nulls_last=True)
        .unique("_of", keep="first", maintain_order=True)
        .select("_of", "document_label", "number", "title", "issued_on", "at", "n_targets",
                "read_label", "since")
    )  # fmt: skip
    provinces = data.units.filter(era="34", level="province").select("unit_id", "level")
    return (
        provinces.join(unit_labels(data, lang), on="unit_id")
        .join(last, left_on="unit_id", right_on="_of", how="left")
        .join(unread, left_on="unit_id", right_on="_of", how="left")
        .with_columns(
            pl.col("unread").fill_null(0),
            tier=pl.lit("all"),
            edition=pl.lit(edition(data, lang)),
        )
        .pipe(in_order)
    )
