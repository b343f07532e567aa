"""The command line. Exit 0: fine; 1: the data have problems; 2: wrong use."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dtia.check.raw import check as check_data
from dtia.cli.problems import Format, report_problems
from dtia.cli.progress import Progress
from dtia.data.dataset import Data, find_folder, load
from dtia.data.reading import display, read_raw
from dtia.errors import InvalidData, MissingData, UnknownName
from dtia.i18n import LANGS, Lang, text

if TYPE_CHECKING:
    from dtia.drawings import Drawing
    from dtia.report.notebooks import Story

app = typer.Typer(
    help="So sánh chiến lược chuyển đổi số của các tỉnh, thành phố Việt Nam.\n\n"
    "Compare the digital-transformation strategies of Vietnam's provinces.\n\n"
    "Việc chính / the main job:  dtia report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def speak_unicode() -> None:
    # A console or a redirect on Windows may not know Vietnamese letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


class Language(StrEnum):
    vi = "vi"
    en = "en"


class Era(StrEnum):
    old = "63"
    new = "34"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Thư mục data (mặc định: data gần nhất). The data folder.",
        show_default=False,
    ),
]
FigureFormats = Annotated[
    list[str] | None,
    typer.Option(help="svg, png, pdf; dùng nhiều lần được. May be repeated.", show_default="all"),
]
Tongue = Annotated[
    Language, typer.Option("--lang", help="Ngôn ngữ thông báo. Language of messages.")
]


@app.command()
def check(
    data: Folder = None,
    lang: Tongue = Language.vi,
    format: Annotated[
        Format, typer.Option(help="text để đọc, json cho máy, github để ghi chú trên GitHub.")
    ] = Format.text,
) -> None:
    """Kiểm tra data/raw, báo mọi lỗi một lần. Check data/raw, all problems at once."""
    raw, problems = check_data(_folder(data), lang.value)
    report_problems(problems, format, lang.value)
    if format is Format.text:
        counts = {name: raw[name].height for name in ("targets", "observations")}
        typer.echo(text("check.ok", lang.value, **counts))


@app.command()
def build(
    data: Folder = None,
    lang: Tongue = Language.vi,
    check: Annotated[
        bool, typer.Option("--check", help="Chỉ so, báo lỗi nếu data/clean đã cũ. Only compare.")
    ] = False,
) -> None:
    """Dựng data/clean từ data/raw. Build data/clean from data/raw."""
    from dtia.build import stale_problems, write_clean

    folder = _folder(data)
    built = _checked_build(folder, lang.value)
    if check:
        report_problems(stale_problems(built, folder, lang.value), Format.text, lang.value)
    else:
        changed = [display(path) for path in write_clean(built, folder)]
        message = ("cli.built", {"files": ", ".join(changed)}) if changed else ("cli.unchanged", {})
        typer.echo(text(message[0], lang.value, **message[1]))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


@app.command()
def audit(
    archive: Annotated[Path, typer.Argument(help="Thư mục bản lưu. Folder of archived pages.")],
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Đối chiếu figure_text với bản lưu. Find every figure_text in its archived page."""
    from dtia.check.audit import audit as audit_data

    raw, problems = read_raw(_folder(data), lang.value)
    report_problems(problems, Format.text, lang.value)
    try:
        result = audit_data(raw, archive, lang.value)
    except MissingData as error:
        _fail(error.said(lang.value))
    report_problems(result.problems, Format.text, lang.value)
    typer.echo(text("audit.ok", lang.value, phrases=result.phrases, sources=result.sources))


@app.command()
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
    format: FigureFormats = None,
) -> None:
    """Việc chính: kiểm tra, dựng, chạy notebook, dàn trang, xuất hình.

    The main job: check, build, run the notebooks, set both pages, export the figures.
    """
    formats, folder = _figure_formats(format), _folder(data)
    root = folder.resolve().parent
    out = out or root / "report"
    with Progress(lang.value) as steps:
        built = _written_build(folder, lang.value, steps)
        stories = _stories(folder, steps)

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
            write_profiles(built, units, out / FOLDER, steps)
        if figures:
            _write_figures(drawings, root / "figures", steps, formats)
    for name in pages:
        typer.echo(text("cli.done", lang.value, place=display(out / name)))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


