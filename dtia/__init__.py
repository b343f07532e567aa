"""Compare the digital-transformation strategies of Vietnam's provinces."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dtia.analysis import grade, loosen, peers
    from dtia.data import load
    from dtia.door import compare, find, what_if
    from dtia.version import __version__
    from dtia.views import explain

# What an analyst uses, and where it is; each is imported when it is first asked for.
WHERE = {
    "__version__": "version",
    "compare": "door",
    "explain": "views.reasons",
    "find": "door",
    "grade": "analysis.comparability",
    "load": "data.dataset",
    "loosen": "analysis.gaps",
    "peers": "analysis.dti",
    "what_if": "door",
}

__all__ = [
    "__version__", "compare", "explain", "find", "grade", "load", "loosen", "peers", "what_if",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(f"module 'dtia' has no attribute {name!r}")
    return getattr(import_module(f"dtia.{WHERE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
