"""Check the days of the tables: real, in their century, not to come, and in their order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from dtia import i18n
from dtia.check.found import Found, place
from dtia.data import FILE, LINE, Raw, Row
from dtia.data.columns import DATE
from dtia.data.periods import earlier
from dtia.errors import Problem
from dtia.i18n import Lang, text


class Column(NamedTuple):
    """What the dates of a column have in common."""

    # The year before which nothing of the kind is on file.
    earliest: int
    # A year or a month alone leaves too much open.
    to_the_day: bool = False
    # A day to come can be known before it.
    may_come: bool = False


# Provinces and acts are older than plans for digital transformation, and these than the web.
COLUMNS = {
    ("units", "valid_from"): Column(1945, to_the_day=True, may_come=True),
    ("units", "valid_to"): Column(1945, to_the_day=True, may_come=True),
    ("documents", "issued_on"): Column(1945),
    ("sources", "published_on"): Column(1995),
    ("sources", "accessed_on"): Column(2000, to_the_day=True),
    ("searched", "searched_on"): Column(2000, to_the_day=True),
    ("observations", "period"): Column(2000),
    ("weights", "period"): Column(2000),
    ("national_references", "valid_from"): Column(2015),
    ("national_references", "valid_to"): Column(2015, may_come=True),
}
# The place of a day that is judged for itself.
NOWHERE: Row = {FILE: "", LINE: 0}
# An id of an act that ends in the year of its issue, and in no span of years.
OF_YEAR = re.compile(r"_((?:19|20)\d\d)$")


def find_date_problems(typed: Raw, found: Found, lang: Lang, today: date) -> None:
    """Check each date, then those that have to follow each other. `today` is the last day known."""
    for (table, name), column in COLUMNS.items():
        cells = typed[table].select(FILE, LINE, name).drop_nulls()
        # Days are few: each is judged once, and only cells of a wrong one are told.
        days = (day for day in cells[name].unique() if re.match(DATE, day))
        wrong = [
            day for day in days if any(_of_cell({**NOWHERE, name: day}, name, column, today, lang))
        ]
        for row in cells.filter(pl.col(name).is_in(wrong)).iter_rows(named=True):
            found.add(_of_cell(row, name, column, today, lang))
    found.add(_of_acts(typed, found, lang))
    found.add(_of_sources(typed, found, lang))
    found.add(_of_searches(typed, found, lang), "sources")
    found.add(_before_the_act(typed, found, lang), "sources", "documents")
    found.add(_not_yet_measured(typed, found, lang), "sources")


def is_before(first: str | None, second: str | None) -> bool:
    """Tell whether a date lies before another one, as far as both are known."""
    known = min(len(first or ""), len(second or ""))
    return (first or "")[:known] < (second or "")[:known]


def _real(value: str) -> bool:
    parts = [int(part) for part in value.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True


def _of_cell(row: Row, name: str, column: Column, today: date, lang: Lang) -> Iterator[Problem]:
    value: str = row[name]
    shown = i18n.date(value, lang)
    if not _real(value):
        yield _told(row, name, "no_such_date", lang, value=repr(value))
    elif int(value[:4]) < column.earliest:
        yield _told(row, name, "long_ago", lang, value=shown, year=column.earliest)
    elif not column.may_come and is_before(today.isoformat(), value):
        now = i18n.date(today.isoformat(), lang)
        yield _told(row, name, "to_come", lang, value=shown, today=now)
    elif column.to_the_day and len(value) < len("2021-11-04"):
        yield _told(row, name, "no_day", lang, value=shown)


def _of_acts(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Compare the year of issue with the one in the id of an act."""
    for row in found.sound(typed["documents"]).iter_rows(named=True):
        year = OF_YEAR.search(row["document_id"])
        if year and not (row["issued_on"] or "").startswith(year[1]):
            document, issued = row["document_id"], i18n.date(row["issued_on"] or "–", lang)
            yield _told(row, "issued_on", "other_year", lang, document=document, issued=issued)


