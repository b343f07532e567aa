"""Gaps, paces and grades worked out by hand from data/raw.

A positive gap is ahead. `document_id` None means that the source names no act; the fields after
`actual_pace` only pick the row where a target has several.
"""

from __future__ import annotations

from typing import NamedTuple

SHARE = "econ.digital_share_grdp"
SECTOR = "econ.digital_share_sector"
GROWTH = "econ.productivity_growth"
RECORDS = "gov.records_online"
LEVEL_4 = "gov.online_service_level4"
FULL = "gov.online_service_full"
ACCOUNTS = "soc.payment_account"
FIBRE = "soc.fiber_household"
RANK = "rank.dti"

QUANG_TRI = "02-NQ_TU_quang_tri_2021"
NGHE_AN = "347_KH-UBND_nghe_an"
TRA_VINH = "50_KH-UBND_tra_vinh_2022"
BAC_GIANG = "111-NQ_TU_bac_giang_2021"
QUANG_BINH = "2328_KH-UBND_quang_binh_2022"
HA_NOI = "205-KH_TU_ha_noi_2020"

MEKONG = "Đồng bằng sông Cửu Long"
COAST = "Bắc Trung Bộ và duyên hải miền Trung"

NOTHING = (None, None)


class Gap(NamedTuple):
    kind: str
    unit_id: str
    indicator_id: str
    horizon_year: int
    document_id: str | None
    gap: tuple[float | None, float | None]
    verdict: str
    grade: str | None
    required_pace: float | None = None
    actual_pace: float | None = None
    tier: str = "all"
    base_id: str | None = None
    reference: str | None = None
    reference_document_id: str | None = None
    reference_year: str | None = None
    reference_method: str | None = None


