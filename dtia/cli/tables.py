"""Commands about the tables: check, build, audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtia.cli.options import Folder, Language, Tongue, folder_of, own_folder
from dtia.cli.problems import Format, report_problems
from dtia.folder import display, told
from dtia.i18n import Lang, text
from dtia.late import PANDAS, left_out

if TYPE_CHECKING:
    from dtia.data import Data


def check(
    data: Folder = None,
    lang: Tongue = Language.vi,
    format: Annotated[
        Format, typer.Option(help="text để đọc, json cho máy, github để ghi chú trên GitHub.")
    ] = Format.text,
) -> None:
    """Kiểm tra data/raw, báo mọi lỗi một lần. Check data/raw, all problems at once."""
    folder = folder_of(data)
    with left_out(PANDAS):
        from dtia.check import check as check_data

    raw, problems = check_data(folder, lang.value)
    report_problems(problems, format, lang.value)
    if format is Format.text:
        counts = {name: raw[name].height for name in ("targets", "observations")}
        typer.echo(text("check.ok", lang.value, **counts))
        typer.echo(text("data_used.line", lang.value, place=told(folder, lang.value)))


def build(
    data: Folder = None,
    lang: Tongue = Language.vi,
    check: Annotated[
        bool, typer.Option("--check", help="Chỉ so, báo lỗi nếu data/clean đã cũ. Only compare.")
    ] = False,
) -> None:
    """Dựng data/clean từ data/raw. Build data/clean from data/raw."""
    folder = own_folder(data, lang.value)
    with left_out(PANDAS):
        from dtia.build import stale_problems, write_clean

    built = checked_build(folder, lang.value)
    if check:
        report_problems(stale_problems(built, folder, lang.value), Format.text, lang.value)
    else:
        changed = ", ".join(display(path) for path in write_clean(built, folder))
        key = "cli.built" if changed else "cli.unchanged"
        typer.echo(text(key, lang.value, files=changed))
    typer.echo(text("cli.version", lang.value, version=built.version, as_of=built.as_of))


def audit(
    archive: Annotated[Path, typer.Argument(help="Thư mục bản lưu. Folder of archived pages.")],
    data: Folder = None,
    lang: Tongue = Language.vi,
) -> None:
    """Đối chiếu figure_text với bản lưu. Find every figure_text in its archived page."""
    folder = folder_of(data)
    from dtia.check.audit import audit as audit_data
    from dtia.curate.acts import words_of
    from dtia.data import read_raw

    raw, problems = read_raw(folder, lang.value)
    report_problems(problems, Format.text, lang.value)
    result = audit_data(raw, archive, words_of, lang.value)
    report_problems(result.problems, Format.text, lang.value)
    typer.echo(text("audit.ok", lang.value, phrases=result.phrases, sources=result.sources))


def checked_build(folder: Path, lang: Lang) -> Data:
    """Build the clean tables from raw ones without fault; end the command where there is one."""
    from dtia.build import build
    from dtia.check import check as check_data

    raw, problems = check_data(folder, lang)
    report_problems(problems, Format.text, lang)
    return build(raw, lang)
