"""The command line: every command, and what the program says of itself."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from dtia.cli import curating, diff, export, pages, reading, tables
from dtia.cli.faults import Commands
from dtia.errors import MissingData
from dtia.folder import find_folder, told
from dtia.i18n import LANGS, text
from dtia.version import __version__


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dtia {__version__}")
        with suppress(MissingData):
            folder = find_folder()
            for lang in LANGS:
                typer.echo(text("data_used.line", lang, place=told(folder, lang)))
        raise typer.Exit


app = typer.Typer(
    name="dtia",
    cls=Commands,
    help="So sánh chiến lược chuyển đổi số của các tỉnh, thành phố Việt Nam.\n\n"
    "Compare the digital-transformation strategies of Vietnam's provinces.\n\n"
    "Việc chính / the main job:  dtia report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Phiên bản. The version."
        ),
    ] = False,
) -> None:
    """Say what is meant for the program and not for one command."""


for command in (
    tables.check, tables.build, tables.audit, pages.report, pages.figures, pages.profile,
    export.export, diff.diff, reading.read, curating.template, curating.fix, curating.todo,
):  # fmt: skip
    app.command()(command)
app.command("import")(curating.import_)
