"""Drawings: the same bytes each time, with words for who cannot see them, ready for print."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtia.drawings import Drawing, Rows, exported, rendered, write_figures
from dtia.files import Together
from support.project import ROOT, snapshot


def square(width: int) -> Drawing:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<rect width="{width}" height="9"/></svg>'
    )
    return Drawing("", drawn, drawn, Rows({}, []))


def written(drawing: Drawing, folder: Path, *formats: str) -> list[str]:
    """Export a drawing; return the names of the files that were written anew."""
    before = {path: path.stat().st_ino for path in folder.iterdir()}
    with Together() as files:
        write_figures(
            [exported({"x": drawing}, folder, formats, lambda _: None, rendered)], folder, files
        )
    pictures = (path for path in folder.iterdir() if path.stem == "x")
    return sorted(path.name for path in pictures if path.stat().st_ino != before.get(path))


def test_a_figure_that_is_whole_and_of_the_same_drawing_stays(tmp_path: Path) -> None:
    assert written(square(1), tmp_path, "svg", "png", "pdf") == ["x.pdf", "x.png", "x.svg"]
    before = snapshot(tmp_path)
    assert written(square(1), tmp_path, "svg", "png", "pdf") == []
    assert snapshot(tmp_path) == before


def test_a_figure_of_an_older_drawing_is_drawn_again(tmp_path: Path) -> None:
    written(square(1), tmp_path, "svg", "png")
    assert written(square(9), tmp_path, "svg") == ["x.svg"]
    assert written(square(9), tmp_path, "svg", "png") == ["x.png"]


@pytest.mark.parametrize("name", ["x.png", "x.pdf", "x.svg"])
def test_a_cut_figure_is_mended_though_it_is_younger_than_its_drawing(
    tmp_path: Path, name: str
) -> None:
    written(square(1), tmp_path, "svg", "png", "pdf")
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    assert written(square(1), tmp_path, "svg", "png", "pdf") == [name]
    if name != "x.pdf":
        assert (tmp_path / name).read_bytes() == whole


@pytest.mark.parametrize("spoilt", ["", "[]", '{"files": []}', '{"files": {"x.png": 1}}'])
def test_without_a_manifest_to_believe_figures_are_drawn_again(tmp_path: Path, spoilt: str) -> None:
    written(square(1), tmp_path, "svg", "png")
    (tmp_path / "dtia-files.json").write_text(spoilt, encoding="utf-8")
    (tmp_path / "x.png").write_bytes(b"cut")
    assert written(square(1), tmp_path, "svg", "png") == ["x.png"]


def test_a_png_is_made_for_print_at_300_dpi() -> None:
    drawing = (ROOT / "figures/gaps_accounts.vi.svg").read_text(encoding="utf-8")
    png = rendered(drawing, "png")
    chunk = png.index(b"pHYs") + 4
    per_metre = int.from_bytes(png[chunk : chunk + 4], "big")
    assert round(per_metre * 0.0254) == 300
