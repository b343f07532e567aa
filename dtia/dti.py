"""The Digital Transformation Index: its total recomputed from its main indices."""

from __future__ import annotations

import polars as pl

TOTAL = "dti.total"
INDEX = ["unit_id", "period", "document_id"]
# Each index and the total are printed to four decimals, so a sum may be off by one last digit.
ROUNDING = 0.0001


def totals(observations: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """Recompute each published total whose main indices are all on file.

    `observations` are clean observations, `weights` the table dti_weights. The total of a
    version is the sum of its indices, each times its share of the points. Returns unit_id,
    unit_name, period, document_id, published, recomputed, difference (recomputed less
    published), agrees (within rounding) and source_ids. A unit with two values of one index is
    left out: its total cannot be recomputed without choosing.
    Source: the sets of indicators named in dti_weights.
    """
    versions = weights.with_columns(
        share=pl.col("max_points") / pl.col("max_points").sum().over("document_id"),
        _needed=pl.len().over("document_id"),
    )
    year = pl.col("period").str.slice(0, 4).cast(pl.Int64)
    indices = (
        observations.with_columns(_year=year)
        .join(versions.drop("source_id", "figure_text", "note"), on="indicator_id")
        .filter(pl.col("_year").is_between("first_year", "last_year"))
        .group_by(INDEX)
        .agg(
            recomputed=(pl.col("value") * pl.col("share")).sum().round(6),
            _found=pl.len(),
            _distinct=pl.col("indicator_id").n_unique(),
            _needed=pl.col("_needed").first(),
            _sources=pl.col("source_ids"),
        )
        .filter(pl.col("_found") == pl.col("_needed"), pl.col("_distinct") == pl.col("_needed"))
    )
    return (
        observations.filter(indicator_id=TOTAL)
        .rename({"value": "published"})
        .join(indices, on=["unit_id", "period"])
        .with_columns(difference=(pl.col("recomputed") - pl.col("published")).round(6))
        .with_columns(
            agrees=pl.col("difference").abs() <= ROUNDING + 1e-9,
            source_ids=pl.concat_list(pl.col("source_ids"), "_sources")
            .list.join(";")
            .str.split(";")
            .list.unique(maintain_order=True)
            .list.join(";"),
        )
        .sort("period", "published", "unit_id", descending=[False, True, False])
        .select(
            "unit_id", "unit_name", "period", "document_id", "published", "recomputed",
            "difference", "agrees", "source_ids",
        )
    )  # fmt: skip
