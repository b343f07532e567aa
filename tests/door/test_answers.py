"""An answer draws, sets, says and saves itself; nothing found is an answer too."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from rich.cells import cell_len

import dtia
from dtia import charts, views
from dtia.data import Data
from dtia.drawings import draw, heading
from dtia.errors import CannotWrite, NotComparable
from dtia.i18n import LANGS, Lang
from support.project import ROOT

ACCOUNTS, ECONOMY, SILENT = (
    "soc.payment_account",
    "econ.digital_share_grdp",
    "econ.core_digital_share",
)
TONGUES = pytest.mark.parametrize("lang", LANGS)


def test_the_frame_of_an_answer_holds_numbers_as_numbers(data: Data) -> None:
    frame = dtia.ask("vi", data).targets(ECONOMY, 2030).frame
    assert frame.schema["value"] == pl.Float64 and frame.schema["horizon_year"] == pl.Int64


@pytest.mark.report
@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "csv"])
def test_an_answer_is_saved_by_its_ending_and_nothing_else_is_left(
    data: Data, tmp_path: Path, ending: str
) -> None:
    place = tmp_path / f"hình [1].{ending}"
    place.write_text("before")
    assert dtia.ask("vi", data).targets(ECONOMY, 2030).save(str(place)) == place
    start = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "csv": b"\xef\xbb\xbfunit_id"}
    assert place.read_bytes().startswith(start[ending])
    assert list(tmp_path.iterdir()) == [place]


def test_saved_rows_are_those_of_the_table(data: Data, tmp_path: Path) -> None:
    answer = dtia.ask("vi", data).targets(ECONOMY, 2030)
    found, place = answer.table(), answer.save(tmp_path / "so.csv")
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["unit_id"] for row in rows] == found.frame["unit_id"].to_list()
    assert float(rows[0]["value"]) == 30


def test_a_place_that_cannot_be_written_leaves_what_was_there(data: Data, tmp_path: Path) -> None:
    place = tmp_path / "so.csv"
    place.mkdir()
    with pytest.raises(CannotWrite, match=r"so\.csv"):
        dtia.ask("vi", data).targets(ECONOMY, 2030).save(place)
    assert list(tmp_path.iterdir()) == [place]


@TONGUES
@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_terminal_shows_lines_that_fit_and_stand_under_each_other(
    data: Data, lang: Lang, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = repr(dtia.ask(lang, data).targets(ACCOUNTS, 2030).table()).splitlines()
    heads = {"vi": ("Địa phương", "Mục tiêu"), "en": ("Locality", "Target")}[lang]
    head = next(n for n, line in enumerate(shown) if line.startswith(heads[0]))
    rows = shown[head : shown.index("", head)]
    assert all(cell_len(line) <= width for line in rows)
    # The numbers of a column end where its heading ends.
    end = rows[0].index(heads[1]) + len(heads[1])
    stated = [row for row in rows[1:] if re.search(r"\d%$", row[:end].rstrip())]
    assert len(stated) >= 5 and all(row[end - 1] == "%" for row in stated)
    assert "DataFrame" not in "\n".join(shown)


def test_sentences_are_plain_in_a_terminal_and_markdown_in_jupyterlab(data: Data) -> None:
    told = dtia.ask("vi", data).findings().text()
    assert "**" in told.markdown and "**" not in told and f"{told}" == repr(told) == told
    assert told._repr_markdown_() == told.markdown


def test_in_a_plain_terminal_a_refusal_is_a_sentence_and_other_faults_stay(tmp_path: Path) -> None:
    lines = "import dtia\nask = dtia.ask('vi')\nask.gaps('x')\nask.target\n1 / 0\n"
    ran = subprocess.run(
        [sys.executable, "-i", "-q"], input=lines, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    before, _, after = ran.stderr.partition("ZeroDivisionError")
    assert "“x”: ở đây cần kiểu khoảng cách" in ran.stderr and "ask.target;" in ran.stderr
    assert before.count("Traceback") == 1 and after


@pytest.mark.report
def test_numbers_that_measure_different_things_never_share_an_axis(data: Data) -> None:
    both = [views.targets(data, name, "vi", 2030) for name in (ACCOUNTS, ECONOMY)]
    spec = charts.targets(pl.concat(both, how="diagonal"), "vi").to_dict()
    panels = spec["concat"][0]["vconcat"]
    names = [" ".join(panel["title"]["text"]) if isinstance(panel["title"]["text"], list)
             else panel["title"]["text"] for panel in panels]  # fmt: skip
    assert len(panels) == 2 and all("2030" in name for name in names)
    for frame in both:
        assert any(frame["indicator_name"][0] in name for name in names)
        assert frame["indicator_name"][0] in heading(spec)
    assert spec["concat"][0]["resolve"] == {"scale": {"x": "independent"}}
    assert draw(spec, "both").file.startswith("<svg")
    tiers = charts.targets(views.targets(data, "gov.records_online", "vi", 2030), "vi").to_dict()
    assert len(tiers["concat"][0]["vconcat"]) > 1
    for chart in (charts.tiers, charts.steps):
        with pytest.raises(NotComparable):
            chart(pl.concat(both, how="diagonal"), "vi")


def silent_pairs(data: Data) -> list[tuple[str, int]]:
    stated = data.targets.select("indicator_id", "horizon_year").unique()
    searched = data.coverage.filter(coverage="not_found").select("indicator_id", "horizon_year")
    return sorted(
        searched.unique().join(stated, on=["indicator_id", "horizon_year"], how="anti").iter_rows()
    )


@pytest.mark.report
def test_every_pair_that_was_searched_without_success_has_sentences_a_table_and_a_chart(
    data: Data,
) -> None:
    pairs = silent_pairs(data)
    assert len(pairs) > 50
    for n, (indicator, year) in enumerate(pairs):
        found = dtia.ask(LANGS[n % 2], data).targets(indicator, year)
        spec = found.chart().to_dict()
        names = set(found.frame["unit_label"])
        assert names and all(name in spec["description"] for name in names)
        assert str(year) in heading(spec)
        assert found.text() and found.table().frame.height == found.frame.height


@TONGUES
def test_a_chart_of_nothing_found_names_who_was_searched(data: Data, lang: Lang) -> None:
    frame = views.targets(data, SILENT, lang, 2025)
    spec = charts.targets(frame, lang).to_dict()
    drawing = draw(spec, "silence")
    assert {row["unit_label"] for row in drawing.said.rows} == set(frame["unit_label"])
    assert all(name in drawing.file for name in frame["unit_label"].unique())


@TONGUES
def test_what_nobody_searched_is_told_from_what_was_not_found(data: Data, lang: Lang) -> None:
    ask = dtia.ask(lang, data)
    nobody = ask.targets(ECONOMY, 2077)
    assert {"vi": "Chưa tra cứu", "en": "not been searched for"}[lang] in nobody.text()
    assert "2030" in nobody.text() and nobody.chart().to_dict()["description"]
    assert nobody._repr_mimebundle_()["text/html"] and str(nobody.text()) in repr(nobody)
    searched = ask.targets(SILENT, 2025)
    assert {"vi": "chưa tìm thấy con số", "en": "no figure found"}[lang] in searched.text()


@pytest.mark.report
@TONGUES
def test_a_question_without_any_row_still_answers_in_every_form(data: Data, lang: Lang) -> None:
    ask = dtia.ask(lang, data)
    for found in (
        ask.compare("Lai Châu", "econ.core_digital_share", 2077),
        ask.gaps("national", ACCOUNTS, 2077),
        ask.gaps("observed", "econ.core_digital_share"),
        ask.mergers("econ.core_digital_share", 2030),
        ask.scorecard(2077),
        ask.scorecard(2025, province="Lai Châu", verdict="dropped"),
        ask.dti(2077),
        ask.map(SILENT, 2025),
        ask.regions(SILENT, 2077),
        ask.steps(SILENT),
        ask.bearing(2077),
        ask.ambition(2077),
        ask.coverage("soc.smartphone", era=34),
    ):
        assert found.text() and repr(found) and found._repr_mimebundle_()["text/html"]
        assert draw(found.chart().to_dict(), "empty").file.startswith("<svg")


@pytest.mark.report
@TONGUES
def test_a_province_without_any_figure_has_a_profile(data: Data, lang: Lang) -> None:
    known = {*data.targets["unit_id"], *data.observations["unit_id"]}
    bare = data.units.filter(~pl.col("unit_id").is_in(list(known)), level="province")["unit_id"]
    empty = {name: getattr(data, name).clear() for name in ("targets", "observations", "gaps")}
    for unit, held in [("lai_chau_34", empty), *((unit, {}) for unit in bare)]:
        from dataclasses import replace

        ask = dtia.ask(lang, replace(data, **held))
        for found in (ask.province(unit), *(ask.province(unit, part) for part in (
            "targets", "national", "measured", "merged", "region", "searched"))):  # fmt: skip
            assert found.text() and repr(found) and found._repr_mimebundle_()["text/html"]
