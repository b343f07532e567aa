"""Questions about provinces: profiles, predecessors, measured values, the DTI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dtia.data.units import land, territory
from dtia.door import asked, sentences
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.i18n import text

# The parts of a profile, in the order of reading.
PARTS = ("targets", "national", "measured", "merged", "region", "searched")


class OnProvinces(Asker):
    """What is known of provinces."""

    @question
    def province(self, name: str, part: str | None = None, *, era: str | None = None) -> Answer:
        """Show the profile of a province, part by part.

        Hồ sơ một tỉnh: mục tiêu, so với cả nước, số liệu thực hiện, trước và sau sáp nhập...

        `part` is "targets", "national", "measured", "merged", "region" or "searched"; without it,
        all. A name that both maps have means the province of today; `era` chooses.

        >>> ask.province("quang tri", "targets")
        """
        meant = asked.province(self.data, name, asked.era(era), self.lang)
        notes = (meant.note,) if meant.note else ()
        if part is not None:
            return self._part(asked.one_of(part, "province_part", PARTS), meant, notes)

        def said() -> str:
            from dtia import findings

            return str(findings.province(self.data, meant.unit_id, self.lang).data)

        def apart() -> tuple[Answer, ...]:
            # A document sets what the provinces before the merger promised in a part of its own.
            alone = asked.Meant(meant.unit_id, [], "")
            parts = {name: self._part(name, alone, ()) for name in PARTS}
            # A figure of bars that all end at zero has nothing to show.
            parts["national"] = parts["national"].without_picture(_same(parts["national"].frame))
            found = (part for part in parts.values() if part.frame.height)
            return (self._summary(meant.unit_id, said), *found)

        parts = tuple(self._part(name, meant, ()) for name in PARTS)
        return self._answer(
            "province", parts[0].frame, said=said, notes=notes,
            parts=tuple(found for found in parts if found.frame.height), apart=apart,
            heading=text("profile_page.title", self.lang, name=self._unit(meant.unit_id)),
        )  # fmt: skip

    def _summary(self, unit: str, said: Callable[[], str]) -> Answer:
        """Say what a province is, and draw its core targets among those of the others."""
        from dtia import charts, views

        national = views.gaps(self.data, "national", self.lang)
        lanes = views.strips(views.among(self.data, national), land(self.data.units, unit))
        title = text("strips.title", self.lang, name=self._unit(unit))
        drawn = (lambda: charts.among(lanes, title, self.lang)) if lanes.height else None
        return Answer(
            text("export.summary", self.lang), lanes.clear(), self.data, self.lang, said=said,
            drawn=drawn,
        )  # fmt: skip

    def _part(self, part: str, meant: asked.Meant, notes: tuple[str, ...]) -> Answer:
        """Answer for one part of a profile."""
        from dtia import tables
        from dtia.views import province as profile

        unit, lang = meant.unit_id, self.lang
        title = text(f"province_part.{part}", lang)
        frames: dict[str, Callable[[], pl.DataFrame]] = {
            "targets": lambda: self._promises(meant),
            "national": lambda: profile.gaps(self.data, unit, "national", lang),
            "measured": lambda: profile.measured(self.data, unit, lang),
            "merged": lambda: profile.kin(self.data, unit, lang),
            "region": lambda: profile.region(self.data, unit, lang),
            "searched": lambda: profile.searched(self.data, unit, lang),
        }
        set_by: dict[str, Callable[[pl.DataFrame], Any]] = {
            "targets": lambda rows: tables.promises(rows, lang),
            "national": lambda rows: tables.gaps(rows, "national", lang),
            "measured": lambda rows: tables.measured(rows, lang),
            "merged": lambda rows: replace(tables.promises(rows, lang), title=title),
            "region": lambda rows: tables.region(rows, lang),
            "searched": lambda rows: tables.searched(rows, lang),
        }
        frame = frames[part]()
        about = text("answer.part", lang, part=title, name=self._unit(unit), n=frame.height)

        def drawn() -> Any:
            return self._national_gaps(frame, about, self._era_of([unit], None))

        return Answer(
            title, frame, self.data, lang, notes=notes, said=lambda: about, lead=str, heading=title,
            drawn=drawn if part == "national" else None,
            tabled=(lambda: set_by[part](frame)) if frame.height else None,
        )  # fmt: skip

    def _promises(self, meant: asked.Meant) -> pl.DataFrame:
        """Return the targets of a province, and those of the provinces that it came from."""
        from dtia.views import province as profile

        own = profile.promises(self.data, meant.unit_id, self.lang)
        mark = text("asked.part_of", self.lang, now=self._unit(meant.unit_id))
        former = [
            profile.promises(self.data, unit, self.lang).with_columns(relation_label=pl.lit(mark))
            for unit in meant.predecessors
        ]
        unmarked = own.with_columns(relation_label=pl.lit(None, pl.String))
        return pl.concat([unmarked, *former], how="vertical_relaxed")

    @question
    def predecessors(self, name: str) -> Answer:
        """Set what provinces had promised before they merged beside what the new one promises.

        Mục tiêu của các tỉnh cũ và của tỉnh mới mà các tỉnh ấy hợp thành.

        >>> ask.predecessors("Đắk Lắk")
        """
        from dtia import tables, views

        meant = asked.province(self.data, name, "34", self.lang)
        frame = views.merged(self.data, meant.unit_id, self.lang)
        return self._answer(
            "predecessors", frame,
            said=lambda: text("answer.part", self.lang, n=frame.height,
                              part=text("table.merged", self.lang), name=self._unit(meant.unit_id)),
            tabled=(lambda: tables.merged(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    @question
    def observations(
        self, indicator: str, year: int | None = None, *, province: str | None = None,
        era: str | None = None,
    ) -> Answer:  # fmt: skip
        """List the values measured for one indicator, latest first, each with its method.

        Số liệu thực hiện của một chỉ tiêu, kèm cách đo và nguồn.

        >>> ask.observations("econ.digital_share_grdp", 2022)
        """
        from dtia import tables, views

        chosen, when = asked.indicator(self.data, indicator), asked.year(year)
        units, notes = self._units(province, era)
        frame = views.measured(self.data, chosen, self.lang, units)
        if when is not None:
            frame = frame.filter(pl.col("period").str.starts_with(str(when)))
        whole = self.data.observations.filter(indicator_id=chosen)
        years = ", ".join(sorted(set(whole["period"].str.slice(0, 4)))) or "–"

        def said() -> str:
            if frame.is_empty():
                return text(
                    "answer.unmeasured", self.lang, indicator=self._name(chosen), years=years
                )
            return sentences.measured(frame, self.lang)

        return self._answer(
            "observations", frame, notes=notes, said=said,
            tabled=(lambda: tables.observations(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    @question
    def dti(
        self, year: int | None = None, *, provinces: str | Sequence[str] | None = None,
        era: str | None = None,
    ) -> Answer:  # fmt: skip
        """Show the ranks of the Digital Transformation Index, some provinces by name.

        Thứ hạng DTI của các tỉnh; `provinces` là những tỉnh được ghi tên trên hình.

        Ranks among 63 and among 34 are never drawn together: `era` chooses, today's map unless
        only the former one has ranks.

        >>> ask.dti(2022, provinces=["Phú Yên", "Quảng Ninh"])
        """
        from dtia import charts, findings, tables, views

        when, of_era = asked.year(year), asked.era(era)
        ranks = views.measured(self.data, "rank.dti", self.lang)
        if when is None:
            return self._answer(
                "dti", ranks, tabled=lambda: tables.observations(ranks, self.lang),
                said=lambda: str(findings.dti(self.data, self.lang).data),
            )  # fmt: skip
        of_year = kept(ranks, period=str(when))
        maps = sorted(of_year["base_id"].drop_nulls().unique())
        base = f"provinces_{of_era}" if of_era else maps[0] if maps else None
        frame = kept(of_year, base_id=base)
        named = [
            own
            for name in (
                []
                if provinces is None
                else asked.provinces(self.data, provinces, base and base[-2:], self.lang)
            )
            for own in territory(self.data.units, name.unit_id)
        ]
        notes = (text("asked.map", self.lang, n=base[-2:]),) if base and len(maps) > 1 else ()
        years = ", ".join(sorted(set(ranks["period"]))) or "–"
        silent = text("answer.unmeasured", self.lang, indicator=self._name("rank.dti"), years=years)
        return self._answer(
            "dti", frame, notes=notes,
            said=lambda: sentences.measured(frame, self.lang) if frame.height else silent,
            drawn=lambda: charts.ranks(frame, named, self.lang) if frame.height
            else self._panel(self._name("rank.dti"), silent),
            tabled=(lambda: tables.observations(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    @question
    def dti_totals(self) -> Answer:
        """Recompute the DTI totals from their eight main indices, those that differ first.

        Tổng DTI có khớp với tám chỉ số chính hay không.

        >>> ask.dti_totals()
        """
        from dtia import tables, views

        frame = views.dti_totals(self.data, self.lang)
        return self._answer("dti_totals", frame, tabled=lambda: tables.dti_totals(frame, self.lang))

    @question
    def what_if(
        self, name: str, year: int | None = None, *, era: str | None = None, **changes: float
    ) -> Answer:
        """Say what a province's DTI and rank would be if main indices were other than they are.

        Tổng và hạng DTI của một tỉnh nếu một chỉ số chính khác đi.

        `changes` are added to indices: awareness, institution, infrastructure, human, security,
        activity_government, activity_economy, activity_society.

        >>> ask.what_if("Quảng Ninh", activity_economy=0.1)
        """
        from dtia import findings
        from dtia.analysis import dti

        when = asked.year(year)
        moved = {index: asked.number(by, index) for index, by in changes.items()}
        meant = asked.province(self.data, name, asked.era(era), self.lang)
        ids = territory(self.data.units, meant.unit_id)
        period = None if when is None else str(when)
        known = self.data.observations.filter(
            pl.col("unit_id").is_in(ids), indicator_id=dti.TOTAL
        ).sort(pl.col("period") == (period or ""), "period")["unit_id"]
        unit = known[-1] if known.len() else ids[-1]
        frame = dti.what_if(self.data, unit, moved, period)
        row = frame.row(0, named=True)
        return self._answer(
            "what_if", frame, notes=(meant.note,) if meant.note else (),
            said=lambda: str(findings.what_if(self.data, row, moved, self.lang).data),
        )  # fmt: skip


def _same(gaps: pl.DataFrame) -> bool:
    """Say whether no gap in points is another than zero."""
    unlike = (pl.col("gap_low") != 0) | (pl.col("gap_high") != 0)
    return gaps.filter(unlike, unit="points").is_empty()
