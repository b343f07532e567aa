"""Edits that a curator may make, each at a random place; a check has nothing to say of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from random import Random

from faults.planting import Cells, Sheet, Slip, order, rows_of, sheets

# An edit of one file: its new text, or None where it cannot be made there.
Edit = Callable[[Sheet, Random], bytes | None]

INDICATORS = {row["indicator_id"]: row for row in rows_of("indicators")}
UNITS = {row["unit_id"]: row for row in rows_of("units")}
# Pages of which no date is known can have been read for anything.
UNDATED = [row["source_id"] for row in rows_of("sources")
           if not row["published_on"] and not row["accessed_on"]]  # fmt: skip


def edited(name: str, random: Random) -> Slip | None:
    """Return a file after the edit of that name, at a random place."""
    table, edit = EDITS[name]
    files = [sheet for sheet in sheets() if table in ("", sheet.table)]
    for sheet in random.sample(files, len(files)):
        content = edit(sheet, random)
        if content is not None:
            return Slip(sheet.file, content, frozenset())
    return None


def _added(sheet: Sheet, random: Random, **cells: str) -> bytes:
    """Return a table with one more row, at any place."""
    at = random.randrange(len(sheet.rows) + 1)
    row = [cells.get(column, "") for column in sheet.header]
    return sheet._replace(rows=[*sheet.rows[:at], row, *sheet.rows[at:]]).text().encode()


def _rows_mixed(sheet: Sheet, random: Random) -> bytes:
    return sheet._replace(rows=random.sample(sheet.rows, len(sheet.rows))).text().encode()


def _columns_mixed(sheet: Sheet, random: Random) -> bytes:
    places = random.sample(range(len(sheet.header)), len(sheet.header))
    rows = [[row[place] for place in places] for row in sheet.rows]
    header = [sheet.header[place] for place in places]
    return sheet._replace(header=header, rows=rows).text().encode()


def _quoted(sheet: Sheet, _: Random) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([sheet.header, *sheet.rows])
    return written.getvalue().encode()


def _figure(sheet: Sheet, random: Random) -> Cells:
    """Return a new share of a province, with its phrase, for the topic of a file."""
    topic = sheet.file.rpartition("/")[2].removesuffix(".csv")
    known = [row for row in INDICATORS.values()
             if row["topic"] == topic and row["unit"] == "percent" and row["upper"] == "100"
             and row["higher_is_better"] == "true"]  # fmt: skip
    if not known:
        return {}
    indicator = random.choice(known)
    provinces = [u for u in UNITS if u.endswith("_63") and UNITS[u]["level"] == "province"]
    unit = random.choice(provinces)
    words = {"eq": "đạt", "ge": "tối thiểu", "gt": "trên", "approx": "khoảng"}
    comparator = random.choice(list(words))
    value = random.choice([f"{random.randint(10, 99)}", f"{random.randint(10, 99)}.5"])
    bases, methods = (indicator[column].split(";") for column in ("bases", "methods"))
    return {
        "unit_id": unit, "indicator_id": indicator["indicator_id"], "comparator": comparator,
        "tier": "all" if indicator["tiered"] == "false" else random.choice(["province", "commune"]),
        "value": value, "base_id": random.choice(bases), "method": random.choice(methods),
        "source_id": random.choice(UNDATED),
        "figure_text": f"{words[comparator]} {value.replace('.', ',')}%",
    }  # fmt: skip


def _target(sheet: Sheet, random: Random) -> bytes | None:
    cells = _figure(sheet, random)
    if not cells or any(_same(cells, row) for row in rows_of("targets")):
        return None
    acts = [row["document_id"] for row in rows_of("documents")
            if row["unit_id"] == cells["unit_id"] and row["issued_on"] < "2025"]  # fmt: skip
    return _added(sheet, random, **cells, horizon_year=random.choice(["2025", "2030"]),
                  document_id=random.choice(["", *acts]), status="current")  # fmt: skip


def _observation(sheet: Sheet, random: Random) -> bytes | None:
    cells = _figure(sheet, random)
    if not cells or any(_same(cells, row) for row in rows_of("observations")):
        return None
    period = random.choice(["2021", "2022-06", "2023", "2024-12-31", "2025-06"])
    flag = random.choice(["", "provisional", "estimated", "period_inferred", "several_years"])
    return _added(sheet, random, **cells, period=period, flag=flag)


def _same(cells: Cells, row: Cells) -> bool:
    return all(cells[column] == row[column] for column in ("unit_id", "indicator_id", "tier"))


def _range(sheet: Sheet, random: Random) -> bytes | None:
    cells = _figure(sheet, random)
    if not cells or any(_same(cells, row) for row in rows_of("targets")):
        return None
    low, high = random.randint(10, 40), random.randint(41, 99)
    said = cells | {"comparator": "range", "value": str(low), "value_high": str(high),
                    "figure_text": f"từ {low} - {high}%", "status": "current",
                    "horizon_year": "2030"}  # fmt: skip
    return _added(sheet, random, **said)


def _second_page(sheet: Sheet, random: Random) -> bytes | None:
    """Add another page that says the same of one target."""
    for at in order(sheet, random):
        row = sheet.cells(at)
        if row["status"] == "current" and row["comparator"] == "eq":
            excused = [r for r in rows_of("phrase_exceptions") if r["unit_id"] == row["unit_id"]]
            page = random.choice(UNDATED)
            new = all(r["source_id"] != page for r in rows_of("targets"))
            if not excused and new:
                return _added(sheet, random, **(row | {"source_id": page}))
    return None


def _new(**cells: str) -> Edit:
    return lambda sheet, random: _added(sheet, random, **cells)


def _filled(column: str, text: str, *, where: Callable[[Cells], object] = lambda row: True) -> Edit:
    """Return an edit that fills one blank cell."""

    def edit(sheet: Sheet, random: Random) -> bytes | None:
        blank = (at for at in order(sheet, random)
                 if not sheet.cells(at)[column] and where(sheet.cells(at)))  # fmt: skip
        at = next(blank, None)
        return None if at is None else sheet.changed(at, **{column: text}).text().encode()

    return edit


def _search(sheet: Sheet, random: Random) -> bytes:
    unit = random.choice([unit for unit, row in UNITS.items() if row["level"] == "province"])
    return _added(sheet, random, table=random.choice(["targets", "observations"]), unit_id=unit,
                  indicator_id=random.choice(list(INDICATORS)), searched_on="2026-11-25",
                  source_id="regions_306_2025")  # fmt: skip


def _rule(sheet: Sheet, random: Random) -> bytes | None:
    ruled = {frozenset([row["value_a"], row["value_b"]]) for row in rows_of("comparability")}
    one, other = sorted(random.sample([row["base_id"] for row in rows_of("bases")], 2))
    if frozenset([one, other]) in ruled:
        return None
    return _added(sheet, random, rule_id="new_rule", field="base_id", value_a=one, value_b=other,
                  grade=random.choice("BCD"), reason_vi="Mẫu số khác nhau",
                  reason_en="Different bases")  # fmt: skip


def _step(sheet: Sheet, random: Random) -> bytes:
    return _added(sheet, random, scale_id="reach", category_id="total", order="4",
                  label_vi="toàn bộ", label_en="total")  # fmt: skip


def _district(sheet: Sheet, random: Random) -> bytes:
    return _added(sheet, random, unit_id="huyen_dien_chau_63", era="63", level="district",
                  name_vi="Diễn Châu", name_en="Dien Chau", type="town", parent_id="nghe_an_63",
                  valid_to="2025-06-30")  # fmt: skip


def _replacing(sheet: Sheet, random: Random) -> bytes | None:
    """Say that an act replaces an earlier one of its unit."""
    for at in order(sheet, random):
        row = sheet.cells(at)
        earlier = [r["document_id"] for r in rows_of("documents")
                   if r["unit_id"] == row["unit_id"]
                   and "" < r["issued_on"] < row["issued_on"][:4]]  # fmt: skip
        if earlier and not row["supersedes"]:
            return sheet.changed(at, supersedes=random.choice(earlier)).text().encode()
    return None


def _rounder(sheet: Sheet, random: Random) -> bytes | None:
    """Write a whole value with a zero behind the point."""
    whole = (at for at in order(sheet, random) if sheet.cells(at)["value"].isdigit())
    at = next(whole, None)
    changed = None if at is None else sheet.changed(at, value=f"{sheet.cells(at)['value']}.0")
    return changed and changed.text().encode()


def _forms() -> Iterator[tuple[str, tuple[str, Edit]]]:
    yield "rows in another order", ("", _rows_mixed)
    yield "columns in another order", ("", _columns_mixed)
    yield "every cell in quotes", ("", _quoted)
    yield "a byte-order mark", ("", lambda s, _: b"\xef\xbb\xbf" + s.text().encode())
    yield "lines of Windows", ("", lambda s, _: s.text().replace("\n", "\r\n").encode())
    yield "no line end at the end", ("", lambda s, _: s.text().rstrip("\n").encode())
    yield "a blank line at the end", ("", lambda s, _: f"{s.text()}\n\n".encode())


EDITS: dict[str, tuple[str, Edit]] = {
    **dict(_forms()),
    "a target": ("targets", _target),
    "a target that is a range": ("targets", _range),
    "another page for a target": ("targets", _second_page),
    "an observation": ("observations", _observation),
    "a zero behind the point": ("targets", _rounder),
    "a place in the source": ("targets", _filled("locator", "trang 3, mục II.2")),
    "a note": ("observations", _filled("note", "Đọc lại ngày 25/11/2026; số không đổi?")),
    "a page": ("sources", _new(source_id="new_page", kind="press", language="vi",
                               publisher="Báo Nghệ An", title="Chuyển đổi số: vì sao còn chậm?",
                               url="https://tỉnh.example.vn/tin?id=1&x=2#a",
                               published_on="2026-03", accessed_on="2026-11-25")),
    "a page in French": ("sources", _new(source_id="une_page", kind="official_translation",
                                         language="fr", publisher="Le Courrier du Việt Nam",
                                         title="Où va l'économie numérique ? Hạ Long à l'œuvre")),
    "the day of a reading": ("sources", _filled("accessed_on", "2026-11-24")),
    "an act": ("documents", _new(document_id="12_KH-UBND_nghe_an_2024", unit_id="nghe_an_63",
                                 kind="plan", plan_type="annual_plan", issuer="UBND tỉnh Nghệ An",
                                 number="12/KH-UBND", issued_on="2024-02-29",
                                 title_vi="Kế hoạch chuyển đổi số năm 2024",
                                 title_en="Plan for digital transformation in 2024",
                                 read="full")),
    "an act that replaces another": ("documents", _replacing),
    "a base": ("bases", _new(base_id="households_poor", label_vi="hộ nghèo",
                             label_en="poor households")),
    "a method": ("methods", _new(method_id="survey", label_vi="điều tra mẫu", label_en="survey")),
    "a region": ("regions", _new(region_id="islands", label_vi="Các đảo", label_en="Islands")),
    "a term": ("glossary", _new(term_vi="kinh tế nền tảng", term_en="platform economy",
                                meaning_vi="Kinh tế dựa trên nền tảng số. Khác gì kinh tế số?",
                                meaning_en="An economy on platforms; CO₂ ≤ 5 µg/m³ – “ok”")),
    "a step of a scale": ("categories", _step),
    "a district": ("units", _district),
    "another name": ("units", _filled("aliases", "tỉnh ta", where=lambda r: r["era"] == "63")),
    "a note about a unit": ("units", _filled("note", "Tên cũ: Đăk Lăk (trước 2004)")),
    "a search": ("searched", _search),
    "a rule": ("comparability", _rule),
    "a phrase left out": ("left_out", _new(unit_id="nghe_an_63", figure_text="trên 24.711 tỷ đồng",
                                           source_id="regions_306_2025",
                                           reason="Không phải chỉ tiêu của bảng")),
    "a weight of another base": ("weights", _new(base_id="households", unit_id="nghe_an_63",
                                                 period="2019", value="450000", measure="persons",
                                                 source_id="regions_306_2025",
                                                 figure_text="450 nghìn hộ")),
    "a label of a tile": ("tiles", _filled("label_vi", "Đất Mũi")),
}  # fmt: skip
