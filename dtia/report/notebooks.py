"""Run the notebooks in this process and take out what they show."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import dtia.charts.theme  # noqa: F401 (registers the theme; the renderer below replaces its choice)
from dtia.charts.page import laid_out_for
from dtia.drawings import is_framed
from dtia.errors import DtiaError, InvalidData, NotebookError, NotebookFault
from dtia.folder import DATA_VARIABLE, display, find_notebooks
from dtia.i18n import LANGS, Lang
from dtia.report.notebook_files import Notebook, in_report, read_all
from dtia.tables import Table

CHART = "application/vnd.vegalite.v6.json"
# What tables are kept as in this process; a page sets them itself, from their columns.
TABLE = "application/x-dtia-table"
# What a page can set, the best first.
KINDS = {"table": TABLE, "chart": CHART, "text": "text/markdown", "html": "text/html"}


# The widths that charts are laid out for, in pixels: the column of a page, which is that of a sheet
# of paper too, and a telephone of 360 less its margins.
WIDE, NARROW = 680, 336
# How the charts of a run are laid out: a width in pixels, and whether a figure stands alone.
Layout = tuple[int, bool]
PAGE: tuple[Layout, ...] = ((WIDE, False), (NARROW, False))
# How many problems of the data a fault of a cell repeats.
SOME = 3


@dataclass(frozen=True)
class Block:
    """One thing that a notebook shows.

    Its kind is "text" (content: Markdown), "chart" (a specification), "table" (a Table) or "html"
    (of an object that is none of ours). `file` and `cell` say where it comes from; `narrow` is a
    chart as it is laid out for a narrow screen.
    """

    id: str
    kind: str
    content: Any
    file: str = ""
    cell: str = ""
    narrow: Any = None


# The name of a notebook and what it shows.
Story = tuple[str, list[Block]]


class Kernel:
    """The IPython shell of this process, without history; it keeps what cells show."""

    def __init__(self, layouts: tuple[Layout, ...] = PAGE) -> None:
        self.layouts = layouts
        self.shell = InteractiveShell.instance(
            config=Config(
                {"HistoryManager": {"enabled": False}, "InteractiveShell": {"cache_size": 0}}
            )
        )
        publisher = CapturingDisplayPublisher()
        self.shown: list[Any] = publisher.outputs
        self.faults: list[BaseException] = []
        self.judged = True
        self.shell.display_pub = publisher
        self.shell.display_trap.hook = CapturingDisplayHook(self.shell, publisher.outputs)
        formats: Any = self.shell.display_formatter
        formats.mimebundle_formatter.for_type(Table, _kept)
        formats.mimebundle_formatter.for_type(alt.TopLevelMixin, self._specified)
        # Answers are made in a room above this one; each shows its table, where it has one.
        formats.mimebundle_formatter.for_type_by_name("dtia.door.answers", "Answer", _shown)
        # A fault is reported once, with its notebook and cell, not as a traceback as well. What
        # fails only while it is shown is told nowhere else.
        shell: Any = self.shell
        shell.showtraceback = shell.showsyntaxerror = self._note

    def _note(self, *_: object, **__: object) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            self.faults.append(error)

    def reset(self) -> None:
        self.shell.reset(new_session=True)
        alt.renderers.enable("mimetype")

    def run(self, source: str, judged: bool = True) -> BaseException | None:
        """Run a cell: `shown` holds what it shows. Return what went wrong, if anything did.

        Charts are validated where they are `judged`.
        """
        self.judged = judged
        self.shown.clear()
        self.faults.clear()
        # A chart is validated whole, when it is shown; its parts are not, each for itself, before.
        with debug_mode(False):
            result = self.shell.run_cell(source, store_history=False)
        return result.error_before_exec or result.error_in_exec or next(iter(self.faults), None)

    def _specified(self, chart: Any) -> Any:
        """Return a chart as its own `_repr_mimebundle_` would, which validates it each time."""
        renderer: Any = alt.renderers.get()
        return renderer(chart.to_dict(validate=self.judged, context={"pre_transform": False}))


def _kept(table: Table) -> dict[str, Any]:
    """Keep a table; without these forms of it IPython would set them as well, for nobody."""
    return {TABLE: table, "text/html": "", "text/plain": ""}


def _shown(answer: Any) -> dict[str, Any]:
    """Keep the table of an answer, or its sentences where it has none."""
    if answer.tabled is None:
        return {"text/markdown": answer.text().markdown, "text/html": "", "text/plain": ""}
    return _kept(answer.table())


def run_all(
    folder: Path,
    langs: Sequence[Lang],
    progress: Callable[[str, Lang], None],
    layouts: tuple[Layout, ...] = PAGE,
) -> dict[Lang, list[Story]]:
    """Run every notebook in each language on the data of `folder`: name and blocks in order.

    Charts are laid out as `layouts` say: the first, and the one for a narrow screen, if any.

    Raises NotebookError where one cannot be read, before any runs, or a cell fails.
    """
    paths = find_notebooks(folder)
    notebooks = read_all(paths)
    program = sys.modules["__main__"]
    kernel = Kernel(layouts)
    before = os.environ.get(DATA_VARIABLE)
    os.environ[DATA_VARIABLE] = os.path.realpath(folder)
    try:
        stories: dict[Lang, list[Story]] = {lang: [] for lang in langs}
        for lang in langs:
            for path, notebook in zip(paths, notebooks, strict=True):
                progress(path.stem, lang)
                stories[lang].append((path.stem, run(path, notebook, lang, kernel)))
            _told_apart(stories[lang])
        return stories
    finally:
        # The shell puts its own in its place, from which no other process can start.
        sys.modules["__main__"] = program
        if before is None:
            del os.environ[DATA_VARIABLE]
        else:
            os.environ[DATA_VARIABLE] = before


def run(path: Path, notebook: Notebook, lang: Lang, kernel: Kernel) -> list[Block]:
    """Run one notebook in one language and return its blocks in order.

    The cell tagged `parameters` is followed by the wanted language; text cells tagged with the
    other language, and cells tagged `lab` (for those who use the notebook), are left out. Raises
    NotebookError with the notebook, the cell and the fault.
    """
    kernel.reset()
    file = display(path)
    blocks: list[Block] = []
    for cell in filter(in_report, notebook.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and lang in tags and cell.source.strip():
            blocks.append(Block(cell.id, "text", cell.source, file, cell.id))
        elif cell.cell_type == "code":
            made = list(_run_cell(file, cell, kernel))
            if made and not blocks:
                raise fault_of(file, cell.id, "early")
            blocks += made
            if "parameters" in tags:
                kernel.shell.push({"lang": lang})
    return blocks


def _run_cell(file: str, cell: Any, kernel: Kernel) -> Iterator[Block]:
    """Run a cell and take out what it shows; one with a chart once more, for a narrow screen."""
    first, *more = kernel.layouts
    shown = _shown_by(file, cell, kernel, first)
    drawn = any(CHART in output for output in shown)
    # Validating takes as long as making a chart; laid out otherwise, a chart is as valid.
    again = _shown_by(file, cell, kernel, more[0], judged=False) if drawn and more else shown
    for number, (output, narrow) in enumerate(zip(shown, again, strict=True)):
        identifier = cell.id if not number else f"{cell.id}-{number + 1}"
        kind, content = _content(file, cell.id, output)
        own = bool(more) and kind == "chart" and is_framed(content)
        yield Block(identifier, kind, content, file, cell.id, narrow[CHART] if own else None)


def _shown_by(
    file: str, cell: Any, kernel: Kernel, layout: Layout, *, judged: bool = True
) -> list[dict[str, Any]]:
    with laid_out_for(*layout):
        error = kernel.run(cell.source, judged)
    if isinstance(error, KeyboardInterrupt):
        raise error
    if error:
        raise failed(file, cell.id, error) from error
    return [output["data"] for output in kernel.shown]


def _content(file: str, cell: str, output: dict[str, Any]) -> tuple[str, Any]:
    """Return the kind of an output, and what a page makes of it."""
    for kind, mime in KINDS.items():
        if mime in output:
            return kind, output[mime]
    shown = ", ".join(mime for mime in output if mime != "text/plain") or "text"
    raise fault_of(file, cell, "output", kinds=shown)


def _told_apart(stories: Sequence[Story]) -> None:
    """Raise NotebookError where two blocks have one id: the second chart of a cell is `id-2`."""
    known: dict[str, Block] = {}
    for block in (block for _, blocks in stories for block in blocks):
        first = known.setdefault(block.id.casefold(), block)
        if first is not block:
            raise fault_of(block.file, block.cell, "same_id", other=first.file, n=1)


@contextmanager
def setting(block: Block) -> Iterator[None]:
    """Say of a fault while a block is drawn or set which notebook and cell it comes from."""
    try:
        yield
    except Exception as error:
        raise failed(block.file, block.cell, error, "not_set") from error


def failed(file: str, cell: str, error: BaseException, key: str = "failed") -> NotebookError:
    """Name what went wrong in a cell: dtia's own faults in their words, others as Python does."""
    if isinstance(error, InvalidData):
        problems = "\n".join(map(str, error.problems[:SOME]))
        own = {lang: f"{error.said(lang)}\n{problems}" for lang in LANGS}
    elif isinstance(error, DtiaError):
        own = {lang: error.said(lang) for lang in LANGS}
    else:
        return fault_of(file, cell, key, kind=type(error).__name__, fault=_first_line(error))
    return fault_of(file, cell, "own", fault=own)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), "–")


def fault_of(file: str, cell: str, key: str, **values: object) -> NotebookError:
    return NotebookError([NotebookFault(file, cell, key, values)])
