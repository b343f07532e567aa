"""Slips in ids and in words of closed lists."""

from __future__ import annotations

from collections.abc import Iterator

from dtia.data.raw import RAW
from faults.planting import Change, Kind, Spot, column_of, in_cell, rows_of

# (table, column): the register that has the id, and a column of its labels.
IDS = {
    ("units", "region"): ("regions", "label_vi"),
    ("units", "parent_id"): ("units", "name_vi"),
    ("units", "successor_id"): ("units", "name_vi"),
    ("units", "source_id"): ("sources", "url"),
    ("documents", "unit_id"): ("units", "name_vi"),
    ("documents", "supersedes"): ("documents", "number"),
    ("targets", "unit_id"): ("units", "name_vi"),
    ("targets", "indicator_id"): ("indicators", "name_vi"),
    ("targets", "base_id"): ("bases", "label_vi"),
    ("targets", "method"): ("methods", "label_vi"),
    ("targets", "document_id"): ("documents", "number"),
    ("targets", "source_id"): ("sources", "publisher"),
    ("observations", "unit_id"): ("units", "name_en"),
    ("observations", "indicator_id"): ("indicators", "name_en"),
    ("observations", "base_id"): ("bases", "label_en"),
    ("observations", "method"): ("methods", "label_en"),
    ("observations", "source_id"): ("sources", "url"),
    ("national_references", "indicator_id"): ("indicators", "name_vi"),
    ("national_references", "base_id"): ("bases", "label_vi"),
    ("national_references", "document_id"): ("documents", "number"),
    ("comparability", "document_id"): ("documents", "number"),
    ("left_out", "unit_id"): ("units", "name_vi"),
    ("left_out", "indicator_id"): ("indicators", "name_vi"),
    ("left_out", "source_id"): ("sources", "publisher"),
    ("searched", "unit_id"): ("units", "name_vi"),
    ("searched", "indicator_id"): ("indicators", "name_vi"),
    ("searched", "source_id"): ("sources", "publisher"),
    ("weights", "base_id"): ("bases", "label_vi"),
    ("weights", "unit_id"): ("units", "name_vi"),
    ("weights", "source_id"): ("sources", "url"),
    ("tiles", "unit_id"): ("units", "name_vi"),
    ("dti_versions", "document_id"): ("documents", "number"),
    ("dti_versions", "source_id"): ("sources", "url"),
    ("dti_weights", "document_id"): ("documents", "number"),
    ("dti_weights", "indicator_id"): ("indicators", "name_vi"),
    ("dti_weights", "source_id"): ("sources", "url"),
    ("phrase_exceptions", "unit_id"): ("units", "name_vi"),
    ("phrase_exceptions", "indicator_id"): ("indicators", "name_vi"),
    ("phrase_exceptions", "source_id"): ("sources", "publisher"),
    ("corrections", "unit_id"): ("units", "name_vi"),
    ("corrections", "indicator_id"): ("indicators", "name_vi"),
    ("corrections", "source_id"): ("sources", "publisher"),
    ("double_readings", "unit_id"): ("units", "name_vi"),
    ("double_readings", "indicator_id"): ("indicators", "name_vi"),
    ("double_readings", "source_id"): ("sources", "publisher"),
    ("double_readings", "second_base_id"): ("bases", "label_vi"),
    ("adjudication", "unit_id"): ("units", "name_vi"),
    ("adjudication", "indicator_id"): ("indicators", "name_vi"),
    ("adjudication", "source_id"): ("sources", "publisher"),
    ("indicators", "scale_id"): ("categories", "label_vi"),
}
# (table, column): a word that people write instead of one of the list.
LISTED = {
    ("units", "era"): "63 tỉnh", ("units", "level"): "tỉnh", ("units", "type"): "thành phố",
    ("indicators", "topic"): "kinh tế số", ("indicators", "pillar"): "kinh tế",
    ("indicators", "unit"): "%", ("indicators", "dti_index"): "nhận thức",
    ("indicators", "higher_is_better"): "yes", ("indicators", "tiered"): "1",
    ("documents", "kind"): "nghị quyết", ("documents", "plan_type"): "kế hoạch năm",
    ("documents", "read"): "một phần", ("sources", "kind"): "báo",
    ("sources", "language"): "tiếng Việt", ("targets", "tier"): "cấp tỉnh",
    ("targets", "comparator"): ">=", ("targets", "status"): "hiện hành",
    ("observations", "tier"): "xã", ("observations", "comparator"): "=",
    ("observations", "flag"): "ước tính", ("national_references", "tier"): "tỉnh",
    ("comparability", "field"): "base", ("comparability", "grade"): "E",
    ("comparability", "against"): "observations", ("searched", "table"): "target",
    ("phrase_exceptions", "tier"): "tất cả", ("phrase_exceptions", "field"): "giá trị",
    ("corrections", "action"): "đọc thành", ("corrections", "status"): "ok",
    ("double_readings", "table"): "target", ("double_readings", "tier"): "any",
    ("double_readings", "protocol"): "blind", ("double_readings", "status"): "đã đọc",
    ("double_readings", "first_comparator"): ">", ("double_readings", "second_comparator"): "min",
    ("adjudication", "table"): "observation", ("adjudication", "tier"): "huyện",
    ("adjudication", "field"): "base", ("adjudication", "decision"): "1",
    ("weights", "measure"): "tỷ đồng", ("tiles", "archipelago"): "không",
}  # fmt: skip
# Columns that may not be blank.
NEEDED = {
    "units": ["unit_id", "level", "name_vi", "name_en", "type", "region", "era", "parent_id"],
    "indicators": ["indicator_id", "topic", "pillar", "name_vi", "name_en", "unit", "bases",
                   "higher_is_better", "tiered", "definition_vi", "definition_en"],
    "bases": ["base_id", "label_vi", "label_en"], "methods": ["method_id", "label_vi", "label_en"],
    "regions": ["region_id", "label_vi", "label_en"],
    "categories": ["scale_id", "category_id", "order", "label_vi", "label_en"],
    "documents": ["document_id", "unit_id", "kind", "issuer", "title_vi", "title_en",
                  "read"],
    "sources": ["source_id", "kind", "language"],
    "targets": ["unit_id", "indicator_id", "tier", "horizon_year", "comparator", "value",
                "base_id", "source_id", "figure_text", "status"],
    "observations": ["unit_id", "indicator_id", "tier", "period", "comparator", "value",
                     "base_id", "source_id", "figure_text"],
    "national_references": ["indicator_id", "tier", "horizon_year", "document_id", "reason"],
    "comparability": ["rule_id", "field", "value_a", "value_b", "grade", "reason_vi", "reason_en"],
    "left_out": ["unit_id", "figure_text", "source_id", "reason"],
    "searched": ["table", "unit_id", "indicator_id", "source_id", "searched_on"],
    "glossary": ["term_vi", "term_en", "meaning_vi", "meaning_en"],
    "dti_versions": ["document_id", "first_year", "source_id", "figure_text"],
    "dti_weights": ["document_id", "indicator_id", "max_points", "source_id", "figure_text"],
    "weights": ["base_id", "unit_id", "period", "value", "measure", "source_id", "figure_text"],
    "tiles": ["unit_id", "archipelago", "across", "down"],
    "phrase_exceptions": ["unit_id", "indicator_id", "tier", "year", "source_id", "field",
                          "reason"],
    "corrections": ["source_id", "unit_id", "indicator_id", "year", "expects", "action",
                    "reason_vi", "reason_en", "status"],
    "double_readings": ["table", "unit_id", "indicator_id", "tier", "year", "source_id",
                        "protocol", "status"],
    "adjudication": ["table", "unit_id", "indicator_id", "tier", "year", "source_id", "field",
                     "decision", "reason_vi", "reason_en"],
}  # fmt: skip


