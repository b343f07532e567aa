"""The tables: their columns, what each one means, and the values it may hold.

Titles (Vietnamese) and descriptions (English) generate the codebook and the data package.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

TOPICS = [
    "online_services",
    "record_processing",
    "digital_economy",
    "payment_accounts",
    "digital_government",
    "digital_society",
    "infrastructure",
    "security",
    "ranking",
]
TIERS = ["all", "ministry", "province", "district", "commune"]
NUMERIC = ["eq", "ge", "gt", "le", "lt", "approx", "range"]
COMPARATORS = [*NUMERIC, "category", "direction"]
UNITS = ["percent", "percent_per_year", "rank", "count", "times", "index_0_1", "category"]
# Best evidence first; press in English stands with the official translations.
KINDS = ["primary", "press", "official_translation", "machine_translation", "mirror"]
STATUSES = ["current", "superseded", "disputed"]
GRADES = ["A", "B", "C", "D"]

ID = r"^[a-z0-9_]+$"
DOTTED_ID = r"^[a-z]+\.[a-z0-9_]+$"
DOCUMENT_ID = r"^[A-Za-z0-9_-]+$"
DATE = r"^[0-9]{4}(-[0-9]{2}){0,2}$"


def column(vi: str, en: str, **checks: Any) -> Any:
    """Describe one column in both languages, with its checks."""
    return pa.Field(title=vi, description=en, **checks)


class Table(pa.DataFrameModel):
    class Config:
        strict = True


class Units(Table):
    unit_id: str = column("Mã đơn vị; có thời kỳ ở cuối", "Unit; ends with its era", str_matches=ID)
    era: str = column(
        "63: địa giới trước 01/7/2025; 34: từ ngày đó",
        "63: borders before 1 July 2025; 34: since",
        isin=["63", "34"],
        nullable=True,
    )
    level: str = column(
        "Cấp của đơn vị",
        "Level of the unit",
        isin=["nation", "province", "district", "commune", "neighbourhood"],
    )
    name_vi: str = column("Tên tiếng Việt", "Name in Vietnamese")
    name_en: str = column("Tên tiếng Anh", "Name in English")
    type: str = column(
        "Loại đơn vị; thay đổi ghi ở note",
        "Type of the unit; changes are in note",
        isin=["nation", "province", "city", "provincial_city", "town", "ward", "neighbourhood"],
    )
    nso_code: str = column(
        "Mã của cơ quan thống kê; mã được dùng lại năm 2025",
        "Code of the statistics office; codes were reused in 2025",
        str_matches=r"^[0-9]{2}$",
        nullable=True,
    )
    region: str = column("Vùng kinh tế - xã hội", "Socio-economic region", nullable=True)
    parent_id: str = column("Đơn vị cấp trên", "Unit above", nullable=True)
    successor_id: str = column(
        "Đơn vị kế tiếp sau 01/7/2025", "Unit that succeeded it on 1 July 2025", nullable=True
    )
    valid_from: str = column("Ngày bắt đầu", "First day", str_matches=DATE, nullable=True)
    valid_to: str = column("Ngày kết thúc", "Last day", str_matches=DATE, nullable=True)
    aliases: str = column(
        "Tên khác, cách nhau bằng ;", "Other names, separated by ;", nullable=True
    )
    source_id: str = column("Nguồn", "Source", nullable=True)
    note: str = column("Ghi chú", "Note", nullable=True)


class Indicators(Table):
    indicator_id: str = column("Mã chỉ tiêu", "Indicator", str_matches=DOTTED_ID)
    topic: str = column("Chủ đề; cũng là tên tệp", "Topic; also the name of the file", isin=TOPICS)
    pillar: str = column("Trụ cột", "Pillar", isin=["government", "economy", "society"])
    name_vi: str = column("Tên tiếng Việt", "Name in Vietnamese")
    name_en: str = column("Tên tiếng Anh", "Name in English")
    unit: str = column("Đơn vị đo", "Unit of measure", isin=UNITS)
    scale_id: str = column(
        "Thang của giá trị định tính", "Scale of the qualitative values", nullable=True
    )
    lower: float = column("Giá trị nhỏ nhất", "Least value", nullable=True)
    upper: float = column("Giá trị lớn nhất", "Greatest value", nullable=True)
    higher_is_better: bool = column("Cao hơn là tốt hơn", "Higher is better")
    tiered: bool = column("Tính riêng theo cấp hành chính", "Stated by tier of administration")
    bases: str = column(
        "Các mẫu số được dùng, cách nhau bằng ;", "Bases in use, separated by ;", nullable=True
    )
    methods: str = column(
        "Các cách đo, cách nhau bằng ;", "Methods in use, separated by ;", nullable=True
    )
    definition_vi: str = column("Định nghĩa tiếng Việt", "Definition in Vietnamese")
    definition_en: str = column("Định nghĩa tiếng Anh", "Definition in English")
    legal_basis: str = column("Căn cứ pháp lý", "Legal basis", nullable=True)


class Bases(Table):
    base_id: str = column(
        "Mã mẫu số: tỷ lệ tính trên cái gì", "Base: what a share is a share of", str_matches=ID
    )
    label_vi: str = column("Nhãn tiếng Việt", "Label in Vietnamese")
    label_en: str = column("Nhãn tiếng Anh", "Label in English")


class Categories(Table):
    scale_id: str = column("Thang", "Scale", str_matches=ID)
    category_id: str = column("Bậc trong thang", "Step of the scale", str_matches=ID)
    order: int = column("Thứ tự, thấp đến cao", "Order, low to high", ge=1)
    label_vi: str = column("Nhãn tiếng Việt", "Label in Vietnamese")
    label_en: str = column("Nhãn tiếng Anh", "Label in English")


class Documents(Table):
    document_id: str = column(
        "Mã văn bản đặt ra mục tiêu", "Act that sets the target", str_matches=DOCUMENT_ID
    )
    unit_id: str = column("Đơn vị mà văn bản áp dụng", "Unit the act is for")
    kind: str = column(
        "Loại văn bản",
        "Kind of act",
        isin=["resolution", "decision", "directive", "plan", "programme", "decree"],
    )
    plan_type: str = column(
        "Kiểu kế hoạch",
        "Type of plan",
        isin=["annual_plan", "programme", "congress_resolution"],
        nullable=True,
    )
    issuer: str = column("Cơ quan ban hành", "Issuer")
    number: str = column("Số, ký hiệu", "Number", nullable=True)
    issued_on: str = column("Ngày ban hành", "Date of issue", str_matches=DATE, nullable=True)
    title_vi: str = column("Tên tiếng Việt", "Title in Vietnamese")
    title_en: str = column("Tên tiếng Anh", "Title in English")
    supersedes: str = column("Văn bản được thay thế", "Act it replaces", nullable=True)
    read_in_full: bool = column("Đã đọc toàn văn", "Was read in full")
    note: str = column("Ghi chú", "Note", nullable=True)


class Sources(Table):
    source_id: str = column("Mã nguồn: nơi đọc được số liệu", "Where it was read", str_matches=ID)
    kind: str = column("Loại nguồn", "Kind of source", isin=KINDS)
    language: str = column("Ngôn ngữ của nguồn", "Language of the source", isin=["vi", "en"])
    publisher: str = column("Nơi đăng, nếu biết", "Publisher, where known", nullable=True)
    title: str = column("Tên bài, nếu đã đọc", "Title of the page, where read", nullable=True)
    url: str = column("Địa chỉ", "Address", str_matches=r"^https?://[^\s<>\"']+$", nullable=True)
    published_on: str = column("Ngày đăng", "Date of publication", str_matches=DATE, nullable=True)
    accessed_on: str = column("Ngày đọc", "Date it was read", str_matches=DATE, nullable=True)
    archive_sha256: str = column(
        "SHA-256 của bản lưu",
        "SHA-256 of the archived copy",
        str_matches=r"^[0-9a-f]{64}$",
        nullable=True,
    )
    note: str = column("Ghi chú", "Note", nullable=True)


# Columns that several tables share. A field keeps its name, so one object serves them all.
UNIT_ID = column("Đơn vị", "Unit")
INDICATOR_ID = column("Chỉ tiêu", "Indicator")
TIER = column(
    "Cấp hành chính xử lý hồ sơ; all khi không phân cấp",
    "Tier of administration that processes a record; all where tiers do not apply",
    isin=TIERS,
)
HORIZON_YEAR = column("Năm mục tiêu", "Year it is due", ge=2000, le=2100, nullable=True)
PERIOD = column("Kỳ đo", "Period measured", str_matches=DATE)
COMPARATOR = column(
    "Quan hệ: eq đạt, ge tối thiểu, gt trên, le, lt, approx khoảng, range, category, direction",
    "eq, ge (at least), gt (over), le, lt, approx (about), range, category, direction",
    isin=COMPARATORS,
)
VALUE = column("Giá trị", "Value", nullable=True)
VALUE_HIGH = column("Đầu cao của khoảng", "High end of a range", nullable=True)
CATEGORY = column("Bậc định tính", "Qualitative step", nullable=True)
BASE_ID = column("Mẫu số: tỷ lệ tính trên cái gì", "Base: what the share is of", nullable=True)
METHOD = column("Cách đo", "Method of measurement", nullable=True)
DOCUMENT = column("Văn bản", "Act", nullable=True)
SOURCE = column("Nguồn", "Source")
LOCATOR = column("Vị trí trong nguồn", "Place in the source", nullable=True)
FIGURE_TEXT = column(
    "Cụm từ ngắn nhất của nguồn chứa số liệu", "Shortest phrase of the source that holds the figure"
)
STATUS = column("Hiệu lực trong bảng", "Standing of the row", isin=STATUSES)
FLAG = column(
    "Cờ của số đo",
    "Flag of the value",
    isin=["provisional", "estimated", "derived", "period_inferred"],
    nullable=True,
)
NOTE = column("Ghi chú", "Note", nullable=True)
UNIT_NAME = column("Tên đơn vị", "Name of the unit")
ERA = column(
    "Thời kỳ địa giới; trống với cả nước", "Era of borders; empty for the nation", nullable=True
)
LEVEL = column("Cấp của đơn vị", "Level of the unit")
TOPIC = column("Chủ đề", "Topic", isin=TOPICS)
MEASURE = column("Đơn vị đo", "Unit of measure", isin=UNITS)
SOURCE_IDS = column(
    "Mọi nguồn, cách nhau bằng ;, nguồn tốt nhất trước", "Every source, separated by ;, best first"
)
KIND = column("Loại của nguồn tốt nhất", "Kind of the best source", isin=KINDS)


class Targets(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    horizon_year: int = HORIZON_YEAR
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    base_id: str = BASE_ID
    method: str = METHOD
    document_id: str = DOCUMENT
    source_id: str = SOURCE
    locator: str = LOCATOR
    figure_text: str = FIGURE_TEXT
    status: str = STATUS
    note: str = NOTE


class Observations(Table):
    unit_id: str = UNIT_ID
    indicator_id: str = INDICATOR_ID
    tier: str = TIER
    period: str = PERIOD
    comparator: str = COMPARATOR
    value: float = VALUE
    value_high: float = VALUE_HIGH
    category: str = CATEGORY
    base_id: str = BASE_ID
    method: str = METHOD
    source_id: str = SOURCE
    locator: str = LOCATOR
    figure_text: str = FIGURE_TEXT
    flag: str = FLAG
    note: str = NOTE


class NationalReferences(Table):
    indicator_id: str = column("Chỉ tiêu", "Indicator")
    tier: str = column("Cấp", "Tier", isin=TIERS)
    base_id: str = column("Mẫu số", "Base", nullable=True)
    horizon_year: int = column("Năm mục tiêu", "Year it is due", ge=2000, le=2100)
    document_id: str = column("Văn bản làm chuẩn so sánh", "Act that is the yardstick")
    reason: str = column("Lý do chọn", "Why it is the yardstick")


class Comparability(Table):
    rule_id: str = column("Mã quy tắc", "Rule", str_matches=ID)
    field: str = column(
        "Cột khác nhau",
        "Column that differs",
        isin=["indicator_id", "base_id", "method", "plan_type"],
    )
    value_a: str = column(
        "Giá trị thứ nhất (theo thứ tự chữ)", "First value (in alphabetical order)"
    )
    value_b: str = column("Giá trị thứ hai", "Second value")
    grade: str = column("Mức so sánh được", "Grade", isin=GRADES)
    reason_vi: str = column("Lý do, tiếng Việt", "Reason in Vietnamese")
    reason_en: str = column("Lý do, tiếng Anh", "Reason in English")
    document_id: str = column("Căn cứ", "Legal or methodological source", nullable=True)


class LeftOut(Table):
    unit_id: str = column("Đơn vị", "Unit")
    indicator_id: str = column("Chỉ tiêu, nếu có", "Indicator, if any", nullable=True)
    horizon_year: int = column("Năm", "Year", nullable=True)
    figure_text: str = column("Cụm từ của nguồn", "Phrase of the source")
    source_id: str = column("Nguồn", "Source")
    reason: str = column("Lý do không lấy", "Why it was not taken")


class Searched(Table):
    unit_id: str = column("Đơn vị", "Unit")
    indicator_id: str = column("Chỉ tiêu đã tìm", "Indicator looked for")
    source_id: str = column("Nguồn đã tìm", "Source searched")
    searched_on: str = column("Ngày tìm", "Date of the search", str_matches=DATE)


# Raw tables in the order of the codebook: file (a folder holds one file a topic), model, key.
TARGET_KEY = [
    "unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method", "document_id",
    "source_id",
]  # fmt: skip
OBSERVATION_KEY = ["unit_id", "indicator_id", "tier", "period", "base_id", "method", "source_id"]
RAW: dict[str, tuple[str, type[Table], list[str]]] = {
    "units": ("units.csv", Units, ["unit_id"]),
    "indicators": ("indicators.csv", Indicators, ["indicator_id"]),
    "bases": ("bases.csv", Bases, ["base_id"]),
    "categories": ("categories.csv", Categories, ["scale_id", "category_id"]),
    "documents": ("documents.csv", Documents, ["document_id"]),
    "sources": ("sources.csv", Sources, ["source_id"]),
    "targets": ("targets", Targets, TARGET_KEY),
    "observations": ("observations", Observations, OBSERVATION_KEY),
    "national_references": (
        "national_references.csv",
        NationalReferences,
        ["indicator_id", "tier", "base_id", "horizon_year"],
    ),
    "comparability": ("comparability.csv", Comparability, ["field", "value_a", "value_b"]),
    "left_out": ("left_out.csv", LeftOut, ["unit_id", "figure_text", "source_id"]),
    "searched": ("searched.csv", Searched, ["unit_id", "indicator_id", "source_id"]),
}


def polars_schema(model: type[Table]) -> dict[str, pl.DataType]:
    """Return the columns of a table in order, with their polars types."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}