# fmt: off
NATIONAL = [
    # Quang Tri, founding article: 100 - 100, 90 - 90, 70 - 70. "Records" against "records
    # without state secrets": B. The yardstick of 2030 is Decision 749, not 942.
    Gap(
        "national", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (0, 0), "same", "B", tier="province",
        reference_document_id="749_QD-TTg_2020",
    ),
    Gap(
        "national", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (0, 0), "same", "B", tier="district",
        reference_document_id="749_QD-TTg_2020",
    ),
    Gap(
        "national", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (0, 0), "same", "B", tier="commune",
        reference_document_id="749_QD-TTg_2020",
    ),
    # 15 % of GRDP - 30 % of GDP = -15. A share of GRDP against a share of GDP: B.
    Gap(
        "national", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-15, -15), "below", "B",
        reference_document_id="411_QD-TTg_2022",
    ),
    # Over 45 - over 80 = -35, both of the population: A.
    Gap("national", "quang_tri_63", ACCOUNTS, 2030, QUANG_TRI, (-35, -35), "below", "A"),
    # 100 - at least 80 = +20, both of people aged 15 and over, both programmes: A.
    Gap(
        "national", "da_nang_63", ACCOUNTS, 2025, "142_KH-UBND_da_nang_2022", (20, 20), "above",
        "A", reference_document_id="1813_QD-TTg_2021",
    ),
    # 85 - 80 = +5, the same base, but a plan of one year against a programme: C.
    Gap(
        "national", "hai_phong_63", ACCOUNTS, 2025, "106_KH-UBND_hai_phong_2025", (5, 5), "above",
        "C",
    ),
    # Over 50 of the population - at least 80 of people aged 15 and over = -30, two bases: C.
    Gap(
        "national", "dak_lak_63", ACCOUNTS, 2025, "3330_QD-UBND_dak_lak_2021", (-30, -30), "below",
        "C",
    ),
    # Over 95 of people aged 15 and over - over 80 of the population = +15, two bases: C.
    Gap("national", "nghe_an_63", ACCOUNTS, 2030, NGHE_AN, (15, 15), "above", "C"),
    # Over 85 of people and enterprises - over 80 of the population = +5, two bases: C.
    Gap(
        "national", "ho_chi_minh_63", ACCOUNTS, 2030, "2393_QD-UBND_ho_chi_minh_2020", (5, 5),
        "above", "C",
    ),
    # Over 90 - 90 = 0: only the province says "over". The same base, two programmes: A.
    Gap(
        "national", "thai_nguyen_63", RECORDS, 2025, "01-NQ_TU_thai_nguyen_2020", (0, 0),
        "stricter", "A", tier="province", reference_document_id="942_QD-TTg_2021",
    ),
    # Over 20 - 20 = 0: only the province says "over". GRDP against GDP: B.
    Gap(
        "national", "ba_ria_vung_tau_63", SHARE, 2025, "CTHD_ba_ria_vung_tau_chuyen_doi_so", (0, 0),
        "stricter", "B",
    ),
    # 80 - over 80 = 0: only the nation says "over".
    Gap("national", "lang_son_63", FIBRE, 2025, "131_KH-UBND_lang_son_2022", (0, 0), "looser", "A"),
    # Lang Son's plan of 2020: over 80 - over 80 = 0, "over" on both sides.
    Gap("national", "lang_son_63", FIBRE, 2025, "135_KH-UBND_lang_son_2020", (0, 0), "same", "A"),
    # 50 - over 50 = 0: only the nation says "over". A plan of one year against a programme: C.
    Gap(
        "national", "quang_ngai_63", "soc.digital_signature", 2025, "114_KH-UBND_quang_ngai_2025",
        (0, 0), "looser", "C",
    ),
    # 15 - 30 = -15 to 20 - 30 = -10.
    Gap(
        "national", "binh_dinh_63", SHARE, 2030, "05-NQ_TU_binh_dinh_2021", (-15, -10), "below",
        "B",
    ),
    # 25 - 30 = -5 to 30 - 30 = 0: the least that keeps the promise, 25, is below 30.
    Gap("national", "nghe_an_63", SHARE, 2030, NGHE_AN, (-5, 0), "below", "B"),
    # 35 - 30 = +5 to 40 - 30 = +10; two programmes, GRDP against GDP: B.
    Gap("national", "da_nang_34", SHARE, 2030, "21_KHHD_da_nang_2025", (5, 10), "above", "B"),
    # About 35 - 30 = +5; value added against a method unstated, congress against programme: C.
    Gap(
        "national", "thai_nguyen_34", SHARE, 2030, "congress_1_thai_nguyen_2025", (5, 5), "above",
        "C",
    ),
    # Two acts of one province: over 25 - 30 = -5, and two months later 30 - 30 = 0.
    Gap("national", "tra_vinh_63", SHARE, 2030, TRA_VINH, (-5, -5), "below", "B"),
    Gap("national", "tra_vinh_63", SHARE, 2030, "59_KH-UBND_tra_vinh_2022", (0, 0), "same", "B"),
    # 100 of online services - 100 of eligible procedures = 0, two bases: C.
    Gap("national", "ben_tre_63", LEVEL_4, 2025, "DACDS_ben_tre_2020", (0, 0), "same", "C"),
    # About 80 - at least 80 = 0: "about" has its floor at 80; two plans of one year: A.
    Gap("national", "hue_34", FULL, 2026, "495_KH-UBND_hue_2025", (0, 0), "same", "A"),
    # At least 5 - at least 10 = -5.
    Gap("national", "ben_tre_63", SECTOR, 2025, "DACDS_ben_tre_2020", (-5, -5), "below", "A"),
    # Over 11.5 - at least 7 = +4.5 points of growth a year.
    Gap(
        "national", "tra_vinh_63", GROWTH, 2025, "59_KH-UBND_tra_vinh_2022", (4.5, 4.5), "above",
        "A",
    ),
]

