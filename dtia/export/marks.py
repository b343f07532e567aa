"""The elements of a document that python-docx has no words for: fields, links, whole tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dtia.export.cells import inert

# Twentieths of a point in a millimetre.
TWIPS = 56.6929


def element(name: str, *children: Any, **attributes: object) -> Any:
    """Return an element of WordprocessingML with its children and attributes."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    made.extend(children)
    return made


def run(words: str, bold: bool = False, style: str | None = None) -> Any:
    """Return a run of words; a line end in them becomes one."""
    look = [element("rStyle", val=style)] if style else []
    look += [element("b")] if bold else []
    made = element("r", *([element("rPr", *look)] if look else []))
    for n, line in enumerate(inert(words).split("\n")):
        if n:
            made.append(element("br"))
        text = element("t")
        text.text = line.replace("\t", " ")
        text.set(qn("xml:space"), "preserve")
        made.append(text)
    return made


def field(instruction: str, shown: str) -> Iterator[Any]:
    """Yield the runs of a field that Word computes, with what it shows until then."""
    told = element("instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    for part in ("begin", told, "separate", shown, "end"):
        if part is told:
            yield element("r", told)
        elif part is shown:
            yield run(shown)
        else:
            yield element("r", element("fldChar", fldCharType=part))


def link(part: Any, url: str, words: str, style: str) -> Any:
    """Return words that lead to an address."""
    made = element("hyperlink", run(words, style=style))
    made.set(qn("r:id"), part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def paragraph(style: str, *runs: Any) -> Any:
    """Return a paragraph in a style, given by its id."""
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


class Grid(NamedTuple):
    """A table to be set: headings, rows of words, alignment and width in mm of each column."""

    heads: list[str]
    rows: list[list[str]]
    right: list[bool]
    widths: list[float]


def table(grid: Grid, styles: dict[str, str], title: str, description: str) -> Any:
    """Return a table whose heading row repeats on every page, and that says what it is.

    `styles` holds ids by name of style.
    """
    widths = [round(width * TWIPS) for width in grid.widths]
    properties = element(
        "tblPr",
        element("tblStyle", val=styles["Table Grid"]),
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
                noHBand=1, noVBand=1),
        element("tblCaption", val=inert(title)),
        element("tblDescription", val=inert(description)),
    )  # fmt: skip
    columns = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    cells = [styles["Table Number" if right else "Table Text"] for right in grid.right]
    head = _row(grid.heads, widths, [styles["Table Heading"]] * len(widths), head=True)
    return element(
        "tbl", properties, columns, head, *(_row(row, widths, cells) for row in grid.rows)
    )


def _row(cells: Sequence[str], widths: list[int], styles: list[str], head: bool = False) -> Any:
    kept = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    return element(
        "tr",
        element("trPr", *kept),
        *(
            element("tc", element("tcPr", element("tcW", w=width, type="dxa")),
                    paragraph(style, run(words)))
            for words, width, style in zip(cells, widths, styles, strict=True)
        ),
    )  # fmt: skip


def borders() -> Any:
    """Return thin lines around and between the cells of a table."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(side, val="single", sz=4, space=0, color="auto") for side in sides)
    return element("tblBorders", *lines)
