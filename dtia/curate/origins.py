"""The rows of the act and of the source that a file is."""

from __future__ import annotations

import re

from dtia.curate.acts import Act
from dtia.curate.heads import Head, id_of, plain_letters
from dtia.data import Raw, Row
from dtia.i18n import Lang, text

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def source_of(act: Act, told: Head, raw: Raw) -> Row:
    """Return the source that a file is: the one on file with its hash, or a new one."""
    on_file = raw["sources"].filter(archive_sha256=act.sha256)
    if on_file.height:
        return on_file.row(0, named=True)
    name = re.sub(r"[^a-z0-9]+", "_", plain_letters(act.path.stem).lower()).strip("_")
    letters = "".join(p.text for p in act.paragraphs[:60]).lower()
    vietnamese = len(VIETNAMESE.findall(letters)) * 50 > len(letters)
    return {
        "source_id": name or "act", "kind": "primary" if told.whole else "press",
        "language": "vi" if vietnamese else "en", "publisher": told.issuer if told.whole else None,
        "title": told.title if told.whole else act.paragraphs[0].text, "url": told.url,
        "published_on": None if told.whole else told.dated, "archive_sha256": act.sha256,
    }  # fmt: skip


def document_of(told: Head, raw: Raw, lang: Lang) -> Row:
    """Return the act of the head: the one on file with its number and unit, or a new one."""
    if not told.number:
        return {}
    documents = raw["documents"].filter(number=told.number)
    place = re.sub(r"_(?:63|34)$", "", told.unit_id)
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
