"""The report of one release: what left, on what ground, what stayed inside and why, and what the gate found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flows.publish.contract import to_plain
from flows.publish.datapackage import as_json
from flows.publish.figures import figure_tables
from flows.publish.templating import render

if TYPE_CHECKING:
    from pathlib import Path

    from flows.publish.accounting import FileCounts, PolicyCounts
    from flows.publish.contract import Contract
    from flows.publish.gate import GateResult
    from flows.publish.release_content import ReleaseContent, ReleaseTable, Variable

FILE = "report.json"
PAGE = "report.html"

STEPS_IN_WORDS: Mapping[str, str] = {
    "year": "year",
    "band5": "bands of five years",
    "band10": "bands of ten years",
    "province": "province",
    "region": "region",
    "country": "country",
    "value": "as stated, in one wording",
    "common": "as stated, rare ones together as other",
    "isco": "major group of ISCO-08",
}
"""How coarse a characteristic is, for those who read a report."""


def report(
    content: ReleaseContent, contract: Contract, rows: Mapping[str, int], gate: GateResult, version: str
) -> dict[str, Any]:
    """The report as JSON values.

    ``rows`` tells the rows of each table's Parquet file. The version depends on the report, and is empty until then.
    The accounts of figures that anyone may see stay inside: "rows behind hidden cells: 3" gives the hidden cells away.
    """
    accounts_leave = not any(table.small_cells for table in content.tables)
    return {
        "release": content.policy,
        "version": version,
        "as_of": content.as_of.isoformat(),
        "audience": content.audience,
        "purpose": content.purpose,
        "domain": content.domain,
        "notes": list(content.notes),
        "tables": [_table(table, rows[table.name]) for table in content.tables],
        "rows": counts_as_plain(content.accounting) if accounts_leave else None,
        "cells_withheld": _cells(content.accounting) if accounts_leave else [],
        "anonymity": dict(content.anonymity),
        "gate": gate.to_plain(),
        "contract": to_plain(contract),
    }


def write_report(plain: Mapping[str, Any], content: ReleaseContent, folder: Path) -> None:
    """Writes ``report.json`` and, from the same values, ``report.html``."""
    (folder / FILE).write_text(as_json(plain), encoding="utf-8")
    figures = figure_tables(content.tables, folder / "data")
    page = render("release.html.j2", report=plain, figures=figures, steps=STEPS_IN_WORDS)
    (folder / PAGE).write_text(page, encoding="utf-8")


def counts_as_plain(counts: PolicyCounts) -> dict[str, Any]:
    """Rows by file and in all, as JSON values."""
    return {"totals": _counts(counts.totals), "files": [_file(file) for file in counts.files]}


def _file(counts: FileCounts) -> dict[str, Any]:
    return {"file": counts.file, "system": counts.system, **_counts(counts)}


def _counts(counts: FileCounts) -> dict[str, Any]:
    return {
        "read": counts.read,
        "released": counts.released,
        "withheld": dict(sorted(counts.withheld.items())),
        "quarantined": dict(sorted(counts.quarantined.items())),
    }


def _cells(counts: PolicyCounts) -> list[dict[str, Any]]:
    return [
        {"table": table, "column": column, "reason": reason, "cells": cells}
        for (table, column, reason), cells in sorted(counts.cells.items())
    ]


def _table(table: ReleaseTable, rows: int) -> dict[str, Any]:
    kept = [variable for variable in table.variables if variable.fate != "released"]
    return {
        "name": table.name,
        "description": table.description,
        "rows": rows,
        "columns": [{**_variable(table.variable(column.name)), "type": str(column.type)} for column in table.schema],
        "stayed_inside": [_variable(variable) for variable in sorted(kept, key=lambda kept: (kept.name, kept.source))],
    }


def _variable(variable: Variable) -> dict[str, str]:
    return {
        "name": variable.name,
        "label": variable.label,
        "source": variable.source,
        "category": variable.category,
        "treatment": variable.treatment,
        "precision": variable.precision,
        "status": variable.fate,
        "why": variable.why,
    }
