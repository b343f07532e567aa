"""What the data say at large: computed claims, with n of N, grade and sources."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtia.analysis.scorecard import scorecard
from dtia.data import Data
from dtia.data.lists import split
from dtia.data.units import lands, predecessors
from dtia.data.vocabulary import CORE, COVERAGE, FIGURE, HORIZONS, SAME, SOUND

# Fewer comparable figures than this bear no general claim.
LEAST = 10
# Claims that are one subject, and how many subjects stand in front.
SUBJECTS = {
    "lapsed": "lapsed", "restate": "nation", "exceed": "nation", "under": "nation",
    "step": "step", "ladder": "ladder", "silent_63": "silent", "silent_34": "silent",
    "merger_lower": "merger",
}  # fmt: skip
FRONT = 6
MEASURED = pl.col("gap_low").is_not_null()
SCHEMA = {
    "claim": pl.String, "indicator_id": pl.String, "year": pl.Int64, "n": pl.Int64,
    "of": pl.Int64, "units": pl.Int64, "unit_ids": pl.String, "amount": pl.Float64,
    "grade": pl.String, "source_ids": pl.String,
}  # fmt: skip


def headlines(data: Data) -> pl.DataFrame:
    """Return the claims that the data bear, one a row, in the order of reading.

    Columns: claim, indicator_id and year (null where it is about all), n and of (targets, or
    provinces for `silent`), units (the territories behind `of`), unit_ids (those that the claim is
    about, separated by `;`), amount (points, where the claim states one), grade (the worst of
    what was counted) and source_ids. A claim rests on figures of grade A and B alone and on at
    least ten of them, each promise counted once; where the data no longer bear it, its row is
    not there.
    """
    found = [*_lapsed(data), *_against_nation(data), *_steps(data), *_ladders(data),
             *_silences(data), *_after_mergers(data)]  # fmt: skip
    return pl.DataFrame(found, schema=SCHEMA, orient="row")


def front(data: Data) -> pl.DataFrame:
    """Return the claims that stand in front: of at most six subjects, the weightiest first.

    A subject is shown by its latest year, and there by the indicator with most figures; the more
    figures a subject rests on, the further in front it stands. Of what provinces promise beside
    the nation all claims come, the greatest first. Columns of `headlines`.
    """
    found = headlines(data).filter(pl.col("n") > 0)
    ranked = found.with_columns(subject=pl.col("claim").replace_strict(SUBJECTS)).sort(
        "year", "of", "n", descending=True, nulls_last=True, maintain_order=True
    )
    about = ["subject", "indicator_id", "year", "of"]
    first = ranked.unique("subject", keep="first", maintain_order=True).select(about)
    heaviest = first.sort("of", descending=True, maintain_order=True).head(FRONT)
    return heaviest.join(
        ranked, on=about, how="left", nulls_equal=True, maintain_order="left_right"
    ).select(SCHEMA.keys())


def above(data: Data) -> pl.DataFrame:
    """Return who promises more than the nation, of every core indicator in 2025 and 2030.

    Columns: indicator_id, year, of (targets of provinces that can be measured against the
    nation's, grades A to C), unit_ids (those above, grades A and B) and indicative_ids (grade C),
    both separated by `;`.
    """
    provinces = data.units.filter(level="province")["unit_id"].implode()
    pairs = data.gaps.filter(
        MEASURED, pl.col("unit_id").is_in(provinces), pl.col("grade") != "D", kind="national"
    ).unique([*FIGURE, "reference"], keep="first", maintain_order=True)
    higher, sound = pl.col("verdict") == "above", pl.col("grade").is_in(SOUND)

    def units(these: pl.Expr) -> pl.Expr:
        return pl.col("unit_id").filter(these).unique(maintain_order=True).str.join(";")

    return (
        pairs.filter(
            pl.col("indicator_id").is_in(list(_core())), pl.col("horizon_year").is_in(HORIZONS)
        )
        .group_by("indicator_id", year="horizon_year", maintain_order=True)
        .agg(of=pl.len(), unit_ids=units(higher & sound), indicative_ids=units(higher & ~sound))
        .sort("indicator_id", "year")
    )


def _row(
    data: Data, claim: str, of: pl.DataFrame, about: pl.DataFrame, *, indicator: str | None = None,
    year: int | None = None, amount: float | None = None,
) -> dict[str, object]:  # fmt: skip
    sources = of.select(split("source_ids").explode(empty_as_null=False).drop_nulls()).to_series()
    return {
        "claim": claim,
        "indicator_id": indicator,
        "year": year,
        "n": about.height,
        "of": of.height,
        "units": of["unit_id"].replace(lands(data.units)).n_unique(),
        "unit_ids": ";".join(about["unit_id"].unique(maintain_order=True)),
        "amount": amount,
        "grade": of["grade"].max(),
        "source_ids": ";".join(sources.unique(maintain_order=True)),
    }


def _provinces(data: Data, kind: str) -> pl.DataFrame:
    """Return the sound gaps of provinces; a figure that two acts repeat counts once."""
    provinces = data.units.filter(level="province")["unit_id"].implode()
    return data.gaps.filter(
        pl.col("unit_id").is_in(provinces), pl.col("grade").is_in(SOUND), kind=kind
    ).unique([*FIGURE, "reference"], keep="first", maintain_order=True)


def _core() -> Iterator[str]:
    return (indicator for indicators in CORE.values() for indicator in indicators)


def _lapsed(data: Data) -> Iterator[dict[str, object]]:
    """How much of what was due in 2025 nobody can be held to any more."""
    # An abolished unit is a fact, not a comparison: no grade.
    due = scorecard(data, HORIZONS[0]).with_columns(grade=pl.lit(None, pl.String))
    gone = due.filter(pl.col("verdict").is_in(["lapsed", "met_early"]))
    if due.height >= LEAST:
        yield _row(data, "lapsed", due, gone, year=HORIZONS[0])


def _against_nation(data: Data) -> Iterator[dict[str, object]]:
    """Who restates the nation's figure, who exceeds it, who stays under it."""
    pairs = _provinces(data, "national").filter(MEASURED)
    for indicator in _core():
        for year in HORIZONS:
            of = pairs.filter(indicator_id=indicator, horizon_year=year)
            if of.height < LEAST:
                continue
            for claim, verdicts in (("restate", SAME), ("exceed", ["above"]), ("under", ["below"])):
                about = of.filter(pl.col("verdict").is_in(verdicts))
                if about.height:
                    yield _row(data, claim, of, about, indicator=indicator, year=year)


def _steps(data: Data) -> Iterator[dict[str, object]]:
    """By how much targets rise from 2025 to 2030."""
    for indicator in _core():
        of = _provinces(data, "step").filter(indicator_id=indicator)
        if of.height >= LEAST:
            rising = of.filter(pl.col("gap_low") > 0)
            middle = of.select(pl.col("gap_low").median()).item()
            yield _row(
                data, "step", of, rising, indicator=indicator, year=HORIZONS[1], amount=middle
            )


def _ladders(data: Data) -> Iterator[dict[str, object]]:
    """How far the commune tier stays behind the highest one."""
    for indicator in _core():
        for year in HORIZONS:
            of = _provinces(data, "tier").filter(indicator_id=indicator, horizon_year=year)
            if of.height >= LEAST:
                behind = of.filter(pl.col("gap_low") > 0)
                middle = of.select(pl.col("gap_low").median()).item()
                yield _row(
                    data, "ladder", of, behind, indicator=indicator, year=year, amount=middle
                )


def _silences(data: Data) -> Iterator[dict[str, object]]:
    """For how many of the provinces searched no figure was found, by indicator."""
    provinces = data.units.filter(level="province").select("unit_id", "era")
    cell = ["territory", "indicator_id", "horizon_year"]
    # What is known of a territory under either of its ids is known of it.
    known = (
        data.coverage.join(provinces, on="unit_id")
        .with_columns(
            territory=pl.col("unit_id").replace(lands(data.units)),
            coverage=pl.col("coverage").cast(pl.Enum(COVERAGE)),
        )
        .with_columns(pl.col("coverage").min().over(cell).cast(pl.String))
        .filter(pl.col("coverage") != "not_searched")
    )
    for indicator in _core():
        for era, year in (("63", HORIZONS[0]), ("34", HORIZONS[1])):
            of = known.filter(indicator_id=indicator, horizon_year=year, era=era).with_columns(
                source_ids=pl.lit(None, pl.String), grade=pl.lit(None, pl.String)
            )
            if of.height >= LEAST:
                silent = of.filter(coverage="not_found")
                yield _row(data, f"silent_{era}", of, silent, indicator=indicator, year=year)


def _after_mergers(data: Data) -> Iterator[dict[str, object]]:
    """How often a merged province promises less than one of those that it came from."""
    of = merger_pairs(data)
    if of.height >= LEAST:
        yield _row(data, "merger_lower", of, of.filter(verdict="below"))


def merger_pairs(data: Data) -> pl.DataFrame:
    """Return the sound gaps of merged provinces to one that each came from, a figure once."""
    former = predecessors(data.units)["unit_id"].implode()
    return _provinces(data, "merger").filter(pl.col("reference").is_in(former), MEASURED)
