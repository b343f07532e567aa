"""An analyst reads an act in one line, and is told what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import dtia
from dtia.data import Data
from dtia.errors import UnreadableAct
from support.project import Run

GOAL = "Đến năm 2025, tỉnh Cà Mau phấn đấu kinh tế số chiếm trên 20% GRDP."


@pytest.fixture(scope="module")
def act(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("act") / "bai.txt"
    path.write_text(f"Chuyển đổi số Cà Mau\n{GOAL}\nĐường dài 12 km.\n", encoding="utf-8")
    return path


def test_an_act_is_answered_by_its_figures_a_table_and_what_was_passed(
    data: Data, act: Path
) -> None:
    found = dtia.ask("vi", data).read(act)
    [row] = found.frame.rows(named=True)
    assert (row["indicator_id"], row["value"], row["table"]) == (
        "econ.digital_share_grdp", 20.0, "targets",
    )  # fmt: skip
    assert "trên 20%" in str(found) or "> 20" in str(found)
    assert "1 mục tiêu, 0 kết quả" in found.text()
    assert "không giống chỉ tiêu nào" in found.text()


def test_a_scan_is_refused_in_the_language_of_the_asker(data: Data, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<script>alert('20% GRDP')</script>", encoding="utf-8")
    with pytest.raises(UnreadableAct) as raised:
        dtia.ask("vi", data).read(path)
    assert str(raised.value).endswith("empty.html: không có chữ nào")


def test_the_command_says_each_figure_and_what_is_doubtful(dtia: Run, act: Path) -> None:
    code, output = dtia("read", str(act), "--lang", "en")
    assert code == 0
    assert "Ca Mau" in output and "2025" in output and "> 20%" in output
    assert "Proposed by a machine" in output


def test_the_command_ends_in_one_sentence_where_an_act_cannot_be_read(
    dtia: Run, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"no plan")
    code, output = dtia("read", str(path), "--lang", "en")
    assert code == 2
    assert "the file is broken" in output and "Traceback" not in output
