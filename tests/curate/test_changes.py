"""What moved between two states of the data: the figure, what follows from it, nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import polars as pl
import pytest

from dtia.build import build
from dtia.check import check
from dtia.curate import at, changes, fitted
from dtia.curate.told import plain, told
from dtia.data import Data, read_raw
from dtia.errors import MissingData
from dtia.i18n import LANGS, Lang
from support.faults import set_cell
from support.page import read
from support.project import ROOT, Run, copy_project, keep_cells, keep_notebooks, line_of

FILE, ROW = "targets/digital_economy.csv", ("lang_son_34,", "vietnamplus_xay_dung_lang_son")
LANG_SON = "Lạng Sơn · Tỷ trọng kinh tế số trong GRDP · 2030"


def raised(project: Path) -> Path:
    """Raise the target of one province for 2030 from over 30 % to over 35 %."""
    line = line_of(FILE, *ROW)
    set_cell(project, FILE, line, "value", "35")
    set_cell(project, FILE, line, "figure_text", "tỷ trọng kinh tế số trong GRDP đạt trên 35%")
    return project / "data"


@pytest.fixture(scope="module")
def both(data: Data, tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Data]:
    folder = raised(copy_project(tmp_path_factory.mktemp("raised")))
    raw, problems = check(folder)
    assert problems == []
    return data, build(raw)


def test_one_changed_figure_is_named_with_every_gap_that_moved_and_nothing_else(
    both: tuple[Data, Data],
) -> None:
    moved = changes(*both)
    [figure] = moved.figures
    assert (figure.how, figure.row["unit_id"]) == ("changed", "lang_son_34")
    assert figure.columns == ("value", "figure_text")
    assert moved.registers == [] and moved.coverage == []
    before, after = (set(map(str, frame.gaps.to_dicts())) for frame in both)
    assert {str(gap.old) for gap, _ in moved.gaps} == before - after
    assert {str(gap.new) for gap, _ in moved.gaps} == after - before
    assert len(moved.gaps) == len(before - after) > 0
    assert all(because == [figure] for _, because in moved.gaps)
    [national] = [gap for gap, _ in moved.gaps if gap.row["kind"] == "national"]
    assert (national.old or {})["verdict"] == "stricter"
    assert (national.new or {})["verdict"] == "above"


def test_a_state_differs_in_nothing_from_itself(both: tuple[Data, Data]) -> None:
    assert not changes(both[0], both[0])


def test_what_was_added_is_removed_the_other_way_round(data: Data) -> None:
    fewer = Data(**{**vars(data), "targets": data.targets.tail(-1)})
    [gone] = changes(data, fewer).figures
    [come] = changes(fewer, data).figures
    assert (gone.how, come.how) == ("removed", "added")
    assert gone.old == come.new and gone.new is None and come.old is None


def test_a_rule_that_changed_is_named_and_no_figure(data: Data, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    set_cell(project, "comparability.csv", line_of("comparability.csv", "gdp_grdp"), "grade", "C")
    moved = changes(data, build(read_raw(project / "data")[0]))
    [rule] = moved.registers
    assert rule.table == "comparability" and rule.columns == ("grade",)
    assert moved.figures == [] and moved.gaps
    assert all(because == [] for _, because in moved.gaps)


@pytest.mark.parametrize("lang", LANGS)
def test_what_moved_is_told_in_words(both: tuple[Data, Data], lang: Lang) -> None:
    sections = told(changes(*both), *both, lang)
    said = plain(sections)
    assert [section.id for section in sections] == ["figures", "gaps"]
    value = {"vi": "Giá trị: 30 › 35", "en": "Value: 30 › 35"}[lang]
    verdict = {"vi": "› cao hơn", "en": "› above"}[lang]
    assert value in said and verdict in said
    assert lang == "en" or f"({LANG_SON}" in said


def test_a_revision_of_git_is_a_state(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for arguments in (["init", "-q"], ["add", "data"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], cwd=project, check=True, capture_output=True)
    raised(project)
    with at("HEAD", project) as folder:
        before = (folder / "raw" / FILE).read_bytes()
    assert before == (ROOT / "data/raw" / FILE).read_bytes()
    assert not folder.exists()


@pytest.mark.parametrize("place", ["no-such-revision", "--output=x", "/no/such/folder"])
def test_a_place_that_is_neither_folder_nor_revision_is_refused(place: str, tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="there is no such folder") as refused:
        at(place, tmp_path).__enter__()
    assert place in str(refused.value)


@pytest.mark.report
def test_the_command_tells_text_json_and_a_page(
    project: Path, dtia: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    new = str(raised(copy_project(tmp_path_factory.mktemp("new"))))
    code, output = dtia("diff", "data", new, "--no-charts", "--lang", "en")
    assert code == 0 and "Figures that changed: 1" in output and "Value: 30 › 35" in output
    code, output = dtia("diff", "data", new, "--no-charts", "--format", "json", "--page", "out")
    machine = json.loads(output[output.index("{") : output.rindex("}") + 1])
    assert code == 0 and len(machine["figures"]) == 1
    assert {cause for gap in machine["gaps"] for cause in gap["because"]} == {0}
    page = read((project / "out" / "thay_doi.html").read_text(encoding="utf-8"))
    assert f"đổi: {LANG_SON}" in page.text and "30 › 35" in page.text
    code, output = dtia("diff", "data", "--no-charts")
    assert code == 0 and "Không có gì thay đổi." in output


@pytest.mark.report
def test_a_chart_that_moved_is_named(
    project: Path, dtia: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    economy, accounts = keep_notebooks(project, "04_digital_economy", "05_payment_accounts")
    keep_cells(economy, "digital_economy_2030")
    keep_cells(accounts, "payment_accounts_2025", "payment_accounts_2030")
    new = str(raised(copy_project(tmp_path_factory.mktemp("new"))))
    code, output = dtia("diff", "data", new, "--format", "json")
    machine = json.loads(output[output.index("{") : output.rindex("}") + 1])
    drawn = [line["what"] for line in machine["charts"]["vi"]]
    assert code == 0 and "digital_economy_2030" in drawn
    assert not any("account" in name for name in drawn)


def test_tables_of_another_time_are_compared_in_the_columns_of_today(
    data: Data, tmp_path: Path
) -> None:
    raw = copy_project(tmp_path / "old") / "data/raw"
    acts, yardsticks = raw / "documents.csv", raw / "national_references.csv"
    acts.write_text(acts.read_text(encoding="utf-8").replace(",read,", ",read_in_full,", 1))
    cut = pl.read_csv(yardsticks, infer_schema=False)
    cut.drop("valid_from", "valid_to", "state", "replaced_by").write_csv(yardsticks)
    moved = fitted(raw.parent, tmp_path / "fitted")
    assert moved == [
        "documents.read", "documents.read_in_full", "national_references.replaced_by",
        "national_references.state", "national_references.valid_from",
        "national_references.valid_to",
    ]  # fmt: skip
    built = build(check(tmp_path / "fitted")[0])
    assert built.targets.equals(data.targets)
    assert set(built.documents["read"]) == {None}
    # Without its days a yardstick has always held.
    assert "at_issue" not in set(built.gaps["kind"]) and "national" in set(built.gaps["kind"])
