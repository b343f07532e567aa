"""The clean tables, the contract that others read: their columns in order."""

from __future__ import annotations

from dtia.data.columns import (
    BASE_ID,
    CATEGORY,
    COMPARATOR,
    DOCUMENT,
    ERA,
    FIGURE_TEXT,
    FLAG,
    HORIZON_YEAR,
    INDICATOR_ID,
    KIND,
    LEVEL,
    MEASURE,
    METHOD,
    NOTE,
    PERIOD,
    SOURCE_IDS,
    STATUS,
    TIER,
    TOPIC,
    UNIT_ID,
    UNIT_NAME,
    VALUE,
    VALUE_HIGH,
    Table,
    column,
)
from dtia.data.vocabulary import COMPARATORS, COVERAGE, GAP_KINDS, GRADES, READ_FIELDS, VERDICTS


class CleanTargets(Table):
    unit_id: str = UNIT_ID
    unit_name: str = UNIT_NAME
    era: str = ERA
    level: str = LEVEL
    indicator_id: str = INDICATOR_ID
    topic: str = TOPIC
    tier: str = TIER
    horizon_year: int = HORIZON_YEAR
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    unit: str = MEASURE
    base_id: str = BASE_ID
    method: str = METHOD
    document_id: str = DOCUMENT
    document_number: str = column("Số, ký hiệu văn bản", "Number of the document", nullable=True)
    issued_on: str = column("Ngày ban hành", "Date of issue", nullable=True)
    source_ids: str = SOURCE_IDS
    kind: str = KIND
    status: str = STATUS
    figure_text: str = FIGURE_TEXT
    note: str = NOTE


class CleanObservations(Table):
    unit_id: str = UNIT_ID
    unit_name: str = UNIT_NAME
    era: str = ERA
    level: str = LEVEL
    indicator_id: str = INDICATOR_ID
    topic: str = TOPIC
    tier: str = TIER
    period: str = PERIOD
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    unit: str = MEASURE
    base_id: str = BASE_ID
    method: str = METHOD
    source_ids: str = SOURCE_IDS
    kind: str = KIND
    flag: str = FLAG
    figure_text: str = FIGURE_TEXT
    note: str = NOTE


class Gaps(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    horizon_year: int = HORIZON_YEAR
    document_id: str = DOCUMENT
    kind: str = column("Loại khoảng cách", "Kind of gap", isin=GAP_KINDS)
    reference: str = column(
        "So với đơn vị, vùng, cấp, năm hoặc văn bản nào; nhiều đơn vị cách nhau bằng ;",
        "Unit, region, tier, year or document it is measured against; several units separated by ;",
        nullable=True,
    )
    reference_document_id: str = column("Văn bản được so", "Act compared with", nullable=True)
    gap_low: float = column(
        "Khoảng cách, đầu thấp; trống khi không so sánh được",
        "Gap, low end; blank where there is none",
        nullable=True,
    )
    gap_high: float = column("Khoảng cách, đầu cao", "Gap, high end", nullable=True)
    unit: str = column(
        "Đơn vị của khoảng cách: points là điểm phần trăm, places là bậc xếp hạng, steps là bậc "
        "của thang",
        "Unit of the gap: points are percentage points, places are of a ranking, steps of a scale",
        isin=["points", "places", "steps", "count", "times", "index_0_1"],
    )
    verdict: str = column("Kết luận", "Verdict", isin=VERDICTS)
    grade: str = column("Mức độ so sánh", "Grade of comparability", isin=GRADES, nullable=True)
    reasons: str = column(
        "Lý do của mức, cách nhau bằng ;", "Reasons of the grade, separated by ;", nullable=True
    )
    required_pace: float = column(
        "Mức phải tăng thêm mỗi năm đến năm mục tiêu",
        "What is missing a year until the horizon",
        nullable=True,
    )
    actual_pace: float = column(
        "Mức tăng thực tế mỗi năm từ số liệu thực hiện đầu tiên cùng cách đo",
        "Change a year since the first value of the same base and method",
        nullable=True,
    )
    source_ids: str = SOURCE_IDS
    base_id: str = BASE_ID
    method: str = METHOD
    comparator: str = column(
        "Quan hệ; trống khi đơn vị không nêu số",
        "Comparator; blank where the unit states no figure",
        isin=COMPARATORS,
        nullable=True,
    )
    value_low: float = column("Mức phải đạt, đầu thấp", "What keeps it, low end", nullable=True)
    value_high: float = column("Mức phải đạt, đầu cao", "What keeps it, high end", nullable=True)
    reference_comparator: str = column(
        "Quan hệ của mức được so", "Comparator of the reference", isin=COMPARATORS, nullable=True
    )
    reference_low: float = column("Mức được so, đầu thấp", "Reference, low end", nullable=True)
    reference_high: float = column("Mức được so, đầu cao", "Reference, high end", nullable=True)
    reference_indicator_id: str = column(
        "Chỉ tiêu được so", "Indicator compared with", nullable=True
    )
    reference_year: str = column("Năm được so", "Year compared with", nullable=True)
    reference_base_id: str = column("Mẫu số được so", "Base compared with", nullable=True)
    reference_method: str = column("Cách đo được so", "Method compared with", nullable=True)


class Coverage(Table):
    unit_id: str = UNIT_ID
    unit_name: str = UNIT_NAME
    indicator_id: str = INDICATOR_ID
    horizon_year: int = column("Năm mục tiêu", "Year it is due")
    coverage: str = column(
        "stated có số, qualitative định tính, disputed chưa thống nhất, not_found chưa tìm "
        "thấy, not_searched chưa tra cứu",
        "stated, qualitative, disputed, not_found (searched, not found), not_searched",
        isin=COVERAGE,
    )


class DtiTotals(Table):
    unit_id: str = UNIT_ID
    unit_name: str = UNIT_NAME
    period: str = PERIOD
    document_id: str = column("Bộ chỉ số (phiên bản)", "Set of indicators (version)")
    published: float = column("Tổng DTI đã công bố", "Published total of the DTI")
    recomputed: float = column(
        "Tổng tính lại từ tám chỉ số chính", "Total recomputed from the eight main indices"
    )
    difference: float = column("Tính lại trừ công bố", "Recomputed less published")
    agrees: bool = column("Khớp trong sai số làm tròn", "Agrees within rounding")
    source_ids: str = SOURCE_IDS


class Agreement(Table):
    field: str = column("Điều được đọc", "What was read", isin=READ_FIELDS)
    protocol: str = column("Người đọc thứ hai được cho biết gì", "What the second reader was given")
    metric: str = column("Thước đo khác biệt", "Metric of difference", isin=["nominal"])
    n: int = column("Số cặp", "Pairs")
    agree: int = column("Số cặp giống nhau", "Equal pairs")
    alpha: float = column(
        "Hệ số alpha của Krippendorff; trống khi không xác định",
        "Krippendorff's alpha; blank where it is not defined",
        nullable=True,
    )


CLEAN: dict[str, type[Table]] = {
    "targets": CleanTargets,
    "observations": CleanObservations,
    "gaps": Gaps,
    "coverage": Coverage,
    "dti_totals": DtiTotals,
    "agreement": Agreement,
}
