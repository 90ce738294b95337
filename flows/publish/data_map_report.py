"""``reports/data-map.json`` and ``.html``: what is where, what the law calls it, and what each policy does to it.

The JSON is for scripts, the page for the data protection officer. Neither holds a value of a person: names of systems,
tables, columns and files, counts, and evidence in words.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from detectors.errors import ConfigurationError
from detectors.taxonomy import CATEGORIES, category
from flows.publish.datapackage import as_json
from flows.publish.durable import write_atomically
from flows.publish.templating import render

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from detectors.data_map import DataMap, MappedColumn, MappedTable

    Treatments = Mapping[str, Mapping[str, Mapping[str, str]]]

CLASSES = {
    "D": "direct identifier",
    "Q": "quasi-identifier",
    "S": "special category",
    "A": "attribute",
    "X": "never leaves",
    "T": "free text",
    "-": "not recognised",
}
"""What a class letter of the taxonomy means."""


@dataclass(frozen=True)
class Changes:
    """What differs from the data map before; all by full name.

    Attributes:
        first: there was no data map before.
        new: columns that were not there.
        gone: columns that are no longer there.
        changed: column → the category it had.
    """

    first: bool
    new: frozenset[str]
    gone: tuple[str, ...]
    changed: Mapping[str, str]


def write_data_map(data_map: DataMap, treatments: Treatments, reports: Path, *, clinic: str, as_of: dt.date) -> None:
    """Writes the data map as JSON and as a page, each file replaced in one step.

    Args:
        data_map: all tables and columns.
        treatments: table → column → policy → treatment in words.
        reports: the workspace's folder of reports; the data map that lies there is what "new" is measured by.
        clinic: name for the heading.
        as_of: the run's reference date.

    Raises:
        ConfigurationError: the data map before is not one that this program wrote.
    """
    reports.mkdir(parents=True, exist_ok=True)
    plain = data_map_report(data_map, treatments)
    changes = compare(plain, read_before(reports / "data-map.json"))
    write_atomically(reports / "data-map.html", data_map_page(plain, changes, clinic=clinic, as_of=as_of))
    write_atomically(reports / "data-map.json", as_json(plain))


def data_map_report(data_map: DataMap, treatments: Treatments) -> dict[str, Any]:
    """The data map as JSON values, in a shape that scripts may rely on."""
    return {"tables": [_table(table, treatments.get(table.table, {})) for table in data_map.tables]}


def _table(table: MappedTable, treatments: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "system": table.system,
        "table": table.table,
        "parent": table.parent,
        "files": list(table.files),
        "rows": table.rows,
        "identifies": table.identifies,
        "stated_at": table.stated_at,
        "columns": [_column(column, treatments.get(column.name, {})) for column in table.columns],
    }


def _column(column: MappedColumn, treatments: Mapping[str, str]) -> dict[str, Any]:
    finding = column.finding
    found = category(finding.category)
    return {
        "name": column.name,
        "category": finding.category,
        "class": found.kind,
        "confidence": round(finding.confidence, 3),
        "evidence": list(finding.evidence),
        "runner_up": asdict(finding.runner_up) if finding.runner_up else None,
        "decided": column.decided,
        "treatments": dict(treatments),
        "label": found.label,
        "role": finding.role,
        "law": found.law,
    }


def read_before(path: Path) -> dict[str, Any] | None:
    """The data map of the run before, or None.

    Raises:
        ConfigurationError: the file is not a data map.
    """
    if not path.is_file():
        return None
    try:
        before: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _categories(before)
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        hint = "Move it away; the next data map then counts as the first."
        raise ConfigurationError(f"{path.name} is not a data map.", hint=hint) from None
    return before


def compare(plain: Mapping[str, Any], before: Mapping[str, Any] | None) -> Changes:
    """What is new, gone or otherwise classified since the data map before."""
    if before is None:
        return Changes(first=True, new=frozenset(), gone=(), changed={})
    now, then = _categories(plain), _categories(before)
    return Changes(
        first=False,
        new=frozenset(now.keys() - then.keys()),
        gone=tuple(sorted(then.keys() - now.keys())),
        changed={name: then[name] for name in sorted(now.keys() & then.keys()) if now[name] != then[name]},
    )


def _categories(plain: Mapping[str, Any]) -> dict[str, str]:
    """Full column name → category."""
    return {
        f"{table['table']}.{column['name']}": column["category"]
        for table in plain["tables"]
        for column in table["columns"]
    }


def data_map_page(plain: Mapping[str, Any], changes: Changes, *, clinic: str, as_of: dt.date) -> str:
    """The page that a data protection officer reads; one file, without outside assets or scripts."""
    systems = groupby(sorted(plain["tables"], key=lambda table: (table["system"], table["table"])), _system_of)
    columns = [column for table in plain["tables"] for column in table["columns"]]
    return render(
        "data_map.html.j2",
        clinic=clinic,
        as_of=as_of.isoformat(),
        summary=_summary(plain["tables"], columns),
        changes=changes,
        changed=_names(plain, changes),
        undecided=_undecided(plain["tables"]),
        systems=[(system, list(tables)) for system, tables in systems],
        policies=sorted({policy for column in columns for policy in column["treatments"]}),
        legend=_legend(columns),
        classes=CLASSES,
    )


def _system_of(table: Mapping[str, Any]) -> str:
    return str(table["system"])


def _summary(tables: Iterable[Mapping[str, Any]], columns: list[Mapping[str, Any]]) -> list[tuple[int, str, str]]:
    """The figures on top: number, what it counts, and the class of its mark."""
    tables = list(tables)
    classes = [column["class"] for column in columns]
    return [
        (len({table["system"] for table in tables}), "systems", ""),
        (len(tables), "tables", ""),
        (sum(table["rows"] for table in tables), "rows", ""),
        (len(columns), "columns", ""),
        (sum("D" in kind for kind in classes), "columns of direct identifiers", "D"),
        (sum("S" in kind for kind in classes), "columns of special categories", "S"),
        (sum("T" in kind for kind in classes), "columns of free text", "T"),
        (sum(column["category"] == "unknown" for column in columns), "columns undecided", "unknown"),
    ]


def _names(plain: Mapping[str, Any], changes: Changes) -> list[tuple[str, str, str]]:
    """Columns that are something else than before: name, label before, label now."""
    now = _categories(plain)
    return [(name, _label(then), _label(now[name])) for name, then in changes.changed.items()]


def _label(name: str) -> str:
    """A category's label; its name when the taxonomy no longer has it."""
    return next((known.label for known in CATEGORIES if known.name == name), name)


def _undecided(tables: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Columns that nobody and nothing could name: full name and column."""
    return [
        (f"{table['table']}.{column['name']}", column)
        for table in tables
        for column in table["columns"]
        if column["category"] == "unknown"
    ]


def _legend(columns: Iterable[Mapping[str, Any]]) -> list[tuple[Any, int]]:
    """The categories that occur, in the order of the taxonomy, and in how many columns."""
    named = [column["category"] for column in columns]
    return [(known, named.count(known.name)) for known in CATEGORIES if known.name in named]
