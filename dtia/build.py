"""Build the clean tables from the raw ones."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtia.analysis import dti, gaps
from dtia.check import conflicts
from dtia.check.agreement import agreement
from dtia.check.conflicts import SAME_TARGET, STATEMENT
from dtia.data import Data, Raw
from dtia.data.clean import CLEAN
from dtia.data.codebook import place_of, updated
from dtia.data.columns import polars_schema
from dtia.data.datapackage import descriptor
from dtia.data.dataset import assemble, registers, to_csv
from dtia.data.raw import RAW
from dtia.data.reading import cast
from dtia.data.vocabulary import HORIZONS, KINDS, LAST_HORIZON, TIERS, TOPICS
from dtia.data.whole import PACKAGE, fingerprint
from dtia.errors import InvalidData, Problem
from dtia.files import ready, sweep, write_all
from dtia.folder import display
from dtia.i18n import Lang, sort_key, text

MEASUREMENT = ["unit_id", "indicator_id", "tier", "period", "base_id", "method"]
PAIR = ["unit_id", "indicator_id"]


def build(raw: Raw, lang: Lang = "vi") -> Data:
    """Build the clean tables from checked raw tables.

    Several sources of one target become one row with all their ids: the primary source
    first, then press in Vietnamese, then translations and press in English, then mirrors; ties
    by the fuller phrase, then the earlier date. Raises InvalidData where current rows of one
    target disagree: the curator decides, never the code.
    """
    undecided = conflicts(raw, lang)
    if undecided:
        raise InvalidData(undecided)
    known, built_from = registers(raw), fingerprint(raw)
    one = {
        "targets": [*SAME_TARGET, "_act", *STATEMENT, "status"],
        "observations": [*MEASUREMENT, *STATEMENT],
    }
    clean = {
        name: _described(cast(raw[name], RAW[name][1]), known)
        .pipe(_one_row_each, key)
        .pipe(_ordered, name)
        for name, key in one.items()
    }
    clean["dti_totals"] = dti.totals(
        clean["observations"], known["dti_versions"], known["dti_weights"]
    )
    clean["agreement"] = agreement(known["double_readings"])
    clean["coverage"] = _coverage(clean["targets"], known)
    # Gaps are the largest, so whatever else takes memory comes before them.
    clean["gaps"] = gaps(clean["targets"], clean["observations"], known)
    return assemble(known, clean, built_from)


def _described(rows: pl.DataFrame, known: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Join names, units and the quality of the source to raw figures."""
    sources = known["sources"].select("source_id", "kind", "language", _date="published_on")
    described = (
        rows.join(
            known["units"].select("unit_id", pl.col("name_vi").alias("unit_name"), "era", "level"),
            on="unit_id",
            how="left",
        )
        .join(
            known["indicators"].select("indicator_id", "topic", "unit"),
            on="indicator_id",
            how="left",
        )
        .join(sources, on="source_id", how="left")
    )
    if "document_id" not in rows.columns:
        return described
    return described.join(
        known["documents"].select(
            "document_id", pl.col("number").alias("document_number"), "issued_on"
        ),
        on="document_id",
        how="left",
    ).with_columns(_act=pl.coalesce("document_id", "source_id"))


