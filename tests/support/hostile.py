"""A project in which texts try to be more than text: to run, to load, to lead away."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

from dtia.check.references import REFERENCES
from dtia.data.columns import Table
from dtia.data.raw import RAW

# What a table or an act may hold, to run in the page of who reads of it.
ATTACKS = ("</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>")
# What it may hold to lead a reader away, or to break what stands around it.
LURES = (
    *ATTACKS,
    "![x](http://evil.example/x.png)",
    "[x](http://evil.example) www.evil.example",
    "http://evil.example <http://evil.example> me@evil.example",
    "&lt;script&gt; &amp;lt; <!--<script> --> `*_{{a*b}}_*` \\< $x$",
    "<svg onload=window.hacked=1> \" onclick=window.hacked=1 '",
)
# Columns of words that others look up: ids, and what a source must hold.
LOOKED_UP = {
    "aliases", "base_id", "bases", "category", "corrected", "document_id", "expects", "field",
    "indicator_id", "method", "methods", "scale_id", "second_base_id", "supersedes", "value_a",
    "value_b", "first_base_id", "first_method", "second_method", "second_indicator_id",
    "second_year",
}  # fmt: skip


def columns_of_words(table: str) -> list[str]:
    """Return the columns of a raw table in which anybody may write anything."""
    model: type[Table] = RAW[table][1]
    return [
        name
        for name, column in model.to_schema().columns.items()
        if str(column.dtype) == "String"
        if not column.checks and name not in LOOKED_UP and (table, name) not in REFERENCES
    ]


def spoil(project: Path) -> int:
    """Put a lure before every cell of every column of words; return how many cells there are."""
    lures, spoiled = cycle(LURES), 0
    # A phrase that lists units by rank is split at `;` where it has one.
    in_phrases = cycle(lure for lure in LURES if ";" not in lure)
    for table, (name, _, _) in RAW.items():
        place = project / "data" / "raw" / name
        for path in sorted(place.glob("*.csv")) if place.is_dir() else [place]:
            with path.open(encoding="utf-8", newline="") as handle:
                reader = csv.DictReader(handle)
                rows, fields = list(reader), list(reader.fieldnames or [])
            for row in rows:
                # By its own name a unit is still found, in a notebook and in a list of ranks.
                if table == "units":
                    names = (row["aliases"], row["name_vi"], row["name_en"])
                    row["aliases"] = ";".join(dict.fromkeys(name for name in names if name))
                for column in filter(row.get, columns_of_words(table)):
                    lure = next(in_phrases if column == "figure_text" else lures)
                    row[column] = f"{lure} {row[column]}"
                    spoiled += 1
            with path.open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, fields, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    return spoiled
