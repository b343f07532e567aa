"""Cells that have to agree: languages, numbers of acts, bounds, measures, addresses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from dtia.check.found import Found, place
from dtia.data import Raw, Row
from dtia.errors import Problem
from dtia.i18n import Lang, text

# Letters with marks, as Vietnamese has many and English none.
MARKS = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
LEADING = re.compile(r"[0-9]+")


def find_agreement_problems(typed: Raw, found: Found, lang: Lang) -> None:
    """Check texts in two languages, acts and their numbers, bounds, measures and addresses."""
    found.add(_languages(typed, found, lang))
    found.add(_numbers(typed, found, lang))
    found.add(_bounds(typed, found, lang))
    found.add(_measures(typed, found, lang))
    found.add(_addresses(typed, found, lang))


def _languages(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find English columns that hold the Vietnamese text."""
    for frame in typed.values():
        pairs = [(c, f"{c[:-3]}_en") for c in frame.columns if c.endswith("_vi")]
        for row in found.sound(frame).iter_rows(named=True) if pairs else ():
            for vi, en in pairs:
                marks = [len(MARKS.findall(row[column] or "")) for column in (vi, en)]
                if marks[1] and marks[1] >= marks[0]:
                    yield _told(row, en, "vietnamese", lang)
                    break


def _numbers(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Compare the number of an act with the one that its id begins with."""
    for row in found.sound(typed["documents"]).iter_rows(named=True):
        if row["number"] and not re.search(r"\d", row["number"]):
            yield _told(row, "number", "no_number", lang, value=repr(row["number"]))
            continue
        own, named = (LEADING.match(row[c] or "") for c in ("number", "document_id"))
        if own and named and own[0] != named[0]:
            yield _told(row, "number", "number", lang, document=row["document_id"])


def _bounds(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    for row in found.sound(typed["indicators"]).iter_rows(named=True):
        low, high = row["lower"], row["upper"]
        if low is not None and high is not None and low >= high:
            yield _told(row, "upper", "bounds", lang, low=f"{low:.15g}", high=f"{high:.15g}")


def _measures(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find weights of one base that are measured unlike the others."""
    rows = found.sound(typed["weights"])
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for base, measure in rows.select("base_id", "measure").iter_rows():
        counts[base][measure] += 1
    for row in rows.iter_rows(named=True):
        [(usual, n), *others] = counts[row["base_id"]].most_common()
        if others and row["measure"] != usual and n > others[0][1]:
            yield _told(row, "measure", "measure", lang, base=row["base_id"], usual=usual)


def _addresses(typed: Raw, found: Found, lang: Lang) -> Iterator[Problem]:
    """Find pages of one address, which are one source."""
    seen: dict[str, Row] = {}
    for row in found.sound(typed["sources"]).drop_nulls("url").iter_rows(named=True):
        first = seen.setdefault(row["url"].rstrip("/"), row)
        if first is not row:
            yield _told(row, "url", "address", lang, source=first["source_id"])


def _told(row: Row, column: str, name: str, lang: Lang, **values: object) -> Problem:
    message = text(f"agreed.{name}", lang, **values)
    return Problem(*place(row), column, message, text(f"agreed.mend_{name}", lang, **values))
