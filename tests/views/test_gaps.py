"""What is set side by side in words: gaps, scorecard, mergers, sums, peers and headlines."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dtia import views
from dtia.data import Data
from dtia.errors import UnknownName
from dtia.i18n import LANGS, Lang, text

KINDS = ["national", "leader", "observed", "tier", "step", "revision", "merger", "collective"]
Row = dict[str, Any]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_gap_has_its_words(data: Data, kind: str, lang: Lang) -> None:
    raw = data.gaps.filter(kind=kind)
    frame = views.gaps(data, kind, lang)
    assert frame.height == raw.height > 0
    for column in ("unit_label", "indicator_name", "verdict_label", "source_label", "edition"):
        assert (frame[column].fill_null("") != "").all(), column
    for label, stated in (
        ("gap_label", "gap_low"), ("reasons_label", "reasons"), ("value_label", "value_low"),
        ("reference_value_label", "reference_low"), ("reference_label", "reference"),
        ("required_label", "required_pace"), ("actual_label", "actual_pace"),
    ):  # fmt: skip
        # A reference may also be told by the method of what was measured, in words alone.
        said, known = frame[label].fill_null("") != "", frame[stated].is_not_null()
        assert (said == known).all(), label
        assert not frame[label].str.contains(r"_63|_34|None|null|\{").any(), label
    one = views.gaps(data, kind, lang, "econ.digital_share_grdp")
    assert set(one["indicator_id"]) <= {"econ.digital_share_grdp"}


def test_an_unknown_indicator_names_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match=r"nearest: soc\.payment_account"):
        views.gaps(data, "national", "vi", "soc.payment_acount")


@pytest.mark.parametrize("lang", LANGS)
def test_dak_lak_sets_what_merged_side_by_side_without_a_mean(data: Data, lang: Lang) -> None:
    frame = views.merged(data, "Dak Lak", lang)
    assert frame.equals(views.merged(data, "dak_lak_34", lang))
    ids = ["dak_lak_63", "phu_yen_63", "dak_lak_34"]
    own = data.targets.filter(pl.col("unit_id").is_in(ids), pl.col("status") != "superseded")
    assert frame.height == own.height and set(frame["unit_id"]) == set(ids)
    share = frame.filter(indicator_id="econ.digital_share_grdp", horizon_year=2030)
    assert set(share["combined_label"]) == {text("verdict.not_combinable", lang)}
    assert share["reasons_label"].str.contains(text("reason.predecessor_silent", lang)).all()
    refused = frame.filter(combined="not_combinable")
    assert (refused["reasons_label"] != "").all() and not frame["combined_label"].str.contains(
        r"\d"
    ).any()
    assert not [name for name in frame.columns if "mean" in name]


@pytest.mark.parametrize("name", ["Ha Noi", "lang_son_34", "Phu Yen", "dak_lak_63", "Atlantis"])
def test_what_did_not_come_from_a_merger_has_nothing_to_set_side_by_side(
    data: Data, name: str
) -> None:
    with pytest.raises(UnknownName):
        views.merged(data, name, "vi")
