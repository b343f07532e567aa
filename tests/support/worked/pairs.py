"""Grades of pairs of figures, worked out by hand, with some of the words that explain them."""

from __future__ import annotations

from support.worked.figures import (
    ACCOUNTS,
    BAC_GIANG,
    FULL,
    HA_NOI,
    LEVEL_4,
    QUANG_TRI,
    RANK,
    RECORDS,
    SHARE,
    Observation,
    Pair,
    Target,
)

BASES = "Mẫu số khác nhau: người từ 15 tuổi và toàn dân số"
PLANS = "Một bên là kế hoạch năm, một bên là chương trình nhiều năm"
YEARS = "Khác năm mục tiêu hoặc kỳ đo"
LEVELS = "toàn trình (Nghị định 42/2022) là hai định nghĩa"
LISTS = "Hạng trong 63 tỉnh, thành phố và hạng trong 34 tỉnh, thành phố không so sánh được"
METHODS = "Hai cách đo kinh tế số lệch nhau nhiều, ở một số tỉnh tới nhiều lần"
VERSIONS = "Hạng theo hai phiên bản của bộ chỉ số DTI"
TYPES = "Loại kế hoạch khác nhau"
UNSTATED = "Cả mục tiêu và số liệu thực hiện đều không nêu cách đo"
SECRETS = "Một bên không nêu việc trừ hồ sơ thuộc bí mật nhà nước"
TIERS = "Hai cấp hành chính khác nhau"
UNKNOWN_ACT = "Một bên không rõ thuộc loại kế hoạch nào"
UNKNOWN_ACTS = "Cả hai bên không rõ thuộc loại kế hoạch nào"
INFERRED = "Kỳ đo của cả hai bên do người đọc suy ra"

