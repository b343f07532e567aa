"""Made-up panels, seeded, in the tables' own schema: rows carried by communes or by provinces."""

from __future__ import annotations

from pathlib import Path
from random import Random
from shutil import copytree

import numpy as np
import polars as pl

from dtia.data import Raw, read_raw
from dtia.data.raw import RAW
from dtia.data.reading import cast

ROOT = Path(__file__).parent.parent
SEED = 20_261_129
# The act of the nation and the page that the made-up figures stand in.
ACT, PAGE = "1-QD_TTg_panel", "panel_2026"
ENACTED = "2025-12-31"
HORIZONS = {"commune": [2026, 2027, 2028, 2029, 2030], "province": [2025, 2027, 2028, 2029, 2030]}
# When something was measured, and when the acts of a province were issued, by the map it is on.
PERIODS = {"63": ["2022", "2023"], "34": ["2025", "2026"]}
ISSUED = {"63": ["2022-03-01", "2024-03-01"], "34": ["2025-08-01", "2025-12-01"]}
# Communes are made up for as many of the real indicators; provinces are real, indicators made up.
INDICATORS = 40
# How a target is said, by its comparator; every number and year makes a phrase of its own.
SAID = {
    "eq": "năm {year} đạt {value}%",
    "ge": "tối thiểu {value}% vào năm {year}",
    "gt": "trên {value}% vào năm {year}",
}


def made(folder: Path, rows: int, carried_by: str = "commune", bad: int = 0) -> int:
    """Write raw tables with so many made-up figures beside the real ones; return how many."""
    copytree(ROOT / "data" / "raw", folder / "raw")
    raw, _ = read_raw(ROOT / "data")
    _add(folder, "sources.csv", _page(raw["sources"]))
    carry = {"commune": _of_communes, "province": _of_provinces}[carried_by]
    panel = _valued(carry(folder, raw, rows)).head(rows)
    if bad:
        panel = spoiled(panel, bad)
    for topic in panel["topic"].unique().sort():
        own = panel.filter(topic=topic)
        targets = own.filter(pl.col("horizon_year").is_not_null())
        _add(folder, f"targets/{topic}.csv", targets)
        _add(folder, f"observations/{topic}.csv", own.filter(pl.col("period").is_not_null()))
    return panel.height