@app.command()
def figures(
    data: Folder = None,
    lang: Tongue = Language.vi,
    out: Annotated[
        Path | None, typer.Option(help="Thư mục hình. Where the files go.", show_default="figures")
    ] = None,
    format: FigureFormats = None,
) -> None:
    """Xuất mọi hình: SVG, PNG 300 dpi, PDF. Export every figure in both languages."""
    formats, folder = _figure_formats(format), _folder(data)
    place = out or folder.resolve().parent / "figures"
    with Progress(lang.value) as steps:
        _written_build(folder, lang.value, steps)
        drawings = _drawings(_stories(folder, steps), steps)
        _write_figures(drawings, place, steps, formats)
    typer.echo(text("cli.done", lang.value, place=display(place)))


@app.command()
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
    from dtia.report.province_page import FOLDER, choose, write_profiles

    folder = _folder(data)
    out = out or folder.resolve().parent / "report" / FOLDER
    # Without a terminal there is nobody to ask.
    ask = _era if sys.stdin.isatty() else None
    with Progress(lang.value) as steps:
        steps("load")
        built = _loaded(folder, lang.value)
    try:
        unit_id = choose(built, name, era and era.value, lang.value, ask)
    except UnknownName as error:
        _fail(error.said(lang.value))
    with Progress(lang.value) as steps:
        places = write_profiles(built, [unit_id], out, steps)
    for place in places:
        typer.echo(text("cli.done", lang.value, place=display(place)))
    if not (out.parent / "index.html").exists():
        typer.echo(text("profile_page.unlinked", lang.value))


def _era(question: str) -> str:
    return str(typer.prompt(question, type=Era).value)


def _loaded(folder: Path, lang: Lang) -> Data:
    """Load the data as `dtia build` left them, or stop."""
    try:
        return load(folder)
    except MissingData as error:
        _fail(error.said(lang))
    except InvalidData as error:
        report_problems(error.problems, Format.text, lang)
        raise typer.Exit(1) from error


def _stories(folder: Path, steps: Progress) -> dict[Lang, list[Story]]:
    from dtia.report.notebooks import NotebookError, run_all

    try:
        return run_all(folder, LANGS, lambda name, lang: steps("notebook", name=name, lang=lang))
    except NotebookError as error:
        typer.echo(error.said(steps.lang), err=True)
        raise typer.Exit(1) from error


def _drawings(stories: dict[Lang, list[Story]], steps: Progress) -> dict[Lang, dict[str, Drawing]]:
    """Draw every chart once, by language and id."""
    from dtia.drawings import draw

    drawings: dict[Lang, dict[str, Drawing]] = {}
    for lang, told in stories.items():
        steps("draw", lang=lang)
        charts = (block for _, blocks in told for block in blocks if block.kind == "chart")
        drawings[lang] = {chart.id: draw(chart.content, chart.id) for chart in charts}
    return drawings


def _write_figures(
    drawings: dict[Lang, dict[str, Drawing]],
    folder: Path,
    steps: Progress,
    formats: tuple[str, ...],
) -> None:
    from dtia.drawings import write_figure

    for lang, drawn in drawings.items():
        for name, drawing in drawn.items():
            steps("figures", name=f"{name}.{lang}")
            write_figure(drawing.file, f"{name}.{lang}", folder, formats)


def _figure_formats(asked: list[str] | None) -> tuple[str, ...]:
    """Return the formats asked for, all by default, or stop with exit code 2."""
    from dtia.drawings import FORMATS

    unknown = set(asked or []) - set(FORMATS)
    if unknown:
        _fail(f"--format {', '.join(sorted(unknown))}: {', '.join(FORMATS)}")
    return tuple(asked or FORMATS)


def _folder(data: Path | None) -> Path:
    """Return the data folder as users name it, or stop with exit code 2."""
    if data is not None:
        if not (data / "raw").is_dir():
            _fail(f"--data {data}: {data / 'raw'} không có / does not exist")
        return data
    try:
        return find_folder()
    except MissingData as error:
        _fail("\n".join(error.said(lang) for lang in LANGS))


def _checked_build(folder: Path, lang: Lang) -> Data:
    from dtia.build import build

    raw, problems = check_data(folder, lang)
    report_problems(problems, Format.text, lang)
    try:
        return build(raw, lang)
    except InvalidData as error:
        report_problems(error.problems, Format.text, lang)
        raise typer.Exit(1) from error


def _written_build(folder: Path, lang: Lang, steps: Progress) -> Data:
    from dtia.build import write_clean

    steps("check")
    built = _checked_build(folder, lang)
    steps("build")
    write_clean(built, folder)
    return built


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
