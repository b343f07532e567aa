"""Files that writers take away: a few of each sort, made once, and how to read them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
from lxml import etree

import dtia
from dtia.data import Data, load
from dtia.door import Answer
from dtia.export import everything, save
from dtia.i18n import LANGS
from support.project import ROOT

ECONOMY, ACCOUNTS = "econ.digital_share_grdp", "soc.payment_account"
# A province with former ones, two that are compared, and one that says little.
PROFILE, BESIDE = "dak_lak_34", ["Đắk Lắk", "Quảng Trị", "Gia Lai"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a cell may hold to run, to lead away or to break the file that it stands in.
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)",
    "<script>window.hacked=1</script>", "</w:t></w:r><w:p/>", "a\x00b\x07c\x1bd\ufffee",
    "_x000D_ & \r\n\t ]]>", "x" * 40_000, "javascript:alert(1)", "{=1+1}", "http://evil.example",
)  # fmt: skip


def thin(data: Data) -> Data:
    """Return the data with few of the figures: all tables still have rows."""
    names = ("targets", "observations", "gaps", "coverage")
    return replace(
        data, **{n: getattr(data, n).gather_every(50 if n == "coverage" else 10) for n in names}
    )


def make(place: Path) -> None:
    """Fill a folder with a workbook, and the three sorts of documents, one in both languages."""
    data = load(ROOT / "data")
    save(everything(thin(data), "vi"), place / "all.vi.xlsx")
    vi, en = (dtia.ask(lang, data) for lang in LANGS)
    vi.province(PROFILE).save(place / "profile.vi.docx")
    en.province(PROFILE).save(place / "profile.en.docx")
    en.compare(BESIDE, [ECONOMY, ACCOUNTS], 2030).save(place / "compared.en.docx")
    vi.targets(ECONOMY, 2030).save(place / "one.vi.docx")


def part(path: Path, name: str) -> Any:
    """Return one part of a file of Office."""
    with ZipFile(path) as file:
        return etree.fromstring(file.read(name))


def body(path: Path) -> Any:
    return part(path, "word/document.xml")


def words(node: Any) -> str:
    """Return the words of a part of a document."""
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def styled(path: Path) -> list[tuple[str, str]]:
    """Return the paragraphs of a document: the name of the style of each, and its words."""
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in part(path, "word/styles.xml").iter(f"{W}style")
    }
    return [(names[_style(p)], words(p)) for p in body(path).iter(f"{W}p")]


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None, words(paragraph)
    return str(style.get(f"{W}val"))


def tables(path: Path) -> Iterator[list[list[str]]]:
    """Yield the tables of a document, row by row."""
    for table in body(path).iter(f"{W}tbl"):
        yield [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def hostile(answer: Answer) -> Answer:
    """Return an answer of which every cell of words is one of `HOSTILE`, in turn."""
    table = answer.table()
    n = table.frame.height
    lures = {
        name: pl.Series(name, [HOSTILE[(row + place) % len(HOSTILE)] for row in range(n)])
        for place, name in enumerate(table.columns)
        if table.frame.schema[name] == pl.String
    }
    spoiled = replace(table, frame=table.frame.with_columns(**lures), title=HOSTILE[0])
    title = HOSTILE[4] + "\ud800"
    return replace(
        answer, tabled=lambda: spoiled, title=title, heading=title, lead=lambda: HOSTILE[5]
    )


@cache
def numbers(label: str) -> tuple[float, ...]:
    """Return the numbers that a label says, in Vietnamese or in English."""
    found = re.findall(r"\d+(?:[.,]\d+)*", label)
    return tuple(float(n.replace(",", ".")) for n in found)