# fmt: off
PAIRS = [
    # Phu Yen: 80 of people aged 15 and over, plan for 2024. Dak Lak: over 50 of the population,
    # programme to 2025.
    Pair(
        Target("phu_yen_63", ACCOUNTS, 2024, "KHCDS_phu_yen_2024"),
        Target("dak_lak_63", ACCOUNTS, 2025, "3330_QD-UBND_dak_lak_2021"),
        "C", (BASES, PLANS, YEARS),
    ),
    # Level 4 due in 2021 against the whole process due in 2025, both of eligible procedures.
    Pair(
        Target("hai_duong_63", LEVEL_4, 2021, "06-NQ_TU_hai_duong_2021"),
        Target("binh_thuan_63", FULL, 2025, "4677_KH-UBND_binh_thuan_2024"),
        "C", (LEVELS, PLANS, YEARS),
    ),
    # The same as measured: level 4 in 2021, the whole process in 2025.
    Pair(
        Observation("lao_cai_63", LEVEL_4, "2021"),
        Observation("hue_34", FULL, "2025"),
        "C", (LEVELS, YEARS),
    ),
    # The first 3 of 63 against the first 10 of 34.
    Pair(
        Target("da_nang_63", RANK, 2025, "05-NQ_TU_da_nang_2021"),
        Target("can_tho_34", RANK, 2025, "KHCDS_can_tho_34_2025"),
        "D", (LISTS,),
    ),
    # Ha Noi before and after July 2025 is one territory, and the cap on years is for two: what it
    # promised under both names for 2030, or for 2025 and 2030, is held back only by the type of the
    # later act, which the page does not name.
    Pair(
        Target("ha_noi_63", SHARE, 2030, HA_NOI),
        Target("ha_noi_34", SHARE, 2030, None),
        "B", (UNKNOWN_ACT,),
    ),
    Pair(
        Target("ha_noi_63", SHARE, 2025, HA_NOI),
        Target("ha_noi_34", SHARE, 2030, None),
        "B", (UNKNOWN_ACT,),
    ),
    # Two figures on one page that names no act are of one act.
    Pair(
        Target("tien_giang_63", SHARE, 2025, None),
        Target("tien_giang_63", SHARE, 2030, None),
        "A",
    ),
    # Two pages that name none may speak of two.
    Pair(
        Target("tien_giang_63", SHARE, 2025, None),
        Target("dong_thap_63", SHARE, 2025, None),
        "B", (UNKNOWN_ACTS,),
    ),
    # Two territories, the same two years: C.
    Pair(
        Target("ha_noi_63", SHARE, 2025, HA_NOI),
        Target("ho_chi_minh_63", SHARE, 2030, "2393_QD-UBND_ho_chi_minh_2020"),
        "C", (YEARS,),
    ),
    # But nothing measured of Ha Noi is A across July 2025: fourth of 63 and first of 34 are ranks
    # in two lists, and the shares of 2022 and 2025 are by two methods.
    Pair(
        Observation("ha_noi_63", RANK, "2024"),
        Observation("ha_noi_34", RANK, "2024"),
        "D", (LISTS,),
    ),
    Pair(
        Observation("ha_noi_63", SHARE, "2022"),
        Observation("ha_noi_34", SHARE, "2025"),
        "D", (METHODS,),
    ),
    # Ranks of 2022 and 2023 are of one version, of 2023 and 2024 of two.
    Pair(Observation("ha_noi_63", RANK, "2022"), Observation("ha_noi_63", RANK, "2023"), "A"),
    Pair(
        Observation("ha_noi_63", RANK, "2023"),
        Observation("ha_noi_63", RANK, "2024"),
        "C", (VERSIONS,),
    ),
    # Scores of two versions.
    Pair(
        Observation("da_nang_63", "dti.total", "2023"),
        Observation("da_nang_63", "dti.total", "2024"),
        "D",
    ),
    # Old and new Quang Tri are two territories, a programme and a congress.
    Pair(
        Target("quang_tri_63", SHARE, 2030, QUANG_TRI),
        Target("quang_tri_34", SHARE, 2030, "congress_1_quang_tri_2025"),
        "C", (TYPES,),
    ),
    # Two targets that state no method are alike; a value without one against such a target is not.
    Pair(
        Target("quang_tri_63", SHARE, 2030, QUANG_TRI),
        Target("soc_trang_63", SHARE, 2030, "07-NQ_TU_soc_trang_2021"),
        "A",
    ),
    Pair(
        Target("an_giang_63", SHARE, 2025, "CTCDS_an_giang_2021"),
        Observation("an_giang_63", SHARE, "2023"),
        "C", (UNSTATED,),
    ),
    # Two values of 2023, both by value added.
    Pair(
        Observation("quang_tri_63", SHARE, "2023"),
        Observation("tuyen_quang_63", SHARE, "2023"),
        "A",
    ),
    # Two provinces of the ministry's table, whose year the reader inferred; and one of them against
    # value added of 2023.
    Pair(
        Observation("bac_giang_63", SHARE, "2022"),
        Observation("thai_nguyen_63", SHARE, "2022"),
        "C", (INFERRED,),
    ),
    Pair(
        Observation("tuyen_quang_63", SHARE, "2023"),
        Observation("bac_giang_63", SHARE, "2022"),
        "D", (METHODS, YEARS),
    ),
    # Records, and records without state secrets, of one tier; two tiers of one resolution.
    Pair(
        Target("quang_tri_63", RECORDS, 2030, QUANG_TRI, "commune"),
        Target("ho_chi_minh_63", RECORDS, 2030, "2393_QD-UBND_ho_chi_minh_2020", "commune"),
        "B", (SECRETS,),
    ),
    Pair(
        Target("quang_tri_63", RECORDS, 2030, QUANG_TRI, "province"),
        Target("quang_tri_63", RECORDS, 2030, QUANG_TRI, "commune"),
        "D", (TIERS,),
    ),
    # "To raise the rank" is no rank.
    Pair(
        Target("quang_tri_63", RANK, 2030, QUANG_TRI),
        Target("bac_giang_63", RANK, 2030, BAC_GIANG),
        "D",
    ),
]
# fmt: on
