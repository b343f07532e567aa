"""The command that reads an act and proposes rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.curating import new_book
from dtia.cli.options import Folder, Language, Tongue, folder_of
from dtia.cli.problems import Format, report_problems
from dtia.cli.progress import Progress
from dtia.files import write
from dtia.folder import display
from dtia.i18n import Lang, number, text
from dtia.late import PANDAS, left_out

if TYPE_CHECKING:
    from dtia.curate.proposals import Proposals
    from dtia.data import Raw

ACT = (
    "Văn bản .pdf (có chữ), .docx, .html, .txt, hoặc thư mục. An act, or a folder of acts. "
    "≤ 50 MB, 500 trang/pages, 3 triệu chữ/million letters, 60 s, 2 GB RAM."
)


def read(
    act: Annotated[Path, typer.Argument(help=ACT)],
    out: Annotated[
        Path | None,
        typer.Option(
            help="Sổ tính .xlsx để xét từng dòng. A workbook in which to judge each row.",
            show_default=False,
        ),
    ] = None,
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Đọc văn bản, đề xuất từng dòng số liệu. Read an act, propose rows of figures."""
    folder = folder_of(data)
    if out:
        new_book(out)
    with Progress(lang.value) as steps:
        found, raw = _proposals(act, folder, lang.value, steps)
    if out:
        _to_judge(out, found, raw, lang.value)
    else:
        from dtia.curate.proposed import lines, proposed, told

        frame = proposed(found, raw, lang.value)
        if frame.height:
            typer.echo(lines(frame, lang.value))
        typer.echo(told(found, frame, lang.value))


def _proposals(act: Path, folder: Path, lang: Lang, steps: Progress) -> tuple[Proposals, Raw]:
    """Read acts, saying which; the day of the reading comes in here."""
    steps("libraries")
    with left_out(PANDAS):
        from dtia.curate.acts import files_at, text_of
        from dtia.curate.reading import read_acts, reader
        from dtia.data import read_raw

    texts = []
    for path in files_at(act):
        steps("act", name=path.name)
        texts.append(text_of(path))
    raw, problems = read_raw(folder, lang)
    report_problems(problems, Format.text, lang)
    steps("learn")
    return read_acts(texts, reader(raw, lang, date.today().isoformat())), raw


def _to_judge(out: Path, found: Proposals, raw: Raw, lang: Lang) -> None:
    """Write the workbook, and say what is in it and what comes next."""
    from dtia.curate.passed import parted
    from dtia.curate.workbook import to_judge

    write(out, to_judge(found, lang, raw))
    place, sheet = display(out), text("book.targets", lang)
    typer.echo(text("cli.done", lang, place=place))
    every = (found.targets, found.observations)
    unsure = sum(frame["doubt"].drop_nulls().len() for frame in every)
    counts = {
        "targets": found.targets.height, "results": found.observations.height, "unsure": unsure,
        "figures": parted(found.passed)[0].height,
    }  # fmt: skip
    counted = {name: number(n, lang) for name, n in counts.items()}
    typer.echo(text("read.counted", lang, **counted, sheet=sheet))
    typer.echo(text("read.judge", lang, place=place, sheet=sheet))
