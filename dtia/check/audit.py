"""Compare quoted phrases with the archived copies of their sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dtia.data import FILE, LINE, Raw
from dtia.errors import MissingData, Problem
from dtia.i18n import Lang, text

QUOTING = ("targets", "observations", "left_out")


@dataclass(frozen=True)
class Audit:
    """What an audit looked at, and the phrases it could not find."""

    sources: int
    phrases: int
    problems: list[Problem]


def audit(raw: Raw, archive: Path, words_of: Callable[[Path], str], lang: Lang = "vi") -> Audit:
    """Look up every `figure_text` verbatim in the archived copy of its source.

    `words_of` gives the words of a copy; where it breaks its lines does not matter. A source is
    matched to its copy by `archive_sha256`, so file names do not matter. Sources without a hash
    are not archived and are passed over. Raises MissingData where `archive` is no folder, or
    holds none of the copies.
    """
    if not archive.is_dir():
        raise MissingData("no_archive", folder=archive)
    copies = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(archive.rglob("*"))
        if path.is_file()
    }
    sources = raw["sources"].filter(pl.col("archive_sha256").is_not_null())
    hashes = dict(sources.select("source_id", "archive_sha256").iter_rows())
    if not set(hashes.values()) & set(copies):
        raise MissingData("no_copies", folder=archive, n=len(hashes))
    pages = {
        source: _joined(words_of(copies[digest]))
        for source, digest in hashes.items()
        if digest in copies
    }
    quoted = [
        row
        for table in QUOTING
        for row in raw[table].select(FILE, LINE, "source_id", "figure_text").iter_rows()
        if row[2] in pages and row[3]
    ]
    problems = [*_missing(sources, set(copies), lang), *_not_verbatim(quoted, pages, lang)]
    return Audit(len(pages), len(quoted), sorted(problems))


def _missing(sources: pl.DataFrame, copies: set[str], lang: Lang) -> Iterator[Problem]:
    hint = text("hint.archive", lang)
    archived = sources.select(FILE, LINE, "source_id", "archive_sha256")
    for file, line, source, digest in archived.iter_rows():
        if digest not in copies:
            message = text("audit.copy_missing", lang, source=source)
            yield Problem(file, line, "archive_sha256", message, hint)


def _not_verbatim(
    quoted: list[tuple[Any, ...]], pages: dict[str, str], lang: Lang
) -> Iterator[Problem]:
    hint = text("hint.verbatim", lang)
    for file, line, source, phrase in quoted:
        if _joined(phrase) not in pages[source]:
            message = text("audit.not_verbatim", lang, phrase=repr(phrase), source=source)
            yield Problem(file, line, "figure_text", message, hint)


def _joined(words: str) -> str:
    return " ".join(words.split())
