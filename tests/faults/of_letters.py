"""Slips in letters: unseen and look-alike ones, lost ones, and addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from faults.planting import Change, Kind, Spot, in_cell
from support.forms import mojibake, tcvn3, vni

TEXTS = {
    "units": ["name_vi", "aliases"], "indicators": ["name_vi", "definition_vi"],
    "bases": ["label_vi"], "methods": ["label_vi"], "regions": ["label_vi"],
    "categories": ["label_vi"], "documents": ["title_vi", "issuer"], "sources": ["publisher"],
    "targets": ["figure_text", "note"], "observations": ["figure_text", "note"],
    "national_references": ["reason"], "comparability": ["reason_vi"], "left_out": ["figure_text"],
    "glossary": ["term_vi", "meaning_vi"], "weights": ["figure_text"], "dti_weights": ["note"],
    "dti_versions": ["note"], "phrase_exceptions": ["reason"], "corrections": ["reason_vi"],
    "double_readings": ["second_phrase"], "adjudication": ["reason_vi"], "tiles": ["label_vi"],
}  # fmt: skip
UNSEEN = {
    "no width": "\u200b\u200c\u200d\u2060\ufeff", "a direction": "\u200e\u202a\u202e\u2066\u2069",
    "a soft hyphen": "\u00ad", "a blank that does not break": "\u00a0\u202f\u2007",
    "a wide blank": "\u3000\u2003\u2009", "a variation selector": "\ufe0f\ufe00\U000e0100",
    "a joiner of graphemes": "\u034f", "an empty braille cell": "\u2800",
    "a private letter": "\ue000\uf8ff\U000f0000", "no character": "\uffff\ufdd0\U0001ffff",
    "a Mongolian mark": "\u180b\u180e", "a Hangul filler": "\u115f\u1160\u3164\uffa0",
    "a control": "\x07\x1b\x7f\x85", "a line end": "\n\r\u2028\u2029", "a tab": "\t",
    "a tag": "\U000e0041", "a lone accent": "\u0309\u0323\u0301",
}  # fmt: skip
LOOKS = {"a": "а", "e": "е", "o": "ο", "c": "с", "p": "р", "x": "х", "i": "і", "T": "Т", "H": "Н",
         "B": "В", "K": "Κ", "M": "М", "y": "у", "N": "Ν", "v": "ν"}  # fmt: skip
STRANGE = {"Đ": "ÐƉ", "đ": "ðɖ", "ă": "ǎ", "1": "１", "n": "ｎ", "t": "𝐭"}
ADDRESSES = [
    "https://exa[mple.org/x", "https:///x", "https://", "http:/example.org/x", "www.example.org/x",
    "example.org", "https://example.org:99999/x", "javascript:alert(1)", "ftp://example.org/x",
    "https://exa mple.org/x", "https://a..b/x", "https://[::1", "htps://example.org/x",
    "https://example.org/<x>", "https://.example.org/", "https://example.org:port/x",
    "https://example,org/x", "https//example.org/x", "mailto:a@example.org", "https://-/x",
    "https://localhost/x", "C:\\trang\\tin.html", "https://vnexpress/x",
    "https://https://example.org/x",
]  # fmt: skip


def letter_kinds() -> Iterator[Kind]:
    for table, columns in TEXTS.items():
        for column in columns:
            yield in_cell(table, column, "an accent by itself", _spread)
            yield in_cell(table, column, "a letter of another script", _looks)
            yield in_cell(table, column, "a blank at an end", _blank_end)
            yield in_cell(table, column, "a formula", _formula)
            yield in_cell(table, column, "a letter lost to a question mark", _lost)
            yield in_cell(table, column, "a letter that cannot be shown", _unshown)
    for name, characters in UNSEEN.items():
        for table, column in (("units", "name_vi"), ("targets", "figure_text"),
                              ("sources", "url"), ("documents", "document_id")):  # fmt: skip
            # A line end without quotes ends the row.
            told = (column, "") if "\n" in characters else (column,)
            yield in_cell(table, column, name, _inserted(characters), *told)
    for table, column in (("documents", "title_vi"), ("glossary", "meaning_vi"),
                          ("targets", "figure_text"), ("indicators", "definition_vi")):  # fmt: skip
        yield in_cell(table, column, "a look-alike of a Vietnamese letter", _strange)
        yield in_cell(table, column, "UTF-8 read as something else", _broken(mojibake))
        yield in_cell(table, column, "TCVN3", _broken(tcvn3))
        yield in_cell(table, column, "VNI", _broken(vni))
    for address in ADDRESSES:
        yield in_cell("sources", "url", f"the address {address}", lambda _, a=address: a)
    yield in_cell("sources", "archive_sha256", "cut", lambda s: s.cell[:-1] if s.cell else None)
    yield in_cell("sources", "archive_sha256", "capitals", lambda s: s.cell.upper() or None)
    for table, column in (("bases", "base_id"), ("methods", "method_id"), ("regions", "region_id"),
                          ("categories", "category_id"), ("sources", "source_id"),
                          ("indicators", "indicator_id"), ("comparability", "rule_id"),
                          ("units", "unit_id"), ("documents", "document_id")):  # fmt: skip
        yield in_cell(table, column, "a blank inside an id", lambda s: f"{s.cell[:2]} {s.cell[2:]}")
        yield in_cell(table, column, "a Vietnamese letter in an id", lambda s: f"{s.cell[:-1]}ă")
    yield in_cell("units", "nso_code", "a code without its zero", _no_zero)


def _inserted(characters: str) -> Change:
    def change(spot: Spot) -> str | None:
        if len(spot.cell) < 3:
            return None
        at = spot.random.randrange(1, len(spot.cell))
        return spot.cell[:at] + spot.random.choice(characters) + spot.cell[at:]

    return change


def _spread(spot: Spot) -> str:
    return unicodedata.normalize("NFD", spot.cell)


def _replaced(spot: Spot, letters: dict[str, str]) -> str | None:
    """Replace one of the letters, where it stands in a longer word of its script."""
    places = [
        m.start() for m in re.finditer(r"(?<=[a-zà-ỹ])[^\W\d_]|[^\W\d_](?=[a-zà-ỹ])|\d", spot.cell)
        if spot.cell[m.start()] in letters
    ]  # fmt: skip
    if not places:
        return None
    at = spot.random.choice(places)
    return spot.cell[:at] + spot.random.choice(letters[spot.cell[at]]) + spot.cell[at + 1 :]


def _looks(spot: Spot) -> str | None:
    return _replaced(spot, LOOKS)


def _strange(spot: Spot) -> str | None:
    return _replaced(spot, STRANGE)


def _blank_end(spot: Spot) -> str | None:
    return spot.random.choice([f" {spot.cell}", f"{spot.cell} "]) if spot.cell else None


def _formula(spot: Spot) -> str | None:
    return spot.random.choice("=+-@") + spot.cell if spot.cell else None


def _lost(spot: Spot) -> str | None:
    places = [at for at, char in enumerate(spot.cell) if char > "\u00ff" and char.isalpha()
              and re.search(r"[^\W\d_]", spot.cell[at + 1 : at + 2])]  # fmt: skip
    if not places or ("\u0900" <= max(spot.cell) <= "\u097f"):
        return None
    at = spot.random.choice(places)
    return f"{spot.cell[:at]}?{spot.cell[at + 1 :]}"


def _unshown(spot: Spot) -> str | None:
    marked = [at for at, char in enumerate(spot.cell) if char > "\u007f"]
    at = spot.random.choice(marked) if marked else None
    return None if at is None else f"{spot.cell[:at]}\ufffd{spot.cell[at + 1 :]}"


def _broken(form: object) -> Change:
    def change(spot: Spot) -> str | None:
        marks = len(re.findall(r"[ạ-ỹ]", spot.cell))
        return form(spot.cell) if marks > 2 else None  # type: ignore[operator]

    return change


def _no_zero(spot: Spot) -> str | None:
    return spot.cell[1:] if spot.cell.startswith("0") else None
