"""Questions about where figures stand and how far they can be trusted."""

from __future__ import annotations

from pathlib import Path

from dtia.door import asked
from dtia.door.answers import Answer
from dtia.door.asker import Asker, kept
from dtia.door.refusals import question
from dtia.errors import WrongValue

PARTS = ("agreement", "adjudication", "rules", "disputed", "corrections")


class OnSources(Asker):
    """What the figures rest on."""

    @question
    def acts(self, province: str | None = None, *, era: str | None = None) -> Answer:
        """List the acts, with how many targets each has, and draw which takes up which.

        Văn bản, số mục tiêu lấy từ mỗi văn bản, và văn bản nào kế thừa văn bản nào.

        >>> ask.acts("Đắk Lắk")
        """
        from dtia import charts, tables, views

        frame = views.documents(self.data, self.lang)
        if province is not None:
            units, notes = self._units(province, era)
            own = kept(frame, unit_id=units)
            return self._answer(
                "acts", own, notes=notes,
                tabled=(lambda: tables.documents(own, self.lang)) if own.height else None,
            )  # fmt: skip
        return self._answer(
            "acts", frame, tabled=lambda: tables.documents(frame, self.lang),
            drawn=lambda: charts.acts(
                views.acts(self.data, self.lang), views.takeovers(self.data, self.lang),
                views.merged_on(self.data), self.lang,
            ),
        )  # fmt: skip

    @question
    def newest(self) -> Answer:
        """Name the newest act of each province of today, and the acts that nobody has read yet.

        Văn bản mới nhất của mỗi tỉnh, và những văn bản đã biết mà chưa đọc được.

        >>> ask.newest()
        """
        from dtia import findings, tables, views

        frame = views.newest(self.data, self.lang)
        return self._answer(
            "newest", frame, tabled=lambda: tables.newest(frame, self.lang),
            said=lambda: str(findings.newest(frame, self.lang).data),
        )  # fmt: skip

    @question
    def sources(
        self, indicator: str | None = None, *, province: str | None = None, era: str | None = None
    ) -> Answer:
        """List the pages that figures were read on, with how many stand on each.

        Nguồn: trang nào, ai đăng, bao nhiêu con số.

        >>> ask.sources("soc.payment_account")
        """
        from dtia import tables, views

        chosen = None if indicator is None else asked.indicator(self.data, indicator)
        units, notes = self._units(province, era)
        frame = views.sources(self.data, self.lang, chosen, units)
        return self._answer(
            "sources", frame, notes=notes,
            tabled=(lambda: tables.sources(frame, self.lang)) if frame.height else None,
        )  # fmt: skip

    @question
    def reliability(self, part: str | None = None) -> Answer:
        """Say how far the figures can be trusted: two readings, rules, disputes, slips of sources.

        Số liệu đáng tin đến đâu.

        `part` is "agreement", "adjudication", "rules", "disputed" or "corrections"; without it,
        what all of them come to.

        >>> ask.reliability("disputed")
        """
        from dtia import findings, tables, views

        chosen = "agreement" if part is None else asked.one_of(part, "reliability_part", PARTS)
        frame = getattr(views, chosen)(self.data, self.lang)
        table = getattr(tables, chosen)
        if part is None:
            return self._answer(
                "reliability", frame, tabled=lambda: table(frame, self.lang),
                said=lambda: str(findings.method(self.data, self.lang).data),
            )  # fmt: skip
        return self._answer("reliability", frame, tabled=lambda: table(frame, self.lang))

    @question
    def read(self, act: str | Path) -> Answer:
        """Read an act that is not in the tables: the figures that it states, what is doubtful.

        Đọc một văn bản (.pdf, .docx, .html, .txt) hay một thư mục: con số nào, điều gì chưa chắc.

        >>> ask.read("ke-hoach.pdf")
        """
        from dtia.curate.proposed import proposed, table, told
        from dtia.curate.reading import read
        from dtia.data import read_raw

        if self.data.folder is None:
            raise WrongValue("read_needs_folder")
        raw, _ = read_raw(self.data.folder, self.lang)
        found = read(Path(act), raw, self.lang)
        frame = proposed(found, raw, self.lang)
        return self._answer(
            "read", frame, tabled=(lambda: table(frame, self.lang)) if frame.height else None,
            said=lambda: told(found, frame, self.lang),
        )  # fmt: skip

    @question
    def glossary(self) -> Answer:
        """Explain the words of the field, in both languages.

        Thuật ngữ, bằng hai thứ tiếng.

        >>> ask.glossary()
        """
        from dtia import tables, views

        frame = views.glossary(self.data, self.lang)
        return self._answer("glossary", frame, tabled=lambda: tables.glossary(frame, self.lang))
