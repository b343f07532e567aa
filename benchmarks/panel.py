"""Measure reading, `check`, `build` and writing on a made-up panel of communes or provinces.

    python -m uv run --group test python benchmarks/panel.py
    python -m uv run --group test python benchmarks/panel.py --of province

The panel (`panels.py`) has the tables' own schema and stands beside the real rows; the same
functions read, check and build it as the small tables. Each step runs in a process of its own,
whose greatest use of memory is printed. The same rows with bad cells show what faults cost; and
beside it the same cells are judged by polars alone and by pandera alone, which have to find as
many.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pandera.errors
import panels
import polars as pl

from dtia.build import build, write_clean
from dtia.check import check
from dtia.data import read_raw
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.data.vocabulary import COMPARATORS, TIERS

BAD = 10_000
# What the schema of targets alone can refuse of a spoiled panel.
SCHEMA = ["comparator", "tier", "horizon_year"]
LAST_YEAR = 2100


def _checked(folder: Path) -> int:
    return len(check(folder)[1])


def _of_schema(folder: Path) -> int:
    """Count the faults of a check that the schema alone can find."""
    return sum(problem.column in SCHEMA for problem in check(folder)[1])


def _read(folder: Path) -> int:
    return sum(frame.height for frame in read_raw(folder)[0].values())


def _built(folder: Path) -> int:
    return build(read_raw(folder)[0]).gaps.height


def _written(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as place:
        return len(write_clean(build(read_raw(folder)[0]), Path(place)))


def _targets(folder: Path) -> pl.DataFrame:
    places = sorted((folder / "raw" / "targets").glob("*.csv"))
    return pl.concat(pl.read_csv(place, infer_schema=False) for place in places)


def _bare_polars(folder: Path) -> int:
    """Count the cells that the schema of targets refuses, by expressions for them alone."""
    refused = _targets(folder).select(
        (~pl.col("comparator").is_in(COMPARATORS)).sum(),
        (~pl.col("tier").is_in(TIERS)).sum(),
        (pl.col("horizon_year").cast(pl.Int64) > LAST_YEAR).sum(),
    )
    return sum(refused.row(0))


def _bare_pandera(folder: Path) -> int:
    """Count the cells that pandera refuses of targets."""
    model = RAW["targets"][1]
    try:
        model.to_schema().validate(cast(_targets(folder), model), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return errors.failure_cases.height
    return 0


STEPS: dict[str, Callable[[Path], int]] = {
    "read": _read, "check": _checked, "build": _built, "write": _written,
    "schema": _of_schema, "polars": _bare_polars, "pandera": _bare_pandera,
}  # fmt: skip


PEERS = ["schema", "polars", "pandera"]


def alone(step: str, folder: Path, rounds: int) -> dict[str, Any]:
    """Run one step in its own processes: its result, median seconds and greatest memory in MB.

    Seconds of processors say more than those of the clock where others use the machine.
    """
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, __file__, "--step", step, "--folder", str(folder)],
                check=True, capture_output=True, text=True,
            ).stdout
        )
        for _ in range(rounds)
    ]  # fmt: skip
    return {name: median(run[name] for run in runs) for name in runs[0]}


def run_step(step: str, folder: Path) -> None:
    start, start_of_work = time.perf_counter(), time.process_time()
    result = STEPS[step](folder)
    took, worked = time.perf_counter() - start, time.process_time() - start_of_work
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"result": result, "seconds": took, "worked": worked, "mb": memory}))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--of", choices=list(panels.HORIZONS), default="commune")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", nargs="+", default=["read", "check", "build", "write"])
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        run_step(asked.step, asked.folder)
        return
    for rows in asked.rows:
        for bad in (0, min(BAD, rows // 10)):
            with tempfile.TemporaryDirectory() as place:
                panels.made(Path(place), rows, asked.of, bad)
                steps = ["check", *PEERS] if bad else asked.steps
                found = {step: alone(step, Path(place), asked.rounds) for step in steps}
                for step, told in found.items():
                    print(
                        f"{asked.of}, {rows:,} rows, {bad:,} bad: {step} {told['seconds']:.2f} s, "
                        f"{told['worked']:.2f} s of processors, {told['mb']:,.0f} MB, "
                        f"{told['result']:,.0f}", flush=True,
                    )  # fmt: skip
                if bad:
                    assert len({found[peer]["result"] for peer in PEERS}) == 1, found


if __name__ == "__main__":
    main()
