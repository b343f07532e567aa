"""Editions of the report: all pages and figures in one language, those of two at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from dtia.cli.apart import Apart, Steps, on_core
from dtia.folder import find_notebooks
from dtia.i18n import LANGS, Lang

if TYPE_CHECKING:
    from dtia.data import Data
    from dtia.drawings import Drawing, Exported
    from dtia.report.notebooks import Story

# Fewer notebooks are done before another process has begun.
FEW = 3


@dataclass(frozen=True)
class Wanted:
    """What an edition is to hold: pages, with profiles; figures in `formats`, where there is a
    folder `art` for them, with a `width` in millimetres in parts that fit a page of paper. Where
    that folder stands `beside` the pages, they link to its files."""

    pages: bool
    profiles: bool
    art: Path | None
    formats: tuple[str, ...]
    width: int | None = None
    beside: bool = False


@dataclass(frozen=True)
class Edition:
    """Pages by their places in the folder of the report, and the files of figures."""

    pages: dict[str, str]
    figures: Exported


@contextmanager
def processes(folder: Path, steps: Steps) -> Iterator[dict[Lang, Apart]]:
    """Start a process for each language but the first; meanwhile this one builds the data.

    Each keeps to a core of its own. For few notebooks there is none.
    """
    others = LANGS[1:] if len(find_notebooks(folder)) > FEW else ()
    with ExitStack() as stack:
        apart = {}
        for number, lang in enumerate(others, 1):
            with on_core(number):
                work = Apart(edition, steps=steps, before=_load)
            apart[lang] = stack.enter_context(work)
        if apart:
            stack.enter_context(on_core(0))
        yield apart


def _load() -> None:
    """Load what an edition is made with."""
    from dtia.charts.fonts import FACES, FEW_LETTERS, font

    for name in FACES:
        font(name, FEW_LETTERS)


def editions(
    built: Data, folder: Path, wanted: Wanted, steps: Steps, apart: dict[Lang, Apart]
) -> dict[Lang, Edition]:
    """Make an edition in each language. Raises NotebookError where a cell fails."""
    for lang, work in apart.items():
        work.begin(built, folder, wanted, lang)
    made = {
        lang: edition(built, folder, wanted, lang, steps) for lang in LANGS if lang not in apart
    }
    return made | {lang: work.result() for lang, work in apart.items()}


def edition(built: Data, folder: Path, wanted: Wanted, lang: Lang, steps: Steps) -> Edition:
    """Make the edition of one language."""
    from dtia.drawings import Exported

    drawings, stories = _drawn(folder, lang, wanted.width, steps)
    pages = _pages(built, stories, drawings, wanted, lang, steps) if wanted.pages else {}
    if wanted.art is None:
        return Edition(pages, Exported())
    return Edition(pages, _figures(built, drawings, wanted.art, wanted, lang, steps))


def _figures(
    built: Data, drawings: dict[str, Drawing], art: Path, wanted: Wanted, lang: Lang, steps: Steps
) -> Exported:
    """Make the files of every figure, its rows and its citation."""
    from dtia.drawings import exported, rendered
    from dtia.export import paper

    stems = {}
    for name, drawing in drawings.items():
        parts = [drawing] if wanted.width is None else paper.on_paper(drawing, wanted.width)
        for number, part in enumerate(parts, 1):
            stems[f"{name}{f'-{number}' * (len(parts) > 1)}.{lang}"] = part
    render = rendered if wanted.width is None else paper.rendered
    made = exported(stems, art, wanted.formats, lambda stem: steps("figures", name=stem), render)
    made.add(art, paper.beside(drawings, built, lang))
    return made


def set_profiles(
    built: Data, units: Sequence[str], lang: Lang, steps: Steps
) -> Iterator[tuple[str, str]]:
    """Set the profiles of some provinces in one language: the place of each, and its page."""
    from dtia.report.province_page import profile_pages

    for n, (place, html) in enumerate(profile_pages(built, units, lang), 1):
        count = {"n": str(n), "of": str(len(units))}
        steps.pass_by("profiles", **count, name=PurePosixPath(place).name)
        yield place, html
    if units:
        steps("profiles", **count, name=lang)


def _drawn(
    folder: Path, lang: Lang, width: int | None, steps: Steps
) -> tuple[dict[str, Drawing], list[Story]]:
    """Run the notebooks and draw every chart once, by id.

    With a `width` in millimetres charts are laid out for a document, else for the report.
    """
    from dtia.drawings import draw_both
    from dtia.export.paper import pixels
    from dtia.report.notebooks import PAGE, run_all, setting

    layouts = PAGE if width is None else ((int(pixels(width)), True),)
    told = run_all(
        folder, [lang], lambda name, lang: steps("notebook", name=name, lang=lang), layouts
    )[lang]
    steps("draw", lang=lang)
    drawings = {}
    for chart in (block for _, blocks in told for block in blocks if block.kind == "chart"):
        with setting(chart):
            drawings[chart.id] = draw_both(chart.content, chart.narrow, chart.id)
    return drawings, told


def _pages(
    built: Data,
    stories: list[Story],
    drawings: dict[str, Drawing],
    wanted: Wanted,
    lang: Lang,
    steps: Steps,
) -> dict[str, str]:
    """Set every page of one language, by its place in the folder of the report."""
    from dtia.report.index_page import page
    from dtia.report.pages import REPORT, SOURCES
    from dtia.report.province_page import profile_ids, profile_place
    from dtia.report.sources_page import sources_page

    units = profile_ids(built) if wanted.profiles else []
    steps("page", name=REPORT[lang])
    places = {unit: profile_place(built, unit, lang) for unit in units}
    beside = wanted.formats if wanted.beside and wanted.art else ()
    whole = {REPORT[lang]: page(built, stories, drawings, lang, places, beside)}
    steps("page", name=SOURCES[lang])
    whole[SOURCES[lang]] = sources_page(built, lang)
    return {**dict(set_profiles(built, units, lang, steps)), **whole}
