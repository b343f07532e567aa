"""Names of provinces in the text of the report lead to profiles."""

from __future__ import annotations

from dtia.report.mentions import linked
from dtia.report.notebook_files import MARKDOWN

PLACES = {
    "Quảng Trị (cũ)": "profiles/quang-tri-63.html", "Hà Nam": "profiles/ha-nam-63.html",
    "Huế": "profiles/hue-34.html",
}  # fmt: skip


def set_as_html(markdown: str) -> str:
    tokens = linked(MARKDOWN.parse(markdown), PLACES)
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def test_a_whole_name_becomes_a_link_wherever_it_stands() -> None:
    html = set_as_html("- 2 tỉnh (Huế, **Hà Nam**); Quảng Trị (cũ).")
    for name, place in PLACES.items():
        assert f'<a href="{place}">{name}</a>' in html
    assert html.count("<a ") == 3 and "2 tỉnh (" in html


def test_a_part_of_a_word_a_bare_name_and_a_heading_stay_as_they_are() -> None:
    html = set_as_html("# Huế\n\nHuếx, Quảng Trị, `Huế`, [Huế](#there) & <b>Huế</b>")
    assert html.count("<a ") == 2 and "<h1>Huế</h1>" in html and 'href="#there">Huế</a>' in html
    assert "<code>Huế</code>" in html and "<b>" not in html


def test_without_profiles_nothing_is_linked() -> None:
    assert linked(MARKDOWN.parse("Huế"), {})[1].children[0].content == "Huế"  # type: ignore[index]
