"""The provinces that a reader of the report can pick, by the names they know."""

from __future__ import annotations

from dtia.data import Data
from dtia.data.units import plain, territory
from dtia.i18n import Lang, sort_key, text
from dtia.views.labels import unit_labels

Option = dict[str, object]


def provinces(data: Data, lang: Lang, profiles: dict[str, str]) -> list[Option]:
    """Return an option for each province of either map, in Vietnamese order.

    Keys: id, name, about (what it came from, or what became of it), labels (by which charts and
    tables name it; a merged province answers to those of the provinces it came from, too), search
    (without accents) and profile (its place in `profiles`, blank where there is none). A
    territory that the merger left alone is one option.
    """
    names = dict(unit_labels(data, lang).iter_rows())
    units = data.units.filter(level="province")
    options: list[Option] = []
    for unit, era, now in units.select("unit_id", "era", "successor_id").iter_rows():
        whole = territory(units, unit)
        if unit != whole[-1]:
            continue
        former = units.filter(successor_id=unit)["unit_id"].to_list()
        labels = list(dict.fromkeys(names[one] for one in [unit, *former]))
        key = "unmoved" if len(whole) > 1 else "former" if era == "63" else "merged"
        about = text(
            f"pick.{key}", lang,
            now=names.get(now or "", ""),
            former=", ".join(sorted((names[one] for one in former), key=sort_key)),
        )  # fmt: skip
        options.append(
            {
                "id": unit,
                "name": names[unit],
                "about": about,
                "labels": labels,
                "search": plain(" ".join(labels)),
                "profile": profiles.get(unit, ""),
            }
        )
    return sorted(options, key=lambda option: sort_key(str(option["name"])))
