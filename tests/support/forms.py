"""Raw tables as other programs save them: each form turns the text of a file into its bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from unicodedata import normalize

from dtia.data.letters import TCVN3, TONES, VNI

Form = Callable[[str], bytes]
# More than a file of which every row is looked at.
LONG = b"x" * 1_500_000
_TCVN3 = {letter: code for code, letter in TCVN3.items()}
_VNI = {marks: letter for letter, marks in VNI.items() if letter.islower()}


def tcvn3(text: str) -> str:
    """Write for a TCVN3 font; it has no capitals with tones, they are another font."""
    return "".join(_TCVN3.get(char, _TCVN3.get(char.lower(), char)) for char in text)


def vni(text: str) -> str:
    """Write for a VNI font: a letter, then a letter for its marks."""
    return "".join(_vni(char) for char in text)


def _vni(char: str) -> str:
    small = char.lower()
    if small in _VNI or small.isascii() or small in "íì":
        return _VNI.get(small, char)
    base, *marks = normalize("NFD", small)
    if "\u031b" in marks:
        base, marks = _VNI[normalize("NFC", f"{base}\u031b")], [m for m in marks if m != "\u031b"]
    ordered = "".join(sorted(marks, key=lambda mark: mark in TONES))
    return base + _VNI.get(ordered, ordered)


def cp1258(text: str) -> bytes:
    """Save as Windows does: letters with hat or horn, then the tone."""
    spread = "".join(_windows(char) for char in text)
    return spread.encode("cp1258", "replace")


def _windows(char: str) -> str:
    spread = normalize("NFD", char)
    if char.encode("cp1258", "ignore") or not set(spread) & set(TONES):
        return char
    bare = normalize("NFC", "".join(mark for mark in spread if mark not in TONES))
    return bare + "".join(mark for mark in spread if mark in TONES)


def mojibake(text: str) -> str:
    """Read the bytes of UTF-8 as a Windows program does, with holes as control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def separated(text: str, separator: str) -> str:
    out = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


def cell(text: str, change: Callable[[str], str]) -> str:
    """Change the last cell of the second row."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows[2 if len(rows) > 2 else 1][-1] = change(rows[2 if len(rows) > 2 else 1][-1])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def open_quote(text: str) -> str:
    """Open a double quote in the second row that nothing closes."""
    head, rest = text.split("\n", 1)
    return f'{head}\n"{rest.replace(chr(34), "")}'


def commas(text: str) -> str:
    return "".join(f"{line},,\n" for line in text.splitlines())


def blank_row(text: str) -> str:
    return "," * text.partition("\n")[0].count(",") + "\n"


# Whole files: what each is saved as.
FORMS: dict[str, Form] = {
    "semicolons": lambda text: separated(text, ";").encode(),
    "commas replaced by semicolons": lambda text: text.replace(",", ";").encode(),
    "quoted cells with semicolons": lambda text: (
        text.replace(",", '";"').replace("\n", '"\n"').encode()
    ),
    "tabs": lambda text: separated(text, "\t").encode(),
    "bars": lambda text: separated(text, "|").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 LE without mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE without mark": lambda text: text.encode("utf-16-be"),
    "UTF-16 with tabs": lambda text: separated(text, "\t").encode("utf-16"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "cp1258": cp1258,
    "cp1258 with lost letters": lambda text: text.encode("cp1258", "replace"),
    "cp1252 with lost letters": lambda text: text.encode("cp1252", "replace"),
    "lost letters in UTF-8": lambda text: (
        text.encode("cp1252", "replace").decode("cp1252").encode()
    ),
    "lost letters in ASCII": lambda text: text.encode("ascii", "replace"),
    "letters that cannot be shown": lambda text: text.encode().decode("ascii", "replace").encode(),
    "mojibake": lambda text: mojibake(text).encode(),
    "mojibake with a mark": lambda text: mojibake(f"\ufeff{text}").encode(),
    "mojibake that lost bytes": lambda text: text.encode().decode("cp1252", "replace").encode(),
    "TCVN3": lambda text: tcvn3(text).encode(),
    "TCVN3 in one byte a letter": lambda text: tcvn3(text).encode("latin-1", "replace"),
    "VNI": lambda text: vni(text).encode(),
    "VNI in one byte a letter": lambda text: vni(text).encode("latin-1", "replace"),
    "sep=": lambda text: f"sep=,\n{text}".encode(),
    "sep= and semicolons": lambda text: f"sep=;\n{separated(text, ';')}".encode(),
    "two marks": lambda text: f"\ufeff\ufeff{text}".encode(),
    "a blank first line": lambda text: f"\n{text}".encode(),
    "a first line of commas": lambda text: f"{blank_row(text)}{text}".encode(),
    "empty": lambda text: b"",
    "a mark and nothing else": lambda text: b"\xef\xbb\xbf\r\n",
    "header only": lambda text: text.partition("\n")[0].encode(),
    "without its header": lambda text: text.partition("\n")[2].encode(),
    "an open quote": lambda text: open_quote(text).encode(),
    "an open quote in the header": lambda text: f'"{text}'.encode(),
    "a stray quote": lambda text: text.replace("\n", '\n"a"b', 1).encode(),
    "trailing commas": lambda text: commas(text).encode(),
    "trailing commas below the header": lambda text: (
        text.partition("\n")[0] + "\n" + commas(text.partition("\n")[2])
    ).encode(),
    "200 lines of commas": lambda text: (text + blank_row(text) * 200).encode(),
    "1000 blank lines": lambda text: (text + "\n" * 1000).encode(),
    "1000 blank lines inside": lambda text: text.replace("\n", "\n" * 1001, 1).encode(),
    "NUL bytes at the end": lambda text: text.encode() + b"\0" * 4096,
    "NUL bytes inside": lambda text: text.replace(",", "\0,").encode(),
    "one NUL": lambda text: cell(text, lambda cell: f"{cell}\0").encode(),
    "a cell of 1.5 MB": lambda text: text.encode().replace(b"\n", b"\n" + LONG, 1),
    "cut in half": lambda text: text.encode()[: len(text.encode()) // 2],
    "a workbook": lambda text: b"PK\x03\x04" + bytes(range(256)) * 20,
    "a web page": lambda text: f"<html><table>{text}</table></html>".encode(),
    "two versions": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n".encode(),
}
