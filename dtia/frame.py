"""What charts share: frame, axes, scales, tooltips, and what their rows carry."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from dtia import alttext
from dtia.errors import NothingToDraw
from dtia.i18n import VEGA_NUMBERS, Lang, text
from dtia.theme import SOFT

# Columns that no chart encodes; every page embeds the rows that are left.
BULK = [
    "unit_name", "era", "topic", "category", "category_label", "kind", "scale_id", "_scale",
    "_unit", "lower", "upper", "higher_is_better", "definition", "source_ids", "source_id",
    "edition", "document_number", "issued_on", "_act", "required_pace", "actual_pace", "reasons",
    "n_units",
]  # fmt: skip


# How wide a foot is, and how many sources it names.
FOOT, NAMED = 108, 12


def framed(
    chart: Any,
    frame: pl.DataFrame,
    subtitle: str,
    description: str,
    lang: Lang,
    title: str | None = None,
) -> alt.ConcatChart:
    """Put title, subtitle, foot and text alternative around a chart."""
    heading = wrap(title or alttext.title(frame), 66)
    chart.title = alt.TitleParams(heading, subtitle=wrap(subtitle, 92))
    foot = [line for words in (*_silent(frame, lang), *_cited(frame, lang)) for line in words]
    whole: alt.ConcatChart = (
        alt.concat(chart, title=_foot([*foot, *frame["edition"].unique()]))
        .properties(description=description)
        .configure(locale=alt.Locale(number=alt.NumberLocale(**VEGA_NUMBERS[lang])))
    )
    return whole


def _cited(frame: pl.DataFrame, lang: Lang) -> list[list[str]]:
    """Name the sources; where they are many, count them: the page of sources names all."""
    labels = frame["source_label"].drop_nulls().to_list() if "source_label" in frame else []
    sources = list(dict.fromkeys(part for label in labels for part in label.split("; ")))
    if len(sources) > NAMED:
        return [wrap(text("foot.many_sources", lang, n=len(sources)), FOOT)]
    return [wrap(text("foot.sources", lang, sources="; ".join(sources)), FOOT)] if sources else []


def _silent(frame: pl.DataFrame, lang: Lang) -> list[list[str]]:
    """Name the units that were searched without success."""
    if "found" not in frame:
        return []
    names = frame.filter(~pl.col("found"))["unit_label"].unique(maintain_order=True)
    return [wrap(text("alt.silent", lang, names=", ".join(names)), FOOT)] if names.len() else []


def _foot(lines: list[str]) -> alt.TitleParams:
    return alt.TitleParams(
        lines, orient="bottom", fontSize=10.5, fontWeight="normal", color=SOFT, offset=8
    )


def some(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.is_empty():
        raise NothingToDraw("no rows: nothing was found, and nothing searched")
    return frame


def lean(frame: pl.DataFrame) -> pl.DataFrame:
    """Drop the columns that no chart encodes."""
    return frame.drop(BULK, strict=False)


def rows_of(column: str, frame: pl.DataFrame) -> alt.Y:
    names = frame[column].unique(maintain_order=True).to_list()
    return alt.Y(f"{column}:N", title=None, sort=names, axis=bare())


def bare(**axis: Any) -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, **axis)


def scale_of(frame: pl.DataFrame) -> alt.Scale:
    greatest = float(frame.select(pl.max_horizontal("value", "value_high").max()).item() or 0)
    if (frame["unit"] == "percent").all() and greatest <= 100:
        return alt.Scale(domain=[0, 100 if greatest > 50 else 50])
    return alt.Scale(domain=[0, greatest * 1.1 or 1])


def tooltip(frame: pl.DataFrame, columns: list[str], lang: Lang) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=text(f"column.{name}", lang))
        for name in columns
        if name in frame.columns
    ]


def unit_of(frame: pl.DataFrame, lang: Lang) -> str:
    return text(f"axis.{frame['unit'][0]}", lang)


def bases_of(frame: pl.DataFrame) -> str:
    return "; ".join(frame["base_label"].drop_nulls().unique(maintain_order=True)) or "–"
