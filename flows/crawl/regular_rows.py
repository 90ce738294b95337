"""The fast way through a delimited file: Arrow's reader, a block at a time.

Rows whose number of cells is not the header's come back through a handler, are mended or set aside as in the slow way,
and take their place among the others by row number.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from flows.crawl.row_checks import Mender, sound_rows
from flows.crawl.staging import StagedTable, text_array

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flows.crawl.dialect import Layout
    from flows.crawl.reading import Reading

BLOCK_BYTES = 1 << 22
_TRAILING = "veilig:trailing"
_LAST = 1 << 62


class _OddRows:
    """Rows with too many or too few cells, in the order of the file, waiting for their place."""

    def __init__(self, delimiter: str, width: int) -> None:
        self._mender = Mender(width)
        self._delimiter = delimiter
        self.waiting: list[tuple[int, list[str]]] = []

    def take(self, row: arrow_csv.InvalidRow) -> str:
        """Arrow's handler for invalid rows."""
        cells = next(csv.reader(io.StringIO(row.text, newline=""), delimiter=self._delimiter), [])
        self.waiting.append((row.number, cells))
        return "skip"

    def numbers(self) -> np.ndarray:
        return np.array([number for number, _ in self.waiting], dtype=np.int64)

    def mended(self, last: int, reading: Reading) -> list[tuple[int, list[str | None]]]:
        """Take out the rows up to that number, mended; those that cannot be are set aside."""
        due = [row for row in self.waiting if row[0] <= last]
        self.waiting = self.waiting[len(due) :]
        mended = []
        for number, row in due:
            if not any(row):
                continue
            cells = self._mender.mend(number, row)
            if isinstance(cells, str):
                reading.set_aside(cells)
            else:
                mended.append((number, cells))
        return mended

    def drop_cut_row(self, reading: Reading, following: int) -> None:
        """When the very last row of the file is an odd one with cells missing, the file lost its end."""
        if self.waiting and self.waiting[-1][0] >= following and 1 < len(self.waiting[-1][1]) < self._mender.width:
            self.waiting.pop()
            reading.set_aside("truncated")
            reading.reason = "truncated"
            reading.note("The last row is incomplete: the file was cut.")


def read_regular(
    reading: Reading, source: BinaryIO, layout: Layout, staged: StagedTable, *, quoted: bool, cut: bool, broken: bool
) -> None:
    """Stage all rows.

    Args:
        reading: where rows set aside are counted.
        source: UTF-8, positioned at the first data row.
        layout: the file's.
        staged: the table to fill.
        quoted: whether quotation marks occur.
        cut: whether the file ends without a line end, so that a short last row is an incomplete one.
        broken: whether bytes may occur that do not belong to the encoding.

    Raises:
        pa.ArrowInvalid: the file is less regular than it seemed.
    """

    def stage(rows: pa.Array, cells: pa.RecordBatch) -> None:
        rows, cells, aside = sound_rows(rows, cells, layout.header, suspects=("encoding",) if broken else ())
        for reason, count in aside.items():
            reading.set_aside(reason, count)
        staged.add_batch(rows, cells)

    odd = _OddRows(layout.delimiter, len(layout.columns))
    following = 1
    for block in _blocks(source, layout, odd, quoted=quoted):
        numbers = _numbers(following, block.num_rows, odd.numbers())
        following = int(numbers[-1]) + 1 if len(numbers) else following
        stage(*_merged(numbers, block, odd.mended(following - 1, reading)))
    if cut:
        odd.drop_cut_row(reading, following)
    empty = pa.RecordBatch.from_arrays([text_array([]) for _ in layout.columns], names=list(layout.columns))
    stage(*_merged(np.array([], dtype=np.int64), empty, odd.mended(_LAST, reading)))


def _blocks(source: BinaryIO, layout: Layout, odd: _OddRows, *, quoted: bool) -> Iterator[pa.RecordBatch]:
    names = [*layout.columns, _TRAILING] if layout.trailing else list(layout.columns)
    reader = arrow_csv.open_csv(
        source,
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES, column_names=names),
        parse_options=arrow_csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted,
            invalid_row_handler=odd.take,
        ),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False, column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    for block in reader:
        yield _without_trailing(block) if layout.trailing else block


def _without_trailing(block: pa.RecordBatch) -> pa.RecordBatch:
    """Drop the empty cell behind the last delimiter.

    Raises:
        pa.ArrowInvalid: it is not always empty.
    """
    if pc.any(pc.not_equal(block.column(_TRAILING), "")).as_py():
        raise pa.ArrowInvalid("Cells stand behind the last column.")
    return block.drop_columns([_TRAILING])


def _numbers(start: int, count: int, taken: np.ndarray) -> np.ndarray:
    """``count`` row numbers from ``start`` on, leaving out those taken by odd rows."""
    candidates = np.arange(start, start + count + len(taken), dtype=np.int64)
    return candidates[~np.isin(candidates, taken)][:count] if len(taken) else candidates


def _merged(
    numbers: np.ndarray, block: pa.RecordBatch, mended: Sequence[tuple[int, list[str | None]]]
) -> tuple[pa.Array, pa.RecordBatch]:
    """The rows of a block and the mended ones between them."""
    if not mended:
        return pa.array(numbers), block
    columns = zip(*(cells for _, cells in mended), strict=True)
    extra = pa.RecordBatch.from_arrays([text_array(column) for column in columns], names=block.schema.names)
    rows = np.concatenate([numbers, np.array([number for number, _ in mended], dtype=np.int64)])
    order = np.argsort(rows, kind="stable")
    cells = pa.Table.from_batches([block, extra]).take(pa.array(order)).combine_chunks()
    return pa.array(rows[order]), cells.to_batches()[0]
