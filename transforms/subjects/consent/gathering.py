"""The statements of a run, before it is known who made them: of records, and of addresses.

Mail goes to an address, so what is said about mail holds for the address, whoever else it belongs to: a row with an
address states it of the address, and only a row without any states it of its subject.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects import normal
from transforms.subjects.consent.addressed import Addressed
from transforms.subjects.consent.addresses import reached
from transforms.subjects.consent.columns import stating
from transforms.subjects.consent.purposes import REACHED_AT
from transforms.subjects.consent.reading import RowMoments, Said, open_boxes, read_statements
from transforms.subjects.consent.statements import UNDATED, Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

    from detectors.data_map import MappedTable
    from detectors.tables import Batch
    from transforms.subjects.columns import IdentityColumns
    from transforms.subjects.evidence import Lookups

Records = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint8]
_NORMAL: dict[str, Callable[[pa.Array], normal.Values]] = {"email": normal.emails, "phone": normal.phones}


@dataclass
class GatheredStatements:
    """What the batches of a run say, in the order in which they are read.

    Attributes:
        of_records: statements whose owners are records.
        of_addresses: statements about addresses.
    """

    of_records: list[Statements] = field(default_factory=list)
    of_addresses: list[Addressed] = field(default_factory=list)
    _dates: _RowDates = field(init=False)
    _boxes: _Boxes = field(init=False)

    def __post_init__(self) -> None:
        self._dates, self._boxes = _RowDates(), _Boxes()

    @classmethod
    def of(cls, tables: Iterable[MappedTable]) -> GatheredStatements:
        """Nothing yet; ``tables`` tell whose rows lend their date to the lists inside them."""
        gathered = cls()
        gathered._dates.lenders |= {
            table.parent for table in tables if table.parent and not table.stated_at and stating(table)
        }
        return gathered

    def add(self, batch: Batch, columns: IdentityColumns, first: int, described: Records, lookups: Lookups) -> None:
        """Take in a batch.

        Args:
            batch: rows of a table.
            columns: what the table says about people.
            first: the record of its first row.
            described: per row the record of the person that it describes.
            lookups: for the addresses.
        """
        table = columns.table
        self._dates.lend(batch, table, first)
        if not stating(table):
            return
        when = self._dates.borrow(described) if not table.stated_at and table.parent else None
        rows = _Rows(batch, columns, described, lookups)
        for said in read_statements(batch, table, when):
            self._take(rows.settled(said))
        for column, worded, said in open_boxes(batch, table, when):
            self._boxes.add(table.table, column, rows.settled(said), worded=worded)

    def close(self) -> None:
        """All tables were read: boxes that were left open say *no* where the form has no other way to."""
        for settled in self._boxes.unticked():
            self._take(settled)

    def _take(self, settled: _Settled) -> None:
        self.of_records += settled.of_records
        self.of_addresses += settled.of_addresses


@dataclass(frozen=True)
class _Settled:
    of_records: list[Statements]
    of_addresses: list[Addressed]


@dataclass(frozen=True)
class _Rows:
    """A batch's rows, and whom or which address each is about."""

    batch: Batch
    columns: IdentityColumns
    described: Records
    lookups: Lookups

    def settled(self, said: Said) -> _Settled:
        """Of the addresses in the rows where the purpose holds for these, of records where there are none."""
        source = self.columns.table.table
        left = np.ones(len(said.rows), dtype=bool)
        addressed = []
        for kind in REACHED_AT.get(said.purpose, ()):
            places, digests = reached(said.rows, said.wary, *self._addresses(kind))
            owners = np.arange(len(places), dtype=np.int64)
            statements = Statements(said.purpose, source, owners, said.moments[places], said.given[places])
            addressed += [Addressed(kind, digests, statements)] if len(places) else []
            left[places] = False
        rest = Said(said.purpose, said.rows[left], said.moments[left], said.given[left])
        return _Settled([rest.statements(source, self.described)] if left.any() else [], addressed)

    def _addresses(self, kind: str) -> tuple[Records, Digests]:
        """Rows and look-ups, column by column: in each row the first column's comes first."""
        found_rows, found = [np.empty(0, dtype=np.int64)], [np.empty((0, 16), dtype=np.uint8)]
        for column in self.columns.evidence[kind]:
            if column.name in self.batch.cells.schema.names:
                values = normal.on_distinct(self.batch.cells.column(column.name), _NORMAL[kind])
                found_rows.append(values.cells)
                found.append(self.lookups.digests(kind, values.texts))
        return np.concatenate(found_rows), np.concatenate(found)


class _RowDates:
    """When rows were written that hold lists which state something: an address inside a contact dates from it."""

    def __init__(self) -> None:
        self.lenders: set[str] = set()
        self._records: list[Records] = []
        self._moments: list[RowMoments] = []

    def lend(self, batch: Batch, table: MappedTable, first: int) -> None:
        if table.table in self.lenders:
            self._records.append(np.arange(first, first + batch.cells.num_rows, dtype=np.int64))
            self._moments.append(RowMoments.of(batch, table))

    def borrow(self, records: Records) -> RowMoments:
        known = np.concatenate([np.empty(0, dtype=np.int64), *self._records])
        if not len(known):
            untold = np.full(len(records), UNDATED, dtype=np.int64)
            return RowMoments(untold, untold)
        place = np.minimum(np.searchsorted(known, records), len(known) - 1)
        met = known[place] == records
        made = np.concatenate([each.made for each in self._moments])[place]
        changed = np.concatenate([each.changed for each in self._moments])[place]
        return RowMoments(np.where(met, made, UNDATED), np.where(met, changed, UNDATED))


class _Boxes:
    """Boxes of forms that were left open, by table and column, until it is known whether *no* can be said in words."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], list[_Settled]] = defaultdict(list)
        self._worded: set[tuple[str, str]] = set()

    def add(self, table: str, column: str, settled: _Settled, *, worded: bool) -> None:
        self._open[table, column].append(settled)
        if worded:
            self._worded.add((table, column))

    def unticked(self) -> list[_Settled]:
        return [settled for box in sorted(self._open) if box not in self._worded for settled in self._open[box]]
