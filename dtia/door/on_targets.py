"""Questions about what provinces promise: targets, maps, steps, and what is known of them."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.data.vocabulary import CORE, TIERS, TOPICS
from dtia.door import asked, sentences
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.i18n import text


class OnTargets(Asker):
    """What was promised."""

    @question
    def find(self, words: str = "") -> Answer:
        """Look for indicators by a few words of either language; without words, list them all.

        Tìm chỉ tiêu theo vài từ, không cần dấu; mã ở cột đầu dùng được trong mọi câu hỏi.

        >>> ask.find("tài khoản thanh toán")
        """
        from dtia import tables, views

        frame = views.find(self.data, asked.words(words), self.lang)
        return self._answer("find", frame, tabled=lambda: tables.indicators(frame, self.lang))

    @question
    def targets(self, indicator: str, year: int | None = None, *, era: str | None = None) -> Answer:
        """Show what was promised on one indicator: who, how much, of which base, in which act.

        Mục tiêu của một chỉ tiêu: ai, bao nhiêu, tính trên mẫu số nào, văn bản nào.

        Without `year`, of every year. The chart has a panel for each year and tier, each with one
        map and one act a province: the map of which a greater part states a number, or the one of
        `era` ("63" or "34"); the table has every row. Where nothing was found, the answer says
        who was searched and whom nobody has searched.

        >>> ask.targets("econ.digital_share_grdp", 2030)
        """
        from dtia import charts, findings, tables, views

        chosen, due = asked.indicator(self.data, indicator), asked.year(year)
        frame = views.targets(self.data, chosen, self.lang, due)
        one_map = views.on_one_map(self.data, frame, self.lang, asked.era(era))
        silent = sentences.silence(self.data, chosen, due, self.lang)

        def said() -> str:
            if not frame["found"].any():
                return silent
            return str(findings.targets(one_map, self.lang).data) or silent

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel(self._name(chosen), silent)
            ladder = set(frame.filter("found")["tier"]) - {"all"}
            draw = charts.tiers if ladder and due is not None else charts.targets
            stated = one_map.filter(pl.col("level") != "nation", "found")
            if stated.is_empty():
                return draw(frame, self.lang)
            claim = None if due is None else self._claim(one_map)
            return charts.claimed(draw(one_map, self.lang), claim)

        return self._answer(
            "targets", frame, said=said, drawn=drawn,
            tabled=(lambda: tables.targets(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    def _claim(self, rows: pl.DataFrame) -> str | None:
        """Say of the figures that a chart draws how most stand to the nation's."""
        from dtia import findings

        drawn = rows.filter(
            pl.col("value").is_not_null(), pl.col("level") != "nation", status="current"
        )
        one = drawn.unique(["unit_label", "tier"], keep="first", maintain_order=True)
        return findings.beside_nation(
            one, self.lang, rows.filter("yardstick", pl.col("value").is_not_null())
        )

    @question
    def map(self, indicator: str, year: int = 2030, *, tier: str | None = None) -> Answer:
        """Show how each province of today stands to the nation, as a map of tiles.

        Bản đồ: mỗi tỉnh, thành phố hiện nay cao hơn, bằng hay thấp hơn mục tiêu quốc gia.

        An indicator stated by tier needs its `tier`: "province" or "commune".

        >>> ask.map("econ.digital_share_grdp", 2030)
        """
        return self._standings("map", "tiles", indicator, year, tier)

    @question
    def regions(self, indicator: str, year: int = 2030, *, tier: str | None = None) -> Answer:
        """Show the targets of the provinces of today by region, with the median of each.

        Mục tiêu theo vùng, kèm trung vị của vùng.

        >>> ask.regions("econ.digital_share_grdp", 2030)
        """
        return self._standings("regions", "regions", indicator, year, tier)

    def _standings(
        self, name: str, drawn_by: str, indicator: str, year: int, tier: str | None
    ) -> Answer:
        from dtia import charts, findings, tables, views
        from dtia.charts import alttext

        chosen, due = asked.indicator(self.data, indicator), asked.year(year)
        level = None if tier is None else asked.one_of(tier, "tier", TIERS)
        promised = kept(views.targets(self.data, chosen, self.lang, due), tier=level)
        if not promised.filter("found", pl.col("level") != "nation").height:
            silent = sentences.silence(self.data, chosen, due, self.lang)
            return self._answer(
                name, promised, said=lambda: silent,
                drawn=lambda: self._panel(self._name(chosen), silent),
            )  # fmt: skip
        frame = views.standings(self.data, promised, self.lang)
        told = getattr(alttext, "standings" if drawn_by == "tiles" else "regions")
        rows = frame.filter(pl.col("standing") != "nation")
        own = frame.filter(~pl.col("archipelago").fill_null(False)).with_columns(
            map_label=pl.lit(text("map_label.34", self.lang)),
            n_of=rows.filter(~pl.col("archipelago")).height,
        )
        return self._answer(
            name, rows,
            drawn=lambda: charts.claimed(
                getattr(charts, drawn_by)(frame, self.lang),
                # One map says it; panels by region show how it differs.
                findings.about(self._name(chosen), self._claim(own), self.lang)
                if drawn_by == "tiles"
                else None,
            ),
            tabled=lambda: tables.standings(frame, self.lang),
            said=lambda: str(told(frame, self.lang)),
        )  # fmt: skip

    @question
    def steps(self, indicator: str) -> Answer:
        """Show the step from the target for 2025 to that for 2030, of who states both.

        Từ mục tiêu 2025 đến mục tiêu 2030 của những đơn vị nêu cả hai.

        >>> ask.steps("econ.digital_share_grdp")
        """
        from dtia import charts, tables, views

        chosen = asked.indicator(self.data, indicator)
        frame = views.gaps(self.data, "step", self.lang, chosen)
        promised = views.targets(self.data, chosen, self.lang)
        counted = sentences.counted(frame, self.lang, frame.height)

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel(self._name(chosen), counted)
            return charts.steps(promised, self.lang)

        return self._answer(
            "steps", frame, drawn=drawn, said=lambda: counted,
            tabled=lambda: tables.gaps(frame, "step", self.lang),
        )  # fmt: skip

    @question
    def qualitative(self) -> Answer:
        """List the targets in words: a group of a ranking, a direction.

        Mục tiêu bằng lời, không có con số.

        >>> ask.qualitative()
        """
        from dtia import tables, views

        frame = views.qualitative(self.data, self.lang)
        return self._answer(
            "qualitative", frame, tabled=lambda: tables.qualitative(frame, self.lang)
        )

    @question
    def coverage(
        self, indicators: str | list[str] | None = None, *, era: str | None = None
    ) -> Answer:
        """Show what is known of each unit: stated, in words, searched and not found, not searched.

        Thông tin hiện có và còn thiếu của từng đơn vị, mặc định cho bốn nhóm mục tiêu cốt lõi.

        `era` keeps one map: "63" or "34".

        >>> ask.coverage(era=34)
        """
        from dtia import charts, findings, tables, views

        chosen = (
            [name for names in CORE.values() for name in names]
            if indicators is None
            else asked.indicators(self.data, indicators)
        )
        frame = kept(views.coverage(self.data, self.lang, chosen), era=asked.era(era))
        silent = "\n\n".join(sentences.silence(self.data, name, None, self.lang) for name in chosen)

        def drawn() -> Any:
            if frame.is_empty():
                return self._panel("; ".join(map(self._name, chosen)), silent)
            return charts.coverage(frame, self.lang)

        def said() -> str:
            if frame.is_empty():
                return silent
            whole = [findings.core(self.data, self.lang)] if indicators is era is None else []
            return "\n\n".join(
                str(part.data) for part in (*whole, findings.coverage(frame, self.lang))
            )

        return self._answer(
            "coverage", frame, drawn=drawn, said=said,
            tabled=lambda: tables.coverage(frame, self.lang),
        )  # fmt: skip

    @question
    def findings(self, topic: str | None = None) -> Answer:
        """Say what the data bear: claims with n of N, grade and sources.

        Những điều rút ra được từ số liệu, mọi chủ đề hoặc một chủ đề.

        >>> ask.findings("payment_accounts")
        """
        from dtia import findings
        from dtia.analysis import headlines

        about = None if topic is None else asked.one_of(topic, "topic", TOPICS)
        of = self.data.indicators.select("indicator_id", "topic")
        frame = headlines(self.data).join(of, on="indicator_id", how="left", maintain_order="left")
        return self._answer(
            "findings", kept(frame, topic=about),
            said=lambda: str(
                (
                    findings.headlines(self.data, self.lang)
                    if about is None
                    else findings.topic(self.data, self.lang, about)
                ).data
            ),
        )  # fmt: skip
