"""Take rows into the raw tables: what they would change, judged by the check that judges all."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import polars as pl

from dtia.check import check
from dtia.check.cells import did_you_mean
from dtia.curate import lines
from dtia.curate.incoming import read_incoming
from dtia.curate.rows import Incoming, Place, Row
from dtia.data import FILE, LINE, Raw
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import files_of, read_tables
from dtia.errors import InvalidData, Problem
from dtia.files import private_folder
from dtia.folder import display
from dtia.i18n import Lang, text

# The registers come first on the disk: a figure never names what is not there yet.
ORDER = ("sources", "documents", "observations", "left_out", "targets")
ADDED, CHANGED, SAME = "added", "changed", "same"


class Step(NamedTuple):
    """What happens to one row: how, the file it belongs to, its line there, cells that change."""

    row: Row
    how: str
    file: Path
    line: int
    cells: dict[str, tuple[str, str]]


@dataclass
class Plan:
    """What an import would do: its steps, the new files whole, and every reason against it."""

    incoming: Incoming
    steps: list[Step] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def count(self, how: str) -> int:
        """Count the rows of one kind that are not refused."""
        return sum(s.how == how and str(s.row.place) not in self.refused for s in self.steps)

    def moving(self) -> list[Step]:
        """Return what would be written: rows that are neither refused nor there already."""
        return [s for s in self.steps if s.how != SAME and str(s.row.place) not in self.refused]

    def told(self) -> list[Problem]:
        """Return the problems in the order of their places, the ninth line before the tenth."""
        return sorted(set(self.problems), key=lambda p: (_places(p.file), p.line, p.column))


def planned(file: Path, folder: Path, lang: Lang) -> Plan:
    """Read a workbook or CSV file, and tell what it would change in the raw tables of `folder`.

    Changes nothing. Raises InvalidData where the raw tables themselves cannot be read whole, and
    what `read_incoming` raises.
    """
    raw, problems, lost = read_tables(folder, lang)
    if lost:
        raise InvalidData([problem for problem in problems if problem.file in lost.values()])
    incoming = read_incoming(file, raw, lang)
    plan = Plan(incoming, problems=list(incoming.problems))
    _step(plan, raw, folder, lang)
    _edit(plan)
    if plan.files:
        _judge(plan, folder, lang)
    return plan


def _step(plan: Plan, raw: Raw, folder: Path, lang: Lang) -> None:
    """Tell of each row whether it is there already, changes one, or is added."""
    topics = dict(raw["indicators"].select("indicator_id", "topic").iter_rows())
    ordered = sorted(plan.incoming.rows, key=lambda row: ORDER.index(row.table))
    known = {table: _by_key(raw[table], table) for table in {row.table for row in ordered}}
    seen: dict[tuple[str, tuple[str, ...]], Place] = {}
    for row in ordered:
        key = _key(row.table, row.cells)
        topic = topics.get(row.cells.get("indicator_id", ""), "")
        place = folder / "raw" / RAW[row.table][0]
        if not place.suffix:
            if not topic:
                _unknown(plan, row, raw, lang)
            # In whatever file, the check tells what else is wrong with a row that is refused.
            place /= f"{topic or next(iter(topics.values()))}.csv"
        first = seen.setdefault((row.table, key), row.place)
        # Rows without an indicator are not yet rows of one figure.
        if first is row.place or not (topic or place.parent.name == "raw"):
            plan.steps.append(_compared(row, known[row.table].get(key), place, folder))
        else:
            _twice(plan, row, key, first, lang)


def _twice(plan: Plan, row: Row, key: tuple[str, ...], first: Place, lang: Lang) -> None:
    """Refuse a row of a key that another row has."""
    words = ", ".join(filter(None, key))
    message = text("check.duplicate", lang, key=words, earlier=first)
    last = RAW[row.table][2][-1]
    plan.problems.append(row.place.problem(last, message, text("hint.duplicate", lang)))
    plan.refused.add(str(row.place))


def _compared(row: Row, old: dict[str, str] | None, place: Path, folder: Path) -> Step:
    if old is None:
        return Step(row, ADDED, place, 0, {})
    numeric = {n for n, dtype in polars_schema(RAW[row.table][1]).items() if dtype.is_numeric()}
    cells = {
        column: (old[column], cell)
        for column, cell in row.cells.items()
        if not _equal(old[column], cell, column in numeric)
    }
    # The row stays in the file that it is in; the check says where that is wrong.
    own = next(p for p in files_of(folder, row.table) if display(p) == old[FILE])
    return Step(row, CHANGED if cells else SAME, own, int(old[LINE]), cells)


def _unknown(plan: Plan, row: Row, raw: Raw, lang: Lang) -> None:
    """Refuse a row whose indicator nobody knows: it belongs to no file."""
    plan.refused.add(str(row.place))
    named = row.cells["indicator_id"]
    if not named:
        plan.problems.append(row.place.problem("indicator_id", text("check.empty", lang)))
        return
    names = dict(raw["indicators"].select("indicator_id", f"name_{lang}").iter_rows())
    message = text("check.unknown_id", lang, value=repr(named), file="indicators.csv")
    problem = row.place.problem("indicator_id", message, did_you_mean(named, names, lang))
    if _cell(problem) not in map(_cell, plan.problems):
        plan.problems.append(problem)


def _edit(plan: Plan) -> None:
    """Make the new files; a row that stays as it is keeps its bytes."""
    moved: defaultdict[Path, list[Step]] = defaultdict(list)
    for step in plan.steps:
        if step.how != SAME:
            moved[step.file].append(step)
    for path, steps in moved.items():
        columns = list(polars_schema(RAW[steps[0].row.table][1]))
        content = path.read_bytes().decode("utf-8") if path.exists() else lines.written(columns)
        head = lines.split(content)[0]
        header, end = lines.cells(head), "\r\n" if head.endswith("\r\n") else "\n"
        rows = {id(s): lines.written([s.row.cells[c] for c in header], end) for s in steps}
        replaced = {s.line: rows[id(s)] for s in steps if s.how == CHANGED}
        added = [rows[id(s)] for s in steps if s.how == ADDED]
        plan.files[path] = lines.edited(content, replaced, added)


def _judge(plan: Plan, folder: Path, lang: Lang) -> None:
    """Check a copy in which the rows stand, and put each problem to the cell that it is about."""
    with private_folder() as place:
        copy = Path(place) / "data"
        shutil.copytree(folder / "raw", copy / "raw")
        for path, content in plan.files.items():
            target = copy / path.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content.encode())
        _, found = check(copy, lang, each=True)
        there, here = display(copy / "raw"), display(folder / "raw")
    if not found:
        return
    stands = _stands(plan, folder)
    told = set(check(folder, lang, each=True)[1])
    taken = {_cell(problem) for problem in plan.problems}
    for problem in found:
        moved = replace(problem, file=problem.file.replace(there, here))
        own = stands.get((moved.file, moved.line))
        worded = _worded(moved, there, here, stands)
        if own is None:
            if worded not in told:
                plan.problems.append(worded)
            continue
        plan.refused.add(str(own))
        cell = own.problem(worded.column, worded.message, worded.hint)
        if _cell(cell) not in taken:
            plan.problems.append(cell)


def _cell(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.column


def _stands(plan: Plan, folder: Path) -> dict[tuple[str, int], Place]:
    """Return which row of the workbook stands on each line of the new files."""
    found: dict[tuple[str, int], Place] = {}
    for path, content in plan.files.items():
        steps = [step for step in plan.steps if step.file == path]
        found |= {(display(path), s.line): s.row.place for s in steps if s.how != ADDED}
        added = [step.row.place for step in steps if step.how == ADDED]
        starts, line = [], 1
        for row in lines.split(content):
            starts.append(line)
            line += row.count("\n")
        last = starts[len(starts) - len(added) :]
        found |= {(display(path), start): place for start, place in zip(last, added, strict=True)}
    return found


def _worded(
    problem: Problem, there: str, here: str, stands: Mapping[tuple[str, int], Place]
) -> Problem:
    """Let the words of a problem name places of the workbook, and of the folder itself."""

    def meant(found: re.Match[str]) -> str:
        place = stands.get((found[1].replace(there, here), int(found[2])))
        return str(place) if place else found[0].replace(there, here)

    named = re.compile(rf"({re.escape(there)}[^\s:]*):(\d+)")
    message, hint = (
        named.sub(meant, words).replace(there, here) for words in (problem.message, problem.hint)
    )
    return replace(problem, message=message, hint=hint)


def _by_key(frame: pl.DataFrame, table: str) -> dict[tuple[str, ...], dict[str, str]]:
    rows: Iterable[Mapping[str, object]] = frame.iter_rows(named=True)
    written = ({c: "" if v is None else str(v) for c, v in row.items()} for row in rows)
    return {_key(table, row): row for row in written}


def _key(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[column] for column in RAW[table][2])


def _equal(old: str, new: str, numeric: bool) -> bool:
    if old == new or not numeric:
        return old == new
    try:
        return float(old) == float(new)
    except ValueError:
        return False


def _places(file: str) -> list[tuple[int, str]]:
    """Order the cells of a sheet by line, then by column."""
    sheet, _, cell = file.rpartition("!")
    found = re.fullmatch(r"([A-Z]*)(\d+)", cell)
    return [(0, sheet), (int(found[2]), found[1].rjust(3))] if found else [(0, file)]
