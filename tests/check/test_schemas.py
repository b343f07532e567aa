"""Every form that a column can have is told in words, and sieved as pandera does."""

from __future__ import annotations

import pytest

from dtia.check.schemas import HINTS, WANTS
from dtia.data.raw import RAW
from dtia.i18n import LANGS, text

CHECKS = [
    (table, name, check)
    for table, (_, model, _) in RAW.items()
    for name, column in model.to_schema().columns.items()
    for check in column.checks
]


@pytest.mark.parametrize("place", [pytest.param(c, id=f"{c[0]}.{c[1]}") for c in CHECKS])
def test_the_sieve_knows_every_check_of_a_column(place: tuple[str, str, object]) -> None:
    assert str(getattr(place[2], "name", "")) in WANTS


def test_every_form_is_told_in_words() -> None:
    forms = {
        getattr(pattern, "pattern", pattern)
        for *_, check in CHECKS
        if (pattern := check.statistics.get("pattern"))
    }
    assert forms == HINTS.keys()
    for lang in LANGS:
        assert not any(sign in text(key, lang) for key in HINTS.values() for sign in "^$[]")
