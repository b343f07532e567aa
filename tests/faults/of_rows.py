"""Slips in whole rows, headers and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from dtia.data.raw import RAW
from faults.planting import ANY, Kind, Sheet, Slip, order
from support.forms import FORMS

# A byte-order mark and quotes are no slips; lines of commas stand where the file ends.
SOUND_FORMS = {"as it is", "all quoted", "a mark", "CRLF", "CR", "UTF-8 with mark"}
OTHER_COLUMNS = ("unit_id", "source_id", "figure_text", "label_vi", "reason_vi", "title_vi")


def row_kinds() -> Iterator[Kind]:
    for table in RAW:
        yield Kind(f"{table}: a row twice", table, _twice)
        yield Kind(f"{table}: a cell too few", table, _cut(-1))
        yield Kind(f"{table}: a cell too many", table, _cut(1))
        yield Kind(f"{table}: a column renamed", table, _renamed)
        yield Kind(f"{table}: a column without a name", table, _unnamed)
        yield Kind(f"{table}: a column twice", table, _column_twice)
        yield Kind(f"{table}: a column left out", table, _left_out)
        yield Kind(f"{table}: a column of one's own", table, _own)
        yield Kind(f"{table}: the headers of two columns swapped", table, _headers_swapped)
        yield Kind(f"{table}: a comma without quotes", table, _unquoted)
        yield Kind(f"{table}: a quote that is never closed", table, _open_quote)


def form_kinds() -> Iterator[Kind]:
    for name, form in FORMS.items():
        yield Kind(f"a file: {name}", "bases", _formed(form))
        yield Kind(f"documents: {name}", "documents", _formed(form))


def _formed(form: Callable[[str], bytes]) -> Callable[[Sheet, Random], Slip | None]:
    def spoil(sheet: Sheet, random: Random) -> Slip | None:
        content = form(sheet.text())
        if content.removeprefix(b"\xef\xbb\xbf") == sheet.text().encode():
            return None
        # One byte that is no text is told at its cell.
        columns = sheet.header if content.count(b"\0") == 1 else []
        places = frozenset((ANY, column) for column in ["", *columns])
        return Slip(sheet.file, content, places)

    return spoil


def _keyed(sheet: Sheet) -> str:
    return RAW[sheet.table][2][-1]


def _twice(sheet: Sheet, random: Random) -> Slip:
    at = random.randrange(len(sheet.rows))
    to = random.randrange(at + 1, len(sheet.rows) + 1)
    copied = sheet._replace(rows=[*sheet.rows[:to], sheet.rows[at], *sheet.rows[to:]])
    places = {(line + 2, _keyed(sheet)) for line in (at, to)}
    return Slip(sheet.file, copied.text().encode(), frozenset(places))


def _cut(by: int) -> Callable[[Sheet, Random], Slip]:
    def spoil(sheet: Sheet, random: Random) -> Slip:
        at = random.randrange(len(sheet.rows))
        row = sheet.rows[at][:by] if by < 0 else [*sheet.rows[at], "x"]
        cut = sheet._replace(rows=[*sheet.rows[:at], row, *sheet.rows[at + 1 :]])
        return Slip(sheet.file, cut.text().encode(), frozenset({(at + 2, "")}))

    return spoil


def _with_header(sheet: Sheet, header: list[str], *columns: str) -> Slip:
    content = sheet._replace(header=header).text().encode()
    return Slip(sheet.file, content, frozenset((1, column) for column in columns))


def _renamed(sheet: Sheet, random: Random) -> Slip:
    at = random.randrange(len(sheet.header))
    wrong = sheet.header[at].upper().replace("_", " ")
    header = [*sheet.header[:at], wrong, *sheet.header[at + 1 :]]
    return _with_header(sheet, header, sheet.header[at], wrong)


def _unnamed(sheet: Sheet, random: Random) -> Slip:
    at = random.randrange(len(sheet.header) - 1)
    header = [*sheet.header[:at], "", *sheet.header[at + 1 :]]
    return _with_header(sheet, header, sheet.header[at], "")


def _column_twice(sheet: Sheet, random: Random) -> Slip:
    one, other = random.sample(sheet.header, 2)
    header = [other if column == one else column for column in sheet.header]
    return _with_header(sheet, header, one, other)


def _left_out(sheet: Sheet, random: Random) -> Slip:
    at = random.randrange(len(sheet.header))
    rows = [[*row[:at], *row[at + 1 :]] for row in sheet.rows]
    header = [*sheet.header[:at], *sheet.header[at + 1 :]]
    return _with_header(sheet._replace(rows=rows), header, sheet.header[at])


def _own(sheet: Sheet, random: Random) -> Slip:
    rows = [[*row, "x"] for row in sheet.rows]
    return _with_header(sheet._replace(rows=rows), [*sheet.header, "ghi_chu"], "ghi_chu")


def _headers_swapped(sheet: Sheet, random: Random) -> Slip | None:
    """Swap the headers of an id and of a text that has no form of an id."""
    key = RAW[sheet.table][2][0]
    texts = [c for c in sheet.header if c.startswith(("name", "label", "reason", "title", "figure",
                                                      "definition", "meaning"))]  # fmt: skip
    if not texts or key not in sheet.header or key == "term_vi":
        return None
    other = random.choice(texts)
    swapped = {key: other, other: key}
    header = [swapped.get(column, column) for column in sheet.header]
    content = sheet._replace(header=header).text().encode()
    places = frozenset((ANY, column) for column in (key, other, ""))
    return Slip(sheet.file, content, places)


def _unquoted(sheet: Sheet, random: Random) -> Slip | None:
    """Write one cell that holds a comma without its quotes."""
    lines = sheet.text().split("\n")
    for at in order(sheet, random):
        cells = [cell for cell in sheet.rows[at] if "," in cell and '"' not in cell]
        if cells:
            cell = random.choice(cells)
            lines[at + 1] = lines[at + 1].replace(f'"{cell}"', cell, 1)
            return Slip(sheet.file, "\n".join(lines).encode(), frozenset({(at + 2, "")}))
    return None


def _open_quote(sheet: Sheet, random: Random) -> Slip | None:
    lines = sheet.text().split("\n")
    for at in order(sheet, random):
        if '"' not in lines[at + 1]:
            start = random.choice([0, lines[at + 1].rindex(",") + 1])
            lines[at + 1] = f'{lines[at + 1][:start]}"{lines[at + 1][start:]}'
            return Slip(sheet.file, "\n".join(lines).encode(), frozenset({(at + 2, "")}))
    return None
