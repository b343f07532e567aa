"""Notebooks in a Jupyter kernel: what their cells call, and what the kernel shows of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

# What the last line of a cell asks for, and the kind of output that a reader then sees.
SHOWN = {
    "chart": "application/vnd.jupyter.widget-view+json",
    "text": "text/markdown",
    "answer": "text/html",
}
# Seconds that a kernel may take for a cell, or JupyterLab to answer.
PATIENCE = 180


def form_shown(source: str) -> str | None:
    """Name the form in which the last line of a cell shows an answer: itself, a chart or text."""
    line = source.splitlines()[-1]
    if not line.startswith("ask."):
        return None
    if line == "ask.help()":
        return "text"
    form = re.search(r"\)\.(\w+)\(\)$", line)
    return form[1] if form else "answer"


def private_places(folder: Path) -> dict[str, str]:
    """Point Jupyter and IPython away from the settings of whoever runs the tests."""
    names = ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    lab = ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    places = {name: folder / name.lower() for name in (*names, *lab)}
    for place in places.values():
        place.mkdir(parents=True)
    return {name: str(place) for name, place in places.items()}


# Run a notebook in a folder, and return it with its outputs; whether it may fail.
Execute = Callable[..., NotebookNode]


@contextmanager
def started(home: Path) -> Iterator[Execute]:
    """Start one kernel for all notebooks; each finds it without names, in its own folder."""
    from nbclient import NotebookClient

    client = NotebookClient(nbformat.v4.new_notebook(), timeout=PATIENCE, kernel_name="python3")

    def execute(notebook: NotebookNode, folder: Path, may_fail: bool = False) -> NotebookNode:
        start = nbformat.v4.new_code_cell(f"%reset -f\n%cd -q {folder}")
        client.nb = nbformat.v4.new_notebook(cells=[start, *notebook.cells])
        client.allow_errors = may_fail
        client.execute(cleanup_kc=False)
        return notebook

    with pytest.MonkeyPatch.context() as patch:
        for name, place in private_places(home).items():
            patch.setenv(name, place)
        patch.delenv("DTIA_DATA", raising=False)
        client.execute(cleanup_kc=False)
    yield execute
    client.nb = nbformat.v4.new_notebook()
    client.execute()  # and stop the kernel
