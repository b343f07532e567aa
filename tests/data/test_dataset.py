"""The tables as they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.data import Data, load
from dtia.data.clean import CLEAN


def test_loading_without_a_build_names_the_command(project: Path) -> None:
    from dtia.errors import MissingData

    (project / "data/clean/gaps.csv").unlink()
    with pytest.raises(MissingData, match="no gaps; run in a Terminal: dtia build"):
        load(project / "data")


def test_the_clean_tables_fit_their_contract(data: Data) -> None:
    for name, model in CLEAN.items():
        model.validate(getattr(data, name), lazy=True)


def test_sixty_three_provinces_have_their_dti_rank_of_2022(data: Data) -> None:
    ranks = data.observations.filter(indicator_id="rank.dti", period="2022")
    assert ranks["unit_id"].n_unique() == ranks.height == 63
    assert ranks["base_id"].unique().to_list() == ["provinces_63"]
