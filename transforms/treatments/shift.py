"""Move the dates of a person, all by the same number of days: intervals and times of day stay exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates
from transforms.treatments.column import UNPARSABLE_DATE, CellContext, TreatedColumn, filled, lost

if TYPE_CHECKING:
    import numpy as np

MICROSECONDS_A_DAY = 86_400_000_000


def shift(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """The moved dates: timestamp[us], or date32 where the column tells no time of day.

    A cell that is no date is withheld: what cannot be read cannot be moved.
    """
    texts = filled(column)
    moments = parse_dates(texts, cells.plan.role)
    withheld = lost(texts, moments)
    moved = pc.add(moments, _durations(cells))
    values = moved if cells.plan.clock else moved.cast(pa.date32(), safe=False)
    return TreatedColumn(values, {UNPARSABLE_DATE: withheld} if withheld else {})


def _durations(cells: CellContext) -> pa.Array:
    microseconds: np.ndarray = cells.shifts[cells.subjects] * MICROSECONDS_A_DAY
    return pa.array(microseconds, pa.int64()).cast(pa.duration("us"))
