"""Sentences whose numbers are computed: how many, of how many, against what."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import polars as pl
from IPython.display import Markdown

from dtia.analysis import headlines as found
from dtia.analysis import index as make_index
from dtia.analysis.headlines import LEAST, above, front, merger_pairs
from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.vocabulary import LAST_HORIZON, SAME, SOUND
from dtia.errors import NotEnough
from dtia.findings.titles import part
from dtia.i18n import Lang, counts, number, sort_key
from dtia.markdown import Marked, joined, listed, said
from dtia.views.labels import signed, unit_labels

# How many units a claim names; beyond it counts them.
NAMED = 12
# What can be said of a target that was due, in the order of telling.
OUTCOMES = (
    "met", "near", "missed", "unsettled", "provisional", "no_observation", "not_comparable",
)  # fmt: skip


def targets(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how many provinces of a map state a number for an indicator, per year due.

    `frame` comes from `views.on_one_map`: one act a province.
    """
    local = frame.filter(pl.col("level") != "nation", pl.col("horizon_year") <= LAST_HORIZON)
    lines = []
    silent = dict[tuple[int, str], list[str]]()
    for year in sorted(set(local["horizon_year"].drop_nulls())):
        rows = local.filter(horizon_year=year)
        stated = rows.filter(pl.col("value").is_not_null(), status="current")
        labels = stated["unit_label"].unique(maintain_order=True)
        about = rows.row(0, named=True)
        n, of, disputed = about["n_stated"], about["n_of"], about["n_disputed"]
        if not n and not disputed:
            silent.setdefault((of, about["map_label"]), []).append(str(year))
            continue
        key = "on_map" if n > NAMED or not n else "on_map_named"
        line = said(
            f"finding.{key}", lang, year=year, n=n, of=of, map=about["map_label"],
            names=joined(", ", labels),
        )  # fmt: skip
        if disputed:
            line = joined(" ", [line, said("finding.on_map_disputed", lang, n=disputed)])
        lines.append(line)
    for (of, where), years in silent.items():
        lines.append(said("finding.on_map_nobody", lang, of=of, map=where, years=", ".join(years)))
    return listed(lines)


