"""Slips of every kind are told at their cells; what is right is told nothing of."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import integers

from dtia.check import check
from dtia.errors import Problem
from faults.catalogue import KINDS, Planted, at_its_cell, planted
from faults.edits import EDITS, edited
from faults.planting import Slip
from support.project import ROOT

# Slips in one copy, one a file: a check of them all takes as long as one of a single slip.
TOGETHER = 14
SEEDS = integers(0, 2**32)
QUICK = settings(
    max_examples=12, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of data/raw, as the current folder."""
    place = tmp_path_factory.mktemp("faults")
    shutil.copytree(ROOT / "data" / "raw", place / "data" / "raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        yield place / "data" / "raw"


def checked(copy: Path, slips: list[Slip]) -> list[Problem]:
    """Return what a check says of the tables with these files in place of their own."""
    whole = {slip.file: (copy / slip.file).read_bytes() for slip in slips}
    try:
        for slip in slips:
            (copy / slip.file).write_bytes(slip.content)
        return check(copy.parent, "en")[1]
    finally:
        for file, content in whole.items():
            (copy / file).write_bytes(content)


def together(kinds: list[str], number: int) -> list[Planted]:
    """Plant slips of some kinds, one a file."""
    chosen: dict[str, Planted] = {}
    known = {kind.name: kind for kind in KINDS}
    for name in kinds:
        found = planted(known[name], number)
        if found and len(chosen) < TOGETHER:
            chosen.setdefault(found.slip.file, found)
    return list(chosen.values())


def test_the_catalogue_has_kinds_for_every_table_and_column() -> None:
    assert len(KINDS) >= 200
    tables = Counter(kind.table for kind in KINDS)
    assert min(tables.values()) >= 8


@pytest.mark.report
@seed(14)
@QUICK
@given(number=SEEDS)
def test_a_slip_of_any_kind_is_told_first_at_its_cell(copy: Path, number: int) -> None:
    # A file that cannot be read leaves others unjudged: those slips are tried by themselves.
    cells = [k.name for k in KINDS if ": a column" not in k.name and "a file" not in k.name]
    left = together(Random(number).sample(cells, 4 * TOGETHER), number)
    before = 0
    # One slip may hide another: who was not told is tried without those that were, then alone.
    while left and len(left) != before:
        before, problems = len(left), checked(copy, [found.slip for found in left])
        left = [f for f in left if not any(at_its_cell(problem, f.slip) for problem in problems)]
    for found in left:
        first, *_ = [*checked(copy, [found.slip]), None]
        assert first and at_its_cell(first, found.slip), (found.kind.name, str(first))


@pytest.mark.report
@seed(14)
@QUICK
@given(number=SEEDS)
def test_what_is_right_is_told_nothing_of(copy: Path, number: int) -> None:
    random = Random(number)
    made: dict[str, tuple[str, Slip]] = {}
    for name in random.sample(list(EDITS), len(EDITS)):
        slip = edited(name, random)
        if slip:
            made.setdefault(slip.file, (name, slip))
    problems = checked(copy, [slip for _, slip in made.values()])
    names = {f"data/raw/{file}": name for file, (name, _) in made.items()}
    assert not problems, [(names.get(problem.file), str(problem)) for problem in problems]


def test_every_edit_of_the_list_can_be_made() -> None:
    assert [name for name in EDITS if not any(edited(name, Random(n)) for n in range(20))] == []
