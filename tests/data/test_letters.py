"""Broken letters are told from marks that stand by themselves in any text."""

from __future__ import annotations

import pytest

from dtia.data.letters import TCVN3, VNI, damage

MARKS = sorted({*TCVN3, *VNI, *"±°º²"})
BESIDE = ["{}", "{} 3", "{}3", "3{}", "5{}2", "3 {} 5", "({})", "{}12, {}14", "{} Theo Luật"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_alone_or_beside_a_number_is_no_letter_of_an_old_font(mark: str) -> None:
    told = {words: damage(words) for form in BESIDE if damage(words := form.replace("{}", mark))}
    assert told == {}


@pytest.mark.parametrize(
    "words",
    ["§ 3, ¶ 5", "¶3–¶5", "10 µm", "PM2.5 (µm)", "© 2021", "“ô nhiễm”", "“VƯỢT KHÓ”", "dùng 25 £"],
)
def test_marks_between_words_are_no_broken_letters(words: str) -> None:
    assert damage(words) == ""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("®¹t 12,5% vµo n¨m", "tcvn3"), ("45% d©n sè", "tcvn3"), ("ë x· ¶ 3", "tcvn3"),
        ("ñaït 12,5% vaøo naêm", "vni"), ("45% daân soá", "vni"), ("45% dÃ¢n sá»‘", "mojibake"),
        ("Ä‘áº¡t 45%", "mojibake"), ("45% d?n s?", "lost"),
    ],
)  # fmt: skip
def test_broken_letters_are_told_by_kind_all_the_same(words: str, kind: str) -> None:
    assert damage(words) == kind
