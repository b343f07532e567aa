"""The commands: what they write, what they refuse, and how they explain themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.cli.progress import Progress
from support.project import Run, keep_notebooks


@pytest.mark.report
def test_figures_are_exported_in_the_formats_asked_for(dtia: Run, project: Path) -> None:
    keep_notebooks(project, "05_payment_accounts")
    code, _ = dtia("figures", "--format", "svg", "--out", str(project / "art"))
    names = sorted(path.name for path in (project / "art").iterdir())
    assert code == 0
    assert names == [
        f"payment_accounts_{year}.{lang}.{kind}"
        for year in (2025, 2030)
        for lang in ("en", "vi")
        for kind in ("csv", "svg", "txt")
    ]


def test_the_name_of_a_notebook_is_no_markup_on_the_terminal(capsys) -> None:
    with Progress("vi") as steps:
        steps("notebook", name="05_[nháp] bản [/b]", lang="vi")
        steps.pass_by("figures", name="[red]x[/red]")
        assert "[red]x[/red]" in str(steps.status.renderable.text)
    assert "05_[nháp] bản [/b] (vi)" in capsys.readouterr().err


def test_an_unknown_format_is_wrong_use(dtia: Run) -> None:
    code, output = dtia("figures", "--format", "gif")
    assert code == 2
    assert all(word in output for word in ("--format", "gif", "svg", "png", "pdf"))


@pytest.mark.report
def test_a_failing_notebook_stops_the_report_and_is_named(dtia: Run, project: Path) -> None:
    [path] = keep_notebooks(project, "05_payment_accounts")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("soc.payment_account", "soc.no_such_thing"), encoding="utf-8")
    code, output = dtia("report")
    assert code == 2
    assert (
        "notebooks/05_payment_accounts.ipynb: ô n05-finding: Không có chỉ tiêu nào tên là "
        "“soc.no_such_thing”; gần nhất: " in output
    )
    assert "Traceback" not in output
    assert not (project / "report").exists() and not (project / "figures").exists()


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "build",
        "report",
        "profile",
        "figures",
        "audit",
        "export",
        "template",
        "import",
        "fix",
        "todo",
    ],
)
def test_help_explains_each_command_in_both_languages(dtia: Run, command: str) -> None:
    code, output = dtia(command, "--help")
    assert code == 0 and "--data" in output and "--lang" in output
