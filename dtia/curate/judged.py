"""What a person decided of proposals: rows that are taken, and those that are left, with why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dtia.curate.layout import DECISION, LEAVE, NONE, PROPOSED, REASON, decisions, of_table
from dtia.curate.rows import Incoming, Place, Row
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.i18n import Lang, text


def decided(extra: Mapping[str, str], place: Place, incoming: Incoming, lang: Lang) -> str | None:
    """Return what was decided of a row; None where it is not to be looked at."""
    word = extra.get(DECISION, "")
    if not word:
        incoming.undecided += 1
        return None
    found = decisions().get(word.casefold())
    if found is None:
        message = text("check.not_in", lang, value=repr(word))
        hint = text("hint.one_of", lang, values=", ".join(decisions()))
        incoming.problems.append(place.problem(DECISION, message, hint))
    return found


def judge(
    row: Row, decision: str, extra: Mapping[str, str], incoming: Incoming, lang: Lang
) -> None:
    """Take a row, or write it as one of `left_out`, as was decided."""
    unseen = _unseen(row.cells, extra)
    if decision not in (LEAVE, NONE):
        incoming.rows.append(row._replace(unseen=unseen))
        return
    if decision == NONE:
        cells = {**row.cells, "indicator_id": ""}
        # The tables give reasons in Vietnamese.
        reason = extra.get(REASON, "") or text("import.none_fits", "vi")
    else:
        cells, reason = row.cells, extra.get(REASON, "")
    _leave(row._replace(cells=cells, unseen=unseen), reason, incoming, lang)


def needed(rows: Iterable[Row]) -> list[Row]:
    """Drop the acts and sources of a judged workbook that no row which comes in names."""
    given = list(rows)
    figures = [row.cells for row in given if row.table not in ("documents", "sources")]
    named = {
        "documents": {cells.get("document_id") for cells in figures},
        "sources": {cells.get("source_id") for cells in figures},
    }
    key = {"documents": "document_id", "sources": "source_id"}
    return [
        row
        for row in given
        if row.table not in named or row.cells[key[row.table]] in named[row.table]
    ]


def _unseen(cells: Mapping[str, str], extra: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns in doubt that stand as they were proposed.

    Who looked at them, and found them right, empties the cell `doubt`.
    """
    if not extra.get("doubt"):
        return ()
    proposed = (entry.partition("=") for entry in entries(extra.get(PROPOSED)))
    return tuple(c for c, _, value in proposed if value and cells.get(c) == value)


def _leave(row: Row, reason: str, incoming: Incoming, lang: Lang) -> None:
    """Write a row of `left_out`: what is doubtful, and was not looked at, is blank or asked for."""
    place = row.place
    if not reason:
        message = text("import.no_reason", lang)
        incoming.problems.append(place.problem(REASON, message, text("import.mend_reason", lang)))
    year = "horizon_year" if row.table == "targets" else "period"
    columns = {**{column: column for column in of_table("left_out")}, "horizon_year": year}
    kept = RAW["left_out"][1].to_schema().columns
    cells = {}
    for column, own in columns.items():
        cells[column] = "" if own in row.unseen else row.cells.get(own, "")
        if own in row.unseen and not kept[column].nullable:
            cells[column] = row.cells[own]
            hint = text("import.mend_unseen", lang)
            incoming.problems.append(place.problem(own, text("import.unseen", lang), hint))
    cells |= {"horizon_year": cells["horizon_year"][:4], "reason": reason}
    letters = {**place.letters, "horizon_year": place.letters.get(year, "")}
    incoming.rows.append(Row("left_out", place._replace(letters=letters), cells))
