"""Faults of the form of a raw table: what a file is instead of one, and how to save it right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.sniffing import SEPARATORS, Sniffed, separator_of
from dtia.errors import Problem
from dtia.i18n import Lang, text

# A first line that tells Excel the separator, or one whose cells hold nothing.
SEP_LINE = re.compile(r'"?sep=[^\r\n]?"?\r?\n')
BLANK_LINE = re.compile(r'[\s,;|"]*?\r?\n')
# What no text of empty cells has.
FILLED = re.compile(r'[^\ufeff,;\t| \r\n"]')
# What a merge that was not finished leaves at the start of a line.
UNMERGED = re.compile(r"^<<<<<<< ", re.MULTILINE)
# A longer line holds a cell that no register, phrase or note needs.
LONG = 100_000
# An editor leaves a blank line or two; more come from a program.
BLANK_LINES = 10
# Faults of one kind are told one by one up to here, and counted above.
EACH = 2


def broken(name: str, line: int, key: str, lang: Lang, **values: object) -> Problem:
    """Word one fault of form: what the file is, and what to do about it."""
    hint = text(f"mend.{key}", lang, save=text("mend.save", lang), **values)
    return Problem(name, line, "", text(f"broken.{key}", lang, **values), hint)


def fault_of_bytes(sniffed: Sniffed, name: str, lang: Lang) -> Problem | None:
    """Return what is wrong with a file whose bytes are no UTF-8."""
    kind = sniffed.saved_as
    if kind == "utf-8":
        return None
    if kind == "damaged":
        line = sniffed.text.count("\n", 0, sniffed.text.index("\ufffd")) + 1
        return broken(name, line, "damaged", lang)
    if kind in ("utf-16", "utf-32", "cp1258", "tcvn3", "vni", "eight_bit"):
        known = text(f"saved_as.{kind}", lang)
        return broken(name, 1, "not_utf8", lang, known=known)
    return broken(name, 1, kind, lang)


def fault_of_text(content: str, name: str, lang: Lang) -> Problem | None:
    """Return what makes a text no table at all."""
    if not FILLED.search(content):
        return broken(name, 0, "empty", lang)
    if content.startswith("ï»¿"):
        return broken(name, 1, "mojibake", lang)
    nul = content.find("\0")
    if nul >= 0 and (content.count("\0") > EACH or "\n" not in content[:nul]):
        line = content.count("\n", 0, nul) + 1
        return broken(name, line, "nul", lang, n=content.count("\0"))
    unmerged = "<<<<<<< " in content and UNMERGED.search(content)
    if unmerged:
        return broken(name, content.count("\n", 0, unmerged.start()) + 1, "unmerged", lang)
    return None


def before_header(content: str, name: str, lang: Lang) -> tuple[str, list[Problem]]:
    """Return the text from its header on, and what stood before the header."""
    problems = []
    if content.startswith("\ufeff"):
        problems.append(broken(name, 1, "two_marks", lang))
        content = content.lstrip("\ufeff")
    if SEP_LINE.match(content):
        problems.append(broken(name, 1, "sep_line", lang))
        content = content.partition("\n")[2]
    elif BLANK_LINE.match(content):
        problems.append(broken(name, 1, "blank_first", lang))
        while BLANK_LINE.match(content):
            content = content.partition("\n")[2]
    return content, problems


def fault_of_separator(
    content: str, start: int, columns: Sequence[str], name: str, lang: Lang
) -> Problem | None:
    """Return what separates the columns of the first two lines where it is no comma."""
    for line, written in enumerate(content[:LONG].splitlines()[:2], start):
        found = separator_of(written)
        enough = written.count(found) >= max(len(columns) - 1, 1) or line == start
        if found != "," and enough and written.count(",") < len(columns) - 1:
            return broken(name, line, SEPARATORS[found], lang)
    return None


def faults_of_header(
    header: list[str], columns: Sequence[str], name: str, line: int, lang: Lang
) -> list[Problem]:
    """Return the columns that are missing, unknown or doubled; one message where they are many."""
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    doubled = sorted({a for a, b in pairwise(sorted(header)) if a == b})
    known = text("hint.columns", lang, columns=", ".join(columns))
    if len(missing) + len(unknown) + len(doubled) > EACH:
        owner = next(
            (file for file, model, _ in RAW.values() if header == [*polars_schema(model)]), ""
        )
        key = "other_table" if owner else "header"
        message = text(f"broken.{key}", lang, file=owner, missing=", ".join(missing) or "–")
        return [Problem(name, line, "", message, known)]
    if len(missing) == 1 and len(unknown) + len(doubled) == 1:
        [wrong], key = unknown or doubled, "unknown" if unknown else "twice"
        hint = text("hint.column_for", lang, column=missing[0])
        return [Problem(name, line, wrong, text(f"check.column_{key}", lang), hint)]
    return [
        *(Problem(name, line, c, text("check.column_missing", lang)) for c in missing),
        *(Problem(name, line, c, text("check.column_unknown", lang), known) for c in unknown),
        *(Problem(name, line, c, text("check.column_twice", lang)) for c in doubled),
    ]


def fault_of_csv(error: csv.Error, written: str, name: str, line: int, lang: Lang) -> Problem:
    """Word what the reader of CSV says of the line in which a row begins."""
    if "field limit" in str(error) and len(written) > LONG:
        return broken(name, line, "long_cell", lang, n=len(written))
    key = "stray_quote" if "expected after" in str(error) else "open_quote"
    return broken(name, line, key, lang)


def faults_of_rows(
    wrong: Sequence[tuple[int, list[str]]], width: int, name: str, lang: Lang
) -> Iterator[Problem]:
    """Word rows of a wrong length, each with its line."""
    if len(wrong) > EACH:
        line, row = wrong[0]
        yield broken(name, line, "lengths", lang, rows=len(wrong), n=len(row), expected=width)
        return
    for line, row in wrong:
        message = text("check.row_length", lang, n=len(row), expected=width)
        yield Problem(name, line, "", message, text("hint.row_length", lang))
