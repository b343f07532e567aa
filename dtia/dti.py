"""The Digital Transformation Index: its total recomputed from its main indices."""

from __future__ import annotations

import polars as pl

TOTAL = "dti.total"
INDEX = ["unit_id", "period", "document_id"]
# Each index and the total are printed to four decimals, so a sum may be off by one last digit.
ROUNDING = 0.0001


def version(period: str, versions: pl.DataFrame) -> pl.Expr:
    """Return the set of indicators (document_id) that the DTI of a period follows, or null."""
    year = pl.col(period).str.slice(0, 4).cast(pl.Int64, strict=False)
    return pl.coalesce(
        pl.lit(None, pl.String),
        *(
            pl.when(year.is_between(first, last or 9999)).then(pl.lit(document))
            for document, first, last in versions.select(
                "document_id", "first_year", "last_year"
            ).iter_rows()
        ),
    )


def shares(weights: pl.DataFrame) -> pl.DataFrame:
    """Return document_id, indicator_id, share (of all points) and n_indices of each version."""
    return weights.select(
        "document_id",
        "indicator_id",
        share=pl.col("max_points") / pl.col("max_points").sum().over("document_id"),
        n_indices=pl.len().over("document_id"),
    )


def totals(
    observations: pl.DataFrame, versions: pl.DataFrame, weights: pl.DataFrame
) -> pl.DataFrame:
    """Recompute each published total whose main indices are all on file.

    `observations` are clean observations, the others the tables dti_versions and dti_weights.
    The total of a version is the sum of its indices, each times its share of the points.
    Returns unit_id, unit_name, period, document_id, published, recomputed, difference
    (recomputed less published), agrees (within rounding) and source_ids. A unit with two values
    of one index is left out: its total cannot be recomputed without choosing.
    Source: the sets of indicators named in dti_weights.
    """
    indices = (
        observations.with_columns(document_id=version("period", versions))
        .join(shares(weights), on=["document_id", "indicator_id"])
        .group_by(INDEX)
        .agg(
            recomputed=(pl.col("value") * pl.col("share")).sum().round(6),
            _found=pl.len(),
            _distinct=pl.col("indicator_id").n_unique(),
            _needed=pl.col("n_indices").first(),
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