LEADER = [
    # The first 3 of 63 (Da Nang, and Quang Ninh's resolution) against the first 15: 3 - 15 = -12
    # places, for a lower rank is better.
    Gap(
        "leader", "bac_giang_63", RANK, 2025, BAC_GIANG, (-12, -12), "below", "A",
        reference="da_nang_63;quang_ninh_63",
    ),
    # Da Nang has 100 of people aged 15 and over: 80 - 100 = -20.
    Gap(
        "leader", "ca_mau_63", ACCOUNTS, 2025, "KH_UBND_ca_mau_411_QD-TTg_2022", (-20, -20),
        "below", "A", reference="da_nang_63",
    ),
    # Quang Ninh has 100, Ho Chi Minh City 95, the others 70 to 80: 70 - 100 = -30.
    Gap(
        "leader", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (-30, -30), "below", "A",
        tier="commune", reference="quang_ninh_63",
    ),
    # Ha Noi says over 40 (18-NQ/TU), Ho Chi Minh City 40: Ha Noi alone leads. 15 - 40 = -25.
    Gap(
        "leader", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-25, -25), "below", "A",
        reference="ha_noi_63",
    ),
    # Bac Ninh leads the 34 with 45: 35 - 45 = -10 to 40 - 45 = -5; two programmes: A.
    Gap(
        "leader", "da_nang_34", SHARE, 2030, "21_KHHD_da_nang_2025", (-10, -5), "below", "A",
        reference="bac_ninh_34",
    ),
    # Mekong delta, floors of 2025: Dong Thap 5, An Giang 10, Ben Tre 10, Tra Vinh over 10,
    # Vinh Long 10, Tien Giang 15, Ca Mau 20, Can Tho 20, Hau Giang 20, Long An 20. Ten units,
    # median (10 + 15) / 2 = 12.5. Ca Mau: 20 - 12.5 = +7.5.
    Gap(
        "leader", "ca_mau_63", SHARE, 2025, "KH_UBND_ca_mau_411_QD-TTg_2022", (7.5, 7.5), "above",
        "A", reference=MEKONG,
    ),
    # An Giang: 10 - 12.5 = -2.5.
    Gap(
        "leader", "an_giang_63", SHARE, 2025, "CTCDS_an_giang_2021", (-2.5, -2.5), "below", "A",
        reference=MEKONG,
    ),
    # Dong Thap: 5 - 12.5 = -7.5.
    Gap(
        "leader", "dong_thap_63", SHARE, 2025, None, (-7.5, -7.5), "below", "A", reference=MEKONG,
    ),
    # North Central and Central Coast, floors of 2030: Binh Dinh 15 (15 to 20), Quang Tri 15, Nghe
    # An 20 or 25, Da Nang 30, Ninh Thuan 30, Quang Nam 30, Thanh Hoa 30. Seven units, the fourth is
    # 30. The disputed 30 of Quang Tri and of Quang Ngai and 20 of Quang Binh do not count.
    # 15 - 30 = -15.
    Gap(
        "leader", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-15, -15), "below", "A", reference=COAST,
    ),
    # The same coast, floors of 2025: Binh Dinh 10, Nghe An 15 (15 to 20), Thua Thien Hue 15, and
    # Binh Thuan, Da Nang, Quang Binh, Quang Ngai, Thanh Hoa 20 each. Eight units, the fourth and
    # the fifth are 20. Thua Thien Hue: 15 - 20 = -5.
    Gap(
        "leader", "thua_thien_hue_63", SHARE, 2025, "KH_UBND_thua_thien_hue_52-NQ_TW", (-5, -5),
        "below", "A", reference=COAST,
    ),
]

