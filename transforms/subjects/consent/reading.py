"""From the rows of a batch to the statements in them, and when each was made.

Where a source does not tell when somebody said something, it is taken for what does the least harm: a careful answer
(a *no*, the *yes* to a restriction) is as late as its row was last changed, any other as early as its row was made. So
whoever edits an old row never renews a permission that was taken back elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates
from transforms.subjects.consent.answers import read_answers, read_choices
from transforms.subjects.consent.columns import How, Stating, made_on, stating
from transforms.subjects.consent.purposes import NEWSLETTER, RESTRICTING, UNSUBSCRIBED
from transforms.subjects.consent.statements import UNDATED, Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.data_map import MappedTable
    from detectors.tables import Batch

Rows = npt.NDArray[np.int64]
Moments = npt.NDArray[np.int64]
Given = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class RowMoments:
    """When each row was made and when it was last changed; ``UNDATED`` where that is not known."""

    made: Moments
    changed: Moments

    @classmethod
    def of(cls, batch: Batch, table: MappedTable) -> RowMoments:
        """As the rows tell it."""
        return cls(moments_of(batch, table, made_on(table)), moments_of(batch, table, table.stated_at))

    def presumed(self, wary: Given, rows: Rows) -> Moments:
        """When answers without a date were given, at the latest the careful ones and at the earliest the others."""
        return np.where(wary, self.changed[rows], self.made[rows])


@dataclass(frozen=True)
class Said:
    """What some rows of a batch say about one purpose; ``rows`` count from the batch's first."""

    purpose: str
    rows: Rows
    moments: Moments
    given: Given

    @property
    def wary(self) -> Given:
        """Which are the more careful of the two answers."""
        return np.asarray(self.given == (self.purpose in RESTRICTING))

    def statements(self, source: str, records: Rows) -> Statements:
        """As statements of records, one per row of the batch."""
        return Statements(self.purpose, source, records[self.rows], self.moments, self.given)


def read_statements(batch: Batch, table: MappedTable, when: RowMoments | None = None) -> Iterator[Said]:
    """What the rows of a batch say. Empty cells state nothing.

    Args:
        batch: some rows.
        table: what its columns are.
        when: where the rows tell none themselves: that of the records in which they stand.
    """
    of_rows = RowMoments.of(batch, table) if when is None else when
    for place in stating(table):
        reader = _Reader(batch, table, place, of_rows)
        yield from _merged(reader.said())


def open_boxes(batch: Batch, table: MappedTable, when: RowMoments | None = None) -> Iterator[tuple[str, bool, Said]]:
    """Per box of a form: its column, whether anyone answers *no* in it, and the rows that left it open, as a *no*.

    A form's box that nobody can untick in words says *no* by staying open; whether it is such a box shows only when
    all of the table was read.
    """
    of_rows = RowMoments.of(batch, table) if when is None else when
    for place in stating(table):
        if place.how is How.BOX and place.purpose and place.purpose not in (*RESTRICTING, UNSUBSCRIBED):
            cells = _cells(batch, place.column)
            _, given = read_answers(cells, place.purpose)
            left = np.flatnonzero(
                pc.equal(pc.utf8_trim_whitespace(cells.fill_null("")), "").to_numpy(zero_copy_only=False)
            )
            no = Said(place.purpose, left, of_rows.changed[left], np.zeros(len(left), dtype=bool))
            yield place.column, not bool(given.all()), no


def moments_of(batch: Batch, table: MappedTable, column: str) -> Moments:
    """The moments in a column, ``UNDATED`` where there is none."""
    dated = table.column(column)
    if dated is None or column not in batch.cells.schema.names:
        return np.full(batch.cells.num_rows, UNDATED, dtype=np.int64)
    order = dated.finding.role if dated.finding.category == "event_date" else ""
    moments = parse_dates(batch.cells.column(column).cast(pa.string()), order)
    return np.asarray(pc.fill_null(moments.cast(pa.int64()), UNDATED))


def _cells(batch: Batch, column: str) -> pa.Array:
    if column not in batch.cells.schema.names:
        return pa.nulls(batch.cells.num_rows, pa.string())
    return batch.cells.column(column).cast(pa.string())


@dataclass(frozen=True)
class _Reader:
    batch: Batch
    table: MappedTable
    place: Stating
    of_rows: RowMoments

    def said(self) -> Iterator[Said]:
        if self.place.how is How.DATE:
            yield from self._dated()
        elif self.place.how is How.ROW:
            rows = np.arange(self.batch.cells.num_rows, dtype=np.int64)
            yield self._about(self.place.purpose, rows, np.ones(len(rows), dtype=bool))
        else:
            yield from self._answered()

    def _dated(self) -> Iterator[Said]:
        moments = moments_of(self.batch, self.table, self.place.column)
        rows = np.flatnonzero(moments != UNDATED)
        yield self._about(self.place.purpose, rows, np.ones(len(rows), dtype=bool))

    def _answered(self) -> Iterator[Said]:
        cells = _cells(self.batch, self.place.column)
        if self.place.purpose == UNSUBSCRIBED:
            rows, given = read_answers(cells)
            yield self._about(UNSUBSCRIBED, rows[given], given[given])
            return
        for purpose, rows, given in read_choices(cells, self.place.purpose):
            yield self._denied(purpose, cells, rows, given) if self.place.denies else self._about(purpose, rows, given)

    def _denied(self, purpose: str, cells: pa.Array, rows: Rows, given: Given) -> Said:
        """A tick below *Ik wens geen nieuwsbrief* refuses; so does the text of that box; a *no* states nothing."""
        itself = pc.fill_null(pc.utf8_length(cells), 0).to_numpy(zero_copy_only=False)[rows] > _LONGEST_NO
        refused = given | itself
        return self._about(purpose, rows[refused], np.zeros(int(refused.sum()), dtype=bool))

    def _about(self, purpose: str, rows: Rows, given: Given) -> Said:
        moments = self._moments(purpose, rows, given)
        if purpose == UNSUBSCRIBED:
            return Said(NEWSLETTER, rows, moments, np.zeros(len(rows), dtype=bool))
        return Said(purpose, rows, moments, given)

    def _moments(self, purpose: str, rows: Rows, given: Given) -> Moments:
        """Its own date, in a column or as the answer itself; where there is none, what its row lets presume."""
        own = self._own_moments()[rows]
        wary = given == (purpose in (*RESTRICTING, UNSUBSCRIBED))
        return np.where(own == UNDATED, self.of_rows.presumed(wary, rows), own)

    def _own_moments(self) -> Moments:
        if self.place.date:
            return moments_of(self.batch, self.table, self.place.date)
        written = parse_dates(_cells(self.batch, self.place.column), _WRITTEN_ORDER)
        return np.asarray(pc.fill_null(written.cast(pa.int64()), UNDATED))


_WRITTEN_ORDER = "dmy"
"""How a day is written in Belgium, where a single cell is all there is to go by."""

_LONGEST_NO = 5
"""Letters of *no* in any language; a longer text below a header that denies is that of its box."""


def _merged(said: Iterator[Said]) -> list[Said]:
    """One element per purpose."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[one.purpose].append(one)
    return [
        Said(
            purpose,
            np.concatenate([one.rows for one in group]),
            np.concatenate([one.moments for one in group]),
            np.concatenate([one.given for one in group]),
        )
        for purpose, group in groups.items()
    ]
