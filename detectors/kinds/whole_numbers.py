"""How the whole numbers of a column are spread: counts and measures gather, and keys run on or lie anywhere.

Sums over the cells of batches, without a single value but the least and the greatest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = r"^[+-]?\d{1,18}(?:\.0)?$"
_EDGE = 5
"""Of a hundred cells, how many at either end may be mistakes."""
_ROUND = 5


@dataclass(frozen=True)
class WholeNumbers:
    """Whole numbers among the cells of a column; additive.

    Attributes:
        cells: that hold a whole number.
        values: different ones, counted per batch.
        rising: of ``values``, those greater than the one that came new before them.
        middle: cells in the middle third of where most of them lie: a third of keys, more of measures.
        round: cells that are a multiple of five.
        low: greatest number that no more than one cell in twenty is less than, in any batch; the least of them.
        span: from ``low`` to what one cell in twenty is more than; the greatest of any batch.
    """

    cells: int = 0
    values: int = 0
    rising: int = 0
    middle: int = 0
    round: int = 0
    low: int = 0
    span: int = 0

    def __add__(self, other: WholeNumbers) -> WholeNumbers:
        if not self.cells or not other.cells:
            return self if self.cells else other
        return WholeNumbers(
            cells=self.cells + other.cells,
            values=self.values + other.values,
            rising=self.rising + other.rising,
            middle=self.middle + other.middle,
            round=self.round + other.round,
            low=min(self.low, other.low),
            span=max(self.span, other.span),
        )

    def share(self, cells: int) -> float:
        """Cells as a share of all that hold a whole number."""
        return cells / max(self.cells, 1)

    @property
    def rises(self) -> float:
        """The share of the new values that are greater than the one before: half of them where there is no order."""
        return self.rising / max(self.values - 1, 1)

    @property
    def density(self) -> float:
        """The share of the numbers between the least and the greatest that come."""
        return self.values / (self.span + 1)


def whole_numbers(texts: pa.Array, repeats: Sequence[int] | np.ndarray) -> WholeNumbers:
    """The whole numbers among distinct texts, in the order in which they first came.

    Args:
        texts: strings; those that hold no whole number of up to eighteen digits do not count.
        repeats: how often each of the texts comes.

    >>> seen = whole_numbers(pa.array(["101", "102", "x", "104"]), [1, 1, 1, 1])
    >>> seen.values, seen.rises, seen.low, seen.span
    (3, 1.0, 101, 3)
    """
    are_whole = pc.match_substring_regex(texts, _WHOLE)
    times = np.asarray(repeats)[np.asarray(are_whole.to_numpy(zero_copy_only=False))]
    if not len(times):
        return WholeNumbers()
    digits = pc.replace_substring_regex(texts.filter(are_whole), r"^\+|\.0$", "")
    numbers = pc.cast(digits, pa.int64()).to_numpy(zero_copy_only=False)
    low, high = _edges(numbers, times)
    third = (high - low) / 3
    middle = (numbers >= low + third) & (numbers <= high - third)
    return WholeNumbers(
        cells=int(times.sum()),
        values=len(numbers),
        rising=int((np.diff(numbers) > 0).sum()),
        middle=int(times[middle].sum()),
        round=int(times[numbers % _ROUND == 0].sum()),
        low=low,
        span=high - low,
    )


def _edges(numbers: np.ndarray, times: np.ndarray) -> tuple[int, int]:
    """Between which numbers all but a few cells at either end lie."""
    order = np.argsort(numbers)
    until = np.cumsum(times[order]) * 100
    total = int(until[-1])
    low = int(np.searchsorted(until, total * _EDGE // 100, side="right"))
    high = int(np.searchsorted(until, total * (100 - _EDGE) // 100, side="left"))
    return int(numbers[order[min(low, high)]]), int(numbers[order[max(low, high)]])
