"""Check the national yardsticks: targets of the nation, one at a time, each with its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

from dtia import i18n
from dtia.check.dates import is_before
from dtia.check.found import Found, doubtful, may_be, open_key, place
from dtia.data import Raw, Row
from dtia.data.dataset import as_of
from dtia.errors import Problem
from dtia.i18n import Lang, text

CELL = ["indicator_id", "tier", "horizon_year"]
KEY = ["indicator_id", "tier", "base_id", "horizon_year", "document_id"]


def yardstick_problems(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Check that each yardstick is a target of the nation, and that its days and state agree.

    Of one indicator, tier and year only one can hold at a time, whatever its base.
    """
    strangers = list(_of_no_target(typed, found, lang))
    yield from strangers
    doubted = found.cells.keys() | {(problem.file, problem.line) for problem in strangers}
    issued = dict(found.sound(typed["documents"]).select("document_id", "issued_on").iter_rows())
    now = as_of(typed)
    cells: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in typed["national_references"].iter_rows(named=True):
        cells[tuple(row[column] for column in CELL)].append(row)
    for beside in cells.values():
        sound = [row for row in beside if place(row) not in doubted]
        for row in sound:
            yield from islice(_of_row(row, issued.get(row["document_id"]), now, lang), 1)
        if len(sound) == len(beside):
            yield from _of_successors(beside, lang)
        yield from _at_once(sound, lang)


def _of_no_target(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    national = typed["targets"].join(
        typed["units"].filter(level="nation"), on="unit_id", how="semi"
    )
    stated = dict.fromkeys(national.select(KEY).iter_rows())
    current = set(national.filter(status="current").select(KEY).iter_rows())
    in_doubt = [
        open_key(row, KEY, found.cells)
        for row in doubtful(typed["targets"], found.cells).iter_rows(named=True)
    ]
    for row in found.sound(typed["national_references"]).iter_rows(named=True):
        known = stated if row["state"] == "announced" else current
        if tuple(row[column] for column in KEY) not in known and not may_be(row, in_doubt):
            message, hint = text("check.no_such_target", lang), text("hint.no_such_target", lang)
            yield Problem(*place(row), "document_id", message, hint)


def _of_row(row: Row, issued: str | None, now: str, lang: Lang) -> Iterator[Problem]:
    first, last, state = row["valid_from"], row["valid_to"], row["state"]
    if state == "announced":
        if last:
            yield _told(row, "valid_to", "no_end", lang)
    elif not first:
        yield _told(row, "valid_from", "no_start", lang)
    if is_before(last, first) and last:
        yield _told(row, "valid_to", "ends_first", lang)
    if first and is_before(first, issued):
        yield _told(row, "valid_from", "before_act", lang, day=i18n.date(issued or "", lang))
    if state != "announced":
        meant = "expired" if last and is_before(last, now) else "in_force"
        if is_before(now, first):
            meant = "announced"
        if state != meant:
            days = {"now": i18n.date(now, lang), "state": state, "meant": meant}
            yield _told(row, "state", "other_state", lang, **days)
    if row["replaced_by"] and state != "expired":
        yield _told(row, "replaced_by", "not_over", lang)


def _of_successors(beside: list[Row], lang: Lang) -> Iterator[Problem]:
    """Find yardsticks whose successor has no row, or does not hold."""
    rows = {row["document_id"]: row for row in beside}
    for row in beside:
        after = rows.get(row["replaced_by"])
        if row["replaced_by"] and after is None:
            yield _told(row, "replaced_by", "no_successor", lang, document=row["replaced_by"])
        elif after and after["state"] == "announced":
            yield _told(after, "state", "holds_already", lang, document=row["document_id"])
        elif after and is_before(after["valid_from"], row["valid_from"]):
            yield _told(row, "replaced_by", "no_successor", lang, document=row["replaced_by"])


def _at_once(beside: list[Row], lang: Lang) -> Iterator[Problem]:
    """Find two yardsticks that hold on one day."""
    holding = [row for row in beside if row["state"] != "announced" and row["valid_from"]]
    for row, following in pairwise(sorted(holding, key=lambda row: str(row["valid_from"]))):
        if not row["valid_to"] or not is_before(row["valid_to"], following["valid_from"]):
            yield _told(following, "valid_from", "at_once", lang, document=row["document_id"])


def _told(row: Row, column: str, name: str, lang: Lang, **values: object) -> Problem:
    message = text(f"yardstick.{name}", lang, **values)
    return Problem(*place(row), column, message, text(f"yardstick.mend_{name}", lang, **values))
