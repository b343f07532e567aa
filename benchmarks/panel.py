"""Measure reading, `check` and `build` on a made-up panel of communes, indicators and years.

    python -m uv run --group test python benchmarks/panel.py

The panel has the tables' own schema and stands beside the real rows; the same functions read,
check and build it as the small tables. Each step runs in a process of its own, whose greatest use
of memory is printed. The same rows with bad cells show what faults cost; and beside it the same
cells are judged by polars alone and by pandera alone, which have to find as many.
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
from random import Random
from shutil import copytree
from statistics import median
from typing import Any

import numpy as np
import pandera.errors
import polars as pl

from dtia.build import build
from dtia.check import check
from dtia.data import Raw, read_raw
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.data.vocabulary import COMPARATORS, TIERS

ROOT = Path(__file__).parent.parent
SEED = 20_261_129
# The act and the page that the made-up figures stand in.
ACT, PAGE = "1-QD_TTg_panel", "panel_2026"
HORIZONS = [2026, 2027, 2028, 2029, 2030]
PERIODS = ["2025", "2026"]
INDICATORS = 40
BAD = 10_000
# What the schema of targets alone can refuse of a spoiled panel.
SCHEMA = ["comparator", "tier", "horizon_year"]
LAST_YEAR = 2100
# How a target is said, by its comparator; every number and year makes a phrase of its own.
SAID = {
    "eq": "năm {year} đạt {value}%",
    "ge": "tối thiểu {value}% vào năm {year}",
    "gt": "trên {value}% vào năm {year}",
}


def made(folder: Path, rows: int, bad: int = 0) -> int:
    """Write raw tables with so many made-up figures beside the real ones; return how many."""
    copytree(ROOT / "data" / "raw", folder / "raw")
    raw, _ = read_raw(ROOT / "data")
    known = cast(raw["indicators"], RAW["indicators"][1])
    indicators = known.filter(unit="percent").head(INDICATORS)
    years = len(HORIZONS) + len(PERIODS)
    communes = _communes(raw, -(-rows // (INDICATORS * years)))
    _add(folder, "units.csv", communes)
    _add(folder, "documents.csv", _act(raw["documents"]))
    _add(folder, "sources.csv", _page(raw["sources"]))
    panel = _panel(communes, indicators).head(rows)
    if bad:
        panel = spoiled(panel, bad)
    for topic in panel["topic"].unique().sort():
        own = panel.filter(topic=topic)
        targets = own.filter(pl.col("horizon_year").is_not_null())
        _add(folder, f"targets/{topic}.csv", targets)
        _add(folder, f"observations/{topic}.csv", own.filter(pl.col("period").is_not_null()))
    return panel.height


def _panel(communes: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Cross communes, indicators and years, each with a value drawn by seed and its phrase."""
    when = pl.DataFrame(
        {
            "horizon_year": [*map(str, HORIZONS), *[None] * len(PERIODS)],
            "period": [*[None] * len(HORIZONS), *PERIODS],
        }
    )
    figures = (
        communes.select("unit_id")
        .join(
            indicators.select(
                "indicator_id", "topic",
                tier=pl.when("tiered").then(pl.lit("commune")).otherwise(pl.lit("all")),
                base_id=pl.col("bases").str.split(";").list.first(),
                method=pl.col("methods").str.split(";").list.first(),
            ),
            how="cross",
        )
        .join(when, how="cross")
    )  # fmt: skip
    draw = np.random.default_rng(SEED)
    written = pl.Series(draw.integers(100, 1000, figures.height)).cast(pl.String)
    named = pl.Series(draw.choice(list(SAID), figures.height))
    phrase = pl.col("comparator").replace_strict(SAID)
    return figures.with_columns(
        comparator=pl.when(pl.col("period").is_null()).then(named).otherwise(pl.lit("eq")),
        value=written.str.slice(0, 2) + "." + written.str.slice(2),
        year=pl.coalesce("horizon_year", "period"),
        document_id=pl.when(pl.col("period").is_null()).then(pl.lit(ACT)),
        source_id=pl.lit(PAGE),
        status=pl.when(pl.col("period").is_null()).then(pl.lit("current")),
    ).with_columns(
        figure_text=phrase.str.replace("{year}", pl.col("year"), literal=True).str.replace(
            "{value}", pl.col("value").str.replace(".", ",", literal=True), literal=True
        )
    )


