"""The parts of a long text that a pattern has to read, as one text again.

Most patterns can only match near a digit, or behind a word that tells; reading nothing else is what makes a scan fast.
Between two excerpts stands a byte that no pattern matches.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_NEVER_UTF_8 = b"\xff"


@dataclass(frozen=True)
class Excerpts:
    """Excerpts of encoded text, joined; offsets are bytes.

    Attributes:
        encoded: the excerpts with a separator behind each.
        begins: where each begins in ``encoded``.
        shifts: what to add to a place of each to have its place in the whole text.
    """

    encoded: bytes
    begins: list[int]
    shifts: list[int]

    def shift(self, place: int) -> int:
        r"""What to add to a place in ``encoded`` to have it in the whole text.

        >>> parts = excerpts(b"a 12 b 34 c", np.array([2, 7]), np.array([4, 9]))
        >>> parts.encoded, parts.shift(0), parts.shift(3)
        (b'12\xff34\xff', 2, 4)
        """
        return self.shifts[bisect_right(self.begins, place) - 1]


def whole(encoded: bytes) -> Excerpts:
    """All of it, as one excerpt."""
    return Excerpts(encoded, [0], [0])


def excerpts(encoded: bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Excerpts:
    """The parts from the sorted ``starts`` to ``ends``; what overlaps or touches becomes one."""
    if not len(starts):
        return Excerpts(b"", [0], [0])
    reach = np.minimum(np.maximum.accumulate(ends), len(encoded))
    first = np.concatenate(([True], starts[1:] > reach[:-1]))
    starts, ends = starts[first], reach[np.append(np.flatnonzero(first)[1:], len(starts)) - 1]
    begins = np.concatenate(([0], np.cumsum(ends - starts + 1)[:-1]))
    pieces = [encoded[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return Excerpts(_NEVER_UTF_8.join([*pieces, b""]), begins.tolist(), (starts - begins).tolist())


def places_of(encoded: bytes, signs: str) -> npt.NDArray[np.int64]:
    """Where one of the ASCII signs stands; ``0`` stands for any digit.

    >>> places_of(b"at 9 or 10", "0").tolist()
    [3, 8, 9]
    """
    wanted = np.zeros(256, np.bool_)
    wanted[list(signs.replace("0", "0123456789").encode())] = True
    return np.flatnonzero(wanted[np.frombuffer(encoded, np.uint8)])


def near(encoded: bytes, places: npt.NDArray[np.int64], reach: int) -> Excerpts:
    r"""What stands within ``reach`` bytes of one of the sorted places.

    >>> near(b"from 9 to noon", np.array([5]), 2).encoded
    b'm 9 t\xff'
    """
    apart = np.flatnonzero(np.diff(places) > 2 * reach + 1)
    first, last = np.concatenate((places[:1], places[apart + 1])), np.concatenate((places[apart], places[-1:]))
    return excerpts(encoded, np.maximum(first - reach, 0), last + reach + 1)