def _of_communes(folder: Path, raw: Raw, rows: int) -> pl.DataFrame:
    """Cross made-up communes with real indicators and years, all of one act of the nation."""
    known = cast(raw["indicators"], RAW["indicators"][1]).filter(unit="percent").head(INDICATORS)
    horizons, periods = HORIZONS["commune"], PERIODS["34"]
    communes = _communes(raw, -(-rows // (INDICATORS * (len(horizons) + len(periods)))))
    _add(folder, "units.csv", communes)
    _add(folder, "documents.csv", _act(raw["documents"]))
    indicators = known.select(
        "indicator_id", "topic",
        tier=pl.when("tiered").then(pl.lit("commune")).otherwise(pl.lit("all")),
        base_id=pl.col("bases").str.split(";").list.first(),
        method=pl.col("methods").str.split(";").list.first(),
    )  # fmt: skip
    return (
        communes.select("unit_id")
        .join(indicators, how="cross")
        .join(_years(horizons, periods, [ACT]), how="cross")
    )


def _of_provinces(folder: Path, raw: Raw, rows: int) -> pl.DataFrame:
    """Cross the nation and the provinces of both maps with made-up indicators, years and acts."""
    provinces = raw["units"].filter(level="province").select("unit_id", "era")
    horizons = HORIZONS["province"]
    acts = _plans(raw["documents"], provinces)
    figures = [
        pl.DataFrame({"unit_id": ["viet_nam"]}).join(_years(horizons, [], [ACT]), how="cross"),
        *(
            pl.DataFrame({"unit_id": [unit]}).join(
                _years(horizons, PERIODS[era], acts.filter(unit_id=unit)["document_id"].to_list()),
                how="cross",
            )
            for unit, era in provinces.iter_rows()
        ),
    ]
    each = pl.concat(figures)
    indicators = _indicators(raw, -(-rows // each.height))
    _add(folder, "indicators.csv", indicators)
    _add(folder, "documents.csv", _act(raw["documents"]))
    _add(folder, "documents.csv", acts)
    quantities = indicators.select(
        "indicator_id", "topic", tier=pl.lit("all"), base_id="bases", method=pl.lit(None, pl.String)
    )
    panel = quantities.join(each, how="cross")
    _add(folder, "national_references.csv", _yardsticks(panel.head(rows)))
    return panel


def _years(horizons: list[int], periods: list[str], acts: list[str]) -> pl.DataFrame:
    """Cross the years that targets are due with their acts, and add the periods measured."""
    due = pl.DataFrame({"document_id": acts}).join(
        pl.DataFrame({"horizon_year": [*map(str, horizons)]}), how="cross"
    )
    measured = pl.DataFrame({"period": periods}, schema={"period": pl.String})
    return pl.concat([due, measured], how="diagonal")


def _valued(figures: pl.DataFrame) -> pl.DataFrame:
    """Give each figure a value drawn by seed, and its phrase."""
    draw = np.random.default_rng(SEED)
    written = pl.Series(draw.integers(100, 1000, figures.height)).cast(pl.String)
    named = pl.Series(draw.choice(list(SAID), figures.height))
    phrase = pl.col("comparator").replace_strict(SAID)
    return figures.with_columns(
        comparator=pl.when(pl.col("period").is_null()).then(named).otherwise(pl.lit("eq")),
        value=written.str.slice(0, 2) + "." + written.str.slice(2),
        year=pl.coalesce("horizon_year", "period"),
        source_id=pl.lit(PAGE),
        status=pl.when(pl.col("period").is_null()).then(pl.lit("current")),
    ).with_columns(
        figure_text=phrase.str.replace("{year}", pl.col("year"), literal=True).str.replace(
            "{value}", pl.col("value").str.replace(".", ",", literal=True), literal=True
        )
    )


def spoiled(panel: pl.DataFrame, n: int) -> pl.DataFrame:
    """Spoil a cell of so many targets, each in its own words.

    A relation, a level, or a year that the schema refuses; a value that the phrase does not hold,
    or one that is beyond the bounds of its indicator.
    """
    marked = panel.with_row_index("_row")
    targets = marked.filter(pl.col("horizon_year").is_not_null())["_row"].to_list()
    chosen = pl.DataFrame(
        {"_row": sorted(Random(SEED).sample(targets, n)), "_kind": [k % 5 for k in range(n)]},
        schema={"_row": marked.schema["_row"], "_kind": pl.Int64},
    )
    own = pl.col("_row").cast(pl.String)
    other = {
        "comparator": pl.lit("g") + own, "tier": pl.lit("t") + own,
        "horizon_year": (pl.col("_row") + 10_000).cast(pl.String),
        "value": pl.when(pl.col("_kind") == 3)
        .then((pl.col("_row") % 89 + 10).cast(pl.String) + ".25")
        .otherwise(pl.lit("1") + own + ".5"),
    }  # fmt: skip
    here = {"comparator": [0], "tier": [1], "horizon_year": [2], "value": [3, 4]}
    return (
        marked.join(chosen, on="_row", how="left")
        .with_columns(
            pl.when(pl.col("_kind").is_in(here[name])).then(cell).otherwise(name).alias(name)
            for name, cell in other.items()
        )
        .drop("_row", "_kind")
    )


def _communes(raw: Raw, n: int) -> pl.DataFrame:
    provinces = raw["units"].filter(era="34", level="province")["unit_id"].sort().to_list()
    return pl.DataFrame(
        [
            {
                "unit_id": f"phuong_{k}_34", "era": "34", "level": "commune",
                "name_vi": f"Phường {k}", "name_en": f"Ward {k}", "type": "ward",
                "parent_id": provinces[k % len(provinces)], "valid_from": "2025-07-01",
                "source_id": PAGE,
            }
            for k in range(1, n + 1)
        ]
    )  # fmt: skip


def _plans(documents: pl.DataFrame, provinces: pl.DataFrame) -> pl.DataFrame:
    """Give each province its programmes."""
    like = documents.filter(kind="plan", plan_type="programme").head(1)
    issued = pl.DataFrame(
        [(era, n, day) for era, days in ISSUED.items() for n, day in enumerate(days, 1)],
        schema=["era", "n", "issued_on"], orient="row",
    )  # fmt: skip
    number = pl.format("{}/KH-UBND", "n")
    return (
        provinces.join(issued, on="era", maintain_order="left")
        .join(like.drop("unit_id", "issued_on"), how="cross")
        .with_columns(
            document_id=pl.format("{}_KH-UBND_{}_panel", "n", "unit_id"), number=number,
            title_vi=pl.format("Kế hoạch {} của {}", "n", "unit_id"),
            title_en=pl.format("Plan {} of {}", "n", "unit_id"), note=pl.lit(None),
        )
        .select(documents.columns)
    )  # fmt: skip


def _indicators(raw: Raw, n: int) -> pl.DataFrame:
    """Make up shares of the population, which the weights of provinces are known for."""
    like = raw["indicators"].filter(indicator_id="soc.health_record")
    return pl.DataFrame({"k": range(1, n + 1)}).join(like, how="cross").with_columns(
        indicator_id=pl.format("soc.made_up_{}", "k"),
        name_vi=pl.format("Chỉ tiêu {}", "k"), name_en=pl.format("Indicator {}", "k"),
    )  # fmt: skip


def _yardsticks(panel: pl.DataFrame) -> pl.DataFrame:
    return panel.filter(unit_id="viet_nam").with_columns(
        valid_from=pl.lit(ENACTED), state=pl.lit("in_force"),
        reason=pl.lit("Bảng làm ra"),
    )  # fmt: skip


def _act(documents: pl.DataFrame) -> pl.DataFrame:
    like = documents.filter(unit_id="viet_nam", kind="decision").head(1)
    return like.with_columns(
        document_id=pl.lit(ACT), number=pl.lit("1/QĐ-TTg"), issued_on=pl.lit(ENACTED),
        supersedes=pl.lit(None), title_vi=pl.lit("Chỉ tiêu của các phường"),
        title_en=pl.lit("Targets of wards"), note=pl.lit(None),
    )  # fmt: skip


def _page(sources: pl.DataFrame) -> pl.DataFrame:
    like = sources.filter(kind="press", language="vi").head(1)
    return like.with_columns(
        source_id=pl.lit(PAGE), published_on=pl.lit("2026-01-01"), title=pl.lit("Bảng làm ra"),
        url=pl.lit("https://example.org/panel"), accessed_on=pl.lit("2026-01-02"),
        archive_sha256=pl.lit(None), note=pl.lit(None),
    )  # fmt: skip


def _add(folder: Path, name: str, rows: pl.DataFrame) -> None:
    """Append rows to a raw table, in its columns."""
    path = folder / "raw" / name
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    more = rows.select(
        pl.col(c) if c in rows.columns else pl.lit(None, pl.String).alias(c) for c in header
    )
    with path.open("a", encoding="utf-8", newline="") as handle:
        handle.write(more.write_csv(include_header=False))
