"""The command that writes what others take away as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtia.cli.options import Folder, Language, Tongue, folder_of
from dtia.errors import WrongValue
from dtia.files import ready, write
from dtia.folder import display
from dtia.i18n import LANGS, text

ARCHIVE = ".zip"


def export(
    file: Annotated[Path, typer.Argument(help="Tệp .zip sẽ ghi. The .zip file to write.")],
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Gói dữ liệu cho người khác dùng. Pack the data for others, as one zip."""
    folder = folder_of(data)
    if file.suffix.lower() != ARCHIVE:
        endings = {name: text("wanted.file", name, endings=ARCHIVE) for name in LANGS}
        raise WrongValue("wanted", value=f"“{file}”", wanted=endings)
    ready(file.parent, [file])
    write_archive(folder, file)
    typer.echo(text("cli.done", lang.value, place=display(file)))


def write_archive(folder: Path, file: Path) -> None:
    """Write the zip of a data folder."""
    from dtia.data import load
    from dtia.export import archive

    write(file, archive(load(folder), folder))
