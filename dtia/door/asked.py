"""What people type: languages, years, eras, names and words, read as they are meant or refused.

Whatever is clear is taken: "2030" for 2030, "EN", 63 for "63", "quang tri", "Quảng Trị (cũ)".
What is not is refused in one sentence that says what is possible.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any, NamedTuple

import polars as pl

from dtia.data import Data
from dtia.data.names import ERA_OF, bearers, plain, readings
from dtia.data.vocabulary import PROMISE
from dtia.errors import UnknownName, WrongValue, shown
from dtia.i18n import LANGS, Lang, section_of, text
from dtia.views.places import former, listed, meant

TONGUES: dict[Lang, set[str]] = {
    "vi": {"vi", "vie", "vi vn", "vn", "tieng viet", "vietnamese"},
    "en": {"en", "eng", "en us", "en gb", "tieng anh", "english"},
}
# Years that a plan or a measurement can be of; what is not on file has an answer of its own.
FIRST_YEAR, LAST_YEAR = 1990, 2100
# What tells one figure from another.
FIGURE_KEY = [*PROMISE, "period", "value", "value_high"]
# How many options are listed with their labels; more are listed by their ids alone.
FEW = 10
# How alike a slip and the name that was meant have to be, and how many are proposed.
ALIKE, NEAREST = 0.5, 3


class Meant(NamedTuple):
    """The province that a name means, those that it came from where both maps have the name, and
    what the asker should know about it."""

    unit_id: str
    predecessors: list[str]
    note: str


def _one(asked: object) -> object:
    """Unwrap a list of one."""
    if isinstance(asked, list | tuple | set | frozenset | pl.Series) and len(asked) == 1:
        return next(iter(asked))
    return asked


def wanted(asked: object, what: str, **values: object) -> WrongValue:
    """Say in both languages what was wanted in place of a value."""
    said = {lang: text(f"wanted.{what}", lang, **values) for lang in LANGS}
    return WrongValue("wanted", value=shown(asked), wanted=said)


def language(asked: object) -> Lang:
    """Return the language that is meant. Raises WrongValue for any but Vietnamese and English."""
    words = re.sub(r"[\W_]+", " ", plain(asked)).strip() if isinstance(asked, str) else ""
    for lang, names in TONGUES.items():
        if words in names:
            return lang
    raise wanted(asked, "language")


def year(asked: object) -> int | None:
    """Return a year; None stands for every year. Raises WrongValue for what is no one year."""
    given = _one(asked)
    if given is None:
        return None
    if isinstance(given, date):
        given = given.year
    if isinstance(given, str) and (found := re.fullmatch(r"\D*(\d{4})\D*", given)):
        given = int(found[1])
    whole = isinstance(given, Integral) or (isinstance(given, float) and given.is_integer())
    if not whole or isinstance(given, bool) or not FIRST_YEAR <= int(given) <= LAST_YEAR:  # type: ignore[call-overload]
        raise wanted(asked, "year")
    return int(given)  # type: ignore[call-overload,no-any-return]


def years(asked: object) -> list[int]:
    """Return some years, given one by one or together; none stands for every year."""
    parts = _several(asked)
    return [found for part in parts if (found := year(part)) is not None]


def is_nation(data: Data, asked: str) -> bool:
    """Say whether a name is the nation's."""
    return bool(bearers(data.units.filter(level="nation"), asked))


def figures(data: Data, asked: pl.DataFrame | Mapping[str, Any]) -> pl.DataFrame:
    """Return the rows of the data that a frame, or a row of an answer, is about.

    Raises WrongValue for what names no figure.
    """
    given = asked if isinstance(asked, pl.DataFrame) else pl.DataFrame([dict(asked)])
    table = data.observations if "period" in given.columns else data.targets
    key = [name for name in FIGURE_KEY if name in given.columns and name in table.columns]
    if not {"unit_id", "indicator_id"} <= set(key):
        raise wanted(asked, "figure")
    typed = given.select(pl.col(name).cast(table.schema[name]) for name in key).unique()
    return table.join(typed, on=key, how="semi", nulls_equal=True)


def _several(asked: object) -> list[object]:
    if asked is None:
        return []
    if isinstance(asked, list | tuple | set | frozenset | range | pl.Series):
        return list(asked)
    return [asked]


def era(asked: object) -> str | None:
    """Return "63", "34" or None. Raises WrongValue for any other."""
    given = _one(asked)
    if given is None:
        return None
    if isinstance(given, Real) and not isinstance(given, bool) and float(given).is_integer():
        given = str(int(float(given)))
    if isinstance(given, str) and (found := ERA_OF.get(plain(given))):
        return found
    raise wanted(asked, "era")


