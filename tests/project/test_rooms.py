"""The house: rooms, their order and size, and tests that mirror them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import ROOT

PACKAGE, TESTS = ROOT / "dtia", ROOT / "tests"
# Folders of tests that stand for no room: of what all rooms make together.
NO_ROOM = {"faults", "notebooks", "project", "support"}
# What tests use, and no test is.
HELPERS = {"faults", "support"}
# What a reader takes in at once; a docstring says why something is longer.
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 350, 50
REASON = re.compile(r"^(Long|Longer) because \w+", re.MULTILINE)

Long = tuple[str, int]


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def imported(path: Path) -> Iterator[str]:
    """Name every module that a file imports, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def too_long(path: Path) -> Iterator[Long]:
    """Name what is longer than it may be and gives no reason: the module, or a function of it."""
    source = path.read_text(encoding="utf-8")
    whole = ast.parse(source)
    functions = [
        (node, node.end_lineno - node.lineno + 1, LINES_OF_A_FUNCTION)
        for node in ast.walk(whole)
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    ]
    for node, lines, most in [(whole, len(source.splitlines()), LINES_OF_A_MODULE), *functions]:
        if lines > most and not REASON.search(ast.get_docstring(node) or ""):
            place = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            name = f": {node.name}" if isinstance(node, ast.FunctionDef) else ""
            yield f"{place.as_posix()}{name}", lines


def test_a_room_uses_only_the_rooms_below_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_room_has_its_folder_of_tests_and_says_what_it_is() -> None:
    folders = {path.parent.name for path in TESTS.glob("*/test_*.py")}
    assert folders == rooms() | NO_ROOM - {"support"}
    for room in rooms():
        docstring = ast.get_docstring(
            ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))
        )
        assert docstring, room


def test_no_test_imports_another_and_what_several_use_is_in_support() -> None:
    for path in modules(TESTS):
        for name in imported(path):
            place = name.split(".")
            assert place[-1] != "conftest" and not place[-1].startswith("test_"), (path, name)
            assert place[0] not in {"", "tests"} | rooms() | NO_ROOM - HELPERS, (path, name)
        helper = {*path.relative_to(TESTS).parts} & HELPERS or path.name == "conftest.py"
        assert helper or path.name.startswith("test_"), path
        assert "support" not in path.parts or not path.name.startswith("test_"), path


def test_no_module_and_no_function_outgrows_its_job() -> None:
    assert dict(long for path in modules(PACKAGE) for long in too_long(path)) == {}


def test_what_is_long_has_to_give_a_reason(tmp_path: Path) -> None:
    lines = "\n    x = 1" * LINES_OF_A_FUNCTION
    said, silent = 'def f():\n    """Long because it lists words."""', "def g():"
    path = tmp_path / "long.py"
    path.write_text(f"{said}{lines}\n\n\n{silent}{lines}\n", encoding="utf-8")
    assert dict(too_long(path)) == {f"{path.as_posix()}: g": LINES_OF_A_FUNCTION + 1}
    path.write_text("x = 1\n" * (LINES_OF_A_MODULE + 1), encoding="utf-8")
    assert dict(too_long(path)) == {path.as_posix(): LINES_OF_A_MODULE + 1}
