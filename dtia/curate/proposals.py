"""What reading an act proposes: rows as the raw tables have them, and what was left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl

from dtia.data import Row
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW

# What a proposal of a figure, and of an act, has besides the columns of its table.
JUDGED = ["sentence", "doubt", "why", "choices"]
DOUBTED = ["doubt", "why"]
PASSED = ["source_id", "locator", "sentence", "reason"]


class Proposals(NamedTuple):
    """What was read in acts; every cell is text, as the raw tables have it.

    `targets` and `observations` have the columns of their tables, then `sentence` (evidence to
    judge by), `doubt` (columns whose value is not sure, joined with `;`), `why` (in words) and
    `choices` (up to three indicators, best first). `documents` has `doubt` and `why`; `sources`
    the hash of each file. `passed` has every sentence that was taken for no target, and why: a
    code that the texts word as `read.passed.<code>`.
    """

    targets: pl.DataFrame
    observations: pl.DataFrame
    documents: pl.DataFrame
    sources: pl.DataFrame
    passed: pl.DataFrame


def columns_of(table: str) -> list[str]:
    """Return the columns of one table of proposals."""
    if table == "passed":
        return PASSED
    more = {"targets": JUDGED, "observations": JUDGED, "documents": DOUBTED}.get(table, [])
    return [*polars_schema(RAW[table][1]), *more]


def framed(rows: dict[str, Sequence[Row]]) -> Proposals:
    """Make frames of rows, blank where a row has nothing."""
    return Proposals(
        *(
            pl.DataFrame(
                [[str(row.get(c) or "") or None for c in columns_of(table)] for row in rows[table]],
                schema=dict.fromkeys(columns_of(table), pl.String),
                orient="row",
            )
            for table in Proposals._fields
        )
    )


def together(found: Iterable[Proposals]) -> Proposals:
    """Put the proposals of several acts in one; an act or a source read twice stands once."""
    every = list(found)
    frames = {
        table: pl.concat([getattr(one, table) for one in every]) for table in Proposals._fields
    }
    for table, key in (("documents", "document_id"), ("sources", "source_id")):
        frames[table] = frames[table].unique(key, keep="first", maintain_order=True)
    return Proposals(**frames)
