"""Commands that set pages and figures: report, figures, profile."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.options import (
    Era,
    Folder,
    Language,
    Map,
    Picture,
    Pictures,
    Stale,
    Tongue,
    folder_of,
    own_folder,
)
from dtia.cli.progress import Progress
from dtia.cli.tables import checked_build
from dtia.files import MEGABYTE, Together, ready
from dtia.folder import display, project_of
from dtia.i18n import LANGS, Lang, text

if TYPE_CHECKING:
    from dtia.data import Data
    from dtia.drawings import Drawing
    from dtia.report.notebooks import Story

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
    format: Pictures = None,
) -> None:
    """Việc chính: kiểm tra, dựng, chạy notebook, dàn trang, xuất hình.

    The main job: check, build, run the notebooks, set both pages, export the figures.
    """
    folder = own_folder(data, lang.value)
    root = project_of(folder)
    out = out or root / "report"
    art = root / "figures" if figures else None
    with Progress(lang.value) as steps:
        _ready(folder, art, out)
        built = _written_build(folder, lang.value, steps)
        drawings, stories = _drawn(folder, steps)

        from dtia.report.pages import write_pages

        pages = _pages(built, stories, drawings, profiles, steps)
        with Together() as files:
            if art:
                _write_figures(drawings, art, steps, format, files)
            write_pages(pages, out, built.version, files)
    for name in pages:
        if "/" not in name:
            typer.echo(text("cli.done", lang.value, place=display(out / name)))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


def figures(
    data: Folder = None,
    lang: Tongue = Language.vi,
    out: Annotated[
        Path | None, typer.Option(help="Thư mục hình. Where the files go.", show_default="figures")
    ] = None,
    format: Pictures = None,
) -> None:
    """Xuất mọi hình: SVG, PNG 300 dpi, PDF. Export every figure in both languages."""
    folder = own_folder(data, lang.value)
    place = out or project_of(folder) / "figures"
    with Progress(lang.value) as steps:
        _ready(folder, place)
        _written_build(folder, lang.value, steps)
        drawings, _ = _drawn(folder, steps)
        with Together() as files:
            _write_figures(drawings, place, steps, format, files)
    typer.echo(text("cli.done", lang.value, place=display(place)))


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
        for place, html in _profiles(built, [unit_id], steps):
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

    from dtia.report.notebook_files import read_all
    from dtia.report.notebooks import find

    read_all(find(folder))


def _written_build(folder: Path, lang: Lang, steps: Progress) -> Data:
    from dtia.build import write_clean

    steps("check")
    built = checked_build(folder, lang)
    steps("build")
    write_clean(built, folder)
    return built


def _drawn(
    folder: Path, steps: Progress
) -> tuple[dict[Lang, dict[str, Drawing]], dict[Lang, list[Story]]]:
    """Run the notebooks and draw every chart once, by language and id."""
    from dtia.drawings import draw_both
    from dtia.report.notebooks import run_all, setting

    stories = run_all(folder, LANGS, lambda name, lang: steps("notebook", name=name, lang=lang))
    drawings: dict[Lang, dict[str, Drawing]] = {}
    for lang, told in stories.items():
        steps("draw", lang=lang)
        drawings[lang] = {}
        for chart in (block for _, blocks in told for block in blocks if block.kind == "chart"):
            with setting(chart):
                drawings[lang][chart.id] = draw_both(chart.content, chart.narrow, chart.id)
    return drawings, stories


def _pages(
    built: Data,
    stories: dict[Lang, list[Story]],
    drawings: dict[Lang, dict[str, Drawing]],
    profiles: bool,
    steps: Progress,
) -> dict[str, str]:
    """Set every page of the report, by its place in the folder of the report."""
    from dtia.report.index_page import page
    from dtia.report.pages import REPORT, SOURCES
    from dtia.report.province_page import profile_ids, profile_place
    from dtia.report.sources_page import sources_page

    units = profile_ids(built) if profiles else []
    pages = {}
    for lang in LANGS:
        steps("page", name=REPORT[lang])
        places = {unit: profile_place(built, unit, lang) for unit in units}
        pages[REPORT[lang]] = page(built, stories[lang], drawings[lang], lang, places)
        steps("page", name=SOURCES[lang])
        pages[SOURCES[lang]] = sources_page(built, lang)
    return {**dict(_profiles(built, units, steps)), **pages}


def _profiles(built: Data, units: Sequence[str], steps: Progress) -> Iterator[tuple[str, str]]:
    """Set the profiles of some provinces in both languages: the place of each, and its page."""
    from dtia.report.province_page import profile_pages

    for lang in LANGS:
        for n, (place, html) in enumerate(profile_pages(built, units, lang), 1):
            count = {"n": str(n), "of": str(len(units))}
            steps.pass_by("profiles", **count, name=PurePosixPath(place).name)
            yield place, html
        if units:
            steps("profiles", **count, name=lang)


def _write_figures(
    drawings: dict[Lang, dict[str, Drawing]],
    folder: Path,
    steps: Progress,
    formats: Sequence[Picture] | None,
    files: Together,
) -> None:
    from dtia.drawings import write_figures

    stems = {
        f"{name}.{lang}": drawing
        for lang, drawn in drawings.items()
        for name, drawing in drawn.items()
    }
    wanted = formats or list(Picture)
    write_figures(stems, folder, wanted, files, lambda stem: steps("figures", name=stem))
