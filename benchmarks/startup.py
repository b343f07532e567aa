"""Measure the commands against the bare tools, in one run.

    python -m uv run --group test python benchmarks/speed.py

Prints the median seconds of each command and the ratio of each pair. Aims: help within 1.5 times
that of a program of two commands; check and build within 1.4 and 2.2 times the bare import; both
languages of the report in less than a quarter of one nbconvert pass; an unchanged one in 3 s.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
ROUNDS = 5
TWO_COMMANDS = """import typer
app = typer.Typer()
app.command("one")(lambda: None)
app.command("two")(lambda: None)
app()"""
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

    def dtia(*arguments: str) -> list[str]:
        return [python, "-c", f"{hidden}from dtia.cli.app import app; app({list(arguments)})"]

    bare = [python, "-c", f"{hidden}import polars, pandera.polars"]
    two = [python, "-c", TWO_COMMANDS, "--help"]
    compare("dtia --help / typer with two commands", dtia("--help"), two, ROUNDS, 1.5)
    compare("dtia check / import polars, pandera.polars", dtia("check"), bare, ROUNDS, 1.4)
    compare("dtia build / import polars, pandera.polars", dtia("build"), bare, ROUNDS, 2.2)
    with tempfile.TemporaryDirectory() as folder:
        report = [python, "-m", "dtia", "report", "--no-figures", "--out", folder]
        convert = [python, "-m", "jupyter", "nbconvert", "--to", "html", "--execute"]
        compare(
            "dtia report (both languages, no figure files) / jupyter nbconvert (one pass)",
            [*report, "--fresh"],
            [*convert, "--output-dir", str(Path(folder) / "converted"), *NOTEBOOKS],
            rounds=3,
            aim=0.25,
        )
        unchanged = median(seconds(report) for _ in range(ROUNDS))
        print(f"dtia report, unchanged: {unchanged:.2f} s (aim: below 3)")


if __name__ == "__main__":
    main()
