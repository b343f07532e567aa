"""What each shown column holds, for views, tables, charts, pages and files.

Views share their names: a column of one name means the same in all of them, so each is described
once, here; one that is not listed holds words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from dtia.i18n import Lang, text

Kind = Literal[
    "word", "phrase", "code", "link", "date", "year", "number", "count", "rank", "percent", "share"
]
# Kinds that are read, sorted and calculated with as numbers; a share is a part of one.
NUMERIC: frozenset[Kind] = frozenset({"year", "number", "count", "rank", "percent", "share"})


class Column(NamedTuple):
    """What a column holds, and where the numbers stand that its labels word.

    `made_of` names them: first the number that sorts the column, then bound, comparator and unit,
    each by the names that it has in one view or another.
    """

    name: str
    kind: Kind = "word"
    made_of: tuple[tuple[str, ...], ...] = ()

    @property
    def align(self) -> Literal["left", "right"]:
        return "right" if self.kind in NUMERIC else "left"

    def heading(self, lang: Lang) -> str:
        return text(f"column.{self.name}", lang)

    def parts(self, columns: Collection[str]) -> list[str]:
        """Return those of `columns` that hold what a label words: its number and what it needs."""
        found = (next((name for name in names if name in columns), None) for names in self.made_of)
        return [name for name in found if name]

    def number(self, columns: Collection[str]) -> str | None:
        """Return the one of `columns` that holds the number of this one; None for words."""
        own = (self.name,) if self.kind in NUMERIC else ()
        names = self.made_of[0] if self.made_of else own
        return next((name for name in names if name in columns), None)


# What identifies the figure in a row, for those who report an error.
KEY = [
    "unit_id", "indicator_id", "tier", "horizon_year", "period", "base_id", "method",
    "document_id", "reference_id",
]  # fmt: skip
FIGURE = (("value", "value_low"), ("value_high",), ("comparator",), ("measure", "unit"))
REFERENCE = (("reference_low",), ("reference_high",), ("reference_comparator",), ("measure",))
INTERVAL = (("low",), ("high",))

COLUMNS = {
    column.name: column
    for column in (
        Column("indicator_id", "code"),
        Column("figure_text", "phrase"),
        Column("url", "link"),
        Column("issued_on", "date", (("at",),)),
        Column("searched_on", "date"),
        Column("horizon_year", "year"),
        *(
            Column(name, "count")
            for name in (
                "n", "agree", "n_targets", "n_values", "n_provinces", "units", "same", "above",
                "below", "spans", "values", "topics", "bases",
            )
        ),
        Column("value_label", "number", FIGURE),
        Column("measured_label", "number", FIGURE),
        Column("reference_value_label", "number", REFERENCE),
        Column("gap_label", "number", (("gap_low",), ("gap_high",), ("gap_unit", "unit"))),
        Column("required_label", "number", (("required_pace",), ("unit",))),
        Column("actual_label", "number", (("actual_pace",), ("unit",))),
        Column("median_label", "number", (("median", "region_median"), ("unit",))),
        Column("lowest_label", "number", (("lowest",), ("unit",))),
        Column("highest_label", "number", (("highest",), ("unit",))),
        Column("published_label", "number", (("published",),)),
        Column("recomputed_label", "number", (("recomputed",),)),
        Column("difference_label", "number", (("difference",),)),
        Column("alpha_label", "number", (("alpha",),)),
        Column("stating_label", "count", (("n",), ("of",))),
        Column("interval_label", "rank", INTERVAL),
        Column("covered_label", "percent", (("covered",),)),
        Column("mean_label", "percent", (("mean",),)),
        Column("bounds_label", "percent", INTERVAL),
        Column("agree_label", "share", (("agreed",),)),
        Column("modal_label", "share", (("modal_share",),)),
        Column("share_label", "share", (("share",),)),
    )
}  # fmt: skip


def described(name: str) -> Column:
    """Return what is known of a column by its name."""
    return COLUMNS.get(name, Column(name))


# What a reader can do without, first what goes first where there is no room for all columns.
ASIDE = [
    "url", "figure_text", "reasons_label", "at_issue_label", "note", "method_label",
    "status_label", "others_label", "alike", "reference_document_label", "required_label",
    "actual_label", "relation_label", "reference_label", "source_label", "base_label",
    "document_label", "grade", "reference_value_label", "verdict_label",
]  # fmt: skip


def leave_first(columns: Sequence[str]) -> list[str]:
    """Return columns in the order in which they go where there is no room: the first ones stay."""
    return [*(name for name in ASIDE if name in columns),
            *(name for name in reversed(columns) if name not in ASIDE)]  # fmt: skip
