"""A table of text cells, as every room hands it to the next.

Every cell is text until a treatment types it on purpose: typed readers destroy identifiers (``06031201889`` becomes a
float, nineteen-digit form ids lose digits).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa


@dataclass(frozen=True)
class Batch:
    """Some consecutive rows of one table in one file.

    Attributes:
        table: full name, ``<system>.<table>``.
        file: the export's path below the exports folder, with ``/``; as it may be printed (see crawl/labels.py).
        rows: int64, row number of each row within (file, table), counted from 1; gaps where a row was quarantined.
        parents: int64, for a child table the row number of the parent row in the parent table of the same file.
        cells: one string column per field; null where the export gave no cell, ``""`` where it gave an empty one.
            Batches of one table may differ in their columns; a missing column is all null.
    """

    table: str
    file: str
    rows: pa.Array
    parents: pa.Array | None
    cells: pa.RecordBatch


@dataclass(frozen=True)
class Declared:
    """What a profile knows of a column before any value is seen."""

    category: str
    role: str = ""


@dataclass(frozen=True)
class Part:
    """The rows of one table that came from one file, staged as an Arrow IPC file inside ``private/work/``."""

    table: str
    file: str
    path: Path
    rows: int


@dataclass(frozen=True)
class CrawledTable:
    """One table over all files that hold rows of it.

    Attributes:
        columns: union over the parts, in order of first appearance.
        parent: full name of the parent table, for a list or object nested in JSON.
        declared: column → what the system's profile says it is; empty for exports that no profile knows.
        identifies: name of the column that holds the native id of a row (``""`` if none is known).
        stated_at: name of the column that holds the date on which the row was written or last changed (``""`` if none).
        retention: class of retention that the system's profile gives it (``""`` if none).
    """

    system: str
    name: str
    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    parent: str = ""
    declared: Mapping[str, Declared] = field(default_factory=dict)
    identifies: str = ""
    stated_at: str = ""
    retention: str = ""

    @property
    def rows(self) -> int:
        """Rows over all files."""
        return sum(part.rows for part in self.parts)


@dataclass(frozen=True)
class FileReport:
    """What became of one export file.

    Attributes:
        file: printable label of the path below the exports folder.
        format: ``delimited``, ``workbook``, ``json``, ``ndjson`` or ``""`` when it was not recognised.
        quarantined: reason code → number of rows set aside; the whole file counts as one row when it could not be read
            at all, under ``reason``.
        reason: reason code when the file (or the rest of it) could not be read, else ``""``.
        note: one sentence for the report, free of values.
    """

    file: str
    system: str
    format: str
    encoding: str
    size: int
    sha256: str
    tables: Mapping[str, int]
    quarantined: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Crawl:
    """Everything one crawl found."""

    tables: tuple[CrawledTable, ...]
    files: tuple[FileReport, ...]
