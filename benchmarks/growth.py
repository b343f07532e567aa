"""Measure `check`, `build` and the gaps as the tables grow, beside a bare import, in one run.

    python -m uv run --group test python benchmarks/growth.py

The figures are repeated under new units, so that every row is sound: under communes for reading,
`check` and `build`, and under provinces, which are compared with each other, for the gaps. Prints
median seconds, the ratio to importing polars and pandera, and seconds for a thousand rows, which
stay the same where the time grows no faster than the rows.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import polars as pl

import dtia
from dtia.analysis import gaps
from dtia.build import build
from dtia.check import check
from dtia.data import Data

ROOT = Path(__file__).parent.parent
BARE = [sys.executable, "-c", "import polars, pandera.polars"]


def seconds(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return median(times)


def renamed(unit: str, copy: int) -> str:
    """Give a unit another id; the era stays at its end."""
    stem, _, era = unit.rpartition("_")
    return f"{stem}_c{copy}_{era}"


def with_communes(folder: Path, copies: int) -> int:
    """Write raw tables in which communes repeat the figures; return how many figures there are."""
    ranks = {row["indicator_id"] for row in _read("indicators.csv") if row["unit"] == "rank"}
    units = [row for row in _read("units.csv") if row["era"]]
    figures = 0
    for path in sorted((ROOT / "data/raw").rglob("*.csv")):
        name = str(path.relative_to(ROOT / "data/raw"))
        rows = _read(name)
        if name == "units.csv":
            rows += [_commune(unit, copy) for copy in range(copies) for unit in units]
        elif path.parent.name in ("targets", "observations") or name == "phrase_exceptions.csv":
            # A rank is read from a list of names, in which no commune stands.
            own = [r for r in rows if r["unit_id"][-3:] in ("_63", "_34")]
            rows += [
                {**row, "unit_id": renamed(row["unit_id"], copy)}
                for copy in range(copies)
                for row in own
                if row["indicator_id"] not in ranks
            ]
            figures += len(rows) if path.parent.name != "raw" else 0
        (folder / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / "raw" / name).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return figures


def _read(name: str) -> list[dict[str, str]]:
    with (ROOT / "data/raw" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _commune(unit: dict[str, str], copy: int) -> dict[str, str]:
    names = {name: f"{unit[name]} {copy}" for name in ("name_vi", "name_en")}
    blank = dict.fromkeys(("nso_code", "successor_id", "aliases"), "")
    above = {"level": "commune", "parent_id": unit["unit_id"]}
    return {**unit, **names, **blank, **above, "unit_id": renamed(unit["unit_id"], copy)}


def with_provinces(data: Data, copies: int) -> dict[str, pl.DataFrame]:
    """Return all tables with every province, and what it promised and reached, several times."""
    provinces = data.units.filter(level="province")
    known = {name: table for name, table in vars(data).items() if isinstance(table, pl.DataFrame)}
    for name in ("units", "targets", "observations"):
        own = known[name].join(provinces, on="unit_id", how="semi")
        known[name] = pl.concat([known[name], *(_again(own, copy) for copy in range(copies))])
    return known


def _again(frame: pl.DataFrame, copy: int) -> pl.DataFrame:
    ids = [name for name in ("unit_id", "successor_id") if name in frame.columns]
    return frame.with_columns(pl.col(ids).str.replace(r"_(\d\d)$", f"_c{copy}_$1"))


def measured(most: int, rounds: int) -> Iterator[tuple[str, int, float]]:
    """Time every step at growing numbers of copies: what was done, with how many rows, seconds."""
    data = dtia.load(ROOT / "data")
    size = data.targets.height + data.observations.height
    sizes = [0, *(rows // size for rows in (5_000, 20_000, 100_000) if rows <= most)]
    for copies in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            rows = with_communes(folder, copies)
            raw, problems = check(folder)
            assert problems == [], problems[:3]
            yield "check", rows, seconds(partial(check, folder), rounds)
            yield "build", rows, seconds(partial(build, raw), rounds)
    for copies in sizes:
        known = with_provinces(data, copies)
        figures = known["targets"], known["observations"]
        rows = sum(table.height for table in figures)
        yield "gaps", rows, seconds(partial(gaps, *figures, known), rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=20_000, help="figures in the largest tables")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    bare = seconds(lambda: subprocess.run(BARE, check=True), asked.rounds)
    print(f"bare import: {bare:.2f} s")
    for step, rows, took in measured(asked.most, asked.rounds):
        each = f"{1000 * took / rows:.3f} s a thousand"
        print(
            f"{step}, {rows:,} figures: {took:.2f} s, ratio {took / bare:.2f}, {each}", flush=True
        )


if __name__ == "__main__":
    main()
