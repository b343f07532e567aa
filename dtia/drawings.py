"""Charts drawn as SVG, for files and for pages, and SVG written as PNG and PDF.

A page holds each chart as SVG and, below it, the table of what its tooltips say. Every mark names
its row, so a page needs no drawing library to tell, to highlight or to hand out its data.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import vl_convert

from dtia.charts.fonts import FALLBACK, PACKAGED
from dtia.charts.theme import INK
from dtia.errors import WrongValue
from dtia.files import MANIFEST, Together, is_whole, manifest, sealed
from dtia.shown import KEY, described

PPI = 300
FORMATS = ("svg", "png", "pdf")
# What an SVG file asks for, and what it is drawn with here.
ASKED, DRAWN = f'font-family="{FALLBACK}"', f'font-family="{PACKAGED}, {FALLBACK}"'
Spec = dict[str, Any]
# What Vega writes of a mark that has a description.
MARK = re.compile(r'aria-label="row(\d+)" role="graphics-symbol" aria-roledescription="[^"]*"')
WHERE = re.compile(r' data-row="\d+"')
NAME = r'(?: aria-label="[^"]*")?'
HIDDEN = re.compile(rf'{NAME} role="graphics-[a-z]+" aria-roledescription="[^"]*"{NAME}')
UNSEEN = re.compile(
    r'<path class="(?:back|fore)ground" aria-hidden="true"[^>]*d="M0,0h0v0h0Z"[^>]*/>'
    r'| opacity="1"(?=[^<>]*>)'
)
USUAL = re.compile(rf' font-size="12px"(?=[^<>]*>)| fill="{INK}"(?=>)')
DIGITS = re.compile(r"-?\d+\.\d{3,}(?=[^<>]*>)")


@dataclass(frozen=True)
class Drawing:
    """A chart as SVG: for a file, for a page (marks name their rows), and what its marks say."""

    title: str
    file: str
    page: str
    said: Rows
    phone: Phone | None = None


class Phone(NamedTuple):
    """A chart for a narrow screen: its marks as SVG; its words are those of the page around it."""

    page: str
    subtitle: str
    foot: str


def draw_both(spec: Spec, narrow: Spec | None, identifier: str) -> Drawing:
    """Draw a chart, and once more as it is laid out for a narrow screen, if it is."""
    drawing = draw(spec, identifier)
    if narrow is None:
        return drawing
    inner, head = narrow["concat"][0], narrow["concat"][0]["title"]
    foot = " ".join(narrow["title"]["text"])
    bare = {
        **{name: part for name, part in narrow.items() if name != "title"},
        "concat": [{**inner, "title": {"text": head["text"], "fontSize": 0, "offset": 0}}],
    }
    drawn = draw(bare, f"{identifier}-n", drawing.said)
    page = drawn.page.replace("<svg ", '<svg class="narrow" ', 1)
    return replace(drawing, phone=Phone(page, " ".join(head["subtitle"]), foot))


def draw(spec: dict[str, Any], identifier: str, like: Rows | None = None) -> Drawing:
    """Draw a Vega-Lite specification as SVG with a title and a text alternative.

    Ids are named after `identifier`, so that the same chart is the same bytes in any run and
    several charts can stand in one page. Marks of a chart that is drawn once more, otherwise laid
    out, name the rows of `like`.
    """
    if not heading(spec):
        raise WrongValue("chart_untitled")
    if any(_addresses(spec)):
        raise WrongValue("chart_away")
    whole, said = tied(spec, like) if is_framed(spec) else loose(spec)
    drawn = vl_convert.vegalite_to_svg(whole)
    local: dict[str, str] = {}
    for name in re.findall(r'\bid="([^"]+)"', drawn):
        local.setdefault(name, f"{identifier}-{len(local)}")
    drawn = re.sub(r'\bid="([^"]+)"', lambda m: f'id="{local[m[1]]}"', drawn)
    drawn = re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{local.get(m[1], m[1])})", drawn)
    labelled = f'aria-labelledby="{identifier}-title {identifier}-desc"'
    words = (
        f'<title id="{identifier}-title">{escape(heading(spec))}</title>'
        f'<desc id="{identifier}-desc">{escape(spec.get("description") or heading(spec))}</desc>'
    )
    drawn = re.sub(
        r"<svg\b([^>]*)>", lambda m: f'<svg role="img" {labelled}{m[1]}>{words}', drawn, count=1
    )
    return Drawing(
        title=heading(spec),
        file=unnumbered(drawn).replace(DRAWN, ASKED),
        page=light(numbered(drawn).replace(f" {DRAWN}", "")),
        said=said,
    )


def is_framed(spec: Spec) -> bool:
    """Say whether a specification is of one of dtia's own charts."""
    return "concat" in spec and "description" in spec


