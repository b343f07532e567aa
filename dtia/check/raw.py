"""Check the raw tables: all problems at once, each with its file, line, column and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl

from dtia.check.cells import cell_problems, did_you_mean, key_problems
from dtia.check.curation import curation_problems
from dtia.check.quotes import quote_problems
from dtia.check.registers import register_problems
from dtia.check.values import value_problems
from dtia.data.columns import DATE, Table, polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import FILE, LINE, Raw, Row, cast, read_raw
from dtia.errors import Problem
from dtia.i18n import Lang, text

# What a target is, and what it states.
SAME_TARGET = ["unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method"]
STATEMENT = ["comparator", "value", "value_high", "category"]

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


def check(folder: Path, lang: Lang = "vi") -> tuple[Raw, list[Problem]]:
    """Read and check every raw table under `folder` (the `data` folder).

    Returns the tables as text, and all problems, sorted by file and line: form first (headers,
    UTF-8, row length), then cells, types, schema, keys, references and meaning.
    """
    raw, problems = read_raw(folder, lang)
    typed: Raw = {}
    for table, (_, model, key) in RAW.items():
        frame = raw[table]
        numbers = {n for n, dtype in polars_schema(model).items() if dtype.is_numeric()}
        typed[table] = cast(frame, model)
        problems += cell_problems(frame, numbers, lang)
        problems += _type_problems(frame, typed[table], model, lang)
        problems += _schema_problems(frame, typed[table], model, lang)
        problems += key_problems(frame, key, lang)
    names = _names(typed)
    for (table, column), register in REFERENCES.items():
        problems += _reference_problems(typed[table], column, names[register], register, lang)
    problems += register_problems(typed, names, lang)
    problems += value_problems(typed, names, lang)
    problems += quote_problems(typed, lang)
    problems += curation_problems(typed, lang)
    problems += conflicts(raw, lang)
    return raw, sorted(set(problems))


def _type_problems(
    frame: pl.DataFrame, typed: pl.DataFrame, model: type[Table], lang: Lang
) -> Iterator[Problem]:
    for column, dtype in polars_schema(model).items():
        if dtype == pl.String:
            continue
        kind = "bool" if dtype == pl.Boolean else "int" if dtype == pl.Int64 else "float"
        cells = zip(frame[column], typed[column], frame[FILE], frame[LINE], strict=True)
        for written, read, file, line in cells:
            if written is not None and read is None:
                message = text(f"check.not_{kind}", lang, value=repr(written))
                yield Problem(file, line, column, message, text(f"hint.{kind}", lang))


def _schema_problems(
    frame: pl.DataFrame, typed: pl.DataFrame, model: type[Table], lang: Lang
) -> Iterator[Problem]:
    """Word pandera's failures; it escapes Vietnamese letters and knows no file or line."""
    schema = model.to_schema()
    try:
        schema.validate(typed.drop(FILE, LINE), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.to_dicts():
            column, index = failure["column"], failure["index"]
            if index is None or (typed[column][index] is None and frame[column][index]):
                continue  # a cell that did not convert has its own message
            file, line = typed.select(FILE, LINE).row(index)
            message, hint = _worded(failure, schema.columns[column], typed[column][index], lang)
            yield Problem(file, line, column, message, hint)


def _worded(failure: Row, column: Any, value: object, lang: Lang) -> tuple[str, str]:
    check = str(failure["check"])
    if check == "not_nullable":
        return text("check.empty", lang), column.title if lang == "vi" else column.description
    statistics = column.checks[failure["check_number"]].statistics
    if check.startswith("isin"):
        allowed = statistics["allowed_values"]
        hint = did_you_mean(str(value), dict.fromkeys(allowed), lang)
        return text("check.not_in", lang, value=repr(value)), hint or text(
            "hint.one_of", lang, values=", ".join(allowed)
        )
    if check.startswith("str_matches"):
        pattern = getattr(statistics["pattern"], "pattern", statistics["pattern"])
        if pattern == DATE:
            return text("check.bad_date", lang, value=repr(value)), text("hint.date", lang)
        return text("check.bad_form", lang, value=repr(value)), text(
            "hint.pattern", lang, pattern=pattern
        )
    limit = next(iter(statistics.values()))
    return text("check.out_of_bounds", lang, value=repr(value)), text(
        "hint.limit", lang, limit=limit
    )


def _names(typed: Raw) -> dict[str, dict[str, str]]:
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


def _reference_problems(
    frame: pl.DataFrame, column: str, names: dict[str, str], register: str, lang: Lang
) -> Iterator[Problem]:
    known, file = set(names.values()), f"data/raw/{RAW[register][0]}"
    for name, line, value in frame.select(FILE, LINE, column).iter_rows():
        if value is not None and value not in known:
            message = text("check.unknown_id", lang, value=repr(value), file=file)
            hint = did_you_mean(value, names, lang) or text("hint.add_row", lang, file=file)
            yield Problem(name, line, column, message, hint)


def conflicts(raw: Raw, lang: Lang) -> list[Problem]:
    """Find current rows of one target of one document that state different things.

    The curator decides between them; `build` refuses to.
    """
    targets = cast(raw["targets"], RAW["targets"][1]).filter(status="current")
    several = targets.with_columns(_act=pl.coalesce("document_id", "source_id")).filter(
        pl.struct(STATEMENT).n_unique().over([*SAME_TARGET, "_act"]) > 1
    )
    problems = []
    for group in several.partition_by([*SAME_TARGET, "_act"], maintain_order=True):
        stated = "; ".join(_spoken(row) for row in group.iter_rows(named=True))
        message = text("check.conflict", lang, values=stated)
        problems += [
            Problem(file, line, "status", message, text("hint.conflict", lang))
            for file, line in group.select(FILE, LINE).iter_rows()
        ]
    return problems


def _spoken(row: Row) -> str:
    numbers = "–".join(f"{v:g}" for v in (row["value"], row["value_high"]) if v is not None)
    return f"{row['comparator']} {numbers or row['category']}"
