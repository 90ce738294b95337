"""What the treatments and the disclosure control need to know of each subject once, from the strongest source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.subjects import normal

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from detectors.data_map import MappedTable
    from detectors.tables import Batch

ATTRIBUTES = (
    "birth_date", "postal_code", "country", "gender_at_birth", "gender_identity", "language", "profession", "insurer",
)  # fmt: skip
_WEAKEST = 1 << 30
_Column = tuple[int, "npt.NDArray[np.int32]", pa.DictionaryArray]
"""Rank, records, texts: few of them are distinct."""


class Attributes:
    """Values with the records that hold them, and how far each source is trusted.

    Args:
        as_of: no one is born later.
    """

    def __init__(self, as_of: dt.date) -> None:
        self._as_of = as_of
        self._values: dict[str, list[_Column]] = {name: [] for name in ATTRIBUTES}

    def add(self, batch: Batch, table: MappedTable, first: int, rank: int) -> None:
        """The attributes of a batch's rows; ``first`` is the first row's record, a lower ``rank`` is trusted more."""
        for name in ATTRIBUTES:
            for column in table.of_category(name):
                if column.name in batch.cells.schema.names:
                    values = self._read(batch.cells.column(column.name), name, column.finding.role)
                    self._add(name, rank, values.cells + first, values.texts)
        for column in table.of_category("national_number"):
            if column.name in batch.cells.schema.names:
                self._add_births(batch.cells.column(column.name), first)

    def of_subjects(self, subject_of: npt.NDArray[np.int32], people: int) -> pa.Table:
        """One row per subject: the value of the best source, of the first record in it; null where none has any.

        The values are handed over, not kept.
        """
        columns = {name: _best(self._values.pop(name), subject_of, people) for name in ATTRIBUTES}
        columns["birth_date"] = columns["birth_date"].cast(pa.date32())
        return pa.table(columns)

    def _read(self, cells: pa.Array, name: str, role: str) -> normal.Values:
        if name == "birth_date":
            return normal.on_distinct(cells, lambda distinct: normal.birth_days(distinct, role, self._as_of))
        trimmed = pc.utf8_trim_whitespace(cells)
        filled = pc.greater(pc.utf8_length(trimmed), 0).fill_null(False)  # noqa: FBT003
        return normal.Values(np.flatnonzero(filled.to_numpy(zero_copy_only=False)), trimmed.filter(filled))

    def _add_births(self, cells: pa.Array, first: int) -> None:
        """Birth dates that only a national number tells."""
        numbers = normal.national_numbers(cells)
        dated = numbers.births != normal.UNKNOWN_DAY
        days = pa.array(numbers.births[dated].astype(np.int32)).cast(pa.date32()).cast(pa.string())
        self._add("birth_date", _WEAKEST, numbers.values.cells[dated] + first, days)

    def _add(self, name: str, rank: int, records: npt.NDArray[np.int64], texts: pa.Array) -> None:
        self._values[name].append((rank, records.astype(np.int32), texts.dictionary_encode()))


def _best(columns: list[_Column], subject_of: npt.NDArray[np.int32], people: int) -> pa.Array:
    if not columns:
        return pa.nulls(people, pa.string())
    records = np.concatenate([rows for _, rows, _ in columns])
    ranks = np.concatenate([np.full(len(rows), rank, dtype=np.int32) for rank, rows, _ in columns])
    subjects = subject_of[records]
    order = np.lexsort((records, ranks, subjects))
    order = order[subjects[order] >= 0]
    first = np.append(True, subjects[order][1:] != subjects[order][:-1])[: len(order)]
    chosen = np.full(people, -1, dtype=np.int64)
    chosen[subjects[order[first]]] = order[first]
    texts = pa.chunked_array([texts for *_, texts in columns]).unify_dictionaries().combine_chunks()
    return texts.take(pa.array(chosen, mask=chosen < 0)).dictionary_decode()
