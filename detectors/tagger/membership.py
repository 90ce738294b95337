"""Sets of words too long to ship, as Bloom filters: a word of the set is always found, one other in 250 too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_BITS_PER_WORD = 12
_PROBES = 6
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)


def hashes_of(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Two hashes of each word, equal in every process.

    >>> hashes_of(["an", "na", "an"])[:, 0].argsort(kind="stable").tolist() in ([0, 2, 1], [1, 0, 2])
    True
    """
    codes = np.frombuffer("".join(f"{word}\n" for word in words).encode("utf-32-le"), np.uint32).astype(np.uint64)
    starts = np.concatenate(([0], np.flatnonzero(codes == ord("\n"))[:-1] + 1)) if len(words) else np.zeros(0, int)
    place = np.arange(len(codes)) - np.repeat(starts, np.diff(np.append(starts, len(codes))))
    return np.stack([_hashed(codes, place, starts, factor) for factor in _FACTORS], axis=1)


def _hashed(
    codes: npt.NDArray[np.uint64], place: npt.NDArray[np.int64], starts: npt.NDArray[np.int64], factor: int
) -> npt.NDArray[np.uint64]:
    """Sum of the letters times powers of the factor, stirred."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    powers = np.cumprod(np.full(int(place.max()) + 1, factor, np.uint64))
    summed = np.add.reduceat(codes * powers[place], starts)
    summed ^= summed >> np.uint64(31)
    return np.asarray((summed * np.uint64(factor)) ^ (summed >> np.uint64(17)))


@dataclass(frozen=True)
class WordSet:
    """A set of words.

    Attributes:
        bits: eight to a byte.
    """

    bits: npt.NDArray[np.uint8]

    @staticmethod
    def of(words: Sequence[str]) -> WordSet:
        """The set that holds these words.

        >>> bool(WordSet.of(["huis", "maison"]).contains(hashes_of(["maison"]))[0])
        True
        """
        bits = np.zeros(max(1, len(words) * _BITS_PER_WORD // 8), np.uint8)
        places = _places(hashes_of(words), len(bits)).ravel()
        np.bitwise_or.at(bits, places >> 3, np.uint8(1) << (places & 7).astype(np.uint8))
        return WordSet(bits)

    def contains(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Which of the hashed words are in the set."""
        places = _places(hashes, len(self.bits))
        return np.asarray(((self.bits[places >> 3] >> (places & 7).astype(np.uint8)) & 1).all(axis=1))


def _places(hashes: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.int64]:
    """The bits that stand for each word."""
    steps = np.arange(_PROBES, dtype=np.uint64)
    return np.asarray(((hashes[:, :1] + hashes[:, 1:] * steps) % np.uint64(size * 8)).astype(np.int64))
