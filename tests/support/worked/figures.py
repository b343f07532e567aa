"""What is worked out by hand from data/raw: gaps, paces and grades, and how they are written down.

A positive gap is ahead. `document_id` None means that the source names no act; the fields after
`actual_pace` only pick the row where a target has several, but for `reasons`.
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
    reasons: str | None = None


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
