"""What is on file, in sentences: of whom, how much of it is in doubt, and as of when."""

from __future__ import annotations

import polars as pl
from IPython.display import Markdown

from dtia.analysis import missing
from dtia.data import Data
from dtia.data.units import lands, territory
from dtia.data.vocabulary import CORE
from dtia.i18n import Lang
from dtia.markdown import listed, said
from dtia.views.labels import names_of, unit_labels

# Kinds of source that only repeat another.
WEAK = ["machine_translation", "mirror"]


def province(data: Data, unit_id: str, lang: Lang) -> Markdown:
    """Say what a province is, what became of it or what it came from, and what is known of it."""
    names = dict(unit_labels(data, lang).iter_rows())
    unit = data.units.filter(unit_id=unit_id).row(0, named=True)
    ids = territory(data.units, unit_id)
    targets = data.targets.filter(pl.col("unit_id").is_in(ids))
    values = data.observations.filter(pl.col("unit_id").is_in(ids))
    absent = missing(data, unit_id)["indicator_id"].unique()
    searched = data.searched.filter(
        pl.col("unit_id").is_in(ids), pl.col("indicator_id").is_in(absent.implode()),
        table="targets",
    )  # fmt: skip
    region = names_of(data.regions, lang).get(unit["region"], "")
    key = "unmoved" if len(ids) > 1 else "former" if unit["era"] == "63" else "merged"
    former = data.units.filter(successor_id=unit_id)["unit_id"]
    lines = [
        said(
            f"finding.province_{key}", lang, name=names[unit_id], region=region,
            successor=names.get(unit["successor_id"] or "", ""),
            former=", ".join(names[u] for u in former),
        ),
        said(
            "finding.province_known", lang, targets=targets.height,
            documents=targets["document_id"].drop_nulls().n_unique(),
            observations=values.height, indicators=targets["indicator_id"].n_unique(),
            searched=searched["indicator_id"].n_unique(),
            sources=searched["source_id"].n_unique(),
        ),
    ]  # fmt: skip
    if targets.is_empty():
        lines.append(said("finding.province_silent", lang))
    return listed(lines)


def method(data: Data, lang: Lang) -> Markdown:
    """Say what the data rest on and how much of it is in doubt."""
    read = data.double_readings
    settled, unreached = read.filter(status="read"), read.filter(status="out_of_reach")
    lines = [
        said(
            "finding.doubt",
            lang,
            disputed=data.targets.filter(status="disputed").height,
            targets=data.targets.height,
            left=data.left_out.height,
            corrections=data.corrections.height,
        ),
        said(
            "finding.readings",
            lang,
            n=settled.height,
            asked=read.height,
            out=unreached.height,
            pages=unreached["source_id"].n_unique(),
            not_found=read.filter(status="not_found").height,
            differ=data.adjudication.height,
        ),
        said(
            "finding.press",
            lang,
            primary=data.targets.filter(kind="primary").height,
            weak=data.targets.filter(pl.col("kind").is_in(WEAK)).height,
            unnamed=data.targets.filter(pl.col("document_id").is_null()).height,
            targets=data.targets.height,
        ),
    ]
    return listed(lines)


def dti(data: Data, lang: Lang) -> Markdown:
    """Say of each map for how many units ranks are on file by year, and how many totals match."""
    ranks = data.observations.filter(indicator_id="rank.dti").with_columns(
        year=pl.col("period").str.slice(0, 4)
    )
    lines = []
    for era in ("63", "34"):
        rows = ranks.filter(base_id=f"provinces_{era}")
        years = rows.group_by("year").agg(pl.col("unit_id").n_unique()).sort("year")
        if years.height:
            told = ", ".join(f"{year} ({n})" for year, n in years.iter_rows())
            lines.append(said("finding.dti_year", lang, of=era, years=told))
    totals = data.dti_totals
    lines.append(
        said("finding.dti_totals", lang, n=totals.height, agree=totals.filter("agrees").height)
    )
    return listed(lines)


def newest(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say for how many provinces of today an act was read, of which time, and what is unread.

    `frame` comes from `views.newest`.
    """
    read = frame.filter(pl.col("document_label").is_not_null())
    lines = [
        said(
            "finding.newest", lang, of=frame.height, since=read.filter("since").height,
            before=read.filter(~pl.col("since")).height, none=frame.height - read.height,
        ),
        said(
            "finding.unread", lang, n=frame["unread"].sum(),
            units=frame.filter(pl.col("unread") > 0).height,
        ),
    ]  # fmt: skip
    return listed(lines)


def core(data: Data, lang: Lang) -> Markdown:
    """Say how many figures are on file, and how many provinces of each map have the core four.

    A province has a topic with a target of it in numbers or words, whatever its status.
    """
    counts = [
        said("finding.on_file", lang, targets=data.targets.height, values=data.observations.height)
    ]
    # What a territory that no merger changed stated under one id, it stated under the other.
    land = pl.col("unit_id").replace(lands(data.units)).alias("land")
    whole = {
        era: data.units.filter(era=era, level="province").with_columns(land) for era in ("63", "34")
    }
    for topic, indicators in CORE.items():
        about = data.targets.filter(pl.col("indicator_id").is_in(indicators)).with_columns(land)
        n = {
            f"n{era}": units.join(about, on="land", how="semi").height
            for era, units in whole.items()
        }
        of = {f"of{era}": units.height for era, units in whole.items()}
        counts.append(said("finding.core", lang, topic=said(f"topic.{topic}", lang), **n, **of))
    return listed(counts)


def coverage(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how much is known: units searched, of all; cells with a number, of all."""
    known = frame.filter(pl.col("coverage") == "stated").height
    return Markdown(
        said(
            "finding.coverage",
            lang,
            shown=frame["unit_label"].n_unique(),
            units=frame.unique("era")["n_units"].sum(),
            known=known,
            cells=frame.height,
        )
    )
