"""Words as names are made of them: ``Anne-Sophie`` and ``D'Hondt`` are one, ``d'Amina`` and ``Sofie's`` are two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_HYPHENS = (ord("-"), 0x2010, 0x2011)
_APOSTROPHES = (ord("'"), 0x2019)


@dataclass(frozen=True)
class NameWord:
    """One word.

    Attributes:
        start: its first character.
        end: the character behind it.
        folded: the word without case and accents.
        is_capitalised: whether it begins with a capital.
        first: the first of the plain words that it is made of.
        behind: the plain word behind it.
    """

    start: int
    end: int
    folded: str
    is_capitalised: bool
    first: int
    behind: int


class NameWords:
    """The words of notes, put together on demand: few of them are near a name."""

    def __init__(self, notes: Notes, words: Words, capital: npt.NDArray[np.bool_]) -> None:
        self._folded = notes.folded
        self._starts, self._ends = words.start.tolist(), words.end.tolist()
        self._capital = capital.tolist()
        glued = _glued(notes, words, capital)
        self.is_joined = np.zeros(len(capital), np.bool_)
        self.is_joined[:-1] |= glued
        self.is_joined[1:] |= glued
        self._glued, self._joints = glued.tolist(), np.flatnonzero(glued).tolist()

    @property
    def joined(self) -> Iterator[NameWord]:
        """The words that are made of several."""
        behind = -1
        for place in self._joints:
            if place >= behind:
                word = self.around(place)
                behind = word.behind
                yield word

    def around(self, place: int) -> NameWord:
        """The word that a plain word is part of."""
        first = last = place
        while first > 0 and self._glued[first - 1]:
            first -= 1
        while last < len(self._glued) and self._glued[last]:
            last += 1
        start, end = self._starts[first], self._ends[last]
        return NameWord(start, end, self._folded[start:end], self._capital[first], first, last + 1)

    def beside(self, word: NameWord, step: int) -> NameWord:
        """The word behind (1) or before (-1) it; at either end of the notes an empty one."""
        place = word.behind if step > 0 else word.first - 1
        if 0 <= place < len(self._starts):
            return self.around(place)
        edge = len(self._folded) if step > 0 else 0
        return NameWord(edge, edge, "", is_capitalised=False, first=place, behind=place)


def _glued(notes: Notes, words: Words, capital: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words go on in the next: over a hyphen, or over an apostrophe behind a capitalised word."""
    signs = notes.codes[words.end[:-1]]
    apart = words.start[1:] - words.end[:-1]
    possessive = (words.end[1:] - words.start[1:] == 1) & ~capital[1:]
    over_apostrophe = np.isin(signs, _APOSTROPHES) & capital[:-1] & ~possessive
    return np.asarray((apart == 1) & (np.isin(signs, _HYPHENS) | over_apostrophe))
