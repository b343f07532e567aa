from __future__ import annotations

import gc
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# Each process that xdist starts has a core of its own: more threads only wait for each other, and
# to wake a thread on another core takes polars longer than the work.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
if sys.platform == "linux" and "PYTEST_XDIST_WORKER" in os.environ:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[int(os.environ["PYTEST_XDIST_WORKER"][2:]) % len(cores)]})

# Where tests are started in the background, Ctrl-C is ignored, and by what they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples in every run; `--hypothesis-profile=random` looks for others.
settings.register_profile("same", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile("same")

# A test is marked by the costly fixtures that it needs, itself or through another one.
MARKS = {
    "browser": {"browser"},
    "kernel": {"kernel", "lab"},
    "report": {"report", "profiles", "taken", "grown", "hostile"},
    "office": {"printed"},
}
# What a room of tests is about: pages, figures and documents.
ROOMS = {"report": {Path(__file__).parent / room for room in ("report", "charts", "export")}}


def pytest_configure(config: pytest.Config) -> None:
    """Load what tests are given, but not where they are only handed out."""
    if config.getoption("dist", "no") == "no" or hasattr(config, "workerinput"):
        config.pluginmanager.import_plugin("support.fixtures")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark the tests, and put what takes long first, so that no process is left with it."""
    readers: Counter[Path] = Counter()
    costly: set[Path] = set()
    for item in items:
        for mark, fixtures in MARKS.items():
            if fixtures & set(item.fixturenames):
                item.add_marker(mark)
                costly.add(item.path)
        for mark, rooms in ROOMS.items():
            if item.path.parent in rooms:
                item.add_marker(mark)
        readers[item.path] += "report" in item.fixturenames

    def turn(item: pytest.Function) -> int:
        # One process begins with the report; meanwhile the other does what needs none.
        if readers[item.path]:
            return 0 if readers[item.path] == max(readers.values()) else 2
        return 1 if item.path in costly else 3

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """What was loaded stays: whoever looks for what may go need not look through it."""
    gc.collect()
    gc.freeze()
