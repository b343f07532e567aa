"""The codebook of the raw tables, generated from their schemas into data/raw/README.md."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtia.data.clean import CLEAN
from dtia.data.columns import Table, polars_schema
from dtia.data.forms import fault_of_bytes
from dtia.data.raw import RAW
from dtia.data.sniffing import sniff
from dtia.errors import Problem
from dtia.folder import display
from dtia.i18n import Lang

# Where the generated parts of the codebook begin and end.
COLUMNS = ("<!-- columns: dtia build writes what follows -->", "<!-- end of columns -->")
AGREEMENT = ("<!-- agreement: dtia build writes what follows -->", "<!-- end of agreement -->")
HEAD = [
    "| cột / column | kiểu / type | nghĩa | meaning | giá trị / values |",
    "|---|---|---|---|---|",
]
KINDS = {"String": "chữ / text", "Int64": "số nguyên / integer", "Float64": "số / number"}


def place_of(folder: Path) -> Path:
    """Return where the codebook is, under the `data` folder."""
    return folder / "raw" / "README.md"


def codebook_problems(folder: Path, lang: Lang) -> list[Problem]:
    """Return why the codebook cannot be renewed: its bytes are no UTF-8. Without one, nothing."""
    path = place_of(folder)
    sniffed = sniff(path.read_bytes()) if path.is_file() else None
    fault = sniffed and fault_of_bytes(sniffed, display(path), lang)
    return [fault] if fault else []


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
            *HEAD,
            *_rows(model),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def clean_columns() -> str:
    """Return the Markdown tables of every clean table: column, type, meaning, allowed values."""
    return "\n\n".join(
        "\n".join([f"## `{name}`", "", *HEAD, *_rows(model)]) for name, model in CLEAN.items()
    )


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


def agreement(measured: pl.DataFrame) -> str:
    """Return the Markdown table of how far two readings agree, as `agreement.csv` holds it."""
    lines = [
        "| field | protocol | n | agree | alpha |",
        "|---|---|---:|---:|---:|",
        *(
            f"| {row['field']} | {row['protocol']} | {row['n']} | {row['agree']} | "
            f"{'–' if row['alpha'] is None else format(row['alpha'], '.3f')} |"
            for row in measured.iter_rows(named=True)
        ),
    ]
    return "\n".join(lines)


def updated(readme: str, measured: pl.DataFrame) -> str:
    """Return the text of README.md with its generated parts renewed; unmarked text stays."""
    for (start, end), content in ((COLUMNS, columns()), (AGREEMENT, agreement(measured))):
        if start in readme and end in readme:
            head, rest = readme.split(start, 1)
            readme = f"{head}{start}\n\n{content}\n\n{end}{rest.split(end, 1)[1]}"
    return readme
