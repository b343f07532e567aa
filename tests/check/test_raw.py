"""Wrong files: one fault each, and the message that names file, line, column and remedy."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dtia.check import check
from dtia.data.registers import Units
from support.faults import Spoiled, batches
from support.project import ROOT, Run, SetCell, copy_project, invoke, line_of, snapshot

ACCOUNTS = "data/raw/targets/payment_accounts.csv"


def test_the_committed_tables_have_no_problem() -> None:
    assert check(ROOT / "data")[1] == []


def of(unit: str) -> tuple[str, tuple[str, str]]:
    """The target of a province for the share of people with an account."""
    return "targets/payment_accounts.csv", (f"{unit},", "soc.payment_account")


FOUNDING = ("quang_tri_63,econ.digital_share_grdp", "02-NQ_TU_quang_tri_2021")
FAULTS = {
    "a label instead of the id of a base": (
        *of("quang_tri_63"), "base_id", "dân số",
        "base_id: 'dân số' is not a base of soc.payment_account; did you mean 'population'?",
    ),
    "a base that exists but belongs to another indicator": (
        *of("soc_trang_63"), "base_id", "grdp",
        "base_id: 'grdp' is not a base of soc.payment_account; the values are: population, ",
    ),
    "a unit that does not exist": (
        "targets/payment_accounts.csv", ("quang_tri_63", "soc.cashless_platforms"),
        "unit_id", "Quảng Trị",
        "unit_id: 'Quảng Trị' is not in data/raw/units.csv; did you mean 'quang_tri_63'?",
    ),
    "a comparator outside the vocabulary": (
        *of("thanh_hoa_63"), "comparator", "gte",
        "comparator: 'gte' is not one of the values; did you mean 'gt'?",
    ),
    "a number with a decimal comma": (
        "targets/digital_economy.csv", FOUNDING, "value", "15,5",
        "value: '15,5' is not a number; a decimal point and no %, such as 12.5",
    ),
    "a value that the quoted phrase does not hold": (
        *of("ben_tre_63"), "value", "46",
        "value: 46 is not in figure_text; the phrase holds: 50",
    ),
    "a share above 100": (
        "targets/digital_economy.csv", ("an_giang_63,econ.digital_share_grdp", "baoangiang"),
        "value", "150",
        "value: 150 is out of bounds; econ.digital_share_grdp lies within 0 … 100",
    ),
    "a date that is none": (
        "documents.csv", ("02-NQ_TU_quang_tri_2021,",), "issued_on", "2021-02-30",
        "issued_on: '2021-02-30' is not a real date",
    ),
    "a district tier after the districts ended": (
        "targets/record_processing.csv", ("quang_tri_63", "district"), "unit_id", "quang_tri_34",
        "tier: there is no district tier since 1 July 2025; use the unit of era 63, "
        "or the tier commune",
    ),
    "letters with detached accents": (
        "units.csv", ("quang_tri_63,63",), "name_vi", "Qua\u0309ng Tri\u0323",
        "is written with detached accents (not NFC); the right form is 'Quảng Trị'",
    ),
    "a zero-width space": (
        "units.csv", ("tuyen_quang_63,63",), "name_en", "Tuyen\u200b Quang",
        "name_en: invisible character U+200B ZERO WIDTH SPACE at position 6; delete the character",
    ),
    "a no-break space": (
        "units.csv", ("quang_ngai_63,63",), "name_en", "Quang\u00a0Ngai",
        "name_en: invisible character U+00A0 NO-BREAK SPACE at position 6",
    ),
    "a blank at the end": (
        "units.csv", ("quang_ninh_63,63",), "name_en", "Quang Ninh ",
        "name_en: 'Quang Ninh ' begins or ends with a blank; delete the blank",
    ),
    "a cell that a spreadsheet would run": (
        "units.csv", ("lao_cai_63,63",), "note", '=HYPERLINK("http://x","y")',
        """'=HYPERLINK("http://x","y")' would be run by a spreadsheet as a formula; remove """
        "the first character",
    ),
    "a plus before a letter": (
        "units.csv", ("son_la_63,63",), "note", "+cmd",
        "note: '+cmd' would be run by a spreadsheet as a formula",
    ),
    "a required cell left empty": (
        "units.csv", ("yen_bai_63,63",), "level", "",
        "level: the cell is empty, and the column is required; Level of the unit",
    ),
    "an address that runs a script": (
        "sources.csv", ("dti_gov_vn_2022",), "url", "javascript:alert(1)",
        "url: 'javascript:alert(1)' does not have the right form",
    ),
    "a row in the file of another topic": (
        *of("long_an_63"), "indicator_id", "soc.smartphone",
        "indicator_id: soc.smartphone belongs to the topic digital_society; "
        "move the row to digital_society.csv",
    ),
    "a category that is not on the scale": (
        "targets/ranking.csv", ("phu_yen_63", "rank.dti_group"), "category", "excellent",
        "category: 'excellent' is not on the scale standing; the values are: above_average, good, ",
    ),
    "a range without a high end": (
        "targets/payment_accounts.csv", ("soc.cashless_growth",), "value_high", "",
        "value_high: a range needs a high end above its low end; such as value 15, value_high 20",
    ),
    "a document of another province": (
        "targets/payment_accounts.csv", ("quang_ngai_63,", "tuoitrethudo"),
        "document_id", "48-NQ_TU_tuyen_quang_2021",
        "48-NQ_TU_tuyen_quang_2021 is a document of tuyen_quang_63, neither of this unit",
    ),
    "a disputed row without a reason": (
        "targets/payment_accounts.csv", ("bnews_2021_tai_khoan_80", "soc.payment_account"),
        "status", "disputed",
        "note: a row that is disputed has to say why; say why in note",
    ),
    "a share without its base": (
        "targets/payment_accounts.csv", ("lang_son_63,", "135_KH-UBND_lang_son_2020"),
        "base_id", "",
        "base_id: the base of soc.payment_account is missing; the values are: population, ",
    ),
    "a code used twice in one era": (
        "units.csv", ("dien_bien_63,63",), "nso_code", "04",
        "nso_code: same key as data/raw/units.csv:",
    ),
    "an unknown method": (
        "targets/digital_economy.csv", ("bac_giang_63,econ.digital_share_grdp", "111-NQ_TU"),
        "method", "guess",
        "method: 'guess' is not a method of econ.digital_share_grdp; the values are: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_with_file_line_column_and_remedy(fault: str, spoiled: Spoiled) -> None:
    file, words, _, _, expected = FAULTS[fault]
    _, output = spoiled(fault)
    [message] = [m for m in output.splitlines() if expected in m]
    assert message.startswith(f"data/raw/{file}:{line_of(file, *words)}: ")


@pytest.mark.report
@pytest.mark.parametrize("batch", batches(FAULTS), ids=lambda batch: batch[0])
def test_a_report_on_bad_data_stops_and_changes_nothing(
    batch: list[str], spoiled: Spoiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = spoiled(batch[0])
    before = snapshot(project)
    monkeypatch.chdir(project)
    assert invoke("report")[0] == 1
    assert snapshot(project) == before


def test_messages_come_in_vietnamese_by_default(set_cell: SetCell, dtia: Run) -> None:
    line = line_of("targets/payment_accounts.csv", "quang_tri_63", "soc.payment_account")
    set_cell("targets/payment_accounts.csv", line, "base_id", "dân số")
    assert dtia("check") == (
        1,
        f"{ACCOUNTS}:{line}: base_id: 'dân số' không phải mẫu số của soc.payment_account; "
        "ý bạn là 'population'?\n1 lỗi. Nghĩa của từng cột: data/raw/README.md.\n",
    )


def test_all_problems_come_at_once(set_cell: SetCell, dtia: Run) -> None:
    set_cell("units.csv", 3, "name_en", "Ha Noi ")
    set_cell("units.csv", 4, "level", "planet")
    set_cell("targets/payment_accounts.csv", 2, "value", "x")
    output = dtia("check", "--lang", "en")[1]
    assert "units.csv:3: name_en" in output
    assert "units.csv:4: level" in output
    assert "payment_accounts.csv:2: value" in output


def test_json_and_github_formats_name_the_same_place(set_cell: SetCell, dtia: Run) -> None:
    set_cell("units.csv", 3, "name_en", "Ha Noi ")
    code, output = dtia("check", "--lang", "en", "--format", "json")
    [problem] = json.loads(output)
    assert (code, problem["file"], problem["line"], problem["column"]) == (
        1, "data/raw/units.csv", 3, "name_en",
    )  # fmt: skip
    code, output = dtia("check", "--lang", "en", "--format", "github")
    assert output.startswith("::error file=data/raw/units.csv,line=3,title=name_en::'Ha Noi '")
    assert code == 1


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a check says of a copy in which each of some files is broken in a way of its own."""
    project = copy_project(tmp_path_factory.mktemp("broken"))
    raw = project / "data" / "raw"

    def rewritten(name: str, change: Callable[[str], str], encoding: str = "utf-8") -> None:
        text = (raw / name).read_text(encoding="utf-8")
        (raw / name).write_text(change(text), encoding=encoding)

    rewritten("targets/payment_accounts.csv", lambda text: text.replace(",", ";"))
    rewritten("targets/ranking.csv", lambda text: text, "utf-16")
    rewritten("bases.csv", lambda text: text + "lonely\n")
    rewritten("methods.csv", lambda text: text.replace("label_vi", "nhãn", 1))
    (raw / "regions.csv").unlink()
    (raw / "weights.csv").unlink()
    (raw / "weights.csv").mkdir()
    (raw / "targets/security.csv").rename(raw / "targets/safety.csv")
    with contextlib.chdir(project):
        code, output = invoke("check", "--lang", "en")
    assert code == 1
    return output


