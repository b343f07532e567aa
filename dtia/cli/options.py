"""What commands have in common: their options, the folder they work in, and how they fail."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dtia.errors import MissingData
from dtia.folder import find_folder, is_packaged
from dtia.i18n import LANGS, Lang, text


class Language(StrEnum):
    vi = "vi"
    en = "en"


class Era(StrEnum):
    old = "63"
    new = "34"


class Picture(StrEnum):
    svg = "svg"
    png = "png"
    pdf = "pdf"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Thư mục data (mặc định: data gần nhất). The data folder.",
        show_default=False,
    ),
]
Pictures = Annotated[
    list[Picture] | None,
    typer.Option(
        "--format", help="Kiểu hình; dùng nhiều lần được. May be repeated.", show_default="all"
    ),
]
Tongue = Annotated[
    Language, typer.Option("--lang", help="Ngôn ngữ thông báo. Language of messages.")
]

Map = Annotated[
    Era | None,
    typer.Option(
        help="63: trước 01/7/2025; 34: từ ngày ấy. Before, or since, 1 July 2025.",
        show_default=False,
    ),
]
Stale = Annotated[
    bool, typer.Option("--stale", help="Dùng data/clean dù đã cũ. Go on with an old data/clean.")
]

Width = Annotated[
    int | None,
    typer.Option(
        help="Bề rộng cho văn bản, mm: 155, 80 (nửa trang), 247 (trang ngang). "
        "A width for documents, in mm.",
        show_default=False,
    ),
]


def folder_of(data: Path | None) -> Path:
    """Return the data folder as users name it, or stop with exit code 2."""
    if data is not None:
        if not (data / "raw").is_dir():
            fail(f"--data {data}: {data / 'raw'} không có / does not exist")
        return data
    try:
        return find_folder()
    except MissingData as error:
        fail("\n".join(error.said(lang) for lang in LANGS))


def own_folder(data: Path | None, lang: Lang) -> Path:
    """Return a data folder that a command may write to and beside; stop with exit code 2 where it
    is the one that the package carries."""
    folder = folder_of(data)
    if is_packaged(folder):
        fail(text("error.read_only", lang))
    return folder


def fail(message: str) -> NoReturn:
    """Say what is wrong with a command, and stop with exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
