"""The day of every row: the date that starts its clock, as one column or another tells it.

Days are int32, counted from 1970-01-01, ``UNDATED`` where a row tells none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detectors.data_map import MappedColumn, MappedTable
    from detectors.tables import Batch
    from transforms.retention.tables import TableClass

Days = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]

UNDATED = np.iinfo(np.int32).min
_EPOCH = dt.date(1970, 1, 1)
_FILLED_IN = [(day - _EPOCH).days for day in (dt.date(1899, 12, 30), dt.date(1900, 1, 1), _EPOCH)]
"""What programs write where no date is known: the zero of spreadsheets, of databases and of clocks."""


@dataclass(frozen=True)
class DateColumns:
    """Where a table's rows tell their day.

    Attributes:
        first_choice: (column, order of its dates); ``otherwise`` counts for rows in which these tell nothing.
        of_row: which of several dates in a row counts.
    """

    first_choice: tuple[tuple[str, str], ...]
    otherwise: tuple[tuple[str, str], ...]
    of_row: Literal["last", "first"]


@dataclass(frozen=True)
class RowDays:
    """The days of consecutive rows of one part.

    Attributes:
        days: of each row; none is later than the reference date.
        future: rows whose date is later; they count as of the reference date.
        rows: number of each row.
        parents: number of the parent's row, 0 where there is none; None for a table that is no list in another.
    """

    days: Days
    future: int
    rows: Numbers
    parents: Numbers | None


def date_columns(table: MappedTable, chosen: TableClass, of_row: Literal["last", "first"]) -> DateColumns:
    """Where the rows of a table tell their day.

    That is the column named in veilig.yaml; else, where the last date counts, the one on which the row was stated, and
    for rows that leave it empty any other; else all dates of the row.
    """
    named, stated = table.column(chosen.date), table.column(table.stated_at)
    dated = table.of_category("event_date")
    if named is not None:
        return DateColumns(_with_orders([named]), (), of_row)
    if stated is not None and of_row == "last":
        others = [column for column in dated if column is not stated]
        return DateColumns(_with_orders([stated]), _with_orders(others), of_row)
    return DateColumns(_with_orders(dated), (), of_row)


def row_days(batch: Batch, columns: DateColumns, as_of: dt.date) -> RowDays:
    """The days of a batch's rows, told by their own columns."""
    days = _told(batch, columns.first_choice, columns.of_row)
    silent = days == UNDATED
    if columns.otherwise and silent.any():
        days = np.where(silent, _told(batch, columns.otherwise, columns.of_row), days)
    today = day_number(as_of)
    parents = batch.parents.fill_null(0).to_numpy(zero_copy_only=False) if batch.parents is not None else None
    return RowDays(
        days=np.minimum(days, today).astype(np.int32),
        future=int((days > today).sum()),
        rows=np.array(batch.rows, dtype=np.int64),  # a copy: a view would hold on to the file that it is mapped from
        parents=None if parents is None else np.array(parents, dtype=np.int64),
    )


def joined(pieces: Sequence[RowDays]) -> RowDays:
    """The rows of a whole part."""
    parents = [piece.parents for piece in pieces if piece.parents is not None]
    return RowDays(
        days=np.concatenate([np.empty(0, np.int32), *(piece.days for piece in pieces)]),
        future=sum(piece.future for piece in pieces),
        rows=np.concatenate([np.empty(0, np.int64), *(piece.rows for piece in pieces)]),
        parents=np.concatenate(parents) if parents else None,
    )


def with_parents_days(child: RowDays, parent: RowDays) -> RowDays:
    """Rows of a list that tell no day have that of the record which they stand in."""
    if child.parents is None or not len(parent.rows):
        return child
    place = np.minimum(np.searchsorted(parent.rows, child.parents), len(parent.rows) - 1)
    of_parent = np.where(parent.rows[place] == child.parents, parent.days[place], UNDATED)
    days = np.where(child.days == UNDATED, of_parent, child.days).astype(np.int32)
    return RowDays(days, child.future, child.rows, child.parents)


def day_number(day: dt.date) -> int:
    """A day as these arrays hold it.

    >>> day_number(dt.date(1970, 1, 2)), as_date(1)
    (1, datetime.date(1970, 1, 2))
    """
    return (day - _EPOCH).days


def as_date(number: int | np.integer[Any]) -> dt.date:
    """The day behind a number."""
    return _EPOCH + dt.timedelta(days=int(number))


def _with_orders(columns: Sequence[MappedColumn]) -> tuple[tuple[str, str], ...]:
    return tuple((column.name, _order(column)) for column in columns)


def _order(column: MappedColumn) -> str:
    """The order of its dates, if the column was found to be one of dates; else only what reads in one way counts."""
    return column.finding.role if column.finding.category == "event_date" else ""


def _told(batch: Batch, columns: Sequence[tuple[str, str]], of_row: str) -> Days:
    present = [(name, order) for name, order in columns if name in batch.cells.schema.names]
    found = np.full(batch.cells.num_rows, UNDATED, dtype=np.int32)
    for name, order in present:
        days = _days(batch.cells.column(name), order)
        found = _chosen(found, days, of_row)
    return found


def _chosen(one: Days, other: Days, of_row: str) -> Days:
    if of_row == "last":  # UNDATED is less than any day
        return np.maximum(one, other)
    return np.where(one == UNDATED, other, np.where(other == UNDATED, one, np.minimum(one, other)))


def _days(cells: pa.Array, order: str) -> Days:
    moments = parse_dates(cells.cast(pa.string()), order)
    days = pc.fill_null(moments.cast(pa.date32()).cast(pa.int32()), UNDATED).to_numpy(zero_copy_only=False)
    return np.where(np.isin(days, _FILLED_IN), UNDATED, days).astype(np.int32)
