"""Everything that a folder says, as text: what a curious reader with the right tools would see."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def said_in(folder: Path) -> Iterator[tuple[str, str]]:
    """(where, text) for every file below a folder; compressed formats are opened, bytes are read in both encodings."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        where = str(path.relative_to(folder))
        yield where, where
        content = path.read_bytes()
        yield where, content.decode("utf-8", errors="replace")
        yield where, content.decode("cp1252", errors="replace")
        yield where, content.decode("utf-16-le", errors="replace")
        if content.startswith(b"PAR1"):
            yield where, _parquet(path)
        elif content.startswith(b"SQLite format 3"):
            yield where, _sqlite(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield where, "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())


def _parquet(path: Path) -> str:
    """Cells, schema, metadata and statistics."""
    file = pq.ParquetFile(path)
    table = file.read()
    cells = [pa.array([str(cell) for cell in column.to_pylist() if cell is not None]) for column in table.columns]
    statistics = [
        str(file.metadata.row_group(group).column(column).statistics)
        for group in range(file.metadata.num_row_groups)
        for column in range(file.metadata.num_columns)
    ]
    return "\n".join([str(file.schema_arrow), str(file.metadata.metadata), *statistics, *("\n".join(c.to_pylist()) for c in cells)])


def _sqlite(path: Path) -> str:
    """Every cell of every table, blobs also decoded, pickles and base64 as they stand."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        rows = (row for name in tables for row in database.execute(f'select * from "{name}"'))  # noqa: S608 names from the schema
        return "\n".join(_cell(cell) for row in rows for cell in row)


def _cell(cell: object) -> str:
    return cell.decode("utf-8", errors="replace") if isinstance(cell, bytes) else str(cell)