OBSERVED = [
    # met: 97 - 97 = 0 and 95 - 92 = +3 in the year of the plan, the same base and tier.
    Gap(
        "observed", "quang_binh_63", RECORDS, 2023, QUANG_BINH, (0, 0), "met", "A", tier="province",
    ),
    Gap(
        "observed", "quang_binh_63", RECORDS, 2023, QUANG_BINH, (3, 3), "met", "A", tier="district",
    ),
    # met: 75.3 - 30 = +45.3.
    Gap(
        "observed", "quang_binh_63", "gov.online_filing", 2023, QUANG_BINH, (45.3, 45.3), "met",
        "A",
    ),
    # met, the ministry's estimate against a target without a method: 29.48 - 10 = +19.48, C.
    Gap(
        "observed", "hai_phong_63", SHARE, 2022, "KHCDS_hai_phong_2022", (19.48, 19.48), "met", "C",
    ),
    # met, a rank: the first 20, rank 17 in DTI 2022: 20 - 17 = +3 places.
    Gap("observed", "hau_giang_63", RANK, 2022, None, (3, 3), "met", "A"),
    # met_early: Da Nang as it was, second of 63 in 2024: 3 - 2 = +1, and it ended in June 2025.
    Gap("observed", "da_nang_63", RANK, 2025, "05-NQ_TU_da_nang_2021", (1, 1), "met_early", "A"),
    # met_early: 78.19 - 60 = +18.19 in 2022.
    Gap(
        "observed", "tra_vinh_63", RECORDS, 2025, TRA_VINH, (18.19, 18.19), "met_early", "A",
        tier="commune",
    ),
    # met_early: 42.13 - 25 = +17.13, the ministry's estimate against a method unstated: C.
    Gap("observed", "bac_giang_63", SHARE, 2025, BAC_GIANG, (17.13, 17.13), "met_early", "C"),
    # met_early: 79 of people aged 15 and over - over 50 of people and enterprises = +29, C.
    Gap(
        "observed", "ba_ria_vung_tau_63", ACCOUNTS, 2025, "CTHD_ba_ria_vung_tau_chuyen_doi_so",
        (29, 29), "met_early", "C",
    ),
    # lapsed: 83.21 - 90 = -6.79 in 2022; the province ended before the horizon.
    Gap(
        "observed", "tra_vinh_63", RECORDS, 2025, TRA_VINH, (-6.79, -6.79), "lapsed", "A",
        tier="province",
    ),
    # lapsed, though 78.05 - 80 = -1.95 is within 5 % of 80 = 4: near is said of a closed horizon.
    Gap(
        "observed", "tra_vinh_63", RECORDS, 2025, TRA_VINH, (-1.95, -1.95), "lapsed", "A",
        tier="district",
    ),
    # lapsed: 7.09 - 15 = -7.91 in 2023, value added against a method unstated: C. No pace, for
    # there is no province left to keep it.
    Gap("observed", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-7.91, -7.91), "lapsed", "C"),
    # lapsed, never measured.
    Gap("observed", "quang_tri_63", ACCOUNTS, 2030, QUANG_TRI, NOTHING, "lapsed", None),
    # Lang Son was not merged, but its district tier ended on 30 June 2025, before the horizon;
    # its provincial tier is in force and was not measured.
    Gap(
        "observed", "lang_son_63", RECORDS, 2025, "246_KH-UBND_lang_son_2024", NOTHING, "lapsed",
        None, tier="district",
    ),
    Gap(
        "observed", "lang_son_63", RECORDS, 2025, "246_KH-UBND_lang_son_2024", NOTHING,
        "no_observation", None, tier="province",
    ),
    # missed, and Ha Noi old and new are one territory: value added of 2025, filed under the new
    # name, against the old plan: 17.34 - 30 = -12.66; a method unstated: C.
    Gap(
        "observed", "ha_noi_63", SHARE, 2025, HA_NOI, (-12.66, -12.66), "missed", "C",
        reference_year="2025", reference_method="value_added",
    ),
    # The plan's 40 by 2030: 17.34 - 40 = -22.66; from the end of 2025 five years: 22.66 / 5 =
    # 4.532 a year. The value of 2022 was measured by another method: no actual pace.
    Gap(
        "observed", "ha_noi_63", SHARE, 2030, HA_NOI, (-22.66, -22.66), "provisional", "C",
        required_pace=4.532, reference_year="2025", reference_method="value_added",
    ),
    # The new Ha Noi's over 40 by 2030: the same numbers.
    Gap(
        "observed", "ha_noi_34", SHARE, 2030, None, (-22.66, -22.66), "provisional", "C",
        required_pace=4.532, reference_year="2025", reference_method="value_added",
    ),
    # 22.71 - over 30 = -7.29; 7.29 / 5 = 1.458.
    Gap(
        "observed", "phu_tho_34", SHARE, 2030, "congress_1_phu_tho_2025", (-7.29, -7.29),
        "provisional", "C", required_pace=1.458,
    ),
    # missed: over 51 in December 2025 - 80 = -29. It closes with the month, so with the horizon;
    # 5 % of 80 is 4, so not near.
    Gap("observed", "viet_nam", "gov.online_handling_full", 2025, None, (-29, -29), "missed", "A"),
    # 14.02 in 2025 - 14.5 in 2026 = -0.48, in one year: 0.48. Since 2020, of the same method:
    # (14.02 - 12.66) / 5 = 1.36 / 5 = 0.272 a year. Within 5 %, but the year has not closed.
    Gap(
        "observed", "viet_nam", SHARE, 2026, "11_QD-BCDCP_2026", (-0.48, -0.48), "provisional", "A",
        required_pace=0.48, actual_pace=0.272, reference_method="value_added",
    ),
    # 61.2 at the end of February 2026 - 70 = -8.8; ten months left: 8.8 / (10 / 12) = 10.56 a
    # year. Since December 2025, two months: (61.2 - 40) / (2 / 12) = 127.2 a year.
    Gap(
        "observed", "viet_nam", "soc.coverage_5g", 2026, "11_QD-BCDCP_2026", (-8.8, -8.8),
        "provisional", "A", required_pace=10.56, actual_pace=127.2,
    ),
    # 66 in June 2022 - 65 to 70 = -4 to +1; the least that keeps it, 65, is reached: nothing to
    # add. Provisional until December.
    Gap(
        "observed", "viet_nam", ACCOUNTS, 2022, "27_QD-UBQGCDS_2022", (-4, 1), "provisional", "A",
        required_pace=0,
    ),
    # Rank 62 of 63 in 2022, the first 30 due in 2023: 30 - 62 = -32, in one year 32. From rank 39
    # in 2021 to 62: 23 places lost in one year.
    Gap(
        "observed", "gia_lai_63", RANK, 2023, None, (-32, -32), "provisional", "A",
        required_pace=32, actual_pace=-23,
    ),
    # Rank 45 in 2022, the first 30 due in 2023: -15. From 46 in 2021 (DTI of one version; rank 58
    # of 2020 is of another) to 45: one place a year.
    Gap(
        "observed", "kon_tum_63", RANK, 2023, None, (-15, -15), "provisional", "A",
        required_pace=15, actual_pace=1,
    ),
    # Last of 34 in 2024, the first 25 due in 2030: 25 - 34 = -9, in six years: 1.5. The rank 61
    # of 2022 was among 63: no actual pace.
    Gap(
        "observed", "cao_bang_34", RANK, 2030, None, (-9, -9), "provisional", "A",
        required_pace=1.5,
    ),
    # 3 - 4 = -1, one place: near, had the horizon closed. 1 / 6 = 0.166667.
    Gap(
        "observed", "ho_chi_minh_34", RANK, 2030, "CLCDS_ho_chi_minh_2025", (-1, -1), "provisional",
        "A", required_pace=0.166667,
    ),
    # 10 - 5 = +5 of 34 in 2024: ahead, so nothing to add, but the horizon is open.
    Gap(
        "observed", "thanh_hoa_34", RANK, 2030, "congress_20_thanh_hoa_2025", (5, 5), "provisional",
        "A", required_pace=0,
    ),
    # Hue was not merged: rank 5 of 63 in 2024 counts for the old target, 10 - 5 = +5; its rank 2
    # of 34 does not.
    Gap(
        "observed", "thua_thien_hue_63", RANK, 2025, None, (5, 5), "provisional", "A",
        required_pace=0, reference_year="2024",
    ),
    # The values of Dong Thap and Da Nang before the merger are of other territories.
    Gap(
        "observed", "dong_thap_34", SHARE, 2025, "315_KH-UBND_dong_thap_2025", NOTHING,
        "no_observation", None,
    ),
    Gap(
        "observed", "da_nang_34", "gov.online_handling", 2030, "21_KHHD_da_nang_2025", NOTHING,
        "no_observation", None,
    ),
]

