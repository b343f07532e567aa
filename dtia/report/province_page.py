"""The page of a province: two printed sheets of what it promises and what was measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

import polars as pl
from markupsafe import Markup

from dtia import charts, views
from dtia.charts.fonts import FEW_LETTERS
from dtia.data import Data
from dtia.data.units import land
from dtia.data.vocabulary import CORE
from dtia.drawings import draw
from dtia.errors import UnknownName, shown
from dtia.i18n import Lang, other, sort_key, text
from dtia.report import contest
from dtia.report import province_rows as profilerows
from dtia.report.pages import render
from dtia.report.province_rows import Row, Shared
from dtia.views.labels import unit_labels
from dtia.views.places import meant

FOLDER = "profiles"
# How many entries two sheets hold; what is beyond is counted in words.
MOST = {"core": 22, "others": 15, "values": 5, "acts": 6, "sources": 25}
# How many targets and series of values they hold together, and of these in any case.
ROOM, LEAST_MEASURED = 44, 5


def profile_place(data: Data, unit_id: str, lang: Lang) -> str:
    """Return where the page of a province stands, relative to the folder of the report.

    A territory that the merger left alone has one page, under its id of today.
    """
    name = land(data.units, unit_id).replace("_", "-")
    return f"{FOLDER}/{name}.html" if lang == "vi" else f"{FOLDER}/{name}.{lang}.html"


def profile_ids(data: Data) -> list[str]:
    """Return the provinces that have a page, one id a territory, in Vietnamese order."""
    provinces = data.units.filter(level="province").select("unit_id", "name_vi")
    names = {land(data.units, unit): name for unit, name in provinces.iter_rows()}
    return sorted(names, key=lambda unit: (sort_key(names[unit]), unit))


def profile_pages(data: Data, unit_ids: Sequence[str], lang: Lang) -> Iterator[tuple[str, str]]:
    """Make the pages of some provinces in one language: the place of each, and its HTML."""
    common = profilerows.shared(data, lang)
    stated = views.among(data, common.national)
    for unit_id in unit_ids:
        today = land(data.units, unit_id)
        drawing = drawn(views.strips(stated, today), common.names[today], lang)
        yield profile_place(data, unit_id, lang), profile_page(data, unit_id, common, drawing, lang)


def choose(
    data: Data, name: str, era: str | None, lang: Lang, ask: Callable[[str], str] | None
) -> str:
    """Return the province that a name means; where two bear it, `ask` which era.

    `ask` puts a question and returns "63" or "34"; without it a name of two raises UnknownName,
    as does a name that no province has, in words for the reader.
    """
    found = meant(data, name, era)
    if len(found) == 1:
        return found[0]
    names = dict(unit_labels(data, lang).iter_rows())
    eras = dict(data.units.select("unit_id", "era").iter_rows())
    choices = "; ".join(f"--era {eras[unit]}: {names[unit]}" for unit in found)
    question = UnknownName("which_profile", name=shown(name), choices=choices)
    if ask is None:
        raise question
    return choose(data, name, ask(question.said(lang)), lang, None)


def drawn(frame: pl.DataFrame, name: str, lang: Lang) -> str:
    """Draw the `strips` of a province as SVG; nothing where it states no core target."""
    if frame.is_empty():
        return ""
    return draw(charts.among(frame, text("strips.title", lang, name=name), lang), "strips").page


def profile_page(data: Data, unit_id: str, common: Shared, drawing: str, lang: Lang) -> str:
    """Set the page of one province: static HTML that prints on two sheets of A4.

    `drawing` is an SVG that goes with it, or nothing.
    """
    unit_id = land(data.units, unit_id)
    name = common.names[unit_id]
    targets = profilerows.own(data, unit_id, common.targets)
    acts = profilerows.acts(data, targets, lang)
    reasons: dict[str, str] = {}
    stated = profilerows.merged(targets, common, reasons, acts, lang)
    full = {
        "core": [row for row in stated if row["topic"] in CORE],
        "others": [row for row in stated if row["topic"] not in CORE],
        "measured": profilerows.measured(data, unit_id, common, lang),
    }
    shown = _that_fit(full)
    tables = ("targets", "observations")
    searched = {table: profilerows.searched(data, unit_id, table, lang) for table in tables}
    numbers = profilerows.numbered([*chain(*shown.values()), *searched.values()])
    return render(
        "profile.html.j2",
        data,
        lang,
        [],
        letters=FEW_LETTERS,
        text=lambda key, **values: text(key, lang, **values),
        css=css_string,
        unit_id=unit_id,
        form=contest.form(data, lang, name),
        name=name,
        kin=profilerows.kin(data, unit_id, common, lang),
        known=profilerows.known(data, unit_id),
        topics=profilerows.topics(data, unit_id, shown["core"], full["core"], lang),
        others=shown["others"],
        measured=shown["measured"],
        more_of={part: len(rows) - len(shown[part]) for part, rows in full.items()},
        due=profilerows.due(targets, lang),
        due_year=profilerows.DUE,
        yardsticks=profilerows.yardsticks(targets),
        reasons=reasons,
        searched=searched,
        place=lambda unit: PurePosixPath(profile_place(data, unit, lang)).name,
        most=MOST,
        acts=acts,
        sources=profilerows.sources(data, numbers, lang),
        numbers=numbers,
        drawing=Markup(drawing),
        other_place=PurePosixPath(profile_place(data, unit_id, other(lang))).name,
    )  # fmt: skip


def _that_fit(full: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Choose the rows that two sheets hold."""
    # What held at issue takes a line of its own.
    more = sum(bool(row["at_issue"]) for row in full["core"])
    core = profilerows.evenly(full["core"], MOST["core"] - more)
    others = full["others"][: MOST["others"]]
    left = ROOM - len(core) - more - len(others)
    measured = full["measured"][: max(left, LEAST_MEASURED)]
    return {"core": core, "others": others, "measured": measured}


def css_string(words: str) -> str:
    """Write a text as a CSS string that no text can leave, nor the style it stands in."""
    safe = re.sub(r"[^\w .,+:–-]", lambda sign: f"\\{ord(sign[0]):x} ", words)
    return f'"{safe}"'
