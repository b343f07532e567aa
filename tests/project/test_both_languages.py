"""What is said in Vietnamese is said in English: texts, notebooks, registers and pages.

Words cannot be compared by machine. What both languages share can: placeholders, numbers, names
of things, and the way a page is built.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from dtia.i18n import LANGS, section_of, texts
from dtia.report.pages import REPORT, SOURCES
from support.numbers import numbers
from support.page import Page, read
from support.project import NOTEBOOKS, ROOT, cells, source

REGISTERS = sorted((ROOT / "data" / "raw").rglob("*.csv"))
PAGES = pytest.mark.parametrize("places", [REPORT, SOURCES], ids=["report", "sources"])


def fields(written: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(written) if name}


@pytest.mark.parametrize(
    ("vi", "en", "same"),
    [
        ("từ ngày 01/7/2025", "since 1 July 2025", True),
        ("từ ngày 01/7/2025", "since 1 July 2026", False),
        ("1.234,5 và 0,7", "0.7 and 1,234.5", True),
        ("0,75", "75", False),
        ("lần thứ XIX", "the 19th", True),
        ("Nghị định 42/2022/NĐ-CP", "Decree 42/2022", True),
        ("{n} trong 63", "{n} of 34", False),
    ],
)
def test_numbers_are_the_same_whatever_the_language(vi: str, en: str, same: bool) -> None:
    assert (numbers(vi) == numbers(en)) is same


def test_every_text_stands_in_both_languages_with_the_same_placeholders() -> None:
    vi, en = texts("vi"), texts("en")
    assert vi.keys() == en.keys()
    assert {k: fields(v) for k, v in vi.items()} == {k: fields(v) for k, v in en.items()}


@pytest.mark.parametrize("section", sorted({key.partition(".")[0] for key in texts("vi")}))
def test_a_text_holds_the_same_numbers_in_both_languages_and_ends_alike(section: str) -> None:
    for name, vi in section_of(section, "vi").items():
        en = section_of(section, "en")[name]
        assert numbers(vi) == numbers(en), name
        assert bool(vi) == bool(en), name
        assert vi == vi.strip() and en == en.strip(), name
        for form in (r"[.:?…]?$", r"\*+|\n|`[^`]+`"):
            found = [Counter(re.findall(form, words)) for words in (vi, en)]
            assert found[0] == found[1], name


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_text_cell_is_followed_by_its_partner_that_says_the_same(notebook: Path) -> None:
    told = [cell for cell in cells(notebook) if cell["cell_type"] == "markdown"]
    for vi, en in zip(told[::2], told[1::2], strict=True):
        tags = [[tag for tag in cell["metadata"]["tags"] if tag not in LANGS] for cell in (vi, en)]
        assert tags[0] == tags[1]
        assert vi["id"].removesuffix("-vi") == en["id"].removesuffix("-en")
        a, b = (source(cell) for cell in (vi, en))
        for form in (r"^#+(?= )", r"`[^`]+`", r"^(?:-|\d+\.)(?= )", r"\n\n", r"› [A-Z]\w+"):
            found = (sorted(re.findall(form, text, re.M)) for text in (a, b))
            assert next(found) == next(found), f"{vi['id']}: {form}"
        assert numbers(a) == numbers(b), vi["id"]


@pytest.mark.parametrize("file", REGISTERS, ids=lambda path: path.stem)
def test_every_label_of_a_register_is_filled_in_both_languages_with_the_same_numbers(
    file: Path,
) -> None:
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for line, row in enumerate(rows, 2):
        for column in (name for name in row if name.endswith("_vi")):
            vi, en = row[column], row[f"{column.removesuffix('_vi')}_en"]
            # A tile without a label of its own has the name of its province.
            unlabelled = file.stem == "tiles" and not vi and not en
            assert (vi and en) or unlabelled, f"line {line}: {column}"
            assert numbers(vi) == numbers(en), f"line {line}: {column}"


def test_the_registers_with_labels_are_seen() -> None:
    headers = {
        file.stem: file.read_text(encoding="utf-8").splitlines()[0].split(",") for file in REGISTERS
    }
    labelled = {file for file, names in headers.items() if any(n.endswith("_vi") for n in names)}
    assert {"bases", "categories", "comparability", "documents", "indicators", "units"} <= labelled


def pair(report: Path, places: dict[str, str]) -> list[Page]:
    folder = report / "report"
    return [read((folder / places[lang]).read_text(encoding="utf-8")) for lang in LANGS]


@PAGES
def test_both_pages_are_built_alike(report: Path, places: dict[str, str]) -> None:
    vi, en = pair(report, places)
    assert vi.headings == en.headings and "h1" in vi.headings
    # Lists stand in the order of their names, and names are ordered by language.
    assert Counter(vi.ids) == Counter(en.ids) and vi.ids


def test_both_reports_have_the_same_parts_in_the_same_order(report: Path) -> None:
    vi, en = pair(report, REPORT)
    # The provinces to pick from stand in the order of their names.
    orders = [[name for name in page.ids if not name.startswith("pick-")] for page in (vi, en)]
    assert orders[0] == orders[1]
    assert sorted(vi.ids) == sorted(en.ids)


@PAGES
def test_tables_of_both_pages_hold_the_same_numbers_in_the_same_columns(
    report: Path, places: dict[str, str]
) -> None:
    vi, en = pair(report, places)
    assert len(vi.tables) == len(en.tables)
    for in_vi, in_en in zip(vi.tables, en.tables, strict=True):
        # Rows stand in the order of their names too: each has its partner somewhere.
        rows = [
            Counter(tuple(tuple(sorted(numbers(cell).elements())) for cell in row) for row in table)
            for table in (in_vi, in_en)
        ]
        assert rows[0] == rows[1], in_vi[0]


@PAGES
def test_both_pages_say_the_same_numbers(report: Path, places: dict[str, str]) -> None:
    vi, en = (numbers(" ".join(page.texts)) for page in pair(report, places))
    assert vi - en == en - vi == Counter()
