"""Charts on a telephone: laid out for it, as wide as it, and telling the rows of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dtia.i18n import LANGS
from support import overlap
from support.browser import opened, place_of

PHONE = (360, 740)
CHARTS = """() => [...document.querySelectorAll("[data-chart]")].map((figure) => {
    const plot = figure.querySelector(".plot"), drawing = plot.querySelector("svg.narrow");
    const sizes = [...drawing.querySelectorAll("text")]
        .map((text) => parseFloat(getComputedStyle(text).fontSize)).filter((size) => size > 0);
    return {
        name: figure.dataset.chart, scrolls: plot.scrollWidth > plot.clientWidth + 1,
        wide: getComputedStyle(plot.querySelector("svg:not(.narrow)")).display,
        smallest: Math.min(...sizes),
        scale: drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width,
        title: figure.querySelector(".claim").textContent.trim(),
        marks: [...new Set([...drawing.querySelectorAll("[data-row]")]
            .map((mark) => Number(mark.dataset.row)))].sort((a, b) => a - b),
        told: [...new Set([...plot.querySelector("svg:not(.narrow)").querySelectorAll("[data-row]")]
            .map((mark) => Number(mark.dataset.row)))].sort((a, b) => a - b),
        drawn: drawing.outerHTML,
    };
})"""


@pytest.fixture(scope="module", params=LANGS)
def charts(browser: Any, report: Path, request: Any) -> Iterator[list[dict[str, Any]]]:
    with opened(browser, place_of(report, request.param), size=PHONE) as (page, _):
        page.wait_for_function("document.documentElement.classList.contains('unpacked')")
        yield page.evaluate(CHARTS)


def test_no_chart_scrolls_sideways_and_each_says_its_title_as_text(
    charts: list[dict[str, Any]],
) -> None:
    assert len(charts) > 20
    for chart in charts:
        assert not chart["scrolls"] and chart["wide"] == "none" and chart["title"], chart["name"]
        # Nothing is shrunk to fit, so that type stays as large as it was set.
        assert chart["scale"] > 0.93 and chart["smallest"] >= 10, chart["name"]


def test_a_chart_on_a_telephone_tells_the_same_rows_as_on_a_desk(
    charts: list[dict[str, Any]],
) -> None:
    for chart in charts:
        assert chart["marks"] == chart["told"], chart["name"]


def test_no_word_on_a_telephone_is_overprinted_crossed_covered_cut_or_outside(
    charts: list[dict[str, Any]], browser: Any
) -> None:
    page = overlap.page(browser)
    family = '<svg font-family="Roboto" font-size="12" '
    wrong = {
        chart["name"]: overlap.faults(page, chart["drawn"].replace("<svg ", family, 1))
        for chart in charts
    }
    page.close()
    assert {name: found for name, found in wrong.items() if found} == {}
