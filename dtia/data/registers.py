"""The registers: units, indicators, acts, sources, and the tables of rules and weights."""

from __future__ import annotations

from dtia.data.columns import (
    ADDRESS,
    CODE,
    DATE,
    DOCUMENT_ID,
    DOTTED_ID,
    FIGURE_TEXT,
    ID,
    LOCATOR,
    NOTE,
    PERIOD,
    SHA256,
    SOURCE,
    UNIT_ID,
    Table,
    column,
)
from dtia.data.vocabulary import (
    COMPARED,
    DTI_INDICES,
    GRADES,
    KINDS,
    LANGUAGES,
    PLAN_TYPES,
    READ,
    STATES,
    TIERS,
    TOPICS,
    UNITS,
)


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
        str_matches=CODE,
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
        "Tên khác, cách nhau bằng ; (dấu, chữ hoa, gạch nối, tỉnh, TP. không cần ghi)",
        "Other names, separated by ; (accents, case, dashes, province, city need none)",
        nullable=True,
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
    tiered: bool = column(
        "Tính riêng theo cấp hành chính; nếu không, cả nước vẫn được ghi ministry hoặc province",
        "Stated by tier of administration; if not, the nation may still say ministry or province",
    )
    bases: str = column(
        "Các mẫu số được dùng, cách nhau bằng ;", "Bases in use, separated by ;", nullable=True
    )
    methods: str = column(
        "Các cách đo, cách nhau bằng ;", "Methods in use, separated by ;", nullable=True
    )
    definition_vi: str = column("Định nghĩa tiếng Việt", "Definition in Vietnamese")
    definition_en: str = column("Định nghĩa tiếng Anh", "Definition in English")
    legal_basis: str = column("Căn cứ pháp lý", "Legal basis", nullable=True)
    dti_index: str = column(
        "Chỉ số chính của DTI mà chỉ tiêu đóng góp",
        "Main index of the DTI that it feeds",
        isin=DTI_INDICES,
        nullable=True,
    )


class Bases(Table):
    base_id: str = column(
        "Mã mẫu số: tỷ lệ tính trên cái gì", "Base: what a share is a share of", str_matches=ID
    )
    label_vi: str = column("Nhãn tiếng Việt", "Label in Vietnamese")
    label_en: str = column("Nhãn tiếng Anh", "Label in English")


class Regions(Table):
    region_id: str = column("Mã vùng kinh tế - xã hội", "Socio-economic region", str_matches=ID)
    label_vi: str = column("Nhãn tiếng Việt", "Label in Vietnamese")
    label_en: str = column("Nhãn tiếng Anh", "Label in English")


class Methods(Table):
    method_id: str = column("Mã cách đo", "Method of measurement", str_matches=ID)
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
    unit_id: str = column("Đơn vị mà văn bản áp dụng", "Unit the document is for")
    kind: str = column(
        "Loại văn bản",
        "Kind of document",
        isin=["law", "resolution", "decision", "directive", "plan", "programme", "decree"],
    )
    plan_type: str = column(
        "Loại kế hoạch",
        "Type of plan",
        isin=PLAN_TYPES,
        nullable=True,
    )
    issuer: str = column("Cơ quan ban hành", "Issuer")
    number: str = column("Số, ký hiệu", "Number", nullable=True)
    issued_on: str = column("Ngày ban hành", "Date of issue", str_matches=DATE, nullable=True)
    title_vi: str = column("Tên tiếng Việt", "Title in Vietnamese")
    title_en: str = column("Tên tiếng Anh", "Title in English")
    supersedes: str = column("Văn bản được thay thế", "Act it replaces", nullable=True)
    read: str = column(
        "Đã đọc đến đâu: none mới biết tên, số, ngày hoặc phần đầu, chưa con số nào của văn bản có "
        "trong bảng; part ít nhất một con số hay cụm từ của văn bản có trong bảng; full toàn văn",
        "How much of it was read: none, known by name, number, date or opening, and no figure of "
        "it is in a table; part, at least one figure or phrase of it is in a table; full, all of "
        "its text",
        isin=READ,
    )
    note: str = column("Ghi chú", "Note", nullable=True)


class Sources(Table):
    source_id: str = column("Mã nguồn: nơi đọc được số liệu", "Where it was read", str_matches=ID)
    kind: str = column("Loại nguồn", "Kind of source", isin=KINDS)
    language: str = column("Ngôn ngữ của nguồn", "Language of the source", isin=LANGUAGES)
    publisher: str = column("Nơi đăng, nếu biết", "Publisher, where known", nullable=True)
    title: str = column("Tên bài, nếu đã đọc", "Title of the page, where read", nullable=True)
    url: str = column("Địa chỉ", "Address", str_matches=ADDRESS, nullable=True)
    published_on: str = column("Ngày đăng", "Date of publication", str_matches=DATE, nullable=True)
    accessed_on: str = column("Ngày đọc", "Date it was read", str_matches=DATE, nullable=True)
    archive_sha256: str = column(
        "SHA-256 của bản lưu",
        "SHA-256 of the archived copy",
        str_matches=SHA256,
        nullable=True,
    )
    note: str = column("Ghi chú", "Note", nullable=True)


