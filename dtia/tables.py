"""Tables: a labelled frame from `dtia.views` in, a described table out.

A table keeps its numbers as numbers beside the words that show them. JupyterLab shows it as a
great table, a page of the report as a plain one. great-tables escapes text cells itself; the cells
that hold markup, links and ids, are made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import polars as pl
from great_tables import GT

from dtia.charts.fonts import FONT
from dtia.charts.theme import INK, SOFT, WASH
from dtia.errors import NothingToDraw
from dtia.i18n import Lang, text
from dtia.shown import Column, described
from dtia.views.labels import link

TARGETS = [
    "unit_label", "horizon_year", "tier_label", "value_label", "base_label", "document_label",
    "status_label", "figure_text", "source_label", "url",
]  # fmt: skip
QUALITATIVE = [
    "indicator_name", "unit_label", "horizon_year", "value_label", "base_label", "document_label",
    "figure_text", "source_label", "url",
]  # fmt: skip
INDICATORS = [
    "indicator_id", "indicator_name", "measure_label", "n_targets", "due", "n_values",
    "measured_in", "n_provinces",
]  # fmt: skip
DOCUMENTS = ["unit_label", "number", "issued_on", "title", "issuer", "n_targets"]
GAPS = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "value_label", "base_label",
    "reference_label", "reference_value_label", "gap_label", "verdict_label", "grade",
    "reasons_label", "document_label", "reference_document_label", "source_label", "url",
]  # fmt: skip
OBSERVED = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "value_label", "base_label",
    "reference_value_label", "reference_label", "gap_label", "verdict_label", "required_label",
    "actual_label", "grade", "reasons_label", "document_label", "source_label", "url",
]  # fmt: skip
# What a kind of gap says with every row, so that its table needs no column for it.
IMPLIED = {
    "national": ["reference_label"],
    "tier": ["verdict_label", "reference_document_label"],
    "step": ["verdict_label"],
    "revision": ["reference_document_label"],
}
SIDE_BY_SIDE = [
    "unit_label", "horizon_year", "tier_label", "value_label", "base_label", "method_label",
    "gap_label", "grade", "reasons_label", "document_label", "status_label", "figure_text",
    "source_label", "url",
]  # fmt: skip
MERGED = [
    "indicator_name", "tier_label", "horizon_year", "unit_label", "value_label", "base_label",
    "combined_label", "reasons_label", "document_label", "source_label", "url",
]  # fmt: skip
COLLECTIVE = [
    "indicator_name", "horizon_year", "tier_label", "value_label", "stating_label",
    "covered_label", "mean_label", "bounds_label", "verdict_label",
]  # fmt: skip
BEARING = [
    "indicator_name", "tier_label", "n_targets", "units", "same", "above", "below", "spans",
    "values", "modal_label",
]  # fmt: skip
PROMISES = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "value_label", "base_label",
    "gap_label", "grade", "document_label", "status_label", "figure_text", "source_label", "url",
]  # fmt: skip
MEASURED = [
    "indicator_name", "tier_label", "period", "measured_label", "base_label", "method_label",
    "figure_text", "source_label", "url",
]  # fmt: skip
REGION = [
    "indicator_name", "tier_label", "horizon_year", "units", "median_label", "lowest_label",
    "highest_label", "bases",
]  # fmt: skip
SEARCHED = ["indicator_name", "source_label", "url", "searched_on"]
RULES = ["compared_label", "first_value", "second_value", "grade", "reason"]
INFLUENCE = ["choice_label", "share_label"]
RANKS = ["unit_label", "topics", "median_label", "interval_label"]
DISPUTED = [
    "indicator_name", "unit_label", "tier_label", "horizon_year", "value_label", "base_label",
    "document_label", "figure_text", "note", "source_label", "url",
]  # fmt: skip
CORRECTIONS = [
    "indicator_name", "unit_label", "year", "expects", "action_label", "reason", "status_label",
    "source_label", "url",
]  # fmt: skip
AGREEMENT = ["protocol_label", "field_label", "n", "agree", "agree_label", "alpha_label"]
ADJUDICATION = [
    "indicator_name", "unit_label", "tier", "year", "field_label", "first_label", "second_label",
    "decision_label", "reason", "source_label", "url",
]  # fmt: skip
DTI_TOTALS = [
    "unit_label", "period", "published_label", "recomputed_label", "difference_label",
    "agrees_label", "source_label", "url",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Table:
    """A view as a table: all its columns in `frame`, of which `columns` are shown, in order."""

    id: str
    title: str
    frame: pl.DataFrame
    columns: dict[str, Column]
    note: str
    lang: Lang

    def great(self) -> GT:
        """Return the table as great-tables sets it."""
        right = [name for name, column in self.columns.items() if column.align == "right"]
        table = (
            GT(self.frame.select(list(self.columns)), id=self.id)
            .tab_header(self.title)
            .cols_label({n: column.heading(self.lang) for n, column in self.columns.items()})
            .cols_align("left")
            .cols_align("right", columns=right)
            .sub_missing(missing_text="–")
            .tab_source_note(self.note)
            .opt_table_font(font=FONT)
            .tab_options(
                table_width="100%",
                table_font_size="13px",
                table_font_color=INK,
                heading_align="left",
                heading_title_font_size="15px",
                heading_title_font_weight="bold",
                column_labels_font_weight="bold",
                column_labels_background_color=WASH,
                source_notes_font_size="11px",
                data_row_padding="5px",
            )
        )
        for name, column in self.columns.items():
            if column.kind in MARKUP:
                table = table.fmt(MARKUP[column.kind], columns=name)
        return table

    def _repr_html_(self) -> str:
        return self.great().as_raw_html()


def indicators(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set indicators with what is on file for each; one click on an id selects it whole."""
    title = text("table.indicators", lang, n=frame.height)
    return _table(frame, INDICATORS, "indicators", title, lang)


