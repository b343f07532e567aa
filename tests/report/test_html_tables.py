"""Tables on a page: made from their columns; what an analyst shows of their own is shown too."""

from __future__ import annotations

from pathlib import Path

import nbformat
import polars as pl
import pytest

from dtia import tables, views
from dtia.data import Data
from dtia.drawings import Rows
from dtia.i18n import LANGS, Lang
from dtia.report.html_tables import MAIN, Cell, foreign, of_chart, of_view
from dtia.report.index_page import page
from dtia.report.notebooks import Block, Kernel, run
from dtia.tables import Table
from support.hostile import ATTACKS
from support.page import Page
from support.project import ROOT

ACCOUNTS = "soc.payment_account"
CELLS = {
    "ours": "tables.targets(views.targets(data, 'soc.payment_account', lang), lang)",
    "displayed": "display(tables.documents(views.documents(data, lang), lang))",
    "polars": "pl.DataFrame({'name': ['<b>x</b>'], 'n': [1]})",
    "great": "GT(pl.DataFrame({'own': ['<i>y</i>']}), id='mine')",
}
IMPORTS = "import polars as pl\nfrom great_tables import GT\nfrom dtia import load, tables, views"


@pytest.fixture(scope="module")
def blocks() -> dict[str, Block]:
    """What a notebook shows whose analyst sets tables of their own beside ours."""
    parameters = nbformat.v4.new_code_cell("lang = 'vi'", metadata={"tags": ["parameters"]})
    cells = [
        nbformat.v4.new_markdown_cell("# Own tables\n\nWords.", metadata={"tags": ["en"]}),
        nbformat.v4.new_code_cell(f"{IMPORTS}\ndata = load({str(ROOT / 'data')!r})"),
        *(nbformat.v4.new_code_cell(code, id=name) for name, code in CELLS.items()),
    ]
    notebook = nbformat.v4.new_notebook(cells=[parameters, *cells])
    return {block.id: block for block in run(Path("own.ipynb"), notebook, "en", Kernel())}


def test_a_table_stays_a_table_and_what_is_not_ours_is_taken_as_it_shows_itself(
    blocks: dict[str, Block],
) -> None:
    assert {name: blocks[name].kind for name in CELLS} == {
        "ours": "table", "displayed": "table", "polars": "html", "great": "html",
    }  # fmt: skip
    assert isinstance(blocks["ours"].content, Table)
    assert isinstance(blocks["displayed"].content, Table)


def test_a_page_shows_tables_of_both_kinds_and_runs_nothing_of_them(
    data: Data, blocks: dict[str, Block]
) -> None:
    html = page(data, [("90_own", list(blocks.values()))], {}, "en")
    own = Page(html)
    assert [e.id for e in own.all("table", "ours")] == ["table-targets-soc-payment_account"]
    assert [cell.text for cell in own.all("td", "great")] == ["<i>y</i>"]
    assert '"<b>x</b>"' in [cell.text for cell in own.all("td", "polars")]
    regions = {e.id: e.attributes for e in own.all("div") if e.id in CELLS}
    assert all(about["role"] == "region" and about["aria-label"] for about in regions.values())


@pytest.mark.parametrize("lang", LANGS)
def test_cells_are_the_frame_with_a_dash_for_what_is_blank(data: Data, lang: Lang) -> None:
    table = tables.targets(views.targets(data, ACCOUNTS, lang), lang)
    plain = of_view(table)
    names = [head.field for head in plain.heads]
    # A page is named and linked in one cell; what a reader needs first stands on the left.
    assert set(names) == set(table.columns) - {"url"}
    assert names[:MAIN] == [
        "unit_label", "horizon_year", "value_label", "base_label", "document_label", "source_label",
    ]  # fmt: skip
    assert [head.title for head in plain.heads] == [table.columns[n].heading(lang) for n in names]
    for shown, row in zip(plain.rows, table.frame.to_dicts(), strict=True):
        assert [cell.text for cell in shown] == [
            "–" if row[name] is None else str(row[name]) for name in names
        ]
        assert shown[names.index("source_label")].href == (row["url"] or "")
    year, value = (names.index(name) for name in ("horizon_year", "value_label"))
    # A year is its own number; a figure has it beside its words.
    assert {shown[year].value for shown in plain.rows} == {""}
    numbers = [float(shown[value].value) for shown in plain.rows if shown[value].value]
    assert numbers == table.frame["value"].drop_nulls().to_list()


def test_numbers_of_a_cell_are_written_without_what_computing_left_behind() -> None:
    rows = [
        {"gap_label": "+0.3 points", "gap_low": 0.1 + 0.2, "_ids": {}},
        {"gap_label": "−35 points", "gap_low": -35.0, "_ids": {}},
        {"gap_label": "", "gap_low": 5.0, "_ids": {}},
    ]
    plain = of_chart("t", Rows({"gap_label": "Gap"}, rows), "en", str)
    assert [cell for [cell] in plain.rows] == [
        Cell("+0.3 points", "0.3", ""), Cell("−35 points", "-35", ""), Cell("–", "", ""),
    ]  # fmt: skip
    assert [head.number for head in plain.heads] == ["Gap (number)"] and plain.reports == []


def test_only_the_web_is_linked_and_markup_is_text(data: Data) -> None:
    frame = views.targets(data, ACCOUNTS, "en").with_columns(
        unit_label=pl.lit(" ".join(ATTACKS)),
        url=pl.when(pl.int_range(pl.len()) == 0)
        .then(pl.lit("https://www.example.org/a"))
        .otherwise(pl.lit("javascript:alert(1)")),
    )
    blocks = [Block("first", "text", "# T"), Block("b", "table", tables.targets(frame, "en"))]
    own = Page(page(data, [("01_x", blocks)], {}, "en"))
    assert {(link.attributes["href"], link.text) for link in own.all("a", "b")} == {
        ("https://www.example.org/a", frame["source_label"][0])
    }
    assert {head.text for head in own.all("th", "b") if head.attributes["scope"] == "row"} == {
        " ".join(ATTACKS)
    }
    assert not list(own.all("img")) and len(list(own.all("script"))) == 1


def test_vietnamese_words_are_marked_on_an_english_page_only() -> None:
    assert foreign("Đắk Lắk", "en") == ' lang="vi"'
    assert foreign("Dak Lak", "en") == foreign("Đắk Lắk", "vi") == ""


def test_headings_of_a_notebook_go_down_by_one_and_the_first_is_a_place(data: Data) -> None:
    blocks = [
        Block("n01-vi", "text", "# A *good* & `new` “title”\n\n## Below\n\nText # no heading"),
        Block("n02-en", "text", "## Second\n\n```\n# code\n```"),
    ]
    own = Page(page(data, [("01_a_b", blocks)], {}, "en"))
    heads = [
        (e.tag, e.id, e.text)
        for e in own.elements
        if e.tag in ("h2", "h3") and e.inside[-1].id == "a-b"
    ]
    assert heads == [
        ("h2", "title-a-b", "A good & new “title” #"), ("h3", "", "Below"),
        ("h3", "at-n02", "Second #"),
    ]  # fmt: skip
    anchors = [a.attributes for a in own.all("a", "a-b")]
    assert [(a["href"], a["aria-label"]) for a in anchors] == [
        ("#a-b", "Link to: A good & new “title”"), ("#at-n02", "Link to: Second"),
    ]  # fmt: skip
