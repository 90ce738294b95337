"""Every row that linkage reads gets a number: its record. Where it stands, whose part it is, what it refers to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.people import NOBODY

if TYPE_CHECKING:
    from detectors.tables import Batch
    from transforms.subjects.columns import IdentityColumns

Integers = npt.NDArray[np.int64]
Subjects = npt.NDArray[np.int32]
NO_PARENT = -1
_LONGEST_CHAIN = 8
"""An attachment of an answer to a ticket is three steps away from a person."""


class Records:
    """The records of a run, numbered in the order in which they are read."""

    def __init__(self) -> None:
        self.count = 0
        self.tables: list[tuple[int, str]] = []
        self._stretches: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self._rows: dict[tuple[str, str], list[Integers]] = defaultdict(list)
        self._parents: list[Integers] = []
        self._references: list[tuple[Integers, npt.NDArray[np.uint64], bool]] = []

    def add(self, batch: Batch, columns: IdentityColumns) -> tuple[int, Integers]:
        """Number a batch's rows; returns the first number and, per row, the record of the person that it describes.

        That is the row itself, or for a list inside a person's record the record that the list stands in.
        """
        first, part = self.count, (batch.table, batch.file)
        length = batch.cells.num_rows
        self.count += length
        self.tables.append((first, batch.table))
        self._stretches[part].append((first, length))
        self._rows[part].append(np.array(batch.rows))  # a copy: a view would hold on to the file that it is mapped from
        own = np.arange(first, first + length, dtype=np.int64)
        parents = self._find_parents(batch, columns.table.parent, length)
        self._parents.append(parents)
        described = np.where(parents >= 0, parents, own) if columns.for_parent else own
        return first, self._top(described) if columns.for_parent else own

    def refer(self, records: Integers, keys: npt.NDArray[np.uint64], *, own: bool) -> None:
        """Records and the keys of the record numbers that they hold: their own, or those of rows that they refer to."""
        self._references.append((records, keys, own))

    def subjects(self, found: Subjects) -> Subjects:
        """The subjects of all records, given those of the records that name a person; others inherit theirs."""
        subjects = found.copy()
        parents = np.concatenate([np.empty(0, dtype=np.int64), *self._parents])
        children = np.flatnonzero(parents >= 0)
        for _ in range(_LONGEST_CHAIN):
            before = subjects.copy()
            orphans = children[subjects[children] == NOBODY]
            subjects[orphans] = subjects[parents[orphans]]
            self._carry(subjects)
            if np.array_equal(before, subjects):
                break
        return subjects

    def of_part(self, table: str, file: str, subjects: Subjects) -> Subjects:
        """The subjects of the rows of one table in one file."""
        stretches = self._stretches.get((table, file), [])
        return np.concatenate(
            [np.empty(0, dtype=np.int32), *(subjects[start : start + length] for start, length in stretches)]
        )

    def source_of(self, records: npt.NDArray[np.int32]) -> npt.NDArray[np.object_]:
        """The table of each record."""
        starts = np.array([start for start, _ in self.tables], dtype=np.int64)
        names = np.array([name for _, name in self.tables], dtype=object)
        return names[np.searchsorted(starts, records, side="right") - 1]

    def _find_parents(self, batch: Batch, parent: str, length: int) -> Integers:
        part = (parent, batch.file)
        if batch.parents is None or part not in self._rows:
            return np.full(length, NO_PARENT, dtype=np.int64)
        rows = np.concatenate(self._rows[part])
        numbers = np.concatenate([np.arange(start, start + size) for start, size in self._stretches[part]])
        wanted = batch.parents.fill_null(0).to_numpy(zero_copy_only=False)
        place = np.minimum(np.searchsorted(rows, wanted), len(rows) - 1)
        return np.where(rows[place] == wanted, numbers[place], NO_PARENT)

    def _top(self, records: Integers) -> Integers:
        """The ancestor of each record that is no list inside another."""
        parents = np.concatenate(self._parents)
        while (inside := parents[records] >= 0).any():
            records = np.where(inside, parents[records], records)
        return records

    def _carry(self, subjects: Subjects) -> None:
        """From the rows that a record number identifies to the rows that refer to it."""
        owners = [(records, keys) for records, keys, own in self._references if own]
        if not owners:
            return
        records, keys = (np.concatenate(column) for column in zip(*owners, strict=True))
        known = subjects[records] != NOBODY
        keys, place = np.unique(keys[known], return_index=True)
        owner_of = subjects[records[known][place]]
        for referring, wanted, own in self._references:
            if own or not len(keys):
                continue
            spot = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            takes = (keys[spot] == wanted) & (subjects[referring] == NOBODY)
            subjects[referring[takes]] = owner_of[spot[takes]]
