"""Sums of consecutive rows, some times faster than ``np.add.reduceat`` where there are many short runs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_LONG = 48
"""Runs of more rows are few, and are summed one by one."""


def sums_of_runs(rows: npt.NDArray[np.float32], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """The sum of the rows from each start to the next; every run has a row, and sums the same wherever it stands.

    >>> sums_of_runs(np.array([[1.0], [2.0], [4.0]], np.float32), np.array([0, 2])).tolist()
    [[3.0], [4.0]]
    """
    lengths = np.diff(np.append(starts, len(rows)))
    summed = rows[starts]
    short = np.flatnonzero((lengths > 1) & (lengths <= _LONG))
    for place in range(1, _LONG):
        if not len(short):
            break
        summed[short] += rows[starts[short] + place]
        short = short[lengths[short] > place + 1]
    for run in np.flatnonzero(lengths > _LONG).tolist():
        summed[run] = rows[starts[run] : starts[run] + lengths[run]].sum(axis=0)
    return np.asarray(summed)
