"""A curator adds words: the check names what is missing, or every reader sees their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.i18n import LANGS, Lang
from support.faults import Spoiled, set_cell
from support.once import made_once
from support.page import read
from support.project import copy_project, invoke, line_of

# Lines added to a raw table, and cells that use the new words: words of a line, column, text.
ADDED = {
    "regions.csv": ["bien_dong_bac,Vùng biển Đông Bắc thử,Trial north-east sea"],
    "methods.csv": ["khao_sat,khảo sát thử,trial survey"],
    "bases.csv": ["ho_thu,hộ kinh doanh thử,trial household firms"],
    "categories.csv": ["buoc_thu,mot,1,bước thử một,trial step one"],
    "indicators.csv": [
        "soc.trial_share,digital_society,society,Tỷ lệ hộ thử,Share of trial firms,percent,,0,100,"
        "true,false,ho_thu;not_stated,,Tỷ lệ để thử.,A share to try.,,",
        "soc.trial_step,digital_society,society,Bước đi thử,Trial steps,category,buoc_thu,,,"
        "true,false,,,Bước để thử.,A step to try.,,",
    ],
    "targets/digital_society.csv": [
        "quang_ninh_34,soc.trial_share,all,2030,ge,77,,,ho_thu,,congress_16_quang_ninh_2025,"
        "dantri_quang_ninh_phan_dau_thanh_thanh,,ít nhất 77% hộ thử,current,",
        "quang_ninh_34,soc.trial_step,all,2030,category,,,mot,,,congress_16_quang_ninh_2025,"
        "dantri_quang_ninh_phan_dau_thanh_thanh,,bước thử một,current,",
    ],
    "observations/digital_society.csv": [
        "quang_ninh_34,soc.trial_share,all,2025,eq,66,,,ho_thu,,"
        "dantri_quang_ninh_phan_dau_thanh_thanh,,66% hộ thử,,",
    ],
}  # fmt: skip
USED = {
    "units.csv": (("quang_ninh_34,34",), "region", "bien_dong_bac"),
    "observations/digital_economy.csv": (("hai_phong_34", "27.17"), "method", "khao_sat"),
}
LABELS: dict[Lang, list[str]] = {
    "vi": ["Vùng biển Đông Bắc thử", "khảo sát thử", "hộ kinh doanh thử", "bước thử một",
           "Tỷ lệ hộ thử", "Bước đi thử"],
    "en": ["Trial north-east sea", "trial survey", "trial household firms", "trial step one",
           "Share of trial firms", "Trial steps"],
}  # fmt: skip
# A word that the code has to know, or a word without its line in a register: the cell is named.
FAULTS = {
    "a kind of document": (
        "documents.csv", ("congress_16_quang_ninh_2025",), "kind", "thông báo",
        "kind: 'thông báo' is not one of the values",
    ),
    "a unit of measure": (
        "indicators.csv", ("soc.payment_account,",), "unit", "dong",
        "unit: 'dong' is not one of the values",
    ),
    "a tier": (
        "targets/record_processing.csv", ("quang_ninh_63", "district,2030", "VietnamPlus"),
        "tier", "khu phố", "tier: 'khu phố' is not one of the values",
    ),
    "a kind of source": (
        "sources.csv", ("dantri_quang_ninh_phan_dau_thanh_thanh",), "kind", "diễn đàn",
        "kind: 'diễn đàn' is not one of the values",
    ),
    "a region": (
        "units.csv", ("quang_ninh_34,34",), "region", "bien_dong_bac",
        "region: 'bien_dong_bac' is not in data/raw/regions.csv",
    ),
    "a method": (
        "observations/digital_economy.csv", ("hai_phong_34", "27.17"), "method", "khao_sat",
        "method: 'khao_sat' is not a method of econ.digital_share_grdp",
    ),
    "a method of an indicator": (
        "indicators.csv", ("soc.smartphone,",), "methods", "unstated;khao_sat",
        "methods: 'khao_sat' is not in data/raw/methods.csv",
    ),
    "a base": (
        "observations/payment_accounts.csv", ("vinh_long_34", "68%"), "base_id", "ho_thu",
        "base_id: 'ho_thu' is not a base of",
    ),
    "a scale": (
        "indicators.csv", ("gov.agency_transformation,",), "scale_id", "buoc_thu",
        "scale_id: 'buoc_thu' is not in data/raw/categories.csv",
    ),
}  # fmt: skip


def add(project: Path) -> None:
    raw = project / "data" / "raw"
    for file, (words, column, value) in USED.items():
        set_cell(project, file, line_of(file, *words), column, value)
    for file, lines in ADDED.items():
        with (raw / file).open("a", encoding="utf-8", newline="") as table:
            table.writelines(line + "\n" for line in lines)
    path = raw / "indicators.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "ministry_estimate;value_added;self_report;unstated",
            "ministry_estimate;value_added;self_report;unstated;khao_sat", 1,
        ),
        encoding="utf-8", newline="",
    )  # fmt: skip


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with a new word of each kind, and all that the commands make of it."""

    def make(place: Path) -> None:
        copy_project(place)
        add(place)
        data = str(place / "data")
        for command in (
            ["check", "--data", data],
            ["build", "--data", data],
            ["report", "--data", data, "--format", "svg", "--no-profiles"],
            ["profile", "Quảng Ninh", "--data", data],
            ["profile", "Hải Phòng", "--era", "34", "--data", data],
        ):
            code, output = invoke(*command)
            assert code == 0, output

    return made_once("grown", make, tmp_path_factory)


@pytest.mark.parametrize("lang", LANGS)
def test_every_new_word_has_its_label_on_the_pages(grown: Path, lang: Lang) -> None:
    report = grown / "report"
    pages = [read(path.read_text(encoding="utf-8")) for path in report.rglob("*.html")]
    assert len(pages) == 8, "two of the report, two of its sources, four profiles"
    for label in LABELS[lang]:
        assert any(label in page.text for page in pages), label


@pytest.mark.parametrize("fault", FAULTS)
def test_a_word_that_nothing_knows_is_named_at_its_cell(fault: str, spoiled: Spoiled) -> None:
    file, words, *_, expected = FAULTS[fault]
    _, output = spoiled(fault)
    assert f"data/raw/{file}:{line_of(file, *words)}: {expected}" in output
