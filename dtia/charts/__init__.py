"""Charts: a view in, an Altair chart with title, foot and text alternative out.

They read no file and know no table but the frame that they are given.
"""

from dtia.charts.acts import acts
from dtia.charts.among import among
from dtia.charts.counts import bearing, scorecard
from dtia.charts.coverage import coverage
from dtia.charts.gaps import gaps, measured, mergers
from dtia.charts.layout import claimed, require_one
from dtia.charts.nothing import nothing
from dtia.charts.ranks import rank_intervals, ranks
from dtia.charts.regions import regions
from dtia.charts.standings import tiles
from dtia.charts.targets import steps, targets, tiers

__all__ = [
    "acts", "among", "bearing", "claimed", "coverage", "gaps", "measured", "mergers", "nothing",
    "rank_intervals", "ranks", "regions", "require_one", "scorecard", "steps", "targets", "tiers",
    "tiles",
]  # fmt: skip
