"""What an act says of itself: issuer, number, date, title, unit; and of the page it stands on."""

from __future__ import annotations

import re
from typing import NamedTuple

from dtia.check.numerals import MONTHS
from dtia.curate.extraction import Paragraph
from dtia.curate.places import MERGED, Places, era_of, leading, national, unit_of
from dtia.data.names import plain

HEAD = 40
NUMBERED = (
    r"\d{1,5}[a-z]?\s*[-/]\s*(?:NQ|QĐ|KH|CT|CTr|CTHĐ|ĐA|NĐ|TT|BC|HD|CV)"
    r"(?:\s*[-/]\s*[A-ZĐ][\wĐđ.]*)+"
)
NUMBER = re.compile(rf"(?:Số|No\.?|Number)\s*:?\s*(?P<number>{NUMBERED})", re.IGNORECASE)
CITED = re.compile(
    rf"(?P<kind>[Nn]ghị quyết|[Kk]ế hoạch|[Qq]uyết định|[Cc]hương trình(?: hành động)?|[Cc]hỉ thị|"
    rf"[Rr]esolution|[Pp]lan|[Dd]ecision|[Dd]irective)\s+(?:số|No\.?)?\s*(?P<number>{NUMBERED})"
    rf"(?:,?\s*(?:ngày|dated)\s*(?P<date>\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{4}}))?"
    rf"(?P<after>[^.;]{{0,240}}(?!\w))"
)
LONG_DATE = re.compile(
    r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*((?:19|20)\d\d)", re.IGNORECASE
)
SHORT_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d)(?!\d)")
ENGLISH_DATE = re.compile(
    rf"(?P<month>{MONTHS}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)|"
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{MONTHS}),? (?P<y>(?:19|20)\d\d)",
    re.IGNORECASE,
)
KINDS = {
    "nghị quyết": "resolution", "quyết định": "decision", "kế hoạch": "plan",
    "chỉ thị": "directive",
    "chương trình": "programme", "chương trình hành động": "programme", "đề án": "programme",
    "chiến lược": "programme", "nghị định": "decree", "luật": "law", "resolution": "resolution",
    "plan": "plan", "decision": "decision", "directive": "directive", "programme": "programme",
}  # fmt: skip
TITLE = re.compile(rf"\W*({'|'.join(sorted(KINDS, key=len, reverse=True))})\b", re.IGNORECASE)
ISSUERS = [
    (re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN"), "UBND"),
    (re.compile(r"HỘI ĐỒNG NHÂN DÂN"), "HĐND"),
    (re.compile(r"(?:TỈNH|THÀNH)\s*(?:ỦY|UỶ)|ĐẢNG BỘ"), "Tỉnh ủy"),
    (re.compile(r"THỦ TƯỚNG"), "Thủ tướng Chính phủ"),
    (re.compile(r"BỘ CHÍNH TRỊ"), "Bộ Chính trị"),
    (re.compile(r"^CHÍNH PHỦ"), "Chính phủ"),
]
BY_NUMBER = {"UBND": "UBND", "TU": "Tỉnh ủy", "HĐND": "HĐND", "TTg": "Thủ tướng Chính phủ",
             "TW": "Ban Chấp hành Trung ương", "CP": "Chính phủ"}  # fmt: skip
BODY = re.compile(r"\W*(?:căn cứ|thực hiện|theo|xét|điều 1|phần|i\.|1\.)", re.IGNORECASE)
# The day of an act that a page cites is not the day of the page.
DAY_OF_ACT = re.compile(
    rf"(?:{NUMBERED}|(?:số|No\.?)\s*\d+)[^.;]{{0,40}}?(?:ngày|dated|of|on)\s*"
    r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


class Head(NamedTuple):
    """What is known of an act; blank where nothing is said.

    `whole` is true where the file is the act itself, false where a page tells of it. `dated` is
    the day of the act or of the page, whichever is known; `era` the map that was in force then;
    `year` the one that a plan of one year is for.
    """

    unit_id: str
    sole: bool
    kind: str
    issuer: str
    number: str
    issued_on: str
    title: str
    plan_type: str
    whole: bool
    dated: str
    era: str
    url: str

    @property
    def year(self) -> str:
        """The year of a plan of one year."""
        found = re.search(r"(?:năm|for|in) (20\d\d)", self.title, re.IGNORECASE)
        return found[1] if found and self.plan_type == "annual_plan" else ""


def head(paragraphs: list[Paragraph], places: Places) -> Head:
    """Read the head of an act, or what a page says of the act that it tells of."""
    lines = [paragraph.text for paragraph in paragraphs]
    top = lines[:HEAD]
    number = next((m["number"] for line in top if (m := NUMBER.search(line))), "")
    named = next((n for n, line in enumerate(top) if TITLE.match(line) and _upper(line)), None)
    url = next((m[0] for line in lines if (m := ADDRESS.search(line))), "")
    days = (DAY_OF_ACT.sub(" ", line) for line in top)
    page = next((d for line in days if (d := _short(line) or _long(line) or _english(line))), "")
    if number and named is not None:
        issued = next((d for line in top if (d := _long(line))), page)
        title = _title(top, named)
        kind = KINDS[TITLE.match(top[named])[1].lower()]  # type: ignore[index]
        above = " ".join(top).upper()
        issuer = next((name for p, name in ISSUERS if p.search(above)), "")
        era = era_of(lines, issued)
        unit, sole, era = unit_of(top[: named + 3], places, number, era, bool(issued))
        return Head(
            unit, sole, kind, _issuer(issuer, unit, places), _spaced(number), issued, title,
            _plan_type(kind, title), True, issued, era, url,
        )  # fmt: skip
    cited = [m for line in lines for m in CITED.finditer(line)]
    own = [m for m in cited if not national(m["number"])]
    act = next(iter([m for m in own if "chuyển đổi số" in m["after"]] + own + cited), None)
    number = _spaced(act["number"]) if act else ""
    issued = _short(act["date"] or "") if act else ""
    # A page is younger than the act that it tells of: such a day says only what is since then.
    era = era_of(lines, page or (issued if issued >= MERGED else ""))
    unit, sole, era = unit_of(leading(lines), places, number, era, bool(page))
    kind = KINDS[act["kind"].lower()] if act else ""
    about = re.split(r"\bvề\b", act["after"], maxsplit=1)[-1] if act else ""
    # What an act is to serve is no part of its name.
    title = re.split(r"\bnhằm\b", about)[0].strip(' ,“”"')
    issuer = BY_NUMBER.get(re.split("[-/]", number)[-1], "") if act else ""
    return Head(
        unit, sole, kind, _issuer(issuer, unit, places), number, issued, title,
        _plan_type(kind, title), False, page or issued, era, url,
    )  # fmt: skip


def _upper(line: str) -> bool:
    kind = TITLE.match(line)
    return bool(kind and kind[1].isupper())


def _title(top: list[str], named: int) -> str:
    """Return the title of an act: what follows the name of its kind, up to its body."""
    parts = [TITLE.sub("", top[named], count=1).strip()]
    for line in top[named + 1 : named + 5]:
        if BODY.match(line) or NUMBER.search(line):
            break
        parts.append(line)
    title = " ".join(part for part in parts if part)
    return re.sub(r"^(?:về(?: việc)?)\s+", "", title, flags=re.IGNORECASE).strip(" -_")


def _issuer(body: str, unit: str, places: Places) -> str:
    """Name the issuer as the table does: `UBND tỉnh Cà Mau`."""
    if body not in ("UBND", "HĐND", "Tỉnh ủy") or not unit:
        return body
    name, city = places.units[unit]["name_vi"], places.units[unit]["type"] == "city"
    if body == "Tỉnh ủy":
        return f"{'Thành ủy' if city else 'Tỉnh ủy'} {name}"
    return f"{body} {'thành phố' if city else 'tỉnh'} {name}"


def _plan_type(kind: str, title: str) -> str:
    low = title.lower()
    if "đại hội" in low:
        return "congress_resolution"
    if re.search(r"giai đoạn|đến năm|tầm nhìn|định hướng|\bto 20|until", low):
        return "programme"
    if kind == "plan" and re.search(r"năm 20\d\d|for 20\d\d|in 20\d\d", low):
        return "annual_plan"
    return "programme" if kind in ("resolution", "programme") else ""


def _spaced(number: str) -> str:
    return re.sub(r"\s+", "", number)


def _long(line: str) -> str:
    found = LONG_DATE.search(line)
    return _iso(found) if found else ""


def _short(line: str) -> str:
    found = SHORT_DATE.search(line)
    return _iso(found) if found else ""


def _english(line: str) -> str:
    found = ENGLISH_DATE.search(line)
    if not found:
        return ""
    month = (found["month"] or found["m"]).lower()
    number = MONTHS.split("|").index(month) + 1
    return f"{found['year'] or found['y']}-{number:02}-{int(found['day'] or found['d']):02}"


def _iso(found: re.Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else str(year)


def id_of(act: Head) -> str:
    """Return the id that the act has in the table of documents: `105_KH-UBND_nam_dinh_2022`."""
    if not act.number:
        return ""
    unit = "" if act.unit_id in ("", "viet_nam") else "_" + re.sub(r"_(?:63|34)$", "", act.unit_id)
    number = "".join(plain_letters(act.number)).replace("/", "_")
    return f"{number}{unit}" + (f"_{act.issued_on[:4]}" if act.issued_on else "")


def plain_letters(words: str) -> str:
    """Return words without marks, their case kept: `QĐ-TTg` -> `QD-TTg`."""
    return "".join(
        made.upper() if letter.isupper() else made
        for letter in words
        for made in [plain(letter) or letter]
    )
