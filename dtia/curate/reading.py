"""Acts to proposals: every sentence with a figure or a goal becomes rows, or is passed and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dtia.curate.acts import Act, files_at, text_of
from dtia.curate.bases import Bases
from dtia.curate.clauses import content
from dtia.curate.goals import Goal, goals, triggers
from dtia.curate.heads import Head, head
from dtia.curate.likeness import Floats, Likeness, learn, likened, nearest
from dtia.curate.mentions import Mention, mentions
from dtia.curate.origins import document_of, source_of
from dtia.curate.passed import row_of_passed
from dtia.curate.places import OF_NATION, Places, places_of, unit_in
from dtia.curate.proposals import Proposals, framed, together
from dtia.curate.sentences import Sentence, mood_of, sentences
from dtia.curate.sureness import Sureness, doubts_told, fitting, sureness
from dtia.data import Raw, Row
from dtia.data.lists import entries
from dtia.i18n import Lang

# How like an indicator a figure, or a goal in words, has to be.
# Of the curated shares and ranks whose indicator is among the three best, each act as if it were
# new, 99 % are more like. A plain number, which may count anything, has to be more like, less so
# one of so many targets. The words for a standing say by themselves what they are of.
LIKE = {"percent": 0.17, "rank": 0.17, "index": 0.1}
LIKE_COUNT, LIKE_TARGETS, LIKE_IN_WORDS, LIKE_STANDING = 0.4, 0.2, 0.3, 0.06
TARGETS = re.compile(r"mục tiêu|chỉ tiêu|\b(?:targets|goals)\b")

# Words of a figure of one tier that may leave out what another of the sentence says.
FEW = 4
# Indicators that are a rate at which something grows, or is cut.
GROWING = re.compile(r"tăng|giảm|growth|cut|reduc")


class Reader(NamedTuple):
    """What acts are read with: the raw tables, what was learnt from them, and how sure it is.

    `read_on` is the day of the reading; blank where it is not to be told.
    """

    raw: Raw
    likeness: Likeness
    sureness: Sureness
    places: Places
    bases: Bases
    lang: Lang
    read_on: str


def reader(raw: Raw, lang: Lang, read_on: str = "") -> Reader:
    """Learn from raw tables, as `read_raw` gives them, how acts are read on a day."""
    likeness = learn(raw)
    places = places_of(raw["units"], likeness.places)
    bases = Bases(likeness, raw["indicators"], raw["bases"])
    return Reader(raw, likeness, sureness(likeness, raw, bases), places, bases, lang, read_on)


def read(place: Path, raw: Raw, lang: Lang = "vi") -> Proposals:
    """Read an act, or every act of a folder, into proposals.

    Raises UnreadableAct, in one sentence, for what holds no text that can be read.
    """
    acts = [text_of(path) for path in files_at(place)]
    return read_acts(acts, reader(raw, lang))


def read_acts(acts: Iterable[Act], tools: Reader) -> Proposals:
    """Make proposals of the texts of several acts, together."""
    return together(propose(act, tools) for act in acts)


def propose(act: Act, tools: Reader) -> Proposals:
    """Make proposals of the text of one act."""
    told = head(act.paragraphs, tools.places)
    source = source_of(act, told, tools.raw, tools.read_on, tools.lang)
    document = document_of(told, tools.raw, tools.lang)
    every = list(sentences(act.paragraphs, "promise" if told.whole else ""))
    rows: dict[str, list[Row]] = {"targets": [], "observations": [], "passed": []}
    pending = _figures(every)
    scores = likened(tools.likeness, [words for _, _, words in pending])
    near = nearest(tools.likeness, [words for _, _, words in pending])
    taken: dict[int, bool] = {}
    refused: dict[int, tuple[str, Mention]] = {}
    for (n, found, _), score, neighbours in zip(pending, scores, near, strict=True):
        sentence = every[n]
        made, reason = _figure_rows(sentence, found, score, neighbours, told, tools)
        for row in made:
            row |= {"source_id": source["source_id"], "document_id": document.get("document_id")}
            rows[_table_of(sentence, row["year"], told, found)].append(row)
        taken[n] = taken.get(n, False) or bool(made)
        # Of several figures of a sentence, a share is the likeliest to be a target.
        if n not in refused or (found.kind == "percent" and refused[n][1].kind != "percent"):
            refused[n] = (reason, found)
    worded = _goals(every, tools)
    for n, sentence in enumerate(every):
        made = _goal_rows(sentence, worded.get(n, []), told, tools)
        for row in made:
            row |= {"source_id": source["source_id"], "document_id": document.get("document_id")}
            rows["targets"].append(row)
        if not made and not taken.get(n):
            reason, held = refused.get(n) or (_reason(sentence), None)
            row = row_of_passed(sentence, reason, held, told)
            row |= {"source_id": source["source_id"], "document_id": document.get("document_id")}
            rows["passed"].append(row)
    documents = [document] if document else []
    return framed({
        "targets": _once(rows["targets"], "horizon_year"),
        "observations": _once(rows["observations"], "period"),
        "documents": documents, "sources": [source], "passed": rows["passed"],
    })  # fmt: skip


def _figures(every: Sequence[Sentence]) -> list[tuple[int, Mention, str]]:
    """Return the figures of all sentences, each with the words that say what it is of.

    Where its own words do not, those of the figure before it in the sentence do, or what stands
    before it, or the sentence before.
    """
    found = []
    for n, sentence in enumerate(every):
        last = ""
        for mention in mentions(sentence.text, sentence.spoken):
            words = mention.clause
            # "90 % of records at province level, 80 % at district level": the words stand once.
            if last and mention.names_tiers and len(content(words)) < FEW:
                mention = mention._replace(thin=True)
            if mention.thin:
                above = every[n - 1].spoken if n else ""
                words = f"{last or sentence.spoken[: mention.start] or above} {words}"
            elif mention.kind != "rank" or not last:
                last = mention.clause
            found.append((n, mention, words))
    return found


def _figure_rows(
    sentence: Sentence,
    mention: Mention,
    score: Floats,
    neighbours: Floats,
    told: Head,
    tools: Reader,
) -> tuple[list[Row], str]:
    """Make the rows of one figure, one a tier; none, with the reason, where it is no target."""
    if mention.change or mention.undone:
        return [], "change" if mention.change else "undone"
    indicators = tools.raw["indicators"]
    fitted = score + fitting(indicators, mention.kind, mention.names_tiers)
    order = np.argsort(-fitted, kind="stable")[:3]
    best = float(fitted[order[0]])
    targets = mention.ways["value"] == "part" and TARGETS.search(mention.clause)
    asked = LIKE.get(mention.kind, LIKE_TARGETS if targets else LIKE_COUNT)
    if best < asked:
        return [], "unlike"
    sure = tools.sureness
    chosen = indicators.row(int(order[0]), named=True)
    if mention.growth and not GROWING.search(f"{chosen['name_vi']} {chosen['name_en']}".lower()):
        return [], "change"
    doubt = {f for f in ("comparator", "value") if mention.ways[f] not in sure.ways.get(f, ())}
    if best - float(fitted[order[1]]) < sure.lead or mention.thin:
        doubt.add("indicator_id")
    tiers = _tiers(mention, told.era) if chosen["tiered"] == "true" else ()
    told_tier = tiers and mention.ways["tier"] in sure.ways.get("tier", ())
    if chosen["tiered"] == "true" and not told_tier:
        doubt.add("tier")
    over = sentence.year or (told.year if sentence.mood == "promise" else "")
    if sentence.mood == "result" and not "" < over <= told.dated[:4]:
        over = told.dated[:4] or sentence.past
    year, way = (mention.year, mention.ways["year"]) if mention.year else (over, "over")
    table = _table_of(sentence, year, told, mention)
    if f"{table} {way}" not in sure.ways.get("year", ()):
        doubt.add("year")
    base, near = _base(chosen, sentence, neighbours, told, tools)
    if base and ("indicator_id" in doubt or near < sure.near):
        doubt.add("base_id")
    row = {
        "comparator": mention.comparator, "value": f"{mention.value:.15g}",
        "value_high": None if mention.high is None else f"{mention.high:.15g}",
        "base_id": base, "method": _method(chosen, sentence, doubt),
    }  # fmt: skip
    return [
        _row(row | {"tier": tier}, sentence, (mention.start, mention.end), year, told, tools,
             doubt, [tools.likeness.indicators[int(k)] for k in order])
        for tier in tiers or ("all",)
    ], ""  # fmt: skip


def _tiers(mention: Mention, era: str) -> tuple[str, ...]:
    """Return the tiers of a figure; a span of them leaves the districts out where none are."""
    spans = mention.ways["tier"] == "span" and era == "34"
    return tuple(tier for tier in mention.tiers if not (spans and tier == "district"))


def _base(
    chosen: Row, sentence: Sentence, neighbours: Floats, told: Head, tools: Reader
) -> tuple[str, float]:
    """Return the base of a figure of an indicator, and how near the row is that it is taken from.

    Ranks are of as many provinces as the map of the time has.
    """
    name = chosen["indicator_id"]
    own = np.flatnonzero((tools.likeness.rows["indicator_id"] == name).to_numpy())
    base, near = tools.bases.nearest(name, sentence.text, neighbours, own)
    of_map = (b for b in tools.bases.of[name] if b.endswith(f"_{told.era}"))
    return next(of_map, base), near


def _goals(every: Sequence[Sentence], tools: Reader) -> dict[int, list[tuple[Goal, Floats]]]:
    """Return the goals in words of the sentences that promise, each with what it is like."""
    known = triggers(tools.raw["categories"])
    found = [
        (n, goal)
        for n, sentence in enumerate(every)
        for goal in goals(sentence.spoken, known)
        if sentence.mood != "result" or mood_of(goal.clause) == "promise"
    ]
    scores = likened(tools.likeness, [goal.clause for _, goal in found])
    by_sentence: dict[int, list[tuple[Goal, Floats]]] = {}
    for (n, goal), score in zip(found, scores, strict=True):
        by_sentence.setdefault(n, []).append((goal, score))
    return by_sentence


def _goal_rows(
    sentence: Sentence, found: Sequence[tuple[Goal, Floats]], told: Head, tools: Reader
) -> list[Row]:
    """Make rows of the goals in words of a sentence, one for each scale that they are on."""
    indicators = tools.raw["indicators"]
    rows = []
    for goal, score in found:
        for scale, step in goal.steps.items():
            own = np.where((indicators["scale_id"] == scale).fill_null(False).to_numpy(), score, -9)
            order = [int(k) for k in np.argsort(-own, kind="stable")[:3] if own[k] > -9]
            # A clause may name two goals of one step: "Trung tâm ... và Thành phố thông minh".
            asked = LIKE_STANDING if scale == "standing" else LIKE_IN_WORDS
            for n, place in enumerate(order[:2]):
                if float(own[place]) < max(asked, n * LIKE_IN_WORDS):
                    break
                choices = [indicators["indicator_id"][k] for k in dict.fromkeys([place, *order])]
                rows.append(_in_words(goal, scale, step, sentence, choices, told, tools))
    return rows


def _in_words(
    goal: Goal,
    scale: str,
    step: str,
    sentence: Sentence,
    choices: list[str],
    told: Head,
    tools: Reader,
) -> Row:
    sure = tools.sureness.ways
    bases = tools.bases.of[choices[0]]
    doubt = {"indicator_id", "year"} | ({"base_id"} if bases else set())
    doubt |= {f for f in ("category", "comparator") if "words" not in sure.get(f, ())}
    row = {
        "comparator": "direction" if scale == "direction" else "category", "category": step,
        "tier": "all", "base_id": next(iter(bases), None),
    }  # fmt: skip
    year, span = goal.year or sentence.year or told.year, (goal.start, goal.end)
    return _row(row, sentence, span, year, told, tools, doubt, choices)


def _row(
    row: Row,
    sentence: Sentence,
    span: tuple[int, int],
    year: str,
    told: Head,
    tools: Reader,
    doubt: set[str],
    choices: list[str],
) -> Row:
    unit, sure = told.unit_id, bool(told.unit_id)
    if OF_NATION.match(sentence.text.lower()):
        unit, sure = "viet_nam", False
    elif not told.whole:
        until = sentence.text[: span[1]]
        unit, sure = unit_in(until, tools.places, told.unit_id, told.sole, told.era)
    doubt = doubt | (set() if sure else {"unit_id"}) | (set() if told.whole else {"document_id"})
    return row | {
        "unit_id": unit, "indicator_id": choices[0], "year": year, "locator": sentence.locator,
        "figure_text": sentence.text[span[0] : span[1]], "sentence": sentence.text,
        "choices": ";".join(choices), "doubts": doubt, "lang": tools.lang,
        "over": sentence.over.get(year, ""),
    }  # fmt: skip


def _method(chosen: Row, sentence: Sentence, doubt: set[str]) -> str:
    """Return the method of measurement that a sentence names; unstated where it names none."""
    methods = entries(chosen["methods"])
    if not methods:
        return ""
    if "giá trị tăng thêm" in sentence.spoken and "value_added" in methods:
        doubt.add("method")
        return "value_added"
    if sentence.mood == "result":
        doubt.add("method")
    return "unstated" if "unstated" in methods else methods[0]


def _table_of(sentence: Sentence, stated: str, told: Head, mention: Mention) -> str:
    """Say whether a figure is a promise or a result, by the sentence, else by its year."""
    if mention.ways["value"] == "part" and not sentence.said:  # So many of so many are done.
        return "observations"
    if sentence.mood:
        return "targets" if sentence.mood == "promise" else "observations"
    year, day = stated[:4], told.dated[:4]
    return "targets" if year and (not day or year > day) else "observations"


def _once(rows: list[Row], year: str) -> list[Row]:
    """Give rows the columns of their table; a figure that stands twice is told once."""
    found: dict[tuple[object, ...], Row] = {}
    own = ("unit_id", "indicator_id", "tier", "comparator", "value", "category")
    dated = {tuple(row.get(c) for c in own) for row in rows if row["year"]}
    for row in rows:
        key = tuple(row.get(c) for c in own)
        if row["year"] or key not in dated:  # A title says what the text says with its year.
            found.setdefault((*key, row["year"]), row)
    return [_finished(row, year) for row in found.values()]


def _finished(row: Row, year: str) -> Row:
    target = year == "horizon_year"
    stated = row["year"][:4] if target else row["year"]
    doubt = sorted({year if field == "year" else field for field in row["doubts"]})
    if not target and "document_id" in doubt:
        doubt.remove("document_id")
    flag = "period_inferred" if not target and year in doubt else None
    return row | {
        year: stated, "doubt": ";".join(doubt), "status": "current", "flag": flag,
        "why": doubts_told(doubt, row["over"], row["lang"]),
    }  # fmt: skip


def _reason(sentence: Sentence) -> str:
    if not re.search(r"\d", sentence.spoken):
        return "no_figure"
    return "no_quantity"
