"""What a file says of itself: what it is, of which data, as of when, how to cite and to use it."""

from __future__ import annotations

from datetime import datetime

from dtia.export.work import Work
from dtia.i18n import Lang, date, text

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# How Office names the languages.
TONGUES: dict[Lang, str] = {"vi": "vi-VN", "en": "en-GB"}
# What the reader of a table has to know: texts of the section `export`.
NOTES = ("nation", "grades", "relations", "silence", "disputed", "quotes", "blank")
AUTHOR = "dtia"


def facts(work: Work) -> list[tuple[str, str]]:
    """Return what a cover says, in pairs of a heading and its words."""
    lang = work.lang
    changed = [
        (text("export.loosened", lang), text("foot.loosened", lang, rule=r, before=b, now=n, why=w))
        for r, b, n, w in work.data.loosened
    ]
    return [
        (text("export.what", lang), text("export.what_words", lang)),
        (text("export.version", lang), work.data.version),
        (text("export.as_of", lang), date(work.data.as_of, lang)),
        *changed,
        (text("export.cite", lang), citation(work)),
        (text("export.licence", lang), text("export.licence_words", lang, url=LICENCE)),
    ]


def citation(work: Work) -> str:
    """Return how to cite the data of a work."""
    return text(
        "export.citation", work.lang, year=work.data.as_of[:4] or "–", version=work.data.version,
        as_of=date(work.data.as_of, work.lang),
    )  # fmt: skip


def notes(work: Work) -> list[str]:
    """Return what the reader of the tables has to know, a sentence or two each."""
    return [text(f"export.note_{name}", work.lang) for name in NOTES]


def made_on(work: Work) -> datetime:
    """Return the time that stands in a file as that of its making: the day of its data."""
    return datetime.fromisoformat(work.data.as_of or "2000-01-01")
