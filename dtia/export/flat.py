"""Tables for programs: CSV that Excel opens as it is, and Parquet that says what it holds."""

from __future__ import annotations

from codecs import BOM_UTF8
from io import BytesIO

import polars as pl

from dtia.data.dataset import to_csv
from dtia.export.cells import flat, inert, rows
from dtia.export.facts import citation
from dtia.export.work import Work


def csv(work: Work) -> bytes:
    """Return the first table of a work; the mark at its start tells Excel that it is UTF-8."""
    return BOM_UTF8 + to_csv(_rows(work))


def parquet(work: Work) -> bytes:
    """Return the first table of a work, with its title and how to cite it."""
    made = BytesIO()
    said = {"title": inert(work.title), "version": work.data.version, "citation": citation(work)}
    _rows(work).write_parquet(made, metadata=said)
    return made.getvalue()


def _rows(work: Work) -> pl.DataFrame:
    return rows(work.tables[0]) if work.tables else flat(work.frame)
