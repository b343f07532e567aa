"""A described table as a page of A4 holds it: what all rows share is said once, then what fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from dtia.data.vocabulary import CORE, TOPICS
from dtia.export.marks import Grid
from dtia.export.references import marks
from dtia.i18n import NO_BREAK_SPACE, Lang, text
from dtia.tables import Table

# Columns that go first for want of room: what they say stands in the workbook and on the pages.
LEFT_FIRST = (
    "reasons_label", "method_label", "at_issue_label", "verdict_label", "region_label",
    "reference_document_label", "actual_label", "required_label", "base_label",
)  # fmt: skip
# Columns that others say: a source by its number, which leads to the phrase as well.
FOLDED = ("url", "source_label", "figure_text", "relation_label", "status_label")
SOURCES = "_sources"
# What a letter of Times of 11 points takes in mm, by its shape; how much more a bold one of 10
# takes, as headings are; and the margins of a cell.
SLIM, BROAD = frozenset("iltjfrI.,:;'()[]-–/ |"), frozenset("mwMWĐ%@—")
WIDTHS = {"slim": 1.25, "usual": 1.92, "broad": 3.3, "capital": 2.75}
BOLD, MARGINS = 1.12, 4.4
# How many columns a page bears, and how much more room goes to those that hold more words.
MOST, EVENLY = 8, 0.7
# The core topics come first.
ORDER = [*CORE, *(topic for topic in TOPICS if topic not in CORE)]
# How many rows stand together whatever they are about.
LONG = 12
# How many letters of a number and its unit stay together.
SHORT = 11
# What tells a row from others, and so is never said once for all.
KEPT = ("value_label", "measured_label", "indicator_name", SOURCES)
# What is said below a table where its column has no room, as long as it is short.
SAID_BELOW, FEW = ("reference_document_label",), 3


class Fitted(NamedTuple):
    """A table that fits a page: its topic, its grid, and what its rows have in common."""

    topic: str
    grid: Grid
    shared: str


def fitted(table: Table, numbered: dict[str, int], width: float) -> list[Fitted]:
    """Return a table in columns of a width in mm together, in parts by topic where it is long.

    Every part has the same columns, so that they read as one table.
    """
    cells = _cells(table, numbered)
    shared = [name for name in cells.columns if _is_shared(name, cells)]
    heads = {name: _heading(table, name) for name in cells.columns}
    said = [f"{heads[name]}: {cells[name][0]}" for name in shared if cells[name][0] != "–"]
    rest = cells.drop(shared)
    shown = _that_fit(rest, heads, width)
    said += _below(rest, shown, heads)
    if "base_label" in rest.columns and "base_label" not in shown and "indicator_name" in shown:
        rest = rest.with_columns(_with_base(rest, table.lang))
    whole = rest.select(shown)
    return [
        Fitted(topic, _grid(table, rows, heads, width), "; ".join(said))
        for topic, rows in _parts(table, whole)
    ]


def _grid(table: Table, cells: pl.DataFrame, heads: dict[str, str], width: float) -> Grid:
    """Return the grid of some rows; a column that is blank in all of them is left out."""
    shown = [n for n in cells.columns if n in KEPT or (cells[n] != "–").any()]
    right = [name in table.columns and table.columns[name].align == "right" for name in shown]
    columns = [
        [_whole(cell) if number else cell for cell in cells[name]]
        for name, number in zip(shown, right, strict=True)
    ]
    least = [_least(column, heads[name]) for name, column in zip(shown, columns, strict=True)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Grid([heads[n] for n in shown], rows, right, _widths(columns, least, width))


def _is_shared(name: str, cells: pl.DataFrame) -> bool:
    """Say whether all rows say the same in a column: a unit that is alone is that of the title."""
    alone = cells.height > 1 or (name == "unit_label" and "indicator_name" in cells.columns)
    return alone and name not in KEPT and cells[name].n_unique() == 1


def _below(cells: pl.DataFrame, shown: list[str], heads: dict[str, str]) -> list[str]:
    """Say what some columns held that had no room, where it is a word or two."""
    left = [name for name in SAID_BELOW if name in cells.columns and name not in shown]
    held = {
        name: [word for word in cells[name].unique(maintain_order=True) if word != "–"]
        for name in left
    }
    return [
        f"{heads[name]}: {', '.join(words)}"
        for name, words in held.items()
        if 0 < len(words) <= FEW
    ]


def _with_base(cells: pl.DataFrame, lang: Lang) -> pl.Series:
    """Name the base of an indicator with it, where it has no column of its own."""
    rows = cells.select("indicator_name", "base_label").iter_rows()
    said = [
        name if base == "–" else text("export.of_base", lang, indicator=name, base=base)
        for name, base in rows
    ]
    return pl.Series("indicator_name", said)


def _parts(table: Table, cells: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows of a table by topic, where it is about several and long; else all."""
    frame = table.frame
    long = "topic" in frame.columns and "indicator_name" in table.columns and frame.height > LONG
    if not long or frame["topic"].n_unique() < 2:
        yield "", cells
        return
    found = set(frame["topic"])
    for topic in (topic for topic in ORDER if topic in found):
        yield text(f"topic.{topic}", table.lang), cells.filter(frame["topic"] == topic)


