"""The command that says what moved between two states of the data."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dtia.cli.options import Folder, Language, Tongue, folder_of
from dtia.cli.problems import Format, report_problems
from dtia.cli.progress import Progress
from dtia.files import Together, ready
from dtia.folder import display, find_notebooks, project_of
from dtia.i18n import LANGS, Lang, text

if TYPE_CHECKING:
    from dtia.curate import Changes
    from dtia.curate.told import Section
    from dtia.data import Data


# The specifications of charts, by language and id.
Specs = dict[Lang, dict[str, str]]


def diff(
    old: Annotated[
        str, typer.Argument(help="Thư mục, hay phiên bản git. A folder, or a revision.")
    ],
    new: Annotated[
        str | None,
        typer.Argument(help="Cái mới; mặc định: data. The new one.", show_default="data"),
    ] = None,
    data: Folder = None,
    lang: Tongue = Language.vi,
    format: Annotated[
        Format, typer.Option(help="text để đọc, json cho máy. To read, or for machines.")
    ] = Format.text,
    page: Annotated[
        Path | None,
        typer.Option(help="Dàn cả trang vào thư mục này. Set the page in this folder, too."),
    ] = None,
    charts: Annotated[
        bool, typer.Option("--charts/--no-charts", help="So cả hình. Compare charts too.")
    ] = True,
) -> None:
    """Điều gì đã đổi giữa hai bản dữ liệu, và vì dòng nào. What moved, and because of which row."""
    folder = folder_of(data)
    from dtia.curate import changes

    if page:
        ready(page, page.glob("*.html"))
    # Who reads in a terminal reads one language.
    tongues: Sequence[Lang] = LANGS if page or format is Format.json else [lang.value]
    drawn = tongues if charts else ()
    with Progress(lang.value) as steps:
        before, spec_before = _state(old, folder, lang.value, drawn, steps)
        after, spec_after = _state(new or str(folder), folder, lang.value, drawn, steps)
    moved = changes(before, after)
    sections = {
        tongue: _sections(moved, before, after, (spec_before, spec_after), tongue)
        for tongue in tongues
    }
    if format is Format.json:
        machine = _machine(moved, sections, before, after)
        typer.echo(json.dumps(machine, ensure_ascii=False, indent=2))
    else:
        from dtia.curate.told import plain

        typer.echo(plain(sections[lang.value]) or text("moved.none", lang.value))
    if page:
        names = (old, new or display(folder))
        for place in _write_page(page, before, after, names, sections):
            typer.echo(text("cli.done", lang.value, place=display(place)), err=True)


def _write_page(
    folder: Path,
    old: Data,
    new: Data,
    names: tuple[str, str],
    sections: dict[Lang, list[Section]],
) -> list[Path]:
    """Set the page "what changed" in both languages."""
    from dtia.report.changes_page import CHANGES, changes_page

    places = []
    with Together() as files:
        for lang in LANGS:
            places.append(folder / CHANGES[lang])
            files.write(places[-1], changes_page(old, new, names, sections[lang], lang))
    return places


def _state(
    place: str, folder: Path, lang: Lang, drawn: Sequence[Lang], steps: Progress
) -> tuple[Data, Specs]:
    """Build one state of the data, and draw up its charts by the notebooks of this project.

    The charts are `drawn` up in these languages.
    """
    from dtia.build import build, write_clean
    from dtia.check import check
    from dtia.curate import at, fitted
    from dtia.report.notebooks import run_all

    with at(place, project_of(folder)) as found, tempfile.TemporaryDirectory() as work:
        steps("compare", name=place)
        copy = Path(work) / "data"
        if moved := fitted(found, copy):
            steps("fitted", name=place, columns=", ".join(moved))
        raw, problems = check(copy, lang)
        try:
            built = build(raw, lang)
        except Exception:
            # What the check found is why; without a finding, the fault is not of the data.
            report_problems(problems, Format.text, lang)
            raise
        if problems:
            # An older state need not pass the checks of today to be compared.
            steps("faulty", name=place, n=str(len(problems)))
        if not drawn:
            return built, {}
        write_clean(built, copy)
        shutil.copytree(find_notebooks(folder)[0].parent, Path(work) / "notebooks")
        stories = run_all(copy, drawn, lambda name, lang: steps("notebook", name=name, lang=lang))
    specs = {
        tongue: {
            block.id: json.dumps(block.content, sort_keys=True).replace(built.version, "")
            for _, blocks in told
            for block in blocks
            if block.kind == "chart"
        }
        for tongue, told in stories.items()
    }
    return built, specs


def _sections(
    moved: Changes, old: Data, new: Data, specs: tuple[Specs, Specs], lang: Lang
) -> list[Section]:
    from dtia.curate.told import Line, Section, sentences, told
    from dtia.findings import headlines

    was, now = (str(headlines(data, lang).data).splitlines() for data in (old, new))
    found = [*told(moved, old, new, lang), sentences("findings", was, now, lang)]
    before, after = (drawn.get(lang, {}) for drawn in specs)
    drawn = [
        Line(text(f"moved.{how}", lang), name)
        for how, names in (
            ("removed", before.keys() - after.keys()),
            ("added", after.keys() - before.keys()),
            ("changed", {n for n in before.keys() & after.keys() if before[n] != after[n]}),
        )
        for name in sorted(names)
    ]
    found.append(Section("charts", text("moved.charts", lang), drawn))
    return [section for section in found if section.lines]


def _machine(
    moved: Changes, sections: dict[Lang, list[Section]], old: Data, new: Data
) -> dict[str, Any]:
    """Return everything that moved as a program reads it."""

    def rows(found: Sequence[Any]) -> list[dict[str, Any]]:
        return [
            {"how": c.how, "table": c.table, "old": c.old, "new": c.new, "columns": list(c.columns)}
            for c in found
        ]

    lines = {
        name: {
            lang: [{"how": line.how, "what": line.what} for line in section.lines]
            for lang, told in sections.items()
            for section in told
            if section.id == name
        }
        for name in ("findings", "charts")
    }
    places = {id(figure): n for n, figure in enumerate(moved.figures)}
    gaps = [
        {**row, "because": [places[id(figure)] for figure in because]}
        for row, (_, because) in zip(rows([g for g, _ in moved.gaps]), moved.gaps, strict=True)
    ]
    return {
        "old": old.version, "new": new.version, "figures": rows(moved.figures),
        "registers": rows(moved.registers), "gaps": gaps, "coverage": rows(moved.coverage), **lines,
    }  # fmt: skip
