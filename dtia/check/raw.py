"""Check the raw tables: all problems at once, each with its file, line, column and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl

from dtia.check.cells import cell_problems, did_you_mean, key_problems
from dtia.check.conflicts import conflicts
from dtia.check.curation import curation_problems
from dtia.check.quotes import quote_problems
from dtia.check.references import REFERENCES, names_of_registers, reference_problems
from dtia.check.registers import register_problems
from dtia.check.values import value_problems
from dtia.data import FILE, LINE, Raw, Row, read_raw
from dtia.data.columns import DATE, Table, polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.errors import Problem
from dtia.i18n import Lang, text


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
    names = names_of_registers(typed)
    for (table, column), register in REFERENCES.items():
        problems += reference_problems(typed[table], column, names[register], register, lang)
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
