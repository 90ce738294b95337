"""Hashes of words that can be put together: that of two words is worked out from theirs, so nothing is spelt out.

A name or number is found whatever stands between its parts: *Van den Berghe* and *Vandenberghe*, *0475 12 34 56* and
*0475/123456* are the same letters and digits in the same order. Equal in every process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

_BASE = np.uint64(0x9E3779B97F4A7C15)
_LONGEST = 64
"""Letters of a word that count."""


@dataclass(frozen=True)
class Hashes:
    """Words as numbers.

    Attributes:
        value: uint64, the sum of the letters times powers of the base.
        power: uint64, the base to the number of letters.
    """

    value: npt.NDArray[np.uint64]
    power: npt.NDArray[np.uint64]

    def __getitem__(self, places: npt.NDArray[np.int64] | slice) -> Hashes:
        return Hashes(self.value[places], self.power[places])

    def __add__(self, behind: Hashes) -> Hashes:
        """The hashes of the words with others right behind them."""
        return Hashes(self.value + self.power * behind.value, self.power * behind.power)


def hashes(words: Sequence[str]) -> Hashes:
    """The hash of each word.

    >>> both = hashes(["van", "berghe", "vanberghe"])
    >>> bool((both[:1] + both[1:2]).value[0] == both.value[2])
    True
    """
    cut = [word[:_LONGEST] for word in words]
    lengths = np.fromiter(map(len, cut), np.int64, len(cut))
    codes = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    powers = np.cumprod(np.full(_LONGEST + 1, _BASE, np.uint64)) * np.uint64(
        0xF1DE83E19937733D
    )  # the inverse: from 1 on
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(codes)) - np.repeat(starts, lengths)
    until = np.concatenate((np.zeros(1, np.uint64), np.cumsum(codes * powers[place])))
    value = np.asarray(until[starts + lengths] - until[starts], np.uint64)
    return Hashes(value, np.asarray(powers[lengths], np.uint64))


def glued(
    words: Hashes, joins: npt.NDArray[np.bool_], most: int
) -> Iterator[tuple[int, npt.NDArray[np.int64], Hashes]]:
    """Of each run of neighbours the number of words, the first word's place, and the hash; from two words on.

    Args:
        words: those of a text, in its order.
        joins: for each, whether the next may belong to the same run.
        most: words of a run.
    """
    place = np.flatnonzero(joins[:-1])
    run = words[place]
    for count in range(2, most + 1):
        run = run + words[place + count - 1]
        yield count, place, run
        further = np.flatnonzero(joins[place + count - 1] & (place + count < len(joins)))
        place, run = place[further], run[further]
