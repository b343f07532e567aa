"""What the page of a province holds, as rows: targets beside the nation, values, acts, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from dtia.data import Data
from dtia.data.addresses import web_host
from dtia.data.lists import entries
from dtia.data.units import territory
from dtia.data.vocabulary import CORE, NUMERIC, PROMISE, SOUND, TIERS, TOPICS
from dtia.i18n import Lang, date, sort_key, text
from dtia.views import gaps, scorecard
from dtia.views import province as profile
from dtia.views.labels import names_of, unit_labels
from dtia.views.reasons import reasons_in_words

Row = dict[str, Any]
# The year whose verdicts are counted.
DUE = 2025
# What tells the promises apart that gaps and verdicts belong to.
STATED = [*PROMISE, "comparator", "value", "value_high"]


class Shared(NamedTuple):
    """What the pages of one language have in common; each frame is made once."""

    national: pl.DataFrame
    verdicts: pl.DataFrame
    reasons: dict[str, str]
    # Rules for two bases that are not one quantity.
    other_base: frozenset[str]
    names: dict[str, str]
    promised: dict[str, int]
    # Of every province: its targets beside the nation, and its values.
    targets: pl.DataFrame
    measured: pl.DataFrame


def shared(data: Data, lang: Lang) -> Shared:
    """Return what the pages of one language have in common."""
    years = sorted(set(data.targets["horizon_year"].drop_nulls()))
    own = pl.col("comparator").is_in(NUMERIC)
    value = pl.when(own).then("value_low")
    high = pl.when(own, pl.col("value_high") != pl.col("value_low")).then("value_high")
    national, verdicts = (
        rows.with_columns(value=value, value_high=high)
        for rows in (
            gaps(data, "national", lang),
            pl.concat([scorecard(data, lang, year) for year in years]),
        )
    )
    counts = data.targets.group_by("unit_id").len()
    provinces = data.units.filter(level="province")["unit_id"].to_list()
    return Shared(
        national=national,
        verdicts=verdicts,
        reasons=reasons_in_words(data, lang),
        other_base=frozenset(
            data.comparability.filter(~pl.col("grade").is_in(SOUND), field="base_id")["rule_id"]
        ),
        names=dict(unit_labels(data, lang).iter_rows()),
        promised=dict(counts.iter_rows()),
        targets=_targets(data, provinces, national, verdicts, lang),
        measured=profile.measured_of(data, provinces, lang),
    )


def own(data: Data, unit_id: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a province, under either id of its territory."""
    return rows.filter(pl.col("unit_id").is_in(territory(data.units, unit_id)))


def _targets(
    data: Data,
    provinces: list[str],
    national: pl.DataFrame,
    verdicts: pl.DataFrame,
    lang: Lang,
) -> pl.DataFrame:
    """Return every target with what the nation wants, the gap, and what was measured."""
    rows = profile.promises_of(data, provinces, lang).drop("gap_low", "gap_high", "gap_unit",
                                                           "gap_label", "grade")  # fmt: skip
    nation = national.select(
        *STATED, "gap_label", "grade", "reasons", "reference_base_id", "reference_document_id",
        "reference_document_label", "at_issue_label", nation_label="reference_value_label",
    )  # fmt: skip
    outcomes = verdicts.select(
        *STATED, "verdict", "verdict_label", measured_label="reference_value_label",
        measured_on="reference", measured_grade="grade",
    )  # fmt: skip
    bases = data.bases.select(reference_base_id="base_id", reference_base=f"label_{lang}")
    core = [indicator for indicators in CORE.values() for indicator in indicators]
    order = [*CORE, *(topic for topic in TOPICS if topic not in CORE)]
    for frame in (nation, outcomes):
        rows = rows.join(
            frame.unique(STATED, keep="first", maintain_order=True),
            on=STATED, how="left", nulls_equal=True, maintain_order="left",
        )  # fmt: skip
    return rows.join(bases, on="reference_base_id", how="left", maintain_order="left").sort(
        pl.col("topic").replace_strict({topic: n for n, topic in enumerate(order)}),
        ~pl.col("indicator_id").is_in(core),
        "indicator_name", "base_label", "method", "horizon_year",
        pl.col("tier").cast(pl.Enum(TIERS)),
        nulls_last=True, maintain_order=True,
    )  # fmt: skip


