"""Notebooks in a Jupyter kernel: what their cells call, and what the kernel shows of it."""

from __future__ import annotations

import re
from pathlib import Path

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
