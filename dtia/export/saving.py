"""One file of a work, made and written by the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from dtia.errors import WrongValue
from dtia.export.work import Work
from dtia.files import write_all
from dtia.i18n import LANGS, text

PICTURES = (".svg", ".png", ".pdf")
DOCUMENT = ".docx"
ENDINGS = (*PICTURES, ".xlsx", DOCUMENT, ".csv", ".parquet")
# All the data, which are no work.
ARCHIVE = ".zip"


def place_of(path: object, template: object = None, endings: Sequence[str] = ENDINGS) -> Path:
    """Return where to write, once it is a name with an ending that is known, in a folder.

    Raises WrongValue for anything else, and for a template of what takes none.
    """
    if not isinstance(path, str | Path):
        raise WrongValue("wanted", value=type(path).__name__, wanted=_named(endings))
    place = Path(path).expanduser()
    if place.suffix.lower() not in endings:
        raise WrongValue("wanted", value=f"“{path}”", wanted=_named(endings))
    if not place.resolve().parent.is_dir():
        raise WrongValue("no_folder", place=place, folder=place.resolve().parent)
    if template is not None and place.suffix.lower() != DOCUMENT:
        raise WrongValue("template_unused", place=place)
    return place


def _named(endings: Sequence[str]) -> dict[str, str]:
    return {lang: text("wanted.file", lang, endings=", ".join(endings)) for lang in LANGS}


def save(
    work: Work, place: Path, template: Path | None = None, width: int | None = None
) -> list[Path]:
    """Write a work by the ending of a place that `place_of` allowed, and return what was written.

    Pictures hold its chart, .xlsx and .docx all of it, .csv and .parquet its first table. A `width`
    in mm lays a picture out for a page; one that is too high becomes several files. Raises
    WrongValue for a template or a width that is none, and CannotWrite for a place that cannot be
    written.
    """
    ending = place.suffix.lower()
    if width is None:
        made = {place: _makers(place, template)[ending](work)}
    elif ending in PICTURES:
        made = _parts(work, place, width)
    else:
        raise WrongValue("width_unused", place=place, endings=", ".join(PICTURES))
    return write_all(made)


def _parts(work: Work, place: Path, width: int) -> dict[Path, bytes]:
    """Return the pictures of a chart on pages of a width, by their places."""
    from dtia.export.paper import allowed, rendered
    from dtia.export.pictures import on_page

    _, parts = on_page(work.drawn, allowed(width), _name(place))
    several = len(parts) > 1
    return {
        place.with_stem(f"{place.stem}-{number}") if several else place: rendered(
            part, place.suffix.lower()[1:]
        )
        for number, part in enumerate(parts, 1)
    }


def _name(place: Path) -> str:
    """Return what the parts of a drawing are named after."""
    return re.sub(r"\W+", "-", place.stem) or "dtia"


def _makers(place: Path, template: Path | None) -> dict[str, Callable[[Work], bytes]]:
    def document(work: Work) -> bytes:
        from dtia.export.document import document

        return document(work, template)

    def workbook(work: Work) -> bytes:
        from dtia.export.workbook import workbook

        return workbook(work)

    def csv(work: Work) -> bytes:
        from dtia.export.flat import csv

        return csv(work)

    def parquet(work: Work) -> bytes:
        from dtia.export.flat import parquet

        return parquet(work)

    def picture(work: Work) -> bytes:
        from dtia.drawings import draw, rendered

        drawing = draw(work.drawn().to_dict(), _name(place))
        return rendered(drawing.file, place.suffix.lower()[1:])

    return {
        **dict.fromkeys(PICTURES, picture), ".xlsx": workbook, DOCUMENT: document, ".csv": csv,
        ".parquet": parquet,
    }  # fmt: skip
