"""The release of the code and the tables."""

__version__ = "0.1.0"
