"""Where the figures were read, and what the words mean."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dtia.data import Data
from dtia.data.lists import split
from dtia.i18n import Lang, other, sort_key
from dtia.views.labels import citations, edition, worded


def sources(
    data: Data, lang: Lang, indicator_id: str | None = None, unit_ids: Sequence[str] | None = None
) -> pl.DataFrame:
    """Return the pages that figures were taken from, those with most figures first.

    `indicator_id` and `unit_ids` keep the pages of their figures. Columns: source_id,
    source_label (who published it, and when), kind, kind_label, title, published_on, url,
    n_targets, n_values (how many figures of each sort are cited from it) and edition.
    """
    counted = {
        name: _cited(frame, indicator_id, unit_ids).rename({"len": name})
        for name, frame in (("n_targets", data.targets), ("n_values", data.observations))
    }
    counts = (
        counted["n_targets"]
        .join(counted["n_values"], on="source_id", how="full", coalesce=True)
        .with_columns(pl.col("n_targets", "n_values").fill_null(0))
    )
    cited = counts.select("source_id", source_ids="source_id")
    named = citations(cited, data, lang).select("source_label", source_id="source_ids")
    return (
        data.sources.join(counts, on="source_id")
        .join(named, on="source_id")
        .with_columns(
            kind_label=worded("kind", "kind", lang), edition=pl.lit(edition(data, lang))
        )
        .sort(pl.col("n_targets") + pl.col("n_values"), "source_id", descending=[True, False])
        .select(
            "source_id", "source_label", "kind", "kind_label", "title", "published_on", "url",
            "n_targets", "n_values", "edition",
        )
    )  # fmt: skip


def _cited(
    figures: pl.DataFrame, indicator_id: str | None, unit_ids: Sequence[str] | None
) -> pl.DataFrame:
    """Count the figures of each page: source_id and len."""
    if indicator_id is not None:
        figures = figures.filter(indicator_id=indicator_id)
    if unit_ids is not None:
        figures = figures.filter(pl.col("unit_id").is_in(list(unit_ids)))
    return (
        figures.select(source_id=split("source_ids"))
        .explode("source_id")
        .group_by("source_id")
        .len()
    )


def glossary(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the words of the field: term, other_term (in the other language), meaning, edition."""
    words = data.glossary.select(
        term=f"term_{lang}",
        other_term=f"term_{other(lang)}",
        meaning=f"meaning_{lang}",
        edition=pl.lit(edition(data, lang)),
    )
    order = sorted(range(words.height), key=lambda row: sort_key(words["term"][row]))
    return words[order]
