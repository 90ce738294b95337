"""The identifiers in clear that a run meets, on disk inside ``private/work``: for redaction and for the gate.

They are spilled while rows are read, when it is not known yet whose they are, and sorted by subject afterwards, a range
of subjects at a time, so that memory stays bounded.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.keyed import as_uint64, keyed_digests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

KINDS = (
    "person_name", "former_name", "family_name", "family_member_name", "email", "phone", "street_address",
    "national_number", "foreign_id", "document_number", "insurance_number", "iban", "payment_card",
    "payment_reference", "licence_plate", "online_account", "company_number", "record_id", "provider_name",
    "provider_number",
)  # fmt: skip
OWN_NAMES = ("person_name", "former_name", "family_name")
ROWS_AT_ONCE = 1_000_000
_SPILLED = pa.schema([("record", pa.int64()), ("kind", pa.int8()), ("value", pa.string())])
_KNOWN = pa.schema([("subject", pa.int32()), ("kind", pa.string()), ("value", pa.string())])
_FROM_VAULT = len(KINDS)
"""A name that the vault remembers; it counts only where the run has none that is the same."""
_SHOWN = pa.array([*("person_name" if kind == "family_name" else kind for kind in KINDS), "person_name"])
_GROUPS = np.array([*(0 if kind in OWN_NAMES else 1 + code for code, kind in enumerate(KINDS)), 0])
"""Kinds within which a value is listed once."""
NO_RECORD = -1


class ClearValues:
    """Identifiers with the records that hold them.

    Args:
        work: folder inside ``private/`` for the two files.
    """

    def __init__(self, work: Path) -> None:
        self._spilled = work / "identifiers.arrow"
        self._sorted = work / "known.arrow"
        for path in (self._spilled, self._sorted):
            path.unlink(missing_ok=True)  # whoever has mapped those of an earlier run keeps them
        self._sink = pa.OSFile(str(self._spilled), "wb")
        self._writer = pa.ipc.new_stream(self._sink, _SPILLED)
        self._rows = 0

    def add(self, kind: str, records: npt.NDArray[np.int64], cells: pa.Array) -> None:
        """The cells of a column and the record of each; empty cells count for nothing."""
        cells = pc.utf8_trim_whitespace(cells)
        filled = pc.greater(pc.utf8_length(cells), 0).fill_null(False)  # noqa: FBT003
        values = cells.filter(filled)
        self._write(kind, records[filled.to_numpy(zero_copy_only=False)], values)

    def add_for_gate(self, kind: str, cells: pa.Array) -> None:
        """Distinct values that the gate must know and that belong to no record's subject."""
        distinct = cells.unique().drop_null()
        self._write(kind, np.full(len(distinct), NO_RECORD, dtype=np.int64), distinct)

    def values(self) -> Iterator[tuple[str, pa.Array]]:
        """All identifiers, kind by kind, distinct within each array."""
        self._close()
        for batch in _batches(self._spilled):
            yield KINDS[batch.column("kind")[0].as_py()], batch.column("value").unique()

    def by_subject(
        self, subject_of: npt.NDArray[np.int32], people: int, names: tuple[npt.NDArray[np.int32], pa.Array]
    ) -> pa.Table:
        """(subject, kind, value), sorted by subject, each once; memory-mapped.

        Args:
            subject_of: per record its subject, -1 for nobody.
            people: number of subjects.
            names: names that the vault knows, with their subjects.
        """
        self._close()
        parts = max(1, -(-(self._rows + len(names[0])) // ROWS_AT_ONCE))
        edges = np.linspace(0, people, parts + 1).astype(np.int64)
        with pa.OSFile(str(self._sorted), "wb") as sink, pa.ipc.new_file(sink, _KNOWN) as writer:
            for first, last in pairwise(edges):
                writer.write_table(self._between(int(first), int(last), subject_of, names))
        return pa.ipc.open_file(pa.memory_map(str(self._sorted))).read_all()

    def _between(
        self, first: int, last: int, subject_of: npt.NDArray[np.int32], names: tuple[npt.NDArray[np.int32], pa.Array]
    ) -> pa.Table:
        inside = (names[0] >= first) & (names[0] < last)
        subjects, values = [names[0][inside]], [names[1].filter(pa.array(inside))]
        kinds = [np.full(int(inside.sum()), _FROM_VAULT, dtype=np.int8)]
        for batch in _batches(self._spilled):
            records = batch.column("record").to_numpy()
            subject = np.where(records >= 0, subject_of[np.maximum(records, 0)], -1).astype(np.int32)
            inside = (subject >= first) & (subject < last)
            subjects.append(subject[inside])
            kinds.append(batch.column("kind").to_numpy()[inside])
            values.append(batch.column("value").filter(pa.array(inside)))
        return _sorted_once(np.concatenate(subjects), np.concatenate(kinds), pa.concat_arrays(values))

    def _write(self, kind: str, records: npt.NDArray[np.int64], values: pa.Array) -> None:
        if len(values):
            codes = np.full(len(values), KINDS.index(kind), dtype=np.int8)
            self._writer.write_batch(pa.record_batch([pa.array(records), pa.array(codes), values], schema=_SPILLED))
            self._rows += len(values)

    def _close(self) -> None:
        if not self._sink.closed:
            self._writer.close()
            self._sink.close()


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    yield from pa.ipc.open_stream(pa.memory_map(str(path)))


def _sorted_once(subjects: npt.NDArray[np.int32], kinds: npt.NDArray[np.int8], values: pa.Array) -> pa.Table:
    """Sorted by subject and group of kinds, then in an order without meaning; digests are compared, never kept."""
    digests = as_uint64(keyed_digests(bytes(16), values))
    groups = _GROUPS[kinds]
    order = np.lexsort((kinds, digests, groups, subjects))
    subjects, kinds, digests, groups = subjects[order], kinds[order], digests[order], groups[order]
    same = (subjects[1:] == subjects[:-1]) & (groups[1:] == groups[:-1]) & (digests[1:] == digests[:-1])
    once = np.append(True, ~same)[: len(order)]
    taken = values.take(pa.array(order[once]))
    return pa.table([pa.array(subjects[once]), _SHOWN.take(pa.array(kinds[once])), taken], schema=_KNOWN)