def heading(spec: dict[str, Any]) -> str:
    """Return the title that a chart shows; that of dtia's own charts stands within their frame."""
    inner = spec["concat"][0] if is_framed(spec) else spec
    title = inner.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


@dataclass(frozen=True)
class Exported:
    """Figures as files, by name: what a folder lacks, and what manifests are to say of all.

    `drawn` is of those whose bytes differ from run to run, `whole` of every one.
    """

    lacking: dict[str, bytes] = field(default_factory=dict)
    drawn: dict[str, dict[str, Any]] = field(default_factory=dict)
    whole: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Take in other files, by name, where a folder lacks them."""
        for name, content in files.items():
            self.whole[name] = sealed(content)
            if not (folder / name).is_file() or (folder / name).read_bytes() != content:
                self.lacking[name] = content


def exported(
    drawings: Mapping[str, Drawing],
    folder: Path,
    formats: Sequence[str],
    said: Callable[[str], None],
    render: Callable[[str, str], bytes],
) -> Exported:
    """Make files of drawings, by their stem, in the formats wanted, where a folder lacks them.

    PDF bytes differ from run to run, so a PDF or PNG stays that the manifest knows to be whole
    and drawn from the same SVG. `said` is told each stem; `render` makes a file of an SVG and a
    format, as `rendered` does.
    """
    known, made = _manifest(folder), Exported()
    for stem, drawing in drawings.items():
        said(stem)
        drawn_from = sealed(drawing.file.encode())["hash"]
        for format in sorted(formats, key=FORMATS.index):
            path = folder / f"{stem}.{format}"
            entry = known.get(path.name, {})
            old = content = path.read_bytes() if path.is_file() else b""
            if entry.get("drawn_from") != drawn_from or not is_whole(old, entry):
                content = render(drawing.file, format)
            made.whole[path.name] = sealed(content)
            if format != "svg":
                made.drawn[path.name] = {**made.whole[path.name], "drawn_from": drawn_from}
            if content != old:
                made.lacking[path.name] = content
    return made


def write_figures(made: Iterable[Exported], folder: Path, files: Together) -> None:
    """Write the files that a folder lacks, and last its manifest."""
    known = _manifest(folder)
    for figures in made:
        known |= figures.drawn
        for name, content in figures.lacking.items():
            files.write(folder / name, content)
    if known:
        files.write(folder / MANIFEST, manifest(known))


def rendered(drawn: str, format: str, ppi: float = PPI) -> bytes:
    """Return an SVG text as a file of a format; `ppi` is how many dots a PNG has to the inch."""
    inked = drawn.replace(ASKED, DRAWN)
    if format == "png":
        return bytes(vl_convert.svg_to_png(inked, ppi=ppi))
    return bytes(vl_convert.svg_to_pdf(inked)) if format == "pdf" else drawn.encode()


def _manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the last run wrote of the figures that are still there; nothing in doubt."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {
            name: entry
            for name, entry in files.items()
            if (folder / name).is_file() and isinstance(entry, dict)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


@dataclass(frozen=True)
class Rows:
    """What the marks of a chart say: titles of columns by field, and the rows.

    A row holds the numbers that its columns word as well, and the `_ids` of its figure.
    """

    columns: dict[str, str]
    rows: list[dict[str, Any]]


def tied(spec: Spec, like: Rows | None = None) -> tuple[Spec, Rows]:
    """Number the rows of a chart and let every mark that has a tooltip carry its number.

    Rows of several layers that say the same are one row, and have the number that `like` gives.
    """
    whole = copy.deepcopy(spec)
    columns: dict[str, str] = {}
    for encoding in _encodings(whole):
        encoding["description"] = {"field": "_row", "type": "nominal"}
        for shown in encoding["tooltip"]:
            columns.setdefault(shown["field"], shown.get("title", ""))
    if like is not None:
        columns = {**like.columns, **columns}
    rows: list[dict[str, Any]] = [] if like is None else list(like.rows)
    places = {tuple(row.get(field) for field in columns): n for n, row in enumerate(rows)}
    for dataset in whole["datasets"].values():
        for row in dataset:
            said = tuple(row.get(field) for field in columns)
            if not any(said):
                continue
            if said not in places:
                places[said] = len(rows)
                numbers = [described(field).number(row) for field in columns]
                kept = dict.fromkeys([*columns, *(name for name in numbers if name)])
                rows.append({name: row.get(name) for name in kept} | {"_ids": ids(row)})
            row["_row"] = f"row{places[said]}"
    whole["config"].setdefault("mark", {})["aria"] = True
    return whole, Rows(columns, rows)


def loose(spec: Spec) -> tuple[Spec, Rows]:
    """Return a chart that is none of dtia's as it is, and the rows that it was given.

    Its marks may each stand for several rows, so that none names one.
    """
    given = [row for rows in spec.get("datasets", {}).values() for row in rows]
    columns = {str(name): str(name) for row in given for name in row}
    rows = [{name: _word(row.get(name)) for name in columns} | {"_ids": {}} for row in given]
    return spec, Rows(columns, rows)


def _word(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _addresses(node: Any) -> Iterator[str]:
    """Yield what a chart would have to ask of other machines or files: data, maps, pictures."""
    if isinstance(node, dict):
        if isinstance(node.get("url"), str) and node["url"]:
            yield node["url"]
        for name, child in node.items():
            if name != "datasets":
                yield from _addresses(child)
    elif isinstance(node, list):
        for child in node:
            yield from _addresses(child)


def ids(row: dict[str, Any]) -> dict[str, str]:
    """Return what identifies the figure of a row: the ids that the row has, in order."""
    return {part: str(row[part]) for part in KEY if row.get(part) is not None}


def numbered(drawing: str) -> str:
    """Let each mark of a drawing of a tied chart say its row in `data-row`."""
    return HIDDEN.sub("", MARK.sub(r'data-row="\1"', drawing))


def unnumbered(drawing: str) -> str:
    """Drop from a drawing of a tied chart what only a page uses."""
    return WHERE.sub("", numbered(drawing))


def light(drawing: str) -> str:
    """Drop from a drawing what a reader does not see, digits beyond a hundredth of a pixel, and
    how most words are written, which a page says once."""
    lighter = USUAL.sub("", UNSEEN.sub("", drawing))
    return DIGITS.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), lighter)


def _encodings(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every encoding with a tooltip."""
    if isinstance(node, dict):
        encoding = node.get("encoding")
        if isinstance(encoding, dict) and encoding.get("tooltip"):
            if isinstance(encoding["tooltip"], dict):
                encoding["tooltip"] = [encoding["tooltip"]]
            yield encoding
        for name, child in node.items():
            if name != "datasets":
                yield from _encodings(child)
    elif isinstance(node, list):
        for child in node:
            yield from _encodings(child)
