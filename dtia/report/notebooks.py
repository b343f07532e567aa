"""Run the notebooks in this process and take out what they show."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import nbformat
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import dtia.charts.theme  # noqa: F401 (registers the theme; the renderer below replaces its choice)
from dtia.errors import DtiaError
from dtia.folder import DATA_VARIABLE
from dtia.i18n import LANGS, Lang
from dtia.tables import Table

CHART = "application/vnd.vegalite.v6.json"
# What tables are kept as in this process; a page sets them itself, from their columns.
TABLE = "application/x-dtia-table"


@dataclass(frozen=True)
class Block:
    """One thing that a notebook shows.

    Its kind is "text" (content: Markdown), "chart" (a specification), "table" (a Table) or "html"
    (of an object that is none of ours).
    """

    id: str
    kind: str
    content: Any


FOLD = re.compile(r"<details><summary>\w+</summary>\n\n(.*)\n\n</details>\s*", re.DOTALL)
# The name of a notebook and what it shows.
Story = tuple[str, list[Block]]


class NotebookError(DtiaError):
    """A cell of a notebook failed."""


def find(folder: Path) -> list[Path]:
    """Return the notebooks of the report beside the `data` folder, in their order."""
    return sorted((folder.resolve().parent / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def shell() -> tuple[InteractiveShell, list[Any]]:
    """Return the IPython shell of this process, without history, and the list of what it shows."""
    kernel = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    publisher = CapturingDisplayPublisher()
    kernel.display_pub = publisher
    kernel.display_trap.hook = CapturingDisplayHook(kernel, publisher.outputs)
    formats: Any = kernel.display_formatter
    formats.mimebundle_formatter.for_type(Table, lambda table: {TABLE: table, "text/html": ""})
    # Answers are made in a room above this one; each shows its table, where it has one.
    formats.mimebundle_formatter.for_type_by_name("dtia.door.answers", "Answer", _shown)
    # The fault is reported once, with its notebook and cell, not as a traceback as well.
    kernel.set_custom_exc((Exception,), lambda *_, **__: None)
    return kernel, publisher.outputs


def unfolded(source: str) -> str:
    """Return the prose of a text cell, which a notebook may fold for readers of the other language.

    JupyterLab hides no rendered text by a mark of its cell, but it keeps `<details>`.
    """
    folded = FOLD.fullmatch(source)
    return folded[1] if folded else source


def _shown(answer: Any) -> dict[str, Any]:
    """Keep the table of an answer, or its sentences where it has none."""
    if answer.tabled is None:
        return {"text/markdown": answer.text().markdown}
    return {TABLE: answer.table(), "text/html": ""}


def run_all(
    folder: Path, langs: Sequence[Lang], progress: Callable[[str, Lang], None]
) -> dict[Lang, list[Story]]:
    """Run every notebook in each language on the data of `folder`: name and blocks in order."""
    kernel, shown = shell()
    paths = find(folder)
    before = os.environ.get(DATA_VARIABLE)
    os.environ[DATA_VARIABLE] = str(folder.resolve())
    try:
        stories: dict[Lang, list[Story]] = {lang: [] for lang in langs}
        for lang in langs:
            for path in paths:
                progress(path.stem, lang)
                stories[lang].append((path.stem, run(path, lang, kernel, shown)))
        return stories
    finally:
        if before is None:
            del os.environ[DATA_VARIABLE]
        else:
            os.environ[DATA_VARIABLE] = before


def run(path: Path, lang: Lang, kernel: InteractiveShell, shown: list[Any]) -> list[Block]:
    """Run one notebook in one language and return its blocks in order.

    The cell tagged `parameters` is followed by the wanted language; text cells tagged with the
    other language, and cells tagged `lab` (for those who use the notebook), are left out. Raises
    NotebookError with the notebook, the cell and the fault.
    """
    notebook = nbformat.read(path, as_version=4)
    kernel.reset(new_session=True)
    alt.renderers.enable("mimetype")
    blocks: list[Block] = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "lab" in tags:
            continue
        if cell.cell_type == "markdown" and lang in tags:
            blocks.append(Block(cell.id, "text", unfolded(cell.source)))
        elif cell.cell_type == "code":
            blocks += _run_cell(path, cell, kernel, shown)
            if "parameters" in tags:
                kernel.push({"lang": lang})
    return blocks


def _run_cell(path: Path, cell: Any, kernel: InteractiveShell, shown: list[Any]) -> Iterator[Block]:
    shown.clear()
    result = kernel.run_cell(cell.source, store_history=False)
    fault = result.error_before_exec or result.error_in_exec
    if fault:
        said = {
            lang: fault.said(lang) if isinstance(fault, DtiaError) else str(fault) for lang in LANGS
        }
        raise NotebookError(
            "notebook", name=path.name, cell=cell.id, kind=type(fault).__name__, fault=said
        ) from fault
    for number, output in enumerate(shown):
        identifier = cell.id if not number else f"{cell.id}-{number + 1}"
        if TABLE in output["data"]:
            yield Block(identifier, "table", output["data"][TABLE])
        elif CHART in output["data"]:
            yield Block(identifier, "chart", output["data"][CHART])
        elif "text/markdown" in output["data"]:
            yield Block(identifier, "text", output["data"]["text/markdown"])
        elif "text/html" in output["data"]:
            yield Block(identifier, "html", output["data"]["text/html"])
