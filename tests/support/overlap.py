"""What is wrong with the words of a drawing: where they overlap, are cut, crossed or outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dtia.charts.fonts import FACES, FONT, LETTERS, font

# Boxes of letters may touch by this much, in pixels: below the letters a box has room for more.
HAIR = 2
# A halo as wide as this closes the space between two words, so that no line shows within it.
HALO = 6
LOAD = """(font) => Promise.all(
  [400, 700].map((weight) => document.fonts.load(`${weight} 12px ${font}`)))"""
MEASURE = """([hair, halo]) => {
  const svg = document.querySelector("svg"), picture = svg.getBoundingClientRect();
  const has = (shape) => getComputedStyle(shape).opacity > 0;
  const words = [...svg.querySelectorAll("text")].flatMap((text) => {
    const lines = text.querySelectorAll("tspan");
    return [...(lines.length ? lines : [text])].map((line) => ({
      said: line.textContent.trim(), box: line.getBoundingClientRect(), text,
      halo: text.getAttribute("stroke") ? +text.getAttribute("stroke-width") : 0,
    }));
  }).filter(({said, text}) => said && has(text));
  const shared = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];
  const meet = (a, b) => shared(a, b).every((length) => length > hair);
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const plain = words.filter((word) => !word.halo), faults = [];
  const haloed = ({said, box}, line) => words.some((word) =>
    word.halo >= halo && word.said === said && after(line, word.text)
    && Math.abs(word.box.left - box.left) < 1 && Math.abs(word.box.top - box.top) < 1);
  plain.forEach((word, i) => {
    const {said, box} = word;
    if (said.includes("…")) faults.push(`cut: ${said}`);
    if (box.left < picture.left - 1 || box.right > picture.right + 1
        || box.top < picture.top - 1 || box.bottom > picture.bottom + 1)
      faults.push(`outside: ${said}`);
    for (const other of plain.slice(i + 1))
      if (meet(box, other.box)) faults.push(`overlap: ${said} | ${other.said}`);
  });
  // The grid is the ground that all stand on; every other line is a rule.
  const rules = svg.querySelectorAll(
    ".mark-rule:not(.role-axis-grid) > *, .mark-line > path, .mark-trail > path");
  for (const rule of rules) {
    if (!has(rule)) continue;
    const matrix = rule.getScreenCTM(), length = rule.getTotalLength(), points = [];
    for (let at = 0; at <= length; at += 2)
      points.push(rule.getPointAtLength(at).matrixTransform(matrix));
    for (const word of plain) {
      const {left, right, top, bottom} = word.box;
      const crosses = points.some(({x, y}) =>
        x > left + hair && x < right - hair && y > top + hair && y < bottom - hair);
      if (crosses && !haloed(word, rule)) faults.push(`crossed: ${word.said}`);
    }
  }
  for (const shape of svg.querySelectorAll(".mark-symbol > path, .mark-rect > path")) {
    const {fill, opacity} = getComputedStyle(shape);
    if (fill === "none" || opacity < 0.5) continue;
    const box = shape.getBoundingClientRect();
    for (const word of plain)
      if (meet(box, word.box) && after(word.text, shape)) faults.push(`covered: ${word.said}`);
  }
  return [...new Set(faults)];
}"""


def page(browser: Any) -> Any:
    """Open an empty page that has the font that charts are drawn in."""
    opened = browser.new_page(viewport={"width": 1600, "height": 1200})
    faces = "".join(
        f"@font-face {{ font-family: {FONT}; font-weight: {weight};"
        f" src: url(data:font/ttf;base64,{font(name, LETTERS)}) }}"
        for name, weight in FACES.items()
    )
    opened.set_content(f"<style>{faces} svg {{ display: block }}</style><div id=drawing></div>")
    opened.evaluate(LOAD, FONT)
    return opened


def faults(opened: Any, drawing: str) -> list[str]:
    """Draw an SVG and say what is wrong with its words."""
    opened.evaluate("(svg) => { document.querySelector('#drawing').innerHTML = svg }", drawing)
    found: list[str] = opened.evaluate(MEASURE, [HAIR, HALO])
    return found


def of_folder(opened: Any, folder: Path) -> dict[str, list[str]]:
    """Say for each figure of a folder what is wrong with its words; nothing for sound ones."""
    found = {path.name: faults(opened, path.read_text("utf-8")) for path in folder.glob("*.svg")}
    return {name: wrong for name, wrong in sorted(found.items()) if wrong}
