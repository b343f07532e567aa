"""An act becomes proposals: what it states, of what, how sure, and what was passed by."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest

from dtia.curate.acts import text_of
from dtia.curate.likeness import likened
from dtia.curate.proposals import Proposals, columns_of
from dtia.curate.reading import Reader, propose, reader
from dtia.data import Raw, read_raw
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from support.project import ROOT

ACT = """ỦY BAN NHÂN DÂN
TỈNH {place}
Số: 123/KH-UBND
{place}, ngày 15 tháng 3 năm 2022
KẾ HOẠCH
Chuyển đổi số tỉnh {place} đến năm 2025
Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ.
I. MỤC TIÊU ĐẾN NĂM 2025
- 90% hồ sơ công việc tại cấp tỉnh; 80% hồ sơ công việc tại cấp huyện và tối thiểu 60% hồ sơ \
công việc tại cấp xã được xử lý trên môi trường mạng.
- Đến năm 2025, kinh tế số chiếm trên 20% GRDP.
- Tỷ lệ dân số có tài khoản thanh toán điện tử đạt 50%.
II. TỔ CHỨC THỰC HIỆN
Sở Thông tin và Truyền thông báo cáo trước ngày 15 tháng 12.
Các sở phối hợp chặt chẽ.
"""


@pytest.fixture(scope="module")
def raw() -> Raw:
    return read_raw(ROOT / "data")[0]


@pytest.fixture(scope="module")
def tools(raw: Raw) -> Reader:
    return reader(raw, "en")


PAGE = """Ca Mau to become a digital province

On March 15, 2022, Ca Mau issued its plan. The programme says that, by 2025, all level 3 and 4 \
public services will be provided online; and 90% of work records at provincial level will be \
processed online.

