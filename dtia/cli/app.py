"""The command line: every command, and what the program says of itself."""

from __future__ import annotations

import typer

from dtia.cli import pages, tables
from dtia.cli.faults import Commands

app = typer.Typer(
    cls=Commands,
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