def merged(
    targets: pl.DataFrame, common: Shared, reasons: dict[str, str], acts: list[Row], lang: Lang
) -> list[Row]:
    """Make one row of all targets that say the same, each with the acts and pages that say it.

    `reasons` takes up the reasons of grades, each with its mark.
    """
    letters = {act["document_id"]: act["letter"] for act in acts}
    merged: dict[tuple[Any, ...], Row] = {}
    for row in targets.iter_rows(named=True):
        rules = entries(row["reasons"])
        words = [common.reasons[rule] for rule in rules]
        marks = [reasons.setdefault(word, roman(len(reasons) + 1)) for word in words]
        year = str(row["horizon_year"] or text("chart.no_year", lang))
        standing = row["status_label"] if row["status"] == "superseded" else ""
        cells: Row = {
            "topic": row["topic"],
            "indicator": row["indicator_name"],
            "base": row["base_label"] or "",
            "method": row["method_label"],
            "when": ", ".join(part for part in (row["tier_label"], year) if part),
            "value": row["value_label"] + (f" ({standing})" if standing else ""),
            "nation": row["nation_label"] or "",
            "nation_base": row["reference_base"] if common.other_base & set(rules) else "",
            "at_issue": row["at_issue_label"] or "",
            "gap": row["gap_label"] or "",
            "grade": row["grade"] or "",
            "reasons": ", ".join(dict.fromkeys(marks)),
            "measured": row["measured_label"] or "",
            "measured_on": date(row["measured_on"], lang) if row["measured_label"] else "",
            "measured_grade": row["measured_grade"] or "",
            "verdict": row["verdict_label"] or "",
        }
        said = merged.setdefault(tuple(cells.values()), {**cells, "basis": []})
        said["basis"].append(
            {"act": letters.get(row["document_id"], ""), "sources": entries(row["source_ids"])}
        )
    return list(merged.values())


def measured(data: Data, unit_id: str, common: Shared, lang: Lang) -> list[Row]:
    """Return the series of measured values: the latest of each, then the earlier ones."""
    flags = {
        flag: text(f"flag.{flag}", lang) for flag in data.observations["flag"].drop_nulls().unique()
    }
    series: dict[tuple[Any, ...], Row] = {}
    for row in own(data, unit_id, common.measured).iter_rows(named=True):
        key = tuple(row[c] for c in ("topic", "indicator_id", "tier", "base_id", "method"))
        said = series.setdefault(
            key,
            {
                "topic": row["topic"],
                "indicator": row["indicator_name"],
                "about": [row[c] for c in ("tier_label", "base_label", "method_label") if row[c]],
                "basis": [],
            },
        )
        said["basis"].append(
            {
                "value": row["value_label"],
                "period": date(row["period"], lang),
                "flag": flags.get(row["flag"], ""),
                "sources": entries(row["source_ids"]),
            }
        )
    return sorted(series.values(), key=lambda row: TOPICS.index(row["topic"]))


def searched(data: Data, unit_id: str, table: str, lang: Lang) -> Row:
    """Return what was looked for without success, for which years, and where."""
    rows = profile.searched(data, unit_id, lang, table)
    absent = rows.select("indicator_name", "missing_label").unique()
    return {
        "names": sorted((f"{name}: {years}" for name, years in absent.iter_rows()), key=sort_key),
        "basis": [{"sources": sorted(set(rows["source_ids"]))}],
    }


def numbered(rows: Sequence[Row]) -> dict[str, int]:
    """Number the sources in the order in which rows name them."""
    named = (source for row in rows for part in row["basis"] for source in part["sources"])
    return {source: n for n, source in enumerate(dict.fromkeys(named), 1)}


def evenly(rows: list[Row], most: int) -> list[Row]:
    """Return up to `most` rows in their order, the first ones of every topic before the rest."""
    seen: Counter[str] = Counter()
    turns = []
    for n, row in enumerate(rows):
        seen[row["topic"]] += 1
        turns.append((seen[row["topic"]], n))
    return [rows[n] for n in sorted(n for _, n in sorted(turns)[:most])]


