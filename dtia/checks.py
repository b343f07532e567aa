"""Check the raw tables: all problems at once, each with its file, line, column and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl

from dtia import phrases
from dtia.cells import cell_problems
from dtia.data import FILE, LINE, Raw, cast, read_raw
from dtia.errors import Problem
from dtia.i18n import Lang, text
from dtia.schemas import DATE, NUMERIC, RAW, Table, polars_schema

Row = dict[str, Any]
FIGURES = ("targets", "observations")

# (table, column) -> the register whose ids it must name.
REFERENCES = {
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
        problems += _schema_problems(typed[table], model, lang)
        problems += _key_problems(frame, key, lang)
    names = _names(typed)
    for (table, column), register in REFERENCES.items():
        problems += _reference_problems(typed[table], column, names[register], register, lang)
    problems += _register_problems(typed, names, lang)
    problems += _figure_problems(typed, names, lang)
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


def _schema_problems(typed: pl.DataFrame, model: type[Table], lang: Lang) -> Iterator[Problem]:
    """Word pandera's failures; it escapes Vietnamese letters and knows no file or line."""
    schema = model.to_schema()
    try:
        schema.validate(typed.drop(FILE, LINE), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.to_dicts():
            column, index = failure["column"], failure["index"]
            if index is None:
                continue
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
        hint = _did_you_mean(str(value), dict.fromkeys(allowed), lang)
        return text("check.not_in", lang, value=repr(value)), hint or text(
            "hint.one_of", lang, values=", ".join(allowed)
        )
    if check.startswith("str_matches"):
        pattern = statistics["pattern"]
        return text("check.bad_form", lang, value=repr(value)), text(
            "hint.pattern", lang, pattern=getattr(pattern, "pattern", pattern)
        )
    limit = next(iter(statistics.values()))
    return text("check.out_of_bounds", lang, value=repr(value)), text(
        "hint.limit", lang, limit=limit
    )


def _key_problems(frame: pl.DataFrame, key: list[str], lang: Lang) -> Iterator[Problem]:
    seen: dict[tuple[str | None, ...], str] = {}
    for file, line, *values in frame.select(FILE, LINE, *key).iter_rows():
        earlier = seen.setdefault(tuple(values), f"{file}:{line}")
        if earlier != f"{file}:{line}":
            words = ", ".join(value for value in values if value)
            message = text("check.duplicate", lang, key=words, earlier=earlier)
            yield Problem(file, line, key[-1], message, text("hint.duplicate", lang))


def _names(typed: Raw) -> dict[str, dict[str, str]]:
    """Map ids, and the names people type instead of them, to ids, register by register."""
    names: dict[str, dict[str, str]] = {}
    for register, id_column, labels in (
        ("units", "unit_id", ["name_vi", "name_en"]),
        ("indicators", "indicator_id", ["name_vi", "name_en"]),
        ("bases", "base_id", ["label_vi", "label_en"]),
        ("documents", "document_id", ["number"]),
        ("sources", "source_id", ["publisher", "url"]),
    ):
        frame = typed[register]
        names[register] = {i: i for i in frame[id_column].drop_nulls()}
        for label in labels:
            for identifier, name in frame.select(id_column, label).drop_nulls().iter_rows():
                names[register].setdefault(name, identifier)
    return names


def _did_you_mean(value: str, names: dict[str, Any], lang: Lang) -> str:
    """Suggest the id that `value` most resembles, by id or by label; empty when none does."""
    folded = {name.casefold(): names[name] or name for name in names}
    near = [value.casefold()] if value.casefold() in folded else []
    near = near or get_close_matches(value.casefold(), folded, n=1, cutoff=0.6)
    return text("hint.did_you_mean", lang, suggestion=repr(folded[near[0]])) if near else ""


def _reference_problems(
    frame: pl.DataFrame, column: str, names: dict[str, str], register: str, lang: Lang
) -> Iterator[Problem]:
    known, file = set(names.values()), f"data/raw/{RAW[register][0]}"
    for name, line, value in frame.select(FILE, LINE, column).iter_rows():
        if value is not None and value not in known:
            message = text("check.unknown_id", lang, value=repr(value), file=file)
            hint = _did_you_mean(value, names, lang) or text("hint.add_row", lang, file=file)
            yield Problem(name, line, column, message, hint)


def _listed(cell: str | None) -> list[str]:
    return cell.split(";") if cell else []


def _real_date(value: str) -> bool:
    parts = [int(part) for part in value.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True


def _register_problems(
    typed: Raw, names: dict[str, dict[str, str]], lang: Lang
) -> Iterator[Problem]:
    """Check dates, spans, codes, lists of bases and scales in the registers."""
    for table, column in (
        ("units", "valid_from"), ("units", "valid_to"), ("documents", "issued_on"),
        ("sources", "published_on"), ("sources", "accessed_on"), ("searched", "searched_on"),
        ("observations", "period"),
    ):  # fmt: skip
        for file, line, value in typed[table].select(FILE, LINE, column).iter_rows():
            if value and re.match(DATE, value) and not _real_date(value):
                yield Problem(
                    file, line, column, text("check.no_such_date", lang, value=repr(value))
                )
    for row in (
        typed["units"].filter(pl.col("valid_from") > pl.col("valid_to")).iter_rows(named=True)
    ):
        yield Problem(row[FILE], row[LINE], "valid_to", text("check.ends_before", lang))
    codes = typed["units"].filter(pl.col("nso_code").is_not_null())
    yield from _key_problems(codes, ["era", "nso_code"], lang)
    scales = typed["categories"]["scale_id"].unique().to_list()
    for row in typed["indicators"].iter_rows(named=True):
        for base in _listed(row["bases"]):
            if base not in names["bases"].values():
                message = text(
                    "check.unknown_id", lang, value=repr(base), file="data/raw/bases.csv"
                )
                hint = _did_you_mean(base, names["bases"], lang)
                yield Problem(row[FILE], row[LINE], "bases", message, hint)
        if row["scale_id"] and row["scale_id"] not in scales:
            message = text(
                "check.unknown_id",
                lang,
                value=repr(row["scale_id"]),
                file="data/raw/categories.csv",
            )
            yield Problem(row[FILE], row[LINE], "scale_id", message)


def _figure_problems(typed: Raw, names: dict[str, dict[str, str]], lang: Lang) -> Iterator[Problem]:
    """Check the meaning of each target and observation against the registers."""
    indicators = {row["indicator_id"]: row for row in typed["indicators"].iter_rows(named=True)}
    units = {row["unit_id"]: row for row in typed["units"].iter_rows(named=True)}
    documents = dict(typed["documents"].select("document_id", "unit_id").iter_rows())
    scales: dict[str, set[str]] = {}
    for scale, step in typed["categories"].select("scale_id", "category_id").iter_rows():
        scales.setdefault(scale, set()).add(step)
    for table in FIGURES:
        for row in typed[table].iter_rows(named=True):
            indicator, unit = indicators.get(row["indicator_id"]), units.get(row["unit_id"])
            if indicator is None or unit is None:
                continue
            faults: Iterable[tuple[str, str, str]] = (
                *_placement(row, indicator, unit, lang),
                *_value(row, indicator, scales, lang),
                *_share(row, indicator, names["bases"], lang),
                *(_standing(row, units, documents, lang) if table == "targets" else ()),
            )
            for column, message, hint in faults:
                yield Problem(row[FILE], row[LINE], column, message, hint)


def _placement(row: Row, indicator: Row, unit: Row, lang: Lang) -> Iterator[tuple[str, str, str]]:
    topic, here = indicator["topic"], Path(row[FILE]).stem
    if topic != here:
        message = text("check.wrong_file", lang, indicator=row["indicator_id"], topic=topic)
        yield "indicator_id", message, text("hint.move_row", lang, file=f"{topic}.csv")
    if indicator["tiered"] and row["tier"] == "all":
        yield "tier", text("check.tier_needed", lang), text("hint.tier_needed", lang)
    if not indicator["tiered"] and row["tier"] != "all":
        yield (
            "tier",
            text("check.tier_unused", lang, tier=repr(row["tier"])),
            text("hint.tier_all", lang),
        )
    if row["tier"] == "district" and unit["era"] == "34":
        yield "tier", text("check.no_district", lang), text("hint.no_district", lang)
    if row["tier"] == "ministry" and unit["level"] != "nation":
        yield "tier", text("check.ministry_tier", lang), text("hint.ministry_tier", lang)


def _value(
    row: Row, indicator: Row, scales: dict[str, set[str]], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    comparator, value, high = row["comparator"], row["value"], row["value_high"]
    if comparator in NUMERIC:
        if value is None:
            yield "value", text("check.value_needed", lang, comparator=comparator), ""
        if row["category"]:
            yield "category", text("check.category_unused", lang, comparator=comparator), ""
        if comparator == "range" and (high is None or (value is not None and high <= value)):
            yield "value_high", text("check.range_needs_high", lang), text("hint.range", lang)
        if comparator != "range" and high is not None:
            yield (
                "value_high",
                text("check.high_unused", lang, comparator=comparator),
                text("hint.high_unused", lang),
            )
        yield from _bounds(row, indicator, lang)
    elif comparator is not None:
        scale = "direction" if comparator == "direction" else indicator["scale_id"]
        if value is not None or high is not None:
            yield "value", text("check.value_unused", lang, comparator=comparator), ""
        if row["category"] not in scales.get(scale or "", set()):
            message = text("check.not_on_scale", lang, value=repr(row["category"]), scale=scale)
            steps = ", ".join(sorted(scales.get(scale or "", set())))
            yield "category", message, text("hint.one_of", lang, values=steps)


def _bounds(row: Row, indicator: Row, lang: Lang) -> Iterator[tuple[str, str, str]]:
    for column in ("value", "value_high"):
        value = row[column]
        if value is None:
            continue
        low, high = indicator["lower"], indicator["upper"]
        if (low is not None and value < low) or (high is not None and value > high):
            limits = f"{'' if low is None else f'{low:g}'} … {'' if high is None else f'{high:g}'}"
            yield (
                column,
                text("check.out_of_bounds", lang, value=f"{value:g}"),
                text("hint.bounds", lang, indicator=row["indicator_id"], limits=limits),
            )
        if indicator["unit"] in ("rank", "count") and value != int(value):
            yield column, text("check.not_whole", lang, value=f"{value:g}"), ""
        if row["figure_text"] and not phrases.holds(row["figure_text"], value):
            found = ", ".join(f"{n:g}" for n in sorted(phrases.readings(row["figure_text"]))) or "–"
            message = text("check.not_in_phrase", lang, value=f"{value:g}")
            yield column, message, text("hint.in_phrase", lang, found=found)


def _share(
    row: Row, indicator: Row, bases: dict[str, str], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    numeric = row["comparator"] in NUMERIC
    for column, allowed, names in (
        ("base_id", _listed(indicator["bases"]), bases),
        ("method", _listed(indicator["methods"]), {}),
    ):
        value, values = row[column], ", ".join(allowed)
        if value is not None and value not in allowed:
            known = {n: i for n, i in names.items() if i in allowed} or dict.fromkeys(allowed)
            message = text(
                f"check.wrong_{column}", lang, value=repr(value), indicator=row["indicator_id"]
            )
            hint = _did_you_mean(value, known, lang) or text(
                "hint.one_of", lang, values=values or "–"
            )
            yield column, message, hint
        if value is None and allowed and numeric:
            message = text(f"check.no_{column}", lang, indicator=row["indicator_id"])
            yield column, message, text("hint.one_of", lang, values=values)


def _standing(
    row: Row, units: dict[str, Row], documents: dict[str, str], lang: Lang
) -> Iterator[tuple[str, str, str]]:
    if row["status"] in ("superseded", "disputed") and not row["note"]:
        yield (
            "note",
            text("check.note_needed", lang, status=row["status"]),
            text("hint.note_needed", lang),
        )
    if row["horizon_year"] is None and row["comparator"] in NUMERIC:
        yield "horizon_year", text("check.horizon_needed", lang), ""
    owner = documents.get(row["document_id"] or "")
    if owner and owner not in _lineage(row["unit_id"], units):
        message = text("check.foreign_document", lang, document=row["document_id"], owner=owner)
        yield "document_id", message, text("hint.foreign_document", lang)


def _lineage(unit_id: str | None, units: dict[str, Row]) -> list[str]:
    """Return the unit and the units above it."""
    line: list[str] = []
    while unit_id in units and unit_id not in line:
        line.append(unit_id)
        unit_id = units[unit_id]["parent_id"]
    return line
