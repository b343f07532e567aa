"""Vietnamese letters that a program broke: a cell, or a whole file that is not to be used."""

from __future__ import annotations

from collections import Counter, defaultdict

import polars as pl

from dtia.check.cells import suspects
from dtia.check.found import SEVERAL, Found
from dtia.data import FILE
from dtia.data.forms import broken
from dtia.data.letters import SUSPECT, damage, mended
from dtia.errors import Problem
from dtia.i18n import Lang, text

# So much Vietnamese has a letter beyond Latin-1 (ă, đ, ơ, ư, and most with a tone).
ENOUGH = 100
VIETNAMESE = r"[\u0100-\u1eff]"


def without_broken_files(frame: pl.DataFrame, table: str, found: Found, lang: Lang) -> pl.DataFrame:
    """Tell broken letters of a raw table; return its rows but for files that are full of them."""
    cells: defaultdict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for column, file, line, value in suspects(frame, SUSPECT):
        if kind := damage(value):
            cells[file].append((line, column, value, kind))
    for file, faults in cells.items():
        own = frame.filter(pl.col(FILE) == file)
        kind = Counter(fault[-1] for fault in faults).most_common(1)[0][0]
        if len(faults) > SEVERAL and 2 * len(faults) > _with_marks(own):
            found.lose(broken(file, min(faults)[0], kind, lang), table)
            frame = frame.filter(pl.col(FILE) != file)
        else:
            found.add(_problem(file, *fault, lang) for fault in sorted(faults))
    return _without_bare(frame, table, found, lang)


def _with_marks(own: pl.DataFrame) -> int:
    """Count the cells that hold more than plain letters, or a question mark for one."""
    marked = own.drop(FILE).select(pl.col(pl.String).str.contains(r"[^\x00-\x7f]|\?").sum())
    return sum(marked.row(0))


def _without_bare(frame: pl.DataFrame, table: str, found: Found, lang: Lang) -> pl.DataFrame:
    """Find texts for Vietnamese readers in which not one letter of theirs is left."""
    columns = [column for column in frame.columns if column.endswith("_vi")]
    if not columns or not frame.height:
        return frame
    texts = frame.select(pl.concat_str(columns, ignore_nulls=True).str.join(" ")).item()
    if len(texts) < ENOUGH or pl.Series([texts]).str.contains(VIETNAMESE).item():
        return frame
    found.lose(broken(frame[FILE][0], 1, "lost", lang), table)
    return frame.clear()


def _problem(file: str, line: int, column: str, value: str, kind: str, lang: Lang) -> Problem:
    message = text(f"letters.{kind}", lang, value=repr(value))
    meant = repr(mended(value, kind))
    return Problem(file, line, column, message, text(f"letters.mend_{kind}", lang, meant=meant))
