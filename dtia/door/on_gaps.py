"""Questions that compare: provinces side by side, gaps, verdicts, and the rules behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import polars as pl

from dtia.data.units import territory
from dtia.data.vocabulary import GAP_KINDS, VERDICTS
from dtia.door import asked, sentences
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.i18n import text

Figures = pl.DataFrame | dict[str, Any] | str


class OnGaps(Asker):
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

        Đặt các tỉnh cạnh nhau, cùng so với mục tiêu quốc gia, kèm văn bản và mức so sánh được.

        `peers` adds up to four others: "region", or "dti" (the nearest in DTI rank). A name that
        both maps have means the province of today, and the targets of those that it came from
        follow, marked; `era` chooses. How far two provinces compare: `ask.explain`.

        >>> ask.compare(["Đắk Lắk", "Phú Yên"], ["econ.digital_share_grdp", "soc.payment_account"])
        """
        from dtia import charts, tables, views
        from dtia.analysis import peers as nearest

        of_era = asked.era(era)
        meant = asked.provinces(self.data, provinces, of_era, self.lang)
        chosen, due = asked.indicators(self.data, indicators), asked.years(year)
        units = [meant[0].unit_id]
        if peers is not None:
            by = asked.one_of(peers, "peers")
            units += nearest(self.data, units[0], by)
        units += [part.unit_id for part in meant[1:]]
        kin = {former: part.unit_id for part in meant for former in part.predecessors}
        everyone = list(dict.fromkeys([*units, *kin]))
        frame = views.side_by_side(self.data, everyone, chosen, self.lang, due)
        frame = frame.with_columns(relation_label=self._relation(kin))
        local = frame.filter(pl.col("level") != "nation", "found")
        silent = self._silent(everyone, chosen, due, local)
        said = "\n\n".join(filter(None, [sentences.compared(frame, self.lang), *silent]))

        def drawn() -> Any:
            if local.is_empty():
                return self._panel("; ".join(self._name(name) for name in chosen), said)
            return charts.targets(frame, self.lang)

        return self._answer(
            "compare", frame, drawn=drawn, said=lambda: said,
            notes=self._notes(frame, [part.note for part in meant]),
            tabled=(lambda: tables.compared(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

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
            for year in due or [None]:
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
        acts = frame.filter("yardstick")["document_label"].drop_nulls().unique(maintain_order=True)
        key = "yardstick" if acts.len() else "no_yardstick"
        yardstick = text(f"asked.{key}", self.lang, acts=", ".join(acts))
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
        frame = views.pairs(self.data, *sides, self.lang)
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
        if isinstance(side, str) and asked.is_nation(side):
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
    def gaps(
        self,
        kind: str = "national",
        indicator: str | None = None,
        year: int | None = None,
        *,
        province: str | None = None,
        era: str | None = None,
        verdict: str | None = None,
        grade: str | None = None,
    ) -> Answer:
        """Measure targets against something: the nation, the leader, what was measured, and more.

        Khoảng cách: với mục tiêu quốc gia, tỉnh đặt cao nhất, số liệu thực hiện, giữa các cấp...

        `kind` is "national", "leader", "observed", "tier", "step", "revision", "merger" or
        "collective"; `verdict` ("above", "below", "lowered", ...) and `grade` ("A" to "D") keep
        some of the gaps.

        >>> ask.gaps("national", "soc.payment_account", verdict="above")
        """
        from dtia import findings, tables, views

        about = asked.one_of(kind, "gap_kind", GAP_KINDS)
        if about == "collective":
            return self._collective(indicator, year)
        chosen = None if indicator is None else asked.indicator(self.data, indicator)
        whole = views.gaps(self.data, about, self.lang, chosen)
        units, notes = self._units(province, era)
        frame = kept(
            whole, horizon_year=asked.year(year), unit_id=units,
            verdict=None if verdict is None else asked.one_of(verdict, "verdict", VERDICTS),
            grade=None if grade is None else asked.grades(grade),
        )  # fmt: skip
        untouched = frame.height == whole.height

        def said() -> str:
            if about == "national" and untouched and frame.height:
                return str(findings.gaps(frame, self.lang).data)
            if about == "merger" and untouched and chosen is None:
                return str(findings.mergers(self.data, self.lang).data)
            return sentences.counted(frame, self.lang, whole.height)

        return self._answer(
            "gaps", frame, said=said, notes=notes,
            drawn=self._gap_chart(about, frame, said),
            tabled=(lambda: tables.gaps(frame, about, self.lang)) if frame.height else None,
        )  # fmt: skip

    def _gap_chart(self, kind: str, frame: pl.DataFrame, said: Any) -> Any:
        """Return what draws the gaps of one kind; None for a kind that has no chart."""
        from dtia import charts

        draw = {
            "national": charts.gaps, "observed": charts.measured, "merger": charts.mergers,
        }.get(kind)  # fmt: skip
        if draw is None:
            return None
        measured = pl.col("gap_low").is_not_null()
        local = frame.filter(pl.col("unit_id") != "viet_nam")
        to_draw = local.filter(measured)
        if kind == "national":
            to_draw = to_draw.filter(
                (pl.col("gap_low") != 0) | (pl.col("gap_high") != 0), unit="points"
            )
        if to_draw.is_empty():
            return lambda: self._panel(text(f"gap_kind.{kind}", self.lang), said())
        return lambda: draw(local, self.lang)

    def _collective(self, indicator: str | None, year: int | None) -> Answer:
        from dtia import tables, views

        chosen = None if indicator is None else asked.indicator(self.data, indicator)
        frame = kept(
            views.collective_sum(self.data, self.lang), indicator_id=chosen,
            horizon_year=asked.year(year),
        )  # fmt: skip
        return self._answer(
            "gaps", frame, tabled=lambda: tables.collective(frame, self.lang),
            said=lambda: text("answer.collective", self.lang, n=frame.height),
        )  # fmt: skip

    @question
    def mergers(
        self,
        indicator: str | None = None,
        year: int | None = None,
        *,
        province: str | None = None,
        verdict: str | None = None,
    ) -> Answer:
        """Set the targets of new provinces against those of the provinces that they came from.

        Sau sáp nhập: mục tiêu của tỉnh mới so với từng tỉnh cũ; ai đặt thấp hơn trước.

        >>> ask.mergers(verdict="below")
        """
        return self.gaps("merger", indicator, year, province=province, verdict=verdict)

    @question
    def scorecard(
        self,
        year: int = 2025,
        *,
        by: str = "topic",
        province: str | None = None,
        era: str | None = None,
        verdict: str | None = None,
        measured: bool = False,
    ) -> Answer:
        """Say of the targets due in a year which were met, and what cannot be said of the rest.

        Mục tiêu đến hạn: đạt, gần đạt, chưa đạt, hay chưa kết luận được.

        The chart counts `by` "topic" or "unit"; `measured=True` keeps the targets with a value to
        set beside them.

        >>> ask.scorecard(2025, verdict="missed")
        """
        from dtia import charts, findings, tables, views

        due, rows = asked.year(year), asked.one_of(by, "scorecard_by")
        whole = views.scorecard(self.data, self.lang, due or 2025)
        units, notes = self._units(province, era)
        frame = kept(
            whole, unit_id=units,
            verdict=None if verdict is None else asked.one_of(verdict, "verdict"),
        )  # fmt: skip
        if measured:
            frame = frame.filter(pl.col("reference").is_not_null())

        def said() -> str:
            if frame.height == whole.height and frame.height:
                return str(findings.scorecard(frame, self.lang).data)
            return sentences.counted(frame, self.lang, whole.height)

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel(text("question.scorecard", self.lang), said())
            return charts.scorecard(frame, self.lang, rows=f"{rows}_label")

        return self._answer(
            "scorecard", frame, said=said, drawn=drawn, notes=notes,
            tabled=(lambda: tables.scorecard(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    @question
    def bearing(self, year: int = 2025, *, least: int = 1) -> Answer:
        """Count by indicator who stays under, restates and exceeds the nation's target.

        Mỗi chỉ tiêu: bao nhiêu mục tiêu thấp hơn, bằng, cao hơn mức quốc gia.

        `least` keeps indicators with so many comparable targets.

        >>> ask.bearing(2025, least=5)
        """
        from dtia import charts, tables, views

        due = asked.year(year) or 2025
        enough = asked.number(least, "least")
        frame = views.bearing(self.data, self.lang, due).filter(pl.col("n") >= enough)
        said = text("answer.bearing", self.lang, n=frame.height, year=due,
                    **{v: int(frame[v].sum()) for v in ("below", "same", "above")})  # fmt: skip

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel(text("question.bearing", self.lang), said)
            return charts.bearing(frame, self.lang)

        return self._answer(
            "bearing", frame, drawn=drawn, said=lambda: said,
            tabled=lambda: tables.bearing(frame, self.lang),
        )  # fmt: skip

    @question
    def ambition(self, year: int = 2025, grades: str | Sequence[str] = "AB") -> Answer:
        """Say whether the data bear an index of ambition, and draw its intervals if they do.

        Có lập được chỉ số tham vọng không; các khoảng hạng nếu có.

        >>> ask.ambition(2025, "ABC")
        """
        from dtia import charts, findings, tables, views
        from dtia.analysis import index
        from dtia.errors import NotEnough

        due, admitted = asked.year(year) or 2025, asked.grades(grades)

        def said() -> str:
            return str(findings.ambition(self.data, self.lang, due, admitted).data)

        try:
            found = index(self.data, due, admitted)
        except NotEnough:
            return self._answer(
                "ambition", pl.DataFrame(schema={"unit_id": pl.String, "median": pl.Float64}),
                said=said, drawn=lambda: self._panel(text("question.ambition", self.lang), said()),
            )  # fmt: skip
        ranks = views.ambition_ranks(self.data, found.units, self.lang)
        return self._answer(
            "ambition", ranks, said=said,
            drawn=lambda: charts.rank_intervals(ranks, found.printable, self.lang),
            # A table of ranks is printed only where their intervals lie apart.
            tabled=(lambda: tables.ranks(ranks, self.lang)) if found.printable else None,
        )  # fmt: skip

    @question
    def influence(self, year: int = 2025, grades: str | Sequence[str] = "ABC") -> Answer:
        """Say which choice of method moves the order of the index of ambition most.

        Lựa chọn nào trong cách tính làm thứ tự của chỉ số tham vọng đổi nhiều nhất.

        >>> ask.influence(2025, "ABC")
        """
        from dtia import tables, views
        from dtia.analysis import index

        found = index(self.data, asked.year(year) or 2025, asked.grades(grades))
        frame = views.influence(self.data, found.influence, self.lang)
        return self._answer("influence", frame, tabled=lambda: tables.influence(frame, self.lang))

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
