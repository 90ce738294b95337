"""Words as names are made of them: ``Anne-Sophie`` and ``D'Hondt`` are one, ``d'Amina`` and ``Sofie's`` are two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_HYPHENS = (ord("-"), 0x2010, 0x2011)
_APOSTROPHES = (ord("'"), 0x2019)


@dataclass(frozen=True)
class NameWords:
    """The words in the order of the text.

    Attributes:
        start: first character of each.
        end: character behind each.
        code: its place in ``vocabulary``.
        vocabulary: the distinct words, folded: the plain ones, then those made of several.
        is_capitalised: whether it begins with a capital.
        first: the first of the plain words that it is made of.
        name_of: for each plain word, which of these it is part of.
    """

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    code: npt.NDArray[np.int64]
    vocabulary: list[str]
    is_capitalised: npt.NDArray[np.bool_]
    first: npt.NDArray[np.int64]
    name_of: npt.NDArray[np.int64]

    @property
    def is_joined(self) -> npt.NDArray[np.bool_]:
        """Which words are made of several."""
        return np.diff(self.first, append=len(self.name_of)) > 1

    def values(self, of: Callable[[str], int]) -> npt.NDArray[np.int64]:
        """For each word of the text, what is told of it; asked once for each distinct word."""
        return np.fromiter(map(of, self.vocabulary), np.int64, len(self.vocabulary))[self.code]


def name_words(notes: Notes, words: Words) -> NameWords:
    """The words of the notes, hyphens and apostrophes inside.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Anne-Sophie d'Hondt"])
    >>> read = name_words(notes, words_of(notes))
    >>> [notes.text[start:end] for start, end in zip(read.start, read.end)]
    ['Anne-Sophie', 'd', 'Hondt']
    """
    capital = words.is_capitalised(notes)
    begins = np.ones(len(capital), np.bool_)
    begins[1:] = ~_glued(notes, words, capital)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(capital))[: len(first)] - 1
    start, end, code = words.start[first], words.end[last], words.code[first]
    joined = np.flatnonzero(last > first)
    texts = [notes.folded[a:b] for a, b in zip(start[joined].tolist(), end[joined].tolist(), strict=True)]
    distinct = {text: place for place, text in enumerate(dict.fromkeys(texts), len(words.vocabulary))}
    code[joined] = [distinct[text] for text in texts]
    name_of = np.cumsum(begins) - 1
    return NameWords(start, end, code, [*words.vocabulary, *distinct], capital[first], first, name_of)


def _glued(notes: Notes, words: Words, capital: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words go on in the next: over a hyphen, or over an apostrophe behind a capitalised word."""
    signs = notes.codes[words.end[:-1]]
    apart = words.start[1:] - words.end[:-1]
    possessive = (words.end[1:] - words.start[1:] == 1) & ~capital[1:]
    over_apostrophe = np.isin(signs, _APOSTROPHES) & capital[:-1] & ~possessive
    return np.asarray((apart == 1) & (np.isin(signs, _HYPHENS) | over_apostrophe))
