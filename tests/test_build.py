"""From raw tables to clean ones: stale or fresh, decided or refused, in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia import charts, findings, views
from dtia.build import build, outputs, stale
from dtia.data import Data, load, read_raw
from support.project import ROOT, Run, SetCell, line_of


def test_the_committed_clean_tables_are_what_the_raw_ones_build() -> None:
    raw, _ = read_raw(ROOT / "data")
    assert stale(build(raw), ROOT / "data") == {}


def test_building_twice_gives_the_same_bytes(project: Path) -> None:
    folder = project / "data"
    first = outputs(build(read_raw(folder)[0]), folder)
    assert outputs(build(read_raw(folder)[0]), folder) == first


def test_a_stale_clean_table_fails_the_check_and_names_the_remedy(dtia: Run, project: Path) -> None:
    path = project / "data/clean/gaps.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("-35", "-34"), encoding="utf-8")
    code, output = dtia("build", "--check", "--lang", "en")
    assert code == 1
    assert "data/clean/gaps.csv: differs from what data/raw builds; run: dtia build" in output
    assert dtia("build")[0] == 0
    assert dtia("build", "--check")[0] == 0


def test_several_sources_of_one_target_become_one_row_with_all_their_ids(data: Data) -> None:
    row = data.targets.filter(
        unit_id="viet_nam", indicator_id="soc.payment_account", horizon_year=2030,
        document_id="749_QD-TTg_2020",
    )  # fmt: skip
    assert row["source_ids"].to_list() == ["hanoitimes_en_2020_top_50;qdnd_en_2020_digital_economy"]


def test_press_in_vietnamese_stands_before_press_in_english(data: Data) -> None:
    row = data.targets.filter(
        indicator_id="soc.fiber_household", document_id="749_QD-TTg_2020"
    ).row(0, named=True)
    assert row["source_ids"] == "thukyluat_2020_muc_tieu_2025;mic_en_2020_digital_society"
    assert row["kind"] == "press"


def test_an_undecided_conflict_is_refused_with_both_rows(
    set_cell: SetCell, dtia: Run, project: Path
) -> None:
    path = project / "data/raw/targets/payment_accounts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    [line] = [i for i, row in enumerate(lines, start=1) if "hanoitimes" in row]
    set_cell("targets/payment_accounts.csv", line, "comparator", "eq")
    set_cell("targets/payment_accounts.csv", line, "figure_text", "80 percent of the population")
    code, output = dtia("build", "--lang", "en")
    assert code == 1
    assert f"payment_accounts.csv:{line}: status: current rows of one target disagree" in output
    assert "eq 80; gt 80" in output
    set_cell("targets/payment_accounts.csv", line, "status", "disputed")
    set_cell("targets/payment_accounts.csv", line, "note", "another page says over")
    assert dtia("build")[0] == 0
    both = load(project / "data").targets.filter(
        unit_id="viet_nam", indicator_id="soc.payment_account", horizon_year=2030,
        document_id="749_QD-TTg_2020",
    )  # fmt: skip
    assert sorted(both["status"]) == ["current", "disputed"]


def test_not_found_is_told_from_not_searched(data: Data) -> None:
    found = dict(
        data.coverage.filter(indicator_id="soc.payment_account", horizon_year=2030)
        .select("unit_id", "coverage")
        .iter_rows()
    )
    assert found["quang_tri_63"] == "stated"
    assert found["dak_lak_63"] == "not_found"
    assert found["ha_noi_63"] == "not_searched"


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
    said = findings.targets(views.on_one_map(data, frame, "en", "63"), "en").data
    assert "Quang Tri" not in said
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