TIER = [
    # 100 - 70 = +30.
    Gap("tier", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (30, 30), "above", "A", tier="province"),
    # Over 90 - 70 = +20.
    Gap(
        "tier", "quang_ngai_63", RECORDS, 2025, "38_KH-UBND_quang_ngai_2024", (20, 20), "above",
        "A", tier="province",
    ),
    # 100 - over 80 = +20.
    Gap("tier", "bac_giang_63", RECORDS, 2030, BAC_GIANG, (20, 20), "above", "A", tier="province"),
    # 100 - 100 = 0.
    Gap(
        "tier", "binh_duong_63", RECORDS, 2025, "05-NQ_TU_binh_duong_2022", (0, 0), "same", "A",
        tier="province",
    ),
]

STEP = [
    # 30 - 20 = +10.
    Gap("step", "hau_giang_63", SHARE, 2030, "128_KH-UBND_hau_giang_2022", (10, 10), "above", "A"),
    # 15 - 10 = +5 to 20 - 10 = +10.
    Gap("step", "binh_dinh_63", SHARE, 2030, "05-NQ_TU_binh_dinh_2021", (5, 10), "above", "A"),
    # 25 - 20 = +5 to 30 - 15 = +15.
    Gap("step", "nghe_an_63", SHARE, 2030, NGHE_AN, (5, 15), "above", "A"),
    # 20 (resolution) - 20 (plan of the same year) = 0.
    Gap("step", "ca_mau_63", SHARE, 2030, "05-NQ_TU_ca_mau_2022", (0, 0), "same", "A"),
    # From the first 15 to the first 10: 15 - 10 = +5 places.
    Gap("step", "thai_nguyen_63", RANK, 2030, "01-NQ_TU_thai_nguyen_2020", (5, 5), "above", "A"),
    # From the first 20 to the first 10 of 34: +10 places.
    Gap("step", "khanh_hoa_34", RANK, 2030, "4636_KH-UBND_khanh_hoa_2025", (10, 10), "above", "A"),
    # The first 10 in both years: 0.
    Gap("step", "thanh_hoa_63", RANK, 2030, "06-NQ_TU_thanh_hoa_2021", (0, 0), "same", "A"),
]

