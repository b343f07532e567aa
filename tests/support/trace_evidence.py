"""Follow every row of a folder of first readings to the raw tables, or to left_out.csv.

    python tests/support/trace_evidence.py FOLDER

FOLDER holds targets.csv and observations.csv: what was read, before it was curated, with the
columns entity, value, value_high, figure_text, source_url. A reading is placed where a figure of
the same unit and page holds its phrase and its value; placed with a note where value or phrase
were read otherwise and the row says why; left out where left_out.csv holds the phrase with its
reason. Any other reading is missing: it is listed, and the exit code is 1.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import polars as pl

from dtia.data import read_raw
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.folder import find_folder

Row = dict[str, str]


def trace(folder: Path) -> tuple[Counter[str], list[str]]:
    """Return how many readings had each outcome, and the missing ones in words."""
    raw, _ = read_raw(find_folder())
    frames = {name: cast(raw[name], RAW[name][1]) for name in RAW}
    outcomes: Counter[str] = Counter()
    missing = []
    for table in ("targets", "observations"):
        figures = _by_page(frames[table], frames)
        dropped = _by_page(frames["left_out"], frames)
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for line, reading in enumerate(csv.DictReader(file), 2):
                place = (reading["source_url"], reading["entity"])
                outcome = _outcome(reading, figures.get(place, []), dropped.get(place, []))
                outcomes[f"{table}: {outcome}"] += 1
                if outcome == "missing":
                    missing.append(
                        f"{table}.csv:{line}: {reading['entity']}, {reading['indicator']}, "
                        f"{reading['value']}: {reading['figure_text']} ({reading['source_url']})"
                    )
    return outcomes, missing


def _by_page(rows: pl.DataFrame, frames: dict[str, pl.DataFrame]) -> dict[tuple[str, str], list]:
    named = rows.join(frames["sources"].select("source_id", "url"), on="source_id").join(
        frames["units"].select("unit_id", "name_vi", "aliases"), on="unit_id"
    )
    pages: dict[tuple[str, str], list] = {}
    for row in named.iter_rows(named=True):
        for name in (row["name_vi"], *entries(row["aliases"])):
            pages.setdefault((row["url"], name), []).append(row)
    return pages


def _outcome(reading: Row, figures: list, dropped: list) -> str:
    value = float(reading["value"]) if reading["value"] else None
    phrase = reading["figure_text"]
    saying = [row for row in figures if _shares_words(phrase, row["figure_text"])]
    if any(row["value"] == value for row in saying):
        return "placed"
    if any(row["note"] for row in saying) or any(
        row["value"] == value and row["note"] for row in figures
    ):
        return "placed with a note"
    if any(_shares_words(phrase, row["figure_text"]) for row in dropped):
        return "left out"
    return "missing"


def _shares_words(one: str, other: str) -> bool:
    a, b = (" ".join(text.casefold().split()) for text in (one, other))
    return a in b or b in a


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "targets.csv").is_file():
        print(__doc__)
        return 2
    outcomes, missing = trace(Path(sys.argv[1]))
    for outcome, n in sorted(outcomes.items()):
        print(f"{n:5d}  {outcome}")
    print(*missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
