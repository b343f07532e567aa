"""A notebook as its readers run it, in the real JupyterLab."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest

from dtia.charts.fonts import FONT
from support.browser import TARGET
from support.kernel import PATIENCE, form_shown, private_places
from support.page import flat
from support.project import ROOT, copy_project

OPENED = "05_payment_accounts"
INDICATOR = "soc.payment_account"
DIALOG = ".jp-Dialog"
CHART = ".jp-OutputArea-output .vega-embed"
FAULTS = ", ".join(
    f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")
)


def charts_in(notebook: Path) -> int:
    cells = nbformat.read(notebook, as_version=4).cells
    return sum(form_shown(cell.source) == "chart" for cell in cells if cell.cell_type == "code")


@contextmanager
def served(project: Path, home: Path) -> Iterator[str]:
    """Serve JupyterLab for a project, without its news, and return its address."""
    environment = os.environ | private_places(home)
    environment.pop("DTIA_DATA", None)
    settings = Path(environment["JUPYTERLAB_SETTINGS_DIR"], "@jupyterlab", "apputils-extension")
    settings.mkdir(parents=True)
    silent = '{"fetchNews": "false", "checkForUpdates": false}'
    (settings / "notification.jupyterlab-settings").write_text(silent)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "log.txt"
    with log.open("w") as written:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                "--ServerApp.ip=127.0.0.1",
                f"--ServerApp.port={port}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={project}",
                "--IdentityProvider.token=",
                "--LabApp.news_url=None",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            ],
            cwd=project,
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            until = time.monotonic() + PATIENCE
            while not answers(port):
                assert server.poll() is None and time.monotonic() < until, log.read_text()
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """JupyterLab in the browser after Run All Cells: its page, and what it asked of others."""
    place = tmp_path_factory.mktemp("lab")
    project = copy_project(place / "project")
    outside: list[str] = []

    def is_local(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob") or parts.hostname in ("127.0.0.1", "localhost")

    def guard(route: Any) -> None:
        if is_local(route.request.url):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    with served(project, place / "home") as address:
        # Tall: JupyterLab attaches only the cells near the screen.
        context = browser.new_context(viewport={"width": 1400, "height": 2400})
        context.set_default_timeout(PATIENCE * 1000)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("websocket", lambda made: is_local(made.url) or outside.append(made.url))
        try:
            page.goto(f"{address}/lab/tree/notebooks/{OPENED}.ipynb")
            page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
            # Run before a kernel is there, cells make JupyterLab ask for one.
            page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$")).wait_for()
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.locator("[data-command='runmenu:run-all']").click()
            page.wait_for_function(
                """([chart, dialog, fault, n]) => document.querySelector(dialog)
                  || document.querySelector(fault)
                  || document.querySelectorAll(`${chart} svg.marks`).length >= n
                     && [...document.querySelectorAll(".jp-CodeCell .jp-InputArea-prompt")]
                       .every(prompt => /\\d/.test(prompt.textContent))""",
                arg=[CHART, DIALOG, FAULTS, charts_in(project / "notebooks" / f"{OPENED}.ipynb")],
            )
            yield SimpleNamespace(page=page, outside=outside)
        finally:
            page.screenshot(path=place / "lab.png")  # for who looks into a failure
            context.close()


def test_jupyterlab_draws_every_chart_of_a_notebook_and_asks_no_question(lab):
    page = lab.page
    assert page.locator(DIALOG).count() == 0
    assert page.locator(FAULTS).count() == 0
    drawn = page.locator(CHART)
    assert drawn.count() == charts_in(ROOT / "notebooks" / f"{OPENED}.ipynb") > 0
    for chart in drawn.all():
        assert chart.locator("svg.marks").count() == 1
        assert chart.locator("g.role-mark > path").count() > 0


def test_pointing_at_a_mark_in_jupyterlab_shows_the_phrase_of_the_source(lab, data):
    rows = data.targets.filter(indicator_id=INDICATOR)
    phrases = [flat(phrase) for phrase in rows["figure_text"]]
    for chart in lab.page.locator(CHART).all():
        place = chart.evaluate(TARGET, "g.role-mark > path")
        assert place, "no mark that the mouse can reach"
        lab.page.mouse.move(place["x"], place["y"])
        tooltip = lab.page.locator("#vg-tooltip-element.visible")
        tooltip.wait_for(state="visible")
        shown = flat(tooltip.inner_text())
        lab.page.mouse.move(1, 1)
        tooltip.wait_for(state="hidden")
        assert any(phrase in shown for phrase in phrases), shown


def test_charts_in_jupyterlab_are_set_in_the_packaged_font(lab):
    faces = lab.page.evaluate("[...document.fonts].map(face => `${face.family} ${face.status}`)")
    assert f"{FONT} loaded" in {face.replace('"', "") for face in faces}


def test_jupyterlab_and_its_charts_ask_nothing_of_other_machines(lab):
    assert lab.outside == []


def test_tab_offers_provinces_and_indicators_in_jupyterlab(lab):
    page = lab.page
    page.locator(".jp-Notebook .jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    for typed, offered in (('ask.province("quang t', "Quảng Trị"), ('ask.map("soc.pay', INDICATOR)):
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
        page.keyboard.press("Delete")  # the quotation mark that JupyterLab added
        page.keyboard.press("Tab")
        items = page.locator(".jp-Completer-item", has_text=offered)
        line = page.locator(".jp-mod-active .cm-content", has_text=offered)
        items.or_(line).first.wait_for()  # one offer alone is written at once
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
