"""How far the figures can be trusted: labelled frames of conflicts, corrections and agreement."""

from __future__ import annotations

import polars as pl

from dtia.check.agreement import disagreements
from dtia.data import Data
from dtia.data.curation import READING
from dtia.data.lists import split
from dtia.data.vocabulary import COMPARATORS, RULED, TIERS
from dtia.i18n import Lang, date, number, text
from dtia.views.labels import (
    act_names,
    citations,
    each,
    edition,
    in_order,
    labelled,
    names_of,
    unit_labels,
    worded,
)
from dtia.views.reasons import reasons_in_words


def disputed(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the targets that nobody stands by, labelled as in `views.targets`, with their note."""
    rows = data.targets.filter(status="disputed").with_columns(found=pl.lit(True))
    return labelled(rows, data, lang).pipe(in_order).sort("indicator_name", maintain_order=True)


def corrections(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the slips of sources: who, what was printed, what was done about it and why."""
    words = _words(data, lang)
    return (
        data.corrections.with_columns(
            action_label=each(
                ["action", "field", "corrected"],
                lambda row: text(
                    f"action.{row['action']}",
                    lang,
                    value=_read(row["field"], row["corrected"] or "", words, lang),
                ),
            ),
            reason=f"reason_{lang}",
            status_label=worded("status", "certainty", lang),
        )
        .pipe(_named, data, lang)
        .sort("indicator_name", "unit_label", "year")
    )


def agreement(data: Data, lang: Lang) -> pl.DataFrame:
    """Return what was measured: field_label, protocol_label, n, agree, agree_label, alpha_label.

    `agreed` is the share of pairs that agree.
    """
    return data.agreement.with_columns(
        agreed=pl.col("agree") / pl.col("n"),
        field_label=worded("field", "field", lang),
        protocol_label=worded("protocol", "protocol", lang),
        agree_label=each(
            ["agree", "n"], lambda row: f"{number(100 * row['agree'] / row['n'], lang, 1)}%"
        ),
        alpha_label=each(
            ["alpha"],
            lambda row: "–" if row["alpha"] is None else number(row["alpha"], lang, 3),
        ),
        edition=pl.lit(edition(data, lang)),
    )


def adjudication(data: Data, lang: Lang) -> pl.DataFrame:
    """Return every disagreement of two readings with both readings, the decision and its reason."""
    key = ["table", *READING, "field"]
    words = _words(data, lang)
    return (
        disagreements(data.double_readings)
        .join(data.adjudication, on=key, how="left", maintain_order="left")
        .with_columns(
            *(
                each(
                    ["field", side],
                    lambda row, side=side: _read(row["field"], row[side] or "", words, lang),
                ).alias(f"{side}_label")
                for side in ("first", "second")
            ),
            field_label=worded("field", "field", lang),
            decision_label=worded("decision", "decision", lang),
            reason=f"reason_{lang}",
        )
        .pipe(_named, data, lang)
        .sort("indicator_name", "unit_label", "tier", "year", "field", "source_id")
    )


def _words(data: Data, lang: Lang) -> dict[str, str]:
    """Return the names of all that a reader chooses from, by id."""
    return {
        **names_of(data.bases, lang),
        **dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows()),
        **dict(unit_labels(data, lang).iter_rows()),
        **names_of(data.methods, lang),
        **{tier: text(f"tier.{tier}", lang) for tier in TIERS},
        **{name: text(f"relation.{name}", lang) for name in COMPARATORS},
    }


def _read(field: str | None, value: str, words: dict[str, str], lang: Lang) -> str:
    """Write what was read in a field as the language does: a name, a number or a date."""
    if field == "value" and value:
        return number(float(value), lang)
    if field in ("period", "year"):
        return date(value, lang)
    return words.get(value, value)


def dti_totals(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the recomputed DTI totals, those that do not match first."""
    cited = data.dti_totals.with_columns(source_id=split("source_ids"))
    return (
        data.dti_totals.join(unit_labels(data, lang), on="unit_id")
        .join(
            citations(cited.explode("source_id"), data, lang),
            on="source_ids",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            *(
                each([c], lambda row, c=c: number(round(row[c], 4) + 0.0, lang, 4)).alias(
                    f"{c}_label"
                )
                for c in ("published", "recomputed", "difference")
            ),
            agrees_label=pl.when("agrees")
            .then(pl.lit(text("agrees.yes", lang)))
            .otherwise(pl.lit(text("agrees.no", lang))),
            edition=pl.lit(edition(data, lang)),
        )
        .sort("agrees", maintain_order=True)
    )


def _named(rows: pl.DataFrame, data: Data, lang: Lang) -> pl.DataFrame:
    """Add the names of unit, indicator and source to records of doubt."""
    cited = rows.select("source_id", source_ids="source_id")
    return (
        rows.join(unit_labels(data, lang), on="unit_id", maintain_order="left")
        .join(
            data.indicators.select("indicator_id", indicator_name=f"name_{lang}"),
            on="indicator_id",
            maintain_order="left",
        )
        .join(
            citations(cited, data, lang),
            left_on="source_id",
            right_on="source_ids",
            how="left",
            maintain_order="left",
        )
        .with_columns(edition=pl.lit(edition(data, lang)))
    )


def rules(data: Data, lang: Lang) -> pl.DataFrame:
    """Return the rules of comparability in words.

    Columns: rule_id, grade, compared_label, first_value, second_value, reason and edition.
    """
    acts = act_names(data, lang)
    names = {
        "base_id": names_of(data.bases, lang),
        "method": names_of(data.methods, lang),
        "indicator_id": dict(data.indicators.select("indicator_id", f"name_{lang}").iter_rows()),
        "rank_version": acts,
        "score_version": acts,
        **{
            field: {value: text(f"{field}.{value}", lang) for value in values}
            for field, values in RULED.items()
        },
    }
    any_value = text("compared.any", lang)

    def side(column: str) -> pl.Expr:
        return each(
            ["field", column],
            lambda row: (
                any_value
                if row[column] == "*"
                else names.get(row["field"], {}).get(row[column], row[column])
            ),
        )

    words = reasons_in_words(data, lang)
    return data.comparability.select(
        "rule_id",
        "grade",
        compared_label=worded("field", "compared", lang),
        first_value=side("value_a"),
        second_value=side("value_b"),
        reason=pl.col("rule_id").replace(words),
        edition=pl.lit(edition(data, lang)),
    )
