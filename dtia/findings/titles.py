"""Claims short enough for the title of a chart: what part of how many says what."""

from __future__ import annotations

import polars as pl

from dtia.analysis.headlines import LEAST
from dtia.data.vocabulary import SAME, SOUND
from dtia.i18n import Lang, quantity, text

# From which share on a part is called what; only all of it is "all".
PARTS = {
    "nearly_all": 0.9, "most": 0.58, "over_half": 0.5, "nearly_half": 0.42, "third": 0.28,
    "quarter": 0.18, "few": 0.0,
}  # fmt: skip


def part(n: int, of: int, lang: Lang) -> str:
    """Say in words what part of a whole some are; the words go before "of the"."""
    if n in (0, of):
        return text("part.all" if n else "part.none", lang)
    if 2 * n == of:
        return text("part.half", lang)
    name = next(name for name, least in PARTS.items() if n >= least * of)
    return text(f"part.{name}", lang)


def title(kind: str, n: int, of: int, lang: Lang, nation: str = "", where: str = "") -> str | None:
    """Word a claim as a title; None where it rests on fewer figures than a claim needs.

    `kind` is `above`, `same` or `below` (beside the nation's figure, or `nation`, as it is
    written) or `lapsed`; `where` says of which provinces.
    """
    if of < LEAST:
        return None
    figure = text("claim.nation", lang, nation=nation) if nation else text("claim.figure", lang)
    words = {"part": part(n, of, lang), "n": n, "of": of, "nation": figure, "where": where}
    said = text(f"claim.{kind}", lang, **words)
    return said[0].upper() + said[1:]


def beside_nation(
    frame: pl.DataFrame, lang: Lang, nation: pl.DataFrame | None = None
) -> str | None:
    """Say how most comparable targets of a frame stand to the nation's.

    `frame` has a row a target, with verdict and grade; grades A and B count. `nation` has value
    and unit of the yardsticks that are drawn: where they state one number, the title says it.
    """
    sound = _sound(frame)
    sides = {
        "same": sound.filter(pl.col("verdict").is_in(SAME)).height,
        "above": sound.filter(verdict="above").height,
        "below": sound.filter(verdict="below").height,
    }
    most = max(sides, key=lambda side: sides[side])
    stated = [] if nation is None else nation.select("value", "unit").unique().rows()
    figure = ""
    if len(stated) == 1:
        [(value, unit)] = stated
        figure = quantity(value, unit, lang)
    return title(most, sides[most], sound.height, lang, figure, _where(frame, lang))


def apart_from_nation(frame: pl.DataFrame, lang: Lang) -> str | None:
    """Say how many comparable targets of a frame are not the nation's; as `beside_nation`."""
    sound = _sound(frame)
    if sound.height < LEAST:
        return None
    sides = {side: sound.filter(verdict=side).height for side in ("above", "below")}
    return text("claim.apart", lang, of=sound.height, where=_where(frame, lang), **sides)


def about(indicator: str, claim: str | None, lang: Lang) -> str | None:
    """Say first what a claim is about, where nothing around it does."""
    if claim is None:
        return None
    return text("claim.about", lang, indicator=indicator, claim=claim[0].lower() + claim[1:])


def _sound(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("grade").is_in(SOUND), pl.col("verdict").is_not_null())


def _where(frame: pl.DataFrame, lang: Lang) -> str:
    """Say of which map the provinces of a frame are, if it is of one."""
    if "map_label" not in frame.columns:
        return ""
    maps = frame["map_label"].drop_nulls().unique()
    if maps.len() != 1:
        return ""
    return " " + text("claim.where", lang, map=maps[0], of=frame["n_of"].drop_nulls()[0])