def _of_sources(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find pages that were read before they were published, or archived on no day."""
    read_on = Counter(typed["sources"]["accessed_on"].drop_nulls())
    for row in found.sound(typed["sources"]).iter_rows(named=True):
        published, accessed = row["published_on"], row["accessed_on"]
        if accessed is None and row["archive_sha256"]:
            yield _told(row, "accessed_on", "read_when", lang)
        elif is_before(accessed, published):
            # A day on which other pages were read as well is not the slip.
            column = "published_on" if read_on[accessed] > 1 else "accessed_on"
            days = {"read": i18n.date(accessed, lang), "published": i18n.date(published, lang)}
            yield _told(row, column, "read_too_soon", lang, **days)


def _of_searches(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    published = _dates(typed, found, "sources", "published_on")
    for row in found.sound(typed["searched"]).iter_rows(named=True):
        day = published.get(row["source_id"])
        if day and is_before(row["searched_on"], day):
            days = {"read": i18n.date(row["searched_on"], lang), "published": i18n.date(day, lang)}
            yield _told(row, "searched_on", "read_too_soon", lang, **days)


def _before_the_act(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find pages that quote an act before its issue.

    The slip is in the row where the page quotes other acts as well, in the act where all its
    pages are too early, and else in the page.
    """
    published = _dates(typed, found, "sources", "published_on")
    issued = _dates(typed, found, "documents", "issued_on")
    # The first row of each act on a page stands for all of them.
    quoting = (
        found.sound(typed["targets"])
        .select(FILE, LINE, "source_id", "document_id")
        .unique(["source_id", "document_id"], keep="first", maintain_order=True)
    )
    rows: dict[tuple[str, str], Row] = {}
    acts: defaultdict[str, set[str]] = defaultdict(set)
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for row in quoting.iter_rows(named=True):
        page, act = row["source_id"], row["document_id"]
        if page in published and act in issued:
            rows[page, act] = row
            acts[page].add(act)
            pages[act].add(page)
    where = {
        table: {row[key]: row for row in typed[table].iter_rows(named=True)}
        for table, key in (("sources", "source_id"), ("documents", "document_id"))
    }
    for (page, act), first in rows.items():
        if not is_before(published[page], issued[act]):
            continue
        days = {
            "published": i18n.date(published[page], lang), "issued": i18n.date(issued[act], lang),
            "document": act, "source": page,
        }  # fmt: skip
        early = [is_before(published[other], issued[act]) for other in pages[act]]
        if len(acts[page]) > 1:
            yield _told(first, "document_id", "before_the_act", lang, **days)
        elif len(early) > 1 and all(early):
            yield _told(where["documents"][act], "issued_on", "before_the_act", lang, **days)
        else:
            yield _told(where["sources"][page], "published_on", "before_the_act", lang, **days)


def _not_yet_measured(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find values of a period that had not begun when their page was published or read."""
    columns = ("published_on", "accessed_on")
    days = {column: _dates(typed, found, "sources", column) for column in columns}
    early: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    rows = found.sound(typed["observations"]).select(FILE, LINE, "source_id", "period")
    of_page = dict(rows.group_by("source_id").len().iter_rows())
    pages_read = typed["sources"].select("source_id", *columns).unique("source_id", keep="last")
    before = [earlier(column, "period") for column in columns]
    doubtful = rows.join(pages_read, on="source_id", how="left", maintain_order="left")
    for row in doubtful.filter(pl.any_horizontal(before)).iter_rows(named=True):
        for column, known in days.items():
            if is_before(known.get(row["source_id"]), row["period"]):
                early[row["source_id"], column].append(row)
                break
    pages = {row["source_id"]: row for row in typed["sources"].iter_rows(named=True)}
    for (page, column), measured in early.items():
        day = i18n.date(days[column][page], lang)
        if 1 < len(measured) == of_page[page]:
            period = i18n.date(measured[0]["period"], lang)
            yield _told(pages[page], column, "before_period", lang, day=day, period=period)
            continue
        for row in measured:
            period = i18n.date(row["period"], lang)
            yield _told(row, "period", "not_yet_measured", lang, day=day, period=period)


def _dates(typed: Raw, found: Found, table: str, column: str) -> dict[str, str]:
    """Map the ids of a register to their dates, where these are known and sound."""
    key = f"{table.removesuffix('s')}_id"
    rows = found.sound(typed[table], [key, column]).drop_nulls(column)
    return dict(rows.select(key, column).iter_rows())


def _told(row: Row, column: str, name: str, lang: Lang, **values: object) -> Problem:
    message = text(f"date.{name}", lang, **values)
    return Problem(*place(row), column, message, text(f"date.mend_{name}", lang, **values))
