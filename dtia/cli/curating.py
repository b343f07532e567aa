"""Commands of those who keep the tables: a workbook out and back in, mending, what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.options import Folder, Language, Stale, Tongue, folder_of, own_folder
from dtia.cli.problems import Format, report_problems
from dtia.errors import WrongValue
from dtia.files import ready, write, write_all
from dtia.folder import display
from dtia.i18n import Lang, number, text
from dtia.late import PANDAS, left_out

if TYPE_CHECKING:
    from dtia.curate.importing import Plan, Step

WORKBOOK = ".xlsx"
Write = Annotated[
    bool, typer.Option("--write", help="Ghi; không có thì chỉ xem trước. Write, not only look.")
]


def new_book(file: Path) -> None:
    """Make sure that a workbook for a person to fill in can be written, and replaces none.

    Raises WrongValue or CannotWrite.
    """
    if file.suffix.lower() != WORKBOOK:
        raise WrongValue("book_ending", place=file)
    if file.is_file():
        raise WrongValue("book_exists", place=file)
    ready(file.parent, [file])


def template(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx sẽ ghi. The workbook to write.")],
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Ghi một bảng Excel trống để điền số liệu. Write a workbook to fill in."""
    folder = folder_of(data)
    with left_out(PANDAS):
        from dtia.curate.workbook import template as made
        from dtia.data import read_raw

    new_book(file)
    raw, problems = read_raw(folder, lang.value)
    report_problems(problems, Format.text, lang.value)
    write(file, made(lang.value, raw))
    typer.echo(text("cli.done", lang.value, place=display(file)))


def import_(
    file: Annotated[
        Path, typer.Argument(help="Bảng Excel hay CSV đã điền. A workbook or CSV, filled in.")
    ],
    write: Write = False,
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Nhập bảng Excel hay CSV vào data/raw. Take a workbook or CSV into data/raw."""
    folder = own_folder(data, lang.value) if write else folder_of(data)
    with left_out(PANDAS):
        from dtia.curate.importing import planned

    if write:
        _ready(folder)
    plan = planned(file, folder, lang.value)
    for step in plan.moving():
        _tell(step, lang.value)
    typer.echo(_counted(plan, lang.value))
    report_problems(plan.told(), Format.text, lang.value)
    if not plan.files:
        typer.echo(text("import.nothing", lang.value))
    elif write:
        for path in write_all(plan.files):
            typer.echo(text("cli.done", lang.value, place=display(path)))
        typer.echo(text("import.next", lang.value))
    else:
        typer.echo(text("import.dry", lang.value, file=file))


def fix(write: Write = False, data: Folder = None, lang: Tongue = Language.vi) -> None:
    """Sửa điều chắc chắn trong data/raw, xem trước đã. Mend what is certain, looked at first."""
    folder = own_folder(data, lang.value) if write else folder_of(data)
    with left_out(PANDAS):
        from dtia.curate import mending

    if write:
        _ready(folder)
    found = mending.mending(folder, lang.value)
    for cell in found.cells:
        typer.echo(f"{cell.file}:{cell.line}: {cell.column}: {cell.old!r} › {cell.new!r}")
    for place in found.passed:
        typer.echo(text("fix.passed", lang.value, place=place), err=True)
    n = number(len(found.cells), lang.value)
    if not found.files:
        typer.echo(text("fix.nothing", lang.value))
    elif write:
        for path in write_all(found.files):
            typer.echo(text("cli.done", lang.value, place=display(path)))
        typer.echo(text("fix.mended", lang.value, n=n))
    else:
        typer.echo(text("fix.dry", lang.value, n=n))


def todo(
    province: Annotated[
        str | None, typer.Option(help="Chỉ tỉnh này. One province.", show_default=False)
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Số việc nêu ra. How many to name.")] = 20,
    data: Folder = None,
    lang: Tongue = Language.vi,
    stale: Stale = False,
) -> None:
    """Việc nên làm tiếp, việc nặng nhất trước. What to do next, what weighs most first."""
    folder = folder_of(data)
    from dtia.analysis.todo import todo as things_to_do
    from dtia.curate.told import things
    from dtia.data import load
    from dtia.views.places import meant

    loaded = load(folder, lang=lang.value, stale=stale)
    unit = meant(loaded, province)[0] if province else None
    found = things_to_do(loaded, unit)
    for line in things(found.head(top), loaded, lang.value):
        typer.echo(line)
    n, shown = (number(rows, lang.value) for rows in (found.height, min(top, found.height)))
    typer.echo(text("todo.count", lang.value, n=n, shown=shown))
    if found.height:
        typer.echo(text("todo.weight", lang.value))


def _ready(folder: Path) -> None:
    """Make sure that the raw tables can be written, and take away what killed runs left there."""
    for place in ("targets", "observations", ""):
        ready(folder / "raw" / place)


def _tell(step: Step, lang: Lang) -> None:
    """Say on a line what becomes of a row, and below it which cells change."""
    from dtia.data.raw import RAW

    key = " · ".join(filter(None, (step.row.cells[c] for c in RAW[step.row.table][2])))
    how = text(f"import.{step.how}", lang)
    typer.echo(f"{step.row.place}: {how}: {key} › {display(step.file)}")
    if step.how == "added" and step.row.cells.get("figure_text"):
        typer.echo(f"    {_figure(step.row.cells, lang)}")
    for column, (old, new) in step.cells.items():
        typer.echo(f"    {column}: {old or '–'} › {new or '–'}")
    if step.row.unseen:
        cells = ", ".join(f"{c} ({step.row.place.cell(c)})" for c in step.row.unseen)
        typer.echo("    " + text("import.taken_unseen", lang, cells=cells))


def _figure(cells: dict[str, str], lang: Lang) -> str:
    """Word what a row states, and quote its phrase."""
    from dtia.data.vocabulary import NUMERIC

    stated = cells.get("category", "")
    if cells.get("comparator") in NUMERIC and cells["value"]:
        value = "–".join(
            number(float(cells[end]), lang) for end in ("value", "value_high") if cells.get(end)
        )
        stated = text(f"comparator.{cells['comparator']}", lang, value=value)
    return " · ".join(filter(None, (stated, f"“{cells['figure_text']}”")))


def _counted(plan: Plan, lang: Lang) -> str:
    counts = {
        **{how: plan.count(how) for how in ("added", "changed", "same")},
        "refused": len(plan.refused),
        "unseen": sum(bool(step.row.unseen) for step in plan.moving()),
        "undecided": plan.incoming.undecided,
        "examples": plan.incoming.examples,
    }
    said = [text(f"import.n_{name}", lang, n=number(n, lang)) for name, n in counts.items() if n]
    return "; ".join(said) or text("import.n_none", lang)
