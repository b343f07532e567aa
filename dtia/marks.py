"""Tie the marks of a drawn chart to the rows of its table.

A page holds each chart as SVG and, below it, the table of what its tooltips say. Every mark names
its row, so a page needs no drawing library to tell, to highlight or to hand out its data.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
# What Vega writes of a mark that has a description.
MARK = re.compile(r'aria-label="row(\d+)" role="graphics-symbol" aria-roledescription="[^"]*"')
WHERE = re.compile(r' data-row="\d+"')
NAME = r'(?: aria-label="[^"]*")?'
HIDDEN = re.compile(rf'{NAME} role="graphics-[a-z]+" aria-roledescription="[^"]*"{NAME}')
UNSEEN = re.compile(
    r'<path class="(?:back|fore)ground" aria-hidden="true"[^>]*d="M0,0h0v0h0Z"[^>]*/>'
    r'| opacity="1"(?=[^<>]*>)'
)
DIGITS = re.compile(r"-?\d+\.\d{3,}(?=[^<>]*>)")
# What identifies the figure in a row, for those who report an error.
KEY = [
    "unit_id", "indicator_id", "tier", "horizon_year", "period", "base_id", "method",
    "document_id", "reference_id",
]  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """What the marks of a chart say: titles of columns by field, and rows with their `_key`."""

    columns: dict[str, str]
    rows: list[dict[str, Any]]


def tied(spec: Spec) -> tuple[Spec, Rows]:
    """Number the rows of a chart and let every mark that has a tooltip carry its number.

    Rows of several layers that say the same are one row.
    """
    whole = copy.deepcopy(spec)
    columns: dict[str, str] = {}
    for encoding in _encodings(whole):
        encoding["description"] = {"field": "_row", "type": "nominal"}
        for shown in encoding["tooltip"]:
            columns.setdefault(shown["field"], shown.get("title", ""))
    numbers: dict[tuple[Any, ...], int] = {}
    rows: list[dict[str, Any]] = []
    for dataset in whole["datasets"].values():
        for row in dataset:
            said = tuple(row.get(field) for field in columns)
            if not any(said):
                continue
            if said not in numbers:
                numbers[said] = len(rows)
                rows.append({field: row.get(field) for field in columns} | {"_key": key(row)})
            row["_row"] = f"row{numbers[said]}"
    whole["config"].setdefault("mark", {})["aria"] = True
    return whole, Rows(columns, rows)


def key(row: dict[str, Any]) -> str:
    """Name the figure of a row: its ids, in order; blank where it is no figure of one source."""
    return "/".join(str(row[part]) for part in KEY if row.get(part) is not None)


def numbered(drawing: str) -> str:
    """Let each mark of a drawing of a tied chart say its row in `data-row`."""
    return HIDDEN.sub("", MARK.sub(r'data-row="\1"', drawing))


def unnumbered(drawing: str) -> str:
    """Drop from a drawing of a tied chart what only a page uses."""
    return WHERE.sub("", numbered(drawing))


def light(drawing: str) -> str:
    """Drop from a drawing what a reader does not see, and digits beyond a hundredth of a pixel."""
    lighter = UNSEEN.sub("", drawing)
    return DIGITS.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), lighter)


def _encodings(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every encoding with a tooltip."""
    if isinstance(node, dict):
        encoding = node.get("encoding")
        if isinstance(encoding, dict) and encoding.get("tooltip"):
            if isinstance(encoding["tooltip"], dict):
                encoding["tooltip"] = [encoding["tooltip"]]
            yield encoding
        for name, child in node.items():
            if name != "datasets":
                yield from _encodings(child)
    elif isinstance(node, list):
        for child in node:
            yield from _encodings(child)
