"""Charts that Altair puts together without copying what they hold or searching its classes."""

from __future__ import annotations

from typing import Any, Self

import altair as alt


class Chart(alt.Chart):
    """A chart of which a copy shares its parts.

    Altair copies every chart, with all that it holds, at each level of a chart of charts, and
    then changes only what belongs to the chart itself. For each encoding that is given in short
    it compares the schemas of all of its classes.
    """

    def __deepcopy__(self, memo: object = None) -> Self:
        return self.copy(deep=False)

    def encode(self, *args: Any, **kwargs: Any) -> Self:
        """Encode as Altair does, with each encoding in the class that it is named after."""
        return super().encode(*args, **{name: _channel(name, of) for name, of in kwargs.items()})


def _channel(name: str, given: Any) -> Any:
    """Return an encoding that is given in short, as an object."""
    kind = f"{name[0].upper()}{name[1:]}"
    match given:
        case str():
            return getattr(alt, kind)(given)
        case list():
            return [_channel(name, one) for one in given]
        case {"value": value, **more} if not more:
            return getattr(alt, f"{kind}Value")(value)
        case {"datum": datum, **more} if not more:
            return getattr(alt, f"{kind}Datum")(datum)
    return given
