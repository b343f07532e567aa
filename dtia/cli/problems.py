"""Problems on the terminal: to read, for machines, and as notes on GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum

import typer

from dtia.errors import Problem
from dtia.i18n import Lang, text


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"


def report_problems(problems: Sequence[Problem], format: Format, lang: Lang) -> None:
    """Print problems in the format; with any, end the command with exit code 1."""
    if format is Format.json:
        typer.echo(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2))
    elif format is Format.github:
        for p in problems:
            place = f"file={_escaped(p.file)},line={max(p.line, 1)}"
            message = "; ".join(part for part in (p.message, p.hint) if part)
            typer.echo(f"::error {place},title={_escaped(p.column or p.file)}::{_message(message)}")
    else:
        for p in problems:
            typer.echo(str(p), err=True)
    if problems:
        if format is Format.text:
            typer.echo(text("check.count", lang, n=len(problems)), err=True)
        raise typer.Exit(1)


def _message(value: str) -> str:
    """Escape the message of a GitHub workflow command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(value: str) -> str:
    """Escape a property of a GitHub workflow command."""
    return _message(value).replace(":", "%3A").replace(",", "%2C")