class NationalReferences(Table):
    indicator_id: str = column("Chỉ tiêu", "Indicator")
    tier: str = column("Cấp", "Tier", isin=TIERS)
    base_id: str = column("Mẫu số", "Base", nullable=True)
    horizon_year: int = column("Năm mục tiêu", "Year it is due", ge=2000, le=2100)
    document_id: str = column("Văn bản làm chuẩn so sánh", "Act that is the yardstick")
    valid_from: str = column(
        "Làm chuẩn từ ngày", "Yardstick from this date on", str_matches=DATE, nullable=True
    )
    valid_to: str = column(
        "Làm chuẩn đến hết ngày; trống khi còn hiệu lực",
        "Yardstick up to this date; blank while it holds",
        str_matches=DATE,
        nullable=True,
    )
    state: str = column(
        "Vào ngày cập nhật dữ liệu: in_force còn hiệu lực, expired đã hết, announced đã công bố "
        "nhưng chưa làm chuẩn",
        "On the data's as-of date: in force, expired, or announced and no yardstick yet",
        isin=STATES,
    )
    replaced_by: str = column(
        "Văn bản làm chuẩn thay thế, nếu có", "Act that is the yardstick after it", nullable=True
    )
    reason: str = column("Lý do chọn", "Why it is the yardstick")


class Comparability(Table):
    rule_id: str = column("Mã quy tắc", "Rule", str_matches=ID)
    field: str = column(
        "Cột khác nhau",
        "Column that differs",
        isin=COMPARED,
    )
    value_a: str = column(
        "Giá trị thứ nhất (theo thứ tự chữ); * khi không có quy tắc riêng",
        "First value (in alphabetical order); * where no other rule applies",
    )
    value_b: str = column("Giá trị thứ hai", "Second value")
    against: str = column(
        "observation: chỉ áp dụng khi một bên là số liệu thực hiện; trống: luôn áp dụng",
        "observation: only where one side is a measured value; blank: always",
        isin=["observation"],
        nullable=True,
    )
    grade: str = column("Mức độ so sánh", "Grade", isin=GRADES)
    reason_vi: str = column("Lý do, tiếng Việt", "Reason in Vietnamese")
    reason_en: str = column("Lý do, tiếng Anh", "Reason in English")
    document_id: str = column("Căn cứ", "Legal or methodological source", nullable=True)


class Glossary(Table):
    term_vi: str = column("Thuật ngữ tiếng Việt", "Term in Vietnamese")
    term_en: str = column("Thuật ngữ tiếng Anh", "Term in English")
    meaning_vi: str = column("Nghĩa, tiếng Việt", "Meaning in Vietnamese")
    meaning_en: str = column("Nghĩa, tiếng Anh", "Meaning in English")


class DtiVersions(Table):
    document_id: str = column("Bộ chỉ số (phiên bản)", "Set of indicators (version)")
    first_year: int = column("Năm DTI đầu tiên", "First year of the DTI", ge=2000, le=2100)
    last_year: int = column(
        "Năm DTI cuối cùng; trống khi còn dùng",
        "Last year of the DTI; blank while it is in use",
        ge=2000,
        le=2100,
        nullable=True,
    )
    source_id: str = SOURCE
    figure_text: str = FIGURE_TEXT
    note: str = NOTE


class DtiWeights(Table):
    document_id: str = column("Bộ chỉ số (phiên bản)", "Set of indicators (version)")
    indicator_id: str = column("Chỉ số thành phần", "Index that is weighed")
    max_points: float = column("Điểm tối đa", "Most points", gt=0)
    source_id: str = SOURCE
    figure_text: str = FIGURE_TEXT
    note: str = NOTE


class Weights(Table):
    base_id: str = column("Mẫu số của quyền số", "Base that is weighed")
    unit_id: str = UNIT_ID
    period: str = PERIOD
    value: float = column("Quy mô", "Size of the base in the unit", gt=0)
    measure: str = column(
        "Đơn vị: persons là người, billion_vnd là tỷ đồng",
        "Unit: persons, or billion dong",
        isin=["persons", "billion_vnd"],
    )
    source_id: str = SOURCE
    locator: str = LOCATOR
    figure_text: str = FIGURE_TEXT
    note: str = NOTE


class Tiles(Table):
    unit_id: str = column("Tỉnh, thành phố từ 01/7/2025", "Province since 1 July 2025")
    archipelago: bool = column(
        "Ô của quần đảo thuộc tỉnh, không phải ô của chính tỉnh",
        "Tile of an archipelago of the province, not of the province itself",
    )
    across: float = column(
        "Vị trí từ tây sang đông, tính bằng ô; được lệch nửa ô",
        "Place from west to east, in tiles; halves are allowed",
        ge=0,
    )
    down: int = column("Vị trí từ bắc xuống nam, tính bằng ô", "Place from north to south", ge=0)
    label_vi: str = column(
        "Nhãn tiếng Việt, khi khác tên đơn vị",
        "Label in Vietnamese, where it is not the name of the unit",
        nullable=True,
    )
    label_en: str = column(
        "Nhãn tiếng Anh, khi khác tên đơn vị",
        "Label in English, where it is not the name of the unit",
        nullable=True,
    )
