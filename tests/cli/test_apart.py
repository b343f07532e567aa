"""Work in another process: its steps are told here, its faults are raised here."""

from __future__ import annotations

import os
import pickle
import sys
import time
from typing import Any

import pytest

from dtia.cli.apart import Apart, Steps, on_core
from dtia.errors import InvalidData, MissingData, NotebookError, NotebookFault, NotEnough, Problem
from dtia.i18n import LANGS


class Heard:
    """What was told, in order."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, ...]] = []

    def __call__(self, step: str, **values: str) -> None:
        self.lines.append((step, *values.values()))

    def pass_by(self, step: str, **values: str) -> None:
        self.lines.append(("passing", step, *values.values()))


def counted(numbers: list[int], steps: Steps) -> tuple[int, int]:
    for number in numbers:
        steps("count", n=str(number))
        steps.pass_by("count", n=str(number))
    return sum(numbers), os.getpid()


def failing(steps: Steps) -> None:
    raise MissingData("no_raw", place="nowhere")


def ended(steps: Steps) -> None:
    os._exit(9)


def make_ready() -> None:
    os.environ["READY"] = "yes"


def is_ready(word: str, steps: Steps) -> bool:
    return os.environ.get("READY") == word


def end() -> None:
    os._exit(9)


def fail() -> None:
    raise MissingData("no_raw", place="nowhere")


def cores(steps: Steps) -> set[int]:
    return os.sched_getaffinity(0)


def endless(steps: Steps) -> None:
    time.sleep(600)


def test_another_process_tells_its_steps_and_returns_what_was_made() -> None:
    heard = Heard()
    with Apart(counted, steps=heard) as work:
        work.begin([1, 2])
        total, pid = work.result()
    assert total == 3 and pid != os.getpid()
    told = [("count", "1"), ("passing", "count", "1"), ("count", "2"), ("passing", "count", "2")]
    assert heard.lines == told


def test_a_process_is_made_ready_before_it_is_given_its_work() -> None:
    with Apart(is_ready, steps=Heard(), before=make_ready) as work:
        work.begin("yes")
        assert work.result() is True
    with pytest.raises(MemoryError), Apart(is_ready, steps=Heard(), before=end) as work:
        work.process.join()
        work.begin("yes")
        work.result()
    with (
        pytest.raises(MissingData, match="nowhere"),
        Apart(is_ready, steps=Heard(), before=fail) as work,
    ):
        work.begin("yes")
        work.result()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no program chooses its core")
def test_a_process_and_those_that_it_starts_keep_to_a_core_while_they_are_told_to() -> None:
    # The tests' own process may keep to a core already.
    kept, every = os.sched_getaffinity(0), range(os.cpu_count() or 1)
    os.sched_setaffinity(0, every)
    try:
        free = os.sched_getaffinity(0)
        with on_core(1):
            own = os.sched_getaffinity(0)
            work = Apart(cores, steps=Heard())
        assert os.sched_getaffinity(0) == free
    finally:
        os.sched_setaffinity(0, kept)
    with work:
        work.begin()
        assert work.result() == own and len(own) == 1 and own <= free


def test_a_fault_of_another_process_is_raised_in_its_words() -> None:
    with (
        pytest.raises(MissingData, match="nowhere"),
        Apart(failing, steps=Heard()) as work,
    ):
        work.begin()
        work.result()


def test_a_process_that_is_ended_was_too_large_and_one_that_is_left_ends() -> None:
    with pytest.raises(MemoryError), Apart(ended, steps=Heard()) as work:
        work.begin()
        work.result()
    with Apart(endless, steps=Heard()) as work:
        work.begin()
    assert not work.process.is_alive()


@pytest.mark.parametrize(
    "error",
    [
        MissingData("no_raw", place="nowhere"),
        InvalidData([Problem("units.csv", 2, "era", "wrong", "63")]),
        NotebookError([NotebookFault("a.ipynb", "c1", "own", {"fault": {"vi": "a", "en": "b"}})]),
        NotEnough(1, 2, 3),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_fault_keeps_its_words_on_the_way(error: Any) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error) and vars(arrived).keys() == vars(error).keys()
    assert [arrived.said(lang) for lang in LANGS] == [error.said(lang) for lang in LANGS]
