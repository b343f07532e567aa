"""What an analyst reads when a question cannot be answered: words and a next step, no traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

import dtia
from dtia import analysis, charts, errors, views
from dtia.analysis import dti
from dtia.data import Data, load
from dtia.errors import DtiaError, InvalidData, NotComparable, Problem
from dtia.folder import find_folder
from dtia.i18n import LANGS, text
from support.kernel import Execute
from support.numbers import numbers
from support.project import ROOT

RANKS = 'from dtia import views\nviews.observations(data, "rank.dti", lang, "2024")'
CELLS = {
    "UnknownName": 'ask.compare("Phú Yên", "soc.payment_acount")',
    "NothingToDraw": "charts.ranks(data.targets.clear(), [], lang)",
    "NotComparable": RANKS,
    "WrongValue": 'ask.loosen("gdp_grdp", "E", "vì sao")',
    "WrongQuestion": "ask.qualitative().chart()",
    "MissingData": 'dtia.load("nowhere")',
}


def fault(question: Callable[[], object]) -> DtiaError:
    with pytest.raises(DtiaError) as caught:
        question()
    return caught.value


@pytest.fixture(scope="module")
def shown(kernel: Execute) -> dict[str, str]:
    """What the output area of a real kernel shows for each faulty cell, and for its traceback."""
    setup = [
        """import dtia
from dtia import charts
lang = "vi"
ask = dtia.ask(lang)
data = dtia.load()"""
    ]
    show = "import traceback; traceback.print_last()"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in [*setup, *CELLS.values(), show]]
    )
    kernel(notebook, ROOT / "notebooks", may_fail=True)
    _, *faulty, last = notebook.cells
    told = {
        name: "\n".join(cell.outputs[0]["traceback"])
        for name, cell in zip(CELLS, faulty, strict=True)
    }
    return {**told, "traceback": last.outputs[0]["text"]}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_shows_the_fault_in_the_language_of_who_asked_and_no_traceback(
    shown: dict[str, str], name: str
) -> None:
    told = shown[name]
    assert "Traceback" not in told and ".py" not in told
    assert len(told.splitlines()) <= 20
    assert name in told.splitlines()[-1] and "traceback.print_last()" in told.splitlines()[-1]
    after = getattr(errors, name).NEXT
    at_the_door = CELLS[name].startswith("ask.")
    for lang in LANGS if after else ():
        assert (f"› {text(after, lang)}" in told) == (lang == "vi" or not at_the_door)


def test_the_whole_traceback_is_there_for_who_asks(shown: dict[str, str]) -> None:
    assert "Traceback (most recent call last)" in shown["traceback"]
    assert "dataset.py" in shown["traceback"] and "MissingData" in shown["traceback"]


@pytest.mark.parametrize("lang", LANGS)
def test_figures_that_cannot_stand_together_are_named_with_what_differs_and_why(
    data: Data, lang: str
) -> None:
    refused = fault(lambda: views.observations(data, "rank.dti", "vi", "2024"))
    assert isinstance(refused, NotComparable)
    said = refused.said(lang)
    labels = dict(data.bases.select("base_id", f"label_{lang}").iter_rows())
    reasons = dict(data.comparability.select("rule_id", f"reason_{lang}").iter_rows())
    figures = [line for line in said.splitlines() if line.startswith("  • ")]
    for base, line in zip(("provinces_34", "provinces_63"), figures, strict=True):
        assert labels[base] in line and "2024" in line and re.search(r": \D*\d+ \(", line)
        assert f'"{base}"' in said
    assert text("compared.base_id", lang) in said
    assert text("grade.D", lang) in said and reasons["ranks_63_34"] in said


def test_every_ground_on_which_bases_are_refused_can_be_worded(data: Data) -> None:
    asked = data.observations.select("indicator_id", "period", "base_id").unique()
    mixed = asked.group_by("indicator_id", "period").len().filter(len=2)
    for indicator_id, period, _ in mixed.sort("indicator_id", "period").iter_rows():
        refused = fault(lambda i=indicator_id, p=period: views.observations(data, i, "vi", p))
        for lang in LANGS:
            lines = refused.said(lang).splitlines()
            assert len([line for line in lines if line.startswith("  • ")]) == 2


QUESTIONS: dict[str, Callable[[Data], object]] = {
    "no_unit": lambda d: analysis.peers(d, "Phu Yeeen"),
    "which_era": lambda d: analysis.peers(d, "Đà Nẵng"),
    "no_province": lambda d: analysis.peers(d, "viet_nam"),
    "peers_by": lambda d: analysis.peers(d, "phu_yen_63", "size"),
    "nobody": lambda d: dtia.ask("en", d).compare([], "soc.payment_account"),
    "no_merger": lambda d: views.merged(d, "Hà Nội", "vi"),
    "no_indicator": lambda d: views.targets(d, "soc.payment_acount", "vi"),
    "no_words": lambda d: views.find(d, "xyzzy", "vi"),
    "no_index": lambda d: dti.what_if(d, "quang_ninh_63", {"economy": 0.1}),
    "no_change": lambda d: dti.what_if(d, "quang_ninh_63", {}),
    "index_bounds": lambda d: dti.what_if(d, "quang_ninh_63", {"human": 5}),
    "no_total": lambda d: dti.what_if(d, "quang_ninh_63", {"human": 0.1}, "2019"),
    "no_rule": lambda d: analysis.loosen(d, "accounts", "B", "vì sao"),
    "rule_needs": lambda d: analysis.loosen(d, "gdp_grdp", "E", "vì sao"),
    "one_row": lambda d: analysis.grade(d, d.targets[:2], d.targets[:1]),
    "no_rows": lambda d: charts.targets(views.targets(d, "soc.payment_account", "vi", 2077), "vi"),
    "no_project": lambda d: find_folder(Path("/")),
    "not_built": lambda d: load("nowhere"),
}


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_fault_says_the_same_in_both_languages(
    data: Data, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DTIA_DATA", raising=False)
    raised = fault(lambda: QUESTIONS[key](data))
    vi, en = (raised.said(lang) for lang in LANGS)
    assert raised.key == key and str(raised) == en != vi
    assert "{" not in vi + en
    # Names, ids and numbers of the question stand in both.
    assert sorted(re.findall(r"'[^']*'", vi)) == sorted(re.findall(r"'[^']*'", en))
    assert numbers(vi) == numbers(en)


def test_problems_of_the_data_are_all_listed_with_what_to_do() -> None:
    problems = [Problem("a.csv", line, "value", "trống", "điền vào") for line in (2, 3)]
    raised = InvalidData(problems)
    told = "\n".join(raised._render_traceback_())
    assert all(told.count(str(p)) == 1 == str(raised).count(str(p)) for p in problems)
    assert "dtia check" in told
