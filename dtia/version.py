"""The release of the code and the tables."""

__version__ = "0.1.0"
# Where the data are published; blank as long as they have no address. CITATION.cff says the same.
ADDRESS = ""
