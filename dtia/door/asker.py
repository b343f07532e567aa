"""What every question has at hand: the data, the language, and the way to make an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dtia.data import Data
from dtia.data.units import land, territory
from dtia.door import asked
from dtia.door.answers import Answer
from dtia.folder import is_packaged, told
from dtia.i18n import Lang, text
from dtia.views.labels import edition, unit_labels


@dataclass(frozen=True, eq=False, repr=False)
class Asker:
    """Data and the language in which they are asked about."""

    data: Data
    lang: Lang

    def _answer(self, question: str, frame: pl.DataFrame, **made: Any) -> Answer:
        made["notes"] = (*self._packaged(), *made.get("notes", ()))
        return Answer(text(f"question.{question}", self.lang), frame, self.data, self.lang, **made)

    def _packaged(self) -> tuple[str, ...]:
        """Say so where the data are those of the package: they may be older than a project's."""
        folder, version = self.data.folder, self.data.version
        if folder is None or not is_packaged(folder):
            return ()
        place = told(folder, self.lang)
        return (text("data_used.note", self.lang, place=place, version=version),)

    def _name(self, indicator_id: str) -> str:
        names = dict(self.data.indicators.select("indicator_id", f"name_{self.lang}").iter_rows())
        return str(names[indicator_id])

    def _unit(self, unit_id: str) -> str:
        return str(dict(unit_labels(self.data, self.lang).iter_rows())[unit_id])

    def _units(
        self, province: str | None, era: str | None
    ) -> tuple[list[str] | None, tuple[str, ...]]:
        """Return the ids that a province stands for, and what the asker should know."""
        of_era = asked.era(era)
        if province is None:
            if of_era is None:
                return None, ()
            return self.data.units.filter(era=of_era)["unit_id"].to_list(), ()
        meant = asked.province(self.data, province, of_era, self.lang)
        ids = [own for unit in [meant.unit_id, *meant.predecessors]
               for own in territory(self.data.units, unit)]  # fmt: skip
        return ids, (meant.note,) if meant.note else ()

    def _era_of(self, units: list[str] | None, era: str | None) -> str | None:
        """Return the map that is asked for: by its name, or by that of a province."""
        if era is not None or units is None:
            return asked.era(era)
        return str(self.data.units.filter(unit_id=land(self.data.units, units[0]))["era"].item())

    def _national_gaps(
        self, frame: pl.DataFrame, about: str, era: str | None, claims: bool = False
    ) -> Any:
        """Draw gaps to the nation, on one map; where all are zero, say what they are about."""
        from dtia import charts, findings, views

        frame = views.gaps_on_one_map(self.data, frame, self.lang, era)
        unlike = (pl.col("gap_low") != 0) | (pl.col("gap_high") != 0)
        if frame.filter(unlike, unit="points").is_empty():
            return self._panel(text("gap_kind.national", self.lang), about)
        claim = findings.apart_from_nation(frame, self.lang) if claims else None
        return charts.claimed(charts.gaps(frame, self.lang), claim)

    def _panel(self, title: str, words: str) -> Any:
        """Draw that there is nothing to draw, and why."""
        from dtia import charts
        from dtia.door.answers import Words

        return charts.nothing(title, str(Words(words)), edition(self.data, self.lang), self.lang)


def kept(frame: pl.DataFrame, **wanted: Any) -> pl.DataFrame:
    """Keep the rows that have the values wanted; a list holds several, None stands for all."""
    for column, value in wanted.items():
        if value is not None:
            allowed = (
                list(value)
                if isinstance(value, Sequence) and not isinstance(value, str)
                else [value]
            )
            frame = frame.filter(pl.col(column).is_in(allowed))
    return frame
