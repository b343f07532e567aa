"""Measure `dtia check` and `dtia report` against the bare tools, in one run.

    python -m uv run --group test python benchmarks/speed.py

Prints the median seconds of each command and the ratio of each pair. Aims: check within 1.3
times the bare import; both languages of the report in less than half of one nbconvert pass.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(str(path) for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], theirs: list[str], rounds: int, aim: float) -> None:
    """Time both commands in turn, so that a busy machine slows both."""
    seconds(ours)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = median(a / b for a, b in pairs)
    print(f"{name}: {mine:.2f} s against {other:.2f} s, ratio {ratio:.2f} (aim: below {aim})")


def main() -> None:
    python = sys.executable
    # pandera imports hypothesis where it is installed; who uses dtia does not have it.
    hidden = "import sys; sys.modules['hypothesis'] = None; "
    compare(
        "dtia check / import polars, pandera.polars",
        [python, "-c", f"{hidden}from dtia.cli.app import app; app(['check'])"],
        [python, "-c", f"{hidden}import polars, pandera.polars"],
        rounds=9,
        aim=1.3,
    )
    with tempfile.TemporaryDirectory() as folder:
        convert = [python, "-m", "jupyter", "nbconvert", "--to", "html", "--execute"]
        compare(
            "dtia report (both languages, no figure files) / jupyter nbconvert (one pass)",
            [python, "-m", "dtia", "report", "--no-figures", "--out", folder],
            [*convert, "--output-dir", folder, *NOTEBOOKS],
            rounds=3,
            aim=0.5,
        )


if __name__ == "__main__":
    main()
