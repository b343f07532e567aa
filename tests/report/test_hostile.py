"""Texts in every column of words that try to run, to load or to lead away: they stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from typer.testing import CliRunner

from dtia.cli.app import app
from dtia.data import load
from dtia.report.pages import REPORT, SOURCES
from support.browser import CHARTS, hover, opened
from support.hostile import ATTACKS, LURES, spoil
from support.kernel import PATIENCE, private_places
from support.project import copy_project, keep_notebooks

# They show findings, tables and charts, and name provinces, regions, acts and indicators.
RUN = ("01_coverage", "05_payment_accounts")
SHOWN = ("05_payment_accounts", "10_robustness", "province_profile")
# What may run, load or lead away within a page: elements, and attributes that begin with `on`.
SNARES = """() => ({
  scripts: document.querySelectorAll("script").length,
  loads: [...document.querySelectorAll(
    "img, image, iframe, object, embed, video, audio, base, form",
  )].map((element) => element.outerHTML.slice(0, 200)),
  runs: [...document.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some((own) => own.name.startsWith("on"))).length,
  links: [...document.querySelectorAll("a, area")]
    .map((link) => link.getAttribute("href") ?? link.getAttribute("xlink:href")),
  hacked: typeof window.hacked,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on data in which every cell of words is a snare, with its figures and a profile."""
    project = copy_project(tmp_path_factory.mktemp("hostile"))
    assert spoil(project) > 6000
    kept = {path.name: path.read_bytes() for path in (project / "notebooks").iterdir()}
    keep_notebooks(project, *RUN)
    for arguments in (["report", "--format", "svg", "--no-profiles"], ["profile", "hai_phong_34"]):
        result = CliRunner().invoke(app, [*arguments, "--data", str(project / "data")])
        assert result.exit_code == 0, result.output
    for name, content in kept.items():
        (project / "notebooks" / name).write_bytes(content)
    return project


@pytest.fixture(scope="module")
def declared(hostile: Path) -> set[str]:
    return set(load(hostile / "data").sources["url"].drop_nulls())


def away(links: list[str]) -> set[str]:
    """Return the links that leave the pages of the project."""
    return {link for link in links if link and re.match(r"(?i)\s*([a-z][a-z+.-]*:|//)", link)}


def pages_of(project: Path) -> Iterator[Path]:
    yield from (project / "report" / name for name in (*REPORT.values(), *SOURCES.values()))
    yield from sorted((project / "report" / "profiles").glob("*.html"))


def test_on_pages_every_text_is_shown_and_none_does_anything(browser, hostile, declared) -> None:
    paths = list(pages_of(hostile))
    assert len(paths) == 6
    for path in paths:
        with opened(browser, path) as (page, heard):
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            seen = page.locator("body").inner_text()
            for lure in LURES:
                assert lure in seen or "profiles" in path.parts
            charts = page.locator(CHARTS).all()
            told = [hover(page, figure)[0] for figure in charts]
            assert not charts or any(attack in words for words in told for attack in ATTACKS)
            # The policy alone would stop these scripts; they must not even become elements.
            found = page.evaluate(SNARES)
            assert away(found.pop("links")) <= declared
            scripts = int(path.name in REPORT.values())
            assert found == {"scripts": scripts, "loads": [], "runs": 0, "hacked": "undefined"}
            assert heard == [f"request: {path.as_uri()}"]


def test_in_figures_every_text_is_shown_and_none_does_anything(browser, hostile) -> None:
    figures = sorted((hostile / "figures").glob("*.vi.svg"))
    assert len(figures) > 3
    for path in figures:
        with opened(browser, path) as (page, heard):
            found = page.evaluate(SNARES)
            assert found == {
                "scripts": 0, "loads": [], "runs": 0, "links": [], "hacked": "undefined",
            }  # fmt: skip
            assert heard == [f"request: {path.as_uri()}"]
    assert any(attack.split("=")[0][1:] in path.read_text("utf-8") for attack in ATTACKS)


@pytest.fixture(scope="module")
def converted(hostile: Path) -> Path:
    """Cells of several notebooks run in one kernel, as nbconvert writes them into a page."""
    whole: Any = None
    for name in SHOWN:
        book = nbformat.read(hostile / "notebooks" / f"{name}.ipynb", as_version=4)
        whole = whole or nbformat.v4.new_notebook(metadata=book.metadata)
        whole.cells += book.cells
    with pytest.MonkeyPatch.context() as patch:
        for name, place in private_places(hostile / "home").items():
            patch.setenv(name, place)
        where = {"metadata": {"path": str(hostile / "notebooks")}}
        NotebookClient(whole, timeout=PATIENCE, kernel_name="python3", resources=where).execute()
    path = hostile / "converted.html"
    path.write_text(HTMLExporter(embed_images=True).from_notebook_node(whole)[0], encoding="utf-8")
    return path


@pytest.mark.kernel
def test_in_notebooks_written_as_html_no_text_does_anything(browser, converted, declared) -> None:
    with opened(browser, converted, ours=False) as (page, heard):
        seen = page.locator("body").inner_text()
        assert sum(lure in seen for lure in LURES) >= len(ATTACKS)
        found = page.evaluate(SNARES)
        links = away([link for link in found["links"] if not link.startswith("#")])
        assert links <= declared and found["loads"] == [] and found["runs"] == 0
        assert found["hacked"] == "undefined"
        # nbconvert's own page asks for MathJax and widgets by their addresses, in vain here.
        told = [line for line in heard if re.search("^dialog|evil|hacked|SyntaxError", line)]
        assert told == []
