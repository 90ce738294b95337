"""Sums of consecutive rows, some times faster than ``np.add.reduceat`` where there are many short runs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

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
    is_long = lengths > _LONG
    summed = _in_steps(rows.__getitem__, starts, np.where(is_long, 1, lengths))
    for run in np.flatnonzero(is_long).tolist():
        summed[run] = rows[starts[run] : starts[run] + lengths[run]].sum(axis=0)
    return summed


def weighed_sums(table: Floats, rows: Places, weights: Floats, starts: Places) -> Floats:
    """The sums of runs of rows of a table, each times its weight; so many runs at a time as stay in the cache.

    >>> table, rows = np.eye(2, dtype=np.float32), np.array([0, 1, 1])
    >>> weighed_sums(table, rows, np.ones(3, np.float32), np.array([0, 1])).tolist()
    [[1.0, 0.0], [0.0, 2.0]]
    """

    def weighed(places: Places) -> Floats:
        return np.asarray(table[rows[places]] * weights[places, None])

    summed = np.empty((len(starts), table.shape[1]), table.dtype)
    lengths = np.diff(np.append(starts, len(rows)))
    for first in range(0, len(starts), _AT_ONCE):
        portion = slice(first, first + _AT_ONCE)
        summed[portion] = _in_steps(weighed, starts[portion], lengths[portion])
    return summed


def _in_steps(row_at: Callable[[Places], Floats], starts: Places, lengths: Places) -> Floats:
    """The first rows of all runs, to which the second ones are added, and so on.

    The longest runs come first, so that those that go on are always the first ones.
    """
    order = np.argsort(-lengths, kind="stable")
    lengths, starts = lengths[order], starts[order]
    summed = row_at(starts)
    for step in range(1, lengths[0] if len(lengths) else 0):
        going_on = int(np.searchsorted(-lengths, -step))
        summed[:going_on] += row_at(starts[:going_on] + step)
    return np.asarray(summed[np.argsort(order)])
