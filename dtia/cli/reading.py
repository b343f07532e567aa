"""The command that reads an act and proposes rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtia.cli.options import Folder, Language, Tongue, folder_of
from dtia.cli.problems import Format, report_problems
from dtia.files import ready, write
from dtia.folder import display
from dtia.i18n import text

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
        ready(out.parent)
    from dtia.curate.reading import read as read_acts
    from dtia.data import read_raw

    raw, problems = read_raw(folder, lang.value)
    report_problems(problems, Format.text, lang.value)
    found = read_acts(act, raw, lang.value)
    if out:
        from dtia.curate.workbook import to_judge

        write(out, to_judge(found, lang.value, raw))
        typer.echo(text("cli.done", lang.value, place=display(out)), err=True)
    else:
        from dtia.curate.proposed import lines, proposed, told

        frame = proposed(found, raw, lang.value)
        if frame.height:
            typer.echo(lines(frame, lang.value))
        typer.echo(told(found, frame, lang.value))
