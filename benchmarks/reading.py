"""Measure how well acts are read: on the curated phrases, and on whole texts.

    python -m uv run python benchmarks/reading.py
    python -m uv run python benchmarks/reading.py --texts FOLDER ROWS.csv
    python -m uv run python benchmarks/reading.py --archive FOLDER

Without arguments every curated row is read with its act and its source left out of what is learnt.
`--texts` reads the texts of a folder (*.txt) and compares with rows of a CSV: file, kind (target or
observation), unit_id, indicator_id, tier, year, comparator, value, value_high, figure_text.
`--archive` takes the archived pages of a folder, and the rows of data/raw that were read in them.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from dtia.check import phrases
from dtia.curate.acts import text_of
from dtia.curate.likeness import Likeness, curated, learn, likened
from dtia.curate.mentions import mentions
from dtia.curate.reading import propose, reader
from dtia.curate.sentences import horizons, without_titles
from dtia.curate.sureness import LED, SEEN, SURE, Scored, leads, scored, threshold, way_of
from dtia.data import Raw, Row, read_raw
from dtia.data.raw import RAW

ROOT = Path(__file__).parent.parent
FIELDS = ["value", "comparator", "unit", "tier", "horizon", "indicator", "among three"]
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
OTHER_PLACE = "Lào Cai"


def share(outcomes: Sequence[bool]) -> str:
    return f"{sum(outcomes) / len(outcomes):.1%} of {len(outcomes)}" if outcomes else "–"


def held(row: Row, unit: str) -> set[str]:
    """Return what the phrase of a row holds."""
    phrase, found = row["figure_text"], set()
    if row["value"] is not None and phrases.holds(phrase, row["value"], unit):
        found |= {"value"}
        allowed = phrases.comparators(phrase, row["value"], unit)
        if row["comparator"] in allowed:
            found |= {"comparator"}
        if phrases.in_percent(phrase, row["value"], unit) is not None:
            found |= {"unit"}
    if str(row["year"])[:4] in " ".join(horizons(without_titles(phrase))):
        found |= {"horizon"}
    return found


def of_phrases(raw: Raw) -> None:
    """Print how many fields are read as curated, by field and topic."""
    likeness = learn(raw)
    rows = curated(raw)
    units = dict(raw["indicators"].select("indicator_id", "unit").iter_rows())
    topics = dict(raw["indicators"].select("indicator_id", "topic").iter_rows())
    right: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    read = scored(likeness, raw)
    by_place = {(one.row["_file"], one.row["_line"]): one for one in read}
    numeric = rows.filter(pl.col("value").is_not_null())
    for row in numeric.iter_rows(named=True):
        unit, topic = units[row["indicator_id"]], topics[row["indicator_id"]]
        there = held(row, unit)
        for field, ok in parsed(row, unit, there).items():
            right[field, topic].append(ok)
        one = by_place.get((row["_file"], row["_line"]))
        if one is not None:
            right["indicator", topic].append(one.right.get("indicator", True))
            three = [likeness.indicators[k] for k in one.order]
            right["among three", topic].append(row["indicator_id"] in three)
    print(f"{numeric.height} curated rows with a value (rows of tables and data files left out)\n")
    print("| Field | held by the phrase | right |\n|---|---|---|")
    for field in FIELDS:
        every = [ok for (f, _), oks in right.items() if f == field for ok in oks]
        print(f"| {field} | {len(every) / numeric.height:.0%} | {share(every)} |")
    print("\n| Topic | " + " | ".join(FIELDS) + " |\n|---|" + "---|" * len(FIELDS))
    for topic in dict.fromkeys(topics.values()):
        cells = [share(right[field, topic]) for field in FIELDS]
        print(f"| {topic} | " + " | ".join(cells) + " |")
    of_sureness(read)
    of_masks(likeness, read)


def parsed(row: Row, unit: str, there: set[str]) -> dict[str, bool]:
    """Read the phrase of a row, and say which of what it holds is read as curated."""
    text = " ".join(row["figure_text"].split())
    found = mentions(text, without_titles(text))
    values = [m for m in found if m.value == row["value"] and m.high == row["value_high"]]
    outcome: dict[str, bool] = {}
    if "value" in there:
        outcome["value"] = bool(values)
    if not values:
        return outcome
    # Of several figures of one value, the row's is the one of its tier, or else the first.
    mention = next((m for m in values if row["tier"] in m.tiers), values[0])
    if "comparator" in there:
        outcome["comparator"] = mention.comparator == row["comparator"]
    if "unit" in there:
        outcome["unit"] = (mention.kind == "percent") == unit.startswith("percent")
    if row["tier"] != "all" and any(m.tiers for m in found):
        outcome["tier"] = row["tier"] in mention.tiers
    if "horizon" in there:
        outcome["horizon"] = mention.year[:4] == str(row["year"])[:4]
    return outcome


def of_sureness(read: Sequence[Scored]) -> None:
    """Print how right what is shown as sure is: measured on the acts that it was not set by."""
    outcomes: list[tuple[str, bool, bool]] = []
    for half in (0, 1):
        known = [one for one in read if fold(one) != half]
        asked = [one for one in read if fold(one) == half]
        lead = threshold(leads(known), LED)
        counts: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
        for one in known:
            for field, ok in one.right.items():
                if field != "indicator":
                    counts[field, way_of(field, one.mention, one.row["table"])].append(ok)
        for one in asked:
            for field, ok in one.right.items():
                if field == "indicator":
                    outcomes.append((field, one.lead >= lead, ok))
                    continue
                seen = counts[field, way_of(field, one.mention, one.row["table"])]
                sure = len(seen) >= SEEN / 2 and sum(seen) >= SURE * len(seen)
                outcomes.append((field, sure, ok))
    told(outcomes)


def told(outcomes: Iterable[tuple[str, bool, bool]]) -> None:
    """Print, by field, how many are shown as sure, and how many of those are right."""
    every = list(outcomes)
    print("\n| Field | shown as sure | of those right | of the doubtful right |\n|---|---|---|---|")
    for field in [*dict.fromkeys(f for f, _, _ in every), "all"]:
        own = [(sure, ok) for f, sure, ok in every if field in (f, "all")]
        sures, doubtful = [ok for sure, ok in own if sure], [ok for sure, ok in own if not sure]
        print(f"| {field} | {len(sures) / len(own):.0%} | {share(sures)} | {share(doubtful)} |")


def fold(one: Scored) -> int:
    return sum(map(ord, one.row["source_id"])) % 2


def of_masks(likeness: Likeness, read: Sequence[Scored]) -> None:
    """Print how much changes with the names of places, the numbers and the years."""
    texts = [" ".join(one.row["figure_text"].split()) for one in read]
    changes = {
        "another place": lambda t: likeness.places.sub(OTHER_PLACE, t.lower()),
        "other numbers": lambda t: NUMBER.sub(other_number, t),
        "other years": lambda t: re.sub(r"\b20([12])\d\b", r"20\g<1>8", t),
    }
    before = [mentions(t, without_titles(t)) for t in texts]
    first = likened(likeness, texts).argmax(axis=1)
    print(
        "\n| Changed in the phrase | another indicator first | another comparator or tier |"
        "\n|---|---|---|"
    )
    for name, change in changes.items():
        changed = [change(t) for t in texts]
        other = likened(likeness, changed).argmax(axis=1)
        after = [mentions(t, without_titles(t)) for t in changed]
        moved = [
            [(m.comparator, m.tiers) for m in a] != [(m.comparator, m.tiers) for m in b]
            for a, b in zip(before, after, strict=True)
        ]
        print(f"| {name} | {np.mean(first != other):.1%} | {np.mean(moved):.1%} |")


def other_number(match: re.Match[str]) -> str:
    """Return another number of the same form; a level of service or a year stays."""
    if len(match[0]) == 1 or re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return match[0]
    return match[0][:-1] + str((int(match[0][-1]) + 3) % 10)


def of_texts(files: dict[Path, list[Row]], raw: Raw) -> None:
    """Print recall and precision of the proposals of texts, and how right their fields are."""
    totals: defaultdict[str, list[bool]] = defaultdict(list)
    sure: list[tuple[str, bool, bool]] = []
    print("| Text | rows | found | proposals | seconds |\n|---|---|---|---|---|")
    for path, rows in files.items():
        proposals, seconds = read_without(path, rows, raw)
        pairs = paired(rows, proposals)
        found = [row for row, proposal in pairs if proposal]
        print(
            f"| {path.stem[:40]} | {len(rows)} | {len(found)} | {len(proposals)} | {seconds:.2f} |"
        )
        for row, proposal in pairs:
            kind = "numbers" if row["value"] else "words"
            totals[f"recall, {kind}"].append(proposal is not None)
            totals["recall"].append(proposal is not None)
            if proposal is None:
                print(
                    "    not found:",
                    row["indicator_id"],
                    row["value"],
                    "|",
                    row["figure_text"],
                    file=sys.stderr,
                )
                continue
            for field, ok in compared(row, proposal).items():
                totals[field].append(ok)
                name = {"year": proposal["year_name"], "indicator": "indicator_id"}.get(
                    field, field
                )
                if not ok:
                    print(
                        "    other",
                        field,
                        row.get(f"{field}_id") or row.get(field),
                        proposal.get(f"{field}_id") or proposal.get(field),
                        "|",
                        proposal["figure_text"],
                        "| sure" if name not in proposal["doubt"].split(";") else "",
                        file=sys.stderr,
                    )
                if field != "among three" and field != "table":
                    sure.append((field, name not in proposal["doubt"].split(";"), ok))
        wanted = {id(proposal) for _, proposal in pairs if proposal}
        for proposal in proposals:
            totals["precision"].append(id(proposal) in wanted)
            if id(proposal) not in wanted:
                print(
                    "    not wanted:",
                    proposal["indicator_id"],
                    proposal["value"] or proposal["category"],
                    "|",
                    proposal["figure_text"],
                    file=sys.stderr,
                )
    print("\n| Measure | |\n|---|---|")
    for name, outcomes in totals.items():
        print(f"| {name} | {share(outcomes)} |")
    told(sure)


def read_without(path: Path, rows: Sequence[Row], raw: Raw) -> tuple[list[Row], float]:
    """Read a text with every curated row of its source, and of its units, left out."""
    units = {row["unit_id"] for row in rows} - {"viet_nam"}
    sources = {row.get("source_id") for row in rows}
    kept = pl.col("source_id").is_in(list(filter(None, sources))) | pl.col("unit_id").is_in(
        list(units)
    )
    unseen = {**raw, **{t: raw[t].filter(~kept) for t in ("targets", "observations")}}
    tools = reader(unseen, "en")
    start = time.perf_counter()
    made = propose(text_of(path), tools)
    seconds = time.perf_counter() - start
    proposals = []
    for table, year in (("targets", "horizon_year"), ("observations", "period")):
        for row in getattr(made, table).iter_rows(named=True):
            doubt = row["doubt"] or ""
            proposals.append(
                row | {"table": table, "year": row[year], "year_name": year, "doubt": doubt}
            )
    return proposals, seconds


def paired(rows: Sequence[Row], proposals: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    """Give each row the proposal of its figure: the same value, in a sentence with its phrase."""
    ranked = sorted(
        (
            (likely(row, proposal), n, k)
            for n, row in enumerate(rows)
            for k, proposal in enumerate(proposals)
            if same_figure(row, proposal)
        ),
        key=lambda each: -each[0],
    )
    chosen: dict[int, int] = {}
    for _, n, k in ranked:
        if n not in chosen and k not in chosen.values():
            chosen[n] = k
    return [(row, proposals[chosen[n]] if n in chosen else None) for n, row in enumerate(rows)]


def same_figure(row: Row, proposal: Row) -> bool:
    if bool(row["value"]) != bool(proposal["value"]):
        return False
    if row["value"] and float(row["value"]) != float(proposal["value"]):
        return False
    phrase, sentence = plain(row["figure_text"]), plain(proposal["sentence"])
    return phrase in sentence or overlap(phrase, plain(proposal["figure_text"])) > 0.6


def likely(row: Row, proposal: Row) -> float:
    same = sum(row[c] == proposal[c] for c in ("tier", "indicator_id", "year"))
    return same + overlap(plain(row["figure_text"]), plain(proposal["figure_text"]))


def overlap(a: str, b: str) -> float:
    one, other = set(a.split()), set(b.split())
    return len(one & other) / max(1, min(len(one), len(other)))


def plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def compared(row: Row, proposal: Row) -> dict[str, bool]:
    """Say which fields of a proposal are as curated."""
    outcome = {
        "table": row["table"] == proposal["table"],
        "unit_id": row["unit_id"] == proposal["unit_id"],
        "indicator": row["indicator_id"] == proposal["indicator_id"],
        "among three": row["indicator_id"] in (proposal["choices"] or "").split(";"),
        "comparator": row["comparator"] == proposal["comparator"],
        "tier": row["tier"] == proposal["tier"],
    }
    if row["value"]:
        ends = [
            float(high) if high else None for high in (row["value_high"], proposal["value_high"])
        ]
        outcome["value"] = ends[0] == ends[1]
    if row["year"]:
        outcome["year"] = str(row["year"])[:4] == str(proposal["year"] or "")[:4]
    if row.get("base_id"):
        outcome["base_id"] = row["base_id"] == proposal["base_id"]
    return outcome


def from_csv(folder: Path, table: Path) -> dict[Path, list[Row]]:
    every = pl.read_csv(table, infer_schema=False, glob=False)
    tables = {"target": "targets", "observation": "observations"}
    found: dict[Path, list[Row]] = {path: [] for path in sorted(folder.glob("*.txt"))}
    for row in every.iter_rows(named=True):
        own = {"table": tables[row["kind"]], "tier": row["tier"] or "all"}
        found[folder / row["file"]].append(row | own)
    return found


def from_archive(folder: Path, raw: Raw) -> dict[Path, list[Row]]:
    import hashlib

    found: dict[Path, list[Row]] = {}
    for path in sorted(folder.glob("*.txt")):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        source = raw["sources"].filter(archive_sha256=sha256)["source_id"].to_list()
        rows: list[dict[str, Any]] = []
        for name, year in (("targets", "horizon_year"), ("observations", "period")):
            own = raw[name].filter(pl.col("source_id").is_in(source))
            rows += [r | {"table": name, "year": r[year]} for r in own.iter_rows(named=True)]
        found[path] = rows
    return found


def main(arguments: Sequence[str]) -> None:
    raw, _ = read_raw(ROOT / "data")
    assert set(RAW) <= set(raw)
    if arguments[:1] == ["--texts"]:
        of_texts(from_csv(Path(arguments[1]), Path(arguments[2])), raw)
    elif arguments[:1] == ["--archive"]:
        of_texts(from_archive(Path(arguments[1]), raw), raw)
    else:
        of_phrases(raw)


if __name__ == "__main__":
    main(sys.argv[1:])
