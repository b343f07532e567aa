"""Charts that Altair may put together without copying what they hold."""

from __future__ import annotations

from typing import Self

import altair as alt


class Chart(alt.Chart):
    """A chart of which a copy shares its parts.

    Altair copies every chart, with all that it holds, at each level of a chart of charts, and
    then changes only what belongs to the chart itself.
    """

    def __deepcopy__(self, memo: object = None) -> Self:
        return self.copy(deep=False)
