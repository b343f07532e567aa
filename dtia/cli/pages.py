"""Commands that set pages and figures: report, figures, profile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.options import Era, Folder, Language, Picture, Pictures, Tongue, fail, folder_of
from dtia.cli.problems import Format, report_problems
from dtia.cli.progress import Progress
from dtia.cli.tables import checked_build
from dtia.errors import InvalidData, MissingData, NotebookError, UnknownName
from dtia.i18n import LANGS, Lang, text

if TYPE_CHECKING:
    from dtia.data import Data
    from dtia.drawings import Drawing
    from dtia.report.notebooks import Story


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
        bool, typer.Option("--profiles", help="Dàn cả hồ sơ mọi tỉnh. Set all profiles too.")
    ] = False,
    format: Pictures = None,
) -> None:
    """Việc chính: kiểm tra, dựng, chạy notebook, dàn trang, xuất hình.

    The main job: check, build, run the notebooks, set both pages, export the figures.
    """
    folder = folder_of(data)
    root = folder.resolve().parent
    out = out or root / "report"
    with Progress(lang.value) as steps:
        built = _written_build(folder, lang.value, steps)
        stories = _stories(folder, steps)

        from dtia.folder import display
        from dtia.report.index_page import page
        from dtia.report.pages import REPORT, SOURCES, write_page
        from dtia.report.province_page import FOLDER, profile_ids, profile_place, write_profiles
        from dtia.report.sources_page import sources_page

        units = profile_ids(built) if profiles else []
        drawings = _drawings(stories, steps)
        pages = {}
        for tongue in LANGS:
            steps("page", name=REPORT[tongue])
            places = {unit: profile_place(built, unit, tongue) for unit in units}
            pages[REPORT[tongue]] = page(built, stories[tongue], drawings[tongue], tongue, places)
            steps("page", name=SOURCES[tongue])
            pages[SOURCES[tongue]] = sources_page(built, tongue)
        for name, html in pages.items():
            write_page(html, out / name)
        if profiles:
            write_profiles(built, units, out / FOLDER, _counting(steps, len(units)))
        if figures:
            _write_figures(drawings, root / "figures", steps, format)
    for name in pages:
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
    folder = folder_of(data)
    place = out or folder.resolve().parent / "figures"
    with Progress(lang.value) as steps:
        _written_build(folder, lang.value, steps)
        drawings = _drawings(_stories(folder, steps), steps)
        _write_figures(drawings, place, steps, format)
    from dtia.folder import display

    typer.echo(text("cli.done", lang.value, place=display(place)))


def profile(
    name: Annotated[
        str, typer.Argument(help="Tên tỉnh, không cần dấu. Province, accents optional.")
    ],
    era: Annotated[
        Era | None,
        typer.Option(
            help="63: trước 01/7/2025; 34: từ ngày ấy. Before, or since, 1 July 2025.",
            show_default=False,
        ),
    ] = None,
    data: Folder = None,
    lang: Tongue = Language.vi,
    out: Annotated[
        Path | None,
        typer.Option(help="Thư mục hồ sơ. Where they go.", show_default="report/profiles"),
    ] = None,
) -> None:
    """Dàn hồ sơ một tỉnh: hai trang in, hai thứ tiếng. Set the profile of a province."""
    folder = folder_of(data)
    from dtia.folder import display
    from dtia.report.province_page import FOLDER, choose, write_profiles

    out = out or folder.resolve().parent / "report" / FOLDER
    # Without a terminal there is nobody to ask.
    ask = _era if sys.stdin.isatty() else None
    with Progress(lang.value) as steps:
        steps("load")
        built = _loaded(folder, lang.value)
    try:
        unit_id = choose(built, name, era and era.value, lang.value, ask)
    except UnknownName as error:
        fail(error.said(lang.value))
    with Progress(lang.value) as steps:
        places = write_profiles(built, [unit_id], out, _counting(steps, 1))
    for place in places:
        typer.echo(text("cli.done", lang.value, place=display(place)))
    if not (out.parent / "index.html").exists():
        typer.echo(text("profile_page.unlinked", lang.value))


def _era(question: str) -> str:
    return str(typer.prompt(question, type=Era).value)


def _loaded(folder: Path, lang: Lang) -> Data:
    """Load the data as `dtia build` left them, or stop."""
    from dtia.data import load

    try:
        return load(folder)
    except MissingData as error:
        fail(error.said(lang))
    except InvalidData as error:
        report_problems(error.problems, Format.text, lang)
        raise typer.Exit(1) from error


def _written_build(folder: Path, lang: Lang, steps: Progress) -> Data:
    from dtia.build import write_clean

    steps("check")
    built = checked_build(folder, lang)
    steps("build")
    write_clean(built, folder)
    return built


def _stories(folder: Path, steps: Progress) -> dict[Lang, list[Story]]:
    from dtia.report.notebooks import run_all

    try:
        return run_all(folder, LANGS, lambda name, lang: steps("notebook", name=name, lang=lang))
    except NotebookError as error:
        typer.echo(error.said(steps.lang), err=True)
        raise typer.Exit(1) from error


def _drawings(stories: dict[Lang, list[Story]], steps: Progress) -> dict[Lang, dict[str, Drawing]]:
    """Draw every chart once, by language and id."""
    from dtia.drawings import draw
    from dtia.report.notebooks import setting

    drawings: dict[Lang, dict[str, Drawing]] = {}
    for lang, told in stories.items():
        steps("draw", lang=lang)
        drawings[lang] = {}
        for chart in (block for _, blocks in told for block in blocks if block.kind == "chart"):
            with setting(chart):
                drawings[lang][chart.id] = draw(chart.content, chart.id)
    return drawings


def _write_figures(
    drawings: dict[Lang, dict[str, Drawing]],
    folder: Path,
    steps: Progress,
    formats: Sequence[Picture] | None,
) -> None:
    from dtia.drawings import write_figure

    for lang, drawn in drawings.items():
        for name, drawing in drawn.items():
            steps("figures", name=f"{name}.{lang}")
            write_figure(drawing.file, f"{name}.{lang}", folder, formats or list(Picture))


def _counting(steps: Progress, of: int) -> Callable[[Lang, int, str], None]:
    """Show each profile while it is set, and a line once all of a language are."""

    def said(lang: Lang, n: int, name: str) -> None:
        count = {"n": str(n), "of": str(of)}
        steps.pass_by("profiles", **count, name=name)
        if n == of:
            steps("profiles", **count, name=lang)

    return said
