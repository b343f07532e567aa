"""What writers take away: one zip of the data for others.

In comes a data folder, out go the bytes of a file; no number is made here.
"""

from dtia.export.archive import archive

__all__ = ["archive"]
