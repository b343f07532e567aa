"""Measure the commands beside the bare tools, in one run, the two in turn.

    python -m uv run --group test python benchmarks/startup.py
    python -m uv run --group test python benchmarks/startup.py --report

Prints the medians of five in seconds, and the median ratio of each pair. With `--report` also the
whole report, pages of both languages without figure files, beside one pass of nbconvert; that takes
minutes a round, of which there is one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
ROUNDS = 5
NOTEBOOKS = sorted(str(path) for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
TWO_COMMANDS = """import typer
app = typer.Typer()
app.command("one")(lambda: None)
app.command("two")(lambda: None)
app()"""
BARE = "import polars, pandera.polars"
# Who uses dtia need not have pandas, which pandera loads where it is installed.
WITHOUT_PANDAS = f"""from dtia.late import left_out
with left_out("pandas"): {BARE}"""

Work = Callable[[], object]


def command(*arguments: str) -> Work:
    """Return what runs a Python command in the project and waits for its end."""
    words = [sys.executable, *arguments]
    return lambda: subprocess.run(words, cwd=ROOT, check=True, capture_output=True)


def dtia(*arguments: str) -> Work:
    return command("-m", "dtia", *arguments)


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Work, theirs: Work, rounds: int = ROUNDS) -> None:
    """Time both in turn, after one run of each, so that a busy machine slows both."""
    if rounds > 1:
        ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = median(a / b for a, b in pairs)
    print(f"| {name} | {mine:.2f} | {other:.2f} | {ratio:.2f} |", flush=True)


def compare_pictures() -> None:
    """Time every chart of the report as a file of each format beside vl-convert alone."""
    import vl_convert

    from dtia.drawings import PPI, draw, rendered
    from dtia.report.notebooks import run_all

    [stories] = run_all(ROOT / "data", ["vi"], lambda *_: None).values()
    charts = [block for _, blocks in stories for block in blocks if block.kind == "chart"]
    alone: dict[str, Callable[[dict[str, Any]], object]] = {
        "svg": lambda spec: vl_convert.vegalite_to_svg(spec),
        "png": lambda spec: vl_convert.vegalite_to_png(spec, ppi=PPI),
        "pdf": lambda spec: vl_convert.vegalite_to_pdf(spec),
    }

    def ours(format: str) -> None:
        for chart in charts:
            rendered(draw(chart.content, chart.id).file, format)

    def theirs(format: str) -> None:
        for chart in charts:
            alone[format](chart.content)

    for format in alone:
        name = f"{len(charts)} figures as {format} / vl-convert alone"
        compare(name, partial(ours, format), partial(theirs, format))


def compare_profiles() -> None:
    """Time the pages of all provinces beside vl-convert alone on their drawings."""
    import vl_convert

    from dtia import views
    from dtia.charts import among
    from dtia.data import load
    from dtia.report.province_page import profile_ids, profile_pages
    from dtia.report.province_rows import shared

    data = load(ROOT / "data")
    units, stated = profile_ids(data), views.among(data, shared(data, "vi").national)
    frames = [views.strips(stated, unit) for unit in units]
    specs = [among(frame, "–", "vi") for frame in frames if frame.height]
    compare(
        f"{len(units)} profiles / vl-convert alone on their {len(specs)} drawings",
        lambda: list(profile_pages(data, units, "vi")),
        lambda: list(map(vl_convert.vegalite_to_svg, specs)),
    )


def main() -> None:
    print("| Command / beside | seconds | beside | ratio |\n|---|---|---|---|")
    two = command("-c", TWO_COMMANDS, "--help")
    compare("`dtia --help` / typer with two commands", dtia("--help"), two)
    for name, bare in ((BARE, BARE), (f"{BARE} without pandas", WITHOUT_PANDAS)):
        for ours in ("check", "build"):
            compare(f"`dtia {ours}` / {name}", dtia(ours), command("-c", bare))
    compare_pictures()
    compare_profiles()
    with tempfile.TemporaryDirectory() as folder:
        report = ["report", "--no-figures", "--out", folder]
        if "--report" in sys.argv:
            convert = ["-m", "jupyter", "nbconvert", "--to", "html", "--execute"]
            there = str(Path(folder) / "converted")
            pass_over = command(*convert, "--output-dir", there, *NOTEBOOKS)
            compare("`dtia report` / one nbconvert pass", dtia(*report, "--fresh"), pass_over, 1)
        compare("`dtia report`, unchanged / `dtia build`", dtia(*report), dtia("build"))


if __name__ == "__main__":
    main()
