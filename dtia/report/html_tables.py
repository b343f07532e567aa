"""The HTML of tables on a page: great-tables' made plain, links and foreign words marked."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from dtia.i18n import Lang

OPENING = re.compile(r'<div id="(table-[^"]+)".*?<style>.*?</style>\s*<table[^>]*>', re.DOTALL)
TITLE = re.compile(r'<tr class="gt_heading">\s*<td[^>]*>(.*?)</td>\s*</tr>', re.DOTALL)
HEADING = re.compile(r'<th class="[^"]*gt_(left|right|center)"[^>]*>')
CELL = re.compile(r'<td headers="[^"]*" class="gt_row gt_(left|right|center)">')
FIRST = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)
# Only within a tag: a cell that talks of styles keeps its words.
TAG, LOOKS = re.compile(r"<[a-z]+ [^>]*>"), re.compile(r' (?:class="gt_|style=")[^"]*"')
NOTE = re.compile(r'<td class="gt_sourcenote" colspan="(\d+)">')
CELLS = re.compile(r"<(td|th)\b([^>]*)>(.*?)</\1>", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
# Letters that stand in Vietnamese and not in English.
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def plain_table(html: str, lang: Lang) -> str:
    """Make the HTML of a great table plain: a caption, scopes, and no style of its own.

    The page has one style for all tables; the first cell of each row becomes its heading. Cells
    are taken over as they are, escaped by great-tables.
    """
    found = OPENING.search(html)
    if not found:
        return html
    table = html[found.end() : html.rindex("</table>")]
    title = TITLE.search(table)
    table = TITLE.sub("", table, count=1)
    table = HEADING.sub(lambda m: f'<th scope="col"{_side(m[1])}>', table)
    table = CELL.sub(lambda m: f"<td{_side(m[1])}>", table)
    head, body = table.split("</thead>", 1)
    body = FIRST.sub(r'\1<th scope="row"\2>\3</th>', body)
    body = NOTE.sub(r'<td colspan="\1">', body)
    whole = TAG.sub(lambda tag: LOOKS.sub("", tag[0]), f"{head}</thead>{body}")
    whole = re.sub(r">\s+<(?=/?t)", "><", whole)
    whole = CELLS.sub(lambda m: f"<{m[1]}{m[2]}{foreign(m[3], lang)}>{m[3]}</{m[1]}>", whole)
    caption = f"<caption>{title[1]}</caption>" if title else ""
    return f'<table id="{found[1]}">{caption}{whole.strip()}</table>'


def _side(side: str) -> str:
    return ' class="n"' if side == "right" else ""


def title_of(table: str) -> str:
    """Return the caption of a plain table as text."""
    caption = CAPTION.search(table)
    return unescape(Markup(caption[1]).striptags()) if caption else ""


def foreign(value: object, lang: Lang) -> Markup:
    """Return the attribute that marks Vietnamese words on an English page."""
    return Markup(' lang="vi"' if lang == "en" and VIETNAMESE.search(str(value)) else "")


def link(url: object) -> str:
    """Return the host that a link to a page shows; blank for anything but http(s)."""
    parts = urlsplit(str(url or ""))
    if parts.scheme not in ("http", "https"):
        return ""
    return (parts.hostname or str(url)).removeprefix("www.")
