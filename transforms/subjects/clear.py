"""The identifiers in clear that a run meets, on disk inside ``private/work``: for redaction and for the gate.

They are spilled while rows are read, when it is not known yet whose they are, then dealt out by subject into stretches
that fit in memory, and each stretch is sorted. Files are read in pieces rather than mapped, except by who redacts.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.subjects.vault.profiles import Names, all_names

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
ROWS_AT_ONCE = 1 << 19
_SPILLED = pa.schema([("record", pa.int32()), ("kind", pa.int8()), ("value", pa.string())])
_DEALT = pa.schema([("subject", pa.int32()), ("kind", pa.int8()), ("value", pa.string())])
_SHOWN_KINDS = pa.array(KINDS)
_KNOWN = pa.schema([("subject", pa.int32()), ("kind", pa.dictionary(pa.int8(), pa.string())), ("value", pa.string())])
_FROM_VAULT = len(KINDS)
"""A name that the vault remembers; it counts only where the run has none that is the same."""
_NAME = KINDS.index("person_name")
_SHOWN = np.array(
    [*(_NAME if kind == "family_name" else code for code, kind in enumerate(KINDS)), _NAME], dtype=np.int8
)
_GROUPS = np.array([*(0 if kind in OWN_NAMES else 1 + code for code, kind in enumerate(KINDS)), 0], dtype=np.int8)
"""Kinds within which a value is listed once."""
NO_RECORD = -1


class ClearValues:
    """Identifiers with the records that hold them.

    Args:
        work: folder inside ``private/`` for the files.
    """

    def __init__(self, work: Path) -> None:
        self._work = work
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
        filled = pc.greater(pc.binary_length(cells), 0).fill_null(False)  # noqa: FBT003
        self._write(kind, records[filled.to_numpy(zero_copy_only=False)], cells.filter(filled))

    def add_for_gate(self, kind: str, cells: pa.Array) -> None:
        """Distinct values that the gate must know and that belong to no record's subject."""
        distinct = cells.unique().drop_null()
        self._write(kind, np.full(len(distinct), NO_RECORD, dtype=np.int64), distinct)

    def values(self) -> Iterator[tuple[str, pa.Array]]:
        """All identifiers, a batch of rows of one kind at a time, distinct within each array."""
        self._close()
        for batch in _batches(self._spilled):
            yield KINDS[batch.column("kind")[0].as_py()], batch.column("value").unique()

    def by_subject(self, subject_of: npt.NDArray[np.int32], people: int, names: Names) -> tuple[pa.Table, Names]:
        """(subject, kind, value), sorted by subject, each once, memory-mapped; and the names of subjects among them.

        Args:
            subject_of: per record its subject, -1 for nobody.
            people: number of subjects.
            names: names that the vault knows, by subject, ascending.
        """
        self._close()
        stretches = max(1, -(-self._rows // ROWS_AT_ONCE))  # whatever the vault knows: who sorts with whom stays
        edges = np.linspace(0, people, stretches + 1).astype(np.int64)
        found: list[Names] = []
        with pa.OSFile(str(self._sorted), "wb") as sink, pa.ipc.new_file(sink, _KNOWN) as writer:
            for dealt, (first, last) in zip(self._deal(subject_of, edges), pairwise(edges), strict=True):
                start, end = np.searchsorted(names.owners, [first, last])
                subjects, kinds, values = _sorted_once(*_appended(dealt, names, start, end))
                shown = pa.DictionaryArray.from_arrays(pa.array(_SHOWN[kinds]), _SHOWN_KINDS)
                writer.write_batch(pa.record_batch([pa.array(subjects), shown, values], schema=_KNOWN))
                own = _GROUPS[kinds] == 0
                found.append(Names(subjects[own], values.filter(pa.array(own))))
        return pa.ipc.open_file(pa.memory_map(str(self._sorted))).read_all(), all_names(found)

    def _deal(self, subject_of: npt.NDArray[np.int32], edges: npt.NDArray[np.int64]) -> Iterator[pa.Table]:
        """The spilled rows with their subjects, one stretch of subjects after the other."""
        paths = [self._work / f"stretch-{number}.arrow" for number in range(len(edges) - 1)]
        sinks = [pa.OSFile(str(path), "wb") for path in paths]
        writers = [pa.ipc.new_stream(sink, _DEALT) for sink in sinks]
        for batch in _batches(self._spilled):
            records = batch.column("record").to_numpy()
            subjects = np.where(records >= 0, subject_of[np.maximum(records, 0)], -1).astype(np.int32)
            dealt = pa.record_batch([pa.array(subjects), *batch.columns[1:]], schema=_DEALT)
            stretch = np.searchsorted(edges, subjects, side="right") - 1
            for number in np.flatnonzero(np.bincount(stretch[subjects >= 0])).tolist():
                mine = stretch == number
                writers[number].write_batch(dealt if mine.all() else dealt.filter(pa.array(mine)))
        for writer, sink, path in zip(writers, sinks, paths, strict=True):
            writer.close()
            sink.close()
            yield pa.Table.from_batches(list(_batches(path)), _DEALT)
            path.unlink()

    def _write(self, kind: str, records: npt.NDArray[np.int64], values: pa.Array) -> None:
        if len(values):
            codes = np.full(len(values), KINDS.index(kind), dtype=np.int8)
            columns = [pa.array(records.astype(np.int32)), pa.array(codes), values]
            self._writer.write_batch(pa.record_batch(columns, schema=_SPILLED))
            self._rows += len(values)

    def _close(self) -> None:
        if not self._sink.closed:
            self._writer.close()
            self._sink.close()


_Rows = tuple["npt.NDArray[np.int32]", "npt.NDArray[np.int8]", pa.Array]


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pa.OSFile(str(path)) as source:
        yield from pa.ipc.open_stream(source)


def _appended(dealt: pa.Table, names: Names, start: int, end: int) -> _Rows:
    """The dealt rows, and behind them the names that the vault remembers."""
    kinds = np.full(end - start, _FROM_VAULT, dtype=np.int8)
    return (
        np.concatenate([dealt.column("subject").to_numpy(), names.owners[start:end]]),
        np.concatenate([dealt.column("kind").to_numpy(), kinds]),
        pa.concat_arrays([*dealt.column("value").chunks, names.values.slice(start, end - start)]),
    )


def _sorted_once(subjects: npt.NDArray[np.int32], kinds: npt.NDArray[np.int8], values: pa.Array) -> _Rows:
    """Sorted by subject and group of kinds, then in the order in which values were first met; each once."""
    codes = values.dictionary_encode().indices.to_numpy()
    groups = _GROUPS[kinds]
    order = np.lexsort((kinds, codes, groups, subjects))
    subjects, kinds, codes, groups = subjects[order], kinds[order], codes[order], groups[order]
    same = (subjects[1:] == subjects[:-1]) & (groups[1:] == groups[:-1]) & (codes[1:] == codes[:-1])
    once = np.append(True, ~same)[: len(order)]
    return subjects[once], kinds[once], values.take(pa.array(order[once]))
