"""What this project's detectors call the columns of whole tables, beside their neighbours and alone; and a peer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detectors.tables import CrawledTable, Part
from tests.evaluation.column_systems import ColumnOutcome, judged_column, run_presidio
from tests.evaluation.compose_tables import TABLES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.evidence.observed_table import ObservedTable
    from tests.evaluation.column_scorer import JudgedColumn

    Observed = tuple[dict[str, Any], ObservedTable]


def read_tables(path: Path = TABLES_FILE) -> list[dict[str, Any]]:
    """The tables of the corpus."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def columns_of(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Their columns one by one, as those of the corpus of columns."""
    return [column | {"language": table["language"]} for table in tables for column in table["columns"]]


def observed(tables: list[dict[str, Any]]) -> list[Observed]:
    """The tables with what is counted over them, which takes nearly all of the time."""
    from detectors.evidence.observed_table import observe_table

    return [(table, observe_table(_cells(table))) for table in tables]


def run_whole(tables: list[Observed]) -> ColumnOutcome:
    """Every table as a whole: names of columns, cells, and how columns agree; no profile, no rulings."""
    return ColumnOutcome("veilig, whole tables", tuple(one for table, seen in tables for one in _mapped(table, seen)))


def run_alone(tables: list[Observed]) -> ColumnOutcome:
    """The same columns, each by its header and its cells."""
    return ColumnOutcome(
        "veilig, the same columns alone", tuple(one for table, seen in tables for one in _classified(table, seen))
    )


def run_peer(tables: list[dict[str, Any]]) -> ColumnOutcome:
    """presidio-structured on the same columns; it judges each alone."""
    return run_presidio(columns_of(tables))


def _mapped(table: dict[str, Any], seen: ObservedTable) -> Iterator[JudgedColumn]:
    from detectors.columns import map_table
    from detectors.decisions import Decisions

    mapped = map_table(_crawled(table), seen.columns, Decisions(), seen.agreements)
    for row, column in zip(columns_of([table]), mapped.columns, strict=True):
        finding = column.finding
        yield judged_column(row, finding.category, finding.role, finding.confidence)


def _classified(table: dict[str, Any], seen: ObservedTable) -> Iterator[JudgedColumn]:
    from detectors.columns import classify

    for row in columns_of([table]):
        finding = classify(row["header"], seen.columns[row["header"]])
        yield judged_column(row, finding.category, finding.role, finding.confidence)


def _crawled(table: dict[str, Any]) -> CrawledTable:
    headers = tuple(column["header"] for column in table["columns"])
    part = Part(table["table"], "export", Path(), len(table["columns"][0]["values"]))
    return CrawledTable(table["table"].partition(".")[0], table["table"], headers, (part,))


def _cells(table: dict[str, Any]) -> pa.RecordBatch:
    columns = table["columns"]
    cells = [pa.array(column["values"], pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(cells, names=[column["header"] for column in columns])
