"""What reading an act proposes: rows as the raw tables have them, and what was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from dtia.data import Row
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW

# What a proposal of a figure, and of an act, has besides the columns of its table.
JUDGED = ["sentence", "doubt", "why", "choices"]
DOUBTED = ["doubt", "why"]
# What was read of the first figure of a sentence that is passed by; blank where it holds none.
HELD = [
    "document_id", "unit_id", "horizon_year", "comparator", "value", "value_high", "figure_text",
]  # fmt: skip
PASSED = ["source_id", "locator", "sentence", "reason", *HELD]


class Proposals(NamedTuple):
    """What was read in acts; every cell is text, as the raw tables have it.

    `targets` and `observations` have the columns of their tables, then `sentence` (evidence to
    judge by), `doubt` (columns whose value is not sure, joined with `;`), `why` (in words) and
    `choices` (up to three indicators, best first). `documents` and `sources` have `doubt` and
    `why`, a source the hash of its file. `passed` has every sentence that was taken for no target,
    and why: a code that the texts word as `read.passed.<code>`; then HELD.
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
    more = JUDGED if table in ("targets", "observations") else DOUBTED
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
    """Put the proposals of several acts in one; an act or a source read twice stands once.

    Files that would have one id of a source are numbered.
    """
    every = list(_told_apart(found))
    frames = {
        table: pl.concat([getattr(one, table) for one in every]) for table in Proposals._fields
    }
    for table, key in (("documents", "document_id"), ("sources", "source_id")):
        frames[table] = frames[table].unique(key, keep="first", maintain_order=True)
    return Proposals(**frames)


def _told_apart(found: Iterable[Proposals]) -> Iterator[Proposals]:
    files: dict[str, str] = {}
    for one in found:
        own, file = one.sources.select("source_id", "archive_sha256").row(0)
        names = (own, *(f"{own}_{n}" for n in range(2, len(files) + 3)))
        name = next(n for n in names if files.get(n, file) == file)
        files[name] = file
        frames = (frame.with_columns(source_id=pl.lit(name)) if "source_id" in frame.columns
                  else frame for frame in one)  # fmt: skip
        yield Proposals(*frames)
