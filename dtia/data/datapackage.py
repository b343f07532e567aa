"""The Frictionless descriptor of data/clean."""

from __future__ import annotations

import json
from typing import Any

from dtia.data.clean import CLEAN
from dtia.data.columns import Table, polars_schema
from dtia.data.dataset import Data
from dtia.files import sealed

TYPES = {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean"}
TITLES = {
    "targets": "Mục tiêu · Targets",
    "observations": "Số liệu thực hiện · Observations",
    "gaps": "Khoảng cách · Gaps",
    "coverage": "Độ phủ · Coverage",
    "dti_totals": "Tổng DTI tính lại · Recomputed DTI totals",
    "agreement": "Độ thống nhất giữa hai lần đọc · Agreement of two readings",
}


def descriptor(data: Data, files: dict[str, bytes]) -> str:
    """Return `datapackage.json` for the clean CSV `files`: columns, licence and sources.

    It is the manifest of data/clean as well: size and hash of each table, and of what it was
    built from.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dtia",
        "title": "Chiến lược chuyển đổi số của các tỉnh, thành phố Việt Nam",
        "description": "Targets, observations and gaps of the digital-transformation strategies "
        "of Vietnam's provinces, each figure with its sources.",
        "version": data.version,
        "created": f"{data.as_of}T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            {
                "title": row["title"] or row["publisher"] or row["source_id"],
                **({"path": row["url"]} if row["url"] else {}),
            }
            for row in data.sources.iter_rows(named=True)
        ],
        "raw": {"hash": data.built_from},
        "resources": [_resource(name, files[f"{name}.csv"]) for name in CLEAN],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "title": TITLES[name],
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **sealed(content),
        "dialect": {"lineTerminator": "\n"},
        "schema": {"fields": fields(CLEAN[name]), "missingValues": [""]},
    }


def fields(model: type[Table]) -> list[dict[str, Any]]:
    """Describe the columns of a table in Table Schema terms."""
    columns = model.to_schema().columns
    return [
        {
            "name": name,
            "type": TYPES[str(dtype)],
            "title": columns[name].title,
            "description": columns[name].description,
            "constraints": _constraints(columns[name]),
        }
        for name, dtype in polars_schema(model).items()
    ]


def _constraints(column: Any) -> dict[str, Any]:
    allowed = next(
        (c.statistics["allowed_values"] for c in column.checks if c.name == "isin"), None
    )
    return {"required": not column.nullable, **({"enum": list(allowed)} if allowed else {})}
