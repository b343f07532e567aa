"""Commands that set pages and figures: report, figures, profile."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.editions import Edition, Wanted, editions, processes, set_profiles
from dtia.cli.options import (
    Era,
    Folder,
    Language,
    Map,
    Picture,
    Pictures,
    Stale,
    Tongue,
    Width,
    folder_of,
    own_folder,
)
from dtia.cli.progress import Progress
from dtia.cli.tables import checked_build
from dtia.files import MEGABYTE, Together, ready
from dtia.folder import display, find_notebooks, project_of
from dtia.i18n import LANGS, Lang, text

if TYPE_CHECKING:
    from dtia.cli.apart import Apart
    from dtia.data import Data

# What the files of one run take on the disk, about.
PAGES, FIGURES = 32 * MEGABYTE, 96 * MEGABYTE


def report(
    data: Folder = None,
    lang: Tongue = Language.vi,
    out: Annotated[
        Path | None,
        typer.Option(help="Thư mục báo cáo. Where the pages go.", show_default="report"),
    ] = None,
    figures: Annotated[
        bool, typer.Option("--figures/--no-figures", help="Xuất cả hình. Export figures too.")
    ] = True,
    profiles: Annotated[
        bool,
        typer.Option(
            "--profiles/--no-profiles", help="Dàn cả hồ sơ mọi tỉnh. Set all profiles too."
        ),
    ] = True,
    beside: Annotated[
        bool,
        typer.Option(
            "--beside",
            help="Hình đặt cạnh trang, trang dẫn tới tệp. Figures beside the pages, linked.",
        ),
    ] = False,
    format: Pictures = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Làm lại dù không có gì đổi. Even if nothing changed.")
    ] = False,
) -> None:
    """Việc chính: kiểm tra, dựng, chạy notebook, dàn trang, xuất hình.

    The main job: check, build, run the notebooks, set both pages, export the figures.
    """
    folder = own_folder(data, lang.value)
    root = project_of(folder)
    out = out or root / "report"
    art = (out if beside else root) / "figures" if figures else None
    wanted = Wanted(True, profiles, art, tuple(format or Picture), beside=beside)
    with Progress(lang.value) as steps:
        _ready(folder, art, out)
        with processes(folder, steps) as apart:
            built = _written_build(folder, lang.value, steps)
            names = _report(built, folder, out, wanted, fresh, steps, apart)
    for name in names:
        typer.echo(text("cli.done", lang.value, place=display(out / name)))
    if not names:
        typer.echo(text("cli.report_unchanged", lang.value, place=display(out)))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


def _report(
    built: Data,
    folder: Path,
    out: Path,
    wanted: Wanted,
    fresh: bool,
    steps: Progress,
    apart: dict[Lang, Apart],
) -> list[str]:
    """Write the report where it is not what it would become; name the pages to begin with."""
    from dtia.report.unchanged import is_unchanged, made_from

    choices = (str(wanted.profiles), str(wanted.art is not None), *sorted(wanted.formats))
    choices += ("beside",) * wanted.beside
    made = made_from(folder, choices)
    if not fresh and is_unchanged(made, out, wanted.art):
        return []
    from dtia.report.pages import write_pages

    both = editions(built, folder, wanted, steps, apart).values()
    pages = {place: html for edition in both for place, html in edition.pages.items()}
    whole = {name: entry for edition in both for name, entry in edition.figures.whole.items()}
    with Together() as files:
        _write_figures(both, wanted.art, files)
        write_pages(pages, out, files, version=built.version, made_from=made, figures=whole)
    return [name for name in pages if "/" not in name]


def figures(
    data: Folder = None,
    lang: Tongue = Language.vi,
    out: Annotated[
        Path | None, typer.Option(help="Thư mục hình. Where the files go.", show_default="figures")
    ] = None,
    format: Pictures = None,
    width: Width = None,
) -> None:
    """Xuất mọi hình: SVG, PNG 300 dpi, PDF. Export every figure in both languages."""
    folder = own_folder(data, lang.value)
    place = out or _art_of(project_of(folder), width)
    with Progress(lang.value) as steps:
        _ready(folder, place)
        wanted = Wanted(False, False, place, tuple(format or Picture), width)
        with processes(folder, steps) as apart:
            built = _written_build(folder, lang.value, steps)
            both = editions(built, folder, wanted, steps, apart).values()
        with Together() as files:
            _write_figures(both, place, files)
    typer.echo(text("cli.done", lang.value, place=display(place)))


def _art_of(root: Path, width: int | None) -> Path:
    """Return where figures go: those for documents of a width in a folder of their own."""
    from dtia.export.paper import allowed

    if width is None:
        return root / "figures"
    return root / "figures" / f"{allowed(width)}mm"


def profile(
    name: Annotated[
        str, typer.Argument(help="Tên tỉnh, không cần dấu. Province, accents optional.")
    ],
    era: Map = None,
    data: Folder = None,
    lang: Tongue = Language.vi,
    stale: Stale = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Thư mục hồ sơ. Where they go.", show_default="report/profiles"),
    ] = None,
) -> None:
    """Dàn hồ sơ một tỉnh: hai trang in, hai thứ tiếng. Set the profile of a province."""
    folder = folder_of(data) if out else own_folder(data, lang.value)
    from dtia.data import load
    from dtia.report.province_page import FOLDER, choose

    out = out or project_of(folder) / "report" / FOLDER
    ready(out, out.glob("*.html"))
    # Without a terminal there is nobody to ask.
    ask = _era if sys.stdin.isatty() else None
    with Progress(lang.value) as steps:
        steps("load")
        built = load(folder, lang=lang.value, stale=stale)
    unit_id = choose(built, name, era and era.value, lang.value, ask)
    with Progress(lang.value) as steps, Together() as files:
        places = []
        for tongue in LANGS:
            for place, html in set_profiles(built, [unit_id], tongue, steps):
                places.append(out / PurePosixPath(place).name)
                files.write(places[-1], html)
    for path in places:
        typer.echo(text("cli.done", lang.value, place=display(path)))
    if not (out.parent / "index.html").exists():
        typer.echo(text("profile_page.unlinked", lang.value))


def _era(question: str) -> str:
    return str(typer.prompt(question, type=Era).value)


def _ready(folder: Path, art: Path | None, out: Path | None = None) -> None:
    """Make sure, before long work, that there are places to write and notebooks to run."""
    if out:
        ready(out, out.glob("*.html"), PAGES)
    if art:
        drawn = (path for kind in Picture for path in art.glob(f"*.{kind.value}"))
        ready(art, drawn, FIGURES)

    find_notebooks(folder)


def _written_build(folder: Path, lang: Lang, steps: Progress) -> Data:
    from dtia.build import write_clean

    steps("check")
    built = checked_build(folder, lang)
    steps("build")
    write_clean(built, folder)
    return built


def _write_figures(both: Iterable[Edition], folder: Path | None, files: Together) -> None:
    from dtia.drawings import write_figures

    if folder:
        write_figures((edition.figures for edition in both), folder, files)
