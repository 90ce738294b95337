"""The words of names that a run met, in clear and in memory only: whether one is another with a typing error.

Digests of two words say nothing about how alike they are. So each distinct word is kept beside its digest while the run
lasts, and looked at when a mail address, a line or a home already says that two people may be one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from detectors.lexicons import words
from detectors.names.typing_errors import is_one_error_apart
from transforms.subjects.normal import name_words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SHORTEST = 4
"""Letters of the longer of two words: of three letters, half of all names are one apart."""


class Vocabulary:
    """Words by digest."""

    def __init__(self) -> None:
        self._text: dict[int, str] = {}

    def learn(self, keys: npt.NDArray[np.uint64], texts: pa.Array) -> None:
        """Add words with their digests."""
        distinct, first = np.unique(keys, return_index=True)
        known = self._text.keys()
        fresh = [place for key, place in zip(distinct.tolist(), first.tolist(), strict=True) if key not in known]
        self._text.update(zip(keys[fresh].tolist(), texts.take(pa.array(fresh, pa.int64())).to_pylist(), strict=True))

    def unknown(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Which digests are of no word met so far."""
        known = np.fromiter(self._text, np.uint64, len(self._text))
        return np.isin(keys, known, invert=True)

    def alike(self, one: int, other: int) -> bool:
        """Whether one word is the other with a typing error; of two names that both exist neither is."""
        this, that = self._text.get(one, ""), self._text.get(other, "")
        if max(len(this), len(that)) < _SHORTEST or not is_one_error_apart(this, that):
            return False
        return not {this, that} <= first_names()


@cache
def first_names() -> AbstractSet[str]:
    """The first names that the product knows of, as words of names are compared."""
    return frozenset(name_words(pa.array(sorted(words("first_names.txt")))).texts.to_pylist())