REVISION = [
    # June 2022 against August 2020: about 20 - 15 = +5.
    Gap(
        "revision", "lang_son_63", SHARE, 2025, "131_KH-UBND_lang_son_2022", (5, 5), "raised", "A",
        reference="135_KH-UBND_lang_son_2020",
    ),
    # September 2022 against July 2022: 30 - over 25 = +5.
    Gap(
        "revision", "tra_vinh_63", SHARE, 2030, "59_KH-UBND_tra_vinh_2022", (5, 5), "raised", "A",
        reference=TRA_VINH,
    ),
    # 80 of people aged 15 and over - over 60 of people and enterprises = +20, two bases: C.
    Gap(
        "revision", "ho_chi_minh_63", ACCOUNTS, 2025, "2649_KH-UBND_ho_chi_minh_2023", (20, 20),
        "raised", "C", reference="2393_QD-UBND_ho_chi_minh_2020",
    ),
    # At least 20 - at least 20 = 0.
    Gap(
        "revision", "da_nang_63", SHARE, 2025, "142_KH-UBND_da_nang_2022", (0, 0), "kept", "A",
        reference="05-NQ_TU_da_nang_2021",
    ),
    # Over 50 of people of working age - over 50 of the population = 0, two bases: C.
    Gap(
        "revision", "bac_ninh_63", ACCOUNTS, 2025, "230_NQ-HDND_bac_ninh_2023", (0, 0), "kept", "C",
        reference="464_KH-UBND_bac_ninh_2020",
    ),
    # The first 5 in 2024 against the first 3 in 2022: 3 - 5 = -2 places.
    Gap(
        "revision", "quang_ninh_63", RANK, 2025, "DA_quang_ninh_thuong_hieu_2024", (-2, -2),
        "lowered", "A", reference="09-NQ_TU_quang_ninh_2022",
    ),
    # Over 90 % of households in 2020; the resolution of 2023 on the same year has no such figure
    # in what was read of it, and it was not read in full.
    Gap(
        "revision", "bac_ninh_63", FIBRE, 2025, "230_NQ-HDND_bac_ninh_2023", NOTHING,
        "not_found_later", None, reference="464_KH-UBND_bac_ninh_2020",
    ),
]

