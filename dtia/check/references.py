"""Ids that one table uses and another must hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from dtia.check.cells import did_you_mean
from dtia.check.found import Found, once, place
from dtia.data import FILE, LINE, Raw
from dtia.data.lists import split
from dtia.data.names import called, spelled
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
    ("national_references", "replaced_by"): "documents",
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
    ("double_readings", "second_indicator_id"): "indicators",
    ("double_readings", "first_method"): "methods",
    ("double_readings", "second_method"): "methods",
    ("searched", "unit_id"): "units",
    ("searched", "indicator_id"): "indicators",
    ("searched", "source_id"): "sources",
    ("indicators", "bases"): "bases",
    ("indicators", "methods"): "methods",
    ("indicators", "scale_id"): "categories",
}
# The columns that list several ids.
LISTS = ("bases", "methods")
# field of a rule -> the register whose ids its values are
RULED_IDS = {
    "indicator_id": "indicators", "base_id": "bases", "method": "methods",
    "rank_version": "dti_versions", "score_version": "dti_versions",
}  # fmt: skip

# Where only units of one map can stand, by file and column.
MAPS = {
    (f"data/raw/{RAW['units'][0]}", "successor_id"): "34",
    (f"data/raw/{RAW['tiles'][0]}", "unit_id"): "34",
}

# A cell: file, line, column.
Cell = tuple[str, int, str]


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
        ("categories", "scale_id", []),
    ):
        frame = typed[register]
        names[register] = {i: i for i in frame[id_column].drop_nulls()}
        for label in labels:
            for identifier, name in frame.select(id_column, label).drop_nulls().iter_rows():
                names[register].setdefault(name, identifier)
    return names


def find_unknown_ids(
    typed: Raw, names: dict[str, dict[str, str]], found: Found, lang: Lang
) -> None:
    """Find the ids that no register holds; an id that many cells name is one slip.

    The slip is in the register where a row that no cell names looks like the id. Each row whose
    own id is faulty answers for the unknown id that is named most.
    """
    for register in dict.fromkeys(REFERENCES.values()):
        known = set(names[register].values())
        unknown, named = _named(typed, register, known, found)
        if register in found.lost:
            found.add((Problem(*c, "") for cells in unknown.values() for c in cells), register)
        elif unknown:
            _tell(unknown, known - named, typed, names[register], register, found, lang)


def _named(
    typed: Raw, register: str, known: set[str], found: Found
) -> tuple[dict[str, list[Cell]], set[str]]:
    """Return the cells without a fault that name what a register lacks, and all ids they name."""
    unknown: defaultdict[str, list[Cell]] = defaultdict(list)
    named: set[str] = set()
    for (table, column), its in REFERENCES.items():
        if its == register:
            cells = found.sound(typed[table], [column]).select(FILE, LINE, _id=column)
            if column in LISTS:
                cells = cells.with_columns(split("_id")).explode("_id").filter(pl.col("_id") != "")
            ids = set(cells.select(pl.col("_id").drop_nulls().unique()).to_series())
            named |= ids
            if strange := ids - known:
                asked = cells.filter(pl.col("_id").is_in(sorted(strange)))
                for file, line, identifier in asked.iter_rows():
                    unknown[identifier].append((file, line, column))
    ruled = [field for field, its in RULED_IDS.items() if its == register]
    rules = found.sound(typed["comparability"]).filter(pl.col("field").is_in(ruled))
    for row in rules.iter_rows(named=True):
        values = {row["value_a"], row["value_b"]} - {"*"}
        named |= values
        # Two unknown values are one slip, in the field of the rule.
        slip = not values & known and "*" not in (row["value_a"], row["value_b"])
        for column in ("value_a",) if slip else ("value_a", "value_b"):
            if row[column] not in (*known, "*"):
                unknown[row[column]].append((*place(row), column))
    return unknown, named


def _tell(
    unknown: dict[str, list[Cell]],
    idle: set[str],
    typed: Raw,
    names: dict[str, str],
    register: str,
    found: Found,
    lang: Lang,
) -> None:
    key, file = RAW[register][2][0], f"data/raw/{RAW[register][0]}"
    rows = list(typed[register].select(FILE, LINE, key).iter_rows())
    faulty = sum(key in found.cells.get((name, line), ()) for name, line, _ in rows)
    for value in sorted(unknown, key=lambda value: -len(unknown[value])):
        cells = unknown[value]
        n = len(cells)
        problems: Sequence[Problem] = []
        near = get_close_matches(value, idle, n=1, cutoff=0.8) if n > 1 else []
        if faulty:
            faulty -= 1
        elif near:
            message = text("check.misnamed", lang, value=repr(near[0]), n=n, other=repr(value))
            hint = text("hint.did_you_mean", lang, suggestion=repr(value))
            mine = [(name, line, key) for name, line, identifier in rows if identifier == near[0]]
            problems = [Problem(*cell, message, hint) for cell in mine]
        else:
            meant = _places(value, cells, typed) if register == "units" else []
            hint = (
                text("hint.did_you_mean", lang, suggestion=" / ".join(map(repr, meant)))
                if meant
                else did_you_mean(value, names, lang) or text("hint.add_row", lang, file=file)
            )
            message = text("check.unknown_id", lang, value=repr(value), file=file)
            problems = once([Problem(*cell, message, hint) for cell in sorted(cells)], lang)
        found.add(problems)
        for name, line, column in cells:
            found.cells[name, line].add(column)


def _places(value: str, cells: Sequence[Cell], typed: Raw) -> list[str]:
    """Return the units that a name in some cells stands for, or that those of the other map became.

    A name of both maps is that of the unit whose act the rows quote, if it is one of the two.
    """
    known = typed["units"].drop_nulls("unit_id")
    found, said = called(spelled(known), value)
    rows = {row["unit_id"]: row for row in known.iter_rows(named=True)}
    became = [rows[unit]["successor_id"] for unit in found if rows[unit]["successor_id"] in rows]
    maps = {MAPS.get((name, column)) for name, _, column in cells}
    needed = None if None in maps else max(map(str, maps))
    era = needed or said
    if era is None:
        return [unit for unit in found if unit in _of_acts(cells, typed)] or found
    return [unit for unit in found if rows[unit]["era"] == era] or [
        unit for unit in [*found, *became] if needed in (None, rows[unit]["era"])
    ]


def _of_acts(cells: Sequence[Cell], typed: Raw) -> set[str]:
    """Return the units of the acts that the rows of some cells quote."""
    places = pl.DataFrame(cells, [FILE, LINE, "column"], orient="row")
    quoted = typed["targets"].join(places, on=[FILE, LINE], how="semi")["document_id"].implode()
    return {*typed["documents"].filter(pl.col("document_id").is_in(quoted))["unit_id"]}
