"""Tables of figures as a person reads them: a line per combination of dimensions, a column per measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from flows.publish.templating import grouped

if TYPE_CHECKING:
    from pathlib import Path

    from flows.publish.release_content import ReleaseTable, SmallCells

LINES_SHOWN = 40
"""Lines of a table on the page, of those that show anything; the files have them all."""


@dataclass(frozen=True)
class FigureTable:
    """One table for the page."""

    name: str
    description: str
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    lines: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    left_out: int


def figure_tables(tables: tuple[ReleaseTable, ...], data: Path) -> list[FigureTable]:
    """The tables that have a rule for small cells, as they will be shown."""
    return [
        _figure_table(table, table.small_cells, data / f"{table.name}.parquet")
        for table in tables
        if table.small_cells is not None
    ]


def _figure_table(table: ReleaseTable, rule: SmallCells, path: Path) -> FigureTable:
    rows = pq.read_table(path).to_pylist()
    dimensions = tuple(name for name in table.schema.names if name not in (rule.measure, rule.value, rule.status))
    measures = tuple(dict.fromkeys(row[rule.measure] for row in rows))
    lines: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        place = tuple("" if row[name] is None else str(row[name]) for name in dimensions)
        lines.setdefault(place, {})[row[rule.measure]] = _shown(row[rule.value], row[rule.status])
    shown = [
        (place, tuple(of.get(measure, "") for measure in measures))
        for place, of in lines.items()
        if set(of.values()) - {"0", "[c]"}
    ][:LINES_SHOWN]
    return FigureTable(table.name, table.description, dimensions, measures, tuple(shown), len(lines) - len(shown))


def _shown(value: float | None, status: str) -> str:
    if value is None:
        return status
    return grouped(int(value)) if value == int(value) else f"{value:.2f}"
