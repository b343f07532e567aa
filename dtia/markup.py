"""What tables and charts weigh on a page: great-tables' HTML made plain, scripts packed."""

from __future__ import annotations

import base64
import gzip
import re

OPENING = re.compile(r'<div id="(table-[^"]+)".*?<style>.*?</style>\s*<table[^>]*>', re.DOTALL)
TITLE = re.compile(r'<tr class="gt_heading">\s*<td[^>]*>(.*?)</td>\s*</tr>', re.DOTALL)
HEADING = re.compile(r'<th class="[^"]*gt_(left|right|center)"[^>]*>')
CELL = re.compile(r'<td headers="[^"]*" class="gt_row gt_(left|right|center)">')
FIRST = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)
# Only within a tag: a cell that talks of styles keeps its words.
TAG, LOOKS = re.compile(r"<[a-z]+ [^>]*>"), re.compile(r' (?:class="gt_|style=")[^"]*"')
NOTE = re.compile(r'<td class="gt_sourcenote" colspan="(\d+)">')


def plain_table(html: str) -> str:
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
    caption = f"<caption>{title[1]}</caption>" if title else ""
    return f'<table id="{found[1]}">{caption}{whole.strip()}</table>'


def _side(side: str) -> str:
    return ' class="n"' if side == "right" else ""


def packed(text: str) -> str:
    """Compress a text to base64, the same bytes each time."""
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
