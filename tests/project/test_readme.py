"""What the README teaches an analyst works as it stands there."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pytest

from dtia.data import Data
from dtia.door import Ask, questions
from dtia.i18n import LANGS, Lang
from support.project import ROOT


def blocks(lang: Lang) -> list[str]:
    whole = (ROOT / "README.md").read_text(encoding="utf-8")
    part = whole.partition("## English\n")[LANGS.index(lang) * 2]
    return re.findall(r"```python\n(.*?)```", part, re.DOTALL)


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_of_the_readme_runs_and_an_analyst_draws_a_chart_of_their_own(
    data: Data, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for block in blocks(lang):
        exec(block, names)
    assert isinstance(names["ask"], Ask) and names["ask"].lang == lang
    assert isinstance(names["chart"], alt.Chart) and names["own"].height > 5
    assert names["chart"].to_dict()["encoding"]["x"]["type"] == "quantitative"


def test_both_halves_of_the_readme_ask_the_same_questions() -> None:
    vi, en = (re.findall(r"ask\.(\w+)\(", "\n".join(blocks(lang))) for lang in LANGS)
    assert vi == en and set(vi) - {"help", "ask"} <= set(questions())
