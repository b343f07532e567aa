"""Every letter of a page is in the fonts that the page carries."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dtia.data import Data
from dtia.i18n import LANGS
from dtia.report.pages import REPORT, SOURCES
from dtia.report.province_page import profile_ids, profile_pages
from support.letters import strange


@pytest.mark.parametrize("name", [*REPORT.values(), *SOURCES.values()])
def test_a_page_carries_every_letter_it_is_written_in(report: Path, name: str) -> None:
    html = (report / "report" / name).read_text(encoding="utf-8")
    assert strange(html) == set()
    assert strange(f"{html}<style>p::after {{ content: '\\2192' }}</style>") == {"→"}


@pytest.mark.report
def test_profiles_carry_every_letter_they_are_written_in(data: Data) -> None:
    units = pl.concat(table.select("unit_id") for table in (data.targets, data.observations))
    counts = dict(units["unit_id"].value_counts().iter_rows())
    fullest = sorted(profile_ids(data), key=lambda unit: -counts.get(unit, 0))[:4]
    for lang in LANGS:
        for place, html in profile_pages(data, [*fullest, "dong_nai_34"], lang):
            assert strange(html) == set(), place