def one_of(asked: object, section: str, allowed: Collection[str] | None = None) -> str:
    """Return the value of a closed list that is meant, by its id or its label in any language.

    The texts of `section` are the labels; `allowed` keeps some of them. Raises WrongValue, with
    all that is possible.
    """
    given = _one(asked)
    labels = {lang: section_of(section, lang) for lang in LANGS}
    options = [name for name in labels["en"] if allowed is None or name in allowed]
    if isinstance(given, str):
        for name in options:
            if plain(given) in {name, *(plain(labels[lang][name]) for lang in LANGS)}:
                return name
    listed = {lang: _listed(options, labels[lang]) for lang in LANGS}
    raise WrongValue(
        "wanted",
        value=shown(asked),
        wanted={lang: text(f"wanted.{section}", lang, options=listed[lang]) for lang in LANGS},
    )


def _listed(options: Collection[str], labels: Mapping[str, str]) -> str:
    if len(options) > FEW:
        return ", ".join(f'"{name}"' for name in options)
    return ", ".join(f'"{name}" ({labels[name]})' for name in options)


def grades(asked: object) -> tuple[str, ...]:
    """Return some grades: "ABC", "A, B" or ("A", "B"). Raises WrongValue for others than A to D."""
    parts = re.findall(r"\w", asked) if isinstance(asked, str) else _several(asked)
    found = [part.upper() if isinstance(part, str) else "" for part in parts]
    if not found or set(found) - set("ABCD"):
        raise wanted(asked, "grades")
    return tuple(dict.fromkeys(found))


def number(asked: object, name: str) -> float:
    """Return a number; a decimal comma is read as one. Raises WrongValue for what is none."""
    if isinstance(asked, str) and re.fullmatch(r"\s*[+\-−]?\d*[.,]?\d+\s*", asked):
        asked = float(asked.replace(",", ".").replace("−", "-"))
    if not isinstance(asked, Real) or isinstance(asked, bool):
        raise wanted(asked, "number", name=name)
    return float(asked)


def words(asked: object) -> str:
    """Return the words to look for; None stands for none."""
    if asked is None or isinstance(asked, str):
        return asked or ""
    raise wanted(asked, "words")


def indicator(data: Data, asked: object) -> str:
    """Return the id of an indicator, given by id or by name, accents and case do not matter.

    A part of a name is taken where one indicator alone has it. Raises UnknownName, with the
    nearest names.
    """
    given = _one(asked)
    if not isinstance(given, str) or not given.strip():
        raise wanted(asked, "indicator")
    words = plain(given)
    names = {
        row["indicator_id"]: {plain(row[f"name_{lang}"]) for lang in LANGS}
        for row in data.indicators.iter_rows(named=True)
    }
    exact = [found for found, spelled in names.items() if words in {found, *spelled}]
    parts = set(words.split())
    within = [
        found for found, spelled in names.items() if any(parts <= set(n.split()) for n in spelled)
    ]
    for found in (exact, within):
        if len(found) == 1:
            return str(found[0])
    near = within or _nearest(words, {**{n: n for n in names}, **_by_name(names)})
    raise UnknownName("unknown_indicator", name=shown(asked), nearest=_labelled(data, near))


def _by_name(names: Mapping[str, set[str]]) -> dict[str, str]:
    return {spelling: found for found, spelled in names.items() for spelling in spelled}


def _nearest(asked: str, spelled: Mapping[str, str]) -> list[str]:
    near = get_close_matches(asked, spelled, n=NEAREST, cutoff=ALIKE)
    return list(dict.fromkeys(spelled[name] for name in near))


def _labelled(data: Data, ids: list[str]) -> dict[Lang, str]:
    """List some indicators by name and id in each language."""
    listed: dict[Lang, str] = {}
    for lang in LANGS:
        names = dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows())
        listed[lang] = "; ".join(f'{names[i]} ("{i}")' for i in ids[: 2 * NEAREST]) or "–"
    return listed


def indicators(data: Data, asked: object) -> list[str]:
    """Return the ids of one or several indicators."""
    found = [indicator(data, part) for part in _several(asked)]
    if not found:
        raise wanted(asked, "indicator")
    return list(dict.fromkeys(found))


def province(data: Data, asked: object, wanted_era: str | None, lang: Lang) -> Meant:
    """Return the province that a name means.

    A name that both maps have means the province of today, and the answer says so; `wanted_era`
    chooses. Raises UnknownName for a name that no province has, or none of that era.
    """
    given = _one(asked)
    if not isinstance(given, str) or not readings(given):
        raise wanted(asked, "province")
    *others, unit = meant(data, given, wanted_era)
    name = listed(data, [unit])[lang]
    if others:
        return Meant(unit, former(data, unit), text("asked.both", lang, name=name))
    [now] = data.units.filter(unit_id=unit)["successor_id"]
    if now is None or wanted_era is not None:
        return Meant(unit, [], "")
    return Meant(unit, [], text("asked.ended", lang, name=name, now=listed(data, [now])[lang]))


def provinces(data: Data, asked: object, wanted_era: str | None, lang: Lang) -> list[Meant]:
    """Return the provinces that one or several names mean."""
    found = [province(data, part, wanted_era, lang) for part in _several(asked)]
    if not found:
        raise UnknownName("nobody")
    return found
