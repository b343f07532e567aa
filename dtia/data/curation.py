"""The tables of doubt: what was left out, searched for, corrected, and read twice."""

from __future__ import annotations

from typing import Any

from dtia.data.columns import DATE, INDICATOR_ID, NOTE, SOURCE, TIER, UNIT_ID, YEAR, Table, column
from dtia.data.vocabulary import NUMERIC, READ_FIELDS, TIERS


def read(vi: str, en: str, **checks: Any) -> Any:
    """Describe what a reader noted; a reader may leave it blank."""
    return column(vi, en, nullable=True, **checks)


# One reading of one figure in one source.
READING = ["unit_id", "indicator_id", "tier", "year", "source_id"]


class LeftOut(Table):
    unit_id: str = column("Đơn vị", "Unit")
    indicator_id: str = column("Chỉ tiêu, nếu có", "Indicator, if any", nullable=True)
    horizon_year: int = column("Năm", "Year", nullable=True)
    figure_text: str = column("Cụm từ của nguồn", "Phrase of the source")
    source_id: str = column("Nguồn", "Source")
    reason: str = column("Lý do không lấy", "Why it was not taken")


class Searched(Table):
    table: str = column(
        "Tìm mục tiêu hay số liệu thực hiện",
        "What was looked for: targets or observations",
        isin=["targets", "observations"],
    )
    unit_id: str = column("Đơn vị", "Unit")
    indicator_id: str = column("Chỉ tiêu đã tìm", "Indicator looked for")
    source_id: str = column("Nguồn đã tìm", "Source searched")
    searched_on: str = column("Ngày tìm", "Date of the search", str_matches=DATE)


class PhraseExceptions(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    year: str = YEAR
    source_id: str = SOURCE
    field: str = column(
        "Điều cụm từ không nói như bảng",
        "What the phrase does not say as the row does",
        isin=["value", "comparator", "unit"],
    )
    reason: str = column("Lý do vẫn giữ", "Why it stays all the same")


class Corrections(Table):
    source_id: str = SOURCE
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    year: str = YEAR
    expects: str = column(
        "Chữ của nguồn được cho là sai, phải còn trong cụm từ",
        "Words of the source held to be wrong, which its phrase must still hold",
    )
    action: str = column(
        "read_as: đọc thành giá trị khác; disputed: giữ, ghi chưa quyết; left_out: không lấy",
        "read_as: read as another value; disputed: kept as disputed; left_out: not taken",
        isin=["read_as", "disputed", "left_out"],
    )
    field: str = column("Cột đọc khác", "Column read otherwise", nullable=True)
    corrected: str = column("Giá trị đọc thành", "What it is read as", nullable=True)
    reason_vi: str = column("Lý do, tiếng Việt", "Reason in Vietnamese")
    reason_en: str = column("Lý do, tiếng Anh", "Reason in English")
    status: str = column(
        "inferred: suy từ chính trang; confirmed: nguồn khác xác nhận",
        "inferred: from the page itself; confirmed: by another source",
        isin=["inferred", "confirmed"],
    )


class ReadTwice(Table):
    table: str = column("Bảng", "Table", isin=["targets", "observations"])
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    year: str = YEAR
    source_id: str = SOURCE


class DoubleReadings(ReadTwice):
    protocol: str = column(
        "Người đọc thứ hai được cho biết: asked = đơn vị, chỉ tiêu, cấp, năm; page = trang, "
        "đơn vị; topic = trang, đơn vị, chủ đề",
        "What the second reader was given: asked = unit, indicator, tier, year; page = page, "
        "unit; topic = page, unit, topic",
        isin=["asked", "page", "topic"],
    )
    status: str = column(
        "Kết quả đọc lần hai",
        "Outcome of the second reading",
        isin=["read", "not_found", "out_of_reach"],
    )
    first_comparator: str = read("Quan hệ, lần đọc 1", "How it is stated, first", isin=NUMERIC)
    first_value: float = read("Giá trị, lần đọc 1", "Value, first reading")
    first_value_high: float = read("Đầu cao, lần đọc 1", "High end, first reading")
    first_base_id: str = read("Mẫu số, lần đọc 1", "Base, first reading")
    second_comparator: str = read("Quan hệ, lần đọc 2", "How it is stated, second", isin=NUMERIC)
    second_value: float = read("Giá trị, lần đọc 2", "Value, second reading")
    second_value_high: float = read("Đầu cao, lần đọc 2", "High end, second reading")
    second_base: str = read("Mẫu số, theo lời người đọc 2", "Base in the second reader's words")
    second_base_id: str = read("Mẫu số, lần đọc 2", "Base, second reading")
    second_phrase: str = read("Cụm từ người đọc 2 chép", "Phrase the second reader copied")
    second_indicator_id: str = read("Chỉ tiêu, lần đọc 2", "Indicator, second reading")
    second_tier: str = read("Cấp, lần đọc 2", "Tier, second reading", isin=TIERS)
    second_year: str = read("Năm hoặc kỳ, lần đọc 2", "Year or period, second reading")
    first_method: str = read("Cách đo, lần đọc 1", "Method, first reading")
    second_method: str = read("Cách đo, lần đọc 2", "Method, second reading")
    note: str = NOTE


class Adjudication(ReadTwice):
    field: str = column(
        "Điều hai người đọc khác nhau",
        "What the two readers differ in",
        isin=READ_FIELDS,
    )
    decision: str = column(
        "Giữ lần đọc nào", "Which reading stands", isin=["first", "second", "neither"]
    )
    reason_vi: str = column("Lý do, tiếng Việt", "Reason in Vietnamese")
    reason_en: str = column("Lý do, tiếng Anh", "Reason in English")
