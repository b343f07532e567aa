"""The sources of a work, numbered in the order in which its tables name them."""

from __future__ import annotations

from typing import NamedTuple

from dtia.data.lists import entries
from dtia.export.cells import address, inert
from dtia.export.work import Work
from dtia.i18n import date


class Reference(NamedTuple):
    """One page that figures were read on: its number, who published what, when, and where."""

    number: int
    who: str
    title: str
    published: str
    url: str

    def words(self) -> str:
        """Return what stands in a list of sources before the address."""
        when = f" ({self.published})" if self.published else ""
        return f"{self.who}{when}. {self.title}".removesuffix(". ").rstrip() + "."


def references(work: Work) -> list[Reference]:
    """Return the sources of the tables of a work."""
    known = {row["source_id"]: row for row in work.data.sources.iter_rows(named=True)}
    return [
        Reference(
            number,
            inert(row["publisher"] or row["title"] or source),
            inert(row["title"] or "") if row["publisher"] else "",
            date(row["published_on"] or "", work.lang),
            address(row["url"]),
        )
        for source, number in numbers(work).items()
        for row in [known[source]]
    ]


def numbers(work: Work) -> dict[str, int]:
    """Number the sources of a work by their ids."""
    named = (
        source
        for table in work.tables
        if "source_ids" in table.frame.columns
        for listed in table.frame["source_ids"].drop_nulls()
        for source in entries(listed)
    )
    known = set(work.data.sources["source_id"])
    return {s: n for n, s in enumerate(dict.fromkeys(s for s in named if s in known), 1)}


def marks(listed: str | None, numbered: dict[str, int]) -> str:
    """Return the numbers of some sources as a text cites them: `[3], [12]`."""
    found = sorted({numbered[source] for source in entries(listed) if source in numbered})
    return ", ".join(f"[{number}]" for number in found)
