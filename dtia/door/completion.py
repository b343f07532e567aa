"""Tab offers provinces and indicators where a question of IPython or JupyterLab takes them."""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any

import polars as pl

from dtia.data.units import plain

# A call that is being typed, and the text in quotes that stands before the cursor.
CALL = re.compile(r"(\w+)\.(\w+)\(([^()]*)[\"']([^\"']*)$")
# A keyword that the text is given to.
KEYWORD = re.compile(r"(\w+)\s*=\s*\[?[^=]*$")
PROVINCES, INDICATORS = ("province", "provinces", "name"), ("indicator", "indicators")
EITHER = ("a", "b")


def complete() -> None:
    """Register the completion with the running IPython, once."""
    if "IPython" not in sys.modules:
        return
    from IPython import get_ipython

    shell = get_ipython()
    completer = getattr(shell, "Completer", None)
    if completer is None or any(
        getattr(known, "of_dtia", False) for known in completer.custom_matchers
    ):
        return
    completer.custom_matchers.append(_matcher(shell))


def _matcher(shell: Any) -> Any:
    from IPython.core.completer import SimpleCompletion, context_matcher

    def of_dtia(context: Any) -> dict[str, Any]:
        lines = context.full_text.splitlines() or [""]
        before = lines[min(context.cursor_line, len(lines) - 1)][: context.cursor_position]
        typed, options = offered(before, shell.user_ns)
        return {
            "completions": [SimpleCompletion(text=name, type=kind) for name, kind in options],
            "matched_fragment": typed,
            "suppress": bool(options),
        }

    matcher: Any = context_matcher()(of_dtia)
    matcher.of_dtia = True
    return matcher


def offered(before: str, names: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Return what is typed in quotes before the cursor, and what it may become: text and kind."""
    from dtia.door import Ask

    call = CALL.search(before)
    if call is None or not isinstance(asker := names.get(call[1]), Ask):
        return "", []
    asked: Any = getattr(type(asker), call[2], None)
    if not getattr(asked, "is_question", False):
        return "", []
    argument = _argument(call[3], list(inspect.signature(asked).parameters)[1:])
    options: list[tuple[str, str, str]] = []
    if argument in (*PROVINCES, *EITHER):
        options += _provinces(asker.data.units, asker.lang)
    if argument in INDICATORS:
        options += _indicators(asker.data.indicators, asker.lang)
    wanted = plain(call[4])
    found = [(text, kind) for text, kind, spelled in options if wanted in spelled]
    starting = [(t, k) for t, k in found if plain(t).startswith(wanted)]
    return call[4], [*starting, *(option for option in found if option not in starting)]


def _argument(before: str, parameters: list[str]) -> str | None:
    """Name the argument that the text in quotes is given to."""
    whole = re.sub(r"\[[^\]]*\]", "[]", before)
    last = whole.rsplit("[", 1)[0] if "[" in whole.replace("[]", "") else whole
    parts = last.split(",")
    if keyword := KEYWORD.search(parts[-1]):
        return keyword[1]
    place = len(parts) - 1
    return parameters[place] if place < len(parameters) else None


def _provinces(units: pl.DataFrame, lang: str) -> list[tuple[str, str, str]]:
    names = units.filter(level="province").unique(f"name_{lang}", maintain_order=True)
    return [
        (row[f"name_{lang}"], row["era"], f"{plain(row['name_vi'])} {plain(row['name_en'])}")
        for row in names.iter_rows(named=True)
    ]


def _indicators(indicators: pl.DataFrame, lang: str) -> list[tuple[str, str, str]]:
    return [
        (
            row["indicator_id"],
            row[f"name_{lang}"],
            f"{row['indicator_id']} {plain(row['name_vi'])} {plain(row['name_en'])}",
        )
        for row in indicators.iter_rows(named=True)
    ]
