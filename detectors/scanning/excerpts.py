"""The parts of a long text that a pattern has to read, as one text again.

Most patterns can only match near a digit, or behind a word that tells; reading nothing else is what makes a scan fast.
Between two excerpts stands a byte that no pattern matches.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

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

        >>> parts = Stretches(np.array([2, 7]), np.array([4, 9])).excerpts(b"a 12 b 34 c")
        >>> parts.encoded, parts.shift(0), parts.shift(3)
        (b'12\xff34\xff', 2, 4)
        """
        return self.shifts[bisect_right(self.begins, place) - 1]


class Stretches(NamedTuple):
    """Parts of encoded text that neither overlap nor touch, in order; offsets are bytes."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]

    def excerpts(self, encoded: bytes) -> Excerpts:
        r"""The text in these parts.

        >>> Stretches(np.array([2, 7]), np.array([4, 9])).excerpts(b"a 12 b 34 c").encoded
        b'12\xff34\xff'
        """
        if not len(self.starts):
            return Excerpts(b"", [0], [0])
        begins = np.concatenate(([0], np.cumsum(self.ends - self.starts + 1)[:-1]))
        pieces = [encoded[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]
        return Excerpts(_NEVER_UTF_8.join([*pieces, b""]), begins.tolist(), (self.starts - begins).tolist())

    def shared(self, other: Stretches) -> Stretches:
        """What lies in both.

        >>> one, two = Stretches(np.array([2, 7]), np.array([4, 9])), Stretches(np.array([3]), np.array([8]))
        >>> [places.tolist() for places in one.shared(two)]
        [[3, 7], [4, 8]]
        """
        first = np.searchsorted(other.ends, self.starts, side="right")
        count = np.searchsorted(other.starts, self.ends) - first
        mine = np.repeat(np.arange(len(count)), count)
        theirs = np.arange(len(mine)) + np.repeat(first - np.cumsum(count) + count, count)
        starts = np.maximum(self.starts[mine], other.starts[theirs])
        return Stretches(starts, np.minimum(self.ends[mine], other.ends[theirs]))


def whole(encoded: bytes) -> Excerpts:
    """All of it, as one excerpt."""
    return Excerpts(encoded, [0], [0])


def merged(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], size: int) -> Stretches:
    """The parts from the sorted ``starts`` to ``ends``, in a text so long; what overlaps or touches becomes one."""
    if not len(starts):
        return Stretches(starts, ends)
    reach = np.minimum(np.maximum.accumulate(ends), size)
    first = np.concatenate(([True], starts[1:] > reach[:-1]))
    return Stretches(np.maximum(starts[first], 0), reach[np.append(np.flatnonzero(first)[1:], len(starts)) - 1])


def places_of(encoded: bytes, signs: str) -> npt.NDArray[np.int64]:
    """Where one of the ASCII signs stands; ``0`` stands for any digit.

    >>> places_of(b"at 9 or 10", "0").tolist()
    [3, 8, 9]
    """
    return np.flatnonzero(np.frombuffer(encoded.translate(_are_wanted(signs)), np.bool_))


@cache
def _are_wanted(signs: str) -> bytes:
    """Byte → whether it is one of the signs."""
    wanted = signs.replace("0", "0123456789").encode()
    return bytes(sign in wanted for sign in range(256))


def near(places: npt.NDArray[np.int64], reach: int, size: int) -> Stretches:
    """What stands within ``reach`` of one of the sorted places, in a text so long.

    >>> [places.tolist() for places in near(np.array([5, 6, 60]), 2, 61)]
    [[3, 58], [9, 61]]
    """
    apart = np.flatnonzero(np.diff(places) > 2 * reach + 1)
    first, last = np.concatenate((places[:1], places[apart + 1])), np.concatenate((places[apart], places[-1:]))
    return merged(first - reach, last + reach + 1, size)