def test_a_file_saved_with_semicolons_is_explained(broken: str) -> None:
    assert (
        f"{ACCOUNTS}:1: the columns are separated by semicolons; save it again with commas"
        in broken
    )


def test_a_file_that_is_not_utf8_is_explained(broken: str) -> None:
    assert "data/raw/targets/ranking.csv:1: the file is not UTF-8; save it again" in broken


def test_a_row_with_a_missing_cell_is_explained(broken: str) -> None:
    line = (ROOT / "data/raw/bases.csv").read_text(encoding="utf-8").count("\n") + 1
    assert f"data/raw/bases.csv:{line}: the row has 1 cells, the header 3" in broken


def test_a_renamed_column_is_told_once_with_the_name_that_is_missing(broken: str) -> None:
    told = "nhãn: no column has this name; call the column label_vi, which is missing"
    assert f"data/raw/methods.csv:1: {told}" in broken
    assert "this column is missing" not in broken


def test_a_missing_file_is_reported(broken: str) -> None:
    assert "data/raw/regions.csv: there is no such file" in broken


def test_a_folder_in_place_of_a_file_is_reported(broken: str) -> None:
    assert "data/raw/weights.csv: cannot be read" in broken


def test_a_file_that_is_no_topic_is_not_passed_over(broken: str) -> None:
    assert "data/raw/targets/safety.csv: the name of the file is not a topic" in broken


def test_a_codebook_that_is_not_utf8_is_explained(project: Path, dtia: Run) -> None:
    path = project / "data/raw/README.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    for command in ("check", "build"):
        code, output = dtia(command, "--lang", "en")
        assert code == 1
        assert "data/raw/README.md:1: the file is not UTF-8; save it again as UTF-8" in output
    path.write_text("ours", encoding="utf-8")
    assert dtia("build")[0] == 0 and path.read_text(encoding="utf-8") == "ours"


def test_excels_mark_and_line_ends_are_accepted(project: Path, dtia: Run) -> None:
    path = project / ACCOUNTS
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert dtia("check")[0] == 0


def test_a_folder_without_data_is_wrong_use(
    dtia: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert dtia("check", "--data", str(tmp_path_factory.mktemp("empty")))[0] == 2
    assert dtia("check", "--format", "pdf")[0] == 2


def test_a_schema_sees_bad_values_only_in_an_eager_frame() -> None:
    """pandera passes bad values of a LazyFrame, so checks must collect first."""
    import pandera.errors

    bad = {name: ["x"] for name in Units.to_schema().columns}
    with pytest.raises(pandera.errors.SchemaErrors):
        Units.validate(pl.DataFrame(bad), lazy=True)


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
