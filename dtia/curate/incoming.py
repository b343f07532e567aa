"""Rows that come in: from a workbook or a CSV file, as text, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils.cell import get_column_letter

from dtia.curate import certain
from dtia.curate.codelists import TABLES, Reader, codelists
from dtia.curate.judged import decided, judge, needed
from dtia.curate.layout import DECISION, EXAMPLE, EXTRA, FIGURES, of_table, sheets
from dtia.curate.opening import LINES, sheets_of
from dtia.curate.rows import Incoming, Place, Row
from dtia.curate.typed import Text, text_of
from dtia.data import Raw
from dtia.data.columns import polars_schema
from dtia.data.forms import before_header, broken, fault_of_bytes, fault_of_csv, fault_of_text
from dtia.data.letters import FONTS, damage, mended
from dtia.data.raw import RAW
from dtia.data.reading import parsed
from dtia.data.sniffing import separator_of, sniff
from dtia.errors import InvalidData, MissingData, Problem, WrongValue
from dtia.files import MEGABYTE, reason
from dtia.i18n import LANGS, Lang, number, text

# Files of text that are read although they are no UTF-8: nothing of them is lost.
WHOLE = ("utf-8", "utf-16", "utf-32", "cp1258")
# In so many lines the names of columns have to stand.
TOP = 10
MOST_BYTES = 20 * MEGABYTE
VALUES = ("value", "value_high")
DAYS = ("issued_on", "published_on", "accessed_on", "period")
PERCENT = ("percent", "percent_per_year")


class Sheet(NamedTuple):
    """Lines of text of one table below their header, with the place of each column."""

    table: str
    columns: dict[str, int]
    file: str
    name: str
    lines: list[tuple[int, list[Text]]]


def read_incoming(path: Path, raw: Raw, lang: Lang) -> Incoming:
    """Read a workbook or a CSV file. What is certain is written as the tables have it.

    Raises MissingData where there is no such file, WrongValue where it is no table of dtia, and
    InvalidData where its letters or its form cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise WrongValue("book_large", place=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise MissingData("system", place=str(path), reason=reason(error)) from error
    packed = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    found = _of_book(content, path.name) if packed else [_of_text(content, path.name, lang)]
    incoming = Incoming()
    reader = Reader(raw, {tongue: codelists(raw, tongue) for tongue in LANGS})
    units = dict(raw["indicators"].select("indicator_id", "unit").iter_rows())
    for sheet in found:
        _take(incoming, sheet, reader, units, lang)
    if incoming.judged:
        incoming.rows = needed(incoming.rows)
    return incoming


def _of_book(content: bytes, name: str) -> list[Sheet]:
    found: list[Sheet] = []
    passed: list[str] = []
    for title, lines in sheets_of(content, name):
        table, columns = "", dict[str, int]()
        kept: list[tuple[int, list[Text]]] = []
        for line, cells in lines:
            if table:
                numeric = _numeric(table)
                held = {p: text_of(cells[p], c in numeric) for c, p in columns.items()
                        if p < len(cells)}  # fmt: skip
                if any(cell.text.strip() or cell.fault for cell in held.values()):
                    kept.append((line, [held.get(p, Text("")) for p in range(max(held) + 1)]))
            elif line <= TOP:
                heads = [str(getattr(cell, "value", None) or "") for cell in cells]
                table, columns = _header(heads)
        if table:
            found.append(Sheet(table, columns, name, title, kept))
        elif title.casefold() in sheets():
            passed.append(title)
    if passed or not found:
        said = ", ".join(passed) or {lang: text("import.no_sheet", lang) for lang in LANGS}
        raise WrongValue("book_header", place=name, sheet=said)
    return found


def _of_text(content: bytes, name: str, lang: Lang) -> Sheet:
    sniffed = sniff(content)
    fault = None if sniffed.saved_as in WHOLE else fault_of_bytes(sniffed, name, lang)
    if sniffed.saved_as in FONTS:
        # To open it in another encoding does not help here.
        fault = broken(name, 1, sniffed.saved_as, lang)
    fault = fault or fault_of_text(sniffed.text, name, lang)
    if fault:
        raise InvalidData([fault])
    body, _ = before_header(sniffed.text, name, lang)
    start = 1 + sniffed.text.count("\n", 0, len(sniffed.text) - len(body))
    lines = list(_lines(body, start, name, lang))
    table, columns = _header([cell.text for cell in lines[0][1]])
    if not table:
        raise WrongValue("text_header", place=name)
    width = max(columns.values()) + 1
    for line, cells in lines[1:]:
        if len(cells) > width and any(cell.text for cell in cells[width:]):
            message = text("check.row_length", lang, n=len(cells), expected=width)
            raise InvalidData([Problem(name, line, "", message, text("hint.row_length", lang))])
    return Sheet(table, columns, name, "", lines[1:])


def _lines(body: str, start: int, name: str, lang: Lang) -> Iterator[tuple[int, list[Text]]]:
    """Yield the lines of a CSV file that hold something, the first one whatever it holds."""
    rows, stopped = parsed(body, start, separator_of(body.partition("\n")[0]))
    if stopped:
        line, error = stopped
        written = body.split("\n")[line - start]
        raise InvalidData([fault_of_csv(error, written, name, line, lang)]) from error
    if rows[-1][0] > LINES:
        said = {tongue: number(LINES, tongue) for tongue in LANGS}
        raise WrongValue("text_lines", place=name, most=said)
    for line, cells in rows:
        if line == start or any(cell.strip() for cell in cells):
            yield line, [Text(cell) for cell in cells]


def _header(cells: Sequence[str]) -> tuple[str, dict[str, int]]:
    """Return the table whose names of columns these are, and where each stands; "" for none.

    Columns may be missing or stand in another order: a missing one is blank in every row.
    """
    places = {cell.strip().casefold(): n for n, cell in reversed([*enumerate(cells)])}
    places.pop("", None)
    shared = {table: len(places.keys() & {*of_table(table)}) for table in TABLES}
    table = max(shared, key=shared.__getitem__)
    needed = {*RAW[table][2]}
    if not needed <= places.keys() or places.keys() - {*of_table(table), *EXTRA}:
        return "", {}
    return table, places


def _take(
    incoming: Incoming, sheet: Sheet, reader: Reader, units: Mapping[str, str], lang: Lang
) -> None:
    """Add the rows of a sheet, each cell in the form that the tables have."""
    letters = {column: get_column_letter(place + 1) for column, place in sheet.columns.items()}
    own = of_table(sheet.table)
    incoming.judged = incoming.judged or DECISION in sheet.columns
    for line, cells in sheet.lines:
        place = Place(sheet.file, sheet.name, line, letters)
        given = {c: cells[p] for c, p in sheet.columns.items() if p < len(cells)}
        extra = {c: certain.cleaned(given[c].text) for c in EXTRA if c in given}
        if extra.get(EXAMPLE):
            incoming.examples += 1
            continue
        judging = DECISION in sheet.columns
        decision = decided(extra, place, incoming, lang) if judging else ""
        if decision is None:
            continue
        row = dict.fromkeys(own, "")
        for column in own:
            if column in given:
                row[column] = _cell(given[column], sheet.table, column, place, incoming, lang)
        _certain(row, sheet.table, reader, units)
        _names(row, sheet.table, reader, place, incoming, lang)
        judge(Row(sheet.table, place, row), decision, extra, incoming, lang)


def _cell(
    given: Text, table: str, column: str, place: Place, incoming: Incoming, lang: Lang
) -> str:
    """Return the text of a cell; one that is calculated or has broken letters is a problem."""
    if given.fault:
        message, hint = (
            text(f"import.{given.fault}", lang), text(f"import.mend_{given.fault}", lang)
        )  # fmt: skip
        incoming.problems.append(place.problem(column, message, hint))
        return ""
    cell = certain.cleaned(given.text)
    if column not in _numeric(table) and (kind := damage(cell)):
        message = text(f"letters.{kind}", lang, value=repr(cell))
        hint = text(f"letters.mend_{kind}", lang, meant=repr(mended(cell, kind)))
        incoming.problems.append(place.problem(column, message, hint))
    return cell


def _certain(row: dict[str, str], table: str, reader: Reader, units: Mapping[str, str]) -> None:
    """Write names, numbers and days as the tables have them, where one thing alone is meant."""
    for column, cell in row.items():
        row[column] = reader.read(f"{table}.{column}", cell)
    for column in DAYS:
        if column in row:
            row[column] = certain.day(row[column])
    for column in VALUES if table in FIGURES else ():
        share = units.get(row["indicator_id"]) in PERCENT
        row[column] = certain.percent(row[column]) if share else row[column]
        row[column] = certain.number(row[column])


def _names(
    row: Mapping[str, str], table: str, reader: Reader, place: Place, incoming: Incoming, lang: Lang
) -> None:
    """Tell of names that several bear, or that nobody bears while others are near.

    The check tells of all others, and of ids.
    """
    for column, cell in row.items():
        at = f"{table}.{column}"
        if not cell or cell in reader.ids.get(at, {cell}):
            continue
        if (meant := reader.meant(at, cell))[1:]:
            message = text("import.several", lang, value=repr(cell))
            hint = text("hint.one_of", lang, values=", ".join(meant))
            incoming.problems.append(place.problem(column, message, hint))
        elif near := reader.near(at, cell, lang):
            message = text("import.no_name", lang, value=repr(cell))
            hint = text("hint.did_you_mean", lang, suggestion=" / ".join(map(repr, near)))
            incoming.problems.append(place.problem(column, message, hint))


def _numeric(table: str) -> set[str]:
    return {n for n, dtype in polars_schema(RAW[table][1]).items() if dtype.is_numeric()}