MERGER = [
    # 45 - at least 35 = +10; two programmes: A.
    Gap(
        "merger", "bac_ninh_34", SHARE, 2030, "144_KH-UBND_bac_ninh_2025", (10, 10), "above", "A",
        reference="bac_ninh_63",
    ),
    # 30 - at least 30 = 0; a congress against a programme: C.
    Gap(
        "merger", "dak_lak_34", SHARE, 2030, "congress_1_dak_lak_2025", (0, 0), "same", "C",
        reference="dak_lak_63",
    ),
    # Da Nang 30 and Quang Nam about 30, two programmes: a range of 30 to 30.
    # 35 - 30 = +5 to 40 - 30 = +10.
    Gap(
        "merger", "da_nang_34", SHARE, 2030, "21_KHHD_da_nang_2025", (5, 10), "above", "A",
        reference="da_nang_63;quang_nam_63",
    ),
    # Over 30 - 35 to 37: 30 - 37 = -7 to 30 - 35 = -5; a congress against a programme: C.
    Gap(
        "merger", "dong_nai_34", SHARE, 2030, "congress_1_dong_nai_2025", (-7, -5), "below", "C",
        reference="dong_nai_63",
    ),
    # The first 10 of 34 against the first 10 of 63: refused.
    Gap(
        "merger", "can_tho_34", RANK, 2025, "KHCDS_can_tho_34_2025", NOTHING, "not_comparable", "D",
        reference="can_tho_63", reference_document_id="KHCDS_can_tho_63_2025",
    ),
]

COLLECTIVE = [
    # Of the 34 territories none states a share of its population for 2030: Quang Tri and Soc Trang
    # did and have merged, Nghe An and Quang Ninh count other people. Covered: 0 of 101,343,760
    # persons, so the country may end anywhere from 0 to 100: 0 - 80 = -80 to 100 - 80 = +20.
    # 100 points apart, more than 20.
    Gap(
        "collective", "viet_nam", ACCOUNTS, 2030, "749_QD-TTg_2020", (-80, 20), "not_informative",
        None, base_id="population",
    ),
]
# fmt: on

GAPS = [*NATIONAL, *LEADER, *OBSERVED, *TIER, *STEP, *REVISION, *MERGER, *COLLECTIVE]


class Target(NamedTuple):
    unit_id: str
    indicator_id: str
    horizon_year: int
    document_id: str | None
    tier: str = "all"


class Observation(NamedTuple):
    unit_id: str
    indicator_id: str
    period: str


Figure = Target | Observation


class Pair(NamedTuple):
    a: Figure
    b: Figure
    grade: str
    words: tuple[str, ...] = ()


BASES = "Mẫu số khác nhau: người từ 15 tuổi và toàn dân số"
PLANS = "Một bên là kế hoạch năm, một bên là chương trình nhiều năm"
YEARS = "Khác năm mục tiêu hoặc kỳ đo"
LEVELS = "Mức độ 4 (Nghị định 43/2011) và toàn trình (Nghị định 42/2022) là hai định nghĩa"
LISTS = "Hạng trong 63 đơn vị và hạng trong 34 đơn vị không so được"
METHODS = "Hai cách đo kinh tế số lệch nhau nhiều, ở một số tỉnh tới nhiều lần"
VERSIONS = "Hạng theo hai phiên bản của bộ chỉ số DTI"
TYPES = "Kiểu kế hoạch khác nhau"
UNSTATED = "Cả mục tiêu và số đo đều không nêu cách đo"
SECRETS = "Một bên không nêu việc trừ hồ sơ thuộc bí mật nhà nước"
TIERS = "Hai cấp hành chính khác nhau"

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
    # Ha Noi before and after July 2025 is one territory: what it promised for 2030 under both
    # names is A, and so is 2025 against 2030, for the cap on years is for two territories.
    Pair(Target("ha_noi_63", SHARE, 2030, HA_NOI), Target("ha_noi_34", SHARE, 2030, None), "A"),
    Pair(Target("ha_noi_63", SHARE, 2025, HA_NOI), Target("ha_noi_34", SHARE, 2030, None), "A"),
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
    # Two provinces of the ministry's table of 2022; value added of 2023 against that table.
    Pair(
        Observation("bac_giang_63", SHARE, "2022"),
        Observation("thai_nguyen_63", SHARE, "2022"),
        "A",
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