def targets(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets of one indicator: who promised what, of which base, and where it stands."""
    name, identifier = frame.select("indicator_name", "indicator_id").row(0)
    title = text("table.targets", lang, indicator=name)
    return _table(frame.filter("found"), TARGETS, f"targets-{identifier}", title, lang)


def qualitative(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets that have no number."""
    return _table(frame, QUALITATIVE, "qualitative", text("table.qualitative", lang), lang)


def documents(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the documents, with the number of targets taken from each."""
    return _table(frame, DOCUMENTS, "documents", text("table.documents", lang), lang)


def gaps(frame: pl.DataFrame, kind: str, lang: Lang) -> Table:
    """Set the gaps of one kind with their grade and its reasons."""
    columns = [c for c in GAPS if c not in IMPLIED.get(kind, [])]
    return _table(frame, columns, f"gaps-{kind}", text(f"table.gaps_{kind}", lang), lang)


def scorecard(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set targets beside what was measured: verdict, required and actual pace."""
    years = "–".join(str(year) for year in frame["horizon_year"].unique().sort())
    title = text("table.scorecard", lang, year=years)
    return _table(frame, OBSERVED, f"scorecard-{years}", title, lang)


def compared(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets of some units side by side, with how far they can be compared."""
    found = frame.filter("found")
    if found.is_empty():
        raise NothingToDraw("no_figures")
    name, identifier = found.select("indicator_name", "indicator_id").row(0)
    title = text("table.compared", lang, indicator=name)
    return _table(found, SIDE_BY_SIDE, f"compared-{identifier}", title, lang)


def merged(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what provinces had promised before they merged, and what the merged one promises."""
    return _table(frame, MERGED, "merged", text("table.merged", lang), lang)


def collective(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what the promises of all provinces add up to beside the nation's."""
    return _table(frame, COLLECTIVE, "collective", text("table.collective", lang), lang)


def bearing(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set how the provinces' targets stand to the nation's, by indicator."""
    return _table(frame, BEARING, "bearing", text("table.bearing", lang), lang)


def ranks(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the median rank of each unit with its interval."""
    return _table(frame, RANKS, "ambition", text("table.ambition", lang), lang)


def influence(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set which choice moves the order of an index most."""
    return _table(frame, INFLUENCE, "influence", text("table.influence", lang), lang)


def rules(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the rules by which figures are compared."""
    return _table(frame, RULES, "rules", text("table.rules", lang), lang)


def promises(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every target found for a province."""
    return _table(frame, PROMISES, "promises", text("table.promises", lang), lang)


def measured(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every value measured for a province."""
    shown = frame.rename({"value_label": "measured_label"})
    return _table(shown, MEASURED, "measured", text("table.measured", lang), lang)


def region(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what the region of a province promises."""
    return _table(frame, REGION, "region", text("table.region", lang), lang)


def searched(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what was looked for without success."""
    return _table(frame, SEARCHED, "searched", text("table.searched", lang), lang)


def disputed(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets that are disputed, with the reason."""
    return _table(frame, DISPUTED, "disputed", text("table.disputed", lang), lang)


def corrections(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the slips found in sources and what was done about each."""
    return _table(frame, CORRECTIONS, "corrections", text("table.corrections", lang), lang)


def agreement(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set how far two independent readings agree."""
    return _table(frame, AGREEMENT, "agreement", text("table.agreement", lang), lang)


def adjudication(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every disagreement of two readings and its decision."""
    return _table(frame, ADJUDICATION, "adjudication", text("table.adjudication", lang), lang)


def dti_totals(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the DTI totals recomputed from their main indices."""
    return _table(frame, DTI_TOTALS, "dti-totals", text("table.dti_totals", lang), lang)


def _table(frame: pl.DataFrame, columns: list[str], name: str, title: str, lang: Lang) -> Table:
    """Describe a table of those of some columns that have anything to say."""
    frame = frame.with_columns(pl.col(pl.String).replace("", None))
    return Table(
        id=f"table-{name}".replace(".", "-"),
        title=title,
        frame=frame,
        columns={c: described(c) for c in columns if c in frame.columns and frame[c].count()},
        note="; ".join(frame["edition"].unique()),
        lang=lang,
    )


def _to_copy(identifier: str) -> str:
    return f'<code style="user-select:all">{escape(identifier)}</code>'


def _link(url: str | None) -> str:
    """Link to a page by its host; anything but http(s) stays text."""
    if not url:
        return "–"
    host = link(url)
    if not host:
        return escape(url)
    return f'<a href="{escape(url)}" rel="noreferrer" style="color:{SOFT}">{escape(host)}</a>'


# How great-tables sets the kinds of cells that hold markup.
MARKUP = {"link": _link, "code": _to_copy}
