"""Plant slips of every kind in the raw tables and see what `dtia check` says.

    python -m uv run --group test python benchmarks/faults.py [--slips 1000] [--seed 14]

Prints each slip that is not told first at its cell, then the rate by kind (those below 100 %).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from dtia.check import check  # noqa: E402
from dtia.errors import Problem  # noqa: E402
from faults.catalogue import KINDS, Planted, at_its_cell, judged, planted  # noqa: E402

RAW = Path("data") / "raw"


# So many slips are tried in one copy first: one a file, none of which hides another.
TOGETHER = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--kinds", default="", help="only kinds whose name holds this")
    options = parser.parse_args()
    chosen = [kind for kind in KINDS if options.kinds in kind.name]
    Random(options.seed).shuffle(chosen)
    slips = (planted(kind, seed) for seed in count(options.seed) for kind in chosen)
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "raw", Path(folder) / "data" / "raw")
        os.chdir(folder)
        assert check(Path("data"))[1] == [], "the tables have problems of their own"
        for batch in batches(list(islice(filter(None, slips), options.slips))):
            for found, outcome in tried(batch):
                outcomes[found.kind.name][outcome] += 1
    told(outcomes)


def batches(slips: list[Planted]) -> Iterator[list[Planted]]:
    """Put slips of different files together."""
    open_ones: list[list[Planted]] = []
    for found in slips:
        fits = (b for b in open_ones if found.slip.file not in {other.slip.file for other in b})
        batch = next(fits, None)
        if batch is None:
            open_ones.append(batch := [])
        batch.append(found)
        if len(batch) == TOGETHER:
            open_ones.remove(batch)
            yield batch
    yield from open_ones


def tried(batch: list[Planted]) -> list[tuple[Planted, str]]:
    """Return how each slip was told: of all at once, or one by one where that is not clear."""
    if len(batch) > 1:
        problems, crash = checked(batch)
        clear = len(problems) == len(batch) and all(
            any(at_its_cell(problem, found.slip) for problem in problems) for found in batch
        )
        if clear and not crash:
            return [(found, "found") for found in batch]
    return [(found, alone(found)) for found in batch]


def alone(found: Planted) -> str:
    """Return how one slip was told, and print what was wrong with that."""
    problems, crash = checked([found])
    outcome = "crashed" if crash else judged(problems, found.slip)
    if outcome != "found":
        said = crash or "\n".join(f"    {problem}" for problem in problems[:3])
        print(f"{outcome}: {found.kind.name} {found.slip.file} {sorted(found.slip.places)[:3]}")
        print(said, flush=True)
    return outcome


def checked(batch: list[Planted]) -> tuple[list[Problem], str]:
    """Check the tables with some slips in them; return the problems, or a traceback."""
    whole = {found.slip.file: (RAW / found.slip.file).read_bytes() for found in batch}
    for found in batch:
        (RAW / found.slip.file).write_bytes(found.slip.content)
    try:
        return check(Path("data"), "en")[1], ""
    except Exception:
        return [], traceback.format_exc(limit=-2)
    finally:
        for file, content in whole.items():
            (RAW / file).write_bytes(content)


def told(outcomes: dict[str, Counter[str]]) -> None:
    """Print how many slips were found, and the kinds of which some were not."""
    whole = Counter[str]()
    for name, counts in outcomes.items():
        whole += counts
        if counts["found"] < counts.total():
            print(f"{counts['found'] / counts.total():6.0%}  {name}: {dict(counts)}")
    rate = 1 - (whole["missed"] + whole["crashed"]) / whole.total()
    print(f"{whole.total()} slips of {len(outcomes)} kinds: {dict(whole)}; seen: {rate:.1%}")


if __name__ == "__main__":
    main()
