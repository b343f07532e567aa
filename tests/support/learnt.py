"""What is the same for every test: what acts are read by, and the command line."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import typer.main
import typer.testing

from dtia.curate import reading
from dtia.curate.likeness import Likeness
from dtia.curate.sureness import Sureness
from dtia.data import FILE, Raw
from dtia.data.whole import fingerprint
from dtia.files import write


@contextmanager
def learnt_once(place: Path) -> Iterator[None]:
    """Keep what was learnt from tables for the next who learns from tables with the same cells.

    In the folder `place` it is kept for other processes, too.
    """
    learn, sureness = reading.learn, reading.sureness
    kept: dict[tuple[str, str], tuple[Likeness, Sureness]] = {}

    def asked(raw: Raw) -> tuple[str, str]:
        return fingerprint(raw), str(raw["targets"][FILE].first())

    def file(raw: Raw) -> Path:
        return place / f"{sha256(repr(asked(raw)).encode()).hexdigest()}.learnt"

    def learn_once(raw: Raw) -> Likeness:
        if asked(raw) not in kept and file(raw).exists():
            kept[asked(raw)] = pickle.loads(file(raw).read_bytes())
        return kept[asked(raw)][0] if asked(raw) in kept else learn(raw)

    def sure_once(likeness: Likeness, raw: Raw, bases: Any) -> Sureness:
        if asked(raw) not in kept:
            kept[asked(raw)] = likeness, sureness(likeness, raw, bases)
            write(file(raw), pickle.dumps(kept[asked(raw)]))
        return kept[asked(raw)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "learn", learn_once)
        patch.setattr(reading, "sureness", sure_once)
        patch.setattr(typer.testing, "_get_command", cache(typer.main.get_command))
        yield
