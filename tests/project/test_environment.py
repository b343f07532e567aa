"""What surrounds the code agrees with it: pins, environments, README, citation, notebooks."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer
import yaml

from dtia.cli.app import app
from dtia.version import ADDRESS
from support.project import NOTEBOOKS, ROOT, cells

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = dict(line.split("==") for line in PINS)
# What a package is called on conda-forge, where not as on the Python index.
CONDA = {"great-tables": "great_tables", "pandera": "pandera-polars"}
LOCKS = re.compile(r"(^|/)(.+\.lock|Pipfile\.lock|pylock.*\.toml|conda-lock\.yml)$")
MADE = {"report/"}


def name_of(requirement: str) -> str:
    """Return the normalised name of a requirement, without extras and versions."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def runtime_and_lab() -> list[str]:
    project = PROJECT["project"]
    return [
        name_of(r) for r in (*project["dependencies"], *project["optional-dependencies"]["lab"])
    ]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(markdown: str) -> list[str]:
    """Return the lines of code blocks and the spans of inline code."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", markdown, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()] + re.findall(
        r"`([^`]+)`", prose
    )


def commands_in(markdown: str) -> set[str]:
    found = (re.search(r"(?:^|\s)dtia ([a-z]+)", code) for code in code_in(markdown))
    return {match[1] for match in found if match}


def places_in(markdown: str) -> set[str]:
    """Return the paths in the first column of the table of places."""
    return set(re.findall(r"^\| \[?`([^` ]+)`\]?(?:\([^)]*\))? \|", markdown, flags=re.MULTILINE))


def readme() -> tuple[str, str]:
    """Return the Vietnamese and the English half of README.md."""
    vietnamese, english = text_of("README.md").split("\n## English\n")
    return vietnamese, english


def test_constraints_are_the_constraints_of_uv() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == PINS


def test_every_pin_is_a_name_and_one_version() -> None:
    odd = [pin for pin in PINS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*==\d[\w.]*", pin)]
    assert not odd
    assert len(PINS) == len(PINNED)


def test_every_dependency_is_pinned() -> None:
    groups = PROJECT["dependency-groups"].values()
    wanted = {*runtime_and_lab(), *(name_of(r) for group in groups for r in group)}
    assert sorted(wanted - {PROJECT["project"]["name"]} - PINNED.keys()) == []


def test_the_build_system_is_pinned_where_it_is_named() -> None:
    requires = PROJECT["build-system"]["requires"]
    assert [r for r in requires if not re.fullmatch(r"[\w.-]+==\d[\w.]*", r)] == []


def test_conda_gets_every_dependency_in_the_pinned_version() -> None:
    environment = yaml.safe_load(text_of("environment.yml"))
    *conda, last = environment["dependencies"]
    pip = last["pip"]
    assert conda[:2] == [f"python{PROJECT['project']['requires-python']}", "pip"]
    assert pip[0] == "-c constraints.txt"
    assert pip[-1] == "-e .[lab]"
    through_pip = [name_of(line) for line in pip[1:-1]]
    through_conda = [name for name in runtime_and_lab() if name not in through_pip]
    assert sorted(pip[1:-1]) == sorted(f"{name}=={PINNED[name]}" for name in through_pip)
    assert sorted(conda[2:]) == sorted(f"{CONDA.get(n, n)}={PINNED[n]}" for n in through_conda)
    assert set(through_pip) <= set(runtime_and_lab())


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout"
)
def test_git_holds_no_lock_file() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [path for path in listed.stdout.splitlines() if LOCKS.search(path)] == []


def test_the_citation_names_the_version_of_the_package() -> None:
    source = text_of(PROJECT["tool"]["hatch"]["version"]["path"])
    version = re.search(r'^__version__ = "(.+)"$', source, flags=re.MULTILINE)
    assert version
    assert yaml.safe_load(text_of("CITATION.cff"))["version"] == version[1]


def test_the_citation_names_the_address_of_the_figures_or_both_name_none() -> None:
    said = yaml.safe_load(text_of("CITATION.cff"))
    assert said.get("url", "") == ADDRESS


def test_readme_names_only_places_that_exist() -> None:
    places, english = map(places_in, readme())
    assert {"notebooks/", "data/raw/", "report/", "environment.yml"} <= places
    assert places == english
    assert [place for place in sorted(places - MADE) if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_link_leads_to_a_file(name: str) -> None:
    links = re.findall(r"(?:\]\(|src=\")([^)\"#:]+)[)\"]", text_of(name))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_names_only_commands_that_exist() -> None:
    vietnamese, english = map(commands_in, readme())
    assert "report" in vietnamese
    assert vietnamese == english
    group = typer.main.get_command(app)
    assert vietnamese | commands_in(text_of("CONTRIBUTING.md")) <= set(group.commands)  # type: ignore[attr-defined]


def test_the_example_of_contributing_is_a_row_of_the_data() -> None:
    markdown = text_of("CONTRIBUTING.md")
    files = re.findall(r"`(data/raw/targets/\w+\.csv)`", markdown)
    examples = re.findall(r"^```csv\n(.+)\n^```", markdown, flags=re.MULTILINE)
    assert len(files) == len(examples) == 2
    for file, example in zip(files, examples, strict=True):
        with (ROOT / file).open(encoding="utf-8", newline="") as handle:
            assert next(csv.reader([example])) in list(csv.reader(handle))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    code = [cell for cell in cells(notebook) if cell["cell_type"] == "code"]
    ran = [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None]
    assert not ran, "JupyterLab: Edit > Clear Outputs of All Cells, then save"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_its_kernel(notebook: Path) -> None:
    metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_text_stands_in_vietnamese_then_in_english(notebook: Path) -> None:
    texts = [cell for cell in cells(notebook) if cell["cell_type"] == "markdown"]
    langs = [[t for t in cell["metadata"].get("tags", []) if t in ("vi", "en")] for cell in texts]
    assert texts
    assert langs == [["vi"], ["en"]] * (len(texts) // 2)


def test_no_two_cells_of_the_notebooks_share_an_id() -> None:
    ids = [cell["id"] for notebook in NOTEBOOKS for cell in cells(notebook)]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
