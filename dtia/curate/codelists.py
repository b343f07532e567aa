"""What a cell of a figure, act or source may hold: ids of the registers, each with its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import polars as pl

from dtia.data import Raw
from dtia.data.names import ALIKE, NEAREST, called, plain, spelled
from dtia.data.raw import RAW
from dtia.i18n import Lang, section_of, text

# Tables that a workbook takes in, in the order of its sheets.
TABLES = ("targets", "observations", "documents", "sources")
# The register that a column names rows of, and the column of its ids.
REGISTERS = {
    "unit_id": "units", "indicator_id": "indicators", "base_id": "bases", "method": "methods",
    "document_id": "documents", "source_id": "sources", "supersedes": "documents",
}  # fmt: skip
# The sections of texts that have the words for closed lists.
WORDS = {
    "tier": "tier", "comparator": "relation", "status": "status", "flag": "flag",
    "plan_type": "plan_type", "read": "read", "sources.kind": "kind",
    "documents.kind": "document_kind", "language": "language",
}  # fmt: skip
# Between an id and its name in a cell; no id has it.
DASH = " – "
Codelist = dict[str, str]


def codelists(raw: Raw, lang: Lang) -> dict[str, Codelist]:
    """Return id and name of what each column may hold, by `table.column`."""
    registers = {column: _register(raw, column, table, lang) for column, table in REGISTERS.items()}
    steps = raw["categories"].select("category_id", f"label_{lang}")
    found: dict[str, Codelist] = {}
    for table in TABLES:
        # The ids that a register is of are given there, not chosen.
        own = RAW[table][2] if len(RAW[table][2]) == 1 else []
        for column, schema in RAW[table][1].to_schema().columns.items():
            if column in registers and column not in own:
                found[f"{table}.{column}"] = registers[column]
            elif column == "category":
                found[f"{table}.{column}"] = dict(steps.iter_rows())
            elif closed := _closed(schema):
                section = WORDS.get(f"{table}.{column}") or WORDS.get(column, "")
                words = section_of(section, lang) if section else {}
                # A tier that needs no word elsewhere needs one in a list.
                words = {**words, "all": text("book.every_tier", lang)}
                found[f"{table}.{column}"] = {name: words.get(name, "") for name in closed}
    return found


def shown(name: str, codelist: Codelist | None) -> str:
    """Write an id with its name, as a drop-down list has it."""
    words = (codelist or {}).get(name) or ""
    return f"{name}{DASH}{words}" if words else name


class Reader:
    """Read a cell that should hold an id: the id, the id with its name, or one name that only it
    bears."""

    def __init__(self, raw: Raw, lists: Mapping[str, Mapping[str, Codelist]]) -> None:
        known = raw["units"].filter(pl.col("unit_id").is_not_null())
        self.units = spelled(known)
        self.units_by_id = {*known["unit_id"]}
        self.worded = lists
        self.lists = {place for one in lists.values() for place in one}
        self.ids = {p: {n for one in lists.values() for n in one.get(p, {})} for p in self.lists}
        self.named: dict[str, dict[str, set[str]]] = {place: {} for place in self.lists}
        for one in lists.values():
            for place, codelist in one.items():
                for name, words in codelist.items():
                    self.named[place].setdefault(plain(words or ""), set()).add(name)

    def read(self, place: str, cell: str) -> str:
        """Return the id that a cell certainly means, or the cell as it is."""
        if place not in self.lists or cell in self.ids[place]:
            return cell
        first = cell.partition(DASH)[0].strip()
        if first in self.ids[place]:
            return first
        found = self.meant(place, cell)
        return found[0] if len(found) == 1 else cell

    def unit(self, cell: str) -> str:
        """Return the unit_id that a name certainly stands for, or the cell as it is."""
        found = [cell] if cell in self.units_by_id else self.meant(".unit_id", cell)
        return found[0] if len(found) == 1 else cell

    def meant(self, place: str, cell: str) -> list[str]:
        """Return all that a name may mean."""
        if place.endswith(".unit_id"):
            # A kind of place that is written, and an era, are read as everywhere.
            found, era = called(self.units, cell)
            return [name for name in found if not era or name.endswith(era)]
        return sorted(self.named.get(place, {}).get(plain(cell), ())) if plain(cell) else []

    def near(self, place: str, cell: str, lang: Lang) -> list[str]:
        """Return up to NEAREST entries of a list whose names come near to words, nearest first."""
        words, column = plain(cell).split(), place.partition(".")[2]
        # An id is no words; an act or source may be new.
        if len(words) < 2 or REGISTERS.get(column) in TABLES:
            return []
        named = self.named.get(place, {})
        holding = sorted((name for name in named if {*words} <= {*name.split()}), key=len)
        alike = get_close_matches(" ".join(words), named, n=NEAREST, cutoff=ALIKE)
        found = [one for name in dict.fromkeys([*holding, *alike]) for one in sorted(named[name])]
        known = self.worded[lang][place] if found else {}
        return [shown(one, known) for one in dict.fromkeys(found[:NEAREST])]


def _register(raw: Raw, column: str, table: str, lang: Lang) -> Codelist:
    frame = raw[table]
    key = RAW[table][2][0]
    if table == "units":
        return _units(frame, lang)
    if table == "sources":
        whole = pl.coalesce("title", "publisher", "url")
        # A word is cut only where the first one alone is too long, as an address is.
        name = pl.coalesce(whole.str.extract(r"^(.{1,90})(?:\s|$)"), whole.str.slice(0, 90))
    elif table == "documents":
        name = pl.coalesce(f"title_{lang}", "number")
    else:
        name = pl.col(f"name_{lang}" if table == "indicators" else f"label_{lang}")
    return dict(frame.filter(pl.col(key).is_not_null()).select(key, name.fill_null("")).iter_rows())


def _units(units: pl.DataFrame, lang: Lang) -> Codelist:
    """Name units; one whose name two territories bear says which it is."""
    bears = Counter(units["name_vi"].to_list())
    words = {"63": text("unit_label.old", lang), "34": text("unit_label.new", lang)}
    return {
        unit: words[era].format(name) if bears[native] > 1 and era in words else name
        for unit, era, native, name in units.select(
            "unit_id", "era", "name_vi", name=f"name_{lang}"
        ).iter_rows()
    }


def _closed(schema: Any) -> list[str]:
    """Return the values of a column that takes no others."""
    allowed = (check.statistics.get("allowed_values") for check in schema.checks)
    return next(([*values] for values in allowed if values), [])
