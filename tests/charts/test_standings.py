"""The map since July 2025: where tiles lie, which figure a province has, what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import polars as pl
import pytest

from dtia import charts, views
from dtia.charts import alttext
from dtia.charts.standings import LOOKS
from dtia.charts.theme import DARK
from dtia.data import Data
from dtia.drawings import heading
from dtia.errors import NothingToDraw, WrongValue
from dtia.i18n import LANGS, Lang, text
from support.charts import rows_of, svg

ECONOMY, ACCOUNTS = "econ.digital_share_grdp", "soc.payment_account"
Drawn = Callable[[Any, Lang], dict[str, Any]]
# The region of Lâm Đồng, and of both archipelagos.
SOUTH = "south_central_coast_highlands"
STATED = ["above", "same", "below", "spans"]
# Provinces that share a border on land, from the far north to the south.
NEIGHBOURS = [
    ("lai_chau", "lao_cai"), ("lai_chau", "dien_bien"), ("dien_bien", "son_la"),
    ("lao_cai", "son_la"), ("tuyen_quang", "cao_bang"), ("thai_nguyen", "lang_son"),
    ("phu_tho", "ha_noi"), ("ha_noi", "bac_ninh"), ("bac_ninh", "quang_ninh"),
    ("quang_ninh", "hai_phong"), ("hung_yen", "hai_phong"), ("hung_yen", "ninh_binh"),
    ("ninh_binh", "thanh_hoa"), ("thanh_hoa", "nghe_an"), ("nghe_an", "ha_tinh"),
    ("ha_tinh", "quang_tri"), ("quang_tri", "hue"), ("hue", "da_nang"),
    ("da_nang", "quang_ngai"), ("quang_ngai", "gia_lai"), ("gia_lai", "dak_lak"),
    ("dak_lak", "khanh_hoa"), ("dak_lak", "lam_dong"), ("lam_dong", "khanh_hoa"),
    ("lam_dong", "dong_nai"), ("dong_nai", "ho_chi_minh"), ("tay_ninh", "ho_chi_minh"),
    ("tay_ninh", "dong_thap"), ("dong_thap", "an_giang"), ("dong_thap", "vinh_long"),
    ("an_giang", "can_tho"), ("can_tho", "vinh_long"), ("can_tho", "ca_mau"),
]  # fmt: skip
CITIES_ON_THE_WAY = ["cao_bang", "ha_noi", "thanh_hoa", "hue", "da_nang", "gia_lai", "ca_mau"]
FROM_WEST_TO_EAST = [
    ("dien_bien", "quang_ninh"), ("lai_chau", "cao_bang"), ("nghe_an", "khanh_hoa"),
    ("an_giang", "ho_chi_minh"), ("tay_ninh", "khanh_hoa"), ("ca_mau", "da_nang"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tile(data: Data) -> dict[str, tuple[float, int]]:
    """Where the tile of each province lies, without its era."""
    provinces = data.tiles.filter(~pl.col("archipelago"))
    return {
        unit.removesuffix("_34"): (across, down)
        for unit, across, down in provinces.select("unit_id", "across", "down").iter_rows()
    }


def standing(data: Data, lang: Lang, indicator: str = ECONOMY, year: int = 2030) -> pl.DataFrame:
    return views.standings(data, views.targets(data, indicator, lang, year), lang)


@pytest.fixture(scope="module")
def drawn_in(data: Data) -> Drawn:
    """What a chart of the share of the digital economy draws, made once for each language."""
    return cache(lambda draw, lang: draw(standing(data, lang), lang).to_dict())


def within(frame: pl.DataFrame, *regions: str) -> pl.DataFrame:
    """Keep the nation and the provinces of some regions."""
    return frame.filter(pl.col("region").is_in(regions) | pl.col("region").is_null())


def provinces(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(~pl.col("archipelago"))


def test_every_province_since_july_2025_has_one_tile(data: Data) -> None:
    today = data.units.filter(era="34", level="province")["unit_id"].sort()
    assert data.tiles.filter(~pl.col("archipelago"))["unit_id"].sort().equals(today)
    assert today.len() == 34


def test_no_tile_lies_on_another(data: Data) -> None:
    pairs = data.tiles.join(data.tiles, on="down").filter(
        (pl.col("unit_id") != pl.col("unit_id_right"))
        | (pl.col("across") != pl.col("across_right"))
    )
    assert (pairs["across"] - pairs["across_right"]).abs().min() >= 1  # type: ignore[operator]


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_touch(tile: dict[str, tuple[float, int]], one: str, other: str) -> None:
    (x, y), (u, v) = tile[one], tile[other]
    beside = y == v and abs(x - u) == 1
    above = abs(y - v) == 1 and abs(x - u) < 1
    assert beside or above


def test_the_country_runs_from_north_to_south(tile: dict[str, tuple[float, int]]) -> None:
    down = [tile[name][1] for name in CITIES_ON_THE_WAY]
    assert down == sorted(down) and len(set(down)) == len(down)
    assert tile["lao_cai"][1] < tile["ca_mau"][1]
    assert max(tile.values(), key=lambda place: place[1]) == tile["ca_mau"]


@pytest.mark.parametrize(("west", "east"), FROM_WEST_TO_EAST)
def test_west_stands_left_of_east(tile: dict[str, tuple[float, int]], west: str, east: str) -> None:
    assert tile[west][0] < tile[east][0]


def test_the_central_coast_has_nothing_but_sea_east_of_it(data: Data) -> None:
    coast = ["thanh_hoa", "nghe_an", "ha_tinh", "quang_tri", "hue", "quang_ngai", "gia_lai",
             "dak_lak", "khanh_hoa", "quang_ninh", "hai_phong"]  # fmt: skip
    land = data.tiles.filter(~pl.col("archipelago"))
    easternmost = land.filter(pl.col("across") == pl.col("across").max().over("down"))["unit_id"]
    assert {f"{name}_34" for name in coast} <= set(easternmost)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("vi", {"Hoàng Sa (Đà Nẵng)": "da_nang_34", "Trường Sa (Khánh Hòa)": "khanh_hoa_34"}),
        ("en", {"Hoang Sa (Da Nang)": "da_nang_34", "Truong Sa (Khanh Hoa)": "khanh_hoa_34"}),
    ],
)
def test_hoang_sa_and_truong_sa_stand_in_the_sea_as_their_provinces_do(
    data: Data, drawn_in: Drawn, lang: Lang, names: dict[str, str]
) -> None:
    frame = standing(data, lang)
    spec = drawn_in(charts.tiles, lang)
    drawn = {row["name"]: row for row in rows_of(spec) if "name" in row}
    land = max(row["right"] for name, row in drawn.items() if name not in names)
    ids = dict(frame.select("name", "province_id").iter_rows())
    own = {ids[name]: row for name, row in drawn.items() if name not in names}
    for name, province in names.items():
        assert drawn[name]["left"] > land - 1 and ids[name] == province
        for part in ("fill", "sign", "tile_label", "verdict_label"):
            assert drawn[name][part] == own[province][part]
        assert name in spec["description"]
        assert name in svg(spec, "x")
    assert drawn[next(iter(names))]["top"] < drawn[list(names)[1]]["top"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_has_every_province_its_figure_and_what_is_known(
    data: Data, drawn_in: Drawn, lang: Lang
) -> None:
    frame = standing(data, lang)
    drawn = [row for row in rows_of(drawn_in(charts.tiles, lang)) if "tile_label" in row]
    assert len(drawn) == 34 + 2
    ids = dict(frame.select("name", "province_id").iter_rows())
    told = {ids[row["name"]]: row for row in drawn}
    for row in provinces(frame).iter_rows(named=True):
        shown = told[row["province_id"]]
        assert shown["tile_label"].startswith(row["tile_label"])
        assert shown["tile_label"].endswith("(C)") == (row["grade"] == "C")
        assert (shown["edge"] == "dashed") == (row["grade"] == "C" or row["value"] is None)
    assert told["bac_ninh_34"]["tile_label"] == "45%"
    assert told["bac_ninh_34"]["sign"] == "triangle-up"
    assert told["lam_dong_34"]["verdict_label"] == text("standing.disputed", lang)
    assert told["hue_34"]["sign"] is None


def test_the_key_counts_provinces_and_not_their_islands(data: Data, drawn_in: Drawn) -> None:
    frame = standing(data, "vi")
    spec = drawn_in(charts.tiles, "vi")
    counts = dict(provinces(frame)["standing"].value_counts().iter_rows())
    indicative = (provinces(frame)["grade"] == "C").sum()
    assert {row["label"] for row in rows_of(spec) if "label" in row} == {
        text("map.entry", "vi", label=text(f"standing.{kind}", "vi"), n=n)
        for kind, n in {**counts, "indicative": indicative}.items()
    }
    assert sum(counts.values()) == 34


def test_colours_of_the_charts_have_partners_on_a_dark_screen(data: Data) -> None:
    looks = [*LOOKS.values()]
    assert {colour for look in looks for colour in (look.fill, look.border, look.ink)} <= set(DARK)
    signs = [look.sign for kind, look in LOOKS.items() if kind in STATED]
    assert len(set(signs)) == len(signs) and None not in signs


def test_the_latest_act_in_force_counts_and_the_others_are_told(data: Data) -> None:
    rows = {row["province_id"]: row for row in provinces(standing(data, "en")).to_dicts()}
    nghe_an = rows["nghe_an_34"]
    # The territory did not change, so that its acts of the old map are its own; a dated act goes
    # before an undated one.
    assert (nghe_an["unit_id"], nghe_an["document_id"]) == (
        "nghe_an_63", "CTHD_nghe_an_57-NQ_TW_2025",
    )  # fmt: skip
    assert (nghe_an["others"], nghe_an["others_label"]) == (1, "25–30%, 347/KH-UBND")
    assert rows["da_nang_34"]["document_id"] == "21_KHHD_da_nang_2025"
    tay_ninh = rows["tay_ninh_34"]
    assert tay_ninh["standing"] == "disputed" and "disputed" in tay_ninh["others_label"]
    # Acts of provinces that merged are not the new province's.
    merged = data.units.filter(era="63", unit_id="tien_giang_63")["successor_id"].item()
    assert rows[merged]["standing"] == "not_found"


def test_a_figure_is_one_of_those_that_were_stated(data: Data) -> None:
    for row in provinces(standing(data, "en")).drop_nulls("value").iter_rows(named=True):
        stated = data.targets.filter(
            unit_id=row["unit_id"], indicator_id=ECONOMY, horizon_year=2030
        )
        assert row["value"] in stated["value"]


def test_a_superseded_figure_is_not_chosen(data: Data) -> None:
    old = (pl.col("unit_id") == "bac_ninh_34") & (pl.col("indicator_id") == ECONOMY)
    changed = data.targets.with_columns(
        status=pl.when(old).then(pl.lit("superseded")).otherwise("status")
    )
    frame = provinces(standing(replace(data, targets=changed), "en"))
    assert frame.filter(province_id="bac_ninh_34")["value"].item() is None


def test_several_years_or_tiers_have_to_be_chosen_from(data: Data) -> None:
    with pytest.raises(WrongValue, match="horizon_year"):
        views.standings(data, views.targets(data, ECONOMY, "vi"), "vi")
    with pytest.raises(WrongValue, match="tier"):
        views.standings(data, views.targets(data, "gov.records_online", "vi", 2025), "vi")


def test_a_province_that_states_another_tier_states_nothing_of_this_one(data: Data) -> None:
    promised = views.targets(data, "gov.records_online", "vi", 2025)
    commune = views.standings(data, promised.filter(tier="commune"), "vi")
    every = set(provinces(commune)["standing"])
    assert "not_found" in every and every & set(STATED)
    charts.tiles(commune, "vi").to_dict()


def test_not_searched_and_not_found_are_told_apart(data: Data) -> None:
    frame = provinces(standing(data, "vi", ACCOUNTS))
    counts = dict(frame["standing"].value_counts().iter_rows())
    assert counts["not_searched"] > 0 and counts["not_found"] > 0
    words = alttext.standings(standing(data, "vi", ACCOUNTS), "vi")
    assert f"chưa tra cứu ({counts['not_searched']})" in words
    charts.tiles(standing(data, "vi", ACCOUNTS), "vi").to_dict()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", [charts.tiles, charts.regions])
def test_a_map_has_a_heading_a_subtitle_a_foot_and_words(
    data: Data, drawn_in: Drawn, lang: Lang, draw: Any
) -> None:
    spec = drawn_in(draw, lang)
    assert "2030" in heading(spec)
    assert "30%" in " ".join(spec["concat"][0]["title"]["subtitle"])
    assert data.version in " ".join(spec["title"]["text"])
    # A disputed figure, and one that the nation's cannot be set beside, are not drawn by region.
    drawn = (
        provinces(standing(data, lang))
        .drop_nulls("value")
        .filter(~pl.col("standing").is_in(["disputed", "not_comparable"]))
    )
    assert drawn.height > 20
    for name in drawn["name"]:
        assert name in spec["description"]
    assert "None" not in spec["description"] and "null" not in spec["description"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_panel_counts_who_states_a_number_and_draws_those(
    data: Data, drawn_in: Drawn, lang: Lang
) -> None:
    frame = standing(data, lang)
    whole = drawn_in(charts.regions, lang)
    panels = whole["concat"][0]["concat"]
    assert len(panels) == data.units.filter(era="34", level="province")["region"].n_unique()
    drawn = {row["province_id"] for row in rows_of(whole) if row.get("value_label", "").strip()}
    stated = provinces(frame).filter(
        pl.col("value").is_not_null(), pl.col("standing") != "disputed"
    )
    # What the nation's cannot be set beside is counted, and not drawn.
    compared = stated.filter(pl.col("standing") != "not_comparable")
    assert set(compared["province_id"]) <= drawn
    headings = [panel["title"]["text"] for panel in panels]
    for region, of, n in (
        provinces(frame)
        .group_by("region_label")
        .agg(pl.len(), pl.col("province_id").is_in(stated["province_id"].implode()).sum())
        .iter_rows()
    ):
        [words] = [words for words in headings if words.startswith(f"{region}:")]
        assert (f"{n}/{of}" if lang == "vi" else f"{n} of {of}") in words
    north, south = headings[0], headings[-1]
    assert ("Bắc" in north and "Cửu Long" in south) or ("North" in north and "Mekong" in south)


def test_a_region_has_the_median_that_the_gaps_have(data: Data, drawn_in: Drawn) -> None:
    spec = drawn_in(charts.regions, "vi")
    medians = sorted(row["value"] for row in rows_of(spec) if row.get("province_id") == "median")
    today = data.units.filter(era="34", level="province").select("unit_id", reference="region")
    computed = data.gaps.filter(
        kind="leader", indicator_id=ECONOMY, horizon_year=2030
    ).join(today, on=["unit_id", "reference"])  # fmt: skip
    assert medians == sorted(computed.unique("reference")["reference_low"])
    assert 0 < len(medians) < 6


def test_a_region_of_which_the_gaps_have_two_medians_has_none(data: Data) -> None:
    in_delta = (pl.col("kind") == "leader") & (pl.col("reference") == "red_river_delta")
    other = (pl.col("unit_id") == "ha_noi_34") & in_delta
    gaps = data.gaps.with_columns(
        reference_low=pl.when(other).then(pl.col("reference_low") + 1).otherwise("reference_low")
    )
    frame = provinces(standing(replace(data, gaps=gaps), "vi"))
    assert frame.filter(region="red_river_delta")["region_median"].null_count() == 6


def test_grade_d_and_disputes_are_not_drawn_beside_the_nation(data: Data) -> None:
    frame = within(standing(data, "vi"), "red_river_delta", SOUTH).with_columns(
        grade=pl.when(province_id="bac_ninh_34").then(pl.lit("D")).otherwise("grade")
    )
    drawn = {row.get("province_id") for row in rows_of(charts.regions(frame, "vi").to_dict())}
    assert "bac_ninh_34" not in drawn and "lam_dong_34" not in drawn
    assert "ha_noi_34" in drawn


@pytest.mark.parametrize("draw", [charts.tiles, charts.regions])
def test_there_is_no_map_of_nothing(data: Data, draw: Any) -> None:
    with pytest.raises(NothingToDraw):
        draw(standing(data, "vi").clear(), "vi")


@pytest.mark.parametrize("draw", [charts.tiles, charts.regions])
def test_hostile_names_are_data_and_no_markup(data: Data, draw: Any) -> None:
    bad = "<script>alert(1)</script>"
    units = data.units.with_columns(name_vi=pl.lit(bad) + pl.col("unit_id"))
    tiles = data.tiles.with_columns(label_vi=pl.lit(bad))
    frame = within(standing(replace(data, units=units, tiles=tiles), "vi"), SOUTH)
    picture = svg(draw(frame, "vi").to_dict(), "x")
    assert "<script" not in picture and "&lt;script" in picture
