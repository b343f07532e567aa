"""Notebooks that people hand in: drawn, or named with what to do, before a page is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dtia.drawings import draw
from dtia.errors import NotebookError
from dtia.i18n import LANGS
from dtia.report.notebook_files import place, read_all
from dtia.report.notebooks import Block, run_all, setting
from support.page import read
from support.project import keep_notebooks, snapshot

NAME = "05_payment_accounts"


def cell(kind: str, source: str, name: str, *tags: str) -> dict[str, Any]:
    own: dict[str, Any] = {"id": name, "cell_type": kind, "source": source, "metadata": {}}
    if tags:
        own["metadata"]["tags"] = list(tags)
    return own | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def heads(name: str = "n") -> list[dict[str, Any]]:
    return [cell("markdown", f"# {lang}", f"{name}-{lang}", lang) for lang in LANGS]


def written(folder: Path, *cells: dict[str, Any], name: str = "05_own", **other: Any) -> Path:
    """Write a notebook of some cells; `other` replaces what else it holds."""
    book = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | other
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    return path


def refused(*paths: Path) -> list[str]:
    with pytest.raises(NotebookError) as caught:
        read_all(paths)
    assert len(caught.value.said("vi").splitlines()) == len(caught.value.faults)
    return caught.value.said("en").splitlines()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, "byte-order mark"),
        (lambda raw: b"<<<<<<< HEAD\n" + raw, "line 1: marks of a conflict"),
        (lambda raw: raw.replace(b"{", b"{\n<<<<<<< HEAD\n", 1), "line 2: marks of a conflict"),
        (lambda raw: raw[:-9], "line 1: the file is broken"),
        (lambda raw: b"", "line 1: the file is broken"),
        (lambda raw: raw.decode().encode("utf-16"), "no UTF-8"),
        (lambda raw: b"[1]", "is no notebook"),
        (lambda raw: b'{"a": 1}', "is no notebook"),
        (lambda raw: raw.replace(b'_minor": 5', b'_minor": 4'), "format 4.4, whose cells have no"),
        (lambda raw: raw.replace(b'"nbformat": 4', b'"nbformat": 3'), "is of format 3.5"),
        (lambda raw: raw.replace(b'"id": "n-vi", ', b""), "cell 1: has not the form"),
        (lambda raw: raw.replace(b'"n-vi"', b'"n vi"'), "cell 1: has not the form"),
        (lambda raw: raw.replace(b"# vi", b"# "), "cell n-vi: has an empty heading"),
        (lambda raw: raw.replace(b"# en", b"en"), "cell n-en: the first text cell tagged en must"),
        (lambda raw: raw.replace(b'"en"]', b'"fr"]'), "cell n-en: the text has no tag"),
        (
            lambda raw: raw.replace(b'"metadata": {}', b'"metadata": {"kernelspec": {"name": "ir", '
                                    b'"display_name": "R", "language": "R"}}'),
            "is written in R",
        ),
        (lambda raw: raw.replace(b'"n-en"', b'"n-vi"'), "cell n-vi: "),
    ],
)  # fmt: skip
def test_a_notebook_that_is_not_whole_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch, change, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, *heads())
    path.write_bytes(change(path.read_bytes()))
    said = refused(path)
    assert said[0].startswith("notebooks/05_own.ipynb: ") and words in said[0]


def test_every_broken_notebook_is_named_at_once(tmp_path: Path) -> None:
    books = [written(tmp_path, *heads(), name=f"0{n}_a{n}", cells=[]) for n in range(3)]
    assert len(refused(*books)) == 3 * len(LANGS)


def test_a_copied_notebook_is_refused_naming_both_and_what_to_do(project: Path) -> None:
    [path] = keep_notebooks(project, NAME)
    copy = path.with_name("12_copy.ipynb")
    copy.write_bytes(path.read_bytes())
    [said] = refused(path, copy)
    assert said.startswith("notebooks/12_copy.ipynb: cell n05-intro-vi: ")
    assert f"notebooks/{NAME}.ipynb has a cell of this id" in said and "New" in said


def test_sections_are_named_as_their_notebooks_and_told_apart(tmp_path: Path) -> None:
    assert place("05_payment_accounts") == "payment-accounts"
    assert place("05_[nháp] bản") == "nháp-bản"
    first = written(tmp_path, *heads("a"), name="01_same")
    second = written(tmp_path, *heads("b"), name="02_Same")
    unnamed = written(tmp_path, *heads("c"), name="03_[]")
    said = refused(first, second, unnamed)
    assert "01_same.ipynb behind its number" in said[0] and "03_[]" in said[1]


PLAIN = "import altair as alt, polars as pl; frame = pl.DataFrame({'a<b>': [1, 2], 'y': [3, 4]})\n"


def blocks_of(project: Path, *sources: str) -> list[Block]:
    for path in (project / "notebooks").glob("*.ipynb"):
        path.unlink()
    own = [cell("code", source, f"c{n}") for n, source in enumerate(sources)]
    written(project, *heads(), *own)
    [(_, blocks)] = run_all(project / "data", ["en"], lambda *_: None)["en"]
    return blocks[1:]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 / 0", "Python says ZeroDivisionError: division by zero"),
        ("a b", "Python says SyntaxError: invalid syntax"),
        ("import dtia; dtia.load('nowhere')", "nowhere"),
        (
            "class A:\n    def _repr_html_(self):\n        1 / 0\nA()",
            "ZeroDivisionError",
        ),
        (
            "from great_tables import GT; import polars as pl\n"
            "GT(pl.DataFrame({'a': [1]})).fmt(lambda x: x / 0, columns='a')",
            "Python says ZeroDivisionError",
        ),
        ("'a' * 3", "shows what the report cannot set (text)"),
        ("alt = __import__('altair'); alt.Chart('x').mark_point().encode(x='a')", "Python says"),
    ],
)
def test_a_cell_that_fails_or_shows_what_cannot_be_set_is_named(
    project: Path, source: str, words: str
) -> None:
    with pytest.raises(NotebookError) as caught:
        blocks_of(project, source)
    assert caught.value.said("en").startswith("notebooks/05_own.ipynb: cell c0: ")
    assert words in caught.value.said("en")
    assert "DtiaError" not in caught.value.said("vi")


def test_what_stands_before_the_heading_of_a_section_is_named(project: Path) -> None:
    keep_notebooks(project)
    early = cell("code", "from IPython.display import Markdown; Markdown('x')", "early")
    written(project, early, *heads())
    with pytest.raises(NotebookError, match="cell early: shows something before"):
        run_all(project / "data", ["en"], lambda *_: None)


def test_frames_and_charts_of_the_analyst_are_drawn_as_they_are(project: Path) -> None:
    frame, great, titled, plain, away = blocks_of(
        project,
        f"{PLAIN}frame",
        "from great_tables import GT\nGT(frame, id='own').tab_header('<b>T')",
        "alt.Chart(frame, title='Own <i>').mark_bar().encode(x='mean(y)', tooltip=['count()'])",
        "alt.Chart(frame).mark_point().encode(x='y')",
        "alt.Chart('http://evil.example/a.csv', title='A').mark_point().encode(x='a:Q')",
    )
    assert frame.kind == great.kind == "html" and titled.kind == "chart"
    assert "&lt;b&gt;" in frame.content and "&lt;b&gt;T" in great.content
    drawn = draw(titled.content, titled.id)
    assert read(drawn.page).elements[1].text == "Own <i>" == drawn.title
    assert drawn.said.columns == {"a<b>": "a<b>", "y": "y"} and len(drawn.said.rows) == 2
    for block, words in ((plain, "has no title"), (away, "uses no network")):
        named = f"05_own.ipynb: cell {block.id}: .*{words}"
        with pytest.raises(NotebookError, match=named), setting(block):
            draw(block.content, block.id)


def test_a_fault_ends_in_exit_2_and_the_last_good_report_stays(project: Path, dtia) -> None:
    [path] = keep_notebooks(project, NAME)
    for folder in ("report", "figures"):
        (project / folder).mkdir()
        (project / folder / "last").write_text("good")
    before = snapshot(project / "report") | snapshot(project / "figures")
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    code, output = dtia("report", "--lang", "en")
    assert code == 2
    assert f"notebooks/{NAME}.ipynb: line 1: marks of a conflict of git are left" in output
    assert snapshot(project / "report") | snapshot(project / "figures") == before
