"""Indicators are found by the words that people type, whatever their accents and slips."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import polars as pl
import pytest

from dtia import tables
from dtia.data import Data
from dtia.data.names import plain
from dtia.errors import UnknownName
from dtia.i18n import LANGS, Lang
from dtia.views import find

ACCOUNT = "soc.payment_account"


def ids(data: Data, words: str, lang: Lang = "vi") -> list[str]:
    return find(data, words, lang)["indicator_id"].to_list()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tài khoản thanh toán", ACCOUNT),
        ("TAI KHOAN THANH TOAN", ACCOUNT),
        ("toán thanh khoản tài", ACCOUNT),
        ("tai khoan thahn toan", ACCOUNT),
        ("payment account", ACCOUNT),
        ("paymnt acount", ACCOUNT),
        (ACCOUNT, ACCOUNT),
        ("tỷ lệ người dân có tài khoản ngân hàng", ACCOUNT),
        ("hồ sơ công việc", "gov.records_online"),
        ("work record", "gov.records_online"),
        ("dich vu cong truc tuyen toan trinh", "gov.online_service_full"),
        ("kinh te so", "econ.digital_share_grdp"),
    ],
)
def test_words_in_any_order_accents_or_slips_find_an_indicator(
    data: Data, words: str, first: str
) -> None:
    assert ids(data, words)[0] == first == ids(data, words, "en")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_indicators_are_found_by_their_names_shuffled_and_without_accents(
    data: Data, lang: Lang
) -> None:
    chance = Random(1)
    some = data.indicators.select(f"name_{lang}", "indicator_id").gather_every(5)
    for name, identifier in some.iter_rows():
        words = re.findall(r"\w+", plain(name))
        assert identifier in ids(data, " ".join(chance.sample(words, len(words))))


def test_the_glossary_leads_to_the_indicators_that_use_its_term(data: Data) -> None:
    # "Tổng sản phẩm trên địa bàn" is how the glossary explains GRDP.
    assert "econ.digital_share_grdp" in ids(data, "tổng sản phẩm trên địa bàn")
    assert "econ.digital_share_grdp" not in ids(
        replace(data, glossary=data.glossary.clear()), "tổng sản phẩm trên địa bàn"
    )


def test_a_name_comes_before_a_definition(data: Data) -> None:
    found = find(data, "grdp", "en")
    named = found["indicator_name"].str.contains("GRDP").to_list()
    assert named == sorted(named, reverse=True) and True in named and False in named


def test_what_is_on_file_is_counted(data: Data) -> None:
    row = find(data, ACCOUNT, "vi").row(0, named=True)
    targets = data.targets.filter(indicator_id=ACCOUNT)
    values = data.observations.filter(indicator_id=ACCOUNT)
    assert (row["n_targets"], row["n_values"]) == (targets.height, values.height)
    assert row["due"].split(", ") == [str(y) for y in targets["horizon_year"].unique().sort()]
    assert row["measured_in"].split(", ") == sorted({p[:4] for p in values["period"]})
    # Điện Biên is one territory under two ids.
    units = data.units.filter(unit_id="dien_bien_63").select("unit_id", "successor_id").row(0)
    rows = targets.head(2).with_columns(
        unit_id=pl.Series(units), level=pl.lit("province")
    )  # fmt: skip
    one = replace(data, targets=rows, observations=data.observations.clear())
    assert find(one, ACCOUNT, "vi")["n_provinces"].item() == 1


def test_an_indicator_without_any_figure_is_found_and_says_zero(data: Data) -> None:
    none = replace(data, targets=data.targets.clear(), observations=data.observations.clear())
    row = find(none, ACCOUNT, "en").row(0, named=True)
    assert (row["n_targets"], row["n_values"], row["n_provinces"]) == (0, 0, 0)


def test_without_words_every_indicator_is_listed_in_its_order(data: Data) -> None:
    assert ids(data, "") == ids(data, " ,") == data.indicators["indicator_id"].to_list()


def test_nothing_found_names_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match="'xyzzy'"):
        find(data, "xyzzy", "vi")
    with pytest.raises(UnknownName, match=rf"nearest: .*{re.escape(ACCOUNT)}"):
        find(data, "Tàikhoảnthanhtoánđiệntử", "vi")


@pytest.mark.parametrize("lang", LANGS)
def test_a_click_selects_the_whole_id_and_texts_are_escaped(data: Data, lang: Lang) -> None:
    bad = "<img src=x onerror=alert(1)>"
    hostile = replace(
        data, indicators=data.indicators.with_columns(pl.lit(bad).alias(f"name_{lang}"))
    )
    html = tables.indicators(find(hostile, ACCOUNT, lang), lang)._repr_html_()
    assert "<img" not in html and "&lt;img" in html
    assert f'<code style="user-select:all">{ACCOUNT}</code>' in html
    assert data.version in html and 'scope="col"' in html


def test_what_is_for_the_laboratory_only_stays_out_of_the_report(report) -> None:
    html = (report / "report" / "index.html").read_text(encoding="utf-8")
    assert "ask.find" not in html and "table-indicators" not in html
