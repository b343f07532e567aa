from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from frictionless import Package

from dtia.build import build, outputs, stale
from dtia.data import Data, load, read_raw
from dtia.data.clean import CLEAN
from support.project import ROOT, Run, SetCell


def test_the_committed_clean_tables_are_what_the_raw_ones_build() -> None:
    raw, _ = read_raw(ROOT / "data")
    assert stale(build(raw), ROOT / "data") == {}


def test_the_clean_tables_fit_their_contract(data: Data) -> None:
    for name, model in CLEAN.items():
        model.validate(getattr(data, name), lazy=True)


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
        unit_id="viet_nam", indicator_id="soc.payment_account", horizon_year=2030, status="current"
    )
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
        unit_id="viet_nam", indicator_id="soc.payment_account", horizon_year=2030
    )
    assert sorted(both["status"]) == ["current", "disputed"]


def test_the_data_package_is_valid_for_frictionless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "data" / "clean")
    result = Package("datapackage.json").validate()
    assert result.valid, result.flatten(["title", "note"])


def test_the_data_package_carries_version_licence_and_sources(data: Data) -> None:
    package = json.loads((ROOT / "data/clean/datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == data.version
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["sources"]) == data.sources.height


def test_sixty_three_provinces_have_their_dti_rank_of_2022(data: Data) -> None:
    ranks = data.observations.filter(indicator_id="rank.dti", period="2022")
    assert ranks["unit_id"].n_unique() == ranks.height == 63
    assert ranks["base_id"].unique().to_list() == ["provinces_63"]


def test_every_old_province_leads_to_a_new_one_and_eleven_kept_their_borders(data: Data) -> None:
    from dtia.data.units import same_territory

    old = data.units.filter(era="63", level="province")
    new = data.units.filter(era="34", level="province")
    assert (old.height, new.height) == (63, 34)
    assert set(old["successor_id"]) == set(new["unit_id"])
    assert same_territory(data.units).height == 11
    # Tân An is in Long An; a circulating table files it under Tiền Giang.
    assert (
        dict(old.select("unit_id", "successor_id").iter_rows())["tien_giang_63"] == "dong_thap_34"
    )


def test_not_found_is_told_from_not_searched(data: Data) -> None:
    found = dict(
        data.coverage.filter(indicator_id="soc.payment_account", horizon_year=2030)
        .select("unit_id", "coverage")
        .iter_rows()
    )
    assert found["quang_tri_63"] == "stated"
    assert found["dak_lak_63"] == "not_found"
    assert found["ha_noi_63"] == "not_searched"


ARCHIVE = "DTIA_ARCHIVE" in os.environ and Path(os.environ["DTIA_ARCHIVE"]).resolve()


@pytest.mark.skipif(not ARCHIVE, reason="DTIA_ARCHIVE names no folder of archived articles")
def test_every_phrase_of_the_archived_articles_stands_there_verbatim(dtia: Run) -> None:
    code, output = dtia("audit", str(ARCHIVE), "--lang", "en")
    assert (code, "5 archived copies" in output) == (0, True), output


@pytest.mark.skipif(not ARCHIVE, reason="DTIA_ARCHIVE names no folder of archived articles")
def test_a_phrase_that_is_not_verbatim_fails_the_audit(set_cell: SetCell, dtia: Run) -> None:
    set_cell("left_out.csv", 5, "figure_text", "một câu không có trong bài")
    code, output = dtia("audit", str(ARCHIVE), "--lang", "en")
    assert (code, "left_out.csv:5: figure_text: 'một câu không có trong bài'" in output) == (
        1,
        True,
    )


def test_an_audit_without_an_archive_is_wrong_use(dtia: Run, project: Path) -> None:
    code, output = dtia("audit", str(project / "nowhere"), "--lang", "en")
    assert (code, "there is no such archive folder" in output) == (2, True)
    code, output = dtia("audit", str(project / "notebooks"), "--lang", "en")
    assert (code, "holds none of the copies" in output) == (2, True)
