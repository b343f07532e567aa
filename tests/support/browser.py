"""Pages in Chromium, without a network: how they are opened and what they are asked for."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dtia.report.pages import REPORT
from support.page import flat

LANGS = pytest.mark.parametrize("lang", REPORT)
CHARTS = "[data-chart]"
TOOLTIP = "#tip"
READY = "document.documentElement.dataset.ready"
# Where the mouse meets a mark itself and not another mark that covers it.
TARGET = """async (figure, marks) => {
  for (const mark of figure.querySelectorAll(marks)) {
    mark.scrollIntoView({block: "center", inline: "center"});
    await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
    const box = mark.getBoundingClientRect();
    const place = {x: box.x + box.width / 2, y: box.y + box.height / 2};
    if (document.elementFromPoint(place.x, place.y) === mark)
      return {...place, row: mark.dataset.row ?? null};
  }
  return null;
}"""
MARKS = "svg [data-row]"
# Pages that were left, with what they hear: a new one costs a third of what it takes to read one.
_blank: defaultdict[tuple[Any, bool], list[tuple[Any, list[str]]]] = defaultdict(list)


@contextmanager
def launched() -> Iterator[Any]:
    """Start Chromium, without any network but the local machine's."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    # On Windows, where no browser is in the path, Edge always stands in its own place.
    where = {"executable_path": path} if path else {"channel": "msedge"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            **where, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _new_page(browser: Any, scripts: bool) -> tuple[Any, list[str]]:
    """Return a page without network, and the list of what it asks for, says and throws."""
    context = browser.new_context(offline=True, java_script_enabled=scripts)
    context.set_default_timeout(60_000)
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return page, heard


@contextmanager
def opened(
    browser: Any, path: Path, place: str = "", *, ours: bool = True, scripts: bool = True,
    size: tuple[int, int] = (1280, 900), scheme: str = "light",
) -> Iterator[tuple[Any, list[str]]]:  # fmt: skip
    """Open a page without network: the page, and everything it asked for, said or threw.

    Only those that are `ours` say when their scripts have run. What a page remembers is forgotten
    when it is left; after a fault it is not used again.
    """
    blank = _blank[browser, scripts]
    page, heard = blank.pop() if blank else _new_page(browser, scripts)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{path.as_uri()}{place}")
    if ours and scripts and page.locator("script").count():
        page.wait_for_function(READY)
    yield page, heard
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    heard.clear()
    blank.append((page, heard))


def place_of(report: Path, lang: str) -> Path:
    return report / "report" / REPORT[lang]


# What the cells of a row say; the text to report an error with is shown when asked for.
CELLS = """all => all.map((cell) => {
    const shown = cell.cloneNode(true);
    shown.querySelectorAll("samp").forEach((hidden) => hidden.remove());
    return shown.textContent;
})"""


def hover(page: Any, figure: Any) -> tuple[str, list[str]]:
    """Point at a mark of a chart: what the tooltip says, and the cells of the row it names."""
    page.mouse.move(1, 1)
    page.locator(TOOLTIP).wait_for(state="hidden")
    place = figure.evaluate(TARGET, MARKS)
    assert place, f"{figure.get_attribute('id')}: no mark that the mouse can reach"
    page.mouse.move(place["x"], place["y"])
    page.locator(TOOLTIP).wait_for(state="visible")
    row = figure.locator(".data tbody tr").nth(int(place["row"]))
    cells = row.locator("th, td").evaluate_all(CELLS)
    return flat(page.locator(TOOLTIP).inner_text()), [flat(cell) for cell in cells]
