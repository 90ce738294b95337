"""Everything that a folder says, as text: what a curious reader with the right tools would see."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq


def said_in(folder: Path) -> Iterator[tuple[str, str]]:
    """(where, text) for every file below a folder; compressed formats are opened, bytes are read in both encodings."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        where = str(path.relative_to(folder))
        yield where, where
        content = path.read_bytes()
        if content.startswith(b"PAR1"):
            yield where, _parquet(path)
            continue
        yield where, content.decode("utf-8", errors="replace")
        yield where, content.decode("cp1252", errors="replace")
        yield where, content.decode("utf-16-le", errors="replace")
        if content.startswith(b"SQLite format 3"):
            yield where, _sqlite(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield (
                    where,
                    "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist()),
                )


def _parquet(path: Path) -> str:
    """Cells as ``column=cell``, schema, metadata; the statistics hold nothing but cells."""
    file = pq.ParquetFile(path)
    cells = [
        f"{name}={cell}" for name in file.schema_arrow.names for cell in file.read([name])[name].unique().to_pylist()
    ]
    return "\n".join([str(file.schema_arrow), str(file.metadata.metadata), *cells])


def _sqlite(path: Path) -> str:
    """Every cell of every table, blobs also decoded, pickles and base64 as they stand."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        rows = (row for name in tables for row in database.execute(f'select * from "{name}"'))  # noqa: S608 names from the schema
        return "\n".join(_cell(cell) for row in rows for cell in row)


def _cell(cell: object) -> str:
    return cell.decode("utf-8", errors="replace") if isinstance(cell, bytes) else str(cell)
