"""The provinces that a written name means, and what to say of a name that means none."""

from __future__ import annotations

from dtia.data import Data
from dtia.data.names import NEAREST, bearers, called, nearest, spelled
from dtia.data.units import land, territory
from dtia.errors import UnknownName, shown
from dtia.i18n import LANGS, Lang
from dtia.views.labels import unit_labels


def meant(data: Data, name: str, era: str | None = None) -> list[str]:
    """Return the provinces that a name means, one id a territory, old ones first.

    They are two where both maps have the name and neither it (`Quảng Trị (cũ)`) nor `era` says
    which. Raises UnknownName for a name that no province has, with the nearest of the map that
    is meant; for one of the other map, with what it became or came from; and for one that two
    provinces of one map have.
    """
    provinces = data.units.filter(level="province")
    found, said = called(spelled(provinces), name)
    if not found:
        raise _unknown(data, name, era or said)
    eras = dict(provinces.select("unit_id", "era").iter_rows())
    lands = list(dict.fromkeys(land(provinces, unit) for unit in found))
    for wanted in filter(None, (said, era)):
        fitting = [u for u in lands if wanted in {eras[own] for own in territory(provinces, u)}]
        if not fitting:
            raise _of_the_other_map(data, lands[0], wanted)
        lands = fitting
    if len({eras[unit] for unit in lands}) < len(lands):
        raise UnknownName("which_place", name=shown(name), units=_with_ids(data, lands))
    return sorted(lands, key=lambda unit: eras[unit], reverse=True)


def former(data: Data, unit_id: str) -> list[str]:
    """Return the provinces that one came from; none where its borders did not change."""
    found = data.units.filter(successor_id=unit_id, level="province")["unit_id"].to_list()
    return found if len(found) > 1 else []


def listed(data: Data, ids: list[str]) -> dict[Lang, str]:
    """Name some units in each language; a dash stands for none."""
    if not ids:
        return dict.fromkeys(LANGS, "–")
    names = {lang: dict(unit_labels(data, lang).iter_rows()) for lang in LANGS}
    return {lang: ", ".join(names[lang][unit] for unit in ids) for lang in LANGS}


def _with_ids(data: Data, ids: list[str]) -> dict[Lang, str]:
    names = {lang: dict(unit_labels(data, lang).iter_rows()) for lang in LANGS}
    return {lang: ", ".join(f'{names[lang][u]} ("{u}")' for u in ids) for lang in LANGS}


def _of_the_other_map(data: Data, unit: str, era: str) -> UnknownName:
    """Say what a province became, or what there was before it."""
    name = listed(data, [unit])
    if era == "63":
        return UnknownName("not_yet", name=name, former=listed(data, former(data, unit)))
    now = data.units.filter(unit_id=unit)["successor_id"].to_list()
    return UnknownName("ended", name=name, now=listed(data, now))


def _unknown(data: Data, name: str, era: str | None) -> UnknownName:
    """Say that a name is that of no province but of another unit, or what it may be a slip of."""
    if bearers(data.units, name):
        return UnknownName("no_province", name=shown(name))
    provinces = data.units.filter(level="province")
    of_map = provinces if era is None else provinces.filter(era=era)
    near = list(dict.fromkeys(land(provinces, unit) for unit in nearest(of_map, name)))
    return UnknownName("unknown_province", name=shown(name), nearest=listed(data, near[:NEAREST]))
