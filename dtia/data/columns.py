"""What the columns of all tables are made of: allowed values, forms, and shared fields.

Titles (Vietnamese) and descriptions (English) generate the codebook and the data package.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from dtia.data.vocabulary import (
    COMPARATORS,
    KINDS,
    STATUSES,
    TIERS,
    TOPICS,
    UNITS,
)

ID = r"^[a-z0-9_]+$"
DOTTED_ID = r"^[a-z]+\.[a-z0-9_]+$"
DOCUMENT_ID = r"^[A-Za-z0-9_-]+$"
ADDRESS = r"^https?://[^\s<>\"']+$"
CODE = r"^[0-9]{2}$"
SHA256 = r"^[0-9a-f]{64}$"
DATE = r"^[0-9]{4}(-[0-9]{2}){0,2}$"


def column(vi: str, en: str, **checks: Any) -> Any:
    """Describe one column in both languages, with its checks."""
    return pa.Field(title=vi, description=en, **checks)


class Table(pa.DataFrameModel):
    class Config:
        strict = True


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
YEAR = column("Năm mục tiêu hoặc kỳ đo", "Year due or period", str_matches=DATE)
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
    "Cờ của số liệu thực hiện",
    "Flag of the value",
    isin=["provisional", "estimated", "derived", "period_inferred", "several_years"],
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


@cache
def polars_schema(model: type[Table]) -> dict[str, pl.DataType]:
    """Return the columns of a table in order, with their polars types."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}
