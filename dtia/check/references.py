"""Ids that one table uses and another must hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from dtia.check.cells import did_you_mean
from dtia.data import FILE, LINE, Raw
from dtia.data.raw import RAW
from dtia.errors import Problem
from dtia.i18n import Lang, text

# (table, column) -> the register whose ids it must name.
REFERENCES = {
    ("units", "region"): "regions",
    ("units", "parent_id"): "units",
    ("units", "successor_id"): "units",
    ("units", "source_id"): "sources",
    ("documents", "unit_id"): "units",
    ("documents", "supersedes"): "documents",
    ("targets", "unit_id"): "units",
    ("targets", "indicator_id"): "indicators",
    ("targets", "document_id"): "documents",
    ("targets", "source_id"): "sources",
    ("observations", "unit_id"): "units",
    ("observations", "indicator_id"): "indicators",
    ("observations", "source_id"): "sources",
    ("national_references", "indicator_id"): "indicators",
    ("national_references", "base_id"): "bases",
    ("national_references", "document_id"): "documents",
    ("comparability", "document_id"): "documents",
    ("left_out", "unit_id"): "units",
    ("left_out", "indicator_id"): "indicators",
    ("left_out", "source_id"): "sources",
    ("weights", "base_id"): "bases",
    ("weights", "unit_id"): "units",
    ("weights", "source_id"): "sources",
    ("tiles", "unit_id"): "units",
    ("dti_versions", "document_id"): "documents",
    ("dti_versions", "source_id"): "sources",
    ("dti_weights", "document_id"): "dti_versions",
    ("dti_weights", "indicator_id"): "indicators",
    ("dti_weights", "source_id"): "sources",
    **{
        (table, column): register
        for table in ("phrase_exceptions", "corrections", "double_readings", "adjudication")
        for column, register in (
            ("unit_id", "units"),
            ("indicator_id", "indicators"),
            ("source_id", "sources"),
        )
    },
    ("double_readings", "second_base_id"): "bases",
    ("searched", "unit_id"): "units",
    ("searched", "indicator_id"): "indicators",
    ("searched", "source_id"): "sources",
}


def names_of_registers(typed: Raw) -> dict[str, dict[str, str]]:
    """Map ids, and the names people type instead of them, to ids, register by register."""
    names: dict[str, dict[str, str]] = {}
    for register, id_column, labels in (
        ("units", "unit_id", ["name_vi", "name_en"]),
        ("indicators", "indicator_id", ["name_vi", "name_en"]),
        ("bases", "base_id", ["label_vi", "label_en"]),
        ("methods", "method_id", ["label_vi", "label_en"]),
        ("regions", "region_id", ["label_vi", "label_en"]),
        ("documents", "document_id", ["number"]),
        ("sources", "source_id", ["publisher", "url"]),
        ("dti_versions", "document_id", []),
    ):
        frame = typed[register]
        names[register] = {i: i for i in frame[id_column].drop_nulls()}
        for label in labels:
            for identifier, name in frame.select(id_column, label).drop_nulls().iter_rows():
                names[register].setdefault(name, identifier)
    return names


def reference_problems(
    frame: pl.DataFrame, column: str, names: dict[str, str], register: str, lang: Lang
) -> Iterator[Problem]:
    known, file = set(names.values()), f"data/raw/{RAW[register][0]}"

    @cache
    def hint(value: str) -> str:
        # A row that a register has lost is missed by hundreds of others.
        return did_you_mean(value, names, lang) or text("hint.add_row", lang, file=file)

    for name, line, value in frame.select(FILE, LINE, column).iter_rows():
        if value is not None and value not in known:
            message = text("check.unknown_id", lang, value=repr(value), file=file)
            yield Problem(name, line, column, message, hint(value))
