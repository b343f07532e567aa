"""The rows of the act and of the source that a file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from textwrap import shorten
from urllib.parse import urlsplit

from dtia.curate.acts import Act
from dtia.curate.extraction import Paragraph
from dtia.curate.heads import Head, id_of, plain_letters
from dtia.data import Raw, Row
from dtia.i18n import Lang, text

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
# The way to a page through the menu of its site: "Tin hoạt động >> Chuyển đổi số".
BREADCRUMBS = re.compile(r">|»|›|\u2192|\S\s+[|/]\s+\S")
SENTENCE_END = re.compile(r"(?<=[.!?])\s")
# A name in a menu is shorter than a title; a title fits a line or two.
FEWEST_WORDS, MOST_LETTERS = 4, 150
# So many words of its title go into the id of a source, as into those on file.
WORDS = 6
# Parts of an address that the ids on file leave out; "gov" stays.
COMMON = {"www", "com", "org", "net", "edu", "vn"}


def source_of(act: Act, told: Head, raw: Raw, read_on: str, lang: Lang) -> Row:
    """Return the source that a file is: the one on file with its hash, or a new one."""
    on_file = raw["sources"].filter(archive_sha256=act.sha256)
    if on_file.height:
        return on_file.row(0, named=True)
    letters = "".join(p.text for p in act.paragraphs[:60]).lower()
    vietnamese = len(VIETNAMESE.findall(letters)) * 50 > len(letters)
    title = told.title if told.whole else _title(act.paragraphs)
    row = {
        "source_id": _source_id(told, title, act.path.stem, raw),
        "kind": "primary" if told.whole else "press", "language": "vi" if vietnamese else "en",
        "publisher": told.issuer if told.whole else "", "title": title, "url": told.url,
        "published_on": "" if told.whole else told.dated, "accessed_on": read_on,
        "archive_sha256": act.sha256,
    }  # fmt: skip
    doubt = [column for column in ("publisher", "url") if not row[column]]
    doubt += [] if told.whole else ["title"]
    why = "; ".join(text(f"read.doubt.{column}", lang) for column in doubt)
    return {**row, "doubt": ";".join(doubt), "why": why}


def document_of(told: Head, raw: Raw, lang: Lang) -> Row:
    """Return the act of the head: the one on file with its number and unit, or a new one."""
    if not told.number:
        return {}
    documents = raw["documents"].filter(number=told.number)
    place = _place(told)
    own = documents.filter(documents["unit_id"].str.starts_with(place)) if place else documents
    if own.height:
        return {**own.row(0, named=True), "doubt": "" if told.whole else "document_id", "why": ""}
    doubt = {"plan_type", "title_en"} if told.whole else {
        "document_id", "unit_id", "kind", "plan_type", "issuer", "number", "issued_on", "title_vi",
        "title_en",
    }  # fmt: skip
    return {
        "document_id": id_of(told), "unit_id": told.unit_id, "kind": told.kind,
        "plan_type": told.plan_type, "issuer": told.issuer, "number": told.number,
        "issued_on": told.issued_on, "title_vi": told.title, "title_en": None,
        "read": "full" if told.whole else "part", "doubt": ";".join(sorted(doubt)),
        "why": text("read.doubt.document", lang),
    }  # fmt: skip


def _source_id(told: Head, title: str, file: str, raw: Raw) -> str:
    """Make an id as those on file are made: the site, or else the place, then number or title."""
    parts = (urlsplit(told.url).hostname or "").split(".")
    site = _slug(" ".join(part for part in parts if part not in COMMON))
    name = _slug(f"{told.number} {told.issued_on[:4]}" if told.whole else title)
    # A page of a province names the nation too, and its own name may stand in the title.
    first = site or ("" if _place(told) in name or told.unit_id == "viet_nam" else _place(told))
    made = "_".join(part for part in (first, name) if part) or _slug(file) or "act"
    return next(i for i in _numbered(made) if i not in raw["sources"]["source_id"])


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}_{n}" for n in count(2))


def _place(told: Head) -> str:
    return re.sub(r"_(?:63|34)$", "", told.unit_id)


def _title(paragraphs: list[Paragraph]) -> str:
    """Return the title of a page: its first line that is no name in a menu."""
    lines = [p.text for p in paragraphs if not BREADCRUMBS.search(p.text)]
    long = (line for line in lines if len(line.split()) >= FEWEST_WORDS)
    line = next(long, paragraphs[0].text)
    return shorten(SENTENCE_END.split(line)[0], MOST_LETTERS, placeholder=" …")


def _slug(words: str) -> str:
    """Write the first words as a part of an id: `Kế hoạch 231/KH` -> `ke_hoach_231_kh`."""
    return "_".join(re.findall("[a-z0-9]+", plain_letters(words).lower())[:WORDS])
