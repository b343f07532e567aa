"""What a chart draws: its file, and the rows of its data."""

from __future__ import annotations

from typing import Any

from dtia.drawings import draw


def svg(spec: dict[str, Any], name: str) -> str:
    """Draw a chart as the file that is exported."""
    return draw(spec, name).file


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]
