"""Check the raw tables: all problems at once, each with its file, line, column and remedy."""

from __future__ import annotations

from pathlib import Path

from dtia.check.cells import cell_problems, find_doubles
from dtia.check.conflicts import conflicts
from dtia.check.curation import curation_problems
from dtia.check.exceptions import told_once
from dtia.check.found import Found
from dtia.check.letters import without_broken_files
from dtia.check.maps import map_problems
from dtia.check.numbers import number_problems
from dtia.check.observed_twice import observation_conflicts
from dtia.check.quotes import other_problems, quote_problems
from dtia.check.references import find_unknown_ids, names_of_registers
from dtia.check.registers import find_register_problems
from dtia.check.schemas import schema_problems, type_problems
from dtia.check.values import FIGURES, value_problems
from dtia.check.yardsticks import yardstick_problems
from dtia.data import Raw
from dtia.data.codebook import codebook_problems
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import cast, read_tables
from dtia.data.vocabulary import READ_FIELDS
from dtia.errors import Problem
from dtia.i18n import Lang

# The registers that figures and their phrases are judged by, and what they are asked for.
JUDGES = {
    "units": ["unit_id", "era", "level", "parent_id", "valid_from", "valid_to"],
    "indicators": [
        "indicator_id", "topic", "unit", "scale_id", "lower", "upper", "higher_is_better",
        "tiered", "bases", "methods",
    ],
    "documents": ["document_id", "unit_id", "issued_on"],
    "sources": ["source_id", "published_on"],
}  # fmt: skip
OF_PHRASES = {
    "units": ["unit_id", "name_vi", "name_en", "aliases", "nso_code"],
    "indicators": ["indicator_id", "unit"],
}
# What has to be there before a record that nothing answers to is called idle, by its column.
NEEDED_BY_EXCEPTIONS = ("targets", "observations", "indicators", "units")
NEEDED = {
    "field": ("double_readings",),
    **{f"second_{field}": ("adjudication",) for field in READ_FIELDS},
}


def check(folder: Path, lang: Lang = "vi", *, each: bool = False) -> tuple[Raw, list[Problem]]:
    """Read and check every raw table under `folder` (the `data` folder).

    Returns the tables as text, and all problems: faults of form first (headers, UTF-8, lost
    letters, row length), then cells, types, schema, keys, references and meaning by file and
    line. A cell has one problem, and what follows from another problem is none. A problem that
    many cells share is told once, or `each` time.
    """
    raw, form, lost = read_tables(folder, lang)
    found = Found([*form, *codebook_problems(folder, lang)], lost)
    for table, frame in raw.items():
        raw[table] = without_broken_files(frame, table, found, lang)
    typed: Raw = {}
    for table, (_, model, key) in RAW.items():
        frame = raw[table]
        numbers = {n for n, dtype in polars_schema(model).items() if dtype.is_numeric()}
        typed[table] = cast(frame, model)
        found.add(cell_problems(frame, numbers, lang))
        found.add(type_problems(frame, typed[table], model, lang))
        found.add(schema_problems(frame, typed[table], model, lang))
        find_doubles(frame, key, found, lang)
    found.add(number_problems(raw, typed, lang))
    names = names_of_registers(typed)
    find_unknown_ids(typed, names, found, lang)
    find_register_problems(typed, found, lang)
    _find_meaning_problems(raw, typed, names, found, lang)
    return raw, found.told(lang, each)


def _find_meaning_problems(
    raw: Raw, typed: Raw, names: dict[str, dict[str, str]], found: Found, lang: Lang
) -> None:
    """Check figures against registers, phrases and each other; a row with a problem is left."""
    judged, phrased = (
        {**typed, **{name: found.sound(typed[name], columns) for name, columns in asked.items()}}
        for asked in (JUDGES, OF_PHRASES)
    )
    figures = {table: found.sound(typed[table]) for table in FIGURES}
    scales = found.sound(typed["categories"]).height == typed["categories"].height
    for problem in value_problems(judged, figures, names, lang):
        if problem.column != "category" or scales:
            stepwise = problem.column == "category"
            found.add([problem], *(("categories",) if stepwise else ("units", "documents")))
    sound = {table: found.sound(rows) for table, rows in figures.items()}
    found.add(map_problems(judged, sound, lang), "units", "sources")
    for problem in told_once(quote_problems(phrased, lang, found.cells), typed, found, lang):
        exception = problem.column == "field"
        found.add([problem], *(NEEDED_BY_EXCEPTIONS if exception else ("phrase_exceptions",)))
    found.add(other_problems(typed, lang, found.cells))
    found.add(yardstick_problems(typed, found, lang), "targets", "units", "documents", "sources")
    for problem in curation_problems(typed, lang, found.cells):
        found.add([problem], *NEEDED.get(problem.column, ("targets", "observations", "left_out")))
    found.add(observation_conflicts(found.sound(typed["observations"]), lang))
    found.add(conflicts({**raw, "targets": found.sound(raw["targets"])}, lang))
