"""Compare the digital-transformation strategies of Vietnam's provinces."""

__version__ = "0.1.0"

from dtia.data import load

__all__ = ["__version__", "load"]
