"""Questions about gaps: to the nation and others, verdicts, and whether an order can be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dtia.data.vocabulary import GAP_KINDS, VERDICTS
from dtia.door import asked, sentences
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.i18n import counts, text


class OnGaps(Asker):
    """How far targets are from something."""

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

        `kind` is "national", "at_issue" (what the nation wanted when the target was set), "leader",
        "observed", "tier", "step", "revision", "merger" or "collective"; `verdict` ("above",
        "below", "lowered", ...) and `grade` ("A" to "D") keep some of the gaps.

        >>> ask.gaps("national", "soc.payment_account", verdict="above")
        """
        from dtia import findings, tables, views

        about = asked.one_of(kind, "gap_kind", GAP_KINDS)
        if about == "collective":
            return self._collective(indicator, year)
        chosen = None if indicator is None else asked.indicator(self.data, indicator)
        whole = kept(views.gaps(self.data, about, self.lang, chosen), horizon_year=asked.year(year))
        units, notes = self._units(province, era)
        frame = kept(
            whole, unit_id=units,
            verdict=None if verdict is None else asked.one_of(verdict, "verdict", VERDICTS),
            grade=None if grade is None else asked.grades(grade),
        )  # fmt: skip
        untouched = frame.height == whole.height

        def said() -> str:
            if about == "national" and untouched and frame.height:
                return str(findings.gaps(frame, self.lang).data)
            if about == "merger" and untouched and chosen is None and year is None:
                return str(findings.mergers(self.data, self.lang).data)
            return sentences.counted(frame, self.lang, whole.height)

        return self._answer(
            "gaps", frame, said=said, notes=notes,
            drawn=self._gap_chart(about, frame, said, self._era_of(units, era), untouched),
            tabled=(lambda: tables.gaps(frame, about, self.lang)) if frame.height else None,
        )  # fmt: skip

    def _gap_chart(
        self, kind: str, frame: pl.DataFrame, said: Any, era: str | None, claims: bool
    ) -> Any:
        """Return what draws the gaps of one kind; None for a kind that has no chart.

        Gaps of which some were left out bear no claim.
        """
        from dtia import charts, views

        if kind == "national":
            return lambda: self._national_gaps(frame, said(), era, claims)
        draw = {"observed": charts.measured, "merger": charts.mergers}.get(kind)
        if draw is None:
            return None
        local = frame.filter(pl.col("unit_id") != "viet_nam")
        shown = "34" if kind == "merger" else era

        def drawn() -> Any:
            # Said before, not after, the second that it takes to lay several out on one map.
            provinces = self.data.units.filter(level="province")["unit_id"].implode()
            measured = local.filter(pl.col("gap_low").is_not_null())
            stated = measured.filter(pl.col("unit_id").is_in(provinces))
            charts.require_one(stated, "indicator_id", "horizon_year")
            one_map = views.gaps_on_one_map(self.data, local, self.lang, shown)
            if one_map["gap_low"].is_null().all():
                return self._panel(text(f"gap_kind.{kind}", self.lang), said())
            return draw(one_map, self.lang)

        return drawn

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
            chart = charts.scorecard(frame, self.lang, rows=f"{rows}_label")
            ended = frame.filter(pl.col("verdict").is_in(["lapsed", "met_early"])).height
            whole_told = rows == "topic" and frame.height == whole.height
            claim = findings.title("lapsed", ended, frame.height, self.lang)
            return charts.claimed(chart, claim if whole_told else None)

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
        from dtia import charts, findings, tables, views

        due = asked.year(year) or 2025
        enough = asked.number(least, "least")
        frame = views.bearing(self.data, self.lang, due).filter(pl.col("n") >= enough)
        sums = {verdict: int(frame[verdict].sum()) for verdict in ("same", "above", "below")}
        parts = counts(sums, self.lang)
        said = text("answer.bearing", self.lang, n=frame.height, year=due, parts=parts)

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel(text("question.bearing", self.lang), said)
            most = max(sums, key=lambda side: sums[side])
            whole = int(frame["n"].sum())
            claim = findings.title(most, sums[most], whole, self.lang)
            return charts.claimed(charts.bearing(frame, self.lang), claim)

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
