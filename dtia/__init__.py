"""Compare the digital-transformation strategies of Vietnam's provinces.

>>> ask = dtia.ask("vi")
>>> ask.help()
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dtia.late import put_off as _put_off

if TYPE_CHECKING:
    from dtia.data import Data, load
    from dtia.door import ask
    from dtia.version import __version__

# What an analyst uses, and where it is; each is imported when it is first asked for.
WHERE = {"Data": "data", "__version__": "version", "ask": "door", "load": "data"}

# Altair imports jsonschema, and that this, which takes seconds to build the grammar of addresses
# that no chart has.
_put_off("rfc3987_syntax", "is_valid_syntax")

__all__ = ["Data", "__version__", "ask", "load"]


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(f"module 'dtia' has no attribute {name!r}")
    return getattr(import_module(f"dtia.{WHERE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