def gaps(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say how many targets restate, exceed or stay under the nation's; grades A and B only.

    `frame` comes from `comparison.gaps` of kind `national`.
    """
    sound = frame.filter(pl.col("grade").is_in(SOUND))
    others = {grade: frame.filter(grade=grade).height for grade in ("C", "D")}
    units = sound["unit_id"].n_unique()
    lines = [
        said("finding.gaps", lang, n=sound.height, units=units, parts=counts(_beside(sound), lang))
    ]
    if any(others.values()):
        lines.append(said("finding.gaps_others", lang, parts=counts(others, lang)))
    lines.append(said("finding.gaps_note", lang))
    if sound.height < LEAST:
        lines.append(said("finding.few", lang, n=sound.height, least=LEAST))
    return Markdown(joined(" ", lines))


def _beside(rows: pl.DataFrame) -> dict[str, int]:
    """Count the verdicts of rows that stand beside a figure: the same, higher, lower."""
    found = dict(rows["verdict"].value_counts().iter_rows())
    same = sum(found.get(verdict, 0) for verdict in SAME)
    return {"same": same, **{name: found.get(name, 0) for name in ("above", "below", "spans")}}


def headlines(data: Data, lang: Lang) -> Markdown:
    """Word the claims in front, each with n of N, grade and sources, the weightiest first.

    Where the data bear no claim, it says that.
    """
    about, names = _names(data, lang)
    lines = []
    for _, gathered in groupby(front(data).iter_rows(named=True), _line):
        first, *others = gathered
        rest = joined(", ", (said(f"front.and_{row['claim']}", lang, n=row["n"]) for row in others))
        claim = said(
            f"front.{first['claim']}", lang, part=part(first["n"], first["of"], lang),
            n=first["n"], of=first["of"], units=first["units"], year=first["year"],
            indicator=about.get(first["indicator_id"], ""),
            names=_who(first["unit_ids"], names, lang),
            amount="" if first["amount"] is None else number(first["amount"], lang),
        )  # fmt: skip
        whole = joined("; ", [claim, rest]) if others else claim
        lines.append(Marked(f"{whole}. *({_proof(first, lang)})*"))
    return listed(lines) if lines else Markdown(said("finding.none", lang))


def topic(data: Data, lang: Lang, about_topic: str) -> Markdown:
    """Word what the data say on one topic: first who promises more than the nation.

    What is said of one indicator against the nation, and of whom no figure was found, stands on
    one line. Where too few figures can be compared for a claim, those above are named all the
    same, with how many were compared.
    """
    about, names = _names(data, lang)
    of_topic = data.indicators.filter(topic=about_topic)["indicator_id"].to_list()
    rows = found(data).filter(pl.col("indicator_id").is_in(of_topic))
    claimed = rows.filter(pl.col("claim").is_in(["restate", "exceed", "under"]))
    few = above(data).filter(pl.col("indicator_id").is_in(of_topic)).join(
        claimed, on=["indicator_id", "year"], how="anti", maintain_order="left"
    )  # fmt: skip
    lines = [_few(row, about, names, lang) for row in few.iter_rows(named=True)]
    for (line, *_), gathered in groupby(rows.iter_rows(named=True), _line):
        claims = list(gathered)
        parts_said = joined("; ", (_claim(row, names, lang) for row in claims))
        words = {"indicator": about[claims[0]["indicator_id"]], "of": claims[0]["of"]}
        claim = said(f"headline.{line}", lang, year=claims[0]["year"], parts=parts_said, **words)
        lines.append(Marked(f"{claim} *({_proof(claims[0], lang)})*"))
    return listed(lines) if lines else Markdown(said("finding.none", lang))


def _few(
    row: dict[str, Any], about: dict[str, str], names: dict[str, str], lang: Lang
) -> Marked:  # fmt: skip
    """Name who is above the nation's figure, of too few targets for a claim."""
    sound, indicative = (
        _who(row[name], names, lang) or said("headline.few_nobody", lang)
        for name in ("unit_ids", "indicative_ids")
    )
    kind = "few_indicative" if row["indicative_ids"] else "few"
    return said(
        f"headline.{kind}", lang, indicator=about[row["indicator_id"]], year=row["year"],
        of=row["of"], names=sound, indicative=indicative,
    )  # fmt: skip


def _names(data: Data, lang: Lang) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of indicators and of units."""
    about = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    return about, dict(unit_labels(data, lang).iter_rows())


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    """Tell which line of text a claim stands on: its wording, then what it is about."""
    if row["claim"] in ("restate", "exceed", "under"):
        return ("nation", row["indicator_id"], row["year"])
    if row["claim"].startswith("silent"):
        return ("silent", row["indicator_id"])
    return ("about", row["claim"], str(row))


def _claim(row: dict[str, Any], names: dict[str, str], lang: Lang) -> Marked:
    return said(
        f"headline.{row['claim']}",
        lang,
        year=row["year"],
        n=row["n"],
        of=row["of"],
        names=_who(row["unit_ids"], names, lang),
        amount="" if row["amount"] is None else number(row["amount"], lang),
    )


def _who(unit_ids: str, names: dict[str, str], lang: Lang) -> Marked:
    """Name units, or count them where they are many."""
    units = sorted({names[unit] for unit in entries(unit_ids)}, key=sort_key)
    if len(units) > NAMED:
        return said("headline.many", lang, n=len(units))
    return joined(", ", units)


def _proof(row: dict[str, Any], lang: Lang) -> Marked:
    sources = len(entries(row["source_ids"]))
    kind = f"graded_{row['grade']}" if row["grade"] else "sources" if sources else "searched"
    return said(f"headline.{kind}", lang, sources=sources)


def scorecard(frame: pl.DataFrame, lang: Lang) -> Markdown:
    """Say of the targets due in a year how many lapsed, and what can be said of the rest.

    `frame` comes from `comparison.scorecard`.
    """
    found = dict(frame["verdict"].value_counts().iter_rows())
    of = {verdict: found.get(verdict, 0) for verdict in OUTCOMES}
    ended = frame.filter(pl.col("verdict").is_in(["lapsed", "met_early"]))
    lines = [
        said(
            "finding.scorecard_lapsed",
            lang,
            year=frame["horizon_year"][0],
            n=frame.height,
            units=frame["unit_label"].n_unique(),
            ended=ended.height,
            ended_units=ended["unit_label"].n_unique(),
            met_early=found.get("met_early", 0),
        ),
        said(
            "finding.scorecard_rest", lang, rest=frame.height - ended.height, parts=counts(of, lang)
        ),
        said(
            "finding.scorecard_grade",
            lang,
            n=frame.filter(grade="C").height,
            of=frame["grade"].count(),
        ),
    ]
    return listed(lines)


def mergers(data: Data, lang: Lang) -> Markdown:
    """Say how often what merged provinces had promised can be combined, and what became of it."""
    rows = data.gaps.filter(kind="merger")
    together = rows.filter(pl.col("reference").str.contains(";"))
    combinable = together.filter(~pl.col("verdict").is_in(["not_combinable", "not_comparable"]))
    single = merger_pairs(data)
    lines = [
        said(
            "finding.mergers_combinable",
            lang,
            n=combinable.height,
            of=together.height,
            silent=together.filter(pl.col("reasons").str.contains("predecessor_silent")).height,
            unanswered=together.filter(verdict="not_found").height,
        ),
        said(
            "finding.mergers_single",
            lang,
            n=single.height,
            units=single["unit_id"].n_unique(),
            parts=counts(_beside(single), lang),
        ),
    ]
    return listed(lines)


def ambition(data: Data, lang: Lang, year: int, grades: tuple[str, ...] = ("A", "B")) -> Markdown:
    """Say whether the data bear an index of ambition, and what its order hangs on."""
    try:
        index = make_index(data, year, grades)
    except NotEnough as shortage:
        return Markdown(
            said(
                "finding.ambition_refused", lang, year=year, grades=", ".join(grades),
                found=shortage.found, needed=shortage.needed, topics=shortage.topics,
            )
        )  # fmt: skip
    names = dict(unit_labels(data, lang).iter_rows())
    choice, share = index.influence.row(0)
    left = ", ".join(sorted((names[u] for u in index.left_out["unit_id"]), key=sort_key))
    key = "finding.ambition_ordered" if index.printable else "finding.ambition_overlap"
    lines = [
        said(key, lang, n=index.units.height, grades=", ".join(grades), year=year),
        said(
            "finding.ambition_influence", lang, choice=said(f"choice.{choice}", lang),
            share=number(100 * share, lang, 0),
        ),
        said("finding.ambition_left_out", lang, n=index.left_out.height, names=left),
    ]  # fmt: skip
    return listed(lines)


def what_if(data: Data, row: dict[str, Any], changes: dict[str, float], lang: Lang) -> Markdown:
    """Word the one row of `dti.what_if`: what it can answer, and what it cannot."""
    names = dict(unit_labels(data, lang).iter_rows())
    about = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
    moved = ", ".join(
        f"{about[f'dti.{name}']} {signed(change, lang)}" for name, change in changes.items()
    )
    words = {
        "unit": names[row["unit_id"]], "period": row["period"], "changes": moved,
        "total": number(row["total"], lang), "of": row["of"],
        "new": "" if row["new_total"] is None else number(row["new_total"], lang, 6),
        "rank": "–" if row["rank"] is None else number(row["rank"], lang, 0),
        "best": row["best"], "worst": row["worst"], "on_file": row["on_file"],
        "needed": row["needed"],
    }  # fmt: skip
    if row["new_total"] is None:
        return Markdown(said("finding.what_if_unweighted", lang, **words))
    lines = [said("finding.what_if_total", lang, **words)]
    bounds = "what_if_rank" if row["best"] == row["worst"] else "what_if_bounds"
    lines.append(said(f"finding.{bounds}", lang, **words))
    if row["on_file"] < row["needed"]:
        lines.append(said("finding.what_if_partial", lang, **words))
    return Markdown(joined(" ", lines))
