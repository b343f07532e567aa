"""Where the files of figures stand beside the page, each figure leads to its own."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dtia.i18n import LANGS, text
from dtia.report.pages import REPORT
from support.project import Run, keep_notebooks

pytestmark = pytest.mark.report

LINK = re.compile(r'<a href="(figures/[^"]+)" aria-label="([^"]+)">([^<]+)</a>')


def test_links_lead_to_files_that_the_same_run_wrote_and_say_of_which_figure(
    project: Path, dtia: Run
) -> None:
    keep_notebooks(project, "05_payment_accounts")
    code, said = dtia("report", "--beside", "--format", "svg", "--no-profiles")
    assert code == 0, said
    assert not (project / "figures").exists() or not list((project / "figures").glob("*.csv"))
    for lang in LANGS:
        html = (project / "report" / REPORT[lang]).read_text("utf-8")
        charts = re.findall(r'<figure id="chart-([^"]+)"', html)
        found = LINK.findall(html)
        assert charts and [link for link, _, _ in found] == [
            f"figures/{chart}.{lang}.{ending}" for chart in charts
            for ending in ("svg", "csv", "txt")
        ]  # fmt: skip
        assert all((project / "report" / link).is_file() for link, _, _ in found)
        assert [shown for _, _, shown in found[:3]] == ["SVG", "CSV", text("page.citation", lang)]
        # The name begins with what is shown, and no two links have the same.
        names = [unescape(name) for _, name, _ in found]
        assert all(name.startswith(f"{link[2]}: ") for name, link in zip(names, found, strict=True))
        assert len(set(names)) == len(names)


def test_a_page_that_stands_alone_links_to_no_file(report: Path) -> None:
    for lang in LANGS:
        html = (report / "report" / REPORT[lang]).read_text("utf-8")
        assert "data-save" in html and 'href="figures/' not in html
