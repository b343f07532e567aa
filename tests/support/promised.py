"""Real data in which provinces promise what a test says."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtia.data import Data

TOPICS = ["gov.records_online", "econ.digital_share_grdp", "soc.payment_account"]
SHARE = "econ.digital_share_grdp"


def promising(data: Data, *units: list[float], verdict: str = "same", tier: str = "all") -> Data:
    """Provinces that each promise so much of three topics, where the nation promises 50."""
    names = data.units.filter(level="province", era="63")["unit_id"]
    rows = [
        {"unit_id": unit, "indicator_id": topic, "tier": tier, "horizon_year": 2025, "grade": "A",
         "kind": "national", "verdict": verdict, "value_low": value, "value_high": value,
         "reference_low": 50.0, "gap_low": value - 50}
        for unit, promised in zip(names, units, strict=False)
        for topic, value in zip(TOPICS, promised, strict=False)
    ]  # fmt: skip
    return replace(data, gaps=pl.DataFrame(rows, schema=data.gaps.schema))


def promising_share(data: Data, *promised: tuple[str, float, str]) -> Data:
    """Provinces that promise a share of GRDP for 2030: unit, value and base of each."""
    one = data.targets.filter(
        indicator_id=SHARE, horizon_year=2030, unit_id="dak_lak_63", status="current"
    ).head(1)
    rows = [
        one.with_columns(unit_id=pl.lit(unit), value=pl.lit(value), base_id=pl.lit(base))
        for unit, value, base in promised
    ]
    return replace(data, targets=pl.concat(rows))
