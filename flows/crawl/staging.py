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
from flows.crawl.references import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ROW = "veilig:row"
PARENT = "veilig:parent"
BATCH_ROWS = 65_536
RANGE_ROWS = 2 * BATCH_ROWS
"""Rows of a part that one task works on, at least, unless the part has fewer."""

_BUFFERED_ROWS = 8_192
_BUFFERED_CHARACTERS = 8_000_000
_BATCH_BYTES = 1 << 25


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
        self._streams = _Streams(path)

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
        self._streams.close(pa.schema([*self._keys(), *((name, pa.string()) for name in self.columns)]))
        return self.written

    def discard(self) -> None:
        """Forget what was staged: the file is read again in another way."""
        self._streams.discard()
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
        self.written += batch.num_rows
        self._streams.add(self._decoded(as_typed(batch)))

    def _decoded(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        names = batch.schema.names
        for column in self.codes.keys() & set(names):
            decoded = in_words(batch.column(column), self.codes[column])
            batch = batch.set_column(names.index(column), column, decoded)
        return batch


class _Streams:
    """Writes batches to a file, a stream per schema; small ones together, so that what costs per batch costs little."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        self._sink = pa.OSFile(str(path), "wb")
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None
        self._schema: pa.Schema | None = None
        self._gathered: list[pa.RecordBatch] = []

    def add(self, batch: pa.RecordBatch) -> None:
        if self._gathered and not self._fits(batch):
            self._write_gathered()
        self._gathered.append(batch)

    def close(self, empty: pa.Schema) -> None:
        """Write what was gathered; a file without any batch gets that schema."""
        self._write_gathered()
        if self._writer is None:
            self._begin(empty)
        self.discard()

    def discard(self) -> None:
        self._end()
        self._sink.close()

    def _fits(self, batch: pa.RecordBatch) -> bool:
        together = [*self._gathered, batch]
        alike: bool = batch.schema == self._gathered[0].schema
        few = sum(each.num_rows for each in together) <= BATCH_ROWS
        return alike and few and sum(each.nbytes for each in together) <= _BATCH_BYTES

    def _write_gathered(self) -> None:
        if not self._gathered:
            return
        batch, self._gathered = pa.concat_batches(self._gathered), []
        if batch.schema != self._schema:
            self._end()
            self._begin(batch.schema)
        assert self._writer is not None  # noqa: S101  # _begin has opened it
        for start in range(0, batch.num_rows, BATCH_ROWS):
            self._writer.write_batch(batch.slice(start, BATCH_ROWS))

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


def row_ranges(part: Part) -> list[range]:
    """The rows of a part in even pieces, for one task each; in each of them a batch begins, if the part has any."""
    pieces = max(part.rows // RANGE_ROWS, 1)
    return [range(part.rows * number // pieces, part.rows * (number + 1) // pieces) for number in range(pieces)]


def read_rows(part: Part, rows: range) -> Iterator[tuple[int, Batch]]:
    """The batches of a part that begin in a range of its rows, each with the place of its first row in the part.

    Batches are never cut: over all ranges of ``row_ranges`` each comes once, and alike however the ranges are dealt.
    """
    start = 0
    for batch in read_part(part):
        if start in rows:
            yield start, batch
        start += batch.cells.num_rows
        if start >= rows.stop:
            return


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
