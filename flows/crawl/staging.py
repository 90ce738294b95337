"""The private folder in which crawled tables wait, as Arrow IPC streams, for the rooms that follow.

A staged file is one or more IPC streams one after the other: JSON shows its columns as it goes, and each time a table
grows a column a new stream with the wider schema begins. Files are numbered, never named after what they hold.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyarrow as pa

from detectors.tables import Batch, Part
from flows.crawl.column_names import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ROW = "veilig:row"
PARENT = "veilig:parent"
BATCH_ROWS = 65_536

_BUFFERED_ROWS = 8_192
_BUFFERED_CHARACTERS = 8_000_000


class StagedTable:
    """Writes the rows of one table of one file; rows come singly (``add_row``) or as whole batches (``add_batch``)."""

    def __init__(
        self, path: Path, *, child: bool = False, codes: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.path = path
        self.child = child
        self.codes = codes or {}
        self.columns: dict[str, None] = {}
        self.written = 0
        self.last_row = 0
        self._pending: list[tuple[int, int, Mapping[str, str | None]]] = []
        self._characters = 0
        os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        self._sink = pa.OSFile(str(path), "wb")
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None
        self._schema: pa.Schema | None = None

    def skip_row(self) -> None:
        """Leave out the next row number: that row went into quarantine."""
        self.last_row += 1

    def add_row(self, cells: Mapping[str, str | None], parent: int = 0) -> int:
        """Append one row and give its number; ``parent`` is the row number in the parent table."""
        self.last_row += 1
        self.columns.update(dict.fromkeys(cells))
        self._pending.append((self.last_row, parent, cells))
        self._characters += sum(len(cell) for cell in cells.values() if cell)
        if len(self._pending) >= _BUFFERED_ROWS or self._characters >= _BUFFERED_CHARACTERS:
            self._flush()
        return self.last_row

    def add_batch(self, rows: pa.Array, cells: pa.RecordBatch) -> None:
        """Append rows with their numbers (int64, ascending) and string cells."""
        self.columns.update(dict.fromkeys(cells.schema.names))
        if len(rows):
            self.last_row = rows[-1].as_py()
            self._write(pa.RecordBatch.from_arrays([rows, *cells.columns], names=[ROW, *cells.schema.names]))

    def close(self) -> int:
        """Write what is pending and give the number of rows staged; a table without rows keeps its columns."""
        self._flush()
        if self._writer is None:
            self._begin(pa.schema([*self._keys(), *((name, pa.string()) for name in self.columns)]))
        self._end()
        self._sink.close()
        return self.written

    def discard(self) -> None:
        """Forget what was staged: the file is read again in another way."""
        self._end()
        self._sink.close()
        self.path.unlink()

    def _keys(self) -> list[tuple[str, pa.DataType]]:
        return [(ROW, pa.int64()), (PARENT, pa.int64())] if self.child else [(ROW, pa.int64())]

    def _flush(self) -> None:
        pending, self._pending, self._characters = self._pending, [], 0
        if not pending:
            return
        numbers, parents, cells = zip(*pending, strict=True)
        keys = [numbers, parents] if self.child else [numbers]
        arrays = [pa.array(key, pa.int64()) for key in keys]
        arrays += [text_array([row.get(name) for row in cells]) for name in self.columns]
        self._write(pa.RecordBatch.from_arrays(arrays, names=[*(name for name, _ in self._keys()), *self.columns]))

    def _write(self, batch: pa.RecordBatch) -> None:
        batch = self._decoded(batch)
        if self._writer is None or batch.schema != self._schema:
            self._end()
            self._begin(batch.schema)
        assert self._writer is not None  # noqa: S101  # _begin has just opened it
        for start in range(0, batch.num_rows, BATCH_ROWS):
            self._writer.write_batch(batch.slice(start, BATCH_ROWS))
        self.written += batch.num_rows

    def _decoded(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        names = batch.schema.names
        for column in self.codes.keys() & set(names):
            decoded = in_words(batch.column(column), self.codes[column])
            batch = batch.set_column(names.index(column), column, decoded)
        return batch

    def _begin(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._writer = pa.ipc.new_stream(self._sink, schema)

    def _end(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def text_array(cells: Sequence[str | None]) -> pa.Array:
    r"""A string column; halves of surrogate pairs, which JSON can hold and UTF-8 cannot, become U+FFFD.

    >>> text_array(["a", None, chr(0xD83D)]).to_pylist()
    ['a', None, '\ufffd']
    """
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([None if cell is None else _encodable(cell) for cell in cells], pa.string())


def _encodable(cell: str) -> str:
    return cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_part(part: Part) -> Iterator[Batch]:
    """The staged rows of a part, memory-mapped, at most ``BATCH_ROWS`` a batch, in the order of the file."""
    with pa.memory_map(str(part.path)) as source:
        while source.tell() < source.size():
            for staged in pa.ipc.open_stream(source):
                yield _as_batch(part, staged)


def _as_batch(part: Part, staged: pa.RecordBatch) -> Batch:
    keys = [name for name in (ROW, PARENT) if name in staged.schema.names]
    parents = staged.column(PARENT) if PARENT in keys else None
    return Batch(part.table, part.file, staged.column(ROW), parents, staged.drop_columns(keys))
