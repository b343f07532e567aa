"""Tab offers provinces and indicators where a question of IPython or JupyterLab takes them."""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any

import polars as pl

from dtia.data.lists import entries
from dtia.data.names import key, plain
from dtia.i18n import LANGS, Lang, section_of

# A call that is being typed, and the text in quotes that stands before the cursor.
CALL = re.compile(r"(\w+)\.(\w+)\(([^()]*)[\"']([^\"']*)$")
# A keyword that the text is given to.
KEYWORD = re.compile(r"(\w+)\s*=\s*\[?[^=]*$")
PROVINCES = ("province", "provinces", "name", "a", "b")
INDICATORS = ("indicator", "indicators")
# Arguments that take one of a closed list, and the texts that label it.
CLOSED = {
    "kind": "gap_kind", "verdict": "verdict", "topic": "topic", "peers": "peers", "tier": "tier",
    "by": "scorecard_by",
}  # fmt: skip
Option = tuple[str, str, str]


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
    wanted = plain(call[4])
    found = [
        (text, kind)
        for text, kind, spelled in _options(argument, call[2], asker, wanted)
        if wanted in spelled
    ]
    starting = [option for option in found if plain(option[0]).startswith(wanted)]
    return call[4], [*starting, *(option for option in found if option not in starting)]


def _options(argument: str | None, question: str, asker: Any, wanted: str) -> list[Option]:
    """Return what an argument of a question may be: text, kind and how it may be spelled."""
    if argument in PROVINCES:
        return _provinces(asker.data.units, asker.lang)
    if argument in INDICATORS:
        return _indicators(asker.data.indicators, asker.lang, wanted)
    section = f"{question}_part" if argument == "part" else CLOSED.get(argument or "")
    labels = [section_of(section, lang) for lang in LANGS] if section else [{}]
    return [
        (name, "id", " ".join([name, *(plain(of_lang[name]) for of_lang in labels)]))
        for name in labels[0]
    ]


def _argument(before: str, parameters: list[str]) -> str | None:
    """Name the argument that the text in quotes is given to."""
    whole = re.sub(r"\[[^\]]*\]", "[]", before)
    last = whole.rsplit("[", 1)[0] if "[" in whole.replace("[]", "") else whole
    parts = last.split(",")
    if keyword := KEYWORD.search(parts[-1]):
        return keyword[1]
    place = len(parts) - 1
    return parameters[place] if place < len(parameters) else None


def _provinces(units: pl.DataFrame, lang: Lang) -> list[Option]:
    named = (
        units.filter(level="province")
        .group_by(f"name_{lang}", maintain_order=True)
        .agg(
            pl.col("era").str.join("+"),
            pl.concat_str("name_vi", "name_en", "aliases", separator=";", ignore_nulls=True)
            .str.join(";")
            .alias("names"),
        )
    )
    return [
        (name, eras, " ".join(made for one in entries(names) for made in (plain(one), key(one))))
        for name, eras, names in named.iter_rows()
    ]


def _indicators(indicators: pl.DataFrame, lang: Lang, wanted: str) -> list[Option]:
    """Offer ids to who types an id, else names, which are read as well as ids are."""
    ids = not wanted or any(name.startswith(wanted) for name in indicators["indicator_id"])
    return [
        (row["indicator_id"], "id", row["indicator_id"])
        if ids
        else (
            row[f"name_{lang}"],
            row["indicator_id"],
            f"{plain(row['name_vi'])} {plain(row['name_en'])}",
        )
        for row in indicators.iter_rows(named=True)
    ]
