"""The raw tables: their columns, what each one means, and the values it may hold."""

from __future__ import annotations

from dtia.data.columns import (
    BASE_ID,
    CATEGORY,
    COMPARATOR,
    DOCUMENT,
    FIGURE_TEXT,
    FLAG,
    HORIZON_YEAR,
    INDICATOR_ID,
    LOCATOR,
    METHOD,
    NOTE,
    PERIOD,
    SOURCE,
    STATUS,
    TIER,
    UNIT_ID,
    VALUE,
    VALUE_HIGH,
    Table,
)
from dtia.data.curation import (
    READING,
    Adjudication,
    Corrections,
    DoubleReadings,
    LeftOut,
    PhraseExceptions,
    Searched,
)
from dtia.data.registers import (
    Bases,
    Categories,
    Comparability,
    Documents,
    DtiVersions,
    DtiWeights,
    Glossary,
    Indicators,
    Methods,
    NationalReferences,
    Regions,
    Sources,
    Tiles,
    Units,
    Weights,
)


class Targets(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    horizon_year: int = HORIZON_YEAR
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    base_id: str = BASE_ID
    method: str = METHOD
    document_id: str = DOCUMENT
    source_id: str = SOURCE
    locator: str = LOCATOR
    figure_text: str = FIGURE_TEXT
    status: str = STATUS
    note: str = NOTE


class Observations(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    period: str = PERIOD
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    base_id: str = BASE_ID
    method: str = METHOD
    source_id: str = SOURCE
    locator: str = LOCATOR
    figure_text: str = FIGURE_TEXT
    flag: str = FLAG
    note: str = NOTE


# Raw tables in the order of the codebook: file (a folder holds one file a topic), model, key.
TARGET_KEY = [
    "unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method", "document_id",
    "source_id",
]  # fmt: skip


OBSERVATION_KEY = ["unit_id", "indicator_id", "tier", "period", "base_id", "method", "source_id"]
RAW: dict[str, tuple[str, type[Table], list[str]]] = {
    "units": ("units.csv", Units, ["unit_id"]),
    "indicators": ("indicators.csv", Indicators, ["indicator_id"]),
    "bases": ("bases.csv", Bases, ["base_id"]),
    "methods": ("methods.csv", Methods, ["method_id"]),
    "regions": ("regions.csv", Regions, ["region_id"]),
    "categories": ("categories.csv", Categories, ["scale_id", "category_id"]),
    "documents": ("documents.csv", Documents, ["document_id"]),
    "sources": ("sources.csv", Sources, ["source_id"]),
    "targets": ("targets", Targets, TARGET_KEY),
    "observations": ("observations", Observations, OBSERVATION_KEY),
    "national_references": (
        "national_references.csv",
        NationalReferences,
        ["indicator_id", "tier", "base_id", "horizon_year", "document_id"],
    ),
    "comparability": (
        "comparability.csv",
        Comparability,
        ["field", "value_a", "value_b", "against"],
    ),
    "left_out": ("left_out.csv", LeftOut, ["unit_id", "figure_text", "source_id"]),
    "searched": ("searched.csv", Searched, ["table", "unit_id", "indicator_id", "source_id"]),
    "glossary": ("glossary.csv", Glossary, ["term_vi"]),
    "dti_versions": ("dti_versions.csv", DtiVersions, ["document_id"]),
    "dti_weights": ("dti_weights.csv", DtiWeights, ["document_id", "indicator_id"]),
    "weights": ("weights.csv", Weights, ["base_id", "unit_id"]),
    "tiles": ("tiles.csv", Tiles, ["unit_id", "archipelago"]),
    "phrase_exceptions": ("phrase_exceptions.csv", PhraseExceptions, [*READING, "field"]),
    "corrections": (
        "corrections.csv",
        Corrections,
        ["source_id", "unit_id", "indicator_id", "year", "expects"],
    ),
    "double_readings": (
        "double_readings.csv",
        DoubleReadings,
        ["table", *READING, "first_base_id"],
    ),
    "adjudication": ("adjudication.csv", Adjudication, ["table", *READING, "field"]),
}
