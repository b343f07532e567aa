"""How numbers and letters are written: what reads in two ways, is unseen, or only looks right."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.check import check
from dtia.check.scripts import is_unseen, lookalike
from support.faults import Spoiled
from support.project import SetCell, line_of

UNSEEN = (
    "\ufe0f\u034f\u2800\ue000\uffff\u180b\u200b\u202e\u00ad\u00a0\u3164\U000e0041\U000e0100\x07"
)


@pytest.mark.parametrize("char", UNSEEN)
def test_a_character_without_a_glyph_or_a_width_is_unseen(char: str) -> None:
    assert is_unseen(char)


@pytest.mark.parametrize(
    "text", ["Đắk Lắk – 15 %", "Où va l'œuvre ?", "से अधिक", "CO₂ ≥ 5 µg/m³", "à Ở"]
)
def test_what_people_write_is_seen_and_looks_like_nothing_else(text: str) -> None:
    assert not any(map(is_unseen, text)) and lookalike(text) is None


@pytest.mark.parametrize(
    ("text", "char", "meant"),
    [
        ("Ðắk Lắk", "Ð", "Đ"), ("Ɖà Nẵng", "Ɖ", "Đ"), ("Hà Nội: dân số"[:0] + "dаn số", "а", "a"),
        ("Hοa", "ο", "o"), ("ТР. Huế", "Т", "T"), ("Quảng Trị １", "１", "1"), ("𝐭ỉnh", "𝐭", "t"),
        ("thǎng", "ǎ", "ă"), ("Hàжi", "ж", ""),
    ],
)  # fmt: skip
def test_a_letter_that_only_looks_right_is_named(text: str, char: str, meant: str) -> None:
    assert lookalike(text) == (char, meant)


def test_a_word_of_another_script_is_itself() -> None:
    assert lookalike("báo Правда, бюджет") is None


FAULTS = {
    written: (file, words, "value", written, said)
    for written, file, words, said in [
        ("450.000", "targets/payment_accounts.csv", ("soc.cashless_points",),
         "'450.000' can be read as 450 or as 450000; "),
        ("3.000", "targets/digital_economy.csv", ("thai_nguyen_63,econ.digital_firms,", "3000"),
         "'3.000' can be read as 3 or as 3000; "),
        ("24.711", "weights.csv", ("grdp,cao_bang_34",),
         "'24.711' can be read as 24.711 or as 24711; the phrase leaves only 24711: write 24711"),
        ("8.3704e4", "weights.csv", ("grdp,tuyen_quang_34",),
         "'8.3704e4' is not a number; a decimal point and no %, such as 12.5"),
        ("+31348", "weights.csv", ("grdp,dien_bien_34",), "'+31348' is not a number"),
        ("29917,0", "weights.csv", ("grdp,lai_chau_34",), "'29917,0' is not a number"),
    ]
}  # fmt: skip


@pytest.mark.parametrize("written", FAULTS)
def test_a_number_that_reads_in_two_ways_is_refused_with_both(
    written: str, spoiled: Spoiled
) -> None:
    file, words, column, _, said = FAULTS[written]
    place = f"data/raw/{file}:{line_of(file, *words)}: "
    told = spoiled(written)[1].splitlines()
    [problem] = [line for line in told if line.startswith(place)]
    assert problem.startswith(f"{place}{column}: {said}")
    assert len(told) == len(FAULTS) + 1, "and nothing else but their number"


def test_a_fraction_that_the_phrase_holds_stands(set_cell: SetCell) -> None:
    file = "observations/digital_economy.csv"
    line = line_of(file, "binh_thuan_63,econ.digital_share_grdp,all,2022", "baomoi_ha_noi_tp_hcm")
    set_cell(file, line, "value", "15.163")
    set_cell(file, line, "figure_text", "Bình Thuận (15,163%)")
    assert not any("can be read" in problem.message for problem in check(Path("data"), "en")[1])


def test_two_pages_that_exclude_each_other_are_told_unless_a_note_says_so(
    set_cell: SetCell,
) -> None:
    file = "observations/payment_accounts.csv"
    line = line_of(file, "ba_ria_vung_tau_63,soc.payment_account,all,2022")
    path = Path("data/raw") / file
    row = "ba_ria_vung_tau_63,soc.payment_account,all,2022,eq,{},,,people_15_plus,,{},,đạt {}%,,\n"
    other = row.format(50, "regions_306_2025", 50)
    path.write_text(path.read_text(encoding="utf-8") + other, encoding="utf-8")
    [problem] = check(Path("data"), "en")[1]
    assert problem.column == "value"
    assert (
        problem.message == f"other pages observe something else: approx 79 (data/raw/{file}:{line})"
    )
    same = path.read_text(encoding="utf-8").replace(other, row.format(78, "regions_306_2025", 78))
    path.write_text(same, encoding="utf-8")
    assert check(Path("data"), "en")[1] == []
