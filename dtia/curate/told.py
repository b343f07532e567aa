"""What moved, in words: sections of lines, each with its cells and its cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from dtia.curate.changes import Change, Changes
from dtia.data import Data
from dtia.data.clean import CLEAN
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.i18n import Lang, number, text
from dtia.views.labels import act_names, names_of, unit_labels


class Cell(NamedTuple):
    """One cell that differs: the title of its column, and what it held and holds."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One thing that moved: how (added, removed, changed), what, its cells, and because of what."""

    how: str
    what: str
    cells: list[Cell] = field(default_factory=list)
    because: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """The lines of one kind, under their name."""

    id: str
    title: str
    lines: list[Line]


def told(moved: Changes, old: Data, new: Data, lang: Lang) -> list[Section]:
    """Word figures, registers, gaps and coverage that moved; a section without a line stays out."""
    say = Words(old, new, lang)
    sections = [
        ("figures", [say.line(change) for change in moved.figures]),
        ("registers", [say.line(change) for change in moved.registers]),
        ("gaps", [say.line(change, because) for change, because in moved.gaps]),
        ("coverage", [say.line(change) for change in moved.coverage]),
    ]
    return [Section(name, text(f"moved.{name}", lang), lines) for name, lines in sections if lines]


def sentences(name: str, before: Sequence[str], after: Sequence[str], lang: Lang) -> Section:
    """Word which sentences or charts are no longer there, and which are new."""
    lines = [Line(text("moved.removed", lang), line) for line in before if line not in after]
    lines += [Line(text("moved.added", lang), line) for line in after if line not in before]
    return Section(name, text(f"moved.{name}", lang), lines)


class Words:
    """The labels of both states: what is gone had a name, too."""

    def __init__(self, old: Data, new: Data, lang: Lang) -> None:
        self.lang = lang
        self.units: dict[str, str] = {}
        self.indicators: dict[str, str] = {}
        self.acts: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        for data in (old, new):
            self.units |= dict(unit_labels(data, lang).iter_rows())
            names = data.indicators.select("indicator_id", f"name_{lang}")
            self.indicators |= dict(names.iter_rows())
            self.acts |= act_names(data, lang)
            self.units |= names_of(data.regions, lang)
            self.bases |= names_of(data.bases, lang)

    def line(self, change: Change, because: Sequence[Change] = ()) -> Line:
        """Word one change and the figures that it follows from."""
        causes = [self.what(figure) for figure in because]
        how = text(f"moved.{change.how}", self.lang)
        return Line(how, self.what(change), self._cells(change), causes)

    def what(self, change: Change) -> str:
        """Name a row: kind, unit, indicator, tier, year, base and act, or the key of a register."""
        row = change.row
        if change.table in RAW and change.table not in CLEAN:
            key = [str(row[c]) for c in RAW[change.table][2] if row[c] is not None]
            return f"{change.table}: {' · '.join(key)}"
        kind = row.get("kind") if change.table == "gaps" else None
        heading = text(f"gap_kind.{kind}", self.lang) if kind else ""
        year = row.get("year") or row.get("horizon_year")
        tier = row.get("tier")
        names = [
            self.units.get(row["unit_id"], row["unit_id"]),
            self.indicators.get(row["indicator_id"], row["indicator_id"]),
            text(f"tier.{tier}", self.lang) if tier and tier != "all" else "",
            "" if year is None else str(year),
            self.bases.get(row.get("base_id") or "", ""),
            self.acts.get(row.get("document_id") or "", ""),
            self._against(row.get("reference")),
        ]
        named = " · ".join(name for name in names if name)
        return f"{heading}: {named}" if heading else named

    def _against(self, reference: object) -> str:
        shown = self._shown("reference", reference)
        return text("moved.against", self.lang, reference=shown) if reference else ""

    def _cells(self, change: Change) -> list[Cell]:
        model = (CLEAN.get(change.table) or RAW[change.table][1]).to_schema().columns
        columns = change.columns or tuple(
            c for c in ("comparator", "value", "value_high", "category", "gap_low", "gap_high",
                        "verdict", "grade", "coverage") if c in change.row
        )  # fmt: skip
        cells = []
        for name in columns:
            before, after = ((row or {}).get(name) for row in (change.old, change.new))
            if before == after:
                continue
            title = model[name].title if self.lang == "vi" else model[name].description
            # What follows explains the values of the column.
            short = re.split("[;:]", str(title))[0]
            cells.append(Cell(short, self._shown(name, before), self._shown(name, after)))
        return cells

    def _shown(self, column: str, value: object) -> str:
        if isinstance(value, float):
            return number(value, self.lang)
        if value is None:
            return "–"
        if column in ("verdict", "coverage"):
            return text(f"{column}.{value}", self.lang)
        if column == "reference":
            return ", ".join(self.units.get(unit, unit) for unit in entries(str(value)))
        return str(value)


def plain(sections: Sequence[Section]) -> str:
    """Set sections as text for a terminal or a note."""
    lines = []
    for section in sections:
        lines += ["", f"{section.title}: {len(section.lines)}"]
        for line in section.lines:
            lines.append(f"  {line.how}: {line.what}")
            lines += [f"      {cell.title}: {cell.before} › {cell.after}" for cell in line.cells]
            lines += [f"      ({cause})" for cause in line.because]
    return "\n".join(lines).lstrip("\n")


def things(todo: pl.DataFrame, data: Data, lang: Lang) -> list[str]:
    """Word what there is to do, one line each, with its weight in front."""
    units = dict(unit_labels(data, lang).iter_rows())
    acts = act_names(data, lang)
    said = []
    for row in todo.iter_rows(named=True):
        act, kind = row["document_id"], row["kind"]
        words = {
            "unit": units.get(row["unit_id"], row["unit_id"]),
            "topic": text(f"topic.{row['topic']}", lang) if row["topic"] else "",
            "year": row["horizon_year"],
            "act": acts.get(act or "", act or "–"),
            "document": act or "–",
            "source": row["source_id"],
        }
        what = text(f"todo.{kind}", lang, **words)
        said.append(f"{row['weight']:>4}  {what}")
    return said
