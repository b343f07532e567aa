"""Tables: a labelled frame from `dtia.views` in, a described table out."""

from __future__ import annotations

import polars as pl

from dtia.i18n import Lang, text
from dtia.tables.table import Table as Table
from dtia.tables.table import id_of, table_of

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
DOCUMENTS = ["unit_label", "number", "issued_on", "title", "issuer", "n_targets", "read_label"]
NEWEST = [
    "unit_label", "number", "issued_on", "title", "n_targets", "read_label", "unread_label",
]  # fmt: skip
GAPS = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "value_label", "base_label",
    "reference_label", "reference_value_label", "gap_label", "verdict_label", "grade",
    "reasons_label", "at_issue_label", "document_label", "reference_document_label",
    "source_label", "url",
]  # fmt: skip
OBSERVED = [
    "unit_label", "indicator_name", "tier_label", "horizon_year", "value_label", "base_label",
    "reference_value_label", "reference_label", "gap_label", "verdict_label", "required_label",
    "actual_label", "grade", "reasons_label", "document_label", "source_label", "url",
]  # fmt: skip
# What a kind of gap says with every row, so that its table needs no column for it.
IMPLIED = {
    "national": ["reference_label"],
    "at_issue": ["reference_label"],
    "tier": ["verdict_label", "reference_document_label"],
    "step": ["verdict_label"],
    "revision": ["reference_document_label"],
}
SIDE_BY_SIDE = [
    "unit_label", "relation_label", "horizon_year", "tier_label", "value_label",
    "base_label", "method_label", "reference_value_label", "gap_label", "grade", "reasons_label",
    "at_issue_label", "document_label", "status_label", "reference_document_label", "figure_text",
    "source_label", "url",
]  # fmt: skip
PAIRS = [
    "first_unit", "first_value", "first_base", "second_unit", "second_value", "second_base",
    "grade", "reasons_label",
]  # fmt: skip
COVERAGE = ["unit_label", "indicator_name", "horizon_year", "coverage_label"]
STANDINGS = [
    "region_label", "name", "verdict_label", "value_label", "base_label", "grade",
    "document_label", "figure_text", "source_label", "url",
]  # fmt: skip
OBSERVATIONS = [
    "unit_label", "tier_label", "period", "measured_label", "base_label", "method_label",
    "figure_text", "source_label", "url",
]  # fmt: skip
SOURCES = ["source_label", "kind_label", "title", "n_targets", "n_values", "url"]
GLOSSARY = ["term", "other_term", "meaning"]
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
    "unit_label", "relation_label", "indicator_name", "tier_label", "horizon_year", "value_label",
    "base_label", "gap_label", "grade", "document_label", "status_label", "figure_text",
    "source_label", "url",
]  # fmt: skip
MEASURED = [
    "indicator_name", "tier_label", "period", "measured_label", "base_label", "method_label",
    "figure_text", "source_label", "url",
]  # fmt: skip
VALUES = ["unit_label", *MEASURED]
REGION = [
    "indicator_name", "tier_label", "horizon_year", "units", "median_label", "lowest_label",
    "highest_label", "bases",
]  # fmt: skip
SEARCHED = ["indicator_name", "missing_label", "source_label", "url", "searched_on"]
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


