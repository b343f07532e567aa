"""The tables as they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.data import Data, load, read_raw
from dtia.data.clean import CLEAN
from support.project import ROOT


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


def test_the_acts_with_a_figure_in_the_tables_are_those_that_were_read(data: Data) -> None:
    raw, _ = read_raw(ROOT / "data")
    tables = ("targets", "dti_versions", "dti_weights")
    quoted = {act for table in tables for act in raw[table]["document_id"] if act}
    read = data.documents.filter(data.documents["read"] != "none")
    assert set(read["document_id"]) == quoted
