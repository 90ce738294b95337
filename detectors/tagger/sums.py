"""Sums of consecutive rows, some times faster than ``np.add.reduceat`` where there are many short runs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_LONG = 48
"""Runs of more rows are few, and are summed one by one."""

_AT_ONCE = 2048


def sums_of_runs(rows: Floats, starts: Places) -> Floats:
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


def weighed_sums(table: Floats, rows: Places, weights: Floats, starts: Places) -> Floats:
    """The sums of runs of rows of a table, each times its weight; so many runs at a time as stay in the cache.

    >>> table, rows = np.eye(2, dtype=np.float32), np.array([0, 1, 1])
    >>> weighed_sums(table, rows, np.ones(3, np.float32), np.array([0, 1])).tolist()
    [[1.0, 0.0], [0.0, 2.0]]
    """
    summed = np.empty((len(starts), table.shape[1]), table.dtype)
    bounds = np.append(starts, len(rows))
    for first in range(0, len(starts), _AT_ONCE):
        bound = bounds[first : first + _AT_ONCE + 1]
        inside = slice(bound[0], bound[-1])
        summed[first : first + _AT_ONCE] = _weighed(table, rows[inside], weights[inside], bound - bound[0])
    return summed


def _weighed(table: Floats, rows: Places, weights: Floats, bounds: Places) -> Floats:
    """The same by the bounds of all runs: the longest come first, so that those that go on are the first ones."""
    lengths = np.diff(bounds)
    order = np.argsort(-lengths, kind="stable")
    lengths, starts = lengths[order], bounds[order]
    summed = np.zeros((len(starts), table.shape[1]), table.dtype)
    for step in range(lengths[0]):
        going_on = int(np.searchsorted(-lengths, -step))
        chosen = starts[:going_on] + step
        summed[:going_on] += table[rows[chosen]] * weights[chosen, None]
    return summed[np.argsort(order)]