def _one_row_each(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Keep the best source of each figure and list all of them in `source_ids`."""
    quality = pl.col("kind").replace_strict(
        {k: i for i, k in enumerate(KINDS)}, return_dtype=pl.Int64
    )
    foreign_press = (pl.col("kind") == "press") & (pl.col("language") != "vi")
    shared = rows.select(key).is_duplicated()
    alone = rows.filter(~shared).with_columns(source_ids="source_id")
    several = (
        rows.filter(shared)
        .with_columns(
            _quality=pl.when(foreign_press)
            .then(KINDS.index("official_translation"))
            .otherwise(quality),
            _length=-pl.col("figure_text").str.len_chars().cast(pl.Int64),
        )
        .sort("_quality", "_length", "_date", "source_id", nulls_last=True)
        .with_columns(
            source_ids=pl.col("source_id").str.join(";").over(key),
            note=pl.col("note").drop_nulls().unique(maintain_order=True).str.join("; ").over(key),
        )
        .with_columns(pl.col("note").replace("", None))
        .unique(key, keep="first", maintain_order=True)
    )
    return pl.concat([alone, several.select(alone.columns)])


def _ordered(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Sort by topic, indicator, nation first, then name in Vietnamese order; pick the columns."""
    names = sorted(rows["unit_name"].unique(), key=sort_key)
    when, *last = (
        ["horizon_year", "document_id", "status"] if name == "targets" else ["period", "comparator"]
    )
    return rows.sort(
        pl.col("topic").cast(pl.Enum(TOPICS)),
        "indicator_id",
        pl.col("level") != "nation",
        pl.col("unit_name").cast(pl.Enum(names)),
        "unit_id",
        pl.col("tier").cast(pl.Enum(TIERS)),
        when,
        "base_id",
        "method",
        "value",
        "category",
        "source_ids",
        *last,
    ).select(polars_schema(CLEAN[name]).keys())


def _coverage(targets: pl.DataFrame, known: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Say for each province, and each other unit with a target, what is known per indicator.

    The indicators are those that some unit below the nation states or was searched for; a
    superseded target counts as none, one that is only disputed as `disputed`. The years are
    2025, 2030 and those for which an indicator is stated, but for a vision beyond every programme.
    """
    local = targets.select(*PAIR, "horizon_year", "level", "status", "value").filter(
        pl.col("level") != "nation", pl.col("status") != "superseded"
    )
    looked_for = known["searched"].filter(table="targets")
    searched = pl.concat([looked_for.select(PAIR), local.select(PAIR)]).unique()
    units = known["units"].filter(
        (pl.col("level") == "province") | pl.col("unit_id").is_in(searched["unit_id"].implode())
    )
    asked = searched.select("indicator_id").join(
        pl.DataFrame({"horizon_year": HORIZONS}), how="cross"
    )
    in_reach = pl.col("horizon_year") <= LAST_HORIZON
    stated_for = local.filter(in_reach).select("indicator_id", "horizon_year")
    quantities = pl.concat([asked, stated_for]).unique()
    key = [*PAIR, "horizon_year"]
    current = pl.col("status") == "current"
    stated = local.group_by(key).agg(
        _stated=pl.when((current & pl.col("value").is_not_null()).any())
        .then(pl.lit("stated"))
        .when(current.any())
        .then(pl.lit("qualitative"))
        .otherwise(pl.lit("disputed"))
    )
    names = sorted(units["name_vi"].unique(), key=sort_key)
    places = units.select("unit_id", pl.col("name_vi").alias("unit_name")).sort(
        pl.col("unit_name").cast(pl.Enum(names)), "unit_id"
    )
    return (
        places.join(
            quantities.sort("indicator_id", "horizon_year"),
            how="cross", maintain_order="left_right",
        )
        .join(stated, on=key, how="left", maintain_order="left")
        .join(searched.with_columns(_searched=True), on=PAIR, how="left", maintain_order="left")
        .with_columns(
            coverage=pl.coalesce(
                "_stated",
                pl.when(pl.col("_searched")).then(pl.lit("not_found")),
                pl.lit("not_searched"),
            )
        )
        .select(polars_schema(CLEAN["coverage"]).keys())
    )  # fmt: skip


def outputs(data: Data, folder: Path) -> dict[Path, bytes]:
    """Return the files that a build writes, with their content.

    These are `data/clean`, whose last one describes the others, and the generated columns of the
    codebook, `data/raw/README.md`.
    """
    tables = {f"{name}.csv": to_csv(getattr(data, name)) for name in CLEAN}
    files = {folder / "clean" / name: content for name, content in tables.items()}
    codebook = place_of(folder)
    if codebook.is_file():
        content = updated(codebook.read_text(encoding="utf-8"), data.agreement)
        files[codebook] = content.encode()
    files[folder / "clean" / PACKAGE] = descriptor(data, tables).encode()
    return files


def stale(data: Data, folder: Path) -> dict[Path, bytes]:
    """Return the files that differ from what a build writes, with their new content."""
    return {
        path: content
        for path, content in outputs(data, folder).items()
        if not path.is_file() or path.read_bytes() != content
    }


def write_clean(data: Data, folder: Path) -> list[Path]:
    """Write what a build makes and return the files that changed. Raises CannotWrite."""
    changed = stale(data, folder)
    for place in (folder / "clean", folder / "raw"):
        sweep(place)
    if changed:
        ready(folder / "clean", changed)
    return write_all(changed)


def stale_problems(data: Data, folder: Path, lang: Lang) -> list[Problem]:
    """Word the stale files as problems."""
    message, hint = text("check.stale", lang), text("hint.build", lang)
    return [Problem(display(path), 0, "", message, hint) for path in stale(data, folder)]