def _heading(table: Table, name: str) -> str:
    if name == SOURCES:
        return text("export.sources", table.lang)
    return table.columns[name].heading(table.lang)


def _cells(table: Table, numbered: dict[str, int]) -> pl.DataFrame:
    """Return the words of every cell; what other columns say is folded into them."""
    frame = table.frame
    cited = "source_ids" in frame.columns
    left_out = FOLDED if cited else ("url",)
    names = [name for name in table.columns if name not in left_out]
    cells = frame.select(pl.col(names).cast(pl.String)).fill_null("–")
    if cited:
        cells = cells.with_columns(
            pl.Series(SOURCES, [marks(listed, numbered) for listed in frame["source_ids"]])
        )
    if {"tier_label", "indicator_name"} <= set(names):
        named = pl.concat_str(
            "indicator_name", pl.col("tier_label").replace("–", None), separator=", ",
            ignore_nulls=True,
        )  # fmt: skip
        cells = cells.with_columns(indicator_name=named).drop("tier_label")
    if "relation_label" in table.columns and "unit_label" in names:
        relation = pl.Series("relation", frame["relation_label"])
        cells = cells.with_columns(
            pl.concat_str("unit_label", relation, separator=", ", ignore_nulls=True)
        )
    if "status" in frame.columns and "value_label" in names:
        cells = cells.with_columns(_standing(frame, table.lang))
    return cells


def _standing(frame: pl.DataFrame, lang: Lang) -> pl.Series:
    """Say of a figure that was replaced that it was; that one is disputed its label says."""
    replaced = f" ({text('status.superseded', lang)})"
    rows = frame.select("value_label", "status").iter_rows()
    return pl.Series(
        "value_label",
        [f"{label or '–'}{replaced * (status == 'superseded')}" for label, status in rows],
    )


def _that_fit(cells: pl.DataFrame, heads: dict[str, str], width: float) -> list[str]:
    """Return the columns whose words a width holds."""
    shown = list(cells.columns)
    later = [name for name in reversed(shown) if name not in (*KEPT, *LEFT_FIRST)]
    least = {name: _least(list(map(_whole, cells[name])), heads[name]) for name in shown}
    for left in (*LEFT_FIRST, *later):
        if sum(least[name] for name in shown) <= width and len(shown) <= MOST:
            break
        if left in shown:
            shown.remove(left)
    return shown


def _whole(number: str) -> str:
    """Keep a number and its unit on one line, as long as they are short."""
    return number.replace(" ", NO_BREAK_SPACE) if len(number) <= SHORT else number


def _least(cells: Sequence[str], heading: str) -> float:
    """Return the least width of a column, that of its longest word."""
    word = max(map(_wide, _words(cells)), default=0)
    return max(word, BOLD * max(map(_wide, _words([heading])))) + MARGINS


def _words(cells: Iterable[str]) -> set[str]:
    """Return the words of some cells; a word may be parted behind a hyphen."""
    return {word for cell in cells for word in re.split(r"(?<=-)| ", cell)}


def _wide(words: str) -> float:
    """Return about how many millimetres words take on a line."""
    return sum(
        WIDTHS["slim"] if letter in SLIM
        else WIDTHS["broad"] if letter in BROAD
        else WIDTHS["capital"] if letter.isupper()
        else WIDTHS["usual"]
        for letter in words
    )  # fmt: skip


def _widths(columns: list[list[str]], least: list[float], width: float) -> list[float]:
    """Share out a width: to each column its least, and more to those that hold more words."""
    if sum(least) >= width:
        return [width * low / sum(least) for low in least]
    # Lines of a column are its words by its width: a root of them shares out the lines evenly.
    held = [sum(map(_wide, column)) ** EVENLY for column in columns]
    low, high = 0.0, width
    for _ in range(40):
        share = (low + high) / 2
        wide = [max(least[n], share * words) for n, words in enumerate(held)]
        low, high = (share, high) if sum(wide) < width else (low, share)
    return [each * width / sum(wide) for each in wide]
