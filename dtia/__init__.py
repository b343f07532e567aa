"""Compare the digital-transformation strategies of Vietnam's provinces."""

__version__ = "0.1.0"
