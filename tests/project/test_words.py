"""Words of the project: one for one thing, percent written one way, no count of nothing."""

from __future__ import annotations

import json
import re

import pytest

from dtia.data import Data
from dtia.i18n import LANGS, Lang, counts, of_unit, texts
from dtia.views import reliability
from support.project import ROOT

# What was said before, and what is said instead.
INSTEAD = {
    "vi": {
        "chưa ngã ngũ": "chưa thống nhất",
        "cụm từ gốc": "trích nguyên văn",
        "dòng văn bản": "quá trình ban hành văn bản",
        "kịch bản": "JavaScript",
        "kiểu kế hoạch": "loại kế hoạch",
        "mức so sánh được": "mức độ so sánh",
    },
    "en": {
        "nobody is left": "no longer exist",
        "original phrase": "verbatim quote",
        "quota": "target assigned to each province",
        "the nation's": "the national",
        "page of sources": "sources page",
        r"acts?": "document",
    },
}
# The messages of `dtia check` are for those who edit the tables.
EDITING = ("check.", "hint.")


def prose(lang: Lang) -> dict[str, str]:
    """What a reader reads: texts, cells of notebooks, the glossary and the reasons of grades."""
    said = {key: re.sub(r"\{\w*\}", "", words) for key, words in texts(lang).items()}
    said = {key: words for key, words in said.items() if not key.startswith(EDITING)}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for n, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            tags = cell["metadata"].get("tags", [])
            if cell["cell_type"] == "markdown" and lang in tags:
                said[f"{path.name} {n}"] = "".join(cell["source"])
    for name in ("glossary", "comparability"):
        said[name] = (ROOT / "data" / "raw" / f"{name}.csv").read_text(encoding="utf-8")
    return said


@pytest.mark.parametrize("lang", LANGS)
def test_one_thing_has_one_word(lang: Lang) -> None:
    for place, words in prose(lang).items():
        for old, new in INSTEAD[lang].items():
            found = re.search(rf"\b{old}\b", words, re.IGNORECASE)
            assert not found, f"{place}: say “{new}” rather than “{found}”"


@pytest.mark.parametrize("lang", LANGS)
def test_percent_follows_its_number_without_a_blank(lang: Lang) -> None:
    for place, words in prose(lang).items():
        assert not re.search(r"\d\s%", words), place


@pytest.mark.parametrize("lang", LANGS)
def test_only_what_there_is_is_counted(lang: Lang) -> None:
    said = counts({"met": 0, "near": 0, "missed": 1}, lang)
    assert said == {"vi": "1 chưa đạt", "en": "1 missed"}[lang]


def test_one_point_is_no_points() -> None:
    shown = [of_unit(n, "points", "en") for n in ("+1", "−1", "−1.5", "0")]
    assert shown == ["+1 point", "−1 point", "−1.5 points", "0 points"]


@pytest.mark.parametrize("lang", LANGS)
def test_no_correction_and_no_reading_shows_an_id_or_a_point_for_a_comma(
    data: Data, lang: Lang
) -> None:
    shown = reliability.corrections(data, lang)["action_label"].to_list()
    both = reliability.adjudication(data, lang)
    shown += [*both["first_label"], *both["second_label"]]
    for words in shown:
        assert not re.search(r"[a-z]_[a-z0-9]|\bgrdp\b", words), words
        assert lang == "en" or not re.search(r"\d\.\d", words), words
