"""Notebooks as files: each read whole, or named with what is wrong with it and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from markdown_it import MarkdownIt
from nbformat.v4.rwbase import rejoin_lines
from nbformat.validator import iter_validate

from dtia.errors import NotebookError, NotebookFault
from dtia.folder import display
from dtia.i18n import LANGS

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# Since format 4.5 cells have ids, by which figures are named.
FORMAT = (4, 5)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
# Prose of the other language is folded in a notebook, not in the report.
FOLD = re.compile(r"<details><summary>\w+</summary>\n\n(.*)\n\n</details>\s*", re.DOTALL)
# Who reads the notebook sees such a cell, who reads the report does not.
LAB = "lab"

Notebook = Any


def read_all(paths: Sequence[Path]) -> list[Notebook]:
    """Read the notebooks of a report.

    Raises NotebookError with every fault that can be seen before they run: of a file, of its
    headings and tags, and of ids and names that two of them share.
    """
    notebooks: dict[Path, Notebook] = {}
    faults: list[NotebookFault] = []
    for path in paths:
        try:
            notebooks[path] = read(path)
            faults += _faults(path, notebooks[path])
        except NotebookError as error:
            faults += error.faults
    faults += _shared(notebooks)
    if faults:
        raise NotebookError(faults)
    return list(notebooks.values())


def read(path: Path) -> Notebook:
    """Read one notebook. Raises NotebookError where it is none, or not whole."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise fault(path, "unreadable", reason=error.strerror) from error
    if raw.startswith(BYTE_ORDER_MARK):
        raise fault(path, "byte_order_mark")
    try:
        words = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault(path, "not_utf8") from error
    try:
        content = json.loads(words)
    except ValueError as error:
        conflict = CONFLICT.search(words)
        if conflict:
            line = words.count("\n", 0, conflict.start()) + 1
            raise fault(path, "conflict", line=line) from error
        raise fault(path, "not_json", line=getattr(error, "lineno", 1)) from error
    if not isinstance(content, dict) or not isinstance(content.get("nbformat"), int):
        raise fault(path, "no_notebook")
    format = (content["nbformat"], content.get("nbformat_minor", 0))
    if format[0] != FORMAT[0] or format < FORMAT:
        raise fault(path, "old_format", format=".".join(map(str, format)))
    wrong = next(iter_validate(content, relax_add_props=True), None)
    if wrong is not None:
        number = next((part + 1 for part in wrong.absolute_path if isinstance(part, int)), "")
        raise fault(path, "invalid", str(number), fault=wrong.message.splitlines()[0])
    notebook = rejoin_lines(nbformat.from_dict(content))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = unfolded(cell.source)
    return notebook


def unfolded(source: str) -> str:
    """Return the prose of a text cell, which a notebook may fold for readers of the other language.

    JupyterLab hides no rendered text by a mark of its cell, but it keeps `<details>`.
    """
    folded = FOLD.fullmatch(source)
    return folded[1] if folded else source


def fault(path: Path, key: str, cell: str = "", **values: object) -> NotebookError:
    return NotebookError([NotebookFault(display(path), cell, key, values)])


def in_report(cell: Any) -> bool:
    return LAB not in cell.metadata.get("tags", [])


def place(name: str) -> str:
    """Return the id of the section that a notebook becomes, by its name without its number."""
    return re.sub(r"[\W_]+", "-", name.split("_", 1)[1]).strip("-")


def headings(markdown: str) -> list[str]:
    """Return the words of each heading."""
    tokens = MARKDOWN.parse(markdown)
    return [
        "".join(part.content for part in tokens[n + 1].children or []).strip()
        for n, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _faults(path: Path, notebook: Notebook) -> Iterator[NotebookFault]:
    spoken = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if spoken != "python":
        yield _fault(path, "", "language", language=spoken)
    cells = [cell for cell in notebook.cells if in_report(cell) and cell.source.strip()]
    texts = [cell for cell in cells if cell.cell_type == "markdown"]
    for cell in texts:
        if not set(LANGS) & set(cell.metadata.get("tags", [])):
            yield _fault(path, cell.id, "untagged")
        if not all(headings(cell.source)):
            yield _fault(path, cell.id, "empty_heading")
    for lang in LANGS:
        own = [cell for cell in texts if lang in cell.metadata.get("tags", [])]
        if not own or not begins_with_heading(own[0].source):
            yield _fault(path, own[0].id if own else "", "no_heading", lang=lang)


def begins_with_heading(markdown: str) -> bool:
    return [token.type for token in MARKDOWN.parse(markdown)[:1]] == ["heading_open"]


def _shared(notebooks: dict[Path, Notebook]) -> Iterator[NotebookFault]:
    """Find ids and names that are used twice; a file system may not tell `a` from `A`."""
    ids: dict[str, tuple[Path, str]] = {}
    places: dict[str, Path] = {}
    for path, notebook in notebooks.items():
        known = places.setdefault(place(path.stem).casefold(), path)
        if known != path or not place(path.stem):
            yield _fault(path, "", "same_name", other=display(known))
        twice: dict[Path, list[str]] = {}
        for cell in filter(in_report, notebook.cells):
            first = ids.setdefault(cell.id.casefold(), (path, cell.id))
            if first != (path, cell.id) or sum(c.id == cell.id for c in notebook.cells) > 1:
                twice.setdefault(first[0], []).append(cell.id)
        for other, shared in twice.items():
            yield _fault(path, shared[0], "same_id", other=display(other), n=len(shared))


def _fault(path: Path, cell: str, key: str, **values: object) -> NotebookFault:
    return NotebookFault(display(path), cell, key, values)
