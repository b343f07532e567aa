"""Promises against what was measured: the latest comparable value, its verdict, the pace."""

from __future__ import annotations

import polars as pl

from dtia.analysis.comparability import described, suffixed
from dtia.analysis.intervals import DIGITS, ambition, difference, gap, kept, least, near
from dtia.analysis.pairs import QUANTITY, Known, paired, rows, with_gap
from dtia.data.periods import last_day, years_between
from dtia.data.vocabulary import COMPARED

# The last day of the 63 provinces and of the district tier (Resolutions 202 and 203/2025/QH15).
LAST_OF_OLD_MAP = "2025-06-30"
# A change over less time than this, in years, is no pace.
LEAST_YEARS = 1
# What one series of measured values has in common.
SERIES = ["territory", *QUANTITY, "rank_version", "score_version"]
# What is asked of a measured value.
SEEN = [
    *COMPARED, "territory", "act", "observed", "period", "day", "flag", "source_ids",
    "higher_is_better", "comparator", "value", "value_high",
]  # fmt: skip
# Flags of a value that was published before its period had closed.
UNSETTLED = ["provisional", "estimated"]


def observed(promises: pl.DataFrame, observations: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Measure each target against the latest comparable value of its territory.

    A value counts up to 31 December of the horizon; of several bases or methods each gives a
    row. Verdicts: `met`, `near` and `missed` once the horizon has closed; `provisional` where the
    value is from before that day; `lapsed` where the unit or its tier was abolished before the
    horizon, or `met_early` where it had kept the promise by then; `no_observation`;
    `not_comparable` where only values of grade D are on file. A bounded value ("over 40") stands
    at its bound. `required_pace` is what is missing a year from the end of the period to the
    horizon, `actual_pace` the change a year since the first value of the same base and method, at
    least a year before.
    """
    due = (
        promises.filter(pl.col("horizon_year").is_not_null())
        .with_columns(closes=pl.date(pl.col("horizon_year"), 12, 31))
        .pipe(_with_end, known["units"])
    )
    seen = _with_first(
        described(observations.join(promises, on="indicator_id", how="semi"), known)
        .filter(pl.col("form") != "direction", least().is_not_null())
        .sort(*SERIES, "period", "value", "value_high", "comparator", "source_ids")
        .with_columns(day=last_day("period"))
        .select(SEEN)
    )
    pairs = with_gap(_with_latest(due, seen), known["comparability"])
    comparable = pairs.filter(
        (pl.col("grade") != "D") | (pl.col("grade") == "D").all().over("_target")
    )
    silent = due.join(comparable, on="_target", how="anti")
    lapsed = (pl.col("ends") < pl.col("closes")).fill_null(False)
    return pl.concat(
        [
            _judged(comparable, lapsed).pipe(rows, "observed", pl.col("period_b")),
            silent.with_columns(
                source_ids_b=pl.lit(None, pl.String),
                verdict=pl.when(lapsed).then(pl.lit("lapsed")).otherwise(pl.lit("no_observation")),
            ).pipe(rows, "observed", pl.lit(None)),
        ],
        how="vertical_relaxed",
    )


def _with_end(due: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Add the last day of each target's territory or tier; null while both are in force.

    Every unit of the old map ended with it, but for those that the merger left alone.
    """
    last = pl.lit(LAST_OF_OLD_MAP).str.to_date("%Y-%m-%d")
    on_old_map = pl.when(pl.col("era") == "63").then(last)
    ended = pl.when(pl.col("territory") == pl.col("unit_id")).then(
        pl.min_horizontal("_last", on_old_map)
    )
    districts = pl.when(tier="district").then(last)
    return (
        due.join(
            units.select("unit_id", _last=last_day("valid_to")),
            on="unit_id", how="left", maintain_order="left",
        )
        .with_columns(ends=pl.min_horizontal(ended, districts))
        .drop("_last")
    )  # fmt: skip


def _with_latest(due: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """Set beside each target the latest values that count, those of each base and method."""
    cell = ["territory", "indicator_id", "tier"]
    moment = [*cell, "closes", "ends"]
    seen = seen.with_row_index("_seen")
    dates = seen.select("_seen", *cell, "base_id", "method", "dated", "period", "day")
    # Targets of one moment share what was measured by then.
    pairs = paired(due.select(moment).unique(), dates, cell)
    # A unit that ended in June can have a value for its year, but none for December.
    period = pl.col("period_b").cast(pl.String)
    last = pl.col("ends").dt.to_string("%Y-%m-%d").str.head(period.str.len_chars())
    in_time = pairs.filter(pl.col("day_b") <= pl.col("closes"), (period <= last).fill_null(True))
    # A value of several years does not stand in the way of one of a single year before it.
    series = [*moment, "base_id_b", "method_b", pl.col("dated_b") == "several_years"]
    latest = in_time.filter(pl.col("day_b") == pl.col("day_b").max().over(series))
    return due.join(latest.select(*moment, "_seen_b"), on=moment, nulls_equal=True).join(
        suffixed(seen), on="_seen_b"
    )


def _with_first(seen: pl.DataFrame) -> pl.DataFrame:
    """Add the first value of each series and its day; null where that is not one clear value."""
    sound = (pl.col("method").fill_null("") != "unstated") & (pl.col("dated") == "stated")
    first = (
        seen.filter(sound, pl.col("day") == pl.col("day").min().over(SERIES))
        .group_by(SERIES)
        .agg(first_day=pl.col("day").first(), first_value=least().first(), _n=pl.len())
        .filter(pl.col("_n") == 1)
        .drop("_n")
    )
    return seen.join(first, on=SERIES, how="left", nulls_equal=True, maintain_order="left")


def _judged(pairs: pl.DataFrame, lapsed: pl.Expr) -> pl.DataFrame:
    final = (pl.col("day_b") >= pl.col("closes")) & ~pl.col("flag_b").fill_null("").is_in(UNSETTLED)
    left, passed = (
        years_between(pl.col("day_b"), pl.col("closes")),
        years_between(pl.col("first_day_b"), pl.col("day_b")),
    )
    change = ambition(least("_b")) - ambition(pl.col("first_value_b"))
    missing = ambition(least()) - ambition(least("_b"))
    steady = (passed >= LEAST_YEARS) & (pl.col("dated_b") == "stated")
    low, high = gap()
    return pairs.with_columns(
        # The gap of a measured value is that value less the promise: the other way round.
        gap_low=pl.when(pl.col("grade") != "D").then(difference(pl.lit(0.0), high)),
        gap_high=pl.when(pl.col("grade") != "D").then(difference(pl.lit(0.0), low)),
        verdict=pl.when(pl.col("grade") == "D")
        .then(pl.lit("not_comparable"))
        .when(lapsed & kept())
        .then(pl.lit("met_early"))
        .when(lapsed)
        .then(pl.lit("lapsed"))
        .when(~final)
        .then(pl.lit("provisional"))
        .when(kept())
        .then(pl.lit("met"))
        .when(near())
        .then(pl.lit("near"))
        .otherwise(pl.lit("missed")),
        required_pace=pl.when((pl.col("grade") != "D") & ~lapsed & (left > 0)).then(
            pl.max_horizontal(missing / left, 0.0).round(DIGITS)
        ),
        actual_pace=pl.when((pl.col("grade") != "D") & steady).then(
            (change / passed).round(DIGITS)
        ),
    )
