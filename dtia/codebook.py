"""The codebook of the raw tables, generated from their schemas into data/raw/README.md."""

from __future__ import annotations

from dtia.fields import Table, polars_schema
from dtia.schemas import RAW

START, END = "<!-- columns: dtia build writes what follows -->", "<!-- end of columns -->"
KINDS = {"String": "chữ / text", "Int64": "số nguyên / integer", "Float64": "số / number"}


def columns() -> str:
    """Return the Markdown tables of every raw file: column, type, meaning, allowed values."""
    parts = []
    for table, (place, model, key) in RAW.items():
        name = place if place.endswith(".csv") else f"{place}/<topic>.csv"
        lines = [
            f"### `{name}`",
            "",
            f"Khóa / key of `{table}`: {', '.join(f'`{column}`' for column in key)}",
            "",
            "| cột / column | kiểu / type | nghĩa | meaning | giá trị / values |",
            "|---|---|---|---|---|",
            *_rows(model),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _rows(model: type[Table]) -> list[str]:
    described = model.to_schema().columns
    rows = []
    for name, dtype in polars_schema(model).items():
        column = described[name]
        allowed = [c.statistics["allowed_values"] for c in column.checks if c.name == "isin"]
        values = ", ".join(f"`{value}`" for value in allowed[0]) if allowed else ""
        needed = "" if column.nullable else " *"
        kind = KINDS.get(str(dtype), "true / false")
        rows.append(
            f"| `{name}`{needed} | {kind} | {column.title} | {column.description} | {values} |"
        )
    return rows


def updated(readme: str) -> str:
    """Return the text of README.md with its generated part renewed; unmarked text stays."""
    if START not in readme or END not in readme:
        return readme
    head, rest = readme.split(START, 1)
    return f"{head}{START}\n\n{columns()}\n\n{END}{rest.split(END, 1)[1]}"
