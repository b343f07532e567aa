"""The command that writes one file of what a writer takes away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.options import Folder, Language, Map, Stale, Tongue, Width, folder_of
from dtia.cli.progress import Progress
from dtia.errors import WrongValue
from dtia.files import ready, write
from dtia.folder import display
from dtia.i18n import text

if TYPE_CHECKING:
    from dtia.door import Answer, Ask
    from dtia.export import Work

# How many provinces stand beside each other on a page.
FEWEST, MOST = 2, 6


File = Annotated[
    Path,
    typer.Argument(help="Tệp: .xlsx .docx .csv .parquet .zip .svg .png .pdf. By its ending."),
]
Province = Annotated[
    str | None,
    typer.Option(help="Hồ sơ của tỉnh này. The profile of a province.", show_default=False),
]
Compare = Annotated[
    str | None,
    typer.Option(
        help="So sánh 2 đến 6 tỉnh, cách nhau bằng dấu phẩy. 2 to 6, separated by commas.",
        show_default=False,
    ),
]
Indicator = Annotated[
    str | None,
    typer.Option(
        help="Chỉ một chỉ tiêu, theo tên hay mã. One indicator, by name or id.",
        show_default=False,
    ),
]
Year = Annotated[
    int | None, typer.Option(help="Chỉ một năm mục tiêu. One horizon.", show_default=False)
]
Template = Annotated[
    Path | None,
    typer.Option(
        help="Tệp .docx mà kiểu dáng được dùng. A .docx whose styles take over.",
        show_default=False,
    ),
]


def export(
    file: File,
    province: Province = None,
    compare: Compare = None,
    indicator: Indicator = None,
    year: Year = None,
    era: Map = None,
    template: Template = None,
    width: Width = None,
    data: Folder = None,
    lang: Tongue = Language.vi,
    stale: Stale = False,
) -> None:
    """Xuất một tệp để dùng: sổ tính, văn bản Word, hình, dữ liệu. Write one file to take away."""
    folder = folder_of(data)
    from dtia.data import load
    from dtia.door import ask
    from dtia.export import ARCHIVE, ENDINGS, archive, place_of, save

    place = place_of(file, template, (*ENDINGS, ARCHIVE))
    _fitting(place, {"--province": province, "--compare": compare, "--indicator": indicator})
    ready(place.parent, [place])
    with Progress(lang.value) as steps:
        steps("load")
        asked = ask(lang.value, load(folder, lang=lang.value, stale=stale))
        steps("write", name=place.name)
        if place.suffix.lower() == ARCHIVE:
            write(place, archive(asked.data, folder))
            written = [place]
        else:
            work = _work(asked, province, compare, indicator, year, era and era.value)
            written = save(work, place, template, width)
    for path in written:
        typer.echo(text("cli.done", lang.value, place=display(path)))
    typer.echo(text("cli.version", lang.value, version=asked.data.version, as_of=asked.data.as_of))


def _fitting(place: Path, given: dict[str, str | None]) -> None:
    """Make sure that a file can be about what is given."""
    from dtia.export import ARCHIVE, DOCUMENT

    named = [name for name, value in given.items() if value]
    if {"--province", "--compare"} <= set(named):
        raise WrongValue("export_one", options="--province, --compare")
    if place.suffix.lower() == ARCHIVE and named:
        raise WrongValue("export_whole", place=place, options=", ".join(named))
    if place.suffix.lower() == DOCUMENT and not named:
        raise WrongValue("export_needs", place=place)


def _work(
    asked: Ask,
    province: str | None,
    compare: str | None,
    indicator: str | None,
    year: int | None,
    era: str | None,
) -> Work:
    """Return what was asked for: a profile, a comparison, an indicator, or everything."""
    from dtia.export import everything

    if compare:
        return _compared(asked, compare, indicator, year, era).work()
    if province and indicator:
        return asked.compare(province, indicator, year, era=era).work()
    if province:
        return asked.province(province, era=era).work().of_year(year)
    if indicator:
        return asked.targets(indicator, year, era=era).work()
    return everything(asked.data, asked.lang).of_year(year)


def _compared(
    asked: Ask, compare: str, indicator: str | None, year: int | None, era: str | None
) -> Answer:
    from dtia.data.vocabulary import CORE

    names = [name.strip() for name in re.split(r"[,;]", compare) if name.strip()]
    if not FEWEST <= len(names) <= MOST:
        raise WrongValue("export_few", n=len(names), most=MOST)
    core = [name for named in CORE.values() for name in named]
    return asked.compare(names, [indicator] if indicator else core, year, era=era)
