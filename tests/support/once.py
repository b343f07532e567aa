"""What is made once for all processes of a run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# Seconds that a process waits for what another one makes.
PATIENCE = 900


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run have."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(
    name: str, make: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a folder that the first process to ask for it has filled; the others wait for it."""
    place = shared(tmp_path_factory) / name
    outcome = place.with_suffix(".outcome")
    try:
        place.with_suffix(".begun").touch(exist_ok=False)
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not outcome.exists():
            assert time.monotonic() < until, f"{place} is not made by the process that began it"
            time.sleep(0.2)
    else:
        fault = "interrupted"
        try:
            place.mkdir()
            make(place)
            fault = ""
        except AssertionError as error:
            fault = str(error)
        finally:
            # Beside, then renamed: nobody reads half of it.
            place.with_suffix(".said").write_text(fault, encoding="utf-8")
            place.with_suffix(".said").rename(outcome)
    told = outcome.read_text(encoding="utf-8")
    assert told == "", told
    return place
