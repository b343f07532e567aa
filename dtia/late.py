"""A module that is loaded when it is first used, however it is imported."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from typing import Any


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
