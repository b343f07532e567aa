"""Questions that compare: provinces side by side, two figures, and the rules behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import polars as pl

from dtia.data.units import territory
from dtia.door import asked, sentences
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.i18n import text

# What has a panel of its own.
TOPIC = ["indicator_id", "tier", "horizon_year"]
Figures = pl.DataFrame | dict[str, Any] | str


class OnComparisons(Asker):
    """What compares with what, and how far."""

    @question
    def compare(
        self,
        provinces: str | Sequence[str],
        indicators: str | Sequence[str],
        year: int | Sequence[int] | None = None,
        *,
        era: str | None = None,
        peers: str | None = None,
    ) -> Answer:
        """Set provinces side by side, each against the same yardstick: the nation's target.

        Đặt các tỉnh cạnh nhau, cùng so với mục tiêu quốc gia, kèm văn bản và mức độ so sánh.

        `peers` adds up to four others: "region", or "dti" (the nearest in DTI rank). A name that
        both maps have means the province of today, and the targets of those that it came from
        follow, marked; `era` chooses. How far two provinces compare: `ask.explain`.

        >>> ask.compare(["Đắk Lắk", "Phú Yên"], ["econ.digital_share_grdp", "soc.payment_account"])
        """
        from dtia import charts, tables, views

        meant = asked.provinces(self.data, provinces, asked.era(era), self.lang)
        chosen, due = asked.indicators(self.data, indicators), asked.years(year)
        units = self._beside(meant, peers)
        kin = {former: part.unit_id for part in meant for former in part.predecessors}
        everyone = list(dict.fromkeys([*units, *kin]))
        frame = views.side_by_side(self.data, everyone, chosen, self.lang, due)
        frame = frame.with_columns(relation_label=self._relation(kin))
        local = frame.filter(pl.col("level") != "nation", "found")
        silent = "\n\n".join(self._silent(everyone, chosen, due, local))
        said = "\n\n".join(filter(None, [sentences.compared(frame, self.lang), silent]))

        again = partial(self.compare, provinces, year=year, era=era, peers=peers)

        def drawn() -> Any:
            if local.is_empty():
                return self._panel("; ".join(self._name(name) for name in chosen), said)
            # A panel of the nation alone compares nobody.
            return charts.targets(
                frame.join(local, on=TOPIC, how="semi", maintain_order="left"), self.lang
            )

        return self._answer(
            "compare", frame, drawn=drawn, said=lambda: said,
            notes=self._notes(frame, [part.note for part in meant]), lead=lambda: silent,
            tabled=(lambda: tables.compared(frame, self.lang)) if frame.height else None,
            **self._one_by_one(again, units, chosen, local),
        )  # fmt: skip

    def _beside(self, meant: list[asked.Meant], peers: str | None) -> list[str]:
        """Return the provinces that were named, with the peers of the first behind it."""
        from dtia.analysis import peers as nearest

        first, *others = [part.unit_id for part in meant]
        added = [] if peers is None else nearest(self.data, first, asked.one_of(peers, "peers"))
        return [first, *added, *others]

    def _one_by_one(
        self, again: Callable[[str], Answer], units: list[str], chosen: list[str],
        local: pl.DataFrame,
    ) -> dict[str, Any]:  # fmt: skip
        """Let a document set several indicators one by one, under the names of the provinces."""
        if len(chosen) == 1:
            return {}
        # Where none of the provinces states a number, there is nothing to draw.
        stated = set(local["indicator_id"])

        def apart() -> tuple[Answer, ...]:
            return tuple(again(name).without_picture(name not in stated) for name in chosen)

        names = ", ".join(map(self._unit, units))
        return {"heading": text("export.compared", self.lang, names=names), "apart": apart}

    def _relation(self, kin: dict[str, str]) -> pl.Expr:
        """Mark the targets of the provinces that another came from."""
        names = {unit: self._unit(now) for unit, now in kin.items()}
        return pl.col("unit_id").replace_strict(
            {unit: text("asked.part_of", self.lang, now=now) for unit, now in names.items()},
            default=None, return_dtype=pl.String,
        )  # fmt: skip

    def _silent(
        self, units: list[str], chosen: list[str], due: list[int], local: pl.DataFrame
    ) -> list[str]:
        """Say of the provinces without a figure whether anybody searched for it."""
        lines = []
        for name in chosen:
            for year in due or (None,):
                there = kept(local, indicator_id=name, horizon_year=year)["unit_id"]
                without = [
                    own
                    for unit in units
                    if not set(territory(self.data.units, unit)) & set(there)
                    for own in territory(self.data.units, unit)
                ]
                if without:
                    lines.append(sentences.silence(self.data, name, year, self.lang, without))
        return lines

    def _notes(self, frame: pl.DataFrame, notes: list[str]) -> tuple[str, ...]:
        """Add to what the asker should know which yardstick everything is measured against."""
        acts = frame["reference_document_label"].drop_nulls().unique(maintain_order=True)
        key = "yardstick" if acts.len() else "no_yardstick"
        yardstick = text(f"asked.{key}", self.lang, acts="; ".join(acts))
        return (*(note for note in notes if note), yardstick)

    @question
    def explain(
        self, a: Figures, b: Figures, indicator: str | None = None, year: int | None = None,
        *, era: str | None = None,
    ) -> Answer:  # fmt: skip
        """Say how far two figures compare, why, and by which act.

        Hai con số so sánh được đến đâu, vì sao, theo văn bản nào.

        Each side is a province, with the `indicator` in question, or a row of `answer.frame` or of
        `ask.data.targets`. Every figure of one side is set beside every one of the other.

        >>> ask.explain("Bắc Ninh", "Hà Nội", "econ.digital_share_grdp", 2030)
        """
        from dtia import tables, views

        due, of_era = asked.year(year), asked.era(era)
        sides, notes = [], []
        for side in (a, b):
            rows, note = self._figures(side, indicator, due, of_era)
            sides.append(rows)
            notes += [note] if note else []
        if any(side.is_empty() for side in sides):
            silent = self._without(sides, [a, b], indicator, due)
            return self._answer(
                "explain", sides[0].clear(), said=lambda: silent, notes=tuple(notes)
            )
        frame = views.pairs(self.data, sides[0], sides[1], self.lang)
        return self._answer(
            "explain", frame, said=lambda: sentences.paired(frame, self.lang), notes=tuple(notes),
            tabled=lambda: tables.pairs(frame, self.lang),
        )  # fmt: skip

    def _figures(
        self, side: Figures, indicator: str | None, year: int | None, era: str | None
    ) -> tuple[pl.DataFrame, str]:
        """Return the figures of a province for an indicator, or those that were given."""
        if isinstance(side, dict | pl.DataFrame):
            return asked.figures(self.data, side), ""
        if isinstance(side, str) and asked.is_nation(self.data, side):
            ids, note = ["viet_nam"], ""
        else:
            meant = asked.province(self.data, side, era, self.lang)
            ids, note = territory(self.data.units, meant.unit_id), meant.note
        if indicator is None:
            raise asked.wanted(None, "indicator")
        chosen = asked.indicator(self.data, indicator)
        rows = self.data.targets.filter(pl.col("unit_id").is_in(ids), status="current")
        return kept(rows, indicator_id=chosen, horizon_year=year), note

    def _without(
        self, sides: list[pl.DataFrame], given: list[Figures], indicator: str | None,
        year: int | None,
    ) -> str:  # fmt: skip
        """Say which side has no figure to compare."""
        names = [str(name) for side, name in zip(sides, given, strict=True) if side.is_empty()]
        about = self._name(asked.indicator(self.data, indicator)) if indicator else "–"
        if year:
            about = f"{about}, {year}"
        return text("answer.without", self.lang, names=", ".join(names), about=about)

    @question
    def loosen(self, rule: str, grade: str, why: str) -> Self:
        """Ask on with another grade for one rule of comparison; all that follows says so.

        Hỏi tiếp với một quy tắc so sánh đã đổi mức; mọi hình, bảng từ đó ghi rõ điều này.

        The rules and their ids: `ask.reliability("rules")`.

        >>> ask.loosen("gdp_grdp", "A", "vì sao").gaps("national", "econ.digital_share_grdp")
        """
        from dtia.analysis import loosen

        [level] = asked.grades(grade)[:1]
        reason = asked.words(why)
        return type(self)(loosen(self.data, str(rule), level, reason), self.lang)
