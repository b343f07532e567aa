"""The provinces that a reader of the report can pick, by the names they know."""

from __future__ import annotations

import polars as pl

from dtia.data import Data
from dtia.data.lists import entries
from dtia.data.names import readings
from dtia.data.units import territory
from dtia.data.vocabulary import ERAS
from dtia.i18n import Lang, sort_key, text
from dtia.views.labels import unit_labels

Option = dict[str, object]


def provinces(data: Data, lang: Lang, profiles: dict[str, str]) -> list[Option]:
    """Return an option for each province of either map, in Vietnamese order.

    Keys: id, name, about (what it came from, or what became of it), labels (by which charts and
    tables name it; a merged province answers to those of the provinces it came from, too), now
    (whether it is a province of today), city, spelled, dated and came_from (how people type its
    names, without and with the era, and those of what it came from) and profile (its place in
    `profiles`, blank where there is none). A
    territory that the merger left alone is one option.
    """
    names = dict(unit_labels(data, lang).iter_rows())
    units = data.units.filter(level="province")
    cities = units.filter(type="city")["unit_id"].to_list()
    options: list[Option] = []
    for unit, era, now in units.select("unit_id", "era", "successor_id").iter_rows():
        whole = territory(units, unit)
        if unit != whole[-1]:
            continue
        former = units.filter(successor_id=unit)["unit_id"].to_list()
        labels = list(dict.fromkeys(names[one] for one in [unit, *former]))
        standing = "unmoved" if len(whole) > 1 else "former" if era == "63" else "merged"
        about = text(
            f"pick.{standing}", lang,
            now=names.get(now or "", ""),
            former=", ".join(sorted((names[one] for one in former), key=sort_key)),
        )  # fmt: skip
        options.append(
            {
                "id": unit,
                "name": names[unit],
                "about": about,
                "labels": labels,
                "now": era == "34",
                "city": unit in cities,
                "spelled": _spelled(units, whole, dated=False),
                "dated": _spelled(units, whole, dated=True),
                "came_from": _spelled(units, former, dated=True) if len(former) > 1 else "",
                "profile": profiles.get(unit, ""),
            }
        )
    return sorted(options, key=lambda option: sort_key(str(option["name"])))


def _spelled(units: pl.DataFrame, ids: list[str], dated: bool) -> str:
    """Write the names of some units as they are looked for, where `dated` with their era."""
    rows = units.filter(pl.col("unit_id").is_in(ids)).select("era", "name_vi", "name_en", "aliases")
    eras = [word for era in rows["era"] for word in ERAS[era]] if dated else [""]
    written = [
        name for _, *names, aliases in rows.iter_rows() for name in [*names, *entries(aliases)]
    ]
    spelled = dict.fromkeys(
        spelling.key for name in written for spelling in readings(name)[0].spellings
    )
    return " ".join(f"{name}{era}" for name in spelled for era in eras)
