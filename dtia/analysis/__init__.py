"""Grades, gaps, sums and indices: numbers without words.

In come typed frames, out go frames of numbers and ids; no language, no labels, no drawing.
"""

from dtia.analysis.ambition import index
from dtia.analysis.comparability import grade, pair
from dtia.analysis.dti import peers
from dtia.analysis.gaps import gaps, loosen
from dtia.analysis.headlines import headlines
from dtia.analysis.missing import missing
from dtia.analysis.scorecard import scorecard

__all__ = [
    "gaps", "grade", "headlines", "index", "loosen", "missing", "pair", "peers", "scorecard",
]  # fmt: skip
