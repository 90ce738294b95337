"""What is really in a Parquet file: every value, whether a row shows it or not, and everything beside the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.contract import TYPES, ColumnContract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from transforms.known_identifiers import KnownIdentifiers

PSEUDONYM_SHAPE = "^[sr][a-z2-7]{16}$"
"""As transforms/pseudonyms.py makes them."""

_FIELD_METADATA = {b"label", b"category", b"treatment", b"PARQUET:field_id"}
_FILE_METADATA = {b"ARROW:schema"}
_LONG_NUMBER = 1_000_000
"""From here on a number may be an identifier that lost its column's type."""


@dataclass(frozen=True)
class ColumnCounts:
    """What was found in one column.

    Attributes:
        searched: cells searched for known identifiers.
        known: cells that hold one.
        shaped: cells that must be pseudonyms.
        misshapen: those that are none.
        unused: values that stand in the file and in no row.
    """

    searched: int = 0
    known: int = 0
    shaped: int = 0
    misshapen: int = 0
    unused: int = 0

    def __add__(self, other: ColumnCounts) -> ColumnCounts:
        return ColumnCounts(
            self.searched + other.searched,
            self.known + other.known,
            self.shaped + other.shaped,
            self.misshapen + other.misshapen,
            self.unused + other.unused,
        )


def count_column(path: Path, column: ColumnContract, known: KnownIdentifiers | None) -> ColumnCounts:
    """Reads one column of a file, row group by row group."""
    return sum((_count(chunk, column, known) for chunk in _chunks(path, column.name)), ColumnCounts())


def differences(path: Path, declared: Sequence[tuple[str, str]]) -> int:
    """Columns that are missing, undeclared, out of order or of another type than declared."""
    written = [(column.name, column.type) for column in pq.read_schema(path)]
    planned = [(name, TYPES.get(kind)) for name, kind in declared]
    unequal = sum(one != other for one, other in zip(written, planned, strict=False))
    return unequal + abs(len(written) - len(planned))


def foreign_metadata(path: Path) -> int:
    """Entries beside the rows that the writer of releases does not make."""
    file = pq.read_metadata(path).metadata or {}
    schema = pq.read_schema(path)
    fields = [key for column in schema for key in column.metadata or {} if key not in _FIELD_METADATA]
    return len(file.keys() - _FILE_METADATA) + len((schema.metadata or {}).keys()) + len(fields)


def _chunks(path: Path, column: str) -> Iterator[pa.Array]:
    """The column's arrays; strings as dictionaries, with all values that the file holds."""
    with pq.ParquetFile(path, read_dictionary=[column]) as file:
        for group in range(file.num_row_groups):
            yield from file.read_row_group(group, columns=[column]).column(0).chunks


def _count(chunk: pa.Array, column: ColumnContract, known: KnownIdentifiers | None) -> ColumnCounts:
    texts = chunk if pa.types.is_dictionary(chunk.type) else _long_numbers(chunk)
    if texts is None:
        return ColumnCounts()
    counts = ColumnCounts(unused=_unused(texts))
    if column.is_pseudonym:
        counts, texts = _shapes(texts, counts)
    if known is not None:
        counts += ColumnCounts(searched=len(texts) - texts.null_count, known=int(known.contains(texts).sum()))
    return counts


def _shapes(texts: pa.DictionaryArray, counts: ColumnCounts) -> tuple[ColumnCounts, pa.Array]:
    """Counts the cells without the shape of a pseudonym and keeps them; the others are random and name nobody."""
    shaped = pc.match_substring_regex(texts.dictionary, PSEUDONYM_SHAPE)
    others = texts.filter(pc.invert(shaped.take(texts.indices)))
    cells = len(texts) - texts.null_count
    return counts + ColumnCounts(shaped=cells, misshapen=len(others)), others


def _unused(texts: pa.DictionaryArray) -> int:
    uses = np.bincount(texts.indices.drop_null().to_numpy(zero_copy_only=False), minlength=len(texts.dictionary))
    return int((uses == 0).sum())


def _long_numbers(chunk: pa.Array) -> pa.Array | None:
    """Whole numbers of seven digits and more as text, None for other columns."""
    if not (pa.types.is_floating(chunk.type) or pa.types.is_integer(chunk.type)):
        return None
    numbers = chunk.cast(pa.float64()).drop_null()
    whole = pc.and_(pc.equal(numbers, pc.trunc(numbers)), pc.greater_equal(pc.abs(numbers), _LONG_NUMBER))
    exact = pc.and_(whole, pc.less(pc.abs(numbers), 2.0**53))
    return numbers.filter(exact).cast(pa.int64()).cast(pa.string()).dictionary_encode()