Other goals are to have the digital economy of Ca Mau account for 20% of its GRDP.
Ca Mau now has more than 350 IT businesses. Up to now, it has completed 39/65 targets.
As many as 40% of fishing boats have new paint, and 30% of the cows are brown.
"""


def page(tools: Reader, folder: Path) -> Proposals:
    path = folder / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return propose(text_of(path), tools)


def read(tools: Reader, folder: Path, place: str = "CÀ MAU") -> Proposals:
    path = folder / "ke-hoach.txt"
    path.write_text(ACT.format(place=place), encoding="utf-8")
    return propose(text_of(path), tools)


@pytest.fixture(scope="module")
def found(tools: Reader, tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    return read(tools, tmp_path_factory.mktemp("act"))


def test_a_figure_of_the_nation_in_an_act_of_a_province_is_the_nations_and_in_doubt(
    tools: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "ke-hoach.txt"
    goal = "- Cả nước phấn đấu kinh tế số chiếm 20% GDP.\n"
    path.write_text(ACT.format(place="CÀ MAU") + goal, encoding="utf-8")
    row = propose(text_of(path), tools).targets.row(-1, named=True)
    assert row["unit_id"] == "viet_nam" and "unit_id" in row["doubt"].split(";")


def test_every_figure_of_an_act_is_a_row_with_its_indicator_tier_year_and_phrase(
    found: Proposals,
) -> None:
    columns = ["indicator_id", "tier", "horizon_year", "comparator", "value", "figure_text"]
    assert found.targets.select(columns).rows() == [
        ("gov.records_online", "province", "2025", "eq", "90", "90% hồ sơ công việc tại cấp tỉnh"),
        ("gov.records_online", "district", "2025", "eq", "80", "80% hồ sơ công việc tại cấp huyện"),
        ("gov.records_online", "commune", "2025", "ge", "60",
         "tối thiểu 60% hồ sơ công việc tại cấp xã"),
        ("econ.digital_share_grdp", "all", "2025", "gt", "20", "kinh tế số chiếm trên 20% GRDP"),
        ("soc.payment_account", "all", "2025", "eq", "50",
         "Tỷ lệ dân số có tài khoản thanh toán điện tử đạt 50%"),
    ]  # fmt: skip
    assert found.observations.is_empty()


def test_the_head_of_an_act_gives_the_row_of_its_document(found: Proposals) -> None:
    [row] = found.documents.rows(named=True)
    assert {c: row[c] for c in ("document_id", "unit_id", "kind", "plan_type", "issuer", "number",
                                "issued_on", "title_vi")} == {
        "document_id": "123_KH-UBND_ca_mau_2022", "unit_id": "ca_mau_63", "kind": "plan",
        "plan_type": "programme", "issuer": "UBND tỉnh Cà Mau", "number": "123/KH-UBND",
        "issued_on": "2022-03-15", "title_vi": "Chuyển đổi số tỉnh CÀ MAU đến năm 2025",
    }  # fmt: skip


def test_the_hash_of_the_file_goes_to_its_source(found: Proposals) -> None:
    [row] = found.sources.rows(named=True)
    content = ACT.format(place="CÀ MAU").encode()
    assert row["archive_sha256"] == hashlib.sha256(content).hexdigest()
    assert (row["kind"], row["language"]) == ("primary", "vi")
    assert set(found.targets["source_id"]) == {row["source_id"]}


def test_nothing_disappears(found: Proposals) -> None:
    told = [*found.targets["sentence"], *found.passed["sentence"]]
    for line in ACT.format(place="CÀ MAU").splitlines():
        assert any(line in sentence or sentence in line for sentence in told), line
    reasons = dict(found.passed.select("sentence", "reason").rows())
    assert reasons["Các sở phối hợp chặt chẽ."] == "no_figure"
    assert reasons["Sở Thông tin và Truyền thông báo cáo trước ngày 15 tháng 12."] == "no_quantity"


def test_what_is_doubtful_is_named_and_said(found: Proposals) -> None:
    by_indicator = {r["indicator_id"]: r for r in found.targets.rows(named=True)}
    economy, accounts = by_indicator["econ.digital_share_grdp"], by_indicator["soc.payment_account"]
    assert not {"indicator_id", "value", "comparator", "horizon_year"} & set(
        (economy["doubt"] or "").split(";")
    )
    # Its year stands in the sentence before, which is quoted.
    assert "horizon_year" in accounts["doubt"].split(";")
    assert "year: as “- Đến năm 2025, kinh tế số chiếm trên 20% GRDP.” (¶ " in accounts["why"]
    assert economy["choices"].split(";")[0] == "econ.digital_share_grdp"
    assert len(economy["choices"].split(";")) == 3


def test_proposals_do_not_depend_on_which_province_it_is(
    tools: Reader, found: Proposals, tmp_path: Path
) -> None:
    other = read(tools, tmp_path, "LÀO CAI")
    assert set(other.targets["unit_id"]) == {"lao_cai_63"}
    own = ["unit_id", "document_id", "source_id", "sentence"]
    assert other.targets.drop(own).equals(found.targets.drop(own))


def test_proposals_have_the_columns_of_the_tables(found: Proposals) -> None:
    for table in ("targets", "observations", "documents", "sources"):
        frame: pl.DataFrame = getattr(found, table)
        own = list(polars_schema(RAW[table][1]))
        assert frame.columns[: len(own)] == own
        assert frame.columns == columns_of(table)
        assert set(frame.dtypes) == {pl.String}


def test_a_year_goes_on_to_the_sentences_after_it_and_is_doubtful_there(
    tools: Reader, tmp_path: Path
) -> None:
    rows = {r["indicator_id"]: r for r in page(tools, tmp_path).targets.rows(named=True)}
    economy = rows["econ.digital_share_grdp"]
    assert economy["horizon_year"] == "2025"
    assert "horizon_year" in economy["doubt"].split(";")


def test_all_of_something_is_a_hundred_percent(tools: Reader, tmp_path: Path) -> None:
    [row] = page(tools, tmp_path).targets.filter(value="100").rows(named=True)
    assert row["indicator_id"].startswith("gov.online_service_level")
    assert row["horizon_year"] == "2025"


def test_counts_and_parts_of_counts_are_results(tools: Reader, tmp_path: Path) -> None:
    columns = ["unit_id", "indicator_id", "comparator", "value", "period"]
    assert page(tools, tmp_path).observations.select(columns).rows() == [
        ("ca_mau_63", "econ.digital_tech_firms", "gt", "350", "2022"),
        ("ca_mau_63", "gov.resolution_targets_met", "eq", "39", "2022"),
    ]


def test_a_share_that_no_indicator_is_of_is_passed_with_the_reason(
    tools: Reader, tmp_path: Path
) -> None:
    reasons = dict(page(tools, tmp_path).passed.select("sentence", "reason").rows())
    [cows] = [reason for sentence, reason in reasons.items() if "cows" in sentence]
    assert cows == "unlike"


def test_a_plan_of_one_year_gives_its_year(tools: Reader, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = ACT.format(place="CÀ MAU").replace("đến năm 2025", "năm 2022").replace("NĂM 2025", "")
    path.write_text(text.replace("ĐẾN", ""), encoding="utf-8")
    found = propose(text_of(path), tools).targets.filter(indicator_id="gov.records_online")
    assert found["horizon_year"].to_list() == ["2022", "2022", "2022"]


def test_a_title_that_says_the_same_without_a_year_is_told_once(
    tools: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "title.txt"
    path.write_text(
        "Cà Mau phấn đấu kinh tế số chiếm 20% GRDP\n\n"
        "Cà Mau đặt mục tiêu kinh tế số chiếm 20% GRDP vào năm 2025.\n",
        encoding="utf-8",
    )
    assert propose(text_of(path), tools).targets["horizon_year"].to_list() == ["2025"]


def test_words_that_mean_the_same_are_read_as_one(tools: Reader) -> None:
    pairs = [("hồ sơ TTHC", "hồ sơ thủ tục hành chính"), ("100 IT firms", "100 IT companies")]
    for one, other in pairs:
        scores = likened(tools.likeness, [one, other])
        assert (scores[0] == scores[1]).all()
