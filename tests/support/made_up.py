"""Small made-up registers and figures: a valid row each, of which a test changes one cell."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtia.data.clean import CLEAN
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW

Row = dict[str, Any]

# east and west became both; same stayed as it was; north was always there.
UNITS = [
    ("viet_nam", None, "nation", None, None, None),
    ("east_63", "63", "province", "Coast", "both_34", "2025-06-30"),
    ("west_63", "63", "province", "Hills", "both_34", "2025-06-30"),
    ("same_63", "63", "province", "Coast", "same_34", "2025-06-30"),
    ("town_east_63", "63", "district", None, None, "2025-06-30"),
    ("both_34", "34", "province", "Coast", None, None),
    ("same_34", "34", "province", "Coast", None, None),
]
# unit, scale, lower, upper, higher is better
INDICATORS = {
    "gov.share": ("percent", None, 0, 100, True),
    "gov.other": ("percent", None, 0, 100, True),
    "gov.kin": ("percent", None, 0, 100, True),
    "gov.burden": ("percent", None, 0, 100, False),
    "gov.count": ("count", None, 0, None, True),
    "rank.dti": ("rank", None, 1, 63, False),
    "dti.total": ("index_0_1", None, 0, 1, True),
    "gov.step": ("category", "steps", None, None, True),
}
STEPS = ["begun", "half", "done"]
# plan type, date of issue, read in full
DOCUMENTS = {
    "nation_2020": ("programme", "2020-06-03", "part"),
    "nation_2022": ("programme", "2022-03-31", "part"),
    "plan_2020": ("programme", "2020", "part"),
    "plan_2021": ("programme", "2021-03-01", "part"),
    "plan_2021_autumn": ("programme", "2021-10-01", "none"),
    "plan_2023": ("programme", "2023-05", "part"),
    "read_2024": ("programme", "2024-01-15", "full"),
    "year_2023": ("annual_plan", "2023-01-10", "part"),
    "untyped": (None, "2021-06-01", "part"),
    "undated": ("programme", None, "part"),
}
# rule, field, one value, the other, grade, only against a measured value
RULES = [
    ("like_b", "base_id", "people", "residents", "B", None),
    ("like_c", "base_id", "adults", "people", "C", None),
    ("never", "base_id", "cows", "people", "D", None),
    ("kin_c", "indicator_id", "gov.kin", "gov.share", "C", None),
    ("how_unstated", "method", "counted", "unstated", "C", None),
    ("how_both", "method", "unstated", "unstated", "C", "observation"),
    ("plans", "plan_type", "annual_plan", "programme", "C", None),
    ("plan_unknown", "plan_type", "programme", "unstated", "B", None),
    ("plans_unknown", "plan_type", "unstated", "unstated", "B", None),
    ("inferred", "dated", "inferred", "stated", "C", None),
    ("span", "dated", "several_years", "stated", "D", None),
    ("indicator_differs", "indicator_id", "*", "*", "D", None),
    ("tier_differs", "tier", "*", "*", "D", None),
    ("base_differs", "base_id", "*", "*", "D", None),
    ("method_differs", "method", "*", "*", "D", None),
    ("plan_differs", "plan_type", "*", "*", "C", None),
    ("year_differs", "year", "*", "*", "C", None),
    ("dated_differs", "dated", "*", "*", "C", None),
    ("ranks_differ", "rank_version", "*", "*", "C", None),
    ("scores_differ", "score_version", "*", "*", "D", None),
    ("form_differs", "form", "*", "*", "D", None),
]


def target(value: float | None = 50, unit_id: str = "east_63", **cells: Any) -> Row:
    """A current target of 2030 that is sound in every cell, but for those given."""
    row = {
        "unit_id": unit_id, "indicator_id": "gov.share", "tier": "all", "horizon_year": 2030,
        "comparator": "eq", "value": value, "base_id": "people", "document_id": "plan_2021",
        "source_ids": f"read_{unit_id}", "kind": "press", "status": "current",
    }  # fmt: skip
    row |= cells
    issued_on = DOCUMENTS.get(row["document_id"], (None, None))[1]
    return {"document_number": row["document_id"], "issued_on": issued_on, **placed(row)}


def observation(value: float | None = 50, unit_id: str = "east_63", **cells: Any) -> Row:
    """A measured value of 2023 that is sound in every cell, but for those given."""
    row = {
        "unit_id": unit_id, "indicator_id": "gov.share", "tier": "all", "period": "2023",
        "comparator": "eq", "value": value, "base_id": "people",
        "source_ids": f"seen_{unit_id}", "kind": "press",
    }  # fmt: skip
    return placed(row | cells)


def placed(row: Row) -> Row:
    """Add what follows from the unit and the indicator of a row."""
    [level] = [found for unit_id, _, found, *_ in UNITS if unit_id == row["unit_id"]] or [
        "province"
    ]
    return {
        "unit_name": row["unit_id"],
        "era": None if level == "nation" else row["unit_id"][-2:],
        "level": level,
        "topic": "digital_government",
        "unit": INDICATORS[row["indicator_id"]][0],
        "figure_text": "x",
        **row,
    }


def targets(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=polars_schema(CLEAN["targets"]))


def observations(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=polars_schema(CLEAN["observations"]))


def table(name: str, *rows: Row) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=polars_schema(RAW[name][1]))


def registers(**changed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The registers that gaps are made from, some of them replaced."""
    units = ["unit_id", "era", "level", "region", "successor_id", "valid_to"]
    indicators = ["unit", "scale_id", "lower", "upper", "higher_is_better"]
    acts = ["plan_type", "issued_on", "read"]
    rules = ["rule_id", "field", "value_a", "value_b", "grade", "against"]
    made = {
        "units": table("units", *(dict(zip(units, row, strict=True)) for row in UNITS)),
        "indicators": table(
            "indicators",
            *(
                {"indicator_id": name, **dict(zip(indicators, row, strict=True))}
                for name, row in INDICATORS.items()
            ),
        ),
        "documents": table(
            "documents",
            *(
                {"document_id": name, **dict(zip(acts, row, strict=True))}
                for name, row in DOCUMENTS.items()
            ),
        ),
        "categories": table(
            "categories",
            *(
                {"scale_id": "steps", "category_id": name, "order": place}
                for place, name in enumerate(STEPS, start=1)
            ),
        ),
        "comparability": table(
            "comparability", *(dict(zip(rules, row, strict=True)) for row in RULES)
        ),
        "dti_versions": table(
            "dti_versions",
            {"document_id": "first", "first_year": 2020, "last_year": 2020},
            {"document_id": "second", "first_year": 2021, "last_year": None},
        ),
        "national_references": table("national_references"),
        "weights": table("weights"),
        "sources": table("sources"),
        "searched": table("searched"),
    }
    return made | changed


def only(frame: pl.DataFrame) -> Row:
    [row] = frame.iter_rows(named=True)
    return row


def shown(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return frame.select(columns).rows()


def apart(cases: list[list[Row]]) -> list[Row]:
    """Give each case units of its own, as `units_apart` has them, so that all go in one frame."""
    return [
        row | {"unit_id": f"case{n}_{row['unit_id']}"}
        for n, rows in enumerate(cases)
        for row in rows
    ]


def units_apart(n: int) -> pl.DataFrame:
    units, ids = registers()["units"], pl.col("unit_id", "successor_id")
    return pl.concat(
        units.with_columns(pl.format(f"case{number}_{{}}", ids)) for number in range(n)
    )


def parted(frame: pl.DataFrame, n: int) -> list[pl.DataFrame]:
    """Return the rows of each case, under the names of the made-up units."""
    case = pl.col("unit_id").str.extract(r"^case(\d+)_").cast(pl.Int64)
    return [
        frame.filter(case == number).with_columns(pl.col("unit_id").str.replace(r"^case\d+_", ""))
        for number in range(n)
    ]
