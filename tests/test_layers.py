"""The order of the modules: each imports only from those that stand before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dtia"
# Lowest first.
LAYERS = [
    "i18n", "errors", "fields", "ledgers", "schemas", "contract", "phrases", "units", "data",
    "cells", "registers", "figures", "quotes", "agreement", "doubts", "checks", "audit",
    "dti", "comparability", "intervals", "pairs", "progress", "mergers", "collective", "gaps",
    "datapackage", "codebook", "build", "labels", "codelist", "acts", "views", "standings",
    "ambition", "comparison", "peers", "headlines", "provenance", "profile", "profilerows",
    "alttext", "theme", "frame", "lines", "charts", "gapcharts", "maps", "lineage", "strips",
    "markup", "tables", "findings", "ask", "notebooks", "marks", "export", "pages",
    "bibliography", "steps", "profilepages", "picker", "report", "problems", "cli",
]  # fmt: skip
DOORS = {"__init__", "__main__"}


def imports(source: str) -> Iterator[str]:
    """Name the modules of dtia that a source imports anywhere, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = ".".join(filter(None, ["dtia" if node.level else "", node.module]))
            names = [f"{origin}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "dtia" and rest != "__version__":
                yield rest.split(".")[0] or "__init__"


def test_every_module_has_its_place_in_the_order() -> None:
    modules = {
        path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")
    }
    assert sorted(modules - DOORS) == sorted(LAYERS)


@pytest.mark.parametrize("module", LAYERS)
def test_a_module_imports_only_those_before_it(module: str) -> None:
    below = LAYERS[: LAYERS.index(module)]
    found = set(imports((PACKAGE / f"{module}.py").read_text(encoding="utf-8")))
    assert found <= set(below), f"{module} imports {', '.join(sorted(found - set(below)))}"


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import dtia", "__init__"),
        ("import dtia.theme", "theme"),
        ("from dtia import alttext", "alttext"),
        ("from dtia.data import load", "data"),
        ("from . import charts", "charts"),
        ("from .report import page", "report"),
        ("def draw():\n    from dtia.charts import bars", "charts"),
    ],
)
def test_every_form_of_import_is_seen(source: str, module: str) -> None:
    assert list(imports(source)) == [module]
