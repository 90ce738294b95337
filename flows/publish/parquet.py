"""The one place that writes Parquet: sorted, plainly typed, free of everything a table carries along unseen.

pandas and dictionary arrays leave traces in a file: categories that were filtered out, row numbers of the source,
attributes with paths. Here rows are cast to plain columns, sorted by pseudonym, and written under a schema made from
the contract; the same rows in any order give the same bytes.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from detectors.errors import ContractBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flows.publish.release_content import ReleaseTable

ROWS_AT_ONCE = 250_000
"""Rows that are sorted in memory together."""
ROW_GROUP = 1 << 17

_PREFIX = 3
"""Characters of the first sort key that tell its bucket: the kind of a pseudonym and two of base32, 1024 ways."""


def write_parquet(table: ReleaseTable, path: Path, work: Path) -> int:
    """Writes a table and returns its number of rows.

    Args:
        table: with its parts.
        path: the file to make.
        work: a private folder for rows on their way.

    Raises:
        ContractBroken: a part lacks a column of the schema, or a cell does not fit its type.
    """
    schema = published_schema(table)
    order = _order(table)
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=3, version="2.6") as writer:
        for bucket in _buckets(table, order[0], work):
            rows += bucket.num_rows
            writer.write_table(_sorted(bucket, order).cast(schema), row_group_size=ROW_GROUP)
    return rows


def published_schema(table: ReleaseTable) -> pa.Schema:
    """The table's columns with what the codebook says of each as field metadata, and no other metadata."""
    return pa.schema([column.with_metadata(_metadata(table, column.name)) for column in table.schema])


def _metadata(table: ReleaseTable, column: str) -> dict[str, str]:
    variable = table.variable(column)
    return {"label": variable.label, "category": variable.category, "treatment": variable.treatment}


def _order(table: ReleaseTable) -> list[str]:
    first = [name for name in table.sort_keys if name in table.schema.names]
    return first + [name for name in table.schema.names if name not in first]


def _sorted(rows: pa.Table, order: Sequence[str]) -> pa.Table:
    return rows.take(pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in order]))


def _buckets(table: ReleaseTable, first: str, work: Path) -> Iterator[pa.Table]:
    """The rows in buckets of about ``ROWS_AT_ONCE``; no row of a bucket sorts behind one of the next."""
    prefixes = _prefixes(table, first)
    if sum(prefixes.values()) <= ROWS_AT_ONCE or not pa.types.is_string(table.schema.field(first).type):
        yield pa.Table.from_batches(_batches(table), schema=table.schema)
        return
    bounds = _bounds(prefixes)
    spools = [work / f"bucket-{number:05}.arrow" for number in range(len(bounds) + 1)]
    _distribute(table, first, bounds, spools)
    for spool in spools:
        with pa.memory_map(str(spool)) as source:
            yield pa.ipc.open_stream(source).read_all()
        spool.unlink()


def _prefixes(table: ReleaseTable, first: str) -> dict[str, int]:
    """Rows per leading characters of the first sort key, in ascending order."""
    counts: dict[str, int] = {}
    for batch in _batches(table):
        for entry in _prefix(batch.column(first)).value_counts():
            prefix = entry["values"].as_py()
            counts[prefix] = counts.get(prefix, 0) + entry["counts"].as_py()
    return dict(sorted(counts.items()))


def _prefix(column: pa.Array) -> pa.Array:
    """Null sorts last, as Arrow sorts it."""
    return pc.utf8_slice_codeunits(column.cast(pa.string()), 0, _PREFIX).fill_null("\U0010ffff")


def _bounds(prefixes: dict[str, int]) -> list[str]:
    """The prefixes with which a bucket begins, but for the first."""
    bounds, held = [], 0
    for prefix, count in prefixes.items():
        if held and held + count > ROWS_AT_ONCE:
            bounds.append(prefix)
            held = 0
        held += count
    return bounds


def _distribute(table: ReleaseTable, first: str, bounds: list[str], spools: Sequence[Path]) -> None:
    with ExitStack() as stack:
        writers = [stack.enter_context(_writer(spool, table.schema)) for spool in spools]
        for batch in _batches(table):
            bucket = _bucket_numbers(_prefix(batch.column(first)), bounds)
            for number in np.unique(bucket):
                writers[number].write_batch(batch.filter(pa.array(bucket == number)))


def _bucket_numbers(prefixes: pa.Array, bounds: list[str]) -> npt.NDArray[np.int64]:
    encoded = prefixes.dictionary_encode()
    place = np.searchsorted(np.array(bounds, dtype=object), encoded.dictionary.to_pylist(), side="right")
    numbers: npt.NDArray[np.int64] = place[encoded.indices.to_numpy()]
    return numbers


@contextmanager
def _writer(spool: Path, schema: pa.Schema) -> Iterator[pa.RecordBatchWriter]:
    with pa.OSFile(str(spool), "wb") as sink, pa.ipc.new_stream(sink, schema) as writer:
        yield writer


def _batches(table: ReleaseTable) -> Iterator[pa.RecordBatch]:
    for part in table.parts:
        with pa.memory_map(str(part)) as source:
            for batch in _read(source):
                yield _plain(batch, table)


def _read(source: pa.MemoryMappedFile) -> Iterable[pa.RecordBatch]:
    """The batches of an Arrow IPC file or stream."""
    if source.size() == 0:
        return
    is_file = source.read(6) == b"ARROW1"
    source.seek(0)
    if is_file:
        reader = pa.ipc.open_file(source)
        yield from (reader.get_batch(number) for number in range(reader.num_record_batches))
    else:
        yield from pa.ipc.open_stream(source)


def _plain(batch: pa.RecordBatch, table: ReleaseTable) -> pa.RecordBatch:
    """The declared columns only, in the declared types: dictionaries and undeclared columns stay behind."""
    missing = [name for name in table.schema.names if name not in batch.schema.names]
    if missing:
        raise ContractBroken(f"{table.name}: a part lacks the columns {', '.join(missing)}.")
    return pa.record_batch([_cast(batch.column(field.name), field, table) for field in table.schema], table.schema)


def _cast(column: pa.Array, field: pa.Field, table: ReleaseTable) -> pa.Array:
    try:
        return column.cast(field.type)
    except pa.ArrowInvalid:
        raise ContractBroken(f"{table.name}.{field.name}: some cells are no {field.type}.") from None
