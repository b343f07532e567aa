"""The data package: valid for others, with version, licence and sources."""

from __future__ import annotations

import json

import pytest
from frictionless import Package

from dtia.data import Data
from support.project import ROOT


def test_the_data_package_is_valid_for_frictionless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "data" / "clean")
    result = Package("datapackage.json").validate()
    assert result.valid, result.flatten(["title", "note"])


def test_the_data_package_carries_version_licence_and_sources(data: Data) -> None:
    package = json.loads((ROOT / "data/clean/datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == data.version
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["sources"]) == data.sources.height
