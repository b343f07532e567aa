"""Which indicators words are most like, learnt from the curated rows and the codelist.

A kernel ridge classifier on TF-IDF of words, pairs of words and letters: what a row's own act adds
can be taken out of it exactly, so that it is measured on rows that it has not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from dtia.curate.akin import in_one_way
from dtia.curate.clauses import EMPTY, content
from dtia.data import FILE, LINE, Raw
from dtia.data.lists import entries
from dtia.data.raw import RAW
from dtia.data.reading import cast

# Set by trying: benchmarks/README.md has the figures. A name of the codelist counts as two rows.
RIDGE, NAMED = 0.6, 2
# Words and letters in a row that are one feature; two words of a phrase, wherever, are one too.
WORDS, LETTERS = (1, 2), 4
LEVEL = re.compile(r"(?:mức độ|mức|level)[\s\d,.và-]*$")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
YEARS = re.compile(r"(?:năm\s+)?(?:19|20)\d\d")
TOKEN = re.compile(r"[\w#%]+")
# No phrase but a row of a table or of a data file.
CELLS = re.compile(r'[|"]\s*[\w.:]+.*[|"]')
# A name of so few letters may be any word.
SHORTEST = 4
COLUMNS = [
    "unit_id", "indicator_id", "tier", "comparator", "value", "value_high", "category", "base_id",
    "method", "figure_text", "source_id", "document_id", "note", "year", "table", FILE, LINE,
]  # fmt: skip
Floats = np.ndarray[tuple[int, ...], np.dtype[np.floating[Any]]]


class Likeness(NamedTuple):
    """What was learnt: words, weights, the curated rows and what each row was read as."""

    indicators: list[str]
    places: re.Pattern[str]
    terms: dict[str, int]
    rarity: Floats
    known: Floats
    weights: Floats
    rows: pl.DataFrame
    unseen: Floats


def learn(raw: Raw) -> Likeness:
    """Learn from every curated row whose phrase says what it is of, and from the codelist.

    `rows` are those rows, targets first; `unseen` is what each would be read as with every row of
    its act and of its source left out, in the order of `indicators`.
    """
    places = names_of_places(raw["units"])
    rows = curated(raw)
    told = [masked(words, places) for words in rows["figure_text"]]
    rows = rows.filter(pl.Series([len(content(words)) > 1 for words in told], dtype=pl.Boolean))
    told = [words for words in told if len(content(words)) > 1]
    codelist = raw["indicators"].select(
        "indicator_id", "name_vi", "name_en", "definition_vi", "definition_en"
    )
    named = [(i, masked(n, places)) for i, *names in codelist.iter_rows() for n in names]
    counted = [_counted(words) for words in [*told, *(n for _, n in named)]]
    frequency = Counter(term for terms in counted for term in terms)
    terms = {t: n for n, t in enumerate(t for t, count in frequency.items() if count > 2)}
    rarity = np.log(len(counted) / np.array([frequency[t] for t in terms], dtype=np.float64))
    indicators = raw["indicators"]["indicator_id"].to_list()
    place = {indicator: n for n, indicator in enumerate(indicators)}
    truth = np.zeros((len(counted), len(indicators)))
    for n, indicator in enumerate([*rows["indicator_id"], *(i for i, _ in named)]):
        truth[n, place[indicator]] = 1
    known = _vectors(counted, terms, rarity)
    counts = np.where(np.arange(len(known)) < rows.height, 1, NAMED)
    inverse = np.linalg.inv((known @ known.T).astype(np.float64) + np.diag(RIDGE / counts))
    weights = inverse @ truth
    unseen = _left_out(inverse, weights, truth, _acts(rows))
    return Likeness(
        indicators,
        places,
        terms,
        rarity,
        known,
        (known.T @ weights.astype(np.float32)),
        rows,
        unseen,
    )


def curated(raw: Raw) -> pl.DataFrame:
    """Return the curated rows of targets and observations with phrases of their own, typed.

    Rows of tables and of data files are left, and those of which no cell says what they state.
    """
    frames = []
    for table, year in (("targets", "horizon_year"), ("observations", "period")):
        typed = cast(raw[table], RAW[table][1]).with_columns(raw[table][FILE], raw[table][LINE])
        frames.append(
            typed.with_columns(
                year=pl.col(year).cast(pl.String),
                document_id=typed.get_column("document_id", default=pl.lit(None, pl.String)),
                table=pl.lit(table),
            ).select(*COLUMNS)
        )
    every = pl.concat(frames).filter(
        pl.col("figure_text").is_not_null(),
        pl.col("indicator_id").is_in(raw["indicators"]["indicator_id"].to_list()),
        pl.col("source_id").is_not_null(),
    )
    cells = pl.Series(
        [bool(CELLS.search(words)) for words in every["figure_text"]], dtype=pl.Boolean
    )
    return every.filter(~cells)


def names_of_places(units: pl.DataFrame) -> re.Pattern[str]:
    """Return a pattern of every name of every unit below the nation, in lower case."""
    columns = ["name_vi", "name_en", "aliases"]
    rows = units.filter(pl.col("level") != "nation").select(columns).iter_rows()
    found = {
        name.lower()
        for vi, en, aliases in rows
        for name in (vi, en, *entries(aliases))
        if name and len(name) >= SHORTEST
    }
    longest = sorted(found, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def masked(words: str, places: re.Pattern[str]) -> str:
    """Return words in lower case without names of places, years and numbers; `#` stands for one.

    What names a level of service or a generation of networks stays: "mức độ 4", "5G".
    """
    low = YEARS.sub(" ", places.sub(" ", in_one_way(words.lower(), "phrase")))
    return " ".join(NUMBER.sub(_number, low).split())


def _number(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    level = LEVEL.search(match.string[max(0, match.start() - 20) : match.start()])
    return match[0] if len(match[0]) == 1 and (level or after == "g") else " # "


def _counted(words: str) -> Counter[str]:
    tokens = TOKEN.findall(words)
    found: Counter[str] = Counter()
    for n in WORDS:
        found.update(" ".join(tokens[i : i + n]) for i in range(len(tokens) - n + 1))
    telling = sorted({token for token in tokens if len(token) > 1 and token not in EMPTY})
    found.update(f"{one} & {other}" for one, other in combinations(telling, 2))
    line = f" {' '.join(tokens)} "
    found.update(f"_{line[i : i + LETTERS]}" for i in range(len(line) - LETTERS + 1))
    return found


def _vectors(counted: Sequence[Counter[str]], terms: dict[str, int], rarity: Floats) -> Floats:
    known = [
        (row, place, count)
        for row, found in enumerate(counted)
        for term, count in found.items()
        if (place := terms.get(term)) is not None
    ]
    matrix = np.zeros((len(counted), len(terms)), dtype=np.float32)
    if known:
        rows, places, counts = np.array(known).T
        matrix[rows, places] = (1 + np.log(counts)) * rarity[places]
    length = np.linalg.norm(matrix, axis=1, keepdims=True).astype(np.float32)
    return np.asarray(matrix / np.maximum(length, np.float32(1e-9)))


def likened(likeness: Likeness, words: Iterable[str]) -> Floats:
    """Return how like each of some words is to each indicator, in the order of `indicators`.

    About 1 is what curated rows of one indicator alone look like, 0 is nothing known.
    """
    counted = [_counted(masked(each, likeness.places)) for each in words]
    vectors = _vectors(counted, likeness.terms, likeness.rarity)
    return np.asarray(vectors @ likeness.weights)


def nearest(likeness: Likeness, words: Iterable[str]) -> Floats:
    """Return how near each of some words is to each curated row, from 0 to 1."""
    counted = [_counted(masked(each, likeness.places)) for each in words]
    vectors = _vectors(counted, likeness.terms, likeness.rarity)
    return np.asarray(vectors @ likeness.known[: likeness.rows.height].T)


def _acts(rows: pl.DataFrame) -> list[list[int]]:
    """Group rows that share an act or a source."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    homes = []
    for act, source in rows.select("document_id", "source_id").iter_rows():
        homes.append(f"source {source}")
        if act:
            parent[root(f"act {act}")] = root(homes[-1])
    groups: dict[str, list[int]] = {}
    for n, name in enumerate(homes):
        groups.setdefault(root(name), []).append(n)
    return list(groups.values())


def _left_out(
    inverse: Floats, weights: Floats, truth: Floats, groups: Sequence[Sequence[int]]
) -> Floats:
    """Return what ridge regression gives each row of a group with the group left out."""
    found = np.zeros((sum(map(len, groups)), truth.shape[1]))
    for group in groups:
        own = np.ix_(group, group)
        found[group] = truth[group] - np.linalg.solve(inverse[own], weights[group])
    return found
