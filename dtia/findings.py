"""Sentences whose numbers are computed: how many, of how many, against what."""

from __future__ import annotations

import re

import polars as pl
from IPython.display import Markdown

from dtia.data import Data
from dtia.i18n import Lang, text

# Fewer figures than this bear no general finding.
LEAST = 10
# Kinds of source that only repeat another.
WEAK = ["machine_translation", "mirror"]


def stated(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how many of the units searched state a number for an indicator, per year due.

    `frame` comes from `views.targets`.
    """
    local = frame.filter(pl.col("level") != "nation")
    lines = []
    for year in sorted(set(local["horizon_year"].drop_nulls())):
        rows = local.filter(horizon_year=year)
        numeric = rows.filter(pl.col("value").is_not_null(), status="current")
        labels = numeric["unit_label"].unique(maintain_order=True)
        names = ", ".join(plain_markdown(label) for label in labels)
        n, total = numeric["unit_id"].n_unique(), rows["unit_id"].n_unique()
        key = "finding.stated" if n else "finding.nobody"
        lines.append(text(key, lang, year=year, n=n, total=total, names=names))
    return Markdown("\n".join(f"- {line}" for line in lines))


def plain_markdown(name: str) -> str:
    """Escape what Markdown would read as a link, an image or an emphasis."""
    return re.sub(r"([\\`*_\[\]<>!#|])", r"\\\1", name)


def gaps(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how many targets restate, exceed or stay under the nation's; grades A and B only.

    `frame` comes from `views.gaps` of kind `national`.
    """
    sound = frame.filter(pl.col("grade").is_in(["A", "B"]))
    counts = dict(sound["verdict"].value_counts().iter_rows())
    line = text(
        "finding.gaps",
        lang,
        n=sound.height,
        units=sound["unit_id"].n_unique(),
        left=frame.height - sound.height,
        **{verdict: counts.get(verdict, 0) for verdict in ("above", "same", "below", "spans")},
    )
    if sound.height < LEAST:
        line = f"{line} {text('finding.few', lang, n=sound.height, least=LEAST)}"
    return Markdown(line)


def method(data: Data, lang: Lang) -> Markdown:
    """Say what the data rest on and how much of it is in doubt."""
    read = data.double_readings
    settled, unreached = read.filter(status="read"), read.filter(status="out_of_reach")
    lines = [
        text(
            "finding.doubt",
            lang,
            disputed=data.targets.filter(status="disputed").height,
            targets=data.targets.height,
            left=data.left_out.height,
            corrections=data.corrections.height,
        ),
        text(
            "finding.readings",
            lang,
            n=settled.height,
            asked=read.height,
            out=unreached.height,
            pages=unreached["source_id"].n_unique(),
            not_found=read.filter(status="not_found").height,
            differ=data.adjudication.height,
        ),
        text(
            "finding.press",
            lang,
            primary=data.targets.filter(kind="primary").height,
            weak=data.targets.filter(pl.col("kind").is_in(WEAK)).height,
            unnamed=data.targets.filter(pl.col("document_id").is_null()).height,
            targets=data.targets.height,
        ),
    ]
    return Markdown("\n".join(f"- {line}" for line in lines))


def dti(data: Data, lang: Lang) -> Markdown:
    """Say for how many units the DTI of each year is on file, and how many totals match."""
    ranks = data.observations.filter(indicator_id="rank.dti")
    lines = [
        text(
            "finding.dti_year",
            lang,
            year=year,
            old=rows.filter(base_id="provinces_63")["unit_id"].n_unique(),
            new=rows.filter(base_id="provinces_34")["unit_id"].n_unique(),
        )
        for year in sorted(set(ranks["period"].str.slice(0, 4)))
        for rows in [ranks.filter(pl.col("period").str.starts_with(year))]
    ]
    totals = data.dti_totals
    lines.append(
        text("finding.dti_totals", lang, n=totals.height, agree=totals.filter("agrees").height)
    )
    return Markdown("\n".join(f"- {line}" for line in lines))


def coverage(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how much is known: units searched, of all; cells with a number, of all."""
    known = frame.filter(pl.col("coverage") == "stated").height
    return Markdown(
        text(
            "finding.coverage",
            lang,
            shown=frame["unit_label"].n_unique(),
            units=frame["n_units"][0],
            known=known,
            cells=frame.height,
        )
    )
