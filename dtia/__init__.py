"""Compare the digital-transformation strategies of Vietnam's provinces."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

from dtia.analysis.comparability import grade
from dtia.analysis.dti import peers
from dtia.analysis.gaps import loosen
from dtia.data.dataset import load
from dtia.views.reasons import explain

if TYPE_CHECKING:
    from dtia.door import compare, find, what_if

__all__ = [
    "__version__", "compare", "explain", "find", "grade", "load", "loosen", "peers", "what_if",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    # These set tables and text; that costs seconds which the command line can do without.
    if name in ("compare", "find", "what_if"):
        from dtia import door as ask

        return getattr(ask, name)
    raise AttributeError(f"module 'dtia' has no attribute {name!r}")
