"""What was read in acts, for reading: a frame with labels, a table, and sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from dtia.curate.passed import parted
from dtia.curate.proposals import JUDGED, Proposals
from dtia.data import Raw
from dtia.i18n import Lang, text
from dtia.views.labels import value_label

if TYPE_CHECKING:
    from dtia.tables import Table

COLUMNS = [
    "read_as", "unit_label", "indicator_name", "tier_label", "year", "value_label", "figure_text",
    "doubt_label",
]  # fmt: skip


def proposed(found: Proposals, raw: Raw, lang: Lang) -> pl.DataFrame:
    """Return the figures that acts are read to state, with labels, in the order of the acts.

    Columns: those of the proposals that targets and observations share, `table`, the values as
    numbers, and what COLUMNS names.
    """
    frames = []
    for table, year in (("targets", "horizon_year"), ("observations", "period")):
        frame = getattr(found, table).with_columns(table=pl.lit(table), year=pl.col(year))
        frames.append(frame.select("table", "year", *_shared(found)))
    every = pl.concat(frames).with_columns(pl.col("value", "value_high").cast(pl.Float64))
    units = dict(raw["units"].select("unit_id", f"name_{lang}").iter_rows())
    indicators = {row["indicator_id"]: row for row in raw["indicators"].iter_rows(named=True)}
    steps = {
        (row["scale_id"], row["category_id"]): row[f"label_{lang}"]
        for row in raw["categories"].iter_rows(named=True)
    }
    rows = []
    for row in every.iter_rows(named=True):
        own = indicators[row["indicator_id"]]
        category = steps.get((own["scale_id"], row["category"]))
        stated = {
            **row,
            "found": True,
            "status": "",
            "unit": own["unit"],
            "category_label": category,
        }
        rows.append({
            "read_as": text(f"read.as.{row['table']}", lang),
            "unit_label": units.get(row["unit_id"], ""),
            "indicator_name": own[f"name_{lang}"],
            "tier_label": text(f"tier.{row['tier']}", lang) if row["tier"] != "all" else "",
            "value_label": value_label(stated, lang),
            "doubt_label": row["why"] or "",
            "unit": own["unit"],
        })  # fmt: skip
    labels = [*COLUMNS[:4], "value_label", "doubt_label", "unit"]
    labels = [c for c in labels if c not in every.columns]
    made = pl.DataFrame(rows, schema=dict.fromkeys(labels, pl.String))
    return pl.DataFrame([*every, *made])


def _shared(found: Proposals) -> list[str]:
    both = set(found.observations.columns)
    return [c for c in found.targets.columns if c in both and c not in JUDGED] + JUDGED


def table(frame: pl.DataFrame, lang: Lang) -> Table:
    """Set what was read as a table."""
    # The library that sets tables takes longer to start than an act to read.
    from dtia.tables.table import table_of

    title = text("read.title", lang)
    noted = frame.with_columns(edition=pl.lit(text("read.note", lang)))
    made: Table = table_of(noted, COLUMNS, "proposed", title, lang)
    return made


def lines(frame: pl.DataFrame, lang: Lang) -> str:
    """Say each figure in a few lines, for a terminal."""
    said = []
    for row in frame.iter_rows(named=True):
        named = [row[c] for c in COLUMNS[:6] if row[c]]
        doubt = [f"    ? {row['doubt_label']}"] if row["doubt_label"] else []
        said.append("\n".join([" · ".join(named), f"    “{row['figure_text']}”", *doubt]))
    return "\n".join([*said, "", text("read.note", lang)])


def told(found: Proposals, frame: pl.DataFrame, lang: Lang) -> str:
    """Say of which acts how many figures were read, how many are sure, and what was passed by.

    Sentences that hold a figure are told one by one.
    """
    lines = [
        text("read.act", lang, number=row["number"] or "–", title=row["title_vi"] or "–",
             issued=row["issued_on"] or "–")
        for row in found.documents.iter_rows(named=True)
    ]  # fmt: skip
    sure = frame.filter(pl.col("doubt").fill_null("") == "").height
    lines.append(
        text("read.found", lang, targets=found.targets.height, results=found.observations.height,
             sure=sure)
    )  # fmt: skip
    counts = Counter(found.passed["reason"])
    figures = parted(found.passed)[0]
    for reason, n in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        said = [text("read.left", lang, n=n, reason=text(f"read.passed.{reason}", lang))]
        said += [
            "    " + text("read.passed_by", lang, locator=row["locator"], sentence=row["sentence"])
            for row in figures.filter(reason=reason).iter_rows(named=True)
        ]
        lines.append("\n".join(said))
    return "\n\n".join(lines)
