"""Odd input and doubtful figures: nothing crashes, nothing is lost, nothing is oversold."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dtia import charts, findings, views
from dtia.build import build
from dtia.check import check
from dtia.check.phrases import holds
from dtia.data import Data, load, read_raw
from dtia.data.registers import Units
from dtia.drawings import write_figure
from dtia.errors import NotComparable, NothingToDraw, UnknownName
from support.project import ROOT, Run, SetCell, line_of

ACCOUNTS = "soc.payment_account"
ROW = ("quang_tri_63", ACCOUNTS)


def rebuilt(project: Path) -> Data:
    return build(read_raw(project / "data")[0])


@pytest.mark.parametrize("status", ["disputed", "superseded"])
def test_a_figure_that_is_not_current_is_neither_stated_nor_compared(
    set_cell: SetCell, project: Path, status: str
) -> None:
    line = line_of("targets/payment_accounts.csv", *ROW)
    set_cell("targets/payment_accounts.csv", line, "status", status)
    data = rebuilt(project)
    known = data.coverage.filter(unit_id="quang_tri_63", indicator_id=ACCOUNTS, horizon_year=2030)
    expected = "disputed" if status == "disputed" else "not_found"
    assert known["coverage"].to_list() == [expected]
    assert data.gaps.filter(unit_id="quang_tri_63", indicator_id=ACCOUNTS).is_empty()
    frame = views.targets(data, ACCOUNTS, "en", 2030)
    assert "Quang Tri" not in findings.targets(frame, "en").data
    drawn = charts.targets(frame, "en").to_dict()["description"]
    assert ("> 45% (disputed)" in drawn) == (status == "disputed")


def test_what_was_searched_and_found_nowhere_stays_in_the_coverage(project: Path) -> None:
    path = project / "data/raw/targets/payment_accounts.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header + "\n", encoding="utf-8")
    known = rebuilt(project).coverage.filter(indicator_id=ACCOUNTS, unit_id="dak_lak_63")
    assert known["coverage"].unique().to_list() == ["not_found"]


def test_a_rule_applies_in_whichever_order_its_values_are_written(
    set_cell: SetCell, project: Path, data: Data
) -> None:
    line = line_of("comparability.csv", "gdp_grdp")
    set_cell("comparability.csv", line, "value_a", "grdp")
    set_cell("comparability.csv", line, "value_b", "gdp")
    assert rebuilt(project).gaps.equals(data.gaps)


def test_the_order_of_rows_changes_nothing(data: Data) -> None:
    raw, _ = read_raw(ROOT / "data")
    for seed in (1, 2):
        mixed = {
            name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in raw.items()
        }
        again = build(mixed)
        for name in ("targets", "observations", "gaps", "coverage"):
            assert getattr(again, name).equals(getattr(data, name)), name


DA_NANG = ("observations/ranking.csv", ("da_nang_63,rank.dti,", "dti_gov_vn_2022"))
REGISTER_FAULTS = {
    "a rule for a base that does not exist": (
        "comparability.csv", ("records_secrecy",), "value_a", "recods",
        "value_a: 'recods' is not in data/raw/bases.csv; did you mean 'records'?",
    ),
    "a yardstick that the nation never set": (
        "national_references.csv", ("soc.payment_account", "749_QD"), "document_id",
        "411_QD-TTg_2022", "document_id: there is no such current target of the nation",
    ),
    "a province above itself": (
        "units.csv", ("quang_tri_63,63",), "parent_id", "quang_tri_63",
        "parent_id: the units above do not lead to the nation",
    ),
    "a successor of the old era": (
        "units.csv", ("quang_tri_63,63",), "successor_id", "ha_noi_63",
        "successor_id: the successor has to be a unit of era 34",
    ),
    "an era that the id contradicts": (
        "units.csv", ("quang_tri_63,63",), "era", "34",
        "era: the era 34 does not fit the unit's id and level",
    ),
    "a number for an indicator of words": (
        "targets/digital_government.csv", ("phu_yen_63", "gov.agency_transformation"),
        "comparator", "eq", "comparator: this indicator is stated in words only",
    ),
    "an act younger than its target": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "issued_on", "2035",
        "horizon_year: 02-NQ_TU_quang_tri_2021 was issued 2035, after the year due",
    ),
    "a date as Excel shows it": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "issued_on", "04/11/2021",
        "issued_on: '04/11/2021' is not a date; write 2021-11-04, 2021-11 or 2021",
    ),
    "a province without a tile": (
        "tiles.csv", ("ha_noi_34",), "unit_id", "ha_noi_63",
        "tiles.csv: unit_id: ha_noi_34 has no tile on the map",
    ),
    "a tile of a province of the old map": (
        "tiles.csv", ("ha_noi_34",), "unit_id", "ha_noi_63",
        "unit_id: the tile is not of a province since 1 July 2025",
    ),
    "a province with two tiles": (
        "tiles.csv", ("da_nang_34,true",), "archipelago", "false",
        "archipelago: same key as data/raw/tiles.csv:",
    ),
    "a tile that lies half on another": (
        "tiles.csv", ("ha_noi_34",), "across", "2.5", "across: the tile lies on another one",
    ),
    "an archipelago without a name": (
        "tiles.csv", ("khanh_hoa_34,true",), "label_en", "",
        "the tile of an archipelago needs a label in both languages",
    ),
    "nan": (*DA_NANG, "value", "nan", "value: 'nan' is not a number"),
    "inf": (*DA_NANG, "value", "inf", "value: 'inf' is not a number"),
    "a sign before a quote": (
        "units.csv", ("quang_tri_63,63",), "note", '+"x"&A1', "would be run by a spreadsheet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", REGISTER_FAULTS)
def test_a_faulty_register_is_reported(fault: str, set_cell: SetCell, dtia: Run) -> None:
    file, words, column, value, expected = REGISTER_FAULTS[fault]
    set_cell(file, line_of(file, *words), column, value)
    code, output = dtia("check", "--lang", "en")
    assert (code, expected in output) == (1, True), output


JUNK = ["x", "-1", "1e999", "9" * 400, "2021-13-45", "\u0000"]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_no_junk_in_a_row_makes_the_check_crash(junk: str, project: Path) -> None:
    folder = project / "data"
    for path in sorted((folder / "raw").rglob("*.csv")):
        header, _, *rest = path.read_text(encoding="utf-8").splitlines()
        spoiled = ",".join([junk] * len(header.split(",")))
        path.write_text("\n".join([header, spoiled, *rest, ""]), encoding="utf-8")
    reported = {Path(problem.file).name for problem in check(folder)[1]}
    assert {
        "units.csv",
        "indicators.csv",
        "payment_accounts.csv",
        "double_readings.csv",
    } <= reported


def test_a_file_that_is_no_topic_is_not_passed_over(project: Path, dtia: Run) -> None:
    folder = project / "data/raw/targets"
    (folder / "payment_accounts.csv").rename(folder / "payment.csv")
    output = dtia("check", "--lang", "en")[1]
    assert "data/raw/targets/payment.csv: the name of the file is not a topic" in output


def test_a_folder_in_place_of_a_file_is_reported(project: Path, dtia: Run) -> None:
    (project / "data/raw/bases.csv").unlink()
    (project / "data/raw/bases.csv").mkdir()
    assert "data/raw/bases.csv: cannot be read" in dtia("check", "--lang", "en")[1]


def test_an_undecided_conflict_is_found_by_check_too(set_cell: SetCell, dtia: Run) -> None:
    line = line_of("targets/payment_accounts.csv", "hanoitimes")
    set_cell("targets/payment_accounts.csv", line, "comparator", "eq")
    set_cell("targets/payment_accounts.csv", line, "figure_text", "80 percent of the population")
    assert "current rows of one target disagree" in dtia("check", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("phrase", "value"), [("1.234,5 tỷ", 1234.5), ("1,234.5", 1234.5), ("giảm 2,5%", -2.5)]
)
def test_a_phrase_with_groups_and_decimals_or_a_fall_is_read(phrase: str, value: float) -> None:
    assert holds(phrase, value)


def test_a_png_older_than_its_svg_is_drawn_again(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<rect width="{}" height="9"/></svg>'
    )
    write_figure(drawing.format(1), "x", tmp_path, ("svg", "png"))
    first = (tmp_path / "x.png").read_bytes()
    write_figure(drawing.format(9), "x", tmp_path, ("svg",))
    write_figure(drawing.format(9), "x", tmp_path, ("svg", "png"))
    assert (tmp_path / "x.png").read_bytes() != first


def test_a_name_cannot_smuggle_a_picture_into_a_finding(data: Data) -> None:
    frame = views.targets(data, ACCOUNTS, "vi").with_columns(
        unit_label=pl.lit("![x](http://evil.example/x.png)")
    )
    from dtia.report.index_page import MARKDOWN

    assert "<img" not in (html := MARKDOWN.render(findings.targets(frame, "vi").data))
    assert "<a " not in html


def test_few_pairs_bear_no_general_finding(data: Data) -> None:
    frame = views.gaps(data, "national", "en").head(findings.LEAST - 1)
    assert "too few for a general finding" in findings.gaps(frame, "en").data
    assert "too few" not in findings.gaps(pl.concat([frame] * 3), "en").data


def test_axes_and_numbers_of_charts_take_the_decimal_comma(data: Data) -> None:
    spec = charts.targets(views.targets(data, ACCOUNTS, "vi", 2030), "vi").to_dict()
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_a_chart_of_nothing_says_so(data: Data) -> None:
    with pytest.raises(NothingToDraw):
        charts.targets(views.targets(data, ACCOUNTS, "vi", 2077), "vi")


def test_ranks_of_two_sets_of_provinces_are_never_put_on_one_line(data: Data) -> None:
    row = data.observations.filter(indicator_id="rank.dti")[:1]
    other = row.with_columns(base_id=pl.lit("provinces_34"))
    from dataclasses import replace

    mixed = replace(data, observations=pl.concat([data.observations, other]))
    with pytest.raises(NotComparable):
        views.observations(mixed, "rank.dti", "vi", "2022")
    assert views.observations(mixed, "rank.dti", "vi", "2022", "provinces_63").height == 63


def test_an_unknown_indicator_suggests_the_nearest(data: Data) -> None:
    with pytest.raises(UnknownName, match=r"nearest: soc\.payment_account"):
        views.targets(data, "soc.payment_acount", "vi")


def test_a_lazy_frame_would_hide_bad_values_so_tables_are_read_eagerly() -> None:
    bad = pl.LazyFrame({name: ["x"] for name in Units.to_schema().columns})
    Units.validate(bad, lazy=True)  # pandera looks at the schema of a lazy frame only
    raw, _ = read_raw(ROOT / "data")
    assert all(isinstance(frame, pl.DataFrame) for frame in raw.values())


def test_loading_without_a_build_names_the_command(project: Path) -> None:
    from dtia.errors import MissingData

    (project / "data/clean/gaps.csv").unlink()
    with pytest.raises(MissingData, match="no gaps; run in a Terminal: dtia build"):
        load(project / "data")
