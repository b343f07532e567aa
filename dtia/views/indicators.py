"""The codelist of indicators, searched in plain words of either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import polars as pl

from dtia.data import Data
from dtia.data.names import plain
from dtia.data.units import same_territory
from dtia.errors import UnknownName
from dtia.i18n import LANGS, Lang
from dtia.views.labels import edition, worded

# What a word counts by where it stands: a name says more than a definition.
WEIGHTS = {"name": 4.0, "id": 3.0, "definition": 2.0, "glossary": 1.0}
# What a word counts by how it matches; only long words are taken as the start of others.
WHOLE, START, NEAR = 1.0, 0.8, 0.6
LEAST_LETTERS = 4
# How alike a slip and the word that was meant have to be.
ALIKE = 0.75


def find(data: Data, words: str, lang: Lang) -> pl.DataFrame:
    """Return the indicators that some words ask for, best matches first.

    Names, definitions, ids and the glossary are searched in both languages; accents, case and
    the order of words do not matter, and a word that stands nowhere is read as the nearest that
    does. Those that hold most of the words are kept; without words, all in the order of the
    codelist. Columns: indicator_id, indicator_name, measure_label, n_targets, n_values,
    n_provinces, due (years of targets), measured_in (years of values) and edition. Raises
    UnknownName, with the nearest names, where no word is found.
    """
    asked = _words(words)
    known = _on_file(data, lang)
    if not asked:
        return known
    places = {row["indicator_id"]: dict(_places(row, data)) for row in _rows(data)}
    meanings = _meanings(asked, {word for fields in places.values() for word in fields})
    phrase = " ".join(asked)
    found = {}
    for row in _rows(data):
        scores = [_score(places[row["indicator_id"]], meaning) for meaning in meanings]
        named = any(phrase in " ".join(_words(row[f"name_{tongue}"])) for tongue in LANGS)
        found[row["indicator_id"]] = (sum(s > 0 for s in scores), named, sum(scores))
    most = max(held for held, _, _ in found.values())
    if not most:
        raise UnknownName("no_words", words=repr(words), nearest=_nearest(data, words) or "–")
    kept = [name for name, (held, _, _) in found.items() if held == most]
    # Of equal matches the one with more on file comes first.
    return (
        known.filter(pl.col("indicator_id").is_in(kept))
        .with_columns(
            _named=pl.col("indicator_id").replace_strict({n: found[n][1] for n in kept}),
            _score=pl.col("indicator_id").replace_strict({n: found[n][2] for n in kept}),
        )
        .sort(
            "_named", "_score", pl.col("n_targets") + pl.col("n_values"),
            descending=True, maintain_order=True,
        )
        .drop("_named", "_score")
    )  # fmt: skip


def _rows(data: Data) -> Iterator[dict[str, str]]:
    return data.indicators.iter_rows(named=True)


def _words(written: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(written))


def _places(row: dict[str, str], data: Data) -> Iterator[tuple[str, float]]:
    """Name each word that may find an indicator, with the weight of its best place."""
    names = [f" {' '.join(_words(row[f'name_{tongue}']))} " for tongue in LANGS]
    entries = [
        " ".join(entry)
        for entry in data.glossary.iter_rows()
        if any(
            f" {' '.join(_words(term))} " in name for term, name in zip(entry, names, strict=False)
        )
    ]
    fields = {
        "glossary": " ".join(entries),
        "definition": " ".join(row[f"definition_{tongue}"] for tongue in LANGS),
        "id": row["indicator_id"],
        "name": " ".join(names),
    }
    for field, written in fields.items():
        for word in _words(written):
            yield word, WEIGHTS[field]


def _meanings(asked: list[str], vocabulary: set[str]) -> list[dict[str, float]]:
    """Return for each word asked for the words it may mean, and how surely it means each."""
    return [_meaning(word, vocabulary) for word in dict.fromkeys(asked)]


def _meaning(word: str, vocabulary: set[str]) -> dict[str, float]:
    started = {w: START for w in vocabulary if len(word) >= LEAST_LETTERS and w.startswith(word)}
    found = {**started, **({word: WHOLE} if word in vocabulary else {})}
    return found or dict.fromkeys(
        get_close_matches(word, sorted(vocabulary), n=3, cutoff=ALIKE), NEAR
    )


def _score(places: dict[str, float], meaning: dict[str, float]) -> float:
    return max((places.get(word, 0.0) * sure for word, sure in meaning.items()), default=0.0)


def _on_file(data: Data, lang: Lang) -> pl.DataFrame:
    """Label each indicator and count what is on file for it."""
    lands = dict(same_territory(data.units).iter_rows())
    figures = pl.concat(
        [
            data.targets.select("indicator_id", "unit_id", "level", due="horizon_year"),
            data.observations.select(
                "indicator_id", "unit_id", "level",
                measured_in=pl.col("period").str.slice(0, 4).cast(pl.Int64),
            ),
        ],
        how="diagonal",
    )  # fmt: skip
    province = pl.col("unit_id").filter(level="province").replace(lands)
    counted = figures.group_by("indicator_id").agg(
        n_values=pl.col("measured_in").count(),
        n_targets=pl.len() - pl.col("measured_in").count(),
        n_provinces=province.n_unique(),
        due=pl.col("due").drop_nulls().unique().sort(),
        measured_in=pl.col("measured_in").drop_nulls().unique().sort(),
    )
    return (
        data.indicators.select("indicator_id", "unit", indicator_name=f"name_{lang}")
        .join(counted, on="indicator_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("n_targets", "n_values", "n_provinces").fill_null(0),
            pl.col("due", "measured_in").cast(pl.List(pl.String)).list.join(", "),
            measure_label=worded("unit", "axis", lang),
            edition=pl.lit(edition(data, lang)),
        )
    )


def _nearest(data: Data, words: str) -> str:
    """Name the indicators whose names look most like some words."""
    names = {
        plain(row[f"name_{tongue}"]): row["indicator_id"] for row in _rows(data) for tongue in LANGS
    }
    near = get_close_matches(plain(words), names, n=3, cutoff=0.3)
    return ", ".join(dict.fromkeys(names[name] for name in near))
