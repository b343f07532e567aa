"""Measure the arithmetic of the whole country, and of ten thousand draws of the ambition index.

    python -m uv run --group test python benchmarks/arithmetic.py

Prints median seconds. Aims: all gaps well under a second, ten thousand draws under two.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import dtia
from dtia.analysis import gaps, index
from dtia.analysis.ambition import DRAWS


def seconds(run: Callable[[], object], rounds: int = 7) -> float:
    run()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    data = dtia.load()
    every = seconds(lambda: gaps(data.targets, data.observations, vars(data)))
    print(f"{data.gaps.height} gaps: {every:.2f} s (aim: below 1)")
    draws = seconds(lambda: index(data, grades=("A", "B", "C")))
    print(f"{DRAWS} draws of the ambition index: {draws:.2f} s (aim: below 2)")


if __name__ == "__main__":
    main()
