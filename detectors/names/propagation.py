"""A name found once is looked for everywhere in the document: the second mention seldom has a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import NAME_CATEGORIES, Span
from detectors.names.joining import WEAK
from detectors.names.lexicon import COMMON_WORDS, PARTICLES, PLACE_WORDS, TERM_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_OTHER_WORDS = COMMON_WORDS | PARTICLES | PLACE_WORDS | TERM_WORDS
_SHORTEST = 3
_SURE = 0.55
_SCORE = 0.54


def repeated(notes: Notes, words: Words, spans: Sequence[Span]) -> list[Span]:
    """Further mentions of the names' words in their own notes, with the category of the first that holds the word.

    Args:
        notes: what is read.
        words: its words.
        spans: what was found so far, sorted, without overlaps.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["dr. karel vermaut belt. vermaut komt."])
    >>> found = Span(5, 18, "provider_name", 0.85, "provider_title")
    >>> [(s.start, s.end) for s in repeated(notes, words_of(notes), [found])]
    [(25, 32)]
    """
    names = [span for span in spans if span.category in NAME_CATEGORIES and span.score >= _SURE]
    owner, place = _words_within(words, names)
    telling = _tells(words, place)
    owner, place = owner[telling], place[telling]
    if not len(place):
        return []
    told, first = np.unique(_keys(notes, words, place, words.code[place]), return_index=True)
    free, weakly_held = _Free(spans), _Free([span for span in spans if span.recognizer not in WEAK])
    announced = np.array([name.recognizer not in WEAK for name in names], np.bool_)
    found: list[Span] = []
    for meant, cut in _meanings(words, place):
        again, teller = _again(notes, words, told, meant)
        start, end = words.start[again] - 2 * _elided(notes, words, again), words.end[again] - cut
        new = free.holds(start, end) | (announced[owner[first[teller]]] & weakly_held.holds(start, end))
        columns = (column[new].tolist() for column in (start, end, owner[first[teller]]))
        places = zip(*columns, strict=True)
        found += [Span(start, end, names[of].category, _SCORE, "repeated_name") for start, end, of in places]
    return found


class _Free:
    """The text that no stronger span covers: a repeated name counts nowhere else.

    What only the weak layers found is no hindrance to a name that was announced: who is meant was told there.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        strong = [(span.start, span.end) for span in spans if span.score > _SCORE]
        self._starts, self._ends = np.array(strong, np.int64).reshape(-1, 2).T
        self._starts = np.append(self._starts, np.iinfo(np.int64).max)

    def holds(self, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of the places are free from their start to their end."""
        return np.asarray(self._starts[np.searchsorted(self._ends, start, side="right")] >= end)


def _keys(
    notes: Notes, words: Words, place: npt.NDArray[np.int64], code: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """For each word of the text, a number that tells its note and what it means there."""
    return notes.note_of(words.start[place]) * len(words.vocabulary) + code


def _meanings(words: Words, place: npt.NDArray[np.int64]) -> Iterator[tuple[npt.NDArray[np.int64], int]]:
    """For each distinct word, which of the names' words it means (-1 for none), and the letters of its possessive."""
    told = np.unique(words.code[place])
    plain = np.full(len(words.vocabulary), -1)
    plain[told] = told
    yield plain, 0
    possessive = np.full(len(words.vocabulary), -1)
    for code in told.tolist():
        with_s = words.code_of.get(f"{words.vocabulary[code]}s")
        if with_s is not None:
            possessive[with_s] = code
    yield possessive, 1


def _again(
    notes: Notes, words: Words, told: npt.NDArray[np.int64], meant: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The words of the text that mean one that a name of their note told, and which of these."""
    code = meant[words.code]
    place = np.flatnonzero(code >= 0)
    key = _keys(notes, words, place, code[place])
    teller = np.minimum(np.searchsorted(told, key), len(told) - 1)
    holds = told[teller] == key
    return place[holds], teller[holds]


def _words_within(words: Words, names: list[Span]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each word of the names, which name it is of and which word of the text it is."""
    first = np.searchsorted(words.start, np.array([name.start for name in names], np.int64))
    behind = np.searchsorted(words.start, np.array([name.end for name in names], np.int64))
    owner = np.repeat(np.arange(len(names)), behind - first)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(behind - first) - (behind - first), behind - first)
    return owner, place + first[owner]


def _tells(words: Words, place: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of these words alone still are a name: not short, and no other word."""
    tells = {
        code: len(words.vocabulary[code]) >= _SHORTEST and words.vocabulary[code] not in _OTHER_WORDS
        for code in np.unique(words.code[place]).tolist()
    }
    return np.array([tells[code] for code in words.code[place].tolist()], np.bool_)


def _elided(notes: Notes, words: Words, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of these words stand behind a capital and an apostrophe: ``D'Hondt``, ``O'Neill``."""
    before = [notes.text[start - 2 : start] for start in words.start[places].tolist()]
    return np.array([two[:1].isupper() and two[1:] in ("'", "’") for two in before], np.bool_)
