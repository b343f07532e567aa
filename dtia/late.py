"""Modules that are loaded when they are first used, however they are imported, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from typing import Any

# Pandera loads it wherever it is installed, which takes longer than most commands.
PANDAS = "pandas"


def put_off(name: str, function: str) -> None:
    """Load a module not when it is imported, but when its function is called or it is asked for
    anything else; where it is not installed, or loaded already, do nothing."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    execute = spec.loader.exec_module

    def load() -> None:
        if module.__dict__.get("__getattr__") is ask:
            del module.__dict__["__getattr__"], module.__dict__[function]
            execute(module)

    def ask(attribute: str) -> Any:
        load()
        return getattr(module, attribute)

    def call(*given: Any, **named: Any) -> Any:
        load()
        return getattr(module, function)(*given, **named)

    module.__dict__["__getattr__"] = ask
    module.__dict__[function] = call
    sys.modules[name] = module


@contextmanager
def left_out(package: str) -> Iterator[None]:
    """Import others as where a package is not installed; one that is loaded already stays."""

    class Absent:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == package:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Absent)
    try:
        yield
    finally:
        sys.meta_path.remove(Absent)


@contextmanager
def bare(package: str) -> Iterator[None]:
    """Import modules of a package without all that the package loads by itself.

    Who asks for the package later gets it, and its modules, whole and anew.
    """
    spec = None if package in sys.modules else find_spec(package)
    if spec is None:
        yield
        return
    sys.modules[package] = module_from_spec(spec)
    try:
        yield
    finally:
        for name in [n for n in sys.modules if n == package or n.startswith(f"{package}.")]:
            del sys.modules[name]
