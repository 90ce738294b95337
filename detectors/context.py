"""Where words stand that tell the kind of a candidate behind them.

Words and phrases match whole (``rr`` does not match in ``Verrijcken``), whatever their case and accents, and across
line breaks, since forms put the label above the value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_WORD = re.compile(r"[^\W_]+")
_WIDEST_GAP = 3  # between the words of a phrase: "rr-nr.", "n° de dossier"


@dataclass(frozen=True)
class Mentions:
    """Where telling words stand, sorted by their ends, and where the notes end that they stand in."""

    starts: list[int]
    ends: list[int]
    notes_end: list[int]

    def stand_before(self, place: int, window: int) -> bool:
        """Whether one of them stands in the ``window`` characters before the place.

        >>> mentions = Mentions([0], [2], [100])
        >>> mentions.stand_before(3, window=60), mentions.stand_before(80, window=60)
        (True, False)
        """
        last = bisect_right(self.ends, place) - 1
        return last >= 0 and self.starts[last] >= place - window and place <= self.notes_end[last]


NOWHERE = Mentions([], [], [])


class Context:
    """The words of many notes, ready to be asked for phrases."""

    def __init__(self, notes: Notes, words: Words) -> None:
        self._notes = notes
        self._words = words
        self._order = np.argsort(words.code, kind="stable")
        self._bounds = np.searchsorted(words.code[self._order], np.arange(len(words.vocabulary) + 1))
        self._mentions: dict[_Phrases, Mentions] = {}

    def mentions(self, texts: tuple[str, ...]) -> Mentions:
        """Where one of these words or phrases stands.

        >>> from detectors.notes import join
        >>> from detectors.words import words_of
        >>> notes = join(["RR-nr: 1. Verrijcken"])
        >>> Context(notes, words_of(notes)).mentions(("rr", "rr nr"))
        Mentions(starts=[1, 1], ends=[3, 6], notes_end=[21, 21])
        """
        wanted = _phrases(texts)
        if wanted not in self._mentions:
            occur = not self._words.code_of.keys().isdisjoint(wanted.firsts)
            self._mentions[wanted] = self._find(wanted) if occur else NOWHERE
        return self._mentions[wanted]

    def _find(self, wanted: _Phrases) -> Mentions:
        known = self._words.code_of
        found = [pair for phrase in wanted.phrases if phrase[0] in known for pair in self._phrase(phrase)]
        if not found:
            return NOWHERE
        first, last = (np.concatenate(places) for places in zip(*found, strict=True))
        start, end = self._words.start[first], self._words.end[last]
        order = np.lexsort((start, end))
        start, end = start[order], end[order]
        notes_end = self._notes.ends[self._notes.note_of(start)]
        return Mentions(start.tolist(), end.tolist(), notes_end.tolist())

    def _phrase(self, phrase: tuple[str, ...]) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
        """The first and last words of each place where the phrase stands."""
        words, codes = self._words, [self._words.code_of.get(word, -1) for word in phrase]
        if min(codes) < 0:
            return
        first = self._order[self._bounds[codes[0]] : self._bounds[codes[0] + 1]]
        first = first[first <= len(words.code) - len(phrase)]
        for step, code in enumerate(codes[1:], 1):
            gaps = words.start[first + step] - words.end[first + step - 1]
            first = first[(words.code[first + step] == code) & (gaps <= _WIDEST_GAP)]
        yield first, first + len(phrase) - 1


@dataclass(frozen=True, eq=False)
class _Phrases:
    """Telling words and phrases, ready to be looked for; equal to itself only, so that a look-up costs nothing."""

    phrases: tuple[tuple[str, ...], ...]
    firsts: frozenset[str]


@cache
def _phrases(texts: tuple[str, ...]) -> _Phrases:
    """Each text as its folded words, and the first words of all."""
    phrases = tuple(dict.fromkeys(tuple(_WORD.findall(fold(text))) for text in texts))
    return _Phrases(phrases, frozenset(phrase[0] for phrase in phrases))
