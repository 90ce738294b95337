from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from flows.crawl.crawl import FileRead, read_file
from flows.crawl.files import list_files
from flows.crawl.staging import read_part

if TYPE_CHECKING:
    from pathlib import Path

    from detectors.tables import CrawledTable

Read = Callable[..., FileRead]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def read(exports: Path, work: Path) -> Read:
    """Write one export and read it; ``content`` is bytes, or text in UTF-8."""

    def write_and_read(content: bytes | str, name: str = "clinic/list.csv") -> FileRead:
        path = exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        file = next(file for file in list_files(exports) if file.path == path.resolve())
        return read_file(file, work)

    return write_and_read


@pytest.fixture
def rows() -> Callable[..., list[dict[str, str | None]]]:
    """The rows of a table of a file, of the only one if none is named; ``numbers`` adds row and parent numbers."""

    def rows_of(done: FileRead, name: str = "", *, numbers: bool = False) -> list[dict]:
        table = table_of(done, name)
        found = []
        for batch in read_part(table.parts[0]):
            cells = batch.cells.to_pylist()
            parents = batch.parents.to_pylist() if batch.parents is not None else [None] * len(cells)
            for row, parent, cell in zip(batch.rows.to_pylist(), parents, cells, strict=True):
                found.append({**cell, "row": row, "parent": parent} if numbers else cell)
        return found

    return rows_of


def table_of(done: FileRead, name: str) -> CrawledTable:
    if not name:
        (table,) = done.tables
        return table
    return next(table for table in done.tables if table.name == name)
