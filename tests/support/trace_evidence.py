"""Follow every row of a folder of first readings to the raw tables, or to left_out.csv.

    python -m support.trace_evidence FOLDER, with tests/ on the path of Python

FOLDER holds targets.csv and observations.csv: what was read, before it was curated, with the
columns entity, value, value_high, figure_text, source_url. Each later batch has a folder of its
own in it, named after its day: new_targets.csv, new_observations.csv and new_documents.csv, the
acts by number, issuer and date. A reading is placed where a figure of the same unit and page
holds its phrase and its value; placed with a note where value or phrase were read otherwise and
the row says why; left out where left_out.csv holds the phrase with its reason. An act is placed
where documents.csv has its number, or its issuer and date where no number was read. Anything
else is missing: it is listed, and the exit code is 1.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import polars as pl

from dtia.data import Raw, read_raw
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.folder import find_folder

Row = dict[str, str]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def trace(folder: Path) -> tuple[Counter[str], list[str]]:
    """Return how many readings and acts had each outcome, and the missing ones in words."""
    raw, _ = read_raw(find_folder())
    frames = {name: cast(raw[name], RAW[name][1]) for name in RAW}
    batches = sorted(day for day in folder.iterdir() if day.is_dir() and DAY.fullmatch(day.name))
    outcomes: Counter[str] = Counter()
    missing = []
    for table in ("targets", "observations"):
        figures = _by_page(frames[table], frames)
        dropped = _by_page(frames["left_out"], frames)
        files = [folder / f"{table}.csv", *(batch / f"new_{table}.csv" for batch in batches)]
        for where, reading in _readings(files, folder):
            outcome = _outcome(reading, _found(figures, reading), _found(dropped, reading))
            outcomes[f"{table}: {outcome}"] += 1
            if outcome == "missing":
                missing.append(
                    f"{where}: {reading['entity']}, {reading['indicator']}, "
                    f"{reading['value']}: {reading['figure_text']} ({reading['source_url']})"
                )
    acts = [batch / "new_documents.csv" for batch in batches]
    for where, act in _readings(acts, folder):
        outcome = "placed" if _is_on_file(act, frames["documents"]) else "missing"
        outcomes[f"documents: {outcome}"] += 1
        if outcome == "missing":
            missing.append(f"{where}: {act['number']}, {act['issuer']}, {act['date']}")
    return outcomes, missing


def _readings(files: list[Path], folder: Path) -> list[tuple[str, Row]]:
    """Return the rows of those files that are there, each with its file and line."""
    rows = []
    for path in files:
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                where = path.relative_to(folder).as_posix()
                rows += [(f"{where}:{n}", row) for n, row in enumerate(csv.DictReader(file), 2)]
    return rows


def _by_page(rows: pl.DataFrame, frames: Raw) -> dict[tuple[str, str], list]:
    """Map page and unit to their rows; a page without an address is named in its note."""
    pages = frames["sources"].select("source_id", "url", named="note")
    named = rows.join(pages, on="source_id").join(
        frames["units"].select("unit_id", "name_vi", "aliases"), on="unit_id"
    )
    places: dict[tuple[str, str], list] = {}
    for row in named.iter_rows(named=True):
        for page in [row["url"]] if row["url"] else (row["named"] or "").split():
            for name in (row["name_vi"], *entries(row["aliases"])):
                places.setdefault((page, name), []).append(row)
    return places


def _found(places: dict[tuple[str, str], list], reading: Row) -> list:
    return places.get((reading["source_url"], reading["entity"]), [])


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


def _is_on_file(act: Row, documents: pl.DataFrame) -> bool:
    known = {"number": act["number"]} if act["number"] else {
        "issuer": act["issuer"], "issued_on": act["date"]
    }  # fmt: skip
    return not documents.filter(**known).is_empty()


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