def topics(data: Data, unit_id: str, rows: list[Row], every: list[Row], lang: Lang) -> list[Row]:
    """Group core rows by topic and by what they measure.

    A topic that none of `every` row is about says whether it was looked for.
    """
    stated = {row["topic"] for row in every}
    looked = data.coverage.filter(
        pl.col("unit_id").is_in(territory(data.units, unit_id)), coverage="not_found"
    )["indicator_id"].to_list()
    return [
        {
            "name": text(f"topic.{topic}", lang),
            "quantities": [
                {"indicator": key[0], "about": [part for part in key[1:] if part],
                 "rows": list(group)}
                for key, group in groupby(
                    (row for row in rows if row["topic"] == topic),
                    key=lambda row: (row["indicator"], row["base"], row["method"]),
                )
            ],
            "silence": "" if topic in stated else text(
                f"coverage.{'not_found' if set(CORE[topic]) & set(looked) else 'not_searched'}",
                lang,
            ),
        }
        for topic in CORE
    ]  # fmt: skip


def known(data: Data, unit_id: str) -> dict[str, int]:
    """Count what is known of a province."""
    ids = territory(data.units, unit_id)
    targets = data.targets.filter(pl.col("unit_id").is_in(ids))
    return {
        "targets": targets.height,
        "indicators": targets["indicator_id"].n_unique(),
        "documents": targets["document_id"].drop_nulls().n_unique(),
        "observations": data.observations.filter(pl.col("unit_id").is_in(ids)).height,
    }


def kin(data: Data, unit_id: str, common: Shared, lang: Lang) -> Row:
    """Return what a province became and with whom, or what it came from."""
    unit = data.units.filter(unit_id=unit_id).row(0, named=True)
    became = unit["successor_id"]
    moved = len(territory(data.units, unit_id)) == 1
    former = data.units.filter(successor_id=became or unit_id)["unit_id"].to_list()

    def linked(units: list[str]) -> list[Row]:
        return [
            {
                "unit_id": other,
                "name": common.names[other],
                "targets": common.promised.get(other, 0),
            }
            for other in units
        ]

    return {
        "region": names_of(data.regions, lang).get(unit["region"], ""),
        "became": linked([became] if became else []),
        "others": linked([other for other in former if moved and other != unit_id]),
    }


def acts(data: Data, targets: pl.DataFrame, lang: Lang) -> list[Row]:
    """Return the acts that set the targets, the earliest first, each with a letter."""
    counts = dict(targets.group_by("document_id").len().iter_rows())
    rows = data.documents.filter(pl.col("document_id").is_in(targets["document_id"].implode()))
    return [
        {
            "document_id": row["document_id"],
            "letter": chr(ord("a") + n % 26) * (1 + n // 26),
            "number": row["number"] or "",
            "title": row[f"title_{lang}"],
            "date": date(row["issued_on"], lang) if row["issued_on"] else "",
            "targets": counts[row["document_id"]],
        }
        for n, row in enumerate(rows.sort("issued_on", "document_id").iter_rows(named=True))
    ]


def sources(data: Data, numbers: dict[str, int], lang: Lang) -> list[Row]:
    """Return the sources by number: who published what when, and the host to open it at."""
    rows = {row["source_id"]: row for row in data.sources.iter_rows(named=True)}
    return [
        {
            "id": source,
            "n": n,
            "who": row["publisher"] or row["title"] or source,
            "date": date(row["published_on"], lang) if row["published_on"] else "",
            **link(row["url"]),
        }
        for source, n in numbers.items()
        for row in [rows[source]]
    ]


def link(url: str | None) -> dict[str, str]:
    """Return the host of an address, and the address where it is one of the web."""
    host = web_host(url or "").removeprefix("www.")
    return {"host": host, "url": (url or "") if host else ""}


def due(targets: pl.DataFrame, lang: Lang) -> list[tuple[int, str]]:
    """Count the verdicts on what was due."""
    due = targets.filter(pl.col("verdict").is_not_null(), horizon_year=DUE).unique(
        STATED, maintain_order=True
    )
    counts = due["verdict"].value_counts().sort("count", "verdict", descending=[True, False])
    return [(n, text(f"verdict.{verdict}", lang)) for verdict, n in counts.iter_rows()]


def yardsticks(targets: pl.DataFrame) -> list[str]:
    """Name the acts of the nation that the targets are set beside."""
    return targets["reference_document_label"].drop_nulls().unique(maintain_order=True).to_list()


def roman(number: int) -> str:
    """Write a small number in Roman letters, to tell it from those of sources."""
    tens, ones = divmod(number, 10)
    digits = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return "x" * tens + digits[ones]
