"""The manifest: Data Package v2 (https://datapackage.org), so that tools know every file, column and type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flows.publish.checksums import digest

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from flows.publish.release_content import ReleaseContent, ReleaseTable

FILE = "datapackage.json"

_TYPES = {
    "int32": "integer",
    "double": "number",
    "string": "string",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us]": "datetime",
}


def write_datapackage(content: ReleaseContent, folder: Path, version: str) -> None:
    """Writes the manifest of everything that lies in ``data/``, and of the codebook."""
    (folder / FILE).write_text(as_json(_package(content, folder, version)), encoding="utf-8")


def as_json(plain: Any) -> str:
    """JSON as all files of a release have it: readable, one order, one line feed at the end."""
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _package(content: ReleaseContent, folder: Path, version: str) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": content.policy,
        "title": f"{content.policy}, as of {content.as_of.isoformat()}",
        "version": version,
        "keywords": [content.audience, content.purpose],
        "resources": [*(_table(table, folder) for table in content.tables), _codebook(folder)],
    }


def _table(table: ReleaseTable, folder: Path) -> dict[str, Any]:
    path = folder / "data" / f"{table.name}.parquet"
    return {
        "name": table.name,
        "type": "table",
        "title": table.description or table.name,
        "path": f"data/{path.name}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "schema": {"fields": [_field(table, column) for column in table.schema]},
    }


def _field(table: ReleaseTable, column: pa.Field) -> dict[str, Any]:
    variable = table.variable(column.name)
    described = {
        "title": variable.label,
        "description": variable.derivation or variable.precision,
        "unit": variable.unit,
        "category": variable.category,
        "treatment": variable.treatment,
    }
    return {"name": column.name, "type": _TYPES[str(column.type)]} | {
        key: value for key, value in described.items() if value
    }


def _codebook(folder: Path) -> dict[str, Any]:
    path = folder / "codebook.csv"
    return {
        "name": "codebook",
        "title": "Codebook",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }
