"""Gaps to others, worked out by hand: the nation, the leader, predecessors, all together."""

from __future__ import annotations

from support.worked.figures import (
    ACCOUNTS,
    BAC_GIANG,
    FIBRE,
    FULL,
    GROWTH,
    HA_NOI,
    LEVEL_4,
    NGHE_AN,
    NOTHING,
    QUANG_TRI,
    RANK,
    RECORDS,
    SECTOR,
    SHARE,
    TRA_VINH,
    Gap,
)

MEKONG = "mekong_delta"
COAST = "north_central_central_coast"
MIDLANDS = "northern_midlands_mountains"

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
    # The resolution is of 4 November 2021, Resolution 57 of 22 December 2024; when the province
    # issued its own, Resolution 52 of 27 September 2019 wanted over 30: -15 as well.
    Gap(
        "national", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-15, -15), "below", "B",
        reference_document_id="57-NQ_TW_2024", reasons="gdp_grdp;before_national_act",
    ),
    Gap(
        "at_issue", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-15, -15), "below", "B",
        reference_document_id="52-NQ_TW_2019", reasons="gdp_grdp",
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
    # A town says over 50 of the population as well.
    Gap(
        "national", "pho_yen_thai_nguyen_63", ACCOUNTS, 2025, "CTHD_pho_yen_chuyen_doi_so",
        (-30, -30), "below", "C", reasons="accounts_15_population",
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
    # About 35 of value added, against 30 by no stated method: two quantities.
    Gap(
        "national", "thai_nguyen_34", SHARE, 2030, "congress_1_thai_nguyen_2025", NOTHING,
        "not_comparable", "D",
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
    # Quang Ninh has 100 on two pages that name no act, Ho Chi Minh City 95, the others 70 to 80:
    # 70 - 100 = -30, of an act of no known type: B.
    Gap(
        "leader", "quang_tri_63", RECORDS, 2030, QUANG_TRI, (-30, -30), "below", "B",
        tier="commune", reference="quang_ninh_63", reasons="plan_unstated_programme",
    ),
    # Hai Phong has 35 in its plan of the year, Ha Noi 30, Vinh Phuc over 25, nobody more: 30 - 35
    # = -5. The same share of GRDP, but a plan of one year against a programme: C.
    Gap(
        "leader", "ha_noi_63", SHARE, 2025, HA_NOI, (-5, -5), "below", "C",
        reference="hai_phong_63", reasons="plan_annual_programme",
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
    # median (10 + 15) / 2 = 12.5. Dong Thap, Long An and Tien Giang name no act: B.
    # Ca Mau: 20 - 12.5 = +7.5.
    Gap(
        "leader", "ca_mau_63", SHARE, 2025, "KH_UBND_ca_mau_411_QD-TTg_2022", (7.5, 7.5), "above",
        "B", reference=MEKONG,
    ),
    # An Giang: 10 - 12.5 = -2.5.
    Gap(
        "leader", "an_giang_63", SHARE, 2025, "CTCDS_an_giang_2021", (-2.5, -2.5), "below", "B",
        reference=MEKONG,
    ),
    # Dong Thap: 5 - 12.5 = -7.5.
    Gap(
        "leader", "dong_thap_63", SHARE, 2025, None, (-7.5, -7.5), "below", "B", reference=MEKONG,
    ),
    # North Central and Central Coast, floors of 2030: Binh Dinh 15 (15 to 20), Quang Tri 15, Nghe
    # An 20 or 25, Da Nang 30, Ninh Thuan 30, Quang Nam 30, Thanh Hoa 30. Seven units, the fourth is
    # 30. The disputed 30 of Quang Tri and of Quang Ngai and 20 of Quang Binh do not count.
    # Ninh Thuan's is in a decision of no known type: B. 15 - 30 = -15.
    Gap(
        "leader", "quang_tri_63", SHARE, 2030, QUANG_TRI, (-15, -15), "below", "B", reference=COAST,
    ),
    # The same coast, floors of 2025: Binh Dinh 10, Nghe An 15 (15 to 20), Thua Thien Hue 15, and
    # Binh Thuan, Da Nang, Quang Binh, Quang Ngai, Thanh Hoa 20 each. Eight units, the fourth and
    # the fifth are 20. Thua Thien Hue: 15 - 20 = -5.
    Gap(
        "leader", "thua_thien_hue_63", SHARE, 2025, "KH_UBND_thua_thien_hue_52-NQ_TW", (-5, -5),
        "below", "A", reference=COAST,
    ),
    # The northern midlands on the new map, floors of 2030: Dien Bien 15 (promised before July 2025
    # within the same borders), Cao Bang 20, Lao Cai 20, Tuyen Quang 20, Lang Son over 30, Phu Tho
    # 30. Thai Nguyen's 35 is by value added: another quantity. Six units, the third and the fourth
    # are 20. Over 30 - 20 = +10; a congress against Dien Bien's programme: C.
    Gap(
        "leader", "lang_son_34", SHARE, 2030, "congress_1_UBND_lang_son_2025", (10, 10), "above",
        "C", reference=MIDLANDS,
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
    # Dong Thap 5 and Tien Giang 15, neither names its act: B. 15 - 15 = 0 to 15 - 5 = +10: it
    # reaches the higher of both.
    Gap(
        "merger", "dong_thap_34", SHARE, 2025, "315_KH-UBND_dong_thap_2025", (0, 10), "above", "B",
        reference="dong_thap_63;tien_giang_63",
    ),
]

COLLECTIVE = [
    # Of the 34 territories one states a share of its population for 2030: Lang Son, over 80. Quang
    # Tri and Soc Trang did and have merged, Nghe An and Quang Ninh count other people. Covered:
    # 813,990 of 101,343,760 persons, 0.803197 %: 80 % of them are 0.642558, the other 20 % are
    # 0.160639. So the country may end anywhere from 0.642558 to 100 - 0.160639 = 99.839361:
    # -79.357442 to +19.839361 against 80, more than 20 points apart. Same base, programmes: A.
    Gap(
        "collective", "viet_nam", ACCOUNTS, 2030, "749_QD-TTg_2020", (-79.357442, 19.839361),
        "not_informative", "A", base_id="population",
    ),
    # Floors of 2030 of one quantity (method unstated) and GRDP of 2024 in billions of dong:
    #   45  Bac Ninh 460,316
    #   40  Ha Noi 1,420,313 (over)
    #   35  Da Nang 280,540 (35 to 40), Hai Phong 648,266 (over), Khanh Hoa 190,434
    #   30  An Giang 269,396, Can Tho 277,520, Dak Lak 201,432, Dong Nai 593,232 (over), Ho Chi Minh
    #       City 2,675,951 (30 to 40), Hung Yen 285,491, Lang Son 50,764 (over), Phu Tho 356,722,
    #       Quang Ngai 172,151, Quang Ninh 326,930, Thanh Hoa 306,098
    #   25  Gia Lai 238,477 (25 to 30)
    #   20  Cao Bang 24,711, Tuyen Quang 83,704, Nghe An 210,932 (its act of 2025; that with 25 to
    #       30 bears no date)
    #   15  Dien Bien 31,348, Quang Tri 110,628 (15 to 20)
    # 22 territories with 9,215,356 of 11,394,517, or 80.88 %. Thai Nguyen and Vinh Long count by
    # value added, Lao Cai states no base, Lam Dong's and Tay Ninh's are in dispute, seven state
    # none. Weight times floor: 45 x 460,316 + 40 x 1,420,313 + 35 x 1,119,240 + 30 x 5,515,687 +
    # 25 x 238,477 + 20 x 319,347 + 15 x 141,976 = 296,649,255. Low: 296,649,255 / 11,394,517 =
    # 26.034386. High, the silent 2,179,161 at 100: 514,565,355 / 11,394,517 = 45.159032. Less the
    # nation's 30: -3.965614 to +15.159032. 19.1 points apart; a congress against a programme: C.
    Gap(
        "collective", "viet_nam", SHARE, 2030, "57-NQ_TW_2024", (-3.965614, 15.159032), "spans",
        "C", base_id="gdp",
    ),
]
# fmt: on
