"""The tables: what their columns hold, how they are read and written, what units and years mean.

In come the files under `data`, out go typed frames in one frozen `Data`; nothing is judged here.
"""

from dtia.data.dataset import Data, load
from dtia.data.reading import FILE, LINE, Raw, Row, read_raw

__all__ = [
    "FILE",
    "LINE",
    "Data",
    "Raw",
    "Row",
    "load",
    "read_raw",
]  # fmt: skip
