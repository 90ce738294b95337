"""Many hashes with what each stands for, in sorted arrays: small, quick to ask in bulk, and unreadable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

_SCATTER = np.uint64(0xC2B2AE3D27D4EB4F)
_SIEVE_PER_KEY = 16
_SMALLEST, _LARGEST = 10, 24


@dataclass(frozen=True, repr=False)
class Keys:
    """A hash may stand for several things, and a thing for several hashes.

    Attributes:
        hashes: sorted.
        things: what each stands for.
        sieve: per leading bits of a scattered hash whether any key has them.
    """

    hashes: npt.NDArray[np.uint64]
    things: Integers
    sieve: npt.NDArray[np.bool_]

    @staticmethod
    def of(hashes: npt.NDArray[np.uint64], things: Integers) -> Keys:
        """The keys, each pair once."""
        order = np.lexsort((things, hashes))
        hashes, things = hashes[order], things[order]
        again = np.zeros(len(order), np.bool_)
        again[1:] = (hashes[1:] == hashes[:-1]) & (things[1:] == things[:-1])
        hashes, things = hashes[~again], things[~again]
        bits = min(max(_SMALLEST, int(_SIEVE_PER_KEY * len(hashes)).bit_length()), _LARGEST)
        sieve = np.zeros(1 << bits, np.bool_)
        sieve[_leading(hashes, bits)] = True
        return Keys(hashes, things, sieve)

    def find(self, asked: npt.NDArray[np.uint64]) -> tuple[Integers, Integers]:
        """Which of the asked are there (their places, a place once per thing), and what each stands for.

        >>> keys = Keys.of(np.array([7, 5, 5], np.uint64), np.array([0, 1, 2]))
        >>> [found.tolist() for found in keys.find(np.array([9, 5, 7], np.uint64))]
        [[1, 1, 2], [1, 2, 0]]
        """
        likely = np.flatnonzero(self.sieve[_leading(asked, len(self.sieve).bit_length() - 1)])
        first = np.searchsorted(self.hashes, asked[likely])
        behind = np.searchsorted(self.hashes, asked[likely], side="right")
        places = np.repeat(likely, behind - first)
        return places, self.things[stretches(first, behind)]


def stretches(first: Integers, behind: Integers) -> Integers:
    """The numbers from each first to before each behind, one stretch after the other.

    >>> stretches(np.array([3, 8]), np.array([5, 9])).tolist()
    [3, 4, 8]
    """
    counts = behind - first
    return np.asarray(np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts))


def _leading(hashes: npt.NDArray[np.uint64], bits: int) -> Integers:
    return np.asarray((hashes * _SCATTER) >> np.uint64(64 - bits), np.int64)
