"""The colours of charts and pages are told apart by everybody, on paper, in grey and in the dark.

Colour blindness is simulated after G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009, 1291-1298: their matrices for severity 1.0, on
linear RGB. Differences are CIEDE2000 (G. Sharma, W. Wu and E. N. Dalal, Color Research and
Application 30 (1), 2005, 21-30), contrasts those of WCAG 2.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dtia.charts import theme
from dtia.charts.theme import DARK, FILLS, INK
from support.project import ROOT

Vector = NDArray[np.float64]

COLOURS = [
    "INK", "SOFT", "QUIET", "GRID", "WASH", "PAPER", "ACCENT", "PALE", "MILD", "NATION", "AMBER",
]  # fmt: skip
NAMES: dict[str, str] = {name: getattr(theme, name) for name in COLOURS}
SCREENS = {"light": NAMES, "dark": {name: DARK[colour] for name, colour in NAMES.items()}}
# Machado, Oliveira and Fernandes (2009), severity 1.0.
BLIND = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Rec. 709: what each channel adds to luminance.
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
EYES = {
    "usual": np.eye(3),
    **{name: np.array(rows) for name, rows in BLIND.items()},
    "grey": np.tile(LUMINANCE, (3, 1)),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])

# A difference of 1 is just seen between large patches that touch. Marks are dots and lines a few
# pixels wide that do not touch, where several times as much is needed; ten is seen at a glance.
APART = 10.0
# Marks of one chart that mean different things: the nation's figure, one in force, one in
# dispute; the provinces picked among all.
MEANINGS = [("ACCENT", "NATION"), ("ACCENT", "QUIET"), ("NATION", "QUIET")]
# Fills of cells and tiles. In grey two of them may look alike: each cell holds a sign or a number.
FILLED = ["ACCENT", "PALE", "AMBER", "WASH"]
# Shades that repeat the number in a cell, from few to many.
SHADES = ["PAPER", "MILD", "PALE"]
# Where letters stand: names of text colours, and the grounds under them.
LETTERS = [
    *(("INK", ground) for ground in ("PAPER", "WASH", "MILD", "PALE", "AMBER")),
    *(("SOFT", ground) for ground in ("PAPER", "WASH", "MILD")),
    *(("ACCENT", ground) for ground in ("PAPER", "WASH")),
    ("NATION", "PAPER"),
    ("PAPER", "ACCENT"),
]
# GRID only guides the eye. PALE, MILD, AMBER and WASH are grounds: what they mean is said by the
# sign or the number in them, which has contrast of its own.
MARKS = ["ACCENT", "NATION", "QUIET", "SOFT", "INK"]
HEX = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")

BOTH = pytest.mark.parametrize("screen", SCREENS)


def linear(colour: str) -> Vector:
    """Return linear RGB, 0 to 1."""
    coded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def lab(rgb: Vector) -> Vector:
    """Return CIELAB (D65) of linear RGB."""
    part = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    x, y, z = np.where(part > 216 / 24389, np.cbrt(part), (24389 / 27 * part + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one: Vector, other: Vector) -> float:
    """Return the CIEDE2000 difference of two CIELAB colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    more = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = np.hypot(a1 * more, b1), np.hypot(a2 * more, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * more)) % 360 for a, b in ((a1, b1), (a2, b2)))
    grey = c1 * c2 == 0
    turn = 0 if grey else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    level, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    t = 1 + sum(size * np.cos(np.radians(n * hue + shift)) for size, n, shift in waves)
    sl = 1 + 0.015 * (level - 50) ** 2 / np.sqrt(20 + (level - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    rt = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(np.radians(bend))
    light, colour, hue = dl / sl, dc / sc, dh / sh
    return float(np.sqrt(light**2 + colour**2 + hue**2 + rt * colour * hue))


def difference(one: str, other: str, eyes: str) -> float:
    return ciede2000(*(lab(EYES[eyes] @ linear(colour)) for colour in (one, other)))


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ LUMINANCE) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # pairs 1, 7, 17, 20 and 25 of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_difference_is_that_of_the_published_pairs(
    one: Vector, other: Vector, expected: float
) -> None:
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(np.array(other), np.array(one)) == pytest.approx(expected, abs=5e-5)


def test_the_simulation_leaves_grey_alone_and_takes_red_from_green() -> None:
    for rows in BLIND.values():
        np.testing.assert_allclose(np.sum(rows, axis=1), 1, atol=2e-6)
    red, green = "#c00000", "#5a7d00"
    assert difference(red, green, "usual") > 40
    assert difference(red, green, "deuteranopia") < 20
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@BOTH
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("pair", MEANINGS, ids="-".join)
def test_marks_that_mean_different_things_look_different(
    pair: tuple[str, str], eyes: str, screen: str
) -> None:
    assert difference(*(SCREENS[screen][name] for name in pair), eyes) >= APART


@BOTH
@pytest.mark.parametrize("eyes", [name for name in EYES if name != "grey"])
def test_fills_look_different_in_every_colour_vision(eyes: str, screen: str) -> None:
    for pair in combinations(FILLED, 2):
        assert difference(*(SCREENS[screen][name] for name in pair), eyes) >= APART, pair


@BOTH
def test_a_cell_of_coverage_is_told_by_its_sign_where_colour_fails(screen: str) -> None:
    shown = {NAMES[name]: SCREENS[screen][name] for name in NAMES}
    signs = [look.sign for look in FILLS.values()]
    assert len(set(signs)) == len(signs)
    for kind, look in FILLS.items():
        assert contrast(shown[look.ink], shown[look.cell]) >= 3, kind


@BOTH
def test_shades_grow_darker_or_lighter_with_the_number(screen: str) -> None:
    shades = [SCREENS[screen][name] for name in SHADES]
    levels = [lab(linear(colour))[0] for colour in shades]
    assert levels == sorted(levels, reverse=screen == "light")
    assert all(difference(*pair, "grey") >= 3 for pair in pairwise(shades))


@BOTH
@pytest.mark.parametrize(("letters", "ground"), LETTERS)
def test_letters_are_legible_on_every_ground(letters: str, ground: str, screen: str) -> None:
    assert contrast(SCREENS[screen][letters], SCREENS[screen][ground]) >= 4.5


@BOTH
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_out_from_the_paper(mark: str, screen: str) -> None:
    assert contrast(SCREENS[screen][mark], SCREENS[screen]["PAPER"]) >= 3


def test_every_colour_has_its_partner_on_a_dark_screen() -> None:
    assert set(DARK) == set(NAMES.values())
    assert len(set(DARK.values())) == len(NAMES) == len(set(NAMES.values()))


def test_no_module_but_the_theme_names_a_colour() -> None:
    for path in (ROOT / "dtia").rglob("*.py"):
        if path.name != "theme.py":
            source = path.read_text(encoding="utf-8")
            assert not re.findall(rf"[\"'=: ]{HEX.pattern}|\b(?:rgb|hsl)a?\(", source), path.name


def test_every_colour_of_a_figure_is_of_the_palette(report: Path) -> None:
    figures = sorted((report / "figures").glob("*.svg"))
    assert figures
    for figure in figures:
        drawn = figure.read_text(encoding="utf-8")
        values = re.findall(r"\b(?:fill|stroke|stop-color|color)(?:=\"|:\s*)([^\";]+)", drawn)
        named = {value for value in values if not value.startswith("url(")}
        assert INK in named
        assert named <= {*NAMES.values(), "none", "transparent"}, figure.name
