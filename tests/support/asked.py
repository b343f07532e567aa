"""Which texts the code asks for: keys that stand in its source, and keys that it puts together."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from support.project import ROOT

PACKAGE = ROOT / "dtia"
# Makes words for a column: its second argument is the section that they are in.
WORDED = "worded"
# Takes a choice: its second argument is the section that has the choices.
CHOSEN = "asked.one_of"
# How a fault is made: by its class, or by that of all faults within it.
BASE, SUPER = "DtiaError", "super().__init__"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def trees(*places: str) -> list[ast.Module]:
    """Read the modules in places such as `check` (a room) or `i18n.py`; all without a place."""
    found: list[ast.Module] = []
    for place in places or ("",):
        path = PACKAGE / place
        found += map(parsed, [path] if path.is_file() else sorted(path.rglob("*.py")))
    return found


@cache
def every(*places: str) -> list[ast.AST]:
    """Every part of the modules in some places."""
    return [node for tree in trees(*places) for node in ast.walk(tree)]


@cache
def calls(*places: str) -> list[tuple[str, ast.Call]]:
    """Every call in the modules of some places, with what is called."""
    return [(ast.unparse(node.func), node) for node in every(*places) if isinstance(node, ast.Call)]


def strings(parts: Iterable[ast.AST]) -> set[str]:
    return {p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)}


@cache
def constants(*places: str) -> set[str]:
    """Every string that stands as it is in the modules of some places, and not as a part of one."""
    made = (node.values for node in every(*places) if isinstance(node, ast.JoinedStr))
    parts = {id(part) for values in made for part in values}
    return strings(node for node in every(*places) if id(node) not in parts)


@cache
def templates() -> set[str]:
    """Every string in the expressions of the templates."""
    environment = Environment(autoescape=True)
    return {
        node.value
        for path in (PACKAGE / "report" / "templates").glob("*.j2")
        for node in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Const)
        if isinstance(node.value, str)
    }


def patterns(sections: set[str]) -> set[str]:
    """Every key that is put together at run time, with {} for what is not known before."""
    found = {f"{ast.literal_eval(call.args[1])}.{{}}" for name, call in calls() if name == WORDED}
    for node in every():
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            key = "".join(map(str, parts))
            if key.split(".")[0] in sections and " " not in key:
                found.add(key)
    # What may be asked for is a section of its own: its texts name the choices.
    return found | {f"{section}.{{}}" for section in given(CHOSEN) & sections}


def named(*places: str) -> set[str]:
    """The name of every class and every function in the modules of some places."""
    return {n.name for n in every(*places) if isinstance(n, ast.ClassDef | ast.FunctionDef)}


def lists(*places: str) -> set[str]:
    """Every string in what modules of some places name in capitals."""
    named = (
        node.value
        for tree in trees(*places)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper()
    )
    return strings(inner for value in named for inner in ast.walk(value))


def given(function: str, *places: str) -> set[str]:
    """Every string that modules of some places hand to a function."""
    return strings(
        inner for name, call in calls(*places) if name == function for inner in ast.walk(call)
    )


def faults() -> set[str]:
    """The key of every fault that is raised, which is what its class is called with first."""
    kinds = {BASE}
    classes = [node for node in every() if isinstance(node, ast.ClassDef)]
    while more := {c.name for c in classes if kinds & {*map(ast.unparse, c.bases)}} - kinds:
        kinds |= more
    return strings(call.args[0] for name, call in calls() if name in {*kinds, SUPER} and call.args)