def indicators(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set indicators with what is on file for each; one click on an id selects it whole."""
    title = text("table.indicators", lang, n=frame.height)
    return table_of(frame, INDICATORS, "indicators", title, lang)


def targets(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets of one indicator: who promised what, of which base, and where it stands."""
    name, identifier = frame.select("indicator_name", "indicator_id").row(0)
    title = text("table.targets", lang, indicator=name)
    # Where nothing was found, who was searched is what there is to tell.
    rows = frame.filter(pl.col("found") | ~pl.col("found").any())
    return table_of(_dated(rows), TARGETS, f"targets-{identifier}", title, lang)


def targets_id(indicator_id: str) -> str:
    """Return the id of the table of the targets of an indicator."""
    return id_of(f"targets-{indicator_id}")


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the act of a national yardstick with the days on which it is one."""
    return rows.with_columns(document_label=pl.coalesce("yardstick_label", "document_label"))


def qualitative(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets that have no number."""
    return table_of(frame, QUALITATIVE, "qualitative", text("table.qualitative", lang), lang)


def documents(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the documents, with the number of targets taken from each."""
    return table_of(frame, DOCUMENTS, "documents", text("table.documents", lang), lang)


def newest(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the newest act of each province, and the acts that are known and were not read."""
    return table_of(frame, NEWEST, "newest", text("table.newest", lang), lang)


def gaps(frame: pl.DataFrame, kind: str, lang: Lang) -> Table:
    """Set the gaps of one kind with their grade and its reasons."""
    columns = [c for c in GAPS if c not in IMPLIED.get(kind, [])]
    return table_of(frame, columns, f"gaps-{kind}", text(f"table.gaps_{kind}", lang), lang)


def scorecard(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set targets beside what was measured: verdict, required and actual pace."""
    years = "–".join(str(year) for year in frame["horizon_year"].unique().sort())
    title = text("table.scorecard", lang, year=years)
    return table_of(frame, OBSERVED, f"scorecard-{years}", title, lang)


def compared(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets of some units side by side, each beside the nation's of the same."""
    found = frame.filter(pl.col("found") | ~pl.col("found").any())
    names = frame["indicator_name"].unique(maintain_order=True)
    title = text("table.compared", lang, indicator="; ".join(names))
    shown = SIDE_BY_SIDE if names.len() == 1 else ["indicator_name", *SIDE_BY_SIDE]
    identifiers = "-".join(frame["indicator_id"].unique(maintain_order=True))
    return table_of(_dated(found), shown, f"compared-{identifiers}", title, lang)


def pairs(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set pairs of figures with how far they can be compared, and why."""
    return table_of(frame, PAIRS, "pairs", text("table.pairs", lang), lang)


def coverage(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what is known of each unit, by indicator and year."""
    return table_of(frame, COVERAGE, "coverage", text("table.coverage", lang), lang)


def standings(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set how each province stands to the nation, with the figure chosen for it."""
    provinces = frame.filter(pl.col("standing") != "nation", ~pl.col("archipelago"))
    title = text("table.standings", lang, indicator=provinces["indicator_name"][0])
    return table_of(provinces, STANDINGS, "standings", title, lang)


def observations(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the values measured for one indicator."""
    title = text("table.observations", lang, indicator=frame["indicator_name"][0])
    shown = frame.rename({"value_label": "measured_label"})
    return table_of(shown, OBSERVATIONS, "observations", title, lang)


def sources(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the pages that were read, with how many figures were taken from each."""
    return table_of(frame, SOURCES, "sources", text("table.sources", lang), lang)


def glossary(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the words of the field."""
    return table_of(frame, GLOSSARY, "glossary", text("table.glossary", lang), lang)


def merged(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what provinces had promised before they merged, and what the merged one promises."""
    return table_of(frame, MERGED, "merged", text("table.merged", lang), lang)


def collective(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what the promises of all provinces add up to beside the nation's."""
    return table_of(frame, COLLECTIVE, "collective", text("table.collective", lang), lang)


def bearing(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set how the provinces' targets stand to the nation's, by indicator."""
    return table_of(frame, BEARING, "bearing", text("table.bearing", lang), lang)


def ranks(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the median rank of each unit with its interval."""
    return table_of(frame, RANKS, "ambition", text("table.ambition", lang), lang)


def influence(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set which choice moves the order of an index most."""
    return table_of(frame, INFLUENCE, "influence", text("table.influence", lang), lang)


def rules(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the rules by which figures are compared."""
    return table_of(frame, RULES, "rules", text("table.rules", lang), lang)


def promises(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every target found for a province."""
    return table_of(frame, PROMISES, "promises", text("table.promises", lang), lang)


def measured(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every value measured for a province."""
    shown = frame.rename({"value_label": "measured_label"})
    return table_of(shown, MEASURED, "measured", text("table.measured", lang), lang)


def values(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every value measured for several units."""
    shown = frame.rename({"value_label": "measured_label"})
    return table_of(shown, VALUES, "values", text("table.measured", lang), lang)


def region(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what the region of a province promises."""
    return table_of(frame, REGION, "region", text("table.region", lang), lang)


def searched(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what was looked for without success."""
    return table_of(frame, SEARCHED, "searched", text("table.searched", lang), lang)


def disputed(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the targets that are disputed, with the reason."""
    return table_of(frame, DISPUTED, "disputed", text("table.disputed", lang), lang)


def corrections(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the slips found in sources and what was done about each."""
    return table_of(frame, CORRECTIONS, "corrections", text("table.corrections", lang), lang)


def agreement(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set how far two independent readings agree."""
    return table_of(frame, AGREEMENT, "agreement", text("table.agreement", lang), lang)


def adjudication(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set every disagreement of two readings and its decision."""
    return table_of(frame, ADJUDICATION, "adjudication", text("table.adjudication", lang), lang)


def dti_totals(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set the DTI totals recomputed from their main indices."""
    return table_of(frame, DTI_TOTALS, "dti-totals", text("table.dti_totals", lang), lang)
