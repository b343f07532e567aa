"""The command line. Exit 0: fine; 1: the data have problems; 2: wrong use."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dtia.build import build as build_data
from dtia.build import stale_problems, write_clean
from dtia.checks import check as check_data
from dtia.data import Data, find_folder, read_raw
from dtia.errors import InvalidData, MissingData, Problem
from dtia.i18n import Lang, text

app = typer.Typer(
    help="So sánh chiến lược chuyển đổi số của các tỉnh, thành phố Việt Nam.\n\n"
    "Compare the digital-transformation strategies of Vietnam's provinces.\n\n"
    "Việc chính / the main job:  dtia report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Language(StrEnum):
    vi = "vi"
    en = "en"


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Thư mục data (mặc định: data gần nhất). The data folder.",
        show_default=False,
    ),
]
Tongue = Annotated[
    Language, typer.Option("--lang", help="Ngôn ngữ thông báo. Language of messages.")
]


@app.command()
def check(
    data: Folder = None,
    lang: Tongue = Language.vi,
    format: Annotated[
        Format, typer.Option(help="text để đọc, json cho máy, github để ghi chú trên GitHub.")
    ] = Format.text,
) -> None:
    """Kiểm tra data/raw, báo mọi lỗi một lần. Check data/raw, all problems at once."""
    raw, problems = check_data(_folder(data), lang.value)
    _report(problems, format, lang.value)
    if format is Format.text:
        counts = {name: raw[name].height for name in ("targets", "observations")}
        typer.echo(text("check.ok", lang.value, **counts))


@app.command()
def build(
    data: Folder = None,
    lang: Tongue = Language.vi,
    check: Annotated[
        bool, typer.Option("--check", help="Chỉ so, báo lỗi nếu data/clean đã cũ. Only compare.")
    ] = False,
) -> None:
    """Dựng data/clean từ data/raw. Build data/clean from data/raw."""
    folder = _folder(data)
    built = _checked_build(folder, lang.value)
    if check:
        _report(stale_problems(built, folder, lang.value), Format.text, lang.value)
    else:
        changed = [path.name for path in write_clean(built, folder)]
        message = ("cli.built", {"files": ", ".join(changed)}) if changed else ("cli.unchanged", {})
        typer.echo(text(message[0], lang.value, **message[1]))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


@app.command()
def audit(
    archive: Annotated[Path, typer.Argument(help="Thư mục bản lưu. Folder of archived pages.")],
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Đối chiếu figure_text với bản lưu. Find every figure_text in its archived page."""
    from dtia.audit import audit as audit_data

    raw, problems = read_raw(_folder(data), lang.value)
    _report(problems, Format.text, lang.value)
    try:
        result = audit_data(raw, archive, lang.value)
    except MissingData as error:
        _fail(str(error))
    _report(result.problems, Format.text, lang.value)
    typer.echo(text("audit.ok", lang.value, phrases=result.phrases, sources=result.sources))


def _folder(data: Path | None) -> Path:
    """Return the data folder as users name it, or stop with exit code 2."""
    if data is not None:
        if not (data / "raw").is_dir():
            _fail(f"--data {data}: {data / 'raw'} không có / does not exist")
        return data
    try:
        return find_folder()
    except MissingData as error:
        _fail(str(error))


def _checked_build(folder: Path, lang: Lang) -> Data:
    raw, problems = check_data(folder, lang)
    _report(problems, Format.text, lang)
    try:
        return build_data(raw, lang)
    except InvalidData as error:
        _report(error.problems, Format.text, lang)
        raise typer.Exit(1) from error


def _fail(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _report(problems: Sequence[Problem], format: Format, lang: Lang) -> None:
    """Print problems in the format; with any, stop with exit code 1."""
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