def spoiled(panel: pl.DataFrame, n: int) -> pl.DataFrame:
    """Spoil a cell of so many targets, each in its own words.

    A relation, a level, or a year that the schema refuses; a value that the phrase does not hold,
    or one that is beyond the bounds of its indicator.
    """
    marked = panel.with_row_index("_row")
    targets = marked.filter(pl.col("horizon_year").is_not_null())["_row"].to_list()
    chosen = pl.DataFrame(
        {"_row": sorted(Random(SEED).sample(targets, n)), "_kind": [k % 5 for k in range(n)]},
        schema={"_row": marked.schema["_row"], "_kind": pl.Int64},
    )
    own = pl.col("_row").cast(pl.String)
    other = {
        "comparator": pl.lit("g") + own, "tier": pl.lit("t") + own,
        "horizon_year": (pl.col("_row") + 10_000).cast(pl.String),
        "value": pl.when(pl.col("_kind") == 3)
        .then((pl.col("_row") % 89 + 10).cast(pl.String) + ".25")
        .otherwise(pl.lit("1") + own + ".5"),
    }  # fmt: skip
    here = {"comparator": [0], "tier": [1], "horizon_year": [2], "value": [3, 4]}
    return (
        marked.join(chosen, on="_row", how="left")
        .with_columns(
            pl.when(pl.col("_kind").is_in(here[name])).then(cell).otherwise(name).alias(name)
            for name, cell in other.items()
        )
        .drop("_row", "_kind")
    )


def _communes(raw: Raw, n: int) -> pl.DataFrame:
    provinces = raw["units"].filter(era="34", level="province")["unit_id"].sort().to_list()
    return pl.DataFrame(
        [
            {
                "unit_id": f"phuong_{k}_34", "era": "34", "level": "commune",
                "name_vi": f"Phường {k}", "name_en": f"Ward {k}", "type": "ward",
                "parent_id": provinces[k % len(provinces)], "valid_from": "2025-07-01",
                "source_id": PAGE,
            }
            for k in range(1, n + 1)
        ]
    )  # fmt: skip


def _act(documents: pl.DataFrame) -> pl.DataFrame:
    like = documents.filter(unit_id="viet_nam", kind="decision").head(1)
    return like.with_columns(
        document_id=pl.lit(ACT), number=pl.lit("1/QĐ-TTg"), issued_on=pl.lit("2025-12-31"),
        supersedes=pl.lit(None), title_vi=pl.lit("Chỉ tiêu của các phường"),
        title_en=pl.lit("Targets of wards"), note=pl.lit(None),
    )  # fmt: skip


def _page(sources: pl.DataFrame) -> pl.DataFrame:
    like = sources.filter(kind="press", language="vi").head(1)
    return like.with_columns(
        source_id=pl.lit(PAGE), published_on=pl.lit("2026-01-01"), title=pl.lit("Bảng làm ra"),
        url=pl.lit("https://example.org/panel"), accessed_on=pl.lit("2026-01-02"),
        archive_sha256=pl.lit(None), note=pl.lit(None),
    )  # fmt: skip


def _add(folder: Path, name: str, rows: pl.DataFrame) -> None:
    """Append rows to a raw table, in its columns."""
    path = folder / "raw" / name
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    more = rows.select(
        pl.col(c) if c in rows.columns else pl.lit(None, pl.String).alias(c) for c in header
    )
    with path.open("a", encoding="utf-8", newline="") as handle:
        handle.write(more.write_csv(include_header=False))


def _checked(folder: Path) -> int:
    return len(check(folder)[1])


def _of_schema(folder: Path) -> int:
    """Count the faults of a check that the schema alone can find."""
    return sum(problem.column in SCHEMA for problem in check(folder)[1])


def _read(folder: Path) -> int:
    return sum(frame.height for frame in read_raw(folder)[0].values())


def _built(folder: Path) -> int:
    return build(read_raw(folder)[0]).gaps.height


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
    "read": _read, "check": _checked, "build": _built,
    "schema": _of_schema, "polars": _bare_polars, "pandera": _bare_pandera,
}  # fmt: skip


PEERS = ["schema", "polars", "pandera"]


def alone(step: str, folder: Path, rounds: int) -> dict[str, Any]:
    """Run one step in its own processes: its result, median seconds and greatest memory in MB."""
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
    start = time.perf_counter()
    result = STEPS[step](folder)
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"result": result, "seconds": took, "mb": memory}))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", nargs="+", default=["read", "check", "build"])
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        run_step(asked.step, asked.folder)
        return
    for rows in asked.rows:
        for bad in (0, min(BAD, rows // 10)):
            with tempfile.TemporaryDirectory() as place:
                made(Path(place), rows, bad)
                steps = [*asked.steps, *(PEERS if bad else ())]
                found = {step: alone(step, Path(place), asked.rounds) for step in steps}
                for step, told in found.items():
                    print(
                        f"{rows:,} rows, {bad:,} bad: {step} {told['seconds']:.2f} s, "
                        f"{told['mb']:,.0f} MB, {told['result']:,.0f}", flush=True,
                    )  # fmt: skip
                if bad:
                    assert len({found[peer]["result"] for peer in PEERS}) == 1, found


if __name__ == "__main__":
    main()
