"""Which rows stay inside because they would tell of a change, by themselves or by being one too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from detectors.taxonomy import category
from transforms.changes.administration import is_person_table
from transforms.changes.one_file import surplus_files, surplus_lines
from transforms.changes.telling import name_tells, tells, untold
from transforms.subjects.columns import EVIDENCE

if TYPE_CHECKING:
    from detectors.data_map import MappedTable
    from detectors.tables import Batch
    from transforms.row_standings import PartKey

Mask = npt.NDArray[np.bool_]

_LABELS = ("label", "procedure", "medical_condition")


@dataclass(frozen=True)
class PartRows:
    """What must be known of the rows of one part.

    Attributes:
        rows: int64, number of each row.
        parents: int64, number of the parent's row; None for a table that is no list in another.
        files: the native number of each row, as text.
        telling: whether the row tells of a change, or has a text of which nothing else would be left.
    """

    rows: npt.NDArray[np.int64]
    parents: npt.NDArray[np.int64] | None
    files: pa.ChunkedArray
    telling: Mask


def part_rows(batches: Sequence[PartRows]) -> PartRows:
    """The rows of a part, from those of its batches."""
    parents = [batch.parents for batch in batches if batch.parents is not None]
    return PartRows(
        np.concatenate([np.empty(0, np.int64), *(batch.rows for batch in batches)]),
        np.concatenate(parents) if parents else None,
        pa.chunked_array([chunk for batch in batches for chunk in batch.files.chunks], pa.string()),
        np.concatenate([np.empty(0, bool), *(batch.telling for batch in batches)]),
    )


def batch_rows(batch: Batch, table: MappedTable, *, texts: bool = True) -> PartRows:
    """What must be known of the rows of a batch; without ``texts`` none of them tells anything."""
    silent = np.zeros(batch.cells.num_rows, dtype=bool)
    # Copies: a view would hold on to the file that it is mapped from.
    return PartRows(
        rows=np.array(batch.rows, dtype=np.int64),
        parents=None if batch.parents is None else np.array(batch.parents.fill_null(0), dtype=np.int64),
        files=pa.chunked_array([_files(batch, table)]),
        telling=telling(batch, table) if texts else silent,
    )


def _files(batch: Batch, table: MappedTable) -> pa.Array:
    """The native numbers of persons' files; nothing in other tables."""
    if table.identifies in batch.cells.schema.names and is_person_table(table):
        return pa.array(batch.cells.column(table.identifies).to_pylist(), pa.string())
    return pa.nulls(batch.cells.num_rows, pa.string())


def telling(batch: Batch, table: MappedTable) -> Mask:
    """Which rows tell of a change; a person's own file stays, without the cells that tell."""
    found = np.full(batch.cells.num_rows, name_tells(table.table), dtype=bool)
    if is_person_table(table):
        return found
    for column in table.columns:
        if column.name in batch.cells.schema.names:
            cells = batch.cells.column(column.name).cast(pa.string())
            if category(column.finding.category).kind == "T":
                found |= _as_mask(pc.and_(tells(cells), pc.is_null(untold(cells))))
            elif column.finding.category in _LABELS:
                found |= _as_mask(tells(cells))
    return found


def rows_inside(
    tables: Sequence[MappedTable],
    parts: Mapping[PartKey, PartRows],
    subjects: Mapping[PartKey, npt.NDArray[np.int32]],
) -> tuple[dict[PartKey, Mask], dict[PartKey, Mask]]:
    """The rows that are one too many, and those that tell of a change, per part.

    A row in a list goes with the record that the list stands in.

    Args:
        tables: in any order.
        parts: what is known of the rows of each.
        subjects: int32, the subject of each row.
    """
    merged: dict[PartKey, Mask] = {}
    told = {key: part.telling for key, part in parts.items()}
    by_name = {table.table: table for table in tables}
    for table in _parents_first(tables):
        mine = [key for key in parts if key[0] == table.table]
        for key in mine:
            told[key] = told[key] | _under(parts, key, table.parent, told)
            merged[key] = _under(parts, key, table.parent, merged)
        if is_person_table(table):
            _spread(merged, mine, surplus_files(_joined(mine, subjects), _numbers(mine, parts)))
        elif is_person_list(table, by_name):
            _spread(merged, mine, surplus_lines(_joined(mine, subjects), ~_joined(mine, merged)))
    return merged, told


def is_person_list(table: MappedTable, tables: Mapping[str, MappedTable]) -> bool:
    """Whether each row is one of the names, numbers or addresses of a person, such as a second mail address."""
    parent = tables.get(table.parent)
    return parent is not None and is_person_table(parent) and bool(table.of_category(*EVIDENCE))


def _under(parts: Mapping[PartKey, PartRows], key: PartKey, parent: str, masks: Mapping[PartKey, Mask]) -> Mask:
    """Which rows of a part stand below a row of the mask."""
    above, mine = (parent, key[1]), parts[key]
    if mine.parents is None or above not in masks:
        return np.zeros(len(mine.rows), dtype=bool)
    return np.isin(mine.parents, parts[above].rows[masks[above]])


def _spread(masks: dict[PartKey, Mask], keys: Sequence[PartKey], found: Mask) -> None:
    """Adds a mask over all parts of a table to those of the single parts."""
    start = 0
    for key in keys:
        end = start + len(masks[key])
        masks[key] = masks[key] | found[start:end]
        start = end


def _joined(keys: Sequence[PartKey], arrays: Mapping[PartKey, npt.NDArray]) -> npt.NDArray:  # type: ignore[type-arg]
    return np.concatenate([arrays[key] for key in keys]) if keys else np.empty(0, dtype=np.int32)


def _numbers(keys: Sequence[PartKey], parts: Mapping[PartKey, PartRows]) -> npt.NDArray[np.int64]:
    """A number per row, equal for equal native numbers."""
    chunks = [chunk for key in keys for chunk in parts[key].files.chunks]
    encoded = pa.chunked_array(chunks, pa.string()).combine_chunks().dictionary_encode(null_encoding="encode")
    numbers: npt.NDArray[np.int64] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _parents_first(tables: Sequence[MappedTable]) -> Iterator[MappedTable]:
    """Tables in their order, but none before its parent."""
    depth: dict[str, int] = {}
    parents = {table.table: table.parent for table in tables}
    for name in parents:
        chain = [name]
        while parents.get(chain[-1]) and parents[chain[-1]] not in chain:
            chain.append(parents[chain[-1]])
        depth[name] = len(chain)
    yield from sorted(tables, key=lambda table: depth[table.table])


def _as_mask(flags: pa.Array) -> Mask:
    return np.asarray(flags.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)  # noqa: FBT003
