"""Frames in one language: every row with its labels, its sources and the edition of the data.

In comes `Data` and a language, out go labelled frames; nothing is counted or chosen here.
"""

from dtia.views.acts import acts, documents, merged_on, newest, takeovers
from dtia.views.ambition import ambition_ranks, bearing, collective_sum, influence
from dtia.views.among import among, strips
from dtia.views.gaps import gaps, gaps_on_one_map, merged, scorecard
from dtia.views.indicators import find
from dtia.views.one_map import on_one_map
from dtia.views.reasons import explain
from dtia.views.reliability import adjudication, agreement, corrections, disputed, dti_totals, rules
from dtia.views.side_by_side import pairs, side_by_side
from dtia.views.sources import glossary, sources
from dtia.views.standings import standings
from dtia.views.targets import coverage, measured, observations, qualitative, targets

__all__ = [
    "acts", "adjudication", "agreement", "ambition_ranks", "among", "bearing",
    "collective_sum", "corrections", "coverage", "disputed", "documents", "dti_totals",
    "explain", "find", "gaps", "gaps_on_one_map", "glossary", "influence", "measured",
    "merged", "merged_on", "newest", "observations", "on_one_map", "pairs", "qualitative", "rules",
    "scorecard", "side_by_side", "sources", "standings", "strips", "takeovers", "targets",
]  # fmt: skip
