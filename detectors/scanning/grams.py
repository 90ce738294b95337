"""Where each group of three signs stands in notes, so that a pattern reads only what can hold a match.

Signs are few: a letter without case and accents, any digit, any blank, any dash, and so on. ``12,5 mg`` is ``00,0 mg``.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from detectors.notes import Notes

    Integers = npt.NDArray[np.int64]

LENGTH = 3
_ALIKE = (
    "0123456789",
    " \t\n\r\f\v\u00a0\u2002\u2003\u2007\u2009\u200a\u202f",
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    ",;",
    ":=",
    "/\\|",
    "([{<>}])",
    "'\"\u2018\u2019\u201c\u201d\u00ab\u00bb",
    "#*\u2022",
)
"""Signs that count as the first of them; one more for all that is no sign at all."""

_OTHER = "?"
_ALPHABET = f"{_OTHER}abcdefghijklmnopqrstuvwxyz.@+%{''.join(alike[0] for alike in _ALIKE)}"
_SIZE = len(_ALPHABET)
_OTHER_CASES = {"\u212a": "k", "\u212b": "a", "\u1e9e": "s"}
"""Signs that a pattern takes for k, å and ß where it passes over case."""

_SIGN_OF = {sign: sign for sign in _ALPHABET} | {sign: alike[0] for alike in _ALIKE for sign in alike} | _OTHER_CASES
_TABLE = 0x2400
"""Code points beyond are no signs."""


@cache
def sign_of(character: str) -> str:
    """The sign that a character counts as.

    >>> "".join(map(sign_of, "É7–[漢"))
    'e0-(?'
    """
    return _SIGN_OF.get(fold(character), _OTHER)


@cache
def _numbers() -> npt.NDArray[np.uint16]:
    """Code point → the number of its sign."""
    return np.array([_ALPHABET.index(sign_of(chr(code))) for code in range(_TABLE)] + [0], np.uint16)


def ranges_of(texts: Iterable[str]) -> npt.NDArray[np.uint16]:
    """The groups that begin with these texts of one to three signs: one row a text, its first group and its last.

    >>> ranges_of(["a", "?a?"]).tolist()
    [[1600, 3199], [40, 40]]
    """
    found = []
    for text in texts:
        first = last = 0
        for place in range(LENGTH):
            first = first * _SIZE + (_ALPHABET.index(text[place]) if place < len(text) else 0)
            last = last * _SIZE + (_ALPHABET.index(text[place]) if place < len(text) else _SIZE - 1)
        found.append((first, last))
    return np.array(found, np.uint16).reshape(-1, 2)


class Grams:
    """The groups of three signs of notes, in order."""

    def __init__(self, notes: Notes) -> None:
        numbers = _numbers()[np.minimum(notes.codes, _TABLE)]
        grams = np.zeros(len(numbers), np.uint16)
        for step in range(LENGTH):
            grams *= np.uint16(_SIZE)
            grams[: len(numbers) - step] += numbers[step:]
        self._grams = grams

    @cached_property
    def _order(self) -> Integers:
        return np.argsort(self._grams, kind="stable")

    @cached_property
    def _bounds(self) -> Integers:
        """Where in their order each group begins."""
        return np.concatenate(([0], np.cumsum(np.bincount(self._grams, minlength=_SIZE**LENGTH))))

    def find(self, ranges: npt.NDArray[np.uint16], most: int) -> Integers | None:
        """The characters at which a group of these ranges begins, sorted; None when these are too many.

        >>> from detectors.notes import join
        >>> grams = Grams(join(["12 mg of 2 mg"]))
        >>> grams.find(ranges_of([" mg"]), 2).tolist(), grams.find(ranges_of([" mg"]), 1)
        ([3, 11], None)
        """
        first, behind = self._bounds[ranges[:, 0]], self._bounds[ranges[:, 1].astype(np.int64) + 1]
        if (behind - first).sum() > most:
            return None
        held = behind > first
        pairs = zip(first[held].tolist(), behind[held].tolist(), strict=True)
        return np.sort(np.concatenate([self._order[:0], *(self._order[one:other] for one, other in pairs)]))
