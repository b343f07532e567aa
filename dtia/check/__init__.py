"""Every fault of the raw tables, at its file, line and column, with what would be right.

In come raw tables as text, out go lists of `Problem`; no table is ever changed.
"""

from dtia.check.conflicts import conflicts
from dtia.check.raw import check

__all__ = [
    "check", "conflicts",
]  # fmt: skip
