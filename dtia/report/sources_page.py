"""The page of sources: acts, pages read, the figures taken from each, and the codelist."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.data import Data
from dtia.data.lists import entries, split
from dtia.i18n import Lang, date, other, sort_key, text
from dtia.report import contest
from dtia.report.pages import render
from dtia.views.labels import in_order, labelled, unit_labels

Row = dict[str, Any]


def sources_page(data: Data, lang: Lang) -> str:
    """Set every act and every page read, each with its link, kind, date and figures."""
    figures = _figures(data, lang)
    by_source: dict[str, list[Row]] = {}
    by_act: dict[str | None, list[Row]] = {}
    for row in figures:
        for source in row["sources"]:
            by_source.setdefault(source, []).append(row)
        if row["table"] == "targets":
            by_act.setdefault(row["document_id"], []).append(row)
    pages = data.sources.to_dicts()
    return render(
        "sources.html.j2",
        data,
        lang,
        [],
        acts=_acts(data, lang, by_act),
        unnamed=by_act.get(None, []),
        sources=[_page(row, by_source.get(row["source_id"], []), lang) for row in pages],
        numbers={row["source_id"]: n for n, row in enumerate(pages, 1)},
        left_out=_left_out(data, lang),
        indicators=_codelist(data, lang),
        form=contest.form(data, lang),
    )


def _figures(data: Data, lang: Lang) -> list[Row]:
    """Return every target and observation with its labels, its sources and when it is for."""
    frames = [
        labelled(
            rows.with_columns(found=pl.lit(True), table=pl.lit(name), **extra), data, lang
        )
        .pipe(in_order)
        .select(
            "table", "unit_label", "indicator_name", "tier_label", "value_label", "base_label",
            "figure_text", "note",
            document_id=pl.col("document_id") if name == "targets" else pl.lit(None, pl.String),
            when=pl.col(when).cast(pl.String).fill_null(text("chart.no_year", lang)),
            sources=split("source_ids"),
        )
        for name, rows, when, extra in (
            ("targets", data.targets, "horizon_year", {}),
            ("observations", data.observations, "period", {"status": pl.lit("current")}),
        )
    ]  # fmt: skip
    return pl.concat(frames).to_dicts()


def _acts(data: Data, lang: Lang, figures: dict[str | None, list[Row]]) -> list[Row]:
    rows = data.documents.join(unit_labels(data, lang), on="unit_id").to_dicts()
    names = sorted({row["unit_label"] for row in rows}, key=sort_key)
    nation = {"viet_nam": -1}
    acts = [
        {
            **row,
            "place": nation.get(row["unit_id"], names.index(row["unit_label"])),
            "title": row[f"title_{lang}"],
            "_day": row["issued_on"] or "",
            "issued_on": date(row["issued_on"], lang) if row["issued_on"] else "",
            "figures": figures.get(row["document_id"], []),
        }
        for row in rows
    ]
    return sorted(acts, key=lambda act: (act["place"], act["_day"], act["document_id"]))


def _page(row: Row, figures: list[Row], lang: Lang) -> Row:
    return {
        **row,
        "kind": text(f"kind.{row['kind']}", lang),
        "date": date(row["published_on"], lang) if row["published_on"] else "",
        "figures": figures,
    }


def _left_out(data: Data, lang: Lang) -> list[Row]:
    named = data.sources.select(
        "source_id", "language", who=pl.coalesce("publisher", "title", "source_id")
    )
    return (
        data.left_out.join(named, on="source_id", maintain_order="left")
        .join(unit_labels(data, lang), on="unit_id", maintain_order="left")
        .to_dicts()
    )


def glossary(data: Data, lang: Lang) -> list[Row]:
    """Return the terms of the report in the order of their language: mine, theirs, meaning."""
    terms = [
        {
            "mine": row[f"term_{lang}"],
            "theirs": row[f"term_{other(lang)}"],
            "meaning": row[f"meaning_{lang}"],
        }
        for row in data.glossary.iter_rows(named=True)
    ]
    return sorted(terms, key=lambda term: sort_key(term["mine"]))


def _codelist(data: Data, lang: Lang) -> list[Row]:
    bases = dict(data.bases.select("base_id", f"label_{lang}").iter_rows())
    return [
        {
            **row,
            "name": row[f"name_{lang}"],
            "other_name": row[f"name_{other(lang)}"],
            "definition": row[f"definition_{lang}"],
            "base_names": "; ".join(bases[b] for b in entries(row["bases"])),
        }
        for row in data.indicators.iter_rows(named=True)
    ]
