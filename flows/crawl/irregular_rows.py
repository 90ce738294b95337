"""The slow, forgiving way through a delimited file: the standard library's reader, a row at a time.

Takes what the fast way cannot: several tables in one file, blank lines, NUL bytes, lines of hundreds of megabytes,
quotes that are never closed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

import pyarrow as pa

from flows.crawl.dialect import Layout
from flows.crawl.headers import column_names, looks_like_header
from flows.crawl.personal_names import lists_people
from flows.crawl.row_checks import Mender, sound_rows
from flows.crawl.staging import StagedTable, text_array

if TYPE_CHECKING:
    from flows.crawl.labels import Predicate
    from flows.crawl.reading import Reading

LONGEST_LINE = 1 << 24
_CHUNK_ROWS = 8_192
_CHUNK_CHARACTERS = 8_000_000

NewTable = Callable[[int, tuple[str, ...]], StagedTable]
"""Opens the n-th table of the file (from 2), with these columns."""


class _Lines:
    """The lines of a text, never more than ``LONGEST_LINE`` characters of one at a time."""

    def __init__(self, text: TextIO, reading: Reading) -> None:
        self._text = text
        self._reading = reading
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE):
            if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
                self.row.append(line)
                yield line
            else:
                self._skip_rest()

    def _skip_rest(self) -> None:
        while (piece := self._text.readline(LONGEST_LINE)) and not piece.endswith(("\n", "\r")):
            pass
        self._reading.set_aside("line-too-long")

    def take_row(self) -> list[str]:
        """The lines of the row that was just parsed."""
        row, self.row = self.row, []
        return row


def _rows(text: TextIO, delimiter: str, reading: Reading, width: int) -> Iterator[list[str]]:
    """Rows of cells; what cannot be one is set aside."""
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(text, reading)
    parser = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(parser)
        except StopIteration:
            return
        except csv.Error:  # a field beyond the limit
            reading.set_aside("line-too-long", len(lines.take_row()))
            continue
        written = lines.take_row()
        if written and not written[-1].endswith(("\n", "\r")) and _is_cut(written, row, delimiter, width):
            reading.reason = "truncated"
            reading.set_aside("truncated", len(written))
            reading.note("The last row is incomplete: the file was cut, or a quotation mark is never closed.")
            return
        yield row


def _is_cut(written: Sequence[str], row: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether the last row of the file ends inside a quoted cell, or before the last column."""
    return 1 < len(row) < width or _never_closed(written, delimiter)


def _never_closed(written: Sequence[str], delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end: then one more quotation mark ends it, and only it."""
    probe = [*written[:-1], written[-1] + f'"{delimiter}x']
    closed = next(csv.reader(probe, delimiter=delimiter), [])
    return bool(closed) and closed[-1] == "x" and '"' in "".join(written) and _odd_quotes(written)


def _odd_quotes(written: Sequence[str]) -> bool:
    return sum(line.count('"') for line in written) % 2 == 1


class _Filling:
    """The table being filled, and its rows that wait to be staged."""

    def __init__(self, reading: Reading, staged: StagedTable, layout: Layout, suspects: tuple[str, ...]) -> None:
        self.width = len(layout.columns)
        self._reading = reading
        self._staged = staged
        self._columns = list(layout.columns)
        self._mender = Mender(self.width)
        self._header = layout.header
        self._suspects = suspects
        self._numbers: list[int] = []
        self._rows: list[list[str | None]] = []
        self._characters = 0
        self._last = 0

    def add(self, row: list[str]) -> None:
        self._last += 1
        cells = self._mender.mend(self._last, row)
        if isinstance(cells, str):
            self._reading.set_aside(cells)
            return
        self._numbers.append(self._last)
        self._rows.append(cells)
        self._characters += sum(map(len, row))
        if len(self._rows) >= _CHUNK_ROWS or self._characters >= _CHUNK_CHARACTERS:
            self.flush()

    def skip_blank(self, row: list[str]) -> None:
        """A row of delimiters has a number as in the fast way, where only empty lines have none."""
        self._last += len(row) > 1

    def flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else [[] for _ in self._columns]
        cells = pa.RecordBatch.from_arrays([text_array(column) for column in columns], names=self._columns)
        rows, cells, aside = sound_rows(
            pa.array(self._numbers, pa.int64()), cells, self._header, suspects=self._suspects
        )
        for reason, count in aside.items():
            self._reading.set_aside(reason, count)
        self._staged.add_batch(rows, cells)
        self._numbers, self._rows, self._characters = [], [], 0


def read_irregular(
    reading: Reading,
    text: TextIO,
    layout: Layout,
    staged: StagedTable,
    *,
    new_table: NewTable,
    suspects: tuple[str, ...],
) -> None:
    """Stage all rows of all tables in the text.

    Args:
        reading: where rows set aside are counted.
        text: positioned at the first data row.
        layout: of the first table.
        staged: the first table, to fill.
        new_table: opens further ones.
        suspects: as for ``row_checks.sound_rows``.
    """
    filling = _Filling(reading, staged, layout, suspects)
    tables, after_blank = 1, False
    rows = _with_next(_rows(text, layout.delimiter, reading, len(layout.columns)))
    for row, following in rows:
        if not any(row):
            after_blank = True
            filling.skip_blank(row)
            continue
        if after_blank and _begins_table(row, following, filling.width, reading.personal):
            filling.flush()
            tables += 1
            header = _trimmed(row)
            staged = new_table(tables, column_names(header, reading.personal))
            part = Layout(layout.delimiter, tuple(staged.columns), tuple(header), 0, 0)
            filling = _Filling(reading, staged, part, suspects)
        else:
            filling.add(row)
        after_blank = False
    filling.flush()


def _with_next(rows: Iterator[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Each row with the one after it; an empty list after the last."""
    current = next(rows, None)
    while current is not None:
        following = next(rows, None)
        yield current, following or []
        current = following


def _begins_table(row: list[str], following: list[str], width: int, personal: Predicate) -> bool:
    """Whether a row after a blank line is the header of another table: of another width, with data below it."""
    header = _trimmed(row)
    return (
        len(header) > 1
        and len(header) != width
        and all(header)
        and len(set(header)) == len(header)
        and looks_like_header(header)
        and len(_trimmed(following)) in (len(header), len(header) - 1)
        and any(character.isdigit() for cell in following for character in cell)
        and not lists_people(header, personal)
    )


def _trimmed(row: list[str]) -> list[str]:
    kept = len(row)
    while kept and not row[kept - 1].strip():
        kept -= 1
    return row[:kept]
