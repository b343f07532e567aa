"""What people type is read as it is meant, or refused in one sentence of their language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

import dtia
from dtia.data import Data
from dtia.door import Ask
from dtia.errors import DtiaError
from dtia.i18n import LANGS, Lang
from support.names import FOUND, NOT_FOUND

ACCOUNTS, ECONOMY = "soc.payment_account", "econ.digital_share_grdp"
TONGUES = pytest.mark.parametrize("lang", LANGS)


@pytest.mark.parametrize("written", ["en", "EN", "en-US", "en_GB", "English", "tiếng Anh", " eng "])
def test_a_language_is_taken_however_it_is_written(data: Data, written: str) -> None:
    assert dtia.ask(written, data).lang == "en"
    assert dtia.ask("Tiếng Việt", data).lang == dtia.ask(data=data).lang == "vi"


@pytest.mark.parametrize("year", [2030, "2030", " 2030 ", "năm 2030", 2030.0, [2030], (2030,),
                                  date(2030, 12, 31), pl.Series([2030])])  # fmt: skip
def test_a_year_is_taken_however_it_is_written(data: Data, year: Any) -> None:
    ask = dtia.ask("vi", data)
    assert ask.targets(ECONOMY, year).frame.equals(ask.targets(ECONOMY, 2030).frame)


@pytest.mark.parametrize("era", [63, "63", 63.0, "cũ", "old", [63]])
def test_an_era_is_taken_however_it_is_written(data: Data, era: Any) -> None:
    ask = dtia.ask("vi", data)
    found = ask.compare("Đắk Lắk", ECONOMY, era=era).frame
    assert set(found["unit_id"]) == {"viet_nam", "dak_lak_63"}


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Quảng Trị", "quang_tri_34"), ("quang tri", "quang_tri_34"), ("QUANG TRI", "quang_tri_34"),
        ("quang_tri_63", "quang_tri_63"), ("Quảng Trị (cũ)", "quang_tri_63"),
        ("Quang Tri (new)", "quang_tri_34"), ("Huế (mới)", "hue_34"),
        ("Tỉnh Phú Yên", "phu_yen_63"),
        ("TP Huế", "hue_34"), ("Thừa Thiên Huế", "hue_34"), ("Hanoi", "ha_noi_34"),
        ("Hồ Chí Minh", "ho_chi_minh_34"), ("TP.HCM", "ho_chi_minh_34"),
        ("Saigon", "ho_chi_minh_34"),
        ("Danang", "da_nang_34"), ("Bà Rịa – Vũng Tàu", "ba_ria_vung_tau_63"),
        ("Ðắk Lắk", "dak_lak_34"), (["Lai Châu"], "lai_chau_34"),
    ],
)  # fmt: skip
def test_a_province_is_taken_however_it_is_written(data: Data, written: Any, unit: str) -> None:
    from dtia.door import asked

    assert asked.province(data, written, None, "vi").unit_id == unit


def test_every_way_of_writing_a_name_is_answered_and_what_is_none_is_refused(data: Data) -> None:
    from dtia.door import asked

    for name in FOUND:
        found = asked.province(data, name.written, asked.era(name.era), "vi")
        assert found.unit_id == name.meant[-1], name
        assert bool(found.predecessors) == (len(name.meant) == 2), name
    for name in NOT_FOUND:
        with pytest.raises(DtiaError):
            asked.province(data, name.written, asked.era(name.era), "vi")


@pytest.mark.parametrize("written", ["Việt Nam", "cả nước", "Vietnam", "viet_nam"])
def test_the_nation_is_a_side_of_a_comparison_by_any_of_its_names(data: Data, written: str) -> None:
    ask = dtia.ask("vi", data)
    nation = ask.explain("Lai Châu", "viet_nam", ACCOUNTS, 2025).frame
    assert ask.explain("Lai Châu", written, ACCOUNTS, 2025).frame.equals(nation)


@pytest.mark.parametrize("written", [ECONOMY, ECONOMY.upper(), f" {ECONOMY} ",
                                     "Tỷ trọng kinh tế số trong GRDP",
                                     "ty trong kinh te so trong grdp", [ECONOMY]])  # fmt: skip
def test_an_indicator_is_taken_by_id_and_by_name(data: Data, written: Any) -> None:
    assert set(dtia.ask("vi", data).targets(written).frame["indicator_id"]) == {ECONOMY}


def test_kinds_verdicts_parts_and_grades_are_taken_by_id_and_by_label(data: Data) -> None:
    ask = dtia.ask("vi", data)
    same = ask.gaps("national", ACCOUNTS, verdict="above", grade="AB").frame
    assert ask.gaps("National", ACCOUNTS, verdict="Cao hơn", grade=["a", "b"]).frame.equals(same)
    assert ask.gaps("so với mục tiêu quốc gia", ACCOUNTS).frame.height > same.height
    assert ask.province("Lai Châu", "Mục tiêu").frame.equals(
        ask.province("Lai Châu", "targets").frame
    )
    assert ask.find(None).frame.height == data.indicators.height  # type: ignore[arg-type]


# How each goes wrong, and what the refusal names as possible.
MISUSES: dict[str, tuple[Callable[[Ask], object], str]] = {
    "explain two names": (lambda ask: ask.explain("Phú Yên", "Đắk Lắk"), "ask.find"),
    "a kind that is none": (lambda ask: ask.gaps("everything"), '"national"'),
    "a year in words": (lambda ask: ask.targets(ECONOMY, "soon"), "2030"),  # type: ignore[arg-type]
    "two years for one": (lambda ask: ask.targets(ECONOMY, [2025, 2030]), "2030"),  # type: ignore[arg-type]
    "true for a year": (lambda ask: ask.targets(ECONOMY, True), "2030"),
    "a year of five digits": (lambda ask: ask.targets(ECONOMY, 20300), "2030"),
    "half a year": (lambda ask: ask.targets(ECONOMY, 2030.5), "2030"),  # type: ignore[arg-type]
    "an era that is none": (lambda ask: ask.province("Huế", era="64"), "34"),
    "an era of both": (lambda ask: ask.province("Huế", era=[63, 34]), "34"),  # type: ignore[arg-type]
    "an indicator with a slip": (lambda ask: ask.targets("soc.payment_acount"), ACCOUNTS),
    "an indicator of many": (lambda ask: ask.targets("kinh tế số"), ECONOMY),
    "no indicator": (lambda ask: ask.targets(None), "ask.find"),  # type: ignore[arg-type]
    "a frame for an indicator": (lambda ask: ask.targets(pl.DataFrame()), "ask.find"),  # type: ignore[arg-type]
    "a province with a slip": (lambda ask: ask.province("Quang Nin"), "Ninh"),
    "nobody": (lambda ask: ask.compare([], ACCOUNTS), ""),
    "none among provinces": (lambda ask: ask.compare([None], ACCOUNTS), "Quảng Trị"),  # type: ignore[list-item]
    "a number for a province": (lambda ask: ask.province(34), "Quảng Trị"),  # type: ignore[arg-type]
    "the nation for a province": (lambda ask: ask.province("Việt Nam"), "Việt Nam"),
    "a province of today that ended": (lambda ask: ask.province("Phú Yên", era=34), "era) 63"),  # type: ignore[arg-type]
    "peers by size": (lambda ask: ask.compare("Huế", ACCOUNTS, peers="size"), '"region"'),
    "peers by name": (lambda ask: ask.compare("Huế", ACCOUNTS, peers="Hà Nội"), '"dti"'),
    "words that are none": (lambda ask: ask.find(7), "tài khoản"),  # type: ignore[arg-type]
    "words of nothing": (lambda ask: ask.find("xyzzy"), "xyzzy"),
    "a change in words": (lambda ask: ask.what_if("Huế", human="more"), "0.1"),  # type: ignore[arg-type]
    "an index that is none": (lambda ask: ask.what_if("Huế", economy=0.1), "activity_economy"),
    "a change beyond one": (lambda ask: ask.what_if("Quảng Ninh", human=5), "human"),
    "an argument that is none": (lambda ask: ask.targets(ECONOMY, nam=2030), "year"),  # type: ignore[call-arg]
    "an argument too many": (lambda ask: ask.steps(ECONOMY, 2030), "indicator"),  # type: ignore[call-arg]
    "an argument missing": (lambda ask: ask.targets(), "ask.targets("),  # type: ignore[call-arg]
    "no question": (lambda ask: ask(ECONOMY), "ask.targets("),  # type: ignore[operator]
    "a question in brackets": (lambda ask: ask[ECONOMY], "ask.targets("),  # type: ignore[index]
    "a question that is none": (lambda ask: ask.target(ECONOMY), "targets"),
    "a verdict that is none": (lambda ask: ask.gaps("national", verdict="good"), '"above"'),
    "a grade that is none": (lambda ask: ask.ambition(2025, "E"), '"AB"'),
    "a topic that is none": (lambda ask: ask.findings("money"), '"payment_accounts"'),
    "a part that is none": (lambda ask: ask.province("Huế", "everything"), '"targets"'),
    "a rule that is none": (lambda ask: ask.loosen("gdp", "B", "thử"), "gdp_grdp"),
    "a rule without a reason": (lambda ask: ask.loosen("gdp_grdp", "B", " "), "A, B, C, D"),
    "a row of no figure": (lambda ask: ask.explain({"x": 1}, {"y": 2}), "answer.frame"),
    "a chart of a list": (lambda ask: ask.sources().chart(), ".table()"),
    "several years on one axis": (lambda ask: ask.mergers(ECONOMY).chart(), "2025"),
    "several indicators on one axis": (lambda ask: ask.gaps("observed").chart(), ";"),
    "a file of no ending": (lambda ask: ask.targets(ECONOMY).save("hinh"), ".svg"),
    "a file of another ending": (lambda ask: ask.targets(ECONOMY).save("hinh.doc"), ".pdf"),
    "a file nowhere": (lambda ask: ask.targets(ECONOMY).save("/nowhere/hinh.svg"), "/nowhere"),
    "a number for a file": (lambda ask: ask.targets(ECONOMY).save(7), ".csv"),  # type: ignore[arg-type]
    "a map of all tiers": (lambda ask: ask.map("gov.records_online", 2025), "province"),
}  # fmt: skip


@TONGUES
@pytest.mark.parametrize("misuse", MISUSES)
def test_a_misuse_ends_in_one_sentence_of_the_language_asked_in(
    data: Data, lang: Lang, misuse: str
) -> None:
    wrong, possible = MISUSES[misuse]
    with pytest.raises(DtiaError) as caught:
        wrong(dtia.ask(lang, data))
    said = str(caught.value)
    assert said == caught.value.said(lang) and possible in said
    assert "\n" not in said and "{" not in said and len(said) < 700
    shown = "\n".join(caught.value._render_traceback_())
    assert said in shown and caught.value.said({"vi": "en", "en": "vi"}[lang]) not in shown  # type: ignore[index]
    assert "Traceback" not in shown and ".py" not in shown


@pytest.mark.parametrize("written", ["fr", "", "v", None, 1, ["vi", "en"], "việt"])
def test_another_language_is_refused_in_both(data: Data, written: Any) -> None:
    with pytest.raises(DtiaError) as caught:
        dtia.ask(written, data)
    shown = "\n".join(caught.value._render_traceback_())
    assert all(caught.value.said(lang) in shown for lang in LANGS)
    assert all('"vi"' in caught.value.said(lang) for lang in LANGS)


@pytest.mark.parametrize("place", ["nowhere", 7, ["data"]])
def test_data_that_are_none_are_refused(place: Any) -> None:
    with pytest.raises(DtiaError):
        dtia.ask("vi", place)
