"""Drawings: the same bytes each time, with words for who cannot see them, ready for print."""

from __future__ import annotations

from pathlib import Path

from dtia.drawings import write_figure
from support.project import ROOT


def test_a_png_older_than_its_svg_is_drawn_again(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<rect width="{}" height="9"/></svg>'
    )
    write_figure(drawing.format(1), "x", tmp_path, ("svg", "png"))
    first = (tmp_path / "x.png").read_bytes()
    write_figure(drawing.format(9), "x", tmp_path, ("svg",))
    write_figure(drawing.format(9), "x", tmp_path, ("svg", "png"))
    assert (tmp_path / "x.png").read_bytes() != first


def test_a_png_is_made_for_print_at_300_dpi(tmp_path: Path) -> None:
    drawing = (ROOT / "figures/gaps_accounts.vi.svg").read_text(encoding="utf-8")
    write_figure(drawing, "gaps", tmp_path, ("png",))
    png = (tmp_path / "gaps.png").read_bytes()
    chunk = png.index(b"pHYs") + 4
    per_metre = int.from_bytes(png[chunk : chunk + 4], "big")
    assert round(per_metre * 0.0254) == 300
