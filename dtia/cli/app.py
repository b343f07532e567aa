"""The command line. Exit 0: fine; 1: the data have problems; 2: wrong use."""

from __future__ import annotations

import io
import sys

import typer

from dtia.cli import pages, tables

app = typer.Typer(
    help="So sánh chiến lược chuyển đổi số của các tỉnh, thành phố Việt Nam.\n\n"
    "Compare the digital-transformation strategies of Vietnam's provinces.\n\n"
    "Việc chính / the main job:  dtia report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    tables.check, tables.build, tables.audit, pages.report, pages.figures, pages.profile,
):  # fmt: skip
    app.command()(command)


@app.callback()
def speak_unicode() -> None:
    # A console or a redirect on Windows may not know Vietnamese letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
