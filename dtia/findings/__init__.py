"""Sentences whose numbers are computed: how many, of how many, against what.

In comes a frame of `dtia.views`, or `Data`, and a language; Markdown goes out, in which every word
of the data is text.
"""

from dtia.findings.claims import (
    NAMED,
    ambition,
    gaps,
    headlines,
    mergers,
    scorecard,
    targets,
    topic,
    what_if,
)
from dtia.findings.on_file import core, coverage, dti, method, newest, province
from dtia.findings.titles import about, apart_from_nation, beside_nation, title

__all__ = [
    "NAMED", "about", "ambition", "apart_from_nation", "beside_nation", "core", "coverage", "dti",
    "gaps", "headlines", "mergers", "method", "newest", "province", "scorecard", "targets", "title",
    "topic", "what_if",
]  # fmt: skip
