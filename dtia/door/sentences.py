"""Sentences of answers: what was found, computed; and what was searched for without success."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dtia.data import Data
from dtia.data.vocabulary import COVERAGE, GRADES
from dtia.findings import NAMED
from dtia.i18n import Lang, sort_key, text
from dtia.markdown import plain_markdown
from dtia.views.labels import unit_labels

# How many rows are said one by one; beyond it they are counted.
SAID = 12


def silence(
    data: Data, indicator_id: str, year: int | None, lang: Lang, unit_ids: list[str] | None = None
) -> str:
    """Say who was searched for a figure without success, and how many nobody has searched.

    `unit_ids` keeps some units. A year that nobody looked for is answered with those on file.
    """
    known = data.coverage.filter(indicator_id=indicator_id)
    years = known.filter(pl.col("coverage") != "not_searched")["horizon_year"].unique().sort()
    name = data.indicators.filter(indicator_id=indicator_id)[f"name_{lang}"].item()
    if year is not None:
        known = known.filter(horizon_year=year)
    if unit_ids is not None:
        known = known.filter(pl.col("unit_id").is_in(unit_ids))
    about = f"**{plain_markdown(name)}{'' if year is None else f', {year}'}.**"
    if known.filter(pl.col("coverage") != "not_searched").is_empty() and unit_ids is None:
        listed = ", ".join(map(str, years)) or "–"
        return f"{about} {text('silence.nobody', lang, years=listed)}"
    lines = [about]
    best = (
        known.join(unit_labels(data, lang), on="unit_id")
        .sort(pl.col("coverage").cast(pl.Enum(COVERAGE)))
        .unique("unit_label", keep="first", maintain_order=True)
    )
    for state, key in (("not_found", "searched"), ("not_searched", "untouched")):
        names = sorted(best.filter(coverage=state)["unit_label"], key=sort_key)
        if names:
            lines.append(text(f"silence.{key}", lang, names=_few(names, lang)))
    return " ".join(lines)


def _few(names: list[str], lang: Lang) -> str:
    if len(names) > 3 * NAMED:
        return text("headline.many", lang, n=len(names))
    return ", ".join(map(plain_markdown, names))


def counted(frame: pl.DataFrame, lang: Lang, of: int) -> str:
    """Say of a frame of gaps how many there are of how many, their verdicts and grades."""
    verdicts = Counter(frame["verdict_label"])
    grades = Counter(frame["grade"].drop_nulls())
    line = text(
        "answer.counted", lang, n=frame.height, of=of, units=frame["unit_label"].n_unique(),
        verdicts=", ".join(f"{label} {n}" for label, n in verdicts.most_common()) or "–",
        grades=", ".join(f"{grade} {grades[grade]}" for grade in GRADES if grades[grade]) or "–",
    )  # fmt: skip
    if frame.height > SAID:
        return line
    return "\n".join([line, "", *(f"- {_gap(row, lang)}" for row in frame.iter_rows(named=True))])


def _gap(row: dict[str, str], lang: Lang) -> str:
    """Say one gap: who promises what, by which act, against what, and the verdict."""
    about = [row["indicator_name"], row["unit_label"], row["tier_label"], row["horizon_year"]]
    against = [
        row["reference_label"],
        row["reference_value_label"],
        row["reference_document_label"],
    ]
    return text(
        "answer.gap", lang,
        about=plain_markdown(", ".join(str(part) for part in about if part)),
        value=row["value_label"],
        act=plain_markdown(row["document_label"] or text("chart.no_act", lang)),
        against=plain_markdown(", ".join(part for part in against if part) or "–"),
        verdict=" ".join(part for part in (row["verdict_label"], row["gap_label"]) if part),
        grade=row["grade"] or "–",
    )  # fmt: skip


def compared(frame: pl.DataFrame, lang: Lang) -> str:
    """Say each figure of provinces side by side, against the nation's and by which act."""
    local = frame.filter(pl.col("level") != "nation", "found")
    lines = []
    for row in local.iter_rows(named=True):
        about = [row["indicator_name"], row["unit_label"], row["tier_label"], row["horizon_year"]]
        said = {
            "about": plain_markdown(", ".join(str(part) for part in about if part)),
            "value": row["value_label"],
            "act": plain_markdown(row["document_label"] or text("chart.no_act", lang)),
        }
        if row["reference_value_label"]:
            said |= {
                "gap": row["gap_label"] or "–",
                "nation": row["reference_value_label"],
                "nation_act": plain_markdown(row["reference_document_label"]),
                "grade": row["grade"],
            }
        key = "beside" if row["reference_value_label"] else "alone"
        lines.append(f"- {text(f'answer.{key}', lang, **said)}")
    return "\n".join(lines)


def paired(frame: pl.DataFrame, lang: Lang) -> str:
    """Say of each pair of figures how far it compares, and why."""
    lines = [
        text(
            "answer.pair", lang, grade=text(f"grade.{row['grade']}", lang),
            why=plain_markdown(row["reasons_label"] or text("answer.same_in_all", lang)),
            **{
                side: plain_markdown(
                    f"{row[f'{side}_unit']}: {row[f'{side}_value']} ({row[f'{side}_base'] or '–'})"
                )
                for side in ("first", "second")
            },
        )
        for row in frame.iter_rows(named=True)
    ]  # fmt: skip
    return "\n".join(f"- {line}" for line in lines)


def measured(frame: pl.DataFrame, lang: Lang) -> str:
    """Say how many values were measured, of whom and of which years."""
    years = sorted(set(frame["period"].str.slice(0, 4)))
    return text(
        "answer.measured", lang, n=frame.height, units=frame["unit_label"].n_unique(),
        years=", ".join(years) or "–", indicator=frame["indicator_name"].first() or "–",
    )  # fmt: skip
