"""Words of figures: nothing overprinted, crossed, covered, cut or outside of the picture.

Measured in Chromium, in the font that charts are drawn in, on every figure of the report in both
languages. Two words overlap where their boxes share more than a hair; a word is cut where it ends
in "…"; it is crossed where a rule, an arc or a line of the chart runs through its box, unless a
halo that closes its spaces lies between them. The grid is the ground, not a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support import overlap

TEXT = '<text transform="translate({x},40)" font-family="Roboto" font-size="12">{said}</text>'
RULE = '<g class="mark-rule role-mark"><line transform="translate(60,0)" y2="80" stroke="red"/></g>'
HALO = TEXT.replace("<text", '<text stroke="white" stroke-width="{halo}"')
DOT = '<g class="mark-symbol"><path transform="translate(60,36)" d="M-9,-9h18v18h-18Z"/></g>'


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = overlap.page(browser)
    yield opened
    opened.close()


def test_no_word_of_a_figure_is_overprinted_crossed_covered_cut_or_outside(
    report: Path, page: Any
) -> None:
    assert len(list((report / "figures").glob("*.svg"))) > 40
    assert overlap.of_folder(page, report / "figures") == {}


@pytest.mark.parametrize(
    ("drawn", "wrong"),
    [
        (TEXT.format(x=20, said="Hà Nội") + TEXT.format(x=50, said="2030"),
         ["overlap: Hà Nội | 2030"]),
        (TEXT.format(x=20, said="+10") * 2, ["overlap: +10 | +10"]),
        (TEXT.format(x=20, said="Hà Nội") + TEXT.format(x=80, said="2030"), []),
        (TEXT.format(x=20, said="Nghị quyết Đại hội…"), ["cut: Nghị quyết Đại hội…"]),
        (TEXT.format(x=180, said="Hà Nội"), ["outside: Hà Nội"]),
        (RULE + TEXT.format(x=40, said="35–40%"), ["crossed: 35–40%"]),
        (RULE + HALO.format(x=40, said="35–40%", halo=4) + TEXT.format(x=40, said="35–40%"),
         ["crossed: 35–40%"]),
        (RULE + HALO.format(x=40, said="35–40%", halo=7) + TEXT.format(x=40, said="35–40%"), []),
        (RULE.replace("role-mark", "role-axis-grid") + TEXT.format(x=40, said="35–40%"), []),
        (TEXT.format(x=40, said="35–40%") + DOT, ["covered: 35–40%"]),
        (DOT + TEXT.format(x=40, said="35–40%"), []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_words_is_found(page: Any, drawn: str, wrong: list[str]) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80">{drawn}</svg>'
    assert overlap.faults(page, picture) == wrong
