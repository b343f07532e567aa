"""Notebooks in a Jupyter kernel: what their cells call, and what the kernel shows of it."""

from __future__ import annotations

import re
from pathlib import Path

# What the last line of a cell calls, and the kind of output that a reader then sees.
DRAWN = ("charts", "gapcharts", "maps", "lineage")
SHOWN = {
    **dict.fromkeys(DRAWN, "application/vnd.jupyter.widget-view+json"),
    "tables": "text/html",
    "findings": "text/markdown",
    "dtia.compare": "text/html",
    "dtia.find": "text/html",
    "dtia.what_if": "text/markdown",
}
# Seconds that a kernel may take for a cell, or JupyterLab to answer.
PATIENCE = 180


def module_called(source: str) -> str | None:
    """Name the module, or the question of the package, that the last line of a cell calls."""
    called = re.match(r"(\w+)\.\w+(?=\()", source.splitlines()[-1])
    names = (called[1], called[0]) if called else ()
    return next((name for name in names if name in SHOWN), None)


def private_places(folder: Path) -> dict[str, str]:
    """Point Jupyter and IPython away from the settings of whoever runs the tests."""
    names = ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    lab = ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    places = {name: folder / name.lower() for name in (*names, *lab)}
    for place in places.values():
        place.mkdir(parents=True)
    return {name: str(place) for name, place in places.items()}
