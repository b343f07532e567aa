"""Columns are described once: what they hold, and where the numbers stand that labels word."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from dtia import tables, views
from dtia.data import Data
from dtia.i18n import LANGS, Lang, texts
from dtia.shown import COLUMNS, NUMERIC, described
from dtia.tables import Table
from dtia.views import province
from support.page import Page

ACCOUNTS, ECONOMY = "soc.payment_account", "econ.digital_share_grdp"


def every(data: Data, lang: Lang) -> Iterator[Table]:
    """One table of each kind that has numbers."""
    yield tables.indicators(views.find(data, "", lang), lang)
    yield tables.targets(views.targets(data, ACCOUNTS, lang), lang)
    yield tables.documents(views.documents(data, lang), lang)
    for kind in ("national", "leader", "tier", "step", "revision", "merger"):
        yield tables.gaps(views.gaps(data, kind, lang), kind, lang)
    yield tables.scorecard(views.scorecard(data, lang), lang)
    both = views.side_by_side(data, ["dak_lak_63", "phu_yen_63"], [ECONOMY], lang)
    yield tables.compared(both, lang)
    yield tables.merged(views.merged(data, "Đắk Lắk", lang), lang)
    yield tables.collective(views.collective_sum(data, lang), lang)
    yield tables.bearing(views.bearing(data, lang, 2030), lang)
    yield tables.promises(province.promises(data, "dak_lak_63", lang), lang)
    yield tables.measured(province.measured(data, "dak_lak_63", lang), lang)
    yield tables.region(province.region(data, "dak_lak_63", lang), lang)
    yield tables.agreement(views.agreement(data, lang), lang)
    yield tables.dti_totals(views.dti_totals(data, lang), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_a_table_stands_beside_its_words_as_a_number(
    data: Data, lang: Lang
) -> None:
    for table in every(data, lang):
        for name, column in table.columns.items():
            number = column.number(table.frame.columns)
            if column.kind in NUMERIC:
                assert number and table.frame.schema[number].is_numeric(), (table.id, name)
                stated = table.frame.filter(pl.col(number).is_not_null())
                assert stated[name].null_count() == 0, (table.id, name)
            else:
                assert number is None or column.kind == "date", (table.id, name)


def test_a_figure_is_made_of_its_value_its_bound_its_comparator_and_its_unit(data: Data) -> None:
    label = described("value_label")
    targets = views.targets(data, ACCOUNTS, "en").columns
    assert label.parts(targets) == ["value", "value_high", "comparator", "unit"]
    gaps = views.gaps(data, "national", "en").columns
    assert label.parts(gaps) == ["value_low", "value_high", "comparator", "measure"]
    assert described("gap_label").parts(gaps) == ["gap_low", "gap_high", "unit"]
    assert described("horizon_year").number(gaps) == "horizon_year"
    assert described("unit_label").number(gaps) is None


def test_numbers_stand_on_the_right_and_words_on_the_left() -> None:
    sides = {name: column.align for name, column in COLUMNS.items()}
    assert sides["value_label"] == sides["horizon_year"] == "right"
    assert sides["url"] == sides["issued_on"] == described("never_heard_of").align == "left"


@pytest.mark.parametrize("lang", LANGS)
def test_every_described_column_has_a_heading(lang: Lang) -> None:
    assert {f"column.{name}" for name in COLUMNS} <= set(texts(lang))


def test_a_great_table_is_made_from_its_described_columns(data: Data) -> None:
    table = tables.targets(views.targets(data, ACCOUNTS, "en"), "en")
    html = table._repr_html_()
    heads = [head for head in Page(html).all("th") if head.id]
    assert [(head.id, "gt_right" in head.attributes["class"]) for head in heads] == [
        (f"{table.id}-{name}", column.align == "right") for name, column in table.columns.items()
    ]
    assert table.title in html and table.note in html