def word_kinds() -> Iterator[Kind]:
    for (table, column), (register, label) in IDS.items():
        yield in_cell(table, column, "an id that does not exist", _misspelt(register))
        yield in_cell(table, column, "a label for the id", _label(register, label))
    for (table, column), word in LISTED.items():
        yield in_cell(table, column, "a word of no list", lambda spot, w=word: spot.cell and w)
    for table, columns in NEEDED.items():
        for column in columns:
            yield in_cell(table, column, "blank", _blank)


def _blank(spot: Spot) -> str | None:
    return "" if spot.cell else None


def _misspelt(register: str) -> Change:
    """Return a change that drops, doubles or turns letters of an id."""
    known = column_of(register, RAW[register][2][0])

    def change(spot: Spot) -> str | None:
        if len(spot.cell) < 4:
            return None
        at = spot.random.randrange(1, len(spot.cell) - 1)
        left, char, right = spot.cell[:at], spot.cell[at], spot.cell[at + 1 :]
        wrong = spot.random.choice([left + right, left + char * 2 + right, spot.cell.upper()])
        return None if wrong in known else wrong

    return change


def _label(register: str, label: str) -> Change:
    key = RAW[register][2][0]

    def change(spot: Spot) -> str | None:
        names = {row[key]: row[label] for row in rows_of(register)}
        name = names.get(spot.cell)
        return name if name and name != spot.cell else None

    return change
